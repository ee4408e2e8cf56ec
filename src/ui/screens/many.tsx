import {cloudName} from '../../clouds/registry.ts';
import {worstInterruption} from '../../wizard/core/change-texts.ts';
import {
	changingMany,
	isManyTyped,
	type ManyModel,
	type Member,
	manyWord,
	readyOf,
} from '../../wizard/screens/many/model.ts';
import {isChecked} from '../../wizard/screens/many/progress.ts';
import {eachItsRun, memberSays, whatOf, whyRefused} from '../../wizard/screens/many/text.ts';
import {type Glyphs, mark, type Tone, useGlyphs} from '../look.tsx';
import {changedLines} from '../parts/changes.ts';
import {ClickArea} from '../parts/clicks.tsx';
import {signedLines} from '../parts/findings.ts';
import {beside, indented, type Line, Lines, line, spinnerLine, wrapped} from '../parts/line.tsx';
import {TypedAnswer} from '../parts/text-line.tsx';
import {clickEntries, entriesOf, windowed} from '../parts/windowed.ts';
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
	// on a small terminal the line to type in goes before what is said around it
	const isTight = asks && rows < tightRows;
	const head = headLines(model, width, glyphs).slice(0, isTight ? -1 : undefined);
	const question = asks ? questionLines(model, width, glyphs).slice(isTight ? -2 : 0) : [];
	const below = asks ? answerLines(model, width, glyphs) : [];
	const room = Math.max(1, rows - head.length - question.length - (asks ? 1 + Math.max(1, below.length) : 0));
	const entries = entriesOf(
		model.members.map((member, index) => memberLines(member, {isHere: index === model.row && !asks}, width, glyphs)),
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
		...(phase === 'stopped'
			? signedLines(
					'look',
					members.some(({state}) => state === 'differs')
						? 'One does not stand as it was asked for: the rest is left as it was.'
						: 'What is done stays; the rest is as it was. The one that stopped is under “Finish what was begun”.',
					width,
					glyphs,
				)
			: []),
		...((phase === 'finished' || phase === 'stopped') && changed
			? wrapped(
					members.some(({run}) => run?.sandbox) ? eachItsRun : `${eachItsRun}; the commands stand in the last words`,
					width,
					'dim',
				)
			: []),
		[],
	];
}

function signOf(state: Member['state'], glyphs: Glyphs): Line {
	const kinds = {
		reading: 'running',
		read: 'later',
		checking: 'running',
		ready: 'pass',
		same: 'note',
		refused: 'refuse',
		later: 'later',
		running: 'running',
		done: 'done',
		differs: 'warn',
		stopped: 'warn',
	} as const;
	return [mark(kinds[state], glyphs)];
}

function memberLines(
	member: Member,
	{isHere}: {readonly isHere: boolean},
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	const {id, name, state, plan, run, notes} = member;
	const tone: Tone = isHere ? 'focus' : state === 'same' || state === 'later' ? 'dim' : 'plain';
	const lead: Line = [
		{text: isHere ? `${glyphs.pointer} ` : '  ', tone: 'focus'},
		...signOf(state, glyphs),
		{text: ' '},
	];
	const called = name && name !== id ? `${name}  ${id}` : id;
	const head = beside(called, line(memberSays(member), state === 'refused' ? 'bad' : 'dim'), width, tone, lead);
	const rows = state === 'running' || state === 'stopped' ? (run?.rows ?? []) : [];
	const under = [
		...whyRefused(member).flatMap(why => wrapped(why, width - 4, 'plain')),
		...(run ? [] : notes).flatMap(note => signedLines('look', note, width - 4, glyphs)),
		...(run ? [] : (plan?.comparison?.missing ?? [])).flatMap(part => wrapped(`also made: ${part}`, width - 4, 'dim')),
		...(run ? [] : (plan?.comparison?.differences ?? []).flatMap(each => changedLines(each, width - 4, glyphs))),
		...rows.flatMap((row, index) => rowLines(row, index, run?.now ?? 0, width - 4, glyphs)),
		...(run?.unlike ?? []).flatMap(each => wrapped(`not as the document says: ${each}`, width - 4, 'look')),
		...(run?.error && state === 'stopped' ? wrapped(run.error.says ?? run.error.message, width - 4, 'bad') : []),
	];
	return [...head, ...indented(under, 4)];
}

function questionLines(model: ManyModel, width: number, glyphs: Glyphs): readonly Line[] {
	const ready = readyOf(model);
	const changes = ready.flatMap(({plan}) => plan?.actions ?? []).flatMap(({change}) => change ?? []);
	const where = `${cloudName(model.cloud)}, ${model.region}: ${ready.length === 1 ? 'one connection' : `${ready.length} connections, in this order, one after the other`}; ${worstInterruption(changes)}${ready.length === 1 ? '' : ' at each'}.`;
	return [
		[],
		...wrapped(where, width, 'plain'),
		...wrapped(
			`Type ${manyWord(model)} and press ${glyphs.keys.enter ?? 'enter'} to change ${ready.length === 1 ? 'it' : 'them'}.`,
			width,
			'strong',
		),
	];
}

function answerLines(model: ManyModel, width: number, glyphs: Glyphs): readonly Line[] {
	if (model.refused !== undefined) return signedLines('look', model.refused, width, glyphs, 4);
	return isManyTyped(model) ? signedLines('good', 'enter changes them', width, glyphs, 4) : [];
}
