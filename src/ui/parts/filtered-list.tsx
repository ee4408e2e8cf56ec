/*
 * <FilteredList view columns question … body />   a question and the filter, the rows that fit, and below them what is cut off of the
 * highlighted one; help where there is room. What else is said stands at the places that the properties name.
 */
import {Box} from 'ink';
import {useMemo} from 'react';
import {printable} from '../../connection/printable.ts';
import {findsNothing, type ListColumn, type ListView, type Row as WizardRow} from '../../wizard/core/list.ts';
import type {Layout} from '../layout.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {cells} from '../text-width.ts';
import {beside, type Line, Lines, line, spread, wrapped} from './line.tsx';
import {pointerCells, position, windowOf} from './menu.tsx';
import {belowList, hiddenOf, leastRows, leastRowsOf, linesForLongest} from './row-in-full.ts';
import {type Column, type Row, Table, tableWants, tableWidths} from './table.tsx';

/** Which rows are in sight, and the names of the columns. */
const headingRows = 2;

interface FilteredListProps {
	readonly view: ListView;
	readonly columns: readonly ListColumn[];
	readonly question: string;
	/** Below the question. @param rows that are free for it */
	said(rows: number): readonly Line[];
	/** At the left of the line that tells which rows are in sight. */
	readonly left?: Line;
	/** Above the rows. */
	readonly above: readonly Line[];
	/** What to do where there is nothing; undefined where that is no news. */
	readonly empty: string | undefined;
	/** Why the highlighted row can't be chosen. */
	readonly reason?: readonly Line[];
	readonly last?: readonly Line[];
	readonly help: string;
	/** Up to so many rows nobody needs to be told their number. */
	readonly few: number;
	readonly body: Layout['body'];
}

export function FilteredList({
	view,
	question,
	said,
	left = [],
	above,
	empty,
	reason = [],
	last = [],
	help,
	few,
	body: {columns: width, rows: height},
	...list
}: FilteredListProps) {
	const glyphs = useGlyphs();
	const {filter, matches, rows, cursor} = view;
	const columns = useMemo(() => columnsOf(list.columns), [list.columns]);
	const widths = useMemo(
		() =>
			tableWidths(
				columns,
				rows.map(row => tableRow(row, glyphs)),
				width,
			),
		[columns, rows, width, glyphs],
	);
	const hidden = useMemo(
		() => rows.map(row => hiddenIn(row, columns, widths, width, glyphs)),
		[columns, widths, rows, width, glyphs],
	);
	const longestHidden = useMemo(() => linesForLongest(hidden, width, height), [hidden, width, height]);
	const filterWords = useMemo(() => filterText({filter, matches, rows}), [filter, matches, rows]);
	const asking = beside(question, line(filterWords, 'dim'), width, 'strong');
	const head = [...asking, ...said(height - asking.length - headingRows - Math.min(matches.length, 2))];
	const nothing: readonly Line[] =
		empty !== undefined && findsNothing(view)
			? wrapped(filter ? `nothing matches "${filter}": ctrl-u clears the filter` : empty, width, 'dim')
			: [];
	const room = height - head.length - above.length - headingRows;
	const least = Math.min(matches.length, leastRowsOf(height));
	const below = belowList(
		{reason, hidden: hidden[matches[cursor] ?? -1] ?? ''},
		{width, reserved: longestHidden, room: room - least},
		glyphs.ellipsis,
	);
	// help gives way to rows
	const taken = last.length + below.length + nothing.length;
	const helpLines = [[], ...wrapped(help, width, 'dim')];
	const shownHelp = helpLines.length <= room - taken - Math.min(matches.length, leastRows) ? helpLines : [];
	const {start, end} = windowOf(matches.length, cursor, Math.max(1, room - taken - shownHelp.length));
	const part = position({start, end}, matches.length);
	const place = part === '' && filter === '' && matches.length > few ? `${countOf(rows)} in all` : part;
	const visible = matches.slice(start, end).flatMap(index => rows[index] ?? []);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...head, spread(left, line(place, 'dim'), width), ...above]} width={width} />
			{visible.length > 0 ? (
				<Table
					columns={columns}
					rows={visible.map(row => tableRow(row, glyphs))}
					highlighted={cursor - start}
					width={width}
					widths={widths}
				/>
			) : null}
			<Lines lines={[...nothing, ...below, ...last, ...shownHelp]} width={width} />
		</Box>
	);
}

/** What the columns of a row cut off; without its reason where it can't be chosen, which stands below the list by itself. */
function hiddenIn(
	row: WizardRow,
	columns: readonly Column[],
	widths: readonly number[],
	width: number,
	glyphs: Glyphs,
) {
	const {reason} = row;
	const told = reason === undefined ? row : {...row, cells: row.cells.map(text => (text.includes(reason) ? '' : text))};
	return hiddenOf(columns, widths, tableRow(told, glyphs), width);
}

/** Things alone: neither offers nor rows that stand for several others. */
function countOf(rows: readonly WizardRow[]): number {
	return rows.filter(({offer, group}) => !offer && !group).length;
}

function filterText({filter, matches, rows}: Pick<ListView, 'filter' | 'matches' | 'rows'>): string {
	const isThing = ({offer, group}: WizardRow) => !offer && !group;
	const marks = rows.filter(({marked}) => marked).length;
	const marked = marks > 0 ? [`${marks} ticked`] : [];
	if (filter === '') return marked.join('');
	const things = rows.filter(isThing).length;
	const found = matches.filter(index => rows[index] && isThing(rows[index])).length;
	return [`filter: ${filter}_`, ...marked, `${found} of ${things}`].join('   ');
}

const columnOf = ({title, drop, min, max}: ListColumn, index: number): Column => ({
	id: String(index),
	title,
	drop,
	min,
	max,
});

/** The columns of a list as a table has them. */
function columnsOf(columns: readonly ListColumn[]): readonly Column[] {
	return columns.map(columnOf);
}

/** A row of a list as a table has it. The sign of a marked one stands before its name, the column that no screen is too narrow for. */
function tableRow(row: WizardRow, glyphs: Pick<Glyphs, 'pass'>): Row {
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
