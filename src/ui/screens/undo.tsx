import {markText} from '../../clouds/contract/change-words.ts';
import {moduleOf} from '../../clouds/registry.ts';
import {asChangedLines, keptText, unsureLines} from '../../connection/take-down.ts';
import type {Removal} from '../../session/delete.ts';
import {changedText} from '../../wizard/core/change-texts.ts';
import {errorParts} from '../../wizard/screens/run/text.ts';
import {
	isEndedElsewhere,
	isUnbegun,
	isUndoTyped,
	leftRows,
	putsBack,
	type UndoModel,
	type UndoRow,
	undoing,
	wordToType,
} from '../../wizard/screens/undo/model.ts';
import {type Glyphs, mark, useGlyphs} from '../look.tsx';
import {signedLines, troubleLines} from '../parts/findings.ts';
import {type Line, Lines, line, spinnerLine, wrapped} from '../parts/line.tsx';
import {useScrolled} from '../parts/scroll-view.tsx';
import {TypedAnswer} from '../parts/text-line.tsx';
import {type Entries, entriesOf, windowed} from '../parts/windowed.ts';
import type {ViewProps} from './registry.tsx';
import {partLines} from './run.tsx';

const tightRows = 14;

/** What a run made, or a connection, is taken away: what that is, the typed confirmation, and how far it is. */
export function UndoView({state, layout}: ViewProps) {
	const model = undoing.of(state);
	return model ? <Undoing model={model} body={layout.body} /> : null;
}

function Undoing({
	model,
	body: {columns: width, rows},
}: {
	readonly model: UndoModel;
	readonly body: ViewProps['layout']['body'];
}) {
	const glyphs = useGlyphs();
	const asks = model.phase === 'asking';
	// on a small terminal what goes and what stays needs the room of the empty lines
	const isTight = rows < tightRows;
	const question = asks ? questionLines(model, width, glyphs, {isTight}) : endLines(model, width, glyphs);
	const below = asks && isTight ? question.slice(1) : question;
	const answer = asks ? answerLines(model, width, glyphs) : [];
	const room = Math.max(1, rows - below.length - (asks ? 1 + Math.max(1, answer.length) : 0) - 1);
	const said = saidLines(model, width, {isTight}, glyphs);
	const space = Math.max(1, room - said.heading.length);
	const asked = useScrolled(asks ? said.lines : [], model.row, space);
	const steps = asks ? asked : windowed(said, currentStep(model), space);
	return (
		<>
			<Lines lines={[line(titleOf(model), 'strong'), ...said.heading, ...steps, ...below]} width={width} />
			{asks ? (
				<>
					<TypedAnswer line={model.line} width={width} />
					<Lines lines={answer} width={width} />
				</>
			) : null}
		</>
	);
}

function titleOf(model: UndoModel): string {
	const {phase, name, subject} = model;
	const [first, going, ended] =
		subject.kind === 'connection'
			? ['Delete', 'Deleting', 'deleted']
			: putsBack(model)
				? ['Put back', 'Putting back', 'put back']
				: ['Take back', 'Taking back', 'taken back'];
	const titles = {
		reading: first,
		asking: first,
		running: going,
		stopping:
			subject.kind === 'connection'
				? 'Stopping to delete'
				: putsBack(model)
					? 'Stopping to put back'
					: 'Stopping to take back',
		stopped: isEndedElsewhere(model)
			? 'Deleted elsewhere:'
			: isUnbegun(model)
				? 'Nothing was deleted:'
				: `Not ${ended} whole:`,
		undone: `${ended.charAt(0).toUpperCase()}${ended.slice(1)}:`,
	} as const;
	return `${titles[phase]} ${name}`;
}

