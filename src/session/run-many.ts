import type {RunEvent} from '../run/run-event.ts';
import type {Session} from './open-session.ts';
import {type Confirmed, type RunLimits, runPlan} from './run.ts';

/** What is told of one of several runs: its place among them, from 0. */
interface OneOfMany {
	readonly index: number;
	readonly event: RunEvent;
}

/**
 * Carries out several plans, one connection after the other, each with a journal of its own. Where one stops, or is stopped, the rest is left as
 * it was.
 * @throws UserError, CloudError as `runPlan` does; what comes after it is not begun
 */
export async function* runPlans(
	session: Session,
	plans: readonly Confirmed[],
	limits: RunLimits,
): AsyncGenerator<OneOfMany, void, undefined> {
	for (const [index, confirmed] of plans.entries()) {
		if (limits.signal.aborted) return;
		let last: RunEvent['type'] | undefined;
		for await (const event of runPlan(session, confirmed, limits)) {
			last = event.type;
			yield {index, event};
		}

		if (last !== 'finished') return;
	}
}
