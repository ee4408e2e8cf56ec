import {checkCidr} from '../connection/networks.ts';
import {type PairText, splitList} from './answers.ts';
import {pastedLines} from './paste.ts';

/** Documented limits of the editor's table. Source: Tencent Cloud VPN console documentation, "SPD policy". */
export const pairLimits = {pairs: 10, rangesInPair: 50, mappingsOnGateway: 200} as const;

const arrow = /\s*(?:<?[-=]+>|⇄|↔|→|⇒|\|)\s*/;

/** What a paste into the pairs means. */
export type PairsPaste =
	/** Whole pairs: they are added as rows. */
	| {readonly kind: 'pairs'; readonly pairs: readonly PairText[]; readonly notice: string}
	/** Several ranges: they are added to the cell, or at the cloud side as rows. */
	| {readonly kind: 'ranges'; readonly ranges: readonly string[]; readonly notice: string}
	/** A piece of text: it is typed into the cell. */
	| {readonly kind: 'text'; readonly text: string; readonly notice: string};

/** Reads a paste: `A -> B, C` lines are pairs, and so are two columns of a sheet; a list of ranges is ranges, anything else is text for the cell. */
export function readPairsPaste(pasted: string): PairsPaste {
	const {lines, dropped} = pastedLines(columnsJoined(pasted));
	const notice = dropped > 0 ? `, ${dropped} control character${dropped === 1 ? '' : 's'} removed` : '';
	const statements = lines.flatMap(line => (arrow.test(line) ? line.split(';') : [line])).filter(part => part.trim());
	if (statements.some(part => arrow.test(part))) {
		const pairs = pairsOf(statements);
		return {kind: 'pairs', pairs, notice: `${count(pairs.length, 'pair')} added${notice}`};
	}

	const ranges = splitList(lines.join(' '));
	if (ranges.length > 1) return {kind: 'ranges', ranges, notice: `${count(ranges.length, 'range')} added${notice}`};
	return {kind: 'text', text: lines.join(' '), notice: dropped > 0 ? `pasted${notice}` : ''};
}

/** Two columns of a sheet come with a tab between them: cloud side and site side. More than two in a line are no pairs. */
function columnsJoined(pasted: string): string {
	const rows = pasted.split(/\r\n|\r|\n/).map(text =>
		text
			.split('\t')
			.map(cell => cell.trim())
			.filter(Boolean),
	);
	return rows.some(row => row.length > 2) ? pasted : rows.map(row => row.join(' -> ')).join('\n');
}

function pairsOf(statements: readonly string[]): readonly PairText[] {
	return statements.flatMap(statement => {
		const [cloudText = '', ...rest] = statement.split(arrow);
		const siteSide = splitList(rest.join(' ')).join(', ');
		const cloudSides = splitList(cloudText);
		// a line without an arrow among pairs is kept as a row to be mended, never dropped
		return (cloudSides.length > 0 ? cloudSides : ['']).map(cloudSide => ({cloudSide, siteSide}));
	});
}

/** Adds pasted pairs below a row; an empty row is replaced by them. */
export function addPairs(pairs: readonly PairText[], row: number, added: readonly PairText[]): readonly PairText[] {
	const here = pairs[row];
	const isEmpty = here !== undefined && here.cloudSide.trim() === '' && here.siteSide.trim() === '';
	const at = isEmpty || here === undefined ? row : row + 1;
	return [...pairs.slice(0, isEmpty ? row : at), ...added, ...pairs.slice(isEmpty ? row + 1 : at)];
}

/** Adds ranges to a pair's site side, after what is there; ranges that stand there already are not doubled. */
export function addSiteRanges(pair: PairText, ranges: readonly string[]): PairText {
	return {...pair, siteSide: [...new Set([...splitList(pair.siteSide), ...ranges])].join(', ')};
}

/** How many single mappings the pairs make. */
export function mappingCount(pairs: readonly PairText[]): number {
	return pairs.reduce((sum, pair) => sum + (pair.cloudSide.trim() === '' ? 0 : splitList(pair.siteSide).length), 0);
}

/** The first thing that stops the wizard from going on: no pair at all, a half pair, text that is no range. */
export function pairProblem(
	pairs: readonly PairText[],
): {readonly row: number; readonly side: 'cloudSide' | 'siteSide'; readonly message: string} | undefined {
	const filled = pairs
		.map((pair, row) => ({...pair, row}))
		.filter(pair => pair.cloudSide.trim() || pair.siteSide.trim());
	if (filled.length === 0) return {row: 0, side: 'cloudSide', message: 'Give at least one pair of ranges'};
	for (const {row, cloudSide, siteSide} of filled) {
		if (cloudSide.trim() === '') return {row, side: 'cloudSide', message: 'The pair has no range at the cloud side'};
		const bad = checkCidr(cloudSide.trim());
		if (bad) return {row, side: 'cloudSide', message: bad};
		const ranges = splitList(siteSide);
		if (ranges.length === 0) return {row, side: 'siteSide', message: 'The pair has no range at the site side'};
		for (const range of ranges) {
			const problem = checkCidr(range);
			if (problem) return {row, side: 'siteSide', message: problem};
		}
	}

	return undefined;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
