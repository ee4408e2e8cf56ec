import type {Plan} from '../../clouds/contract/cloud.ts';
import {leastDown} from '../../session/apply-order.ts';
import {noKeys} from '../../session/keys.ts';
import type {Session} from '../../session/open-session.ts';
import {checksOf} from '../../session/plan.ts';
import {planAlike, readOnlyAnew} from '../../session/plan-alike.ts';
import type {ManyHeard} from '../../wizard/screens/many/model.ts';
import {alike} from '../../wizard/screens/many/one-change.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {notesOfItself} from './standing.ts';

/** What of each only a new connection has otherwise, while the option is chosen. A failure is silent: its dry run says it. */
export async function readMany(
	session: Session,
	{request, places}: EffectOf<'read-many'>,
	dispatch: Dispatch,
	signal: AbortSignal,
): Promise<void> {
	for (const place of places) {
		try {
			const fixed = await readOnlyAnew(session, place, signal);
			if (!signal.aborted) dispatch({type: 'many', request, id: place.id, event: {heard: 'fixed', fixed}});
		} catch {
			// the dry run says it
		}

		if (signal.aborted) return;
	}
}

/** The dry run of each, one after the other: of what stands by then, whatever moved since anybody looked. */
export async function checkMany(
	session: Session,
	{request, ids, changes, ...place}: EffectOf<'check-many'>,
	dispatch: Dispatch,
	signal: AbortSignal,
): Promise<void> {
	const plans: Plan[] = [];
	const change = alike(changes);
	for (const id of ids) {
		const tell = (event: ManyHeard) => dispatch({type: 'many', request, id, event});
		try {
			const {read, planned, problems, unknown} = await planAlike(session, {...place, id}, change, signal);
			if (signal.aborted) return;
			if (!planned || planned.refused) {
				const trouble = planned?.refused
					? troubleOf(planned.refused.error)
					: {message: 'it can’t be asked for like this'};
				tell({heard: 'failed', trouble, problems: planned?.refused?.findings ?? problems});
				continue;
			}

			const {secrets} = noKeys;
			plans.push(planned.plan);
			tell({heard: 'planned', plan: planned.plan, secrets, notes: notesOfItself(read), unknown});
			for await (const check of checksOf(planned, secrets, signal)) {
				if (signal.aborted) return;
				tell({heard: 'check', check});
			}

			tell({heard: 'checked'});
		} catch (error) {
			if (signal.aborted || isAborted(error)) return;
			tell({heard: 'failed', trouble: troubleOf(error)});
		}
	}

	const ordered = leastDown(plans).flatMap(at => plans[at]?.exists?.id ?? []);
	if (!signal.aborted) dispatch({type: 'many-ordered', request, ids: ordered});
}
