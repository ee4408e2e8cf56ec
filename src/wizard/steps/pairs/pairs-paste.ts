import type {PairNames} from '../../../clouds/contract/form.ts';
import {overlaps} from '../../../connection/networks.ts';
import {type PairText, splitList} from '../../answers/answers.ts';
import {count, inAscii, pastedLines} from '../../core/paste.ts';
import {
	isRanges,
	isWordsAlone,
	looksLikeRange,
	type PastedLine,
	pastedLine,
	rangesIn,
	rowsOf,
} from '../../core/pasted-line.ts';
import {pairsInJson} from './pairs-json.ts';

const arrow = /\s*(?:<?[-=]+>|⇄|↔|→|⇒|=)\s*/;
/** Parts the ranges of one cell, where full-width commas part cells. */
const listSigns = /[、､]/g;

/** What a paste into the pairs means. */
type PairsPaste =
	/** Pairs: they are added as rows. `toMend` of them are lines that are none, kept as they are. */
	| {readonly kind: 'pairs'; readonly pairs: readonly PairText[]; readonly toMend: number; readonly notice: string}
	/** Several ranges: they are added to the cell, or at the cloud side as rows. */
	| {readonly kind: 'ranges'; readonly ranges: readonly string[]; readonly notice: string}
	/** A piece of text: it is typed into the cell. */
	| {readonly kind: 'text'; readonly text: string; readonly notice: string};

/** Where it is pasted: it tells what a line of ranges means that can be read both ways. */
interface PasteAt {
	readonly side: keyof PairText;
	/** What the cloud's gateway has, as far as it is known. */
	readonly networks: readonly string[];
}

/**
 * Reads a paste: JSON of pairs, `A -> B, C` lines, and lines of a sheet, CSV or table with two cells or more are pairs wherever
 * the cursor is; ranges one a line, or in one line, are ranges; anything else is text for the cell. Headings and comments are skipped, an
 * address with a netmask is a range, and what an input method typed in full width is read as what it means.
 * @param names what pairs are called in the JSON of the cloud's API
 */
export function readPairsPaste(pasted: string, at?: PasteAt, names?: PairNames): PairsPaste {
	const {lines, dropped} = pastedLines(inAscii(pasted.replace(listSigns, ' ')), '\t');
	const notice = dropped > 0 ? `, ${count(dropped, 'control character')} removed` : '';
	const whole = lines.join('\n');
	const json = pairsInJson(whole, names);
	if (json) return asPairs(json, notice);
	const text = lines.join(' ').replaceAll('\t', ' ');
	const asText: PairsPaste = {kind: 'text', text, notice: dropped > 0 ? `pasted${notice}` : ''};
	if (/^[[{]/.test(whole)) return asText;
	const first = lines.findIndex(line => !isWordsAlone(line));
	if (first < 0) return asText;
	const read = lines.slice(first).flatMap(line => readLine(line));
	const sheet = read.filter(isLine);
	const left = `${sheet.some(({hadWords}) => hadWords) ? ', words beside them left out' : ''}${notice}`;
	const isHeaded = lines.slice(0, first).some(line => (pastedLine(line)?.cells.length ?? 0) > 1);
	if (sheet.length < read.length || arePairs(sheet, isHeaded, at))
		return asPairs(
			read.flatMap(line => (isLine(line) ? rowsOf(line) : line)),
			left,
		);
	const ranges = sheet
		.flatMap(({kind, cells}) => (kind === 'words' ? cells : splitList(cells.join(' '))))
		.filter(Boolean);
	if (ranges.length > 1 && ranges.some(looksLikeRange))
		return {kind: 'ranges', ranges, notice: `${count(ranges.length, 'range')} added${left}`};
	const [only = ''] = ranges;
	return looksLikeRange(only) && !text.startsWith(',') ? {...asText, text: only} : asText;
}

function asPairs(pairs: readonly PairText[], notice: string): PairsPaste {
	const toMend = pairs.filter(pair => !looksLikePair(pair)).length;
	const left = toMend > 0 ? `, ${count(toMend, 'line')} to mend` : '';
	return {kind: 'pairs', pairs, toMend, notice: `${count(pairs.length - toMend, 'pair')} added${left}${notice}`};
}

function isLine(read: PastedLine | PairText): read is PastedLine {
	return 'kind' in read;
}

/** What a line says: nothing, cells, or the pairs that its arrows make: `A -> B, C`, or several with `;` between them. */
function readLine(line: string): readonly (PastedLine | PairText)[] {
	const read = pastedLine(line);
	if (!read || !arrow.test(read.text)) return read ? [read] : [];
	return read.text
		.split(';')
		.filter(part => part.trim() !== '')
		.flatMap(statement => {
			const [cloudText = '', ...rest] = statement.split(arrow);
			const siteSide = splitList(rangesIn(rest.join(' '))).join(', ');
			const cloudSides = isRanges(cloudText) ? splitList(cloudText) : [cloudText.trim()];
			return cloudSides.map(cloudSide => ({cloudSide, siteSide}));
		});
}

/** Whether a row has a range, and one or more beside it. */
function looksLikePair({cloudSide, siteSide}: PairText): boolean {
	return looksLikeRange(cloudSide) && isRanges(siteSide);
}

/**
 * Whether lines are pairs. One pair that can be nothing else makes them so; commas, semicolons and blanks alone do where two lines have two
 * cells each, or where headings name two columns. A single line of ranges is a pair where the cloud has the first and none of the others.
 */
function arePairs(lines: readonly PastedLine[], isHeaded: boolean, at: PasteAt | undefined): boolean {
	const pairs = lines.filter(({kind}) => kind === 'pair');
	if (pairs.some(({isSure}) => isSure)) return true;
	if (pairs.some(({cells: [first = '']}) => splitList(first).length > 1)) return false;
	if ((isHeaded && pairs.length > 0) || pairs.some(({hasList}) => hasList)) return true;
	const [only] = pairs;
	if (!only) return false;
	const isBroken = lines.some(({isOpen}) => isOpen) && !lines.every(({isOpen}) => isOpen);
	if (lines.length > 1)
		return !isBroken && pairs.every(isTwoCells) && (pairs.length > 1 || lines.some(({kind}) => kind === 'words'));
	return at !== undefined && isPairAt(only, at);
}

/** Blanks part columns only where there are two. */
function isTwoCells({separator, cells}: PastedLine): boolean {
	return separator !== ' ' || cells.length === 2;
}

function isPairAt({cells: [first = '', ...others], separator}: PastedLine, {side, networks}: PasteAt): boolean {
	const isCloud = (cell: string) => splitList(cell).some(range => networks.some(network => overlaps(network, range)));
	if ([first, ...others].some(isCloud)) return isCloud(first) && !others.some(isCloud);
	return side === 'cloudSide' && others.length === 1 && separator !== ' ';
}
