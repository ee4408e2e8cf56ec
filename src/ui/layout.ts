/** The least that a screen can be drawn on. Below it one line asks for more room. */
export const leastColumns = 40;
export const leastRows = 10;

/**
 * Where things stand. `panes`: question and summary side by side; `single`: one column; `stacked`: labels above values, the way is one line.
 * All numbers are cells and rows.
 */
export interface Layout {
	readonly kind: 'panes' | 'single' | 'stacked' | 'too-small';
	readonly columns: number;
	readonly rows: number;
	/** The middle: where a screen draws. One cell of margin at the left and right is already taken off. */
	readonly body: {readonly columns: number; readonly rows: number};
	/** What is being built, beside the body; undefined where there is no room. */
	readonly side: {readonly columns: number; readonly rows: number} | undefined;
	/** Whether the line with the way is drawn. */
	readonly way: boolean;
	/** Whether the rules above and below the body are drawn. */
	readonly rules: boolean;
}

const roomyRows = 13;
const gap = 3;
/** A summary of fewer cells has a word a line. */
const leastSide = 30;

/**
 * The layout of a terminal. Pure; never taller than `rows`.
 * @param hasWay false for screens outside the wizard's steps (home, panel): their body gets that row
 */
export function layoutOf(columns: number, rows: number, hasWay = true): Layout {
	const tooSmall = columns < leastColumns || rows < leastRows;
	const kind = tooSmall ? 'too-small' : columns >= 100 ? 'panes' : columns >= 60 ? 'single' : 'stacked';
	const rules = rows >= roomyRows;
	const bodyRows = Math.max(0, rows - 2 - (hasWay ? 1 : 0) - (rules ? 2 : 0));
	const inner = Math.max(0, columns - 2);
	const sideColumns = kind === 'panes' ? Math.min(48, Math.floor(inner * 0.36)) : 0;
	return {
		kind,
		columns,
		rows,
		body: {columns: sideColumns > 0 ? inner - sideColumns - gap : inner, rows: bodyRows},
		side: sideColumns > 0 ? {columns: sideColumns, rows: bodyRows} : undefined,
		way: hasWay,
		rules,
	};
}

/** The same layout with the body across the whole width: for tables and panels that have no summary beside them. */
export function withoutSide(layout: Layout): Layout {
	if (!layout.side) return layout;
	return {...layout, side: undefined, body: {...layout.body, columns: Math.max(0, layout.columns - 2)}};
}

/**
 * The layout with a body of `wanted` cells, where the side can spare them: nothing of a question is cut beside a pane that is mostly blank.
 * A side that would become too narrow goes.
 */
export function withBodyOf(layout: Layout, wanted: number): Layout {
	if (!layout.side || wanted <= layout.body.columns) return layout;
	const inner = Math.max(0, layout.columns - 2);
	const side = inner - gap - wanted;
	if (side < leastSide) return withoutSide(layout);
	return {...layout, body: {...layout.body, columns: wanted}, side: {...layout.side, columns: side}};
}