/** Everything that is said before the question, what goes first; while it goes, the steps alone. */
function saidLines(
	model: UndoModel,
	width: number,
	{isTight}: {readonly isTight: boolean},
	glyphs: Glyphs,
): Entries & {readonly heading: readonly Line[]} {
	const {phase, rows, inDoubt, told, subject} = model;
	if (phase === 'reading') {
		const says = subject.kind === 'connection' ? 'reading what belongs to it' : 'reading what the run has made';
		return {heading: [[]], ...entriesOf([[spinnerLine(says)]])};
	}

	const asks = phase === 'asking';
	const title = line(
		putsBack(model) ? 'WHAT WILL BE PUT BACK, IN THIS ORDER' : 'WHAT WILL BE DELETED, IN THIS ORDER',
		'strong',
	);
	const empty = 'its journal tells of nothing that is left: it is looked once more';
	const entries = entriesOf([
		...rows.map(row => rowLines(row, width, glyphs, {marked: asks})),
		...inDoubt.map(action =>
			signedLines(
				'look',
				putsBack(model)
					? `${action}: may have been carried out; it is looked for, and put back if it was`
					: `${action}: may have been made; it is looked for, and deleted if it is there`,
				width,
				glyphs,
				2,
			),
		),
		...(isEmpty(model) && !isUnbegun(model) ? [wrapped(empty, width, 'dim', [{text: '  '}])] : []),
		...(told && asks ? toldEntries(told, width, glyphs) : []),
	]);
	return {heading: asks ? (isTight ? [] : [[], title]) : [[]], ...entries};
}

/** The step that goes on, the last when all have gone. */
function currentStep({rows}: UndoModel): number {
	const open = rows.findIndex(({state}) => state !== 'done');
	return Math.max(0, open < 0 ? rows.length - 1 : open);
}

/** What goes by itself, what stays and why, and what is to be known before. */
function toldEntries(
	{cloud, goesWith, stays, notes}: Removal,
	width: number,
	glyphs: Glyphs,
): readonly (readonly Line[])[] {
	const entry = ({title, detail, why}: Removal['stays'][number]) => [
		...wrapped(`${title}  ${detail}`, width, 'dim', [{text: '    '}]),
		...wrapped(why, width, 'dim', [{text: '      '}]),
	];
	const headed = (title: string, entries: readonly (readonly Line[])[]) =>
		entries.map((own, index) => (index === 0 ? [[], line(title, 'strong'), ...own] : own));
	const warnings = [...notes, moduleOf(cloud).newDeviceNote].map(note => signedLines('look', note, width, glyphs, 2));
	return [
		...headed('GOES WITH IT', goesWith.map(entry)),
		// before what stays: it has to be in sight on a small terminal
		...warnings.map((own, index) => (index === 0 ? [[], ...own] : own)),
		...headed('STAYS', stays.map(entry)),
	];
}

/** @param marked before the question: what each change takes down */
function rowLines(
	{step, state, detail}: UndoRow,
	width: number,
	glyphs: Glyphs,
	{marked}: {readonly marked: boolean},
): readonly Line[] {
	const {interrupts} = step.change ?? {};
	const goesDown =
		marked && interrupts
			? wrapped(markText(interrupts), width, interrupts.kind === 'nothing' ? 'dim' : 'look', [{text: '      '}])
			: [];
	const values = (step.change?.values ?? []).flatMap(value =>
		wrapped(changedText(value), width, 'dim', [{text: '      '}]),
	);
	const tone = state === 'done' ? 'dim' : 'plain';
	const head = wrapped(`${step.title}  ${step.detail}`, width, tone, [{text: '  '}, mark(state, glyphs), {text: ' '}]);
	return detail === ''
		? [...head, ...goesDown, ...values]
		: [
				...head,
				...goesDown,
				...values,
				...wrapped(detail, width, state === 'waiting' ? 'look' : 'dim', [{text: '      '}]),
			];
}

/** Whether the journal tells of nothing that is left. */
const isEmpty = ({rows, inDoubt}: UndoModel) => rows.length + inDoubt.length === 0;

