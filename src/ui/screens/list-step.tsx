import {Box} from 'ink';
import {useMemo} from 'react';
import {askedOf} from '../../wizard/answers/asked.ts';
import {clockTime} from '../../wizard/core/clock-time.ts';
import {
	findsNothing,
	type ListView,
	listLoad,
	viewOf,
	type Row as WizardRow,
	whyNotRow,
} from '../../wizard/core/list.ts';
import {loadOf} from '../../wizard/core/loads.ts';
import type {List} from '../../wizard/core/screen.ts';
import {placeShown, type WizardState} from '../../wizard/core/state.ts';
import {mayPickProfile} from '../../wizard/screens/accounts/accounts.ts';
import {goneAt} from '../../wizard/steps/go-on.ts';
import {findingsAt, isAnswered} from '../../wizard/steps/standing.ts';
import {stepOf} from '../../wizard/steps/steps.ts';
import {type Glyphs, mark, useGlyphs} from '../glyphs.tsx';
import type {Layout} from '../layout.ts';
import {columnsOf, tableRow} from '../list-table.ts';
import {findingLines, signedLines} from '../parts/findings.ts';
import {firstLines, type Line, Lines, line, spinnerLine, spread, wrapped} from '../parts/line.tsx';
import {position, windowOf} from '../parts/menu.tsx';
import {questionLines} from '../parts/question-lines.ts';
import {belowList, hiddenOf, leastRows, leastRowsOf, linesForLongest} from '../parts/row-in-full.ts';
import {type Column, Table, tableWidths} from '../parts/table.tsx';
import {useElapsed} from '../use-elapsed.ts';

/** Which rows are in sight, and the names of the columns. */
const headingRows = 2;
/** Up to so many rows nobody needs to be told their number. */
const few = 8;

interface ListStepProps {
	readonly state: WizardState;
	readonly list: DrawnList;
	readonly layout: Layout;
}

type DrawnList = Omit<List, 'content' | 'choose'>;

