import type {Change, ConnectionStatus, TunnelName} from '../clouds/contract/cloud.ts';
import {seenOf} from './await-tunnels.ts';

/** A tunnel as it was before the call that takes it down: what its coming back is held against. A journal keeps it. */
export interface SeenBefore extends TunnelName {
	/** Whether it was UP, before anything took the traffic off it: then it has to be UP again. */
	readonly up: boolean;
	/** When its state had last changed, by the cloud's clock, right before the call. */
	readonly since?: number | undefined;
	/** With BGP: how many routes the cloud accepted, before anything took the traffic off it. */
	readonly routes?: number | undefined;
}

/** What a cloud told of the tunnels. */
type Told = readonly ConnectionStatus[];

interface Looks {
	/** Before the traffic was taken off the tunnel that is changed; a run that goes on may have seen it drained only. */
	readonly undrained: Told;
	/** Right before the call. */
	readonly last: Told;
	/** The connection that is changed, where it stood before. */
	readonly connectionId?: string | undefined;
}

/** The tunnels that a change takes down, as they were seen. Pure. */
export function seenBefore(change: Change, {undrained, last, connectionId}: Looks): readonly SeenBefore[] {
	return tunnelsDown(change, last, connectionId).map(tunnel => {
		const [first, now] = [seenOf(undrained, tunnel), seenOf(last, tunnel)];
		const planned = change.backUp.find(({key}) => key === tunnel.key);
		const wasDrained = change.drained?.key === tunnel.key;
		const routes = first.routing === 'bgp' ? first.status?.acceptedRoutes : undefined;
		const since = now.status?.since;
		const isUp = first.status?.state === 'UP' || (planned !== undefined && (wasDrained || !now.status));
		return {
			...tunnel,
			up: isUp,
			...(since === undefined ? {} : {since}),
			...(isUp && routes ? {routes} : {}),
		};
	});
}

/** What was seen once more before a call that was turned away is sent again: what was UP before has to be UP again, whoever took it down meanwhile. Pure. */
export function seenAgain(before: readonly SeenBefore[] = [], now: readonly SeenBefore[]): readonly SeenBefore[] {
	return now.map(tunnel => {
		const first = before.find(({key, up}) => up && key === tunnel.key);
		return first && !tunnel.up ? {...first, since: tunnel.since} : tunnel;
	});
}

/** Of a change of the connection all of its tunnels, also those that were DOWN when it was planned. */
function tunnelsDown(
	{interrupts, backUp}: Change,
	told: Told,
	connectionId: string | undefined,
): readonly TunnelName[] {
	const planned = backUp.map(({connectionId, key, number}) => ({connectionId, key, number}));
	if (interrupts.kind === 'tunnel') return [interrupts.tunnel];
	if (interrupts.kind === 'nothing') return planned;
	const others = told
		.filter(({id}) => id === connectionId)
		.flatMap(({id, tunnels}) => tunnels.map(({key}, index) => ({connectionId: id, key, number: index + 1})))
		.filter(({key}) => planned.every(each => each.key !== key));
	return [...planned, ...others];
}
