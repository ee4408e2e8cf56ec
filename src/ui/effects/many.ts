import type {Plan} from '../../clouds/contract/cloud.ts';
import {leastDown} from '../../session/apply-order.ts';
import {noKeys} from '../../session/keys.ts';
import type {Session} from '../../session/open-session.ts';
import {checksOf, documentOfDraft, planConnection} from '../../session/plan.ts';
import type {ManyHeard} from '../../wizard/screens/many/model.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {readStanding} from './standing.ts';

/** Reads several connections back, one after the other: each is told of as it is there. */
export async function readMany(
	session: Session,
	{request, places}: EffectOf<'read-many'>,
	dispatch: Dispatch,
	signal: AbortSignal,
): Promise<void> {
	for (const place of places) {
		const tell = (event: ManyHeard) => dispatch({type: 'many', request, id: place.id, event});
		try {
			const {draft, notes} = await readStanding(session, place, signal);
			if (signal.aborted) return;
			tell({heard: 'read', draft, notes});
		} catch (error) {
			if (signal.aborted) return;
			tell({heard: 'failed', trouble: troubleOf(error)});
		}
	}
}

/** The dry run of each, one after the other. */
export async function checkMany(
	session: Session,
	{request, drafts}: EffectOf<'check-many'>,
	dispatch: Dispatch,
	signal: AbortSignal,
): Promise<void> {
	const plans: Plan[] = [];
	for (const {id, draft} of drafts) {
		if (!draft) continue;
		const tell = (event: ManyHeard) => dispatch({type: 'many', request, id, event});
		try {
			const {document, problems} = documentOfDraft(draft);
			if (!document) {
				tell({heard: 'failed', trouble: {message: 'it can’t be asked for like this'}, problems});
				continue;
			}

			const planned = await planConnection(session, document, signal, {connectionId: id, prune: true});
			if (signal.aborted) return;
			if (planned.refused) {
				tell({heard: 'failed', trouble: troubleOf(planned.refused.error), problems: planned.refused.findings});
				continue;
			}

			const {secrets} = noKeys;
			plans.push(planned.plan);
			tell({heard: 'planned', plan: planned.plan, secrets});
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

	const ids = leastDown(plans).flatMap(place => plans[place]?.exists?.id ?? []);
	if (!signal.aborted) dispatch({type: 'many-ordered', request, ids});
}