/** A list: question and filter, the rows that fit, why a row can't be chosen, help where there is room. */
export function ListStep({state, list, layout}: ListStepProps) {
	const {question, help, empty} = list;
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const view = viewOf(state, list);
	const load = listLoad(state, list);
	const isLoading = load?.status === 'loading';
	const elapsedMs = useElapsed(isLoading);
	const columns = useMemo(() => columnsOf(list.columns), [list.columns]);
	const widths = useMemo(
		() =>
			tableWidths(
				columns,
				view.rows.map(row => tableRow(row, glyphs)),
				width,
			),
		[columns, view.rows, width, glyphs],
	);

	const hidden = useMemo(
		() => view.rows.map(row => hiddenIn(row, columns, widths, width, glyphs)),
		[columns, widths, view.rows, width, glyphs],
	);
	const longestHidden = useMemo(() => linesForLongest(hidden, width, height), [hidden, width, height]);

	const {filter, matches, rows} = view;
	const filterWords = useMemo(() => filterText({filter, matches, rows}), [filter, matches, rows]);
	const highlighted = view.rows[view.matches[view.cursor] ?? -1];
	const asking = questionLines(question, filterWords === '' ? [] : line(filterWords, 'dim'), width);
	const beside = asking.length + headingRows + Math.min(view.matches.length, 2);
	const head = [...asking, ...saidLines(state, highlighted, {width, rows: height - beside}, glyphs)];
	const trouble = troubleLines(state, list, width, glyphs);
	const nothing: readonly Line[] =
		findsNothing(view) && !isLoading && trouble.length === 0
			? wrapped(view.filter ? `nothing matches "${view.filter}": ctrl-u clears the filter` : empty, width, 'dim')
			: [];
	const helpLines = wrapped(help, width, 'dim');
	const room = height - head.length - trouble.length - headingRows;
	const least = Math.min(view.matches.length, leastRowsOf(height));
	const below = belowList(
		{reason: reasonLines(highlighted, width, glyphs), hidden: hidden[view.matches[view.cursor] ?? -1] ?? ''},
		{width, reserved: longestHidden, room: room - least},
		glyphs.ellipsis,
	);
	const loading: Line[] = isLoading && elapsedMs >= 100 ? [spinnerLine(loadingText(list), elapsedMs)] : [];
	// help gives way to rows
	const spare = room - loading.length - below.length - nothing.length - Math.min(view.matches.length, leastRows);
	const shownHelp = helpLines.length + 1 <= spare ? [[], ...helpLines] : [];
	const rowRoom = Math.max(1, room - loading.length - below.length - nothing.length - shownHelp.length);
	const {start, end} = windowOf(view.matches.length, view.cursor, rowRoom);
	const part = position({start, end}, matches.length);
	const words = part === '' && filter === '' && matches.length > few ? `${matches.length} in all` : part;
	const top = [...head, spread([], line(words, 'dim'), width)];
	const visible = view.matches.slice(start, end).flatMap(index => view.rows[index] ?? []);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={top} width={width} />
			<Lines lines={trouble} width={width} />
			{visible.length > 0 ? (
				<Table
					columns={columns}
					rows={visible.map(row => tableRow(row, glyphs))}
					highlighted={view.cursor - start}
					width={width}
					widths={widths}
				/>
			) : null}
			<Lines lines={nothing} width={width} />
			<Lines lines={below} width={width} />
			<Lines lines={loading} width={width} />
			<Lines lines={shownHelp} width={width} />
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

function reasonLines(row: WizardRow | undefined, width: number, glyphs: Glyphs): readonly Line[] {
	if (!row || row.selectable) return [];
	return signedLines('look', whyNotRow(row), width, glyphs);
}

/** What is to be said of the answer that stands: that it is gone, refused, or deserves a look. Why the row can't be chosen stands below the list. */
function saidLines(
	state: WizardState,
	row: WizardRow | undefined,
	size: {readonly width: number; readonly rows: number},
	glyphs: Glyphs,
): readonly Line[] {
	const step = placeShown(state);
	const gone = step && row?.selectable !== false ? goneAt(state, step) : undefined;
	const findings =
		step && gone === undefined && isAnswered(stepOf(step), askedOf(state)) ? findingsAt(state, step) : [];
	const told = findings.filter(({severity}) => severity !== 'note');
	const blocked = row?.selectable === false ? undefined : (gone ?? state.blocked?.message);
	const isSaid = told.some(({message}) => message === blocked);
	const lines = [
		...(blocked === undefined || isSaid
			? []
			: wrapped(blocked, size.width, 'look', [mark(gone ? 'refuse' : 'warn', glyphs), {text: ' '}])),
		...told.flatMap(finding => findingLines(finding, size.width, glyphs)),
	];
	return firstLines(lines, Math.max(2, size.rows), line(glyphs.ellipsis, 'dim'));
}

function filterText({filter, matches, rows}: Pick<ListView, 'filter' | 'matches' | 'rows'>): string {
	const isThing = ({offer, group}: WizardRow) => !offer && !group;
	if (filter === '' && !rows.some(({marked}) => marked)) return '';
	const things = rows.filter(isThing).length;
	const marks = rows.filter(({marked}) => marked).length;
	const marked = marks > 0 ? [`${marks} marked`] : [];
	if (filter === '') return marked.join('');
	const found = matches.filter(index => rows[index] && isThing(rows[index])).length;
	return [`filter: ${filter}_`, ...marked, `${found} of ${things}`].join('   ');
}

function troubleLines(state: WizardState, list: DrawnList, width: number, glyphs: Glyphs): readonly Line[] {
	const load = listLoad(state, list);
	if (load?.status !== 'error' || !load.trouble) return [];
	const {at} = load;
	const lasts = at === undefined ? '' : `listed is what was read at ${clockTime(at, Math.max(at, state.now))}; `;
	const {message, mend, detail} = load.trouble;
	return [
		...signedLines('bad', message, width, glyphs),
		...(mend ? wrapped(mend, width, 'plain', [{text: '  '}]) : []),
		// what can be done stands above the small print, which may be long
		...wrapped(`${lasts}${pickWords(state, list)}ctrl-r tries again`, width, 'focus', [{text: '  '}]),
		...(detail ? wrapped(detail, width, 'dim', [{text: '  '}]) : []),
		[],
	];
}

/** Another profile may do better than trying again: where it is picked. */
function pickWords(state: WizardState, list: DrawnList): string {
	const failed = list.readings.find(reading => loadOf(state, reading)?.status === 'error');
	if (!failed || !mayPickProfile(state, failed.cloud, loadOf(state, failed)?.trouble)) return '';
	return placeShown(state) !== undefined
		? 'ctrl-o picks a profile to sign in with; '
		: 'on the first screen, enter on the account picks a profile to sign in with; ';
}

function loadingText({what = 'the list'}: DrawnList): string {
	return `reading ${what}`;
}
