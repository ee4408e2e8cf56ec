import {cloudName} from '../../clouds/registry.ts';
import {
	changingMany,
	isManyTyped,
	type ManyModel,
	type Member,
	manyWord,
	readyOf,
} from '../../wizard/screens/many/model.ts';
import {isChecked} from '../../wizard/screens/many/progress.ts';
import {downText, memberSays, putBackHere, warnings, whatOf, whyRefused} from '../../wizard/screens/many/text.ts';
import {type Glyphs, mark, type Tone, useGlyphs} from '../look.tsx';
import {changedLines} from '../parts/changes.ts';
import {ClickArea} from '../parts/clicks.tsx';
import {signedLines} from '../parts/findings.ts';
import {beside, indented, type Line, Lines, line, spinnerLine, wrapped} from '../parts/line.tsx';
import {TypedAnswer} from '../parts/text-line.tsx';
import {clickEntries, entriesOf, windowed} from '../parts/windowed.ts';
import {cells} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';
import {rowLines} from './run.tsx';

const tightRows = 14;

/** Several connections that are changed alike: what of each, the question, and how far it is. */
export function ManyView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = changingMany.of(state);
	if (!model) return null;
	const {columns: width, rows} = layout.body;
	const asks = model.phase === 'asking';
	// on a small terminal the line to type in, and what goes down, go before what is said around them
	const isTight = asks && rows < tightRows;
	const whole = headLines(model, width, glyphs);
	const question = asks ? questionLines(model, width, glyphs, isTight) : [];
	const below = asks ? answerLines(model, width, glyphs) : [];
	const taken = question.length + (asks ? 1 + Math.max(1, below.length) : 0);
	const head = isTight ? whole.slice(0, Math.max(0, Math.min(whole.length - 1, rows - taken - 2))) : whole;
	const room = Math.max(1, rows - head.length - taken);
	const list = listWidth(model, width);
	const entries = entriesOf(
		model.members.map((member, index) =>
			memberLines(member, {isHere: index === model.row, changes: model.changes, width, list}, glyphs),
		),
	);
	const row = isRun(model) ? current(model) : model.row;
	return (
		<>
			<ClickArea rows={asks ? [] : clickEntries(entries, row, room, head.length)} enter="enter">
				<Lines lines={[...head, ...windowed(entries, row, room), ...question]} width={width} />
			</ClickArea>
			{asks ? <TypedAnswer line={model.line} width={width} /> : null}
			<Lines lines={below} width={width} />
		</>
	);
}

const isRun = ({phase}: ManyModel) =>
	phase === 'running' || phase === 'stopping' || phase === 'stopped' || phase === 'finished';

/** The one that is at work, unless another was moved to. */
function current({members, row}: ManyModel): number {
	const at = members.findIndex(({state}) => state === 'running' || state === 'stopped' || state === 'differs');
	return at >= 0 && row === 0 ? at : row;
}

function headLines(model: ManyModel, width: number, glyphs: Glyphs): readonly Line[] {
	const {phase, members, blocked} = model;
	const done = members.filter(({state}) => state === 'done').length;
	const changed = members.some(({state}) => state === 'done' || state === 'differs');
	const begun = members.filter(({run}) => run).length;
	const titles = {
		choosing: 'Change alike',
		checking: 'Change alike · nothing has been changed',
		asking: 'Change alike · nothing has been changed',
		running: 'Changing',
		stopping: 'Stopping after the action in flight',
		stopped: 'Stopped',
		finished: 'Changed',
	} as const;
	const progress: Line = isRun(model)
		? line(`${done} of ${begun} connections`, done === begun ? 'good' : 'plain')
		: isChecked(model)
			? line(`${readyOf(model).length} of ${members.length} to change`)
			: spinnerLine('checking');
	return [
		...beside(titles[phase], progress, width, 'strong'),
		...wrapped(whatOf(model), width, 'plain'),
		...(blocked === undefined ? [] : signedLines('look', blocked, width, glyphs)),
		...(phase === 'stopped' ? signedLines('look', stoppedText(members), width, glyphs) : []),
		...((phase === 'finished' || phase === 'stopped') && changed ? wrapped(putBackHere, width, 'dim') : []),
		[],
	];
}

function stoppedText(members: readonly Member[]): string {
	const is = (wanted: Member['state']) => members.some(({state}) => state === wanted);
	if (is('differs')) return 'One does not stand as it was asked for: the rest is left as it was.';
	if (is('stopped')) return 'What is done stays; the rest is as it was. r opens the run that stopped.';
	return 'What is done stays; the rest is as it was.';
}

