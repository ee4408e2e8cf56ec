import type {ConnectionStatus, TunnelState, TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import type {AccountPlace} from '../../src/connection/place.ts';
import {
	type Fleet,
	type FleetChange,
	type FleetConnection,
	type FleetPlace,
	type FleetSnapshot,
	type Health,
	healthOrder,
	type PlaceState,
	type TunnelHistory,
} from '../../src/watch/fleet/fleet.ts';

/* Fleets as tests tell them: nothing of it is asked of a cloud. */

export interface FakeFleet {
	readonly fleet: Fleet;
	readonly signal: AbortSignal;
	/** What was said to it: `pause`, `resume`, `ask PLACE`. */
	readonly calls: readonly string[];
	tell(snapshot: FleetSnapshot): void;
}

export function fakeFleet(signal: AbortSignal): FakeFleet {
	const calls: string[] = [];
	const waiting: FleetSnapshot[] = [];
	let wake: () => void = () => {};
	signal.addEventListener('abort', () => wake());
	const fleet: Fleet = {
		askNow: place => void calls.push(`ask ${place ?? 'all'}`),
		pause: () => void calls.push('pause'),
		resume: () => void calls.push('resume'),
		keeping: () => ({}),
		async *[Symbol.asyncIterator]() {
			while (!signal.aborted) {
				const next = waiting.shift();
				if (next) yield next;
				else
					await new Promise<void>(resolve => {
						wake = resolve;
					});
			}
		},
	};
	return {
		fleet,
		signal,
		calls,
		tell(snapshot) {
			waiting.push(snapshot);
			wake();
		},
	};
}

export const fleetNow = Date.UTC(2026, 10, 21, 17, 3, 11);

export function placeOf(place: AccountPlace = {cloud: 'aws', region: 'eu-central-1'}): FleetPlace {
	const account = place.profile ?? 'as found';
	return {...place, key: `${place.cloud} ${account} ${place.region}`, account};
}

export function placeState(place: FleetPlace, over: Partial<PlaceState> = {}): PlaceState {
	return {
		place,
		asOf: fleetNow - 4000,
		nextAt: fleetNow + 6000,
		polling: false,
		error: undefined,
		failures: 0,
		isThrottled: false,
		isStale: false,
		connections: 0,
		...over,
	};
}

interface Given {
	readonly id: string;
	readonly name?: string;
	readonly place?: FleetPlace;
	/** One a tunnel. */
	readonly tunnels?: readonly TunnelState[];
	readonly health?: Health;
	readonly trouble?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly tunnel?: Partial<TunnelStatus>;
	readonly history?: Partial<TunnelHistory>;
	readonly status?: Partial<ConnectionStatus>;
}

export function connectionOf(given: Given): FleetConnection {
	const {id, name = id, place = placeOf(), tunnels = ['UP', 'UP'], tags} = given;
	const up = tunnels.filter(state => state === 'UP').length;
	const health = given.health ?? (up === tunnels.length ? 'up' : up === 0 ? 'down' : 'degraded');
	const statuses = tunnels.map(
		(state, index): TunnelStatus => ({
			key: `203.0.113.${index + 1}`,
			outsideAddress: `203.0.113.${index + 1}`,
			state,
			raw: state,
			since: fleetNow - 60_000 * (index + 1),
			message: state === 'UP' ? '' : 'IPSEC IS DOWN',
			...given.tunnel,
		}),
	);
	return {
		key: `${place.key} ${id}`,
		place,
		status: {
			cloud: place.cloud,
			region: place.region,
			id,
			name,
			state: 'available',
			phase: 'settled',
			routing: 'bgp',
			tunnels: statuses,
			...(tags ? {tags} : {}),
			...given.status,
		},
		health,
		trouble: given.trouble ?? (health === 'up' ? '' : `tunnel ${tunnels.indexOf('DOWN') + 1} DOWN: IPSEC IS DOWN`),
		history: statuses.map(
			({key, state, since}): TunnelHistory => ({
				tunnel: key,
				since,
				sinceFrom: 'cloud',
				changesLastHour: 0,
				spells: [{state, from: fleetNow - 3_600_000, to: fleetNow}],
				...given.history,
			}),
		),
	};
}

let versions = 0;

export function snapshotOf(
	connections: readonly FleetConnection[],
	over: Partial<FleetSnapshot> & {readonly changes?: readonly FleetChange[]} = {},
): FleetSnapshot {
	const count = (health: Health) => connections.filter(each => each.health === health).length;
	const tunnels = connections.flatMap(({status}) => status.tunnels);
	const places = new Map(connections.map(({place}) => [place.key, place]));
	versions += 1;
	return {
		version: versions,
		at: fleetNow,
		places: [...places.values()].map(place =>
			placeState(place, {connections: connections.filter(each => each.place.key === place.key).length}),
		),
		connections,
		// cast: one count for each health
		counts: Object.fromEntries(healthOrder.map(health => [health, count(health)])) as Record<Health, number>,
		tunnels: {up: tunnels.filter(({state}) => state === 'UP').length, all: tunnels.length},
		changes: [],
		clock: undefined,
		isPaused: false,
		...over,
	};
}
