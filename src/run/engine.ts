import type {Action, ActionResult, Cloud, Plan, RunContext} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {pause} from '../clouds/net/pause.ts';
import type {SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import {channel} from './channel.ts';
import type {Journal} from './journal.ts';
import type {JournalEntry} from './journal-format.ts';
import {lookUp} from './look-up.ts';
import {doubtsOf, isAbort, notOurs, outOfTime} from './run-errors.ts';
import type {RunEvent} from './run-event.ts';
import {newRunId} from './run-id.ts';

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
	};
	/** Milliseconds since the epoch. */
	readonly now?: () => number;
	/** Waits; tests shorten it. Rejects when the signal is aborted. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How often a call that was turned away (throttled) is sent in all, and one whose end was unclear but that made nothing. */
const maxAttempts = {refused: 5, ambiguous: 3};
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
	const made = () => madeBy(plan, results);
	const write = async (entry: JournalEntry) => {
		await options.journal?.append(entry).catch((error: unknown) => {
			throw withWhatExists(error, made());
		});
	};

	const either = options.limit ? AbortSignal.any([options.signal, options.limit]) : options.signal;
	const sent = new Set(options.earlier?.sent);
	let last: string | undefined;

	const stop = async () => {
		await write({type: 'stopped', at: now(), after: last});
		const inDoubt = doubtsOf(plan, sent, results);
		emit({type: 'stopped', after: last, made: made(), ...(inDoubt.length > 0 ? {inDoubt} : {})});
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
			emit({type: 'action-done', action: action.id, result: earlier, at: now()});
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
			waiting(why) {
				waitedFor = why;
				emit({type: 'action-waiting', action: action.id, why});
			},
		};
		try {
			either.throwIfAborted();
			const result =
				earlier ??
				(await makeOnce(cloud, action, context, {
					write,
					now,
					sleep: options.sleep ?? pause,
					inDoubt: () => sent.add(action.id),
					limit: options.limit ?? never,
				}));
			if (!earlier && result.existed && result.differs?.length) throw notOurs(plan, action, result);
			results.set(action.id, result);
			last = action.id;
			if (!earlier) await write({type: 'done', at: now(), action: action.id, result});
			const detail = await cloud.settle(action, result, context);
			await write({type: 'settled', at: now(), action: action.id});
			emit({type: 'action-done', action: action.id, result: detail ? {...result, detail} : result, at: now()});
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
	emit({type: 'finished', connectionId, made: made(), ...(existed ? {existed} : {})});
}

/** A signal that never ends anything. */
const never = new AbortController().signal;

interface Tools {
	readonly write: (entry: JournalEntry) => Promise<void>;
	readonly now: () => number;
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Ends looks and pauses. */
	readonly limit: AbortSignal;
	/** The call may have been carried out: what is found from now on is this run's own. */
	readonly inDoubt: () => void;
}

/** Finds or makes one action's result. */
async function makeOnce(cloud: Cloud, action: Action, context: RunContext, tools: Tools): Promise<ActionResult> {
	const inDoubt = () => context.sent?.has(action.id) === true;
	const before = inDoubt() ? await lookUp(cloud, action, context, tools) : await cloud.find(action, context);
	if (before) return before;
	let standing = await cloud.standing(action, context);
	// a call that went out is never cut off by Ctrl-C: its end would be unknown
	const untilDone: RunContext = {...context, signal: never, pauses: context.signal};
	const untilLimit: RunContext = {...context, signal: tools.limit};
	for (let attempt = 1; ; attempt += 1) {
		await tools.write({
			type: 'intent',
			at: tools.now(),
			action: action.id,
			attempt,
			...(standing?.length ? {standing} : {}),
		});
		try {
			const result = await cloud.perform(action, untilDone);
			// a cloud may answer a create with what was there already: how that differs only a look tells
			return (result.existed && action.makes !== '' && (await cloud.find(action, context))) || result;
		} catch (error) {
			if (!(error instanceof CloudError)) throw error;
			if (error.info.ambiguous) {
				tools.inDoubt();
				await tools.write({type: 'ambiguous', at: tools.now(), action: action.id, error: error.info});
			}

			// a refusal after an end in doubt may come of what the first call made and no look has seen yet
			if (error.info.ambiguous || (inDoubt() && !error.info.retryable)) {
				const found = await lookUp(cloud, action, untilLimit, tools, {first: error});
				if (found) return found;
			}

			// stopped between two tries of a call that the cloud had turned away: nothing of it is open
			if (error.info.kind === 'aborted' && !error.info.ambiguous)
				await tools.write({type: 'failed', at: tools.now(), action: action.id, error: error.info});
			const most = error.info.ambiguous ? maxAttempts.ambiguous : error.info.retryable ? maxAttempts.refused : 1;
			if (attempt >= most) throw error;
			if (!error.info.ambiguous)
				await tools.write({type: 'failed', at: tools.now(), action: action.id, error: error.info});
			context.signal.throwIfAborted();
			const waitMs = 1000 * 2 ** (attempt - 1);
			context.waiting?.(`${error.info.code || error.info.kind}, again in ${waitMs / 1000} s`);
			await tools.sleep(waitMs, context.signal);
			// after a refusal what stands is somebody else's; after an end in doubt it may be this run's
			if (!inDoubt()) standing = await cloud.standing(action, context);
		}
	}
}

/** A journal that fails in the middle must not hide what was made by then: it is the last chance to tell. */
function withWhatExists(error: unknown, made: ReturnType<typeof madeBy>): unknown {
	if (!(error instanceof UserError) || made.length === 0) return error;
	return new UserError(error.message, {
		...error.details,
		items: made.map(({action, id}) => `exists now: ${id} (${action})`),
	});
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
