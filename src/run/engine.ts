import type {Action, ActionResult, Cloud, Plan, RunContext} from '../clouds/cloud.ts';
import {CloudError} from '../clouds/cloud-error.ts';
import type {SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import {channel} from './channel.ts';
import type {Journal} from './journal.ts';
import type {JournalEntry} from './journal-format.ts';
import {pause} from './pause.ts';
import type {InDoubt, RunEvent} from './run-event.ts';
import {newRunId} from './run-id.ts';

export interface RunOptions {
	readonly secrets: SecretStore;
	/** Aborted: the action in flight is brought to its end, then the run stops. */
	readonly signal: AbortSignal;
	/** Where every step is written down before and after it is made. */
	readonly journal?: Journal;
	/** The journal's id if there is a journal, else a fresh one. */
	readonly runId?: string;
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
 * Looks for a result after an ambiguous end, and the waits between them: what was made may take a while to be listed. All are taken
 * however long ago the call went out: a clock that was set meanwhile must not make a thing twice.
 */
export const lookUpWaitsMs = [0, 1000, 2000, 4000, 8000];

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
	const runId = options.journal?.runId ?? options.runId ?? newRunId(now());
	const results = new Map(options.earlier?.results);
	const made = () => madeBy(plan, results);
	const write = async (entry: JournalEntry) => {
		await options.journal?.append(entry).catch((error: unknown) => {
			throw withWhatExists(error, made());
		});
	};

	const sent = new Set(options.earlier?.sent);
	let last: string | undefined;

	const stop = async () => {
		await write({type: 'stopped', at: now(), ...(last === undefined ? {} : {after: last})});
		const inDoubt = doubtsOf(plan, sent, results);
		emit({type: 'stopped', after: last, made: made(), ...(inDoubt.length > 0 ? {inDoubt} : {})});
	};

	await write(
		options.earlier
			? {type: 'resume', at: now()}
			: {
					type: 'begin',
					at: now(),
					runId,
					sandbox: options.sandbox ?? false,
					...(options.account === undefined ? {} : {account: options.account}),
					plan,
				},
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
		emit({type: 'action-started', action: action.id, at: now()});
		const context: RunContext = {
			plan,
			secrets: options.secrets,
			results,
			signal: options.signal,
			runId,
			sent,
			waiting: why => emit({type: 'action-waiting', action: action.id, why}),
		};
		try {
			const result =
				earlier ??
				(await makeOnce(cloud, action, context, {
					write,
					now,
					sleep: options.sleep ?? pause,
					inDoubt: () => sent.add(action.id),
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
			if (!(error instanceof CloudError)) throw error;
			await write({type: 'failed', at: now(), action: action.id, error: error.info});
			emit({type: 'action-failed', action: action.id, error: error.info, at: now()});
			return stop();
		}
	}

	const connectionId = results.get('connection')?.id ?? plan.exists?.id ?? '';
	await write({type: 'finished', at: now(), connectionId});
	const existed = results.get('connection')?.existed === true;
	emit({type: 'finished', connectionId, made: made(), ...(existed ? {existed} : {})});
}

/** The actions of a run that nobody knows the end of: they may have been carried out. */
export function doubtsOf(
	plan: Plan,
	sent: ReadonlySet<string>,
	results: ReadonlyMap<string, ActionResult>,
): readonly InDoubt[] {
	return plan.actions
		.filter(({id}) => sent.has(id) && !results.has(id))
		.map(({id, title, call}) => ({action: id, title, call}));
}

/** What somebody else made between the plan and now is no step of this run: the site's device would be set up for other ciphers. */
function notOurs({cloud}: Plan, {call, makes}: Action, {id, whose, differs = []}: ActionResult): CloudError {
	const says = `${makes || 'It'} ${id} was made meanwhile, and not by this run${whose ? `: it is ${whose}` : ''}`;
	return new CloudError({
		cloud,
		kind: 'api',
		code: '',
		message: `It differs from what was asked for: ${differs.join('; ')}`,
		call,
		retryable: false,
		ambiguous: false,
		says,
		mend: 'Ask whose it is. To have it, plan again with its settings; to have your own, take other gateways, or delete it first',
	});
}

interface Tools {
	readonly write: (entry: JournalEntry) => Promise<void>;
	readonly now: () => number;
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
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
	const untilDone: RunContext = {...context, signal: new AbortController().signal};
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
				const found = await lookUp(cloud, action, untilDone, tools, {first: error});
				if (found) return found;
			}

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

/**
 * Whether the call was carried out after all. Undefined: it was not, as far as several looks over some seconds can tell.
 * @throws CloudError the first error, when the last look got no answer: nobody knows then, and nothing may be sent again
 */
export async function lookUp(
	cloud: Pick<Cloud, 'find'>,
	action: Action,
	context: RunContext,
	{sleep}: Pick<Tools, 'sleep'>,
	{first}: {readonly first?: CloudError} = {},
): Promise<ActionResult | undefined> {
	let unanswered: CloudError | undefined;
	for (const [look, waitMs] of lookUpWaitsMs.entries()) {
		if (waitMs > 0) await sleep(waitMs, context.signal);
		context.waiting?.(
			`no clear answer to ${action.call}: looking whether it was carried out, ${look + 1} of ${lookUpWaitsMs.length}`,
		);
		try {
			const found = await cloud.find(action, context);
			unanswered = undefined;
			if (found) return found;
		} catch (error) {
			if (!(error instanceof CloudError)) throw error;
			unanswered = error;
			if (context.signal.aborted) break;
		}
	}

	if (unanswered) throw first ?? unanswered;
	return undefined;
}

/** A journal that fails in the middle must not hide what was made by then: it is the last chance to tell. */
function withWhatExists(error: unknown, made: ReturnType<typeof madeBy>): unknown {
	if (!(error instanceof UserError) || made.length === 0) return error;
	return new UserError(error.message, {
		...error.details,
		items: made.map(({action, id}) => `exists now: ${id} (${action})`),
	});
}

export function isAbort(error: unknown): boolean {
	if (error instanceof CloudError) return error.info.kind === 'aborted';
	return error instanceof Error && error.name === 'AbortError';
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
