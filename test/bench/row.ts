/** One line of the table: what was measured, and what it had to be. */
export interface Row {
	readonly what: string;
	readonly measured: string;
	/** Empty where the number is there for comparison only. */
	readonly bound: string;
	/** Undefined where there is no bound. */
	readonly held?: boolean;
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** A row whose measured value may be at most `bound`. */
export function atMost(
	what: string,
	value: number,
	bound: number,
	show: (value: number) => string = v => v.toFixed(2),
): Row {
	return {what, measured: show(value), bound: `at most ${show(bound)}`, held: value <= bound};
}

export const forComparison = (what: string, measured: string): Row => ({what, measured, bound: ''});

export function table(rows: readonly Row[]): string {
	const width = (key: 'what' | 'measured' | 'bound') => Math.max(...rows.map(row => row[key].length));
	const [what, measured, bound] = [width('what'), width('measured'), width('bound')];
	return rows
		.map(row => {
			const verdict = row.held === undefined ? '' : row.held ? 'held' : 'BROKEN';
			return `${row.what.padEnd(what)}  ${row.measured.padStart(measured)}  ${row.bound.padEnd(bound)}  ${verdict}`.trimEnd();
		})
		.join('\n');
}
