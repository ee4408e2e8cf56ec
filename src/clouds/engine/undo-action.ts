import {goesOn} from '../../connection/take-down.ts';
import {times} from '../../connection/times.ts';
import type {Action, Change, Made, UndoContext, UndoEnd, UndoStep} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';
import type {ActionKind, CloudActions, UndoKind} from './action-kind.ts';
import {fillKnown, plainParameters} from './fill.ts';

/**
 * What a look at something that is to go says; of a change that is to be put back: whether the new values stand (`there`), are being replaced
 * (`going`), or the old ones stand (`gone`). `stays`: it is neither, so that it is somebody else's; believed only before the call is sent.
 */
export type Presence = 'there' | 'going' | 'gone' | 'not known' | {readonly notYet: string} | {readonly stays: string};

/** What stands as if nobody had asked for its deletion: never that it is gone, nor that it is going. */
export function unmovedText(subject: string, waited: string): string {
	return `${subject} still stands after ${waited}, though its deletion was taken each time it was asked for`;
}

export const unmovedMend =
	'Look in the console what holds it, and delete it there or go on here; until then it may cost money';

/** One step, and what is needed to make it. */
interface Undoing<Reach> {
	readonly undo: UndoKind<Reach>;
	readonly step: UndoStep;
	readonly context: UndoContext;
	readonly reach: Reach;
	readonly actions: CloudActions<Reach>;
}

/**
 * Takes one thing back and waits until it is gone. A delete names its thing by id, so that sending it again can do no harm; it is
 * looked for before each one all the same, so that what is gone is never an error.
 * @throws CloudError
 */
export async function undoAction<Reach>(
	actions: CloudActions<Reach>,
	step: UndoStep,
	context: UndoContext,
	reach: Reach,
): Promise<UndoEnd> {
	const undo = undoKindOf(actions, step);
	if (!undo) throw new Error(`${step.call} is not a call that takes something away`);
	const undoing = {undo, step, context, reach, actions};
	const {gone, pause, whyForeign} = actions;
	const subject = step.detail;
	// a clock that is set meanwhile neither ends nor lengthens the wait
	const began = performance.now();
	let sent = false;
	/** Whether the cloud took the delete, not only may have. */
	let taken = false;
	/** Why the latest look or delete came to nothing, and how often in a row. */
	let trouble: {readonly why: string; readonly tries: number} | undefined;
	const troubled = ({info}: CloudError) => {
		const why = info.code || info.message;
		trouble = {why, tries: trouble?.why === why ? trouble.tries + 1 : 1};
		return `${why}, tried ${times(trouble.tries)}`;
	};
	for (let attempt = 0; ; attempt += 1) {
		const presence = await lookAt(undoing, sent, error =>
			context.waiting?.(`${subject}: not known whether it is gone: ${troubled(error)}`),
		);
		if (presence === 'gone') {
			if (step.change) return sent ? 'put back' : 'stood as before';
			return sent ? 'deleted' : 'was gone already';
		}

		if (typeof presence === 'object' && 'stays' in presence && !sent) return `stays: ${presence.stays}`;
		if (presence === 'there') {
			const why = sent ? undefined : await whyForeign(step, context, reach);
			if (why !== undefined) return `stays: ${why}`;
			const refusal = await sendDelete(undoing);
			const first = !sent && refusal === undefined;
			if (refusal === undefined || refusal.info.ambiguous) sent = true;
			if (refusal === undefined) taken = true;
			// most things are gone at once
			if (first) continue;
			if (refusal && gone.isInUse(refusal.info.code) && performance.now() - began > gone.inUseMs(step)) throw refusal;
			if (refusal) context.waiting?.(`${subject}: ${troubled(refusal)}, again in a moment`);
			else context.waiting?.(`${subject} still stands, though its deletion was taken: asked again`);
		}

		if (performance.now() - began > gone.limitMs) {
			const late = gone.tooLong(step, taken && presence === 'there');
			const message = trouble
				? `${late.info.message}: ${trouble.why}, tried ${times(trouble.tries)}`
				: late.info.message;
			throw new CloudError({...late.info, message, ambiguous: sent});
		}

		if (presence === 'going') context.waiting?.(step.change ? `${subject} is being put back` : `${subject} ${goesOn}`);
		if (typeof presence === 'object')
			context.waiting?.(`${subject} is ${'notYet' in presence ? presence.notYet : 'not as before yet'}`);
		await pause(gone.waitMs(attempt, reach), context.signal, step.call);
	}
}

