import {goesOn} from '../../connection/take-down.ts';
import {times} from '../../connection/times.ts';
import type {Action, Change, Made, UndoContext, UndoEnd, UndoStep} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';
import type {ActionKind, CloudActions, UndoKind} from './action-kind.ts';
import {notOurs} from './as-kept.ts';
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

/** How many looks in a row may stay unanswered once a call has gone out, before its end is told as not known. Our own choice: some minutes. */
const unansweredLooks = 30;
/** Looks that find a change as the run made it, before its way back is sent once more after an end in doubt: as many as a run takes. */
const looksInDoubt = 5;
/** How often it is sent in all where each end was in doubt: as a run does. */
const sendsInDoubt = 3;

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
	if (!undo) throw notOurs(`${step.call} is not a call that takes something away`);
	const undoing = {undo, step, context, reach, actions};
	const {gone, pause, whyForeign} = actions;
	const subject = step.detail;
	// a clock that is set meanwhile neither ends nor lengthens the wait
	const began = performance.now();
	let sent = false;
	/** Whether the cloud took the call, not only may have. */
	let taken = false;
	/** Looks left of those that are taken before a change whose call may have gone out is sent once more. */
	let looksLeft = step.change && context.wasSent ? looksInDoubt : 0;
	/** What has to hold before a change is put back was waited for. */
	let isReady = context.beforeSend === undefined;
	/** The change was seen to be put back by the look before: right after its call a cloud may tell of it and not have begun. */
	let wasBack = false;
	/** Why the latest look or call came to nothing, and how often in a row. */
	let trouble: {readonly why: string; readonly tries: number} | undefined;
	let unanswered = 0;
	let inDoubt = 0;
	const troubled = ({info}: CloudError) => {
		const why = info.code || info.message;
		trouble = {why, tries: trouble?.why === why ? trouble.tries + 1 : 1};
		return `${why}, tried ${times(trouble.tries)}`;
	};
	for (let attempt = 0; ; attempt += 1) {
		let presence = await lookAt(undoing, sent, error => {
			unanswered += 1;
			context.waiting?.(`${subject}: not known whether it is ${step.change ? 'put back' : 'gone'}: ${troubled(error)}`);
			if (unanswered >= unansweredLooks)
				throw new CloudError({
					...error.info,
					message: `${error.info.message}, looked ${times(unanswered)}`,
					retryable: false,
					ambiguous: true,
				});
		});
		if (presence !== 'not known') unanswered = 0;
		if (presence === 'gone') {
			if (!step.change) return sent ? 'deleted' : 'was gone already';
			if (!sent) return 'stood as before';
			if (step.change.interrupts.kind === 'nothing' || wasBack) return 'put back';
		}

		wasBack = presence === 'gone';
		if (typeof presence === 'object' && 'stays' in presence && !sent) return `stays: ${presence.stays}`;
		// a change is not sent while its effect may be yet to come: each call takes a tunnel down once more
		if (presence === 'there' && step.change && (taken || looksLeft > 0)) {
			looksLeft -= 1;
			presence = {notYet: 'as the run changed it, though it was asked to be put back: looking again'};
		}

		if (presence === 'there') {
			const why = sent ? undefined : await whyForeign(step, context, reach);
			if (why !== undefined) return `stays: ${why}`;
			const wasReady = isReady;
			isReady = true;
			await beforeSend(context, sent);
			if (!wasReady) continue;
			const refusal = await sendDelete(undoing);
			const first = !sent && refusal === undefined;
			if (refusal === undefined || refusal.info.ambiguous) sent = true;
			if (refusal === undefined) taken = true;
			if (step.change && refusal?.info.ambiguous) {
				looksLeft = looksInDoubt;
				inDoubt += 1;
				if (inDoubt >= sendsInDoubt) throw refusal;
			}

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
		if (presence === 'gone') context.waiting?.(`${subject} is as before: looking once more`);
		if (typeof presence === 'object')
			context.waiting?.(`${subject} is ${'notYet' in presence ? presence.notYet : 'not as before yet'}`);
		await pause(gone.waitMs(attempt, reach), context.signal, step.call);
	}
}

/** @throws CloudError; `ambiguous` where the call has gone out before, so that nobody knows what became of it */
async function beforeSend(context: UndoContext, sent: boolean): Promise<void> {
	try {
		await context.beforeSend?.();
	} catch (error) {
		throw sent && error instanceof CloudError ? new CloudError({...error.info, ambiguous: true}) : error;
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
	const steps = plan.actions.toReversed().flatMap(action => {
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
	const kept = givenBack(plan.actions, steps, results);
	return steps.filter(({id}) => !kept.has(id));
}

/** Traffic that was taken off and given back again, for a change that is not put back: moving it once more would serve nobody. */
function givenBack(
	actions: readonly Action[],
	steps: readonly UndoStep[],
	results: Made['results'],
): ReadonlySet<string> {
	return new Set(
		actions.flatMap(({id, change}) => {
			const {relieves} = change ?? {};
			if (!relieves || steps.some(step => step.id === relieves.action)) return [];
			return results.has(id) && results.has(relieves.until) ? [id, relieves.until] : [];
		}),
	);
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

/** A text that a step's call needs. @throws UserError where it is missing: a journal may have been edited */
export function textOf({parameters, call}: Pick<UndoStep, 'parameters' | 'call'>, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') throw notOurs(`${call} needs ${name}`);
	return value;
}
