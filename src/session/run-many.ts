import type {Plan} from '../clouds/contract/cloud.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import type {RunEvent} from '../run/run-event.ts';
import {leastDown} from './apply-order.ts';
import type {Session} from './open-session.ts';
import {planDocument} from './plan.ts';
import {type Confirmed, type RunLimits, runPlan} from './run.ts';
import {movedSincePlanned} from './saved-plan.ts';

/** What is told of one of several runs: its place among them, from 0. `error`: it broke, outside any action. */
type OneOfMany = {readonly index: number} & ({readonly event: RunEvent} | {readonly error: unknown});

/**
 * Carries out several plans as one, one connection after the other, each with a journal of its own, in the order that takes the least down. Each is
 * read once more right before, for the ones before it may have taken an hour, and compared with its document once it is done. Where one has been changed
 * by somebody else since, stops, breaks, is stopped, or does not stand in the end as it was asked for, the rest is left as it was.
 */
export async function* runPlans(
	session: Session,
	plans: readonly Confirmed[],
	limits: RunLimits,
): AsyncGenerator<OneOfMany, void, undefined> {
	for (const index of leastDown(plans.map(({plan}) => plan))) {
		const confirmed = plans[index];
		if (!confirmed || limits.signal.aborted) return;
		let isWhole = false;
		try {
			await refuseMoved(session, confirmed.plan, limits.signal);
			for await (const event of runPlan(session, confirmed, limits)) {
				isWhole = event.type === 'finished' && (event.unlike?.length ?? 0) === 0;
				yield {index, event};
			}
		} catch (error) {
			yield {index, error};
			return;
		}

		if (!isWhole) return;
	}
}

/** @throws UserError where a connection is not as it was when its plan was looked at; CloudError */
async function refuseMoved(session: Session, plan: Plan, signal: AbortSignal): Promise<void> {
	if (!plan.exists) return;
	const cloud = await session.cloud(plan.cloud, plan.region);
	const now = await planDocument(cloud, plan.document, signal, {...plan.converge, connectionId: plan.exists.id});
	if (now.refused) throw now.refused.error;
	const moved = movedSincePlanned(plan, now.plan);
	if (moved.length === 0) return;
	throw new UserError('somebody else has changed it since it was looked at: nothing of it is changed', {
		items: moved,
		mend: 'look at what it says now',
		exit: exitCode.refused,
	});
}