/**
 * While it is going, one look that fails says nothing: it is told, and looked again.
 * @throws CloudError; `ambiguous` where the delete has gone out, so that nobody knows what became of it
 */
async function lookAt<Reach>(
	{undo, step, context, reach}: Undoing<Reach>,
	sent: boolean,
	onTrouble: (error: CloudError) => void,
): Promise<Presence> {
	try {
		return await undo.look(step, context, reach);
	} catch (error) {
		if (!sent || !(error instanceof CloudError)) throw error;
		if (!error.info.retryable) throw new CloudError({...error.info, ambiguous: true});
		onTrouble(error);
		return 'not known';
	}
}

/** The refusal after which looking and sending again makes sense. @throws CloudError any other */
async function sendDelete<Reach>({
	undo,
	step,
	context,
	reach,
	actions,
}: Undoing<Reach>): Promise<CloudError | undefined> {
	try {
		await undo.send(step, context, reach);
		return undefined;
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		const {code, ambiguous, retryable} = error.info;
		if (actions.gone.isGone(code) || actions.gone.isInUse(code) || ambiguous || retryable) return error;
		throw error;
	}
}

/** A step that puts a change back is of the kind that made the change, which its way back leads to. */
function undoKindOf<Reach>(
	{kinds}: Pick<CloudActions<Reach>, 'kinds'>,
	{call, change}: UndoStep,
): UndoKind<Reach> | undefined {
	const isOwn = change
		? (kind: ActionKind<Reach>) => kind.call === change.back?.call
		: (kind: ActionKind<Reach>) => kind.undo?.call === call;
	return kinds.find(isOwn)?.undo;
}

/** A step that takes something away, as an undo or a deletion holds it. */
export function stepOf(
	{title, call}: Pick<UndoKind<never>, 'title' | 'call'>,
	given: Omit<UndoStep, 'title' | 'call'>,
): UndoStep {
	const {id, detail, ...rest} = given;
	return {id, title, detail, call, ...rest};
}

/**
 * The calls that take back what a run made, last made first, and put back what it changed; nothing that was there before it, and nothing whose old
 * value nobody knows. Pure.
 */
export function undoStepsOf<Reach>(
	{kinds}: Pick<CloudActions<Reach>, 'kinds'>,
	{plan, results, standing}: Made,
): readonly UndoStep[] {
	return plan.actions.toReversed().flatMap(action => {
		const result = results.get(action.id);
		const undo = kinds.find(({call}) => call === action.call)?.undo;
		if (!undo || !result || result.existed) return [];
		const back = action.change?.back;
		if (action.change && !back) return [];
		const given = undo.of(action, {result, results, standing: standing.get(action.id) ?? []});
		if (!given) return [];
		if (!action.change || !back) return [stepOf(undo, {id: action.id, ...given})];
		return [
			stepOf(
				{title: undo.title, call: back.call},
				{id: action.id, ...given, change: swapped(action.change, action, results)},
			),
		];
	});
}

/** A change the other way round: its way back is the call that made it, without a key. */
function swapped(
	{values, relieves: _, ...change}: Change,
	{call, parameters}: Action,
	results: Made['results'],
): Change {
	const filled = fillKnown(parameters, results) ?? {};
	return {
		...change,
		needsUp: change.back?.needsUp ?? change.needsUp,
		values: values.map(({was, wanted, ...value}) => ({...value, was: wanted, wanted: was})),
		back: {call, parameters: plainParameters(filled), needsUp: change.needsUp},
	};
}

/** A text that a step's call needs. @throws Error where it is missing: a journal may have been edited */
export function textOf({parameters, call}: Pick<UndoStep, 'parameters' | 'call'>, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') throw new Error(`${call} needs ${name}`);
	return value;
}
