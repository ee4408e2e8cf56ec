import {leftNote} from '../../handover/folder/left-note.ts';
import {column, type ListColumn} from '../../wizard/core/list.ts';
import type {Written} from '../../wizard/screens/handover/event.ts';
import {handoverKinds} from '../../wizard/screens/handover/kinds.ts';
import {type HandoverModel, handingOver} from '../../wizard/screens/handover/model.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {FilteredList} from '../parts/filtered-list.tsx';
import {signedLines, troubleLines} from '../parts/findings.ts';
import {type Line, Lines, line, lineCells, spinnerLine, wrapped} from '../parts/line.tsx';
import {widestPosition} from '../parts/menu.tsx';
import {ScrollView} from '../parts/scroll-view.tsx';
import {stepsLines} from '../parts/steps-page.ts';
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
			{model.phase === 'choosing' ? <Choosing model={model} body={body} /> : null}
			{model.phase === 'answering' ? (
				<HandoverForm model={model} width={width} rows={rows} stacked={kind === 'stacked'} />
			) : null}
			{model.phase === 'writing' ? (
				<Lines lines={[line(titleOf(model), 'strong'), [], spinnerLine('writing the files')]} width={width} />
			) : null}
			{model.phase === 'written' ? (
				<ScrollView lines={writtenLines(model, body, glyphs)} top={model.top} rows={rows} width={width} />
			) : null}
		</>
	);
}

type Body = ViewProps['layout']['body'];

const titleOf = ({name, kind}: HandoverModel) => handoverKinds[kind].question(name);

const columns: Readonly<Record<HandoverModel['kind'], readonly ListColumn[]>> = {
	device: [column('DEVICE', 0, 10, 34), column('SYSTEM', 1, 16, 70), column('KIND', 2, 12, 12)],
	code: [column('FORM', 0, 14, 20), column('WHAT IT IS', 1, 16, 70)],
};

/** On fewer rows the list needs the lines that would keep it apart. */
const rowsForGaps = 12;

function Choosing({model, body}: {readonly model: HandoverModel; readonly body: Body}) {
	const glyphs = useGlyphs();
	const {columns: width, rows} = body;
	const {kind, lists, blocked} = model;
	const view = lists[kind];
	const [first = [], ...rest] = stateLines(model, width, glyphs);
	// the place in the list stands at the right of the same line where that has room
	const isBeside = lineCells(first) + cells(` ${widestPosition(view.matches.length)}`) < width;
	const gap = first.length > 0 && rows >= rowsForGaps ? [[]] : [];
	return (
		<FilteredList
			view={view}
			columns={columns[kind]}
			question={titleOf(model)}
			said={() => (blocked === undefined ? [] : signedLines('look', blocked, width, glyphs))}
			left={isBeside ? first : []}
			above={[...(isBeside ? [] : [first]), ...rest, ...gap]}
			empty=""
			help={handoverKinds[kind].help()}
			few={0}
			body={body}
		/>
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
function writtenLines(
	{written, seen, sandbox, kind}: HandoverModel,
	{columns: width, rows}: Body,
	glyphs: Glyphs,
): readonly Line[] {
	if (!written) return [];
	const {folder, files, steps, title} = written;
	return [
		...signedLines('good', `Written for ${title}, to ${folder}`, width, glyphs),
		...wrapped(files.map(({name}) => name).join('  '), width, 'plain', [{text: '  '}]),
		...wrapped('Files 0600: they are for you alone.', width, 'dim', [{text: '  '}]),
		...leftLines(written, rows, width, glyphs),
		...(handoverKinds[kind].needsSide ? (seen?.keysElsewhere ?? []) : []).flatMap(says =>
			signedLines('look', says, width, glyphs),
		),
		...(sandbox
			? signedLines('look', 'This connection is the sandbox’s: its addresses and keys lead nowhere.', width, glyphs)
			: []),
		[],
		...stepsLines(steps, width),
	];
}

/** Of more files than a third of the screen can name, the first and the number of the others: the steps are what the page is for. */
function leftLines({folder, left}: Written, rows: number, width: number, glyphs: Glyphs): readonly Line[] {
	const named = left.map(name => ({name}));
	const told = (most: number) =>
		leftNote(folder, named, most).flatMap(says => signedLines('look', says, width, glyphs));
	let most = Math.min(named.length, mostLeftNames);
	while (most > 1 && told(most).length > rows / 3) most -= 1;
	return told(most);
}

/** More than a screen has room for. */
const mostLeftNames = 20;
