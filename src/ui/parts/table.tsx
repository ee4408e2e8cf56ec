/*
 * A header and the given rows, windowed first with `windowOf`.
 */
import {Box} from 'ink';
import {printable} from '../../connection/printable.ts';
import {type Tone, useGlyphs} from '../look.tsx';
import {cells, pad} from '../text-width.ts';
import {type Line, LineView} from './line.tsx';
import {Menu, pointerCells} from './menu.tsx';

export interface Column {
	readonly id: string;
	readonly title: string;
	/** Narrowest useful width in cells; the title's by default. A column whose texts are shorter has it only where room is left. */
	readonly min?: number;
	/** More than this only once every other column has what it needs. */
	readonly max?: number;
	/** Where there is no room, the highest goes first; 0 (default) never does. One without any text goes too. */
	readonly drop?: number;
	readonly align?: 'left' | 'right';
}

type Cell = string | {readonly text: string; readonly tone?: Tone};

export interface Row {
	readonly key: string;
	readonly cells: Readonly<Record<string, Cell | undefined>>;
	readonly disabled?: boolean;
	readonly under?: readonly Line[];
	/** A row of one text across all columns: it makes none of them wider. */
	readonly span?: string;
}

interface TableProps {
	readonly columns: readonly Column[];
	readonly rows: readonly Row[];
	/** Index into `rows`, -1 for none. */
	readonly highlighted: number;
	readonly width: number;
	/** From `tableWidths` over all rows, so that columns stay put while the window moves. */
	readonly widths?: readonly number[];
}

const gap = 2;
export const cellText = (cell: Cell | undefined): string =>
	cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;
const toneOf = (cell: Cell | undefined): Tone | undefined => (typeof cell === 'object' ? cell.tone : undefined);

/** How wide each column is with nothing cut; 0 for one that may go and has no text. */
function fullWidths(columns: readonly Column[], rows: readonly Row[]): readonly number[] {
	const ordinary = rows.filter(({span}) => span === undefined);
	return columns.map(({id, title, drop = 0}) => {
		const widest = ordinary.reduce((most, row) => Math.max(most, cells(printable(cellText(row.cells[id])))), 0);
		return widest === 0 && drop > 0 && rows.length > 0 ? 0 : Math.max(widest, cells(title));
	});
}

const withGaps = (sizes: readonly number[]) => {
	const shown = sizes.filter(size => size > 0);
	return shown.reduce((sum, size) => sum + size, pointerCells + gap * Math.max(0, shown.length - 1));
};

/** The width at which no cell of the table is cut. Rows of one text are left out: they are cut by the edge alone. */
export function tableWants(columns: readonly Column[], rows: readonly Row[]): number {
	return withGaps(fullWidths(columns, rows));
}

/**
 * The width of each column in cells, 0 for a column that is dropped. The sum with gaps and pointer never exceeds `width`. Nothing is cut
 * beside blank columns: each gets what its texts need, those of the lowest `drop` first, and beyond its `max` once all have theirs.
 */
export function tableWidths(columns: readonly Column[], rows: readonly Row[], width: number): readonly number[] {
	const full = fullWidths(columns, rows);
	const least = columns.map(({title, min = cells(title)}, index) => Math.min(full[index] ?? 0, min));
	const lastToFirst = [...columns.keys()].sort((a, b) => dropOf(columns, b) - dropOf(columns, a) || b - a);
	const sizes = [...least];
	for (const index of lastToFirst) {
		if (withGaps(sizes) <= width) break;
		if (dropOf(columns, index) > 0) sizes[index] = 0;
	}

	let spare = width - withGaps(sizes);
	const resize = (index: number, wanted: number) => {
		const by = spare < 0 ? Math.max(1 - (sizes[index] ?? 0), spare) : Math.min(spare, wanted - (sizes[index] ?? 0));
		if (sizes[index] === 0 || by * spare <= 0) return;
		sizes[index] = (sizes[index] ?? 0) + by;
		spare -= by;
	};
	const firstToLast = lastToFirst.toReversed();
	for (const index of firstToLast) resize(index, Math.min(full[index] ?? 0, columns[index]?.max ?? full[index] ?? 0));
	for (const index of firstToLast) resize(index, full[index] ?? 0);
	// what nobody needs keeps columns in their place while their texts change
	for (const index of firstToLast) resize(index, columns[index]?.min ?? 0);
	return sizes;
}

const dropOf = (columns: readonly Column[], index: number) => columns[index]?.drop ?? 0;

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
