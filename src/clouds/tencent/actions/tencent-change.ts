import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {Action, ActionResult, RunContext, UndoContext, UndoStep} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {Settings} from '../../contract/comparison.ts';
import {notOurs} from '../../engine/as-kept.ts';
import {fillKnown} from '../../engine/fill.ts';
import type {LogFields} from '../../net/loggable.ts';
import {type CallPlace, callPlaceOf} from '../wire/call-place.ts';
import type {ReplyOf, WriteCall, WriteService} from '../wire/calls.ts';
import {type PlannedKind, requestIdOf, type TencentKind, tencentAction} from './tencent-action.ts';
import type {Reach, TencentUndo} from './tencent-undo.ts';
import {untilFree, untilReady} from './until-free.ts';

/** A call as data, of an action or of its way back; what it needs of earlier actions is filled in, and its secrets are left out. */
export type CallData = Pick<Action, 'call' | 'parameters'>;

/** How what a call changes stands now. */
interface Standing {
	/** By names of their own, for people too; '' for what is not there. What the cloud does not show is left out. */
	readonly values: Settings;
	/** Why it can't be changed just now, in words: `UPDATING`. */
	readonly busy?: string;
}

/** A call that changes what stands, or takes a part of it away. */
interface TencentChange<Call extends WriteCall> {
	readonly call: Call;
	readonly service?: WriteService;
	readonly title: string;
	readonly logged: LogFields;
	/** What it is about: `vpnx-…`. */
	readonly subject: (call: CallData) => string;
	/** What stands once a call is carried out, by the names of `stands`: of the change, and of its way back. Never a key. */
	readonly after: (call: CallData) => Settings;
	/** How that stood when it was planned; left out where the way back tells it, or what goes along is meant to stay. */
	readonly before?: (action: Action) => Settings;
	/** How that stands; undefined where the thing itself is gone. Reads only. @throws CloudError */
	readonly stands: (call: CallData, place: CallPlace, reach: Reach) => Promise<Standing | undefined>;
	/** The same call for what stands: left out where it is sent as it was planned; undefined: nothing is left to be sent. */
	readonly now?: (call: CallData, place: CallPlace, reach: Reach) => Promise<Action['parameters'] | undefined>;
	/** Whether values do not tell if it was carried out: of a key, and of what changes no value. */
	readonly isHiddenIn?: (action: Action) => boolean;
	/** Whether such a one was carried out; asked once it may have been sent. */
	readonly wasDone?: (action: Action, context: RunContext, reach: Reach) => Promise<boolean>;
	/** Whether it has come into force, where values do not tell it. */
	readonly isInForce?: (action: Action, context: RunContext, reach: Reach) => Promise<boolean>;
	/** What is to be said of it once it has come into force. */
	readonly told?: (action: Action, context: RunContext, reach: Reach) => Promise<string>;
	readonly standing?: TencentKind['standing'];
	/** How it is put back; left out where nothing is. */
	readonly back?: {
		/** The call that mostly does it. */
		readonly call: WriteCall;
		readonly title: string;
		readonly about: (call: CallData) => UndoStep['parameters'];
		/** The way back for what stands: what of it is to be sent. */
		readonly now?: (back: CallData, place: CallPlace, reach: Reach) => Promise<Action['parameters'] | undefined>;
	};
}

/**
 * Builds a kind that changes what stands: what stands already as wanted is not sent; what is neither as it was nor as wanted has been changed by
 * somebody else meanwhile, and stops the run; while the cloud is busy with it, it is waited and tried again; and it is waited for until it reads back
 * as wanted. Its way back puts the old values back.
 */
