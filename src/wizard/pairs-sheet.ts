import {printable} from '../connection/printable.ts';
import {type PairText, splitList} from './answers.ts';

const rangeLike = /^\s*[\dA-Fa-f]*[.:][\dA-Fa-f.:]*(?:\/\d*)?\s*$/;

/** Whether a text has the look of an address or range; whether it is one is another matter. */
export function looksLikeRange(text: string): boolean {
	return rangeLike.test(text);
}

/** Whether a row has a range, and one or more beside it. */
export function looksLikePair({cloudSide, siteSide}: PairText): boolean {
	const sites = splitList(siteSide);
	return looksLikeRange(cloudSide) && sites.length > 0 && sites.every(looksLikeRange);
}

/** Whether a text is more than a list of ranges. */
export function hasWords(text: string): boolean {
	return !splitList(text.replaceAll('"', '')).every(looksLikeRange);
}

interface SheetLine {
	readonly text: string;
	readonly cells: readonly string[];
}

/**
 * The columns of a sheet: cloud side, then site side, with tabs between them as they are copied, or as CSV with `,` or `;` and quotes
 * around a cell that has them itself. A line that names the columns is left out. Undefined where it can't be told from a list of ranges:
 * commas alone make pairs only where each of several lines has two cells, or where cells are quoted. Among pairs a line that is none is a
 * row of its own, to be mended.
 * @param readLine reads a line that is no pair by its cells, if it can
 */
export function pairsInSheet(
	text: string,
	readLine: (line: string) => readonly PairText[] | undefined,
): readonly PairText[] | undefined {
	const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
	const sheets = ['\t', ';', ','].map(separator => ({
		separator,
		table: lines.map((line): SheetLine => ({text: line, cells: cellsOf(line, separator)})),
	}));
	const found =
		sheets.find(({separator, table}) => isWhole(separator, table)) ??
		sheets.find(({separator, table}) => isInPart(separator, table));
	return (
		found && bodyOf(found.table).flatMap(line => (isPair(line) ? rowOf(line) : (readLine(line.text) ?? rowOf(line))))
	);
}

/** Whether each line is a pair. */
function isWhole(separator: string, table: readonly SheetLine[]): boolean {
	const body = bodyOf(table);
	const isSure = separator === '\t' || isHeaded(table) || body.length > 1 || table.some(isQuoted);
	return isSure && body.length > 0 && body.every(isPair);
}

/** Whether most lines are pairs, and the others no list of ranges that was only broken into lines. */
function isInPart(separator: string, table: readonly SheetLine[]): boolean {
	const body = bodyOf(table);
	const others = body.filter(line => !isPair(line));
	const pairs = body.length - others.length;
	const isSure = separator === '\t' || (isHeaded(table) && table[0]?.cells.length === 2) || table.some(isQuoted);
	const isEnough = pairs >= others.length && pairs >= (isSure ? 1 : 2);
	return isEnough && (isSure || others.every(line => hasWords(line.text)));
}

const isQuoted = ({text}: SheetLine) => text.includes('"');

function isHeaded(table: readonly SheetLine[]): boolean {
	return table.length > 1 && !(table[0]?.cells ?? []).some(cell => looksLikeRange(cell.replace(/[,\s].*/, '')));
}

function bodyOf(table: readonly SheetLine[]): readonly SheetLine[] {
	return isHeaded(table) ? table.slice(1) : table;
}

function isPair(line: SheetLine): boolean {
	return line.cells.length === 2 && looksLikePair(rowOf(line));
}

function rowOf({cells: [cloudSide = '', ...sites]}: SheetLine): PairText {
	const siteSides = sites.map(site => printable(site)).flatMap(site => (hasWords(site) ? [site] : splitList(site)));
	return {cloudSide: printable(cloudSide), siteSide: siteSides.join(', ')};
}

/** The cells of a line; quotes keep a separator, and a doubled quote is one (RFC 4180). Empty cells at the end are none. */
function cellsOf(line: string, separator: string): readonly string[] {
	const cells = [''];
	let isWithin = false;
	for (const sign of line.replaceAll('""', '')) {
		if (sign === '"') isWithin = !isWithin;
		else if (sign === separator && !isWithin) cells.push('');
		else cells[cells.length - 1] += sign;
	}

	const trimmed = cells.map(cell => cell.trim());
	return trimmed.slice(0, trimmed.findLastIndex(cell => cell !== '') + 1);
}
