import type {Cloud, Deed, Facts, Plan} from '../clouds/contract/cloud.ts';
import {checkIdOf} from '../clouds/engine/read-back.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import {refuseWhileUnderWay} from '../run/under-way.ts';
import {stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';

/** Something to be done to a connection that stands, as its cloud would do it. */
export interface PlannedDeed {
	readonly cloud: Cloud;
	readonly facts: Facts;
	readonly plan: Plan;
	/** The actions as lines of the cloud's own CLI, in the plan's order. */
	readonly commandLines: readonly string[];
}

/**
 * Reads a connection that stands, and plans something done to it. Makes nothing.
 * @param evenIfDown a tunnel is touched though the other is not UP
 * @throws UserError for what it can't have done to it, or while another terminal works on it; CloudError
 */
export async function planDeed(
	session: Session,
	place: ConnectionPlace,
	deed: Deed,
	{signal, evenIfDown = false}: {readonly signal: AbortSignal; readonly evenIfDown?: boolean},
): Promise<PlannedDeed> {
	const cloud = await session.cloud(place.cloud, place.region);
	checkIdOf(cloud.id, place.id);
	if (!cloud.readBack || !cloud.planDeed) throw unable(cloud, deed);
	const {document} = await cloud.readBack(place.region, place.id, signal, true);
	const facts = await cloud.facts(document, signal, place.id);
	const planned = cloud.planDeed(deed, document, facts);
	const plan: Plan = {...planned, deed, ...(evenIfDown ? withoutNeeds(planned) : {})};
	await refuseWhileUnderWay(stateFolderOf(session), plan, session.sandbox);
	return {cloud, facts, plan, commandLines: plan.actions.map(action => cloud.commandLine(action, plan))};
}

/** The same where the other tunnel need not be UP. */
function withoutNeeds({actions}: Plan): Pick<Plan, 'actions' | 'converge'> {
	return {
		actions: actions.map(action => (action.change ? {...action, change: {...action.change, needsUp: []}} : action)),
		converge: {evenIfDown: true},
	};
}

function unable({title}: Cloud, {kind}: Deed): UserError {
	const what = {
		'renew-keys': 'keys of a connection that stands can’t be renewed',
		'replace-tunnel': 'a tunnel can’t be replaced',
		reset: 'a connection can’t be reset',
	}[kind];
	return new UserError(`${what} on ${title}`, {field: 'ID'});
}
