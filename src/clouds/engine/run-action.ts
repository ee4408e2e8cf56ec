import type {Action, ActionResult, Made, RunContext, UndoContext, UndoEnd, UndoStep} from '../contract/cloud.ts';
import type {ActionKind, CloudActions, UndoKind} from './action-kind.ts';
import {plainParameters} from './plain-parameters.ts';
import {removeOnce} from './undo-once.ts';

/* What goes through the list of a cloud's actions. Each takes the action from a plan, which may come from a journal that was edited. */

/** The kind of a planned action. @throws Error for a call that no plan of this cloud holds */
export function kindOf<Kind extends {readonly call: string}>(kinds: readonly Kind[], call: string): Kind {
	const kind = kinds.find(each => each.call === call);
	if (!kind) throw new Error(`${call} is not a call that a plan holds`);
	return kind;
}

/**
 * A call of a kind as a plan holds it.
 * @param given `parameters`: a request in which any text may still be a hole; members that are undefined are left out
 */
export function plannedAction(
	{call, title, makes, service, dryRun}: Omit<ActionKind<never>, 'logged' | 'perform'>,
	given: Pick<Action, 'id' | 'detail' | 'after'> & {readonly parameters: object},
): Action {
	const {id, detail, after, parameters} = given;
	return {title, detail, after, makes, parameters: plainParameters(parameters), id, service, call, dryRun};
}

/** Looks for what an action would make. Reads only. @throws CloudError */
export async function findAction<Reach>(
	{kinds}: CloudActions<Reach>,
	action: Action,
	context: RunContext,
	reach: Reach,
): Promise<ActionResult | undefined> {
	return kindOf(kinds, action.call).find?.(action, context, reach);
}

/** Carries out an action, once. @throws CloudError; `ambiguous` where it may have been carried out all the same */
export async function performAction<Reach>(
	{kinds}: CloudActions<Reach>,
	action: Action,
	context: RunContext,
	reach: Reach,
): Promise<ActionResult> {
	return kindOf(kinds, action.call).perform(action, context, reach);
}

/**
 * Waits until what an action made can be used by the next. @returns what is to be said of it then, where that is another detail
 * @throws CloudError when it fails, takes too long or is stopped
 */
export async function settleAction<Reach>(
	{kinds, ready, pause}: CloudActions<Reach>,
	action: Action,
	result: ActionResult,
	context: RunContext,
	reach: Reach,
): Promise<string | undefined> {
	const look = kindOf(kinds, action.call).watch?.(action, result, context, reach);
	if (!look) return undefined;
	// not by the clock, which can be set meanwhile
	const began = performance.now();
	for (let attempt = 0; ; attempt++) {
		const seen = await look();
		if (seen.usable) return seen.detail;
		const waitMs = ready.waitMs(attempt, reach);
		if (performance.now() - began + waitMs > ready.limitMs)
			throw ready.tooLong(action, result.id || action.detail, seen.state);
		context.waiting?.(seen.told);
		await pause(waitMs, context.signal, action.call);
	}
}

/** Parts of a batch that stand already; undefined for what is no batch. Reads only. @throws CloudError */
export async function standingParts<Reach>(
	{kinds}: CloudActions<Reach>,
	action: Action,
	context: RunContext,
	reach: Reach,
): Promise<readonly string[] | undefined> {
	return kindOf(kinds, action.call).standing?.(action, context, reach);
}

/** A step that takes something away, as an undo or a deletion holds it. */
export function stepOf(
	{title, call}: Pick<UndoKind<never>, 'title' | 'call'>,
	given: Omit<UndoStep, 'title' | 'call'>,
): UndoStep {
	const {id, detail, ...rest} = given;
	return {id, title, detail, call, ...rest};
}

/** The calls that take back what a run made, last made first; nothing that was there before it. Pure. */
export function undoStepsOf<Reach>(
	{kinds}: Pick<CloudActions<Reach>, 'kinds'>,
	{plan, results, standing}: Made,
): readonly UndoStep[] {
	return plan.actions.toReversed().flatMap(action => {
		const result = results.get(action.id);
		const undo = kinds.find(({call}) => call === action.call)?.undo;
		if (!undo || !result || result.existed) return [];
		const given = undo.of(action, {result, results, standing: standing.get(action.id) ?? []});
		return given ? [stepOf(undo, {id: action.id, ...given})] : [];
	});
}

/** Takes one thing back and waits until it is gone; what is not there counts as done. @throws CloudError */
export async function undoAction<Reach>(
	actions: CloudActions<Reach>,
	step: UndoStep,
	context: UndoContext,
	reach: Reach,
): Promise<UndoEnd> {
	const undo = actions.kinds.find(kind => kind.undo?.call === step.call)?.undo;
	if (!undo) throw new Error(`${step.call} is not a call that takes something away`);
	const {limitMs, waitMs, inUseMs, isGone, isInUse, tooLong} = actions.gone;
	return removeOnce(
		{
			look: () => undo.look(step, context, reach),
			foreign: () => actions.whyForeign(step, context, reach),
			send: () => undo.send(step, context, reach),
			subject: step.detail,
			isGone: ({info}) => isGone(info.code),
			isInUse: ({info}) => isInUse(info.code),
			wait: attempt => actions.pause(waitMs(attempt, reach), context.signal, step.call),
			limitMs,
			inUseMs: inUseMs(step),
			tooLong: unmoved => tooLong(step, unmoved),
		},
		context,
	);
}

/** A text that a step's call needs. @throws Error where it is missing: a journal may have been edited */
export function textOf({parameters, call}: Pick<UndoStep, 'parameters' | 'call'>, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') throw new Error(`${call} needs ${name}`);
	return value;
}
