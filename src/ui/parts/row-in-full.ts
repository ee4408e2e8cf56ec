import {printable} from '../../connection/printable.ts';
import {cells} from '../text-width.ts';
import {cutLines, type Line, wrapped} from './line.tsx';
import {pointerCells} from './menu.tsx';
import {type Column, cellText, type Row} from './table.tsx';

/** More than a quarter of the screen for one row, or than this on a small one, pushes the list itself away. */
const fewLines = 3;
const mostLinesOf = (rows: number) => Math.max(fewLines, Math.floor(rows / 4));

/** What the columns of a table can't show of a row, each with its column's title: `ATTACHED TO vpc-0a1b 10.0.0.0/16`. '' when all of it is in sight. */
export function hiddenOf(columns: readonly Column[], widths: readonly number[], row: Row, width: number): string {
	if (row.span !== undefined) return isLonger(row.span, width - pointerCells) ? row.span : '';
	const cut = columns.flatMap(({id, title, drop = 0}, index) => {
		const text = cellText(row.cells[id]);
		return isLonger(text, widths[index] ?? 0) ? [{drop, says: `${title} ${text.trim()}`}] : [];
	});
	// what would be dropped last matters most
	return cut
		.sort((one, other) => one.drop - other.drop)
		.map(({says}) => says)
		.join(' · ');
}

/** No code unit takes more than two cells: most texts need not be measured. */
function isLonger(text: string, room: number): boolean {
	return text.trim() !== '' && text.length * 2 > room && cells(printable(text)) > room;
}

/** How many lines are kept below the list of a screen of so many rows, for the longest of these texts. */
export function linesForLongest(texts: readonly string[], width: number, rows: number): number {
	const longest = texts.reduce((before, text) => (text.length > before.length ? text : before), '');
	return longest === '' ? 0 : inFull(longest, width, mostLinesOf(rows)).length;
}

/** A hidden text in at most so many lines; the last one has the sign where that is not all. */
function inFull(text: string, width: number, most: number, ellipsis = '…'): readonly Line[] {
	if (text === '' || most <= 0) return [];
	const lines = wrapped(text, width, 'dim', [{text: ' '.repeat(pointerCells)}]);
	return cutLines(lines, most, width, 'dim', ellipsis);
}

/** Rows of a list that stay in sight, if there is room for them at all. */
export const leastRows = 4;

/** Rows of a list that stay in sight, whatever is said of one of them. */
export const leastRowsOf = (height: number) => (height < 12 ? 1 : leastRows);

/**
 * What stands below a list of the highlighted row: why it can't be chosen, and in full what the columns cut off.
 * @param reserved so many lines are kept for every row, so that nothing moves with the highlight
 * @param room lines that the list can spare. A reason is told even where there are none
 */
export function belowList(
	{reason = [], hidden}: {readonly reason?: readonly Line[]; readonly hidden: string},
	{width, reserved, room}: {readonly width: number; readonly reserved: number; readonly room: number},
	ellipsis: string,
): readonly Line[] {
	const own = [...reason, ...inFull(hidden, width, room - reason.length, ellipsis)];
	const lines = Math.max(own.length, Math.min(reserved, room));
	if (lines <= 0) return [];
	const filled = [...own, ...Array.from({length: lines - own.length}, (): Line => [])];
	return lines < room ? [[], ...filled] : filled;
}