export function tencentChange<Call extends WriteCall>(given: TencentChange<Call>): PlannedKind<Call> {
	const {call, service, title, logged, subject, after, stands, isHiddenIn, wasDone, standing} = given;
	return tencentAction<Call>({
		call,
		...(service && {service}),
		title,
		makes: '',
		logged,
		...(standing && {standing}),
		...(given.back && {undo: undoOf(given, given.back)}),
		async find(action, context, reach) {
			const known = knownCall(action, context);
			const seen = known && (await stands(known, callPlaceOf(context), reach));
			const wanted = known && after(known);
			if (!seen || !wanted || !holds(seen.values, wanted) || isHidden(seen.values, wanted)) return undefined;
			if (isHiddenIn?.(action) && !(isSent(action, context, reach) && (await wasDone?.(action, context, reach))))
				return undefined;
			return {id: '', detail: `${action.detail}: stands as wanted`};
		},
		async perform(action, context, reach, send) {
			const known = needed(action, context);
			const place = callPlaceOf(context);
			await untilReady(action, context, async () => {
				const seen = await stands(known, place, reach);
				if (!seen) throw goneMeanwhile(action, subject(known));
				if (seen.busy !== undefined) return `${subject(known)} is ${seen.busy}`;
				const other = changedSince(action, known, seen.values, given);
				if (other !== undefined) throw changedMeanwhile(action, subject(known), other);
				return undefined;
			});
			const parameters = given.now ? await given.now(known, place, reach) : action.parameters;
			const reply: Partial<ReplyOf<Call>> & {readonly RequestId?: string} = parameters
				? await untilFree(action, context, () => send(parameters))
				: {};
			return {id: '', existed: false, ...requestIdOf(reply), detail: `${action.detail}: taken`};
		},
		watch: (action, result, context, reach) => watchOf(given, action, result, context, reach),
	});
}

/** Looks whether a change has come into force: no reply says so. @throws CloudError where its thing is gone */
function watchOf<Call extends WriteCall>(
	{subject, after, stands, isInForce, told}: TencentChange<Call>,
	action: Action,
	{existed}: ActionResult,
	context: RunContext,
	reach: Reach,
) {
	const known = needed(action, context);
	const about = subject(known);
	const began = performance.now();
	return async () => {
		const seen = await stands(known, callPlaceOf(context), reach);
		if (!seen) throw goneMeanwhile(action, about);
		const waits =
			seen.busy ??
			(holds(seen.values, after(known)) && (existed || ((await isInForce?.(action, context, reach)) ?? true))
				? undefined
				: 'not changed yet');
		if (waits === undefined)
			return {usable: true, detail: (await told?.(action, context, reach)) ?? `${about}: as wanted`} as const;
		const seconds = Math.round((performance.now() - began) / 1000);
		return {usable: false, state: waits, told: `${about} is ${waits}, for ${seconds} s`} as const;
	};
}

/** Whether every wanted value stands, as far as the cloud shows it: of none that it shows at all, nothing is said. */
function holds(stands: Settings, wanted: Settings): boolean {
	return Object.entries(wanted).every(([name, value]) => [undefined, value].includes(own(stands, name)));
}

/** Whether the cloud shows none of what a call sets: then nothing says that it was carried out. */
function isHidden(stands: Settings, wanted: Settings): boolean {
	const names = Object.keys(wanted);
	return names.length > 0 && names.every(name => own(stands, name) === undefined);
}

function isSent({id}: Action, {sent, runId}: RunContext, reach: Reach): boolean {
	return sent?.has(id) === true || reach.sent.has(`${runId} ${id}`);
}

/** The action with the ids that are known; undefined while one is missing. */
function knownCall({call, parameters}: Pick<Action, 'call' | 'parameters'>, {results}: Pick<RunContext, 'results'>) {
	const filled = fillKnown(parameters, results);
	// without its secrets, which nobody compares, a request is plain data
	return filled && ({call, parameters: filled as Action['parameters']} satisfies CallData);
}

function needed(action: Action, context: RunContext): CallData {
	const known = knownCall(action, context);
	if (!known) throw notOurs(`${action.id} needs the result of another action`);
	return known;
}

