import type {Action, ActionResult, Cloud, RunContext} from '../clouds/contract/cloud.ts';
import {CloudError, cloudError, reasonIn} from '../clouds/contract/cloud-error.ts';
import {holdsSecretHole} from '../clouds/engine/refers-to.ts';
import type {JournalEntry} from './journal-format.ts';
import {lookUp} from './look-up.ts';
import {isAbort} from './run-errors.ts';
import type {SeenBefore} from './seen-before.ts';

/** How often a call that was turned away (throttled) is sent in all, and one whose end was unclear but that made nothing. */
const maxAttempts = {refused: 5, ambiguous: 3};

/** A signal that never ends anything. */
export const never = new AbortController().signal;

/** What a run does around a call. */
interface Tools {
	readonly write: (entry: JournalEntry) => Promise<void>;
	readonly now: () => number;
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Ends looks and pauses. */
	readonly limit: AbortSignal;
	/** The call may have been carried out: what is found from now on is this run's own. */
	readonly inDoubt: () => void;
	/** What stands before a call of which nothing can have been carried out yet. */
	readonly stood: (standing: readonly string[]) => void;
	/** What is waited for and done before the call goes out. */
	readonly before: () => Promise<void>;
	/** What of it is waited for once more before a change is sent again. `whole`: all of it, for somebody else may have changed it meanwhile. */
	readonly again: (how: {readonly whole: boolean}) => Promise<void>;
	/** The tunnels that a change takes down, as they were seen before its first call. */
	readonly seen: () => readonly SeenBefore[] | undefined;
}

/** Finds or makes one action's result. */
export async function makeOnce(cloud: Cloud, action: Action, context: RunContext, tools: Tools): Promise<ActionResult> {
	const inDoubt = () => context.sent?.has(action.id) === true;
	// a key that went out before a crash is not the one that is to be sent now, and nobody could tell them apart
	const isFoundAgain = action.change !== undefined && !(inDoubt() && holdsSecretHole(action.parameters));
	const before = inDoubt() ? await lookUp(cloud, action, context, tools) : await cloud.find(action, context);
	if (before) return before;
	await tools.before();
	// the waits take minutes: somebody else may have done it meanwhile, or a call that went out before it may show by now
	const meanwhile = isFoundAgain ? await cloud.find(action, context) : undefined;
	if (meanwhile) return meanwhile;
	let standing = await cloud.standing(action, context);
	// a call that went out is never cut off by Ctrl-C: its end would be unknown
	const untilDone: RunContext = {
		...context,
		signal: never,
		pauses: context.signal,
		...(action.change ? {beforeResend: () => asPause(cloud, action, tools.again({whole: false}))} : {}),
	};
	const untilLimit: RunContext = {...context, signal: tools.limit};
	for (let attempt = 1; ; attempt += 1) {
		if (!inDoubt()) tools.stood(standing ?? []);
		await tools.write({
			type: 'intent',
			at: tools.now(),
			action: action.id,
			attempt,
			...(standing?.length ? {standing} : {}),
			...(tools.seen()?.length ? {tunnels: tools.seen()} : {}),
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
			context.waiting?.(`${reasonIn(error.info)}: again in ${waitMs / 1000} s`);
			await tools.sleep(waitMs, context.signal);
			if (action.change) {
				await tools.again({whole: true});
				const found = isFoundAgain ? await cloud.find(action, context) : undefined;
				if (found) return found;
			}

			// after a refusal what stands is somebody else's; after an end in doubt it may be this run's
			if (!inDoubt()) standing = await cloud.standing(action, context);
		}
	}
}

/** A wait between two tries of a call that was turned away: stopped meanwhile, nothing of the call is open. @throws CloudError */
async function asPause({id}: Pick<Cloud, 'id'>, {call}: Action, wait: Promise<void>): Promise<void> {
	try {
		await wait;
	} catch (error) {
		if (error instanceof CloudError || !isAbort(error)) throw error;
		throw cloudError(id, {kind: 'aborted', call, says: 'Stopped before the call was sent again'});
	}
}
