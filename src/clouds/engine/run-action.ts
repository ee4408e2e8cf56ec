import type {Action, ActionResult, Cloud, RunContext} from '../contract/cloud.ts';
import type {ActionKind, CloudActions} from './action-kind.ts';
import {asKept, notOurs, told} from './as-kept.ts';
import {plainParameters} from './fill.ts';
import {undoAction, undoStepsOf} from './undo-action.ts';

/* What goes through the list of a cloud's actions. Each takes the action from a plan, which may come from a journal that was edited. */

/** The kind of a planned action. @throws UserError for a call that no plan of this cloud holds */
export function kindOf<Kind extends {readonly call: string}>(kinds: readonly Kind[], call: string): Kind {
	const kind = kinds.find(each => each.call === call);
	if (!kind) throw notOurs(`${call} is not a call that a plan holds`);
	return kind;
}

/**
 * A call of a kind as a plan holds it.
 * @param given `parameters`: a request in which any text may still be a hole; members that are undefined are left out
 */
export function plannedAction(
	{call, title, makes, service, dryRun}: Omit<ActionKind<never>, 'logged' | 'perform'>,
	given: Pick<Action, 'id' | 'detail' | 'after' | 'change'> & {readonly parameters: object},
): Action {
	const {id, detail, after, parameters, change} = given;
	const planned = {title, detail, after, makes, parameters: plainParameters(parameters), id, service, call, dryRun};
	return change ? {...planned, change} : planned;
}

/** What a cloud does with its actions: how each is found, made, waited for and taken back, over what reaches the cloud. */
export function carriedOut<Reach>(
	actions: CloudActions<Reach>,
	reach: Reach,
): Pick<Cloud, 'find' | 'perform' | 'settle' | 'standing' | 'undoSteps' | 'undo'> {
	const kind = ({call}: Action) => kindOf(actions.kinds, call);
	return {
		find: (action, context) => asKept(action.call, () => kind(action).find?.(action, context, reach)),
		perform: (action, context) => asKept(action.call, () => kind(action).perform(action, context, reach)),
		settle: (action, result, context) =>
			asKept(action.call, () => settleAction(actions, action, result, context, reach)),
		standing: (action, context) => asKept(action.call, () => kind(action).standing?.(action, context, reach)),
		undoSteps(made) {
			try {
				return undoStepsOf(actions, made);
			} catch (error) {
				throw told(error, 'an undo');
			}
		},
		undo: (step, context) => asKept(step.call, () => undoAction(actions, step, context, reach)),
	};
}

/**
 * Waits until what an action made can be used by the next. @returns what is to be said of it then, where that is another detail
 * @throws CloudError when it fails, takes too long or is stopped
 */
async function settleAction<Reach>(
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
