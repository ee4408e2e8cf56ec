import {printable} from '../connection/printable.ts';
import type {ListColumn, Row as WizardRow} from '../wizard/core/list.ts';
import type {Glyphs} from './glyphs.tsx';
import {pointerCells} from './parts/menu.tsx';
import {type Column, type Row, tableWants} from './parts/table.tsx';
import {cells} from './text-width.ts';

const columnOf = ({title, drop, min, max}: ListColumn, index: number): Column => ({
	id: String(index),
	title,
	drop,
	min,
	max,
});

/** The columns of a list as a table has them. */
export function columnsOf(columns: readonly ListColumn[]): readonly Column[] {
	return columns.map(columnOf);
}

/** A row of a list as a table has it. The sign of a marked one stands before its name, the column that no screen is too narrow for. */
export function tableRow(row: WizardRow, glyphs: Pick<Glyphs, 'pass'>): Row {
	const sign = row.marked ? `${glyphs.pass} ` : row.marked === false ? '  ' : '';
	return {
		key: row.id,
		cells: Object.fromEntries(row.cells.map((text, index) => [String(index), index === 1 ? sign + text : text])),
		disabled: !row.selectable,
		...(row.offer ? {span: row.cells.filter(Boolean).join('   ')} : {}),
	};
}

/** Measured once for each set of rows: a list of thousands is drawn with every key. */
const wants = new WeakMap<readonly WizardRow[], number>();

/** The width at which no row of a list is cut. */
export function listWants(
	columns: readonly ListColumn[],
	rows: readonly WizardRow[],
	glyphs: Pick<Glyphs, 'pass'>,
): number {
	const before = wants.get(rows);
	if (before !== undefined) return before;
	const drawn = rows.map(row => tableRow(row, glyphs));
	const widest = drawn.reduce(
		(most, {span}) => (span === undefined ? most : Math.max(most, pointerCells + cells(printable(span)))),
		tableWants(columnsOf(columns), drawn),
	);
	wants.set(rows, widest);
	return widest;
}
