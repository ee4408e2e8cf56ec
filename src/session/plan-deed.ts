import {drainedDevice} from '../clouds/contract/change-words.ts';
import type {Check, Cloud, Deed, Facts, Plan} from '../clouds/contract/cloud.ts';
import {trafficChecks} from '../clouds/contract/traffic-checks.ts';
import {checkIdOf} from '../clouds/engine/read-back.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import {refuseUnfinishedRenewal, refuseWhileUnderWay} from '../run/under-way.ts';
import {stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';
import {renewalsOf} from './rotation-keys.ts';

/** Something to be done to a connection that stands, as its cloud would do it. */
export interface PlannedDeed {
	readonly cloud: Cloud;
	readonly facts: Facts;
	readonly plan: Plan;
	/** The actions as lines of the cloud's own CLI, in the plan's order. */
	readonly commandLines: readonly string[];
}

/** How carefully it is done. */
interface DeedWishes {
	/** A tunnel is touched though the other is not UP. */
	readonly evenIfDown?: boolean | undefined;
	/** A tunnel is waited for until it carries nothing. */
	readonly drain?: boolean | undefined;
}

/**
 * Reads a connection that stands, and plans something done to it. Makes nothing.
 * @throws UserError for what it can't have done to it, or while another terminal works on it; CloudError
 */
export async function planDeed(
	session: Session,
	place: ConnectionPlace,
	deed: Deed,
	{signal, ...wishes}: {readonly signal: AbortSignal} & DeedWishes,
): Promise<PlannedDeed> {
	const cloud = await session.cloud(place.cloud, place.region);
	checkIdOf(cloud.id, place.id);
	if (!cloud.readBack || !cloud.planDeed) throw unable(cloud, deed);
	const {document} = await cloud.readBack(place.region, place.id, signal, true);
	const facts = await cloud.facts(document, signal, place.id);
	const planned = cloud.planDeed(deed, document, facts, wishes.evenIfDown ? {evenIfDown: true} : {});
	if (planned.exists?.id !== place.id) throw new Error(`${place.id} was read, and something else was planned`);
	const plan: Plan = {...withWishes(planned, wishes), deed};
	await refuseWhileUnderWay(stateFolderOf(session), plan, session.sandbox);
	if (deed.kind === 'renew-keys')
		await refuseUnfinishedRenewal(
			stateFolderOf(session),
			place,
			({sandbox, runId}) => sandbox === session.sandbox && (!sandbox || session.ownRuns.has(runId)),
		);
	return {cloud, facts, plan, commandLines: plan.actions.map(action => cloud.commandLine(action, plan))};
}

/**
 * Every check of a deed's dry run, as it finishes. Where the cloud looks at a key's form before it says whether the call is allowed, one stands in that
 * nobody uses. @throws CloudError when it was cancelled
 */
export async function* deedChecks(
	{cloud, facts, plan}: PlannedDeed,
	signal: AbortSignal,
): AsyncGenerator<Check, void, undefined> {
	const names = plan.deed?.kind === 'renew-keys' ? renewalsOf(plan).flatMap(({secret}) => secret ?? []) : [];
	const standIns = new Map(names.map(name => [name, cloud.generatePresharedKey()]));
	yield* trafficChecks(plan, facts.connections);
	yield* cloud.preflight(plan, facts, standIns, signal);
}

/** The same plan as it was wished for. Pure. */
function withWishes(plan: Plan, {evenIfDown = false, drain = false}: DeedWishes): Plan {
	const actions = plan.actions.map(action => {
		const {change} = action;
		if (!change) return action;
		const {interrupts} = change;
		return {
			...action,
			change: {
				...change,
				...(evenIfDown ? {needsUp: []} : {}),
				...(drain && interrupts.kind === 'tunnel'
					? {drained: interrupts.tunnel, device: drainedDevice(change.device)}
					: {}),
			},
		};
	});
	return {...plan, actions, ...(evenIfDown ? {converge: {evenIfDown}} : {})};
}

function unable({title}: Cloud, {kind}: Deed): UserError {
	const what = {
		'renew-keys': 'keys of a connection that stands can’t be renewed',
		'replace-tunnel': 'a tunnel can’t be replaced',
		reset: 'a connection can’t be reset',
	}[kind];
	return new UserError(`${what} on ${title}`, {field: 'ID'});
}