function questionLines(
	model: UndoModel,
	width: number,
	glyphs: Glyphs,
	{isTight}: {readonly isTight: boolean},
): readonly Line[] {
	const enter = glyphs.keys.enter ?? 'enter';
	if (model.subject.kind === 'connection')
		return [
			[],
			...wrapped(
				`There is no undo. Type its name and press ${enter} to delete it: ${wordToType(model)}`,
				width,
				'strong',
			),
		];
	return [
		[],
		// what goes down has to be in sight
		...(isTight && putsBack(model)
			? []
			: wrapped(
					putsBack(model)
						? 'Each value goes back to what stood before this run, unless somebody has changed it since.'
						: 'Only what this run made goes; what was there before stays.',
					width,
					'dim',
				)),
		...wrapped(
			`Type ${wordToType(model)} and press ${enter} to ${isEmpty(model) ? 'look once more, and close the run' : putsBack(model) ? 'put it back' : 'delete it'}.`,
			width,
			'strong',
		),
	];
}

function answerLines(model: UndoModel, width: number, glyphs: Glyphs): readonly Line[] {
	// on a narrow screen the reason goes: what is deleted has to stay in sight
	const refused = width < 58 ? model.refused?.split(':')[0] : model.refused;
	const typed =
		isEmpty(model) && model.subject.kind === 'run'
			? 'enter looks once more: only what is surely the run’s goes'
			: putsBack(model)
				? 'enter puts it back now'
				: 'enter deletes it now';
	const says = refused ?? (isUndoTyped(model) ? typed : '');
	return says === '' ? [] : signedLines('look', says, width, glyphs, 4);
}

function endLines(model: UndoModel, width: number, glyphs: Glyphs): readonly Line[] {
	const {phase, error, trouble, subject, told, unsure, asChanged} = model;
	if (phase === 'undone' && subject.kind === 'connection')
		return [
			[],
			...signedLines('good', 'The connection is gone.', width, glyphs),
			...(told?.stays ?? []).flatMap(({title, detail}) =>
				wrapped(`${title} ${detail} stays`, width, 'dim', [{text: '  '}]),
			),
			...(told ? wrapped(moduleOf(told.cloud).newDeviceNote, width, 'plain', [{text: '  '}]) : []),
		];
	const left = leftRows(model);
	const open = [
		...(left.length > 0 ? [sentence(keptText(left.map(({step}) => step.detail)))] : []),
		...unsureLines(unsure),
		...asChangedLines(asChanged),
	];
	if (phase === 'undone' && open.length > 0)
		return [[], ...open.flatMap(text => signedLines('look', text, width, glyphs))];
	if (phase === 'undone')
		return [
			[],
			...signedLines(
				'good',
				putsBack(model) ? 'What stood before this run stands again.' : 'Nothing of this run is left.',
				width,
				glyphs,
			),
		];
	if (phase === 'stopping')
		return [
			[],
			...signedLines('look', 'Stopping after the call in flight. Ctrl-C again leaves at once.', width, glyphs),
		];
	if (phase !== 'stopped') return [];
	return [
		[],
		...(error ? errorParts(error).flatMap(part => partLines(part, width, glyphs)) : []),
		...(error?.mend ? wrapped(error.mend, width, 'plain', [{text: '  '}]) : []),
		...(trouble ? troubleLines('', trouble, width, glyphs) : []),
		...(isEndedElsewhere(model) ? [] : wrapped(leftWords(model), width, 'plain', [{text: `  ${glyphs.arrow} `}])),
	];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function leftWords(model: UndoModel): string {
	if (isUnbegun(model)) return 'r looks again; nothing goes before its name is typed.';
	if (model.rows.some(({rest}) => rest === 'goes on'))
		return 'The cloud goes on with what it has begun to delete: r reads how far it is.';
	if (putsBack(model)) return 'What is left stays as the run changed it: r looks again and goes on.';
	return model.subject.kind === 'connection'
		? 'What is left stays until it is deleted: r looks again, then its name is asked once more.'
		: 'What is left stays until it is deleted: r looks again and goes on.';
}
