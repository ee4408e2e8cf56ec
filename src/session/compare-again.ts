import type {Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import type {Comparison} from '../clouds/contract/comparison.ts';
import {UserError} from '../connection/user-error.ts';
import type {Session} from './open-session.ts';
import {planDocument} from './plan.ts';

/**
 * How a connection that a run has changed compares with its document now. A call that was answered well says nothing of members that it took along, nor
 * of what somebody else changed meanwhile. What was made a moment ago is not called missing: a cloud may take a while to list it. What can't be read is
 * `unread`, with why.
 * @throws CloudError when it was cancelled
 */
export async function compareAgain(
	session: Pick<Session, 'cloud'>,
	{cloud: id, region, document, converge, exists}: Pick<Plan, 'cloud' | 'region' | 'document' | 'converge' | 'exists'>,
	signal: AbortSignal,
): Promise<Comparison> {
	const nothing = {equal: 0, differences: [], missing: [], notCompared: [], unread: []};
	const unread = (why: string) => ({...nothing, unread: [{field: '', why}]});
	try {
		const cloud = await session.cloud(id, region);
		const {plan, refused} = await planDocument(cloud, document, signal, converge);
		if (refused) return unread(refused.error.message);
		if (!plan.exists || !plan.comparison)
			return {...nothing, missing: [`the connection ${exists?.id ?? ''} itself`.trim()]};
		return {...plan.comparison, missing: []};
	} catch (error) {
		if (!(error instanceof CloudError || error instanceof UserError)) throw error;
		if (error instanceof CloudError && error.info.kind === 'aborted') throw error;
		return unread(error.message);
	}
}
