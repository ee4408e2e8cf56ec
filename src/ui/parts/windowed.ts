import {type Line, line} from './line.tsx';

/** A list whose entries take one or more lines each: all lines, and where each entry begins. Headings are lines of no entry. */
export interface Entries {
	readonly lines: readonly Line[];
	/** By entry: the index of its first line. */
	readonly starts: readonly number[];
}

/** The lines to draw so that the entry `row` is in sight. Where lines are left out, the first or last row says how many. */
export function windowed({lines, starts}: Entries, row: number, rows: number): readonly Line[] {
	if (rows <= 0) return [];
	if (lines.length <= rows) return lines;
	const focus = starts[row] ?? 0;
	const end = starts[row + 1] ?? lines.length;
	const middle = Math.floor((focus + Math.min(end, focus + rows)) / 2);
	const centred = Math.min(middle - Math.floor(rows / 2), lines.length - rows);
	// the row that says how many are above must not take the place of the entry's own first line
	const start = Math.max(0, rows < 4 ? Math.min(centred, focus) : Math.min(centred, focus - 1));
	const shown = lines.slice(start, start + rows);
	const below = lines.length - start - rows;
	if (rows < 4) return shown;
	return shown.map((own, index) => {
		if (index === 0 && start > 0) return line(`  ${start + 1} more above`, 'dim');
		if (index === rows - 1 && below > 0) return line(`  ${below + 1} more below`, 'dim');
		return own;
	});
}
