import type {Plan} from '../clouds/contract/cloud.ts';
import type {SecretStore} from '../connection/secret.ts';
import {executePlan, type RunOptions} from '../run/engine.ts';
import {createJournal} from '../run/journal.ts';
import type {RunEvent} from '../run/run-event.ts';
import {stateFolderOf} from './begun-work.ts';
import {identityOf} from './identity.ts';
import type {Session} from './open-session.ts';
import {withUnlike} from './unlike.ts';

export type {InDoubt} from '../run/run-event.ts';

/** What is to be carried out. */
export interface Confirmed {
	readonly plan: Plan;
	/** The keys that were checked with it. */
	readonly secrets: SecretStore;
	/** Whose account it is, where that is known: else it is asked for. */
	readonly account: string | undefined;
}

/** What ends a run before its end, how it waits, and what is done before each of its calls. */
export type RunLimits = Pick<RunOptions, 'signal' | 'limit' | 'sleep' | 'beforeAction' | 'evenIfDown'>;

/**
 * Carries out a plan, with a journal of its own, and tells each step: see `executePlan`; and what of a changed connection is not as it was asked for.
 * @param compares false where the caller compares by itself
 * @throws UserError when the journal can't be written, a deletion of the connection has begun, or another terminal works on its gateways; CloudError
 */
export async function* runPlan(
	session: Session,
	{plan, secrets, account}: Confirmed,
	limits: RunLimits,
	{compares = true}: {readonly compares?: boolean} = {},
): AsyncGenerator<RunEvent, void, undefined> {
	const cloud = await session.cloud(plan.cloud, plan.region);
	const whose = account ?? (await identityOf(cloud, limits.signal))?.account;
	const journal = await createJournal(stateFolderOf(session));
	session.ownRuns.add(journal.runId);
	try {
		const events = executePlan(cloud, plan, {
			...limits,
			secrets,
			journal,
			sandbox: session.sandbox,
			account: whose,
		});
		yield* compares ? withUnlike(events, cloud, plan, limits.signal) : events;
	} finally {
		await journal.close();
	}
}
