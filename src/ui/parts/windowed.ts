import type {ClickRow} from './clicks.tsx';
import {type Line, line} from './line.tsx';

/** A list whose entries take one or more lines each: all lines, and where each entry begins. Headings are lines of no entry. */
export interface Entries {
	readonly lines: readonly Line[];
	/** By entry: the index of its first line. */
	readonly starts: readonly number[];
}

/** Entries one after another, below lines of no entry and above others. */
export function entriesOf(
	drawn: readonly (readonly Line[])[],
	{above = [], below = []}: {readonly above?: readonly Line[]; readonly below?: readonly Line[]} = {},
): Entries {
	const lines = [...above];
	const starts: number[] = [];
	for (const own of drawn) {
		starts.push(lines.length);
		lines.push(...own);
	}

	return {lines: [...lines, ...below], starts};
}

/** The first line that is drawn. */
function startOf({lines, starts}: Entries, row: number, rows: number): number {
	if (lines.length <= rows) return 0;
	const focus = starts[row] ?? 0;
	const end = starts[row + 1] ?? lines.length;
	const middle = Math.floor((focus + Math.min(end, focus + rows)) / 2);
	const centred = Math.min(middle - Math.floor(rows / 2), lines.length - rows);
	// the row that says how many are above must not take the place of the entry's own first line
	return Math.max(0, rows < 4 ? Math.min(centred, focus) : Math.min(centred, focus - 1));
}

/** Where the entries that are in sight can be clicked, `above` lines below the top. */
export function clickEntries(entries: Entries, row: number, rows: number, above: number): readonly ClickRow[] {
	const start = startOf(entries, row, rows);
	return entries.starts.flatMap((line, index) => {
		const y = line - start;
		const height = Math.max(1, (entries.starts[index + 1] ?? entries.lines.length) - line);
		const isHidden = y < 0 || y >= rows || (y === 0 && start > 0);
		return isHidden ? [] : [{y: above + y, height: Math.min(height, rows - y), steps: index - row}];
	});
}

/** The lines to draw so that the entry `row` is in sight. Where lines are left out, the first or last row says how many. */
export function windowed({lines, starts}: Entries, row: number, rows: number): readonly Line[] {
	if (rows <= 0) return [];
	if (lines.length <= rows) return lines;
	const start = startOf({lines, starts}, row, rows);
	const shown = lines.slice(start, start + rows);
	const below = lines.length - start - rows;
	if (rows < 4) return shown;
	return shown.map((own, index) => {
		if (index === 0 && start > 0) return line(`  ${start + 1} more above`, 'dim');
		if (index === rows - 1 && below > 0) return line(`  ${below + 1} more below`, 'dim');
		return own;
	});
}
