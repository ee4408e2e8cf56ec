import {noWayBack} from '../../../clouds/contract/change-words.ts';
import type {Change, CloudErrorInfo} from '../../../clouds/contract/cloud.ts';
import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {filesAheadLine} from '../../../connection/files-ahead.ts';
import {printable} from '../../../connection/printable.ts';
import {changedText} from '../../core/change-texts.ts';
import {lackingLines, lackingOfRun, lackingTitle} from '../dry-run/lacking.ts';
import {filesAhead, readyWords} from '../keys/ready.ts';
import {canPutBack, hasWayBack, isCarriedOut, isDone, type RunModel, takenOff} from './model.ts';
import {nextSteps} from './next-steps.ts';
import {changesWhatStands, deedDone, isCompared, verbOf} from './verb.ts';

/** What exists because of this run: never forgotten, however it ended. */
function madeLines({plan, rows}: RunModel): readonly string[] {
	const isChange = changesWhatStands(plan);
	return (
		rows
			// of a connection that stands nobody needs to be told what was only looked at
			.filter(row => isCarriedOut(row) && (row.action.change || (row.id !== '' && !(row.existed && isChange))))
			.map(({action, id, existed, open}) => {
				const ends = open ? ' (not waited for to the end)' : '';
				if (action.change)
					return `${action.title}: ${changesIn(action.change)}${existed ? ' (stood like that before)' : ends}`;
				return `${action.makes || action.title} ${id}${existed ? ' (was there before)' : ends} in ${plan.region}`;
			})
	);
}

const changesIn = ({values}: Change) => values.map(changedText).join(', ');

/** What may exist because of this run: nobody knows until it is looked for. */
function doubtLines({inDoubt, plan}: RunModel): readonly string[] {
	return inDoubt.map(title => `${title} in ${plan.region}: not known whether it was carried out`);
}

/** What traffic is taken off a tunnel and not given back. */
export function offLines(model: Pick<RunModel, 'rows' | 'inDoubt'>): readonly string[] {
	return takenOff(model).map(detail => `traffic is taken off the tunnel, and not given back: ${detail}`);
}

/** A paragraph below the actions. `said`, `small` and `text` belong to what stands above them. */
export interface EndPart {
	readonly kind: 'space' | 'bad' | 'good' | 'look' | 'said' | 'small' | 'heading' | 'text' | 'step' | 'code';
	readonly text: string;
}

/** What the run has come to, what exists now, and what to do, in paragraphs. */
export function endParts(model: RunModel): readonly EndPart[] {
	const {phase, error, trouble, connectionId} = model;
	const verb = verbOf(model.plan);
	const space = {kind: 'space', text: ''} as const;
	if (phase === 'running') return [space, ...keyParts(model)].slice(keyLines(model).length === 0 ? 1 : 0);
	if (phase === 'stopping')
		return [
			space,
			{
				kind: 'look',
				text: `Stopping after the action in flight: what it ${verb.to === 'change' ? 'changes' : 'makes'} is kept on record. Ctrl-C again leaves at once.`,
			},
		];
	if (phase === 'finished' && model.existed)
		return [
			space,
			{kind: 'look', text: `${connectionId} was made meanwhile, and not by this run: it is as it was asked for.`},
		];
	if (phase === 'finished' && model.plan.deed)
		return [space, ...deedParts(model, deedDone[model.plan.deed.kind]), ...keyParts(model), ...deviceParts(model)];
	if (phase === 'finished' && changesWhatStands(model.plan))
		return [space, ...standsParts(model), ...deviceParts(model), ...backParts(model)];
	if (phase === 'finished' && verb.to === 'change')
		return [space, {kind: 'good', text: `What was missing of ${connectionId} is made.`}, ...backParts(model)];
	if (phase === 'finished')
		return [space, {kind: 'good', text: `${connectionId} is made. It comes up once the site’s device connects.`}];
	const made = [...madeLines(model), ...doubtLines(model), ...offLines(model)];
	if (phase === 'undone')
		return [
			space,
			{kind: 'look', text: `It ${takenBackElsewhere(model)}`},
			...(made.length > 0 ? [{kind: 'heading', text: 'WHAT EXISTS NOW'} as const] : []),
			...made.map(text => ({kind: 'text', text}) as const),
		];
	return [
		space,
		// one that came later, with other advice, stands in place of it
		...(error && !trouble ? errorParts(error) : []),
		...(trouble ? [{kind: 'bad', text: trouble.message} as const] : []),
		...(trouble?.mend ? [{kind: 'said', text: trouble.mend} as const] : []),
		...(trouble?.detail ? [{kind: 'small', text: trouble.detail} as const] : []),
		{kind: 'heading', text: verb.to === 'change' ? 'WHAT IS CHANGED NOW' : 'WHAT EXISTS NOW'},
		...(made.length > 0 ? made : [`nothing was ${verb.did}`]).map(text => ({kind: 'text', text}) as const),
		...keyParts(model),
		{kind: 'heading', text: 'NEXT'},
		...nextSteps(model).map(text => ({kind: 'step', text}) as const),
		...policyParts(model),
	];
}

