/*
 * <Table columns rows highlighted width widths? />   a header and the given rows (window them first with `windowOf`)
 *   columns      {id, title, min?, max?, drop?, align?}: where there is no room, the columns of the highest `drop` go first; 0 (default) never goes; one without any text goes too
 *   rows         {key, cells: {columnId: text | {text, tone}}, disabled?, under?, span?}
 *   highlighted  index into `rows`, -1 for none
 *   widths       from `tableWidths` over all rows, so that columns stay put while the window moves; computed from `rows` if left out
 */
import {Box} from 'ink';
import {printable} from '../../connection/printable.ts';
import {cells, pad} from '../text-width.ts';
import type {Tone} from '../theme.ts';
import {type Line, LineView} from './line.tsx';
import {useGlyphs} from './look.tsx';
import {Menu, pointerCells} from './menu.tsx';

export interface Column {
	readonly id: string;
	readonly title: string;
	/** Narrowest useful width in cells; the title's by default. */
	readonly min?: number;
	readonly max?: number;
	/** 0 stays; the highest goes first. */
	readonly drop?: number;
	readonly align?: 'left' | 'right';
}

export type Cell = string | {readonly text: string; readonly tone?: Tone};

export interface Row {
	readonly key: string;
	readonly cells: Readonly<Record<string, Cell | undefined>>;
	readonly disabled?: boolean;
	readonly under?: readonly Line[];
	/** A row of one text across all columns: it makes none of them wider. */
	readonly span?: string;
}

export interface TableProps {
	readonly columns: readonly Column[];
	readonly rows: readonly Row[];
	readonly highlighted: number;
	readonly width: number;
	readonly widths?: readonly number[];
}

const gap = 2;
export const cellText = (cell: Cell | undefined): string =>
	cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;
const toneOf = (cell: Cell | undefined): Tone | undefined => (typeof cell === 'object' ? cell.tone : undefined);

/** The width of each column in cells, 0 for a column that is dropped. The sum with gaps and pointer never exceeds `width`. */
export function tableWidths(columns: readonly Column[], rows: readonly Row[], width: number): readonly number[] {
	const natural = columns.map(column => {
		let widest = cells(column.title);
		for (const row of rows)
			if (row.span === undefined) widest = Math.max(widest, cells(printable(cellText(row.cells[column.id]))));
		return Math.max(column.min ?? 0, Math.min(widest, column.max ?? Number.POSITIVE_INFINITY));
	});
	const least = columns.map((column, index) => Math.min(natural[index] ?? 0, column.min ?? cells(column.title)));
	const isEmpty = ({id, drop = 0}: Column) =>
		drop > 0 && rows.length > 0 && rows.every(row => row.span !== undefined || cellText(row.cells[id]) === '');
	const kept = new Set([...columns.keys()].filter(index => !columns[index] || !isEmpty(columns[index])));
	const room = () => width - pointerCells - gap * Math.max(0, kept.size - 1);
	const total = (sizes: readonly number[]) => [...kept].reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
	const droppable = [...columns.entries()]
		.filter(([, column]) => (column.drop ?? 0) > 0)
		.sort(([a, x], [b, y]) => (y.drop ?? 0) - (x.drop ?? 0) || b - a);
	for (const [index] of droppable) {
		if (total(least) <= room()) break;
		kept.delete(index);
	}

	let spare = room() - total(least);
	return columns.map((_, index) => {
		if (!kept.has(index)) return 0;
		const more = Math.min(Math.max(0, spare), (natural[index] ?? 0) - (least[index] ?? 0));
		const less = spare < 0 ? Math.min(-spare, Math.max(0, (least[index] ?? 0) - 1)) : 0;
		spare += less - more;
		return (least[index] ?? 0) + more - less;
	});
}

function rowLine(
	columns: readonly Column[],
	widths: readonly number[],
	cellOf: (column: Column) => Cell | undefined,
	ellipsis: string,
): Line {
	const shown = columns.map((column, index) => ({column, width: widths[index] ?? 0})).filter(({width}) => width > 0);
	return shown.map(({column, width}, index) => {
		const cell = cellOf(column);
		const tone = toneOf(cell);
		const isLast = index === shown.length - 1;
		const text = pad(printable(cellText(cell)), width, column.align, ellipsis) + (isLast ? '' : ' '.repeat(gap));
		return tone ? {text, tone} : {text};
	});
}

export function Table({columns, rows, highlighted, width, widths = tableWidths(columns, rows, width)}: TableProps) {
	const {ellipsis} = useGlyphs();
	const header = rowLine(columns, widths, column => ({text: column.title, tone: 'dim'}), ellipsis);
	const items = rows.map(row => ({
		line:
			row.span === undefined
				? rowLine(columns, widths, column => row.cells[column.id], ellipsis)
				: [{text: printable(row.span)}],
		disabled: row.disabled ?? false,
		under: row.under ?? [],
	}));
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<LineView line={[{text: ' '.repeat(pointerCells)}, ...header]} width={width} />
			<Menu items={items} highlighted={highlighted} width={width} />
		</Box>
	);
}
