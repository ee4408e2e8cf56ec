import {Box} from 'ink';
import {pageLines} from '../../connection/steps-page.ts';
import {findsNothing} from '../../wizard/core/list.ts';
import {handoverKinds} from '../../wizard/screens/handover/kinds.ts';
import {type HandoverModel, handingOver} from '../../wizard/screens/handover/model.ts';
import {type Glyphs, useGlyphs} from '../glyphs.tsx';
import {signedLines, troubleLines} from '../parts/findings.ts';
import {type Line, Lines, line, lineCells, spinnerLine, spread, wrapped} from '../parts/line.tsx';
import {position, windowOf} from '../parts/menu.tsx';
import {questionLines} from '../parts/question-lines.ts';
import {belowList, hiddenOf, leastRows, leastRowsOf, linesForLongest} from '../parts/row-in-full.ts';
import {ScrollView} from '../parts/scroll-view.tsx';
import {type Column, Table, tableWidths} from '../parts/table.tsx';
import {cells} from '../text-width.ts';
import {HandoverForm} from './handover-form.tsx';
import type {ViewProps} from './registry.tsx';

/** The site's side: which device, what has to be known, where the files go, and the steps that follow. */
export function HandoverView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = handingOver.of(state);
	if (!model) return null;
	const {body, kind} = layout;
	const {columns: width, rows} = body;
	return (
		<>
			{model.phase === 'choosing' ? <Choosing model={model} width={width} rows={rows} /> : null}
			{model.phase === 'answering' ? (
				<HandoverForm model={model} width={width} rows={rows} stacked={kind === 'stacked'} />
			) : null}
			{model.phase === 'writing' ? (
				<Lines lines={[line(titleOf(model), 'strong'), [], spinnerLine('writing the files')]} width={width} />
			) : null}
			{model.phase === 'written' ? (
				<ScrollView lines={writtenLines(model, width, glyphs)} top={model.top} rows={rows} width={width} />
			) : null}
		</>
	);
}

const titleOf = ({name, kind}: HandoverModel) => handoverKinds[kind].question(name);

const columns: Readonly<Record<HandoverModel['kind'], readonly Column[]>> = {
	device: [
		{id: '0', title: 'DEVICE', min: 10, max: 34},
		{id: '1', title: 'SYSTEM', min: 16, max: 70, drop: 1},
		{id: '2', title: 'KIND', min: 12, max: 12, drop: 2},
	],
	code: [
		{id: '0', title: 'FORM', min: 14, max: 20},
		{id: '1', title: 'WHAT IT IS', min: 16, max: 70, drop: 1},
	],
};

/** On fewer rows the list needs the lines that would keep it apart. */
const rowsForGaps = 12;

interface PartProps {
	readonly model: HandoverModel;
	readonly width: number;
	readonly rows: number;
}

