import {type PairText, splitList} from './answers.ts';
import {inAscii} from './full-width.ts';
import {pairsInJson} from './pairs-json.ts';
import {hasWords, looksLikePair, looksLikeRange, pairsInSheet} from './pairs-sheet.ts';
import {pastedLines} from './paste.ts';

const arrow = /\s*(?:<?[-=]+>|⇄|↔|→|⇒|\||=)\s*/;

/** What a paste into the pairs means. */
export type PairsPaste =
	/** Pairs: they are added as rows. `toMend` of them are lines that are none, kept as they are. */
	| {readonly kind: 'pairs'; readonly pairs: readonly PairText[]; readonly toMend: number; readonly notice: string}
	/** Several ranges: they are added to the cell, or at the cloud side as rows. */
	| {readonly kind: 'ranges'; readonly ranges: readonly string[]; readonly notice: string}
	/** A piece of text: it is typed into the cell. */
	| {readonly kind: 'text'; readonly text: string; readonly notice: string};

/**
 * Reads a paste: Tencent Cloud's own JSON, `A -> B, C` lines and the columns of a sheet are pairs; a list of ranges is ranges, anything
 * else is text for the cell. What an input method typed in full width is read as what it means.
 */
export function readPairsPaste(pasted: string): PairsPaste {
	const text = inAscii(pasted);
	const {lines, dropped} = pastedLines(text);
	const notice = dropped > 0 ? `, ${count(dropped, 'control character')} removed` : '';
	const pairs =
		pairsInJson(lines.join('\n')) ?? pairsInSheet(text, line => pairsInLines([line])) ?? pairsInLines(lines);
	if (pairs) {
		const toMend = pairs.filter(pair => !looksLikePair(pair)).length;
		const left = toMend > 0 ? `, ${count(toMend, 'line')} to mend` : '';
		return {kind: 'pairs', pairs, toMend, notice: `${count(pairs.length - toMend, 'pair')} added${left}${notice}`};
	}

	const ranges = splitList(lines.join(' '));
	if (ranges.length > 1 && ranges.some(looksLikeRange))
		return {kind: 'ranges', ranges, notice: `${count(ranges.length, 'range')} added${notice}`};
	return {kind: 'text', text: lines.join(' '), notice: dropped > 0 ? `pasted${notice}` : ''};
}

/** `A -> B, C` a line, or several with `;` between them. */
function pairsInLines(lines: readonly string[]): readonly PairText[] | undefined {
	const statements = lines.flatMap(line => (arrow.test(line) ? line.split(';') : [line])).filter(part => part.trim());
	if (!statements.some(part => arrow.test(part))) return undefined;
	return statements.flatMap(statement => {
		const [cloudText = '', ...rest] = statement.split(arrow);
		const siteSide = splitList(rest.join(' ')).join(', ');
		const cloudSides = hasWords(cloudText) ? [cloudText.trim()] : splitList(cloudText);
		// a line without an arrow among pairs is kept as a row to be mended, never dropped
		return (cloudSides.length > 0 ? cloudSides : ['']).map(cloudSide => ({cloudSide, siteSide}));
	});
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
