import type {Plan} from '../clouds/contract/cloud.ts';

/**
 * The order in which several plans take the least down: of connections that carry the same traffic, as two tunnels of one gateway, the standby is changed
 * before the one in use; all else stays as it was given. Pure.
 * @returns the places of the plans, in that order
 */
export function leastDown(plans: readonly (Plan | undefined)[]): readonly number[] {
	const ids = new Set(plans.flatMap(plan => (plan?.exists ? [plan.exists.id] : [])));
	const paired = plans.flatMap((plan, place) => (plan && leansOn(plan, ids) ? [place] : []));
	const ordered = paired.toSorted((a, b) => preference(plans[b]) - preference(plans[a]) || a - b);
	const turn = new Map(paired.map((place, at) => [place, ordered[at] ?? place]));
	return plans.map((_, place) => turn.get(place) ?? place);
}

/** Whether a change of it needs another of these connections to be UP. */
function leansOn({exists, actions}: Plan, ids: ReadonlySet<string>): boolean {
	return actions.some(({change}) =>
		change?.needsUp.some(({connectionId}) => connectionId !== exists?.id && ids.has(connectionId)),
	);
}

/** The best place among the routes into a connection that are in force: 0 is the first choice, more is a standby. */
function preference(plan: Plan | undefined): number {
	const priorities = (plan?.exists?.routes ?? []).flatMap(({priority, enabled}) =>
		enabled === false || priority === undefined ? [] : [priority],
	);
	return priorities.length > 0 ? Math.min(...priorities) : Number.POSITIVE_INFINITY;
}