/** What is neither as it was nor as it is wanted, in words; undefined where there is none, or one of both is not known. */
function changedSince<Call extends WriteCall>(
	action: Action,
	call: CallData,
	stands: Settings,
	{after, before}: Pick<TencentChange<Call>, 'after' | 'before'>,
): string | undefined {
	const wanted = after(call);
	const {back} = action.change ?? {};
	// without a way back what goes along is meant to stay: a key is changed, and what stood is sent again beside it
	const was = before?.(action) ?? (back ? after(back) : wanted);
	const other = Object.entries(stands).find(
		([name, value]) => ![value, undefined].includes(own(was, name)) && ![value, undefined].includes(own(wanted, name)),
	);
	if (!other) return undefined;
	const [name, value] = other;
	return visible(`${name} is ${shown(value)} by now, and was ${shown(own(was, name))} when it was planned`);
}

const shown = (value = '') => value.replaceAll('\n', ', ') || 'not there';

function changedMeanwhile({call}: Action, subject: string, what: string): CloudError {
	return cloudError('tencent', {
		code: 'ChangedMeanwhile',
		call,
		message: what,
		says: `Somebody else has changed ${subject} meanwhile: ${what}`,
		mend: 'Make the plan again, and look at what it says now',
	});
}

function goneMeanwhile({call}: Action, subject: string): CloudError {
	return cloudError('tencent', {
		code: 'GoneMeanwhile',
		gone: true,
		call,
		message: `${subject} is gone`,
		says: `${subject} was deleted meanwhile`,
		mend: 'Ask who else works on this account, then start again',
	});
}

/** How a change is put back. A step that was sent is not sent again while its effect is waited for: that would interrupt once more. */
function undoOf<Call extends WriteCall>(
	given: TencentChange<Call>,
	back: NonNullable<TencentChange<Call>['back']>,
): TencentUndo {
	const {service, logged, subject, after, stands} = given;
	const sentKey = (step: UndoStep, {run}: UndoContext) => `${run?.runId ?? ''} back ${step.id}`;
	return {
		call: back.call,
		title: back.title,
		logged,
		of: (action, {results}) => {
			const known = knownCall(action, {results});
			return known && {detail: subject(known), parameters: back.about(known)};
		},
		async look(step, context, reach) {
			const {action, known, wayBack} = plannedOf(step, context);
			const seen = await stands(wayBack, callPlaceOf(context), reach);
			if (!seen) return {stays: `${step.detail} is not there any more`};
			if (seen.busy !== undefined) return {notYet: seen.busy};
			if (holds(seen.values, after(wayBack))) {
				reach.sent.delete(sentKey(step, context));
				return 'gone';
			}

			if (reach.sent.has(sentKey(step, context))) return 'going';
			const other = changedSince(action, known, seen.values, given);
			return other === undefined ? 'there' : {stays: `somebody has changed it since: ${other}`};
		},
		async send(step, context, reach) {
			const {wayBack} = plannedOf(step, context);
			const place = callPlaceOf(context);
			const parameters = back.now ? await back.now(wayBack, place, reach) : wayBack.parameters;
			if (!parameters) return;
			reach.sent.add(sentKey(step, context));
			try {
				// a call that went out is never cut off: its end would be unknown
				await reach.client.write({call: back.call, logged, ...(service && {service})}, parameters, {
					...place,
					signal: new AbortController().signal,
				});
			} catch (error) {
				// nothing is waited for that may never come
				reach.sent.delete(sentKey(step, context));
				throw error;
			}
		},
	};
}

/** What a step puts back, and how. @throws UserError where the run's plan lacks it: a journal may have been edited */
function plannedOf({id, call}: UndoStep, {run}: UndoContext) {
	const action = run?.plan.actions.find(each => each.id === id);
	const known = action && run && knownCall(action, run);
	const wayBack = action?.change?.back;
	if (!known || !wayBack || wayBack.call !== call)
		throw notOurs(`${call} needs the action ${id} of its run, with its way back`);
	return {action, known, wayBack};
}