function Choosing({model, width, rows}: PartProps) {
	const glyphs = useGlyphs();
	const view = model.lists[model.kind];
	const {matches, cursor, filter} = view;
	const found = filter === '' ? '' : `filter: ${filter}_   ${matches.length} of ${view.rows.length}`;
	const head = [
		...questionLines(titleOf(model), line(found, 'dim'), width),
		...(model.blocked === undefined ? [] : signedLines('look', model.blocked, width, glyphs)),
	];
	const [first = [], ...rest] = stateLines(model, width, glyphs);
	// the place in the list stands at the right of the same line where that has room
	const total = String(matches.length);
	const isBeside = lineCells(first) + cells(` ${total}–${total} of ${total}`) < width;
	const state = [...(isBeside ? [] : [first]), ...rest];
	const gap = first.length > 0 && rows >= rowsForGaps ? [[]] : [];
	const nothing = findsNothing(view)
		? wrapped(`nothing matches "${filter}": ctrl-u clears the filter`, width, 'dim')
		: [];
	const help = [[], ...wrapped(handoverKinds[model.kind].help(), width, 'dim')];
	const drawn = view.rows.map(row => ({
		key: row.id,
		cells: Object.fromEntries(row.cells.map((text, place) => [String(place), text])),
	}));
	const own = columns[model.kind];
	const widths = tableWidths(own, drawn, width);
	const hidden = drawn.map(row => hiddenOf(own, widths, row, width));
	const room = rows - head.length - state.length - gap.length - nothing.length - 2;
	const least = Math.min(matches.length, leastRowsOf(rows));
	const below = belowList(
		{hidden: hidden[matches[cursor] ?? -1] ?? ''},
		{width, reserved: linesForLongest(hidden, width, rows), room: room - least},
		glyphs.ellipsis,
	);
	// help gives way to rows
	const shownHelp = help.length + below.length + Math.min(matches.length, leastRows) <= room ? help : [];
	const {start, end} = windowOf(matches.length, cursor, Math.max(1, room - below.length - shownHelp.length));
	const place = position({start, end}, matches.length) || (filter === '' ? `${matches.length} in all` : '');
	const shown = matches.slice(start, end).flatMap(index => drawn[index] ?? []);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines
				lines={[...head, spread(isBeside ? first : [], line(place, 'dim'), width), ...state, ...gap]}
				width={width}
			/>
			{shown.length > 0 ? (
				<Table columns={own} rows={shown} highlighted={cursor - start} width={width} widths={widths} />
			) : null}
			<Lines lines={[...nothing, ...below, ...shownHelp]} width={width} />
		</Box>
	);
}

/** What is still being read, and what could not be. */
function stateLines({devices, side, kind, seen}: HandoverModel, width: number, glyphs: Glyphs): readonly Line[] {
	if (!handoverKinds[kind].needsSide) return [];
	const lines: Line[] = [];
	if (side.status === 'reading') lines.push(spinnerLine('reading the connection'));
	if (devices.status === 'reading') lines.push(spinnerLine('reading the cloud’s devices'));
	if (side.status === 'failed') lines.push(...troubleLines('The connection: ', side.trouble, width, glyphs));
	if (devices.status === 'failed') lines.push(...troubleLines('The cloud’s devices: ', devices.trouble, width, glyphs));
	if (side.status === 'failed' || devices.status === 'failed') lines.push(line('  ctrl-r tries again', 'focus'));
	if (seen && seen.keysElsewhere.length > 0)
		lines.push(
			...signedLines('look', 'the cloud does not show the keys: the steps will say where to get them', width, glyphs),
		);
	return lines;
}

/** What was written and where, then the page of steps. */
function writtenLines({written, seen, sandbox, kind}: HandoverModel, width: number, glyphs: Glyphs): readonly Line[] {
	if (!written) return [];
	const {folder, files, left, steps, title} = written;
	return [
		...signedLines('good', `Written for ${title}, to ${folder}`, width, glyphs),
		...wrapped(files.map(({name}) => name).join('  '), width, 'plain', [{text: '  '}]),
		...wrapped('Files 0600: they are for you alone.', width, 'dim', [{text: '  '}]),
		...left.flatMap(says => signedLines('look', says, width, glyphs)),
		...(handoverKinds[kind].needsSide ? (seen?.keysElsewhere ?? []) : []).flatMap(says =>
			signedLines('look', says, width, glyphs),
		),
		...(sandbox
			? signedLines('look', 'This connection is the sandbox’s: its addresses and keys lead nowhere.', width, glyphs)
			: []),
		[],
		...pageLines(steps).flatMap(({kind: sort, text, label, indent}): readonly Line[] => {
			if (sort === 'blank') return [[]];
			if (sort === 'title') return wrapped(text, width, 'strong');
			if (sort === 'fact') return factLines(label ?? '', text, width);
			const lead = text.slice(0, sort === 'text' ? indent : 0);
			return wrapped(text.slice(lead.length), width, 'plain', [{text: lead || ' '.repeat(indent)}]);
		}),
	];
}

const labelCells = 22;

function factLines(label: string, text: string, width: number): readonly Line[] {
	if (width >= 58) return wrapped(text, width, 'plain', line(label.padEnd(labelCells), 'dim'));
	return [...wrapped(label, width, 'dim'), ...wrapped(text, width, 'plain', [{text: '  '}])];
}
