import {printable} from '../connection/printable.ts';
import {type PairText, splitList} from './answers.ts';

const looksLikeRange = /^\s*[\dA-Fa-f]*[.:][\dA-Fa-f.:]*(?:\/\d*)?\s*$/;

/**
 * The columns of a sheet: cloud side, then site side, with tabs between them as they are copied, or as CSV with `,` or `;` and quotes
 * around a cell that has them itself. A line that names the columns is left out. Undefined where it can't be told from a list of ranges:
 * commas alone make pairs only where each of several lines has two cells, or where cells are quoted.
 */
export function pairsInSheet(text: string): readonly PairText[] | undefined {
	const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
	for (const separator of ['\t', ';', ',']) {
		const table = lines.map(line => cellsOf(line, separator));
		const isHeaded =
			table.length > 1 && !(table[0] ?? []).some(cell => looksLikeRange.test(cell.replace(/[,\s].*/, '')));
		const body = isHeaded ? table.slice(1) : table;
		const isSure = separator === '\t' || isHeaded || body.length > 1 || text.includes('"');
		if (isSure && body.length > 0 && body.every(isPair))
			return body.map(([cloudSide = '', siteSide = '']) => ({
				cloudSide: printable(cloudSide),
				siteSide: splitList(printable(siteSide)).join(', '),
			}));
	}

	return undefined;
}

/** A range, and one or more ranges beside it. */
function isPair(cells: readonly string[]): boolean {
	const [cloudSide = '', siteSide = ''] = cells;
	const sites = splitList(siteSide);
	return (
		cells.length === 2 &&
		looksLikeRange.test(cloudSide) &&
		sites.length > 0 &&
		sites.every(site => looksLikeRange.test(site))
	);
}

/** The cells of a line; quotes keep a separator, and a doubled quote is one (RFC 4180). Empty cells at the end are none. */
function cellsOf(line: string, separator: string): readonly string[] {
	const cells = [''];
	let isQuoted = false;
	for (const sign of line.replaceAll('""', '')) {
		if (sign === '"') isQuoted = !isQuoted;
		else if (sign === separator && !isQuoted) cells.push('');
		else cells[cells.length - 1] += sign;
	}

	const trimmed = cells.map(cell => cell.trim());
	return trimmed.slice(0, trimmed.findLastIndex(cell => cell !== '') + 1);
}