/** What is to be known of keys that were renewed. */
function keyParts(model: RunModel): readonly EndPart[] {
	const lines = keyLines(model);
	return lines.length === 0
		? []
		: [{kind: 'heading', text: 'KEYS'}, ...lines.map(text => ({kind: 'text', text}) as const)];
}

/** @param resume what goes on with it, where it can go on */
function keyLines({keys, ...run}: RunModel, resume = 'r'): readonly string[] {
	const ahead = run.phase === 'stopped' ? filesAhead(run, keys) : [];
	const goesOn = run.undoing ? undefined : resume;
	return [...Object.values(keys).flatMap(readyWords), ...ahead.map(each => filesAheadLine(each, goesOn))];
}

/** Which run a finished change is, and how it is put back. */
function backParts(model: RunModel): readonly EndPart[] {
	if (!canPutBack(model)) return [];
	const later = model.sandbox ? '' : `, and so does tunnelwright runs undo ${model.runId} later`;
	return [{kind: 'text', text: `Its run is ${model.runId}. u puts back what stood before it${later}.`}];
}

/** What the site's device has to do for what was changed. */
function deviceParts({plan}: RunModel): readonly EndPart[] {
	const device = [...new Set(plan.actions.flatMap(({change}) => change?.device ?? []))];
	if (device.length === 0) return [];
	return [{kind: 'heading', text: 'AT THE DEVICE'}, ...device.map(text => ({kind: 'step', text}) as const)];
}

/** What these credentials lack, and a policy that allows it: the screen scrolls to its end. */
function policyParts(model: RunModel): readonly EndPart[] {
	const lacking = lackingOfRun(model);
	if (!lacking) return [];
	return [{kind: 'heading', text: lackingTitle}, ...lackingLines(lacking).map(text => ({kind: 'code', text}) as const)];
}

/** What a cloud said, in our words, in its own, and its code and request id. */
export function errorParts(error: CloudErrorInfo): readonly EndPart[] {
	const small = [error.code, error.call, error.requestId ? `request ${error.requestId}` : '']
		.filter(Boolean)
		.join(' · ');
	return [
		{kind: 'bad', text: error.says ?? error.message},
		...(error.says && error.message && error.says !== error.message
			? [{kind: 'said', text: `${isAnswer(error) ? 'the cloud said' : 'in full'}: ${error.message}`} as const]
			: []),
		...(small ? [{kind: 'small', text: small} as const] : []),
	];
}

/** Whether a cloud's answer is told: without one, the words are those of this machine's network. */
function isAnswer({kind}: CloudErrorInfo): boolean {
	return kind !== 'network' && kind !== 'timeout' && kind !== 'aborted';
}

/** Another terminal may have left what was not the run’s, and that is told beside. */
function takenBackElsewhere(model: RunModel): string {
	const all = madeLines(model).length === 0 ? '; nothing that it had made is left' : '';
	return `was taken back elsewhere, as the journal of the run ${model.runId} tells${all}`;
}

/** What was done, and what went along with it unasked. */
function deedParts({unlike = []}: RunModel, done: string): readonly EndPart[] {
	return [
		{kind: 'good', text: done},
		...unlike.map(text => ({kind: 'look', text: `not as it was before: ${printable(text)}`}) as const),
	];
}