function signOf(state: Member['state'], glyphs: Glyphs): Line {
	const kinds = {
		checking: 'running',
		ready: 'pass',
		same: 'note',
		unknown: 'warn',
		refused: 'refuse',
		later: 'later',
		running: 'running',
		done: 'done',
		differs: 'warn',
		stopped: 'warn',
		left: 'later',
		back: 'note',
	} as const;
	return [mark(kinds[state], glyphs)];
}

const lead = 4;

const called = ({id, name}: Member) => (name && name !== id ? `${name}  ${id}` : id);

/** What is said of each stands near it, one below the other: on a wide terminal the edge is far away. */
function listWidth({members}: ManyModel, width: number): number {
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(cells));
	return Math.min(width, lead + widest(members.map(called)) + 3 + widest(members.map(memberSays)));
}

function memberLines(
	member: Member,
	{
		isHere,
		changes,
		width,
		list,
	}: {readonly isHere: boolean; readonly width: number; readonly list: number} & Pick<ManyModel, 'changes'>,
	glyphs: Glyphs,
): readonly Line[] {
	const {state, plan, run, notes, unknown} = member;
	const quiet: readonly Member['state'][] = ['same', 'later', 'left', 'back'];
	const tone: Tone = isHere ? 'focus' : quiet.includes(state) ? 'dim' : 'plain';
	const warned = state === 'ready' ? warnings(member, changes) : [];
	const sign = warned.length > 0 ? [mark('warn', glyphs)] : signOf(state, glyphs);
	const start: Line = [{text: isHere ? `${glyphs.pointer} ` : '  ', tone: 'focus'}, ...sign, {text: ' '}];
	const says = line(memberSays(member), state === 'refused' ? 'bad' : 'dim');
	const head = says.some(({text}) => cells(text) > list)
		? [...wrapped(called(member), width, tone, start), ...indented(wrapped(memberSays(member), width - 4, 'dim'), 4)]
		: beside(called(member), says, list, tone, start);
	const rows = state === 'running' || state === 'stopped' ? (run?.rows ?? []) : [];
	const under = [
		...whyRefused(member).flatMap(why => wrapped(why, width - 4, 'plain')),
		...(state === 'ready' ? unknown : []).flatMap(({field, why}) =>
			wrapped(`not compared: ${field}: ${why}`, width - 4, 'dim'),
		),
		...(run ? [] : notes).flatMap(note => signedLines('look', note, width - 4, glyphs)),
		...(run ? [] : (plan?.comparison?.missing ?? [])).flatMap(part => wrapped(`also made: ${part}`, width - 4, 'dim')),
		...(run ? [] : (plan?.comparison?.differences ?? []).flatMap(each => changedLines(each, width - 4, glyphs))),
		...warned.flatMap(each => signedLines('look', each, width - 4, glyphs)),
		...rows.flatMap((row, index) => rowLines(row, index, run?.now ?? 0, width - 4, glyphs)),
		...(run?.unlike ?? []).flatMap(each => wrapped(`not as the document says: ${each}`, width - 4, 'look')),
		...(run?.error && state === 'stopped' ? wrapped(run.error.says ?? run.error.message, width - 4, 'bad') : []),
	];
	return [...head, ...indented(under, 4)];
}

/** What goes down comes first: it is what one has to know. Where there is little room, the rest of it stands above. */
function questionLines(model: ManyModel, width: number, glyphs: Glyphs, isTight: boolean): readonly Line[] {
	const ready = readyOf(model);
	const many = ready.length !== 1;
	const {cloud, region} = model;
	const down = downText(ready);
	const where = `${cloudName(cloud)}, ${region}: ${many ? `${ready.length} connections, in this order, one after the other` : 'one connection'}.`;
	const type = `Type ${manyWord(model)} and press ${glyphs.keys.enter ?? 'enter'} to change ${many ? 'them' : 'it'}.`;
	return [
		...(isTight ? [] : [[]]),
		...wrapped(`${down.charAt(0).toUpperCase()}${down.slice(1)}.`, width, 'look'),
		...(isTight ? [] : wrapped(where, width, 'plain')),
		...wrapped(type, width, 'strong'),
	];
}

function answerLines(model: ManyModel, width: number, glyphs: Glyphs): readonly Line[] {
	if (model.refused !== undefined) return signedLines('look', model.refused, width, glyphs, 4);
	return isManyTyped(model) ? signedLines('good', 'enter changes them', width, glyphs, 4) : [];
}
