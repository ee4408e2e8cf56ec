import {isDeepStrictEqual} from 'node:util';
import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {Action, RunContext, UndoContext, UndoStep} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {Settings} from '../../contract/comparison.ts';
import type {Look, UndoKind} from '../../engine/action-kind.ts';
import {notOurs} from '../../engine/as-kept.ts';
import {fillKnown} from '../../engine/fill.ts';
import {kindOf} from '../../engine/run-action.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {pause, pollMs} from '../wire/pause.ts';
import type {AwsActionKind} from './aws-action.ts';
import {Search} from './search.ts';
import {watchState} from './settle.ts';

/** How what a call changes stands now. */
export interface Standing {
	/** What the call is about, by names of its own; what is not there is ''. */
	readonly values: Settings;
	/** Why it can't be used or changed just now, in words: `modifying`. One that begins with `fail` ends the wait. */
	readonly busy?: string | undefined;
}

/** A call as data, of an action or of its way back. */
type CallData = Pick<Action, 'call' | 'parameters'>;

/** What a call that changes something has to say of it. */
export interface Changing {
	/** What stands once a call is carried out, by the names of `stands`: of the change, and of its way back. Never a key. @throws ZodError */
	readonly after: (call: CallData) => Settings;
	/** How that stands; undefined where the thing itself is gone. Reads only. @throws CloudError */
	readonly stands: (call: CallData, reach: AwsReach) => Promise<Standing | undefined>;
	/** What a step back is about: ids, for people and for the journal. */
	readonly about: (call: CallData) => UndoStep['parameters'];
	/** The same for people, where the action's own words tell which way it goes. */
	readonly aboutText?: (call: CallData) => string;
	/** For people: `put tunnel options back`. */
	readonly backTitle: string;
	/** The kinds that the way back may be of; called when it is needed, since kinds lead back to each other. */
	readonly back: () => readonly AwsActionKind[];
	/** The call that the way back mostly is, for the debug log. */
	readonly backCall: string;
	/** The way back with ids as they are by now, where they can be others. Reads only. @throws CloudError */
	readonly backNow?: (back: CallData, run: Run, reach: AwsReach) => Promise<CallData>;
}

/**
 * Makes a kind of call into one that may change what stands: what stands already as wanted is never sent; what is neither as it was nor as wanted has
 * been changed by somebody else meanwhile, and stops the run; it is waited for until AWS is done with it. Its way back puts the old values back.
 * Actions without `change` are carried out as the kind says.
 */
export function awsChange<Kind extends AwsActionKind>(kind: Kind, changing: Changing): Kind {
	return {
		...kind,
		undo: undoOf(kind, changing),
		async find(action, context, clients) {
			if (!action.change) return kind.find?.(action, context, clients);
			const search = new Search(clients, context, action.id);
			const call = known(action, context);
			const standing = call && (await changing.stands(call, search.reach));
			if (!standing || !holds(standing.values, changing.after(call))) return undefined;
			return search.done(`${action.detail}: stands as wanted`);
		},
		async perform(action, context, clients) {
			if (action.change) await stillAsPlanned(action, context, clients, changing);
			return kind.perform(action, context, clients);
		},
		watch(action, result, context, clients) {
			if (!action.change) return kind.watch?.(action, result, context, clients) ?? (async () => ({usable: true}));
			const reach = {clients, region: context.plan.region, signal: context.signal};
			const look = watchState(
				{wanted: 'available', state: () => stateOf(action, context, reach, changing)},
				action,
				result,
				{
					reach,
					request: () => undefined,
				},
			);
			return action.change.interrupts.kind === 'nothing' ? look : twice(look, action.detail);
		},
	};
}

/** Whether every wanted value stands. */
function holds(stands: Settings, wanted: Settings): boolean {
	return Object.entries(wanted).every(([name, value]) => (own(stands, name) ?? '') === value);
}

/** The action with the ids that are known; undefined while one is missing. */
function known({call, parameters}: Action, {results}: Pick<RunContext, 'results'>): CallData | undefined {
	const filled = fillKnown(parameters, results);
	// without its secrets, which nobody compares, a request is plain data
	return filled && {call, parameters: filled as Action['parameters']};
}

/** How long somebody else's change is waited for. As long as the Terraform AWS provider waits for one of its own (`vpnsite_connection.go`). */
const busyMs = 30 * 60_000;

/**
 * Nothing is sent while somebody else's change goes on; once that is over all is looked at anew, for the tunnels have gone down meanwhile.
 * @throws CloudError where somebody else has changed it since the plan was made, or it is gone; `retryable` where somebody else was at it
 */
async function stillAsPlanned(
	action: Action,
	context: RunContext,
	clients: AwsClients,
	changing: Changing,
): Promise<void> {
	const call = known(action, context);
	if (!call) return;
	const reach = {clients, region: context.plan.region, signal: context.signal};
	const began = performance.now();
	for (let attempt = 0; ; attempt += 1) {
		const standing = await changing.stands(call, reach);
		if (!standing) throw goneMeanwhile(action);
		if (standing.busy === undefined || /^fail/.test(standing.busy)) {
			const other = changedSince(action, call, standing.values, changing);
			if (other !== undefined) throw changedMeanwhile(action, other);
			if (attempt > 0) throw busyMeanwhile(action, 'it was changed by somebody else, and is not any more', true);
			return;
		}

		if (performance.now() - began > busyMs)
			throw busyMeanwhile(action, `it is ${standing.busy} by somebody else for 30 minutes`, false);
		context.waiting?.(`${action.detail}: ${standing.busy}, by somebody else`);
		await pause(pollMs(attempt, clients.sandbox), context.pauses ?? context.signal, action.call);
	}
}

