import type {Action, ActionResult, Cloud, Plan, RunContext} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {pause} from '../clouds/net/pause.ts';
import type {SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import {beforeChange, beforeSameChange, trafficWait} from './around-change.ts';
import {channel} from './channel.ts';
import type {Journal} from './journal.ts';
import type {JournalEntry} from './journal-format.ts';
import {makeOnce, never} from './make-once.ts';
import {doubtsOf, isAbort, notOurs, outOfTime} from './run-errors.ts';
import type {RunEvent} from './run-event.ts';
import {newRunId} from './run-id.ts';
import {type SeenBefore, seenAgain} from './seen-before.ts';
import {trafficOff} from './traffic-off.ts';
import type {TrafficTimes} from './traffic-times.ts';
import {unseenText, waitUntilBack} from './traffic-waits.ts';

export interface RunOptions {
	readonly secrets: SecretStore;
	/** Aborted: the action in flight is brought to its end, then the run stops. */
	readonly signal: AbortSignal;
	/** A time limit, as of AbortSignal.timeout: it ends every wait, retry and look, but no call in flight that makes something. */
	readonly limit?: AbortSignal;
	/** Where every step is written down before and after it is made. */
	readonly journal?: Journal;
	readonly sandbox?: boolean;
	readonly account?: string;
	/** A run that goes on: what its journal says is made already. */
	readonly earlier?: {
		readonly results: ReadonlyMap<string, ActionResult>;
		readonly settled: ReadonlySet<string>;
		/** Actions whose call went out and may have been carried out: what is found of them is this run's own. */
		readonly sent: ReadonlySet<string>;
		/** What stood before each was sent for the first time. */
		readonly standing: ReadonlyMap<string, readonly string[]>;
		/** The tunnels that each takes down, as they were right before its call. */
		readonly seen?: ReadonlyMap<string, readonly SeenBefore[]>;
	};
	/**
	 * Called before an action's call goes out, once the tunnels that carry the traffic meanwhile are UP and before the one that is changed is
	 * waited for until it carries nothing: to write what its device needs, say. Not called for what is there already. What it throws ends the run.
	 */
	readonly beforeAction?: (action: Action, context: RunContext) => Promise<void>;
	/** A tunnel is changed though the other one is not UP, whatever the plan says. */
	readonly evenIfDown?: boolean;
	/** How long tunnels are waited for, where tests shorten it. */
	readonly times?: TrafficTimes;
	/** Milliseconds since the epoch. */
	readonly now?: () => number;
	/** Waits; tests shorten it. Rejects when the signal is aborted. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Carries out a plan, action by action. Each is looked for before it is made, so that nothing is made twice; after an end that
 * leaves open whether the cloud did it, it is looked up again before anything else is decided. What the cloud refuses ends the
 * run with `action-failed` and `stopped`; what exists by then stays, is told, and stands in the journal.
 * @throws UserError when the journal can't be written, with what exists by then; anything else thrown is a bug of ours
 */
export function executePlan(cloud: Cloud, plan: Plan, options: RunOptions): AsyncIterable<RunEvent> {
	return channel<RunEvent>(emit => run(cloud, plan, options, emit));
}

async function run(cloud: Cloud, plan: Plan, options: RunOptions, emit: (event: RunEvent) => void): Promise<void> {
	const now = options.now ?? Date.now;
	const runId = options.journal?.runId ?? newRunId(now());
	const results = new Map(options.earlier?.results);
	const sent = new Set(options.earlier?.sent);
	const made = () => madeBy(plan, results);
	const changed = () => {
		const ids = changedBy(plan, results);
		return ids.length > 0 ? {changed: ids} : {};
	};
	const write = async (entry: JournalEntry) => {
		await options.journal?.append(entry).catch((error: unknown) => {
			throw withWhatExists(error, plan, results, sent);
		});
	};

	const either = options.limit ? AbortSignal.any([options.signal, options.limit]) : options.signal;
	const standing = new Map(options.earlier?.standing);
	const sleep = options.sleep ?? pause;
	const seen = new Map(options.earlier?.seen);
	let last: string | undefined;

	const stop = async () => {
		const off = trafficOff(plan, sent, results);
		const isOff = off.length > 0 ? {trafficOff: off} : {};
		await write({type: 'stopped', at: now(), after: last, ...isOff});
		const inDoubt = doubtsOf(plan, sent, results);
		emit({
			type: 'stopped',
			after: last,
			made: made(),
			...changed(),
			...(inDoubt.length > 0 ? {inDoubt} : {}),
			...isOff,
		});
	};

	await write(
		options.earlier
			? {type: 'resume', at: now()}
			: {type: 'begin', at: now(), runId, sandbox: options.sandbox ?? false, account: options.account, plan},
	);
	emit({type: 'started', runId, actions: plan.actions});

	for (const action of plan.actions) {
		const earlier = results.get(action.id);
		if (earlier && options.earlier?.settled.has(action.id)) {
			emit({type: 'action-done', action: action.id, result: earlier, at: now(), before: true});
			last = action.id;
			continue;
		}

		if (options.signal.aborted) return stop();
		let waitedFor = '';
		emit({type: 'action-started', action: action.id, at: now()});
		const context: RunContext = {
			plan,
			secrets: options.secrets,
			results,
			signal: either,
			runId,
			sent,
			standing,
			waiting(why) {
				waitedFor = why;
				emit({type: 'action-waiting', action: action.id, why});
			},
		};
		const {change} = action;
		const wait = trafficWait({
			...{cloud, region: plan.region, signal: either, waiting: context.waiting, now, sleep},
			...{times: options.times, sandbox: options.sandbox ?? false},
		});
		const around = change && {
			// traffic is never led to a tunnel that is DOWN, whatever is asked of the change itself
			...{change, connectionId: plan.exists?.id, evenIfDown: options.evenIfDown === true && !change.relieves, wait},
			refuses: !hasInterrupted(plan, results) && !sent.has(action.id),
			anew: hasInterrupted(plan, results),
		};
		const prepare = async () =>
			options.beforeAction?.(action, context).catch((error: unknown) => {
				throw withWhatExists(error, plan, results, sent);
			});
		try {
			either.throwIfAborted();
			const result =
				earlier ??
				(await makeOnce(cloud, action, context, {
					write,
					now,
					sleep,
					inDoubt: () => sent.add(action.id),
					limit: options.limit ?? never,
					stood: parts => standing.set(action.id, parts),
					seen: () => seen.get(action.id),
					async before() {
						if (!around) return prepare();
						const told = await beforeChange({...around, ...(options.beforeAction ? {prepare} : {})});
						// of a call that may have gone out, what was seen before it counts, else what the plan saw
						if (told && !sent.has(action.id)) seen.set(action.id, told);
					},
					async again({whole}) {
						if (!around) return;
						if (!whole) return beforeSameChange(around);
						const told = await beforeChange({...around, refuses: false, anew: true});
						if (told && !sent.has(action.id)) seen.set(action.id, seenAgain(seen.get(action.id), told));
					},
				}));
			if (!earlier && result.existed && result.differs?.length) throw notOurs(plan, action, result);
			results.set(action.id, result);
			last = action.id;
			if (!earlier) await write({type: 'done', at: now(), action: action.id, result});
			const detail = await cloud.settle(action, result, context);
			// also where somebody else has changed it since the plan was made: that took the same down
			const before = result.existed ? undefined : seen.get(action.id);
			const unseen = change ? unseenText(change, await waitUntilBack(change, before, wait), wait) : [];
			const isTold = !result.existed && unseen.length > 0;
			const told = {...result, detail: [detail ?? result.detail, ...(isTold ? unseen : [])].join('; ')};
			await write({type: 'settled', at: now(), action: action.id});
			emit({type: 'action-done', action: action.id, result: told, at: now(), ...(isTold ? {unseen} : {})});
		} catch (error) {
			// Ctrl-C during a wait: nothing failed
			if (options.signal.aborted && isAbort(error)) return stop();
			const late = options.limit?.aborted ? outOfTime(plan, action, error, waitedFor) : error;
			if (!(late instanceof CloudError)) throw late;
			await write({type: 'failed', at: now(), action: action.id, error: late.info});
			emit({type: 'action-failed', action: action.id, error: late.info, at: now()});
			return stop();
		}
	}

	const connectionId = results.get('connection')?.id ?? plan.exists?.id ?? '';
	await write({type: 'finished', at: now(), connectionId});
	// a plan that only makes what is missing knew of it
	const existed = !plan.exists && results.get('connection')?.existed === true;
	emit({type: 'finished', connectionId, made: made(), ...changed(), ...(existed ? {existed} : {})});
}

/** Whether this run has taken a tunnel down: what is left of it is waited for from then on, and not refused. */
function hasInterrupted({actions}: Plan, results: ReadonlyMap<string, ActionResult>): boolean {
	return actions.some(
		({id, change}) => change && change.interrupts.kind !== 'nothing' && results.get(id)?.existed === false,
	);
}

/** A journal that fails in the middle must not hide what was made by then: it is the last chance to tell. */
function withWhatExists(
	error: unknown,
	plan: Plan,
	results: ReadonlyMap<string, ActionResult>,
	sent: ReadonlySet<string>,
): unknown {
	const items = [
		...madeBy(plan, results).map(({action, id}) => `exists now: ${id} (${action})`),
		...changedBy(plan, results).map(action => `changed by now: ${action}`),
		...trafficOff(plan, sent, results).map(what => `traffic is taken off, and not given back yet: ${what}`),
	];
	if (!(error instanceof UserError) || items.length === 0) return error;
	return new UserError(error.message, {...error.details, items});
}

/** What this run made and what therefore is its to undo, in the order it was made. */
function madeBy(
	plan: Plan,
	results: ReadonlyMap<string, ActionResult>,
): readonly {readonly action: string; readonly id: string}[] {
	return plan.actions.flatMap(action => {
		const result = results.get(action.id);
		// an action that only looks something up has an id too
		const made = action.makes !== '' && result && !result.existed && result.id !== '';
		return made ? [{action: action.id, id: result.id}] : [];
	});
}

/** The changes that this run carried out, in order. */
function changedBy({actions}: Plan, results: ReadonlyMap<string, ActionResult>): readonly string[] {
	return actions.filter(({id, change}) => change && results.get(id)?.existed === false).map(({id}) => id);
}
