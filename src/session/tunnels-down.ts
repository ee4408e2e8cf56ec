import type {ConnectionStatus, TunnelStatus} from '../clouds/contract/cloud.ts';
import type {FleetConnection, FleetSnapshot, PlaceState, TunnelHistory} from '../watch/fleet/fleet.ts';
import {carriesNothing} from '../watch/fleet/health.ts';

/** Since when a tunnel is in its state. */
interface Begun {
	/** Ms since the epoch: as the cloud says, else since when every look found it so. */
	readonly since: number | undefined;
	/** When it was last known to be in another one. */
	readonly notBefore: number | undefined;
	/** It was so when it was looked at first, and the cloud tells no time: it may have been so for any time before. */
	readonly isLonger: boolean;
}

/** A tunnel that is DOWN. */
export interface DownTunnel extends Begun {
	readonly connection: FleetConnection;
	/** From 1. */
	readonly number: number;
}

/** Whether the tunnels that should be UP are. */
export interface DownVerdict {
	/** down: one is known not to be. impaired: none is, and one that is UP carries nothing. unknown: of one nobody knows, or nothing is there to look at. */
	readonly says: 'up' | 'down' | 'impaired' | 'unknown';
	readonly down: readonly DownTunnel[];
	/** DOWN, and not for as long as was asked for. */
	readonly notLong: readonly DownTunnel[];
	/** Connections that carry nothing, or one tunnel of theirs does, though it is UP; or whose gateway is in trouble. */
	readonly impaired: readonly FleetConnection[];
	/** The same, UP for less than was asked for: routes may still come. */
	readonly notLongImpaired: readonly FleetConnection[];
	/** Connections that the cloud is at work on: their tunnels need not be UP now. */
	readonly working: readonly FleetConnection[];
	/** Connections with tunnels of which nobody knows: without a state, or not UP for so long while the cloud is at work on them. */
	readonly unknown: readonly FleetConnection[];
	readonly unanswered: readonly PlaceState[];
	/** Places that answer, and whose gateways could not be read. */
	readonly gatewaysUnread: readonly PlaceState[];
	readonly tunnels: {readonly up: number; readonly all: number};
	readonly connections: number;
}

/**
 * Which tunnels should be UP and are not: every tunnel of every connection that is there and that the cloud is not at work on. And which are UP and carry
 * nothing, as far as the cloud tells: a gateway's trouble counts at once, a tunnel's once it is UP for as long as a tunnel must be DOWN.
 * @param downForMs only those that are DOWN for so long at least. Where nobody knows since when, it counts
 */
export function downVerdict(snapshot: FleetSnapshot, downForMs = 0): DownVerdict {
	const {places} = snapshot;
	const connections = snapshot.connections.filter(({status}) => status.phase !== 'gone');
	const settled = connections.filter(({status}) => status.phase === 'settled');
	const found = settled.flatMap(downTunnelsOf);
	const isLong = (begun: Begun) => {
		// what is not written is seen anew by each watch: it would be short for ever, so it counts for as long as it may be
		const since = snapshot.isNotKept ? begun.notBefore : begun.since;
		return begun.isLonger || since === undefined || snapshot.at - since >= downForMs;
	};

	const down = found.filter(isLong);
	const working = connections.filter(({status}) => status.phase === 'working');
	const unknown = [
		...settled.filter(({status}) => status.tunnels.length === 0 || status.tunnels.some(isUnknown)),
		// a change takes a while: whether it ever ends, nobody knows
		...working.filter(({status, history}) => {
			const {tunnels} = status;
			return (
				tunnels.length === 0 ||
				tunnels.some(
					({state}, index) => state !== 'UP' && (isUnknown({state}) || isLong(sinceWhen(history[index], 'DOWN'))),
				)
			);
		}),
	];
	const unanswered = places.filter(({error, asOf}) => error !== undefined || asOf === undefined);
	const gatewaysUnread = places.filter(
		({gateways, error}) =>
			error === undefined && gateways && (gateways.error !== undefined || gateways.asOf === undefined),
	);
	const wrong = settled.filter(
		({status}) => isInTrouble(status) || status.tunnels.some(tunnel => isEmpty(status, tunnel)),
	);
	const isLongImpaired = (connection: FleetConnection) =>
		isInTrouble(connection.status) || hasEmptyFor(connection, isLong);
	const impaired = wrong.filter(isLongImpaired);
	const tunnels = connections.flatMap(({status}) => status.tunnels);
	const isUnsure = unknown.length > 0 || unanswered.length > 0 || connections.length === 0;
	return {
		says: down.length > 0 ? 'down' : impaired.length > 0 ? 'impaired' : isUnsure ? 'unknown' : 'up',
		down,
		notLong: found.filter(tunnel => !isLong(tunnel)),
		impaired,
		notLongImpaired: wrong.filter(connection => !isLongImpaired(connection)),
		working,
		unknown,
		unanswered,
		gatewaysUnread,
		tunnels: {up: tunnels.filter(({state}) => state === 'UP').length, all: tunnels.length},
		connections: connections.length,
	};
}

const isInTrouble = ({gatewayTroubles = []}: ConnectionStatus) => gatewayTroubles.length > 0;
const isEmpty = ({routing}: ConnectionStatus, tunnel: TunnelStatus) =>
	tunnel.state === 'UP' && carriesNothing(tunnel, routing) !== undefined;

/** Whether a tunnel that carries nothing is UP for so long. Where nobody knows since when, it is. */
function hasEmptyFor({status, history}: FleetConnection, isLong: (begun: Begun) => boolean): boolean {
	return status.tunnels.some((tunnel, index) => isEmpty(status, tunnel) && isLong(sinceWhen(history[index], 'UP')));
}

const isUnknown = ({state}: {readonly state: string}) => state === 'UNKNOWN';

function downTunnelsOf(connection: FleetConnection): readonly DownTunnel[] {
	return connection.status.tunnels.flatMap(({state}, index) => {
		if (state !== 'DOWN') return [];
		return [{connection, number: index + 1, ...sinceWhen(connection.history[index], 'DOWN')}];
	});
}

/** Since when a tunnel is in the state that it is in. */
function sinceWhen(history: TunnelHistory | undefined, now: 'UP' | 'DOWN'): Begun {
	if (!history) return {since: undefined, notBefore: undefined, isLonger: true};
	if (history.sinceFrom === 'cloud')
		return {since: history.since, notBefore: history.since, isLonger: history.since === undefined};
	// one look after the other found it so; whether it was otherwise in between, nobody saw
	const {spells} = history;
	const other = spells.findLastIndex(({state}) => state !== now && state !== 'unseen');
	const first = spells.slice(other + 1).find(({state}) => state === now);
	return {since: first?.from ?? history.since, notBefore: spells[other]?.to, isLonger: other < 0};
}
