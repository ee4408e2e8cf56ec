import type {RunEvent} from '../run/run-event.ts';
import {leastDown} from './apply-order.ts';
import type {Session} from './open-session.ts';
import {type Confirmed, type RunLimits, runPlan} from './run.ts';

/** What is told of one of several runs: its place among them, from 0. `error`: it broke, outside any action. */
type OneOfMany = {readonly index: number} & ({readonly event: RunEvent} | {readonly error: unknown});

/**
 * Carries out several plans as one, one connection after the other, each with a journal of its own, in the order that takes the least down. Each is
 * compared with its document once it is done. Where one stops, breaks, is stopped, or does not stand in the end as it was asked for, the rest is left
 * as it was.
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