/** The first value that is neither as it was nor as it is wanted, in words. Without a way back nobody knows how it was. */
function changedSince(action: Action, call: CallData, stands: Settings, {after}: Changing): string | undefined {
	const was = action.change?.back && after(action.change.back);
	if (!was) return undefined;
	const other = Object.entries(after(call)).find(([name, wanted]) => {
		const value = own(stands, name) ?? '';
		// what AWS did not show nobody can hold against it
		return Object.hasOwn(was, name) && value !== wanted && value !== was[name];
	});
	if (!other) return undefined;
	const [name, wanted] = other;
	return visible(
		`${name} is ${own(stands, name) || 'not there'} by now, neither ${own(was, name) || 'nothing'} nor ${wanted || 'nothing'}`,
	);
}

function changedMeanwhile({call, detail}: Action, what: string): CloudError {
	return cloudError('aws', {
		code: 'ChangedMeanwhile',
		call,
		message: what,
		says: `Somebody else has changed ${detail} meanwhile: ${what}`,
		mend: 'Make the plan again, and look at what it says now',
	});
}

function busyMeanwhile({call, detail}: Action, what: string, retryable: boolean): CloudError {
	return cloudError('aws', {
		code: 'BusyMeanwhile',
		call,
		message: what,
		retryable,
		says: `${detail}: ${what}; nothing was sent`,
		mend: 'Ask who else works on this connection, then resume the run: it goes on from here',
	});
}

function goneMeanwhile({call, detail}: Action): CloudError {
	return cloudError('aws', {
		code: 'GoneMeanwhile',
		gone: true,
		call,
		message: `${detail} is gone`,
		says: `${detail} was deleted meanwhile`,
		mend: 'Ask who else works on this account, then start again',
	});
}

/** The state of what was changed, as a wait asks for it. */
async function stateOf(action: Action, context: RunContext, reach: AwsReach, changing: Changing): Promise<string> {
	const call = known(action, context);
	const standing = call && (await changing.stands(call, reach));
	if (!standing) return 'deleted';
	if (standing.busy !== undefined) return standing.busy;
	return holds(standing.values, changing.after(call)) ? 'available' : 'not changed yet';
}

/** Two looks in a row must say so: a reply of AWS may call a connection available whose endpoint it has not begun to replace. Source: aws CLI examples, modify-vpn-tunnel-options. */
function twice(look: () => Promise<Look>, subject: string): () => Promise<Look> {
	let before = false;
	return async () => {
		const seen = await look();
		const settled = seen.usable && before;
		before = seen.usable;
		return !seen.usable || settled
			? seen
			: {usable: false, state: 'available', told: `${subject} is available: looking once more`};
	};
}

function undoOf({logged}: AwsActionKind, changing: Changing): UndoKind<AwsClients> {
	return {
		call: changing.backCall,
		title: changing.backTitle,
		logged,
		// what is made without a change, as the tags of something new, goes with that
		of(action, made) {
			const call = action.change && known(action, made);
			return call && {detail: changing.aboutText?.(call) ?? action.detail, parameters: changing.about(call)};
		},
		async look(step, context, clients) {
			const reach = {clients, region: context.region, signal: context.signal};
			const {action, back} = await planned(step, context.run, changing, reach);
			const standing = await changing.stands(back, reach);
			if (!standing) return {stays: `${step.detail} is not there any more`};
			const isBack = holds(standing.values, changing.after(back));
			if (standing.busy !== undefined) return isBack ? 'going' : {notYet: standing.busy};
			if (isBack) return 'gone';
			// each value is the old one or the run's own: AWS changes some of both tunnels by a call for one
			const other = changedSince(action, action, standing.values, changing);
			return other === undefined ? 'there' : {stays: `somebody has changed it since: ${other}`};
		},
		async send(step, {region, run, signal: asked}, clients) {
			const {back} = await planned(step, run, changing, {clients, region, signal: asked});
			const send = kindOf(changing.back(), back.call).prepare(back.parameters);
			// a call that went out is never cut off: its end would be unknown
			const {signal} = new AbortController();
			await clients.call({call: back.call, region, purpose: 'change', signal}, (client, options) =>
				send(client, options, false),
			);
		},
	};
}

type Run = NonNullable<UndoContext['run']>;

/** The action that a step puts back, ids filled in, and its way back. @throws UserError where the journal lacks it: it may have been edited */
async function planned(
	{id, call}: UndoStep,
	run: Run | undefined,
	{about, backNow}: Changing,
	reach: AwsReach,
): Promise<{readonly action: Action; readonly back: CallData}> {
	const action = run?.plan.actions.find(each => each.id === id);
	const back = action?.change?.back;
	const filled = action && run && known(action, run);
	if (!run || !back || !filled) throw notOurs(`${call} needs the action ${id} of its run, with its way back`);
	// a way back of another connection was never planned
	if (!isDeepStrictEqual(about(back), about(filled))) throw notOurs(`the way back of ${id} is about something else`);
	return {action: {...action, ...filled}, back: backNow ? await backNow(back, run, reach) : back};
}