/** Whether a changed connection stands as it was asked for: a call may have taken along what nobody asked for. */
function standsParts({connectionId, plan, unlike = []}: RunModel): readonly EndPart[] {
	const subject = connectionId || plan.name;
	if (unlike.length === 0) return [{kind: 'good', text: `${subject} stands as it was asked for.`}];
	return [
		{kind: 'look', text: `${subject} is changed, and not all of it stands as it was asked for:`},
		...unlike.map(text => ({kind: 'text', text: printable(text)}) as const),
	];
}

/** What is printed on the normal screen after leaving: what exists, and how to go on or to watch it. */
export function runSummary(model: RunModel): readonly string[] {
	const {plan, phase, connectionId, rows, error, trouble} = model;
	const verb = verbOf(plan);
	if (phase === 'undone')
		return [`${plan.name} ${takenBackElsewhere(model)}`, ...madeLines(model).map(each => `  ${each}`)].map(line =>
			printable(line),
		);
	const done = rows.filter(isDone).length;
	const made = madeLines(model);
	const head =
		phase === 'finished'
			? model.existed
				? `${plan.name} was there already: ${connectionId} in ${plan.region}, made meanwhile and not by this run`
				: `${plan.name} was ${verb.done.toLowerCase()}: ${connectionId} in ${plan.region}${endsAs(model)}`
			: `${plan.name} was not finished: ${done} of ${rows.length} actions done`;
	const unfinished = rows.find(({state}) => state === 'running' || state === 'waiting');
	return [
		head,
		...[...made, ...(unfinished ? [] : doubtLines(model)), ...offLines(model)].map(each => `  ${each}`),
		...(model.unlike ?? []).map(each => `  not as the document says: ${each}`),
		...(unfinished
			? [
					`  ${unfinished.action.title}: was being ${verb.did}; whether it ${verb.to === 'change' ? 'was' : 'is there'} is not known yet`,
				]
			: []),
		...keyLines(model, 'a resume').map(each => `  ${each}`),
		...(trouble ? [`  ${trouble.message}`] : []),
		...(error && !trouble ? [`  ${[error.code, error.says ?? error.message].filter(Boolean).join(': ')}`] : []),
		...(phase === 'finished' || made.length === 0
			? []
			: [
					plan.deed
						? `What was changed stays: ${noWayBack[plan.deed.kind]}.`
						: verb.to === 'change'
							? 'What was changed stays until it is put back.'
							: 'What was made stays until it is deleted.',
				]),
		...(model.sandbox ? [sandboxEnded] : nextLines(model).map(line => inThisAccount(line, model.account ?? {}))),
	].map(line => printable(line));
}

/** Behind what was changed: whether it stands as it was asked for. */
function endsAs({plan, unlike = []}: RunModel): string {
	if (!isCompared(plan)) return '';
	return unlike.length === 0 ? ', and stands as it was asked for' : '; not all of it stands as it was asked for';
}

/** What is true of everything that was made on the sandbox, once the program has ended. */
export const sandboxEnded =
	'The sandbox ended with the program: what was made on it is gone, and nothing was made in an account.';

function nextLines(model: RunModel): readonly string[] {
	const {phase, plan, connectionId, runId, undoing} = model;
	const {cloud, region} = plan;
	if (phase === 'finished' && verbOf(plan).to === 'change')
		return [
			...plan.actions
				.flatMap(({change}) => change?.device ?? [])
				.filter((each, index, all) => all.indexOf(each) === index),
			...(canPutBack(model) ? [`To put it back: tunnelwright runs undo ${runId} --yes`] : []),
			`Watch it: tunnelwright status ${connectionId} --cloud ${cloud} --region ${region} --watch`,
		];
	if (phase === 'finished')
		return [
			'Next: set up the site’s device with the same keys and settings; a tunnel comes up when both ends agree.',
			`Watch it: tunnelwright status ${connectionId} --cloud ${cloud} --region ${region} --watch`,
		];
	if (undoing)
		return [
			`It is being taken back. To go on with that: tunnelwright runs undo ${runId} --yes, or “Finish what was begun”.`,
		];
	return [
		'To go on: start tunnelwright and choose “Finish what was begun”.',
		...(runId === ''
			? []
			: plan.deed && !hasWayBack(model)
				? [`Or: tunnelwright runs resume ${runId} --yes`]
				: [`Or: tunnelwright runs resume ${runId} --yes, to take it back: tunnelwright runs undo ${runId} --yes`]),
	];
}
