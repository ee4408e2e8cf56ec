import {printable} from '../../connection/printable.ts';
import {cells} from '../text-width.ts';
import {fitLine, type Line, wrapped} from './line.tsx';
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

/** How many lines the longest of these texts takes on a screen of so many rows. */
export function linesForLongest(texts: readonly string[], width: number, rows: number): number {
	const longest = texts.reduce((before, text) => (text.length > before.length ? text : before), '');
	return longest === '' ? 0 : inFull(longest, {width, rows}).length;
}

/** A hidden text below the list, on a screen of so many rows. */
export function inFull(
	text: string,
	{width, rows}: {readonly width: number; readonly rows: number},
	ellipsis = '…',
): readonly Line[] {
	const mostLines = mostLinesOf(rows);
	const lines = wrapped(text, width, 'dim', [{text: ' '.repeat(pointerCells)}]);
	if (lines.length <= mostLines) return lines;
	const last = [...(lines[mostLines - 1] ?? []), {text: ` ${ellipsis}`, tone: 'dim'} as const];
	return [...lines.slice(0, mostLines - 1), fitLine(last, width, ellipsis)];
}
