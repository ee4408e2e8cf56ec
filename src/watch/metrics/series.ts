import {printable} from '../../connection/printable.ts';
import type {FleetConnection, PlaceState} from '../fleet/fleet.ts';
import {healthOrder} from '../fleet/fleet.ts';

/*
 * What is told of a fleet to Prometheus: names, words and labels, and the values of one place and of one connection. Names as the conventions want them: base
 * units, `_info` for what is wide, times as `_timestamp_seconds` (prometheus.io, "Metric and label naming", "Writing exporters"). No label's name is a user's text,
 * and none holds a secret: ids, addresses, names.
 */

const ofPlace = ['cloud', 'profile', 'region'] as const;
const ofConnection = [...ofPlace, 'connection'] as const;
const ofTunnel = [...ofConnection, 'tunnel'] as const;

/** Every gauge there is: its help, and its labels. */
export const gauges = {
	tunnelwright_scrape_success: {
		help: 'Whether the latest question to this region of an account was answered: 1, or 0. Absent before the first.',
		labels: ofPlace,
	},
	tunnelwright_last_success_timestamp_seconds: {
		help: 'When this region last gave a good answer. What is told of its connections is that old. Absent before the first.',
		labels: ofPlace,
	},
	tunnelwright_gateways_last_success_timestamp_seconds: {
		help: 'When the gateways of this region were last read, all of them. tunnelwright_gateway_trouble is that old. Absent before the first, and where nothing hangs on one.',
		labels: ofPlace,
	},
	tunnelwright_data_stale: {
		help: 'Whether what is known of this region is too old to be believed: 1, or 0. Its tunnels and counts are then absent. Absent before its first good answer.',
		labels: ofPlace,
	},
	tunnelwright_throttled: {
		help: 'Whether the cloud turned calls away, so that this region is asked less often: 1, or 0.',
		labels: ofPlace,
	},
	tunnelwright_connections: {
		help: `How many connections of this region fare so. health: ${healthOrder.join(', ')}. Absent where that is not known, or too old.`,
		labels: [...ofPlace, 'health'],
	},
	tunnelwright_connection_info: {
		help: 'A VPN connection that is watched: its name, its gateways, how routes are learned. Always 1.',
		labels: [...ofConnection, 'name', 'cloud_gateway', 'site_gateway', 'routing'],
	},
	tunnelwright_connection_impaired: {
		help: 'Whether all tunnels are UP, and the connection carries less than it should, or nothing: 1, or 0. Absent where that is not known, or too old.',
		labels: ofConnection,
	},
	tunnelwright_gateway_trouble: {
		help: "What the connection's own gateway is in: blocked, unpaid, expired, not available. 1; absent where nothing of that is told.",
		labels: [...ofConnection, 'gateway', 'kind'],
	},
	tunnelwright_tunnel_up: {
		help: 'Whether the cloud says that the tunnel is UP: 1, or 0. Absent where that is not known, or too old.',
		labels: ofTunnel,
	},
	tunnelwright_tunnel_last_change_timestamp_seconds: {
		help: 'Since when the tunnel is in its state: the time of the cloud, else when it was seen so first. Absent where nobody knows.',
		labels: ofTunnel,
	},
	tunnelwright_tunnel_bgp_accepted_routes: {
		help: 'How many routes the cloud accepted by BGP over the tunnel. Read twice a minute at most. Absent where it does not say.',
		labels: ofTunnel,
	},
	tunnelwright_tunnel_probe_answered: {
		help: "Whether the cloud's own probe inside the tunnel is answered: 1, or 0. Absent where none is set.",
		labels: ofTunnel,
	},
} as const;

/** Longer names of connections are cut, in cells. */
const longestName = 128;

export type GaugeName = keyof typeof gauges;

/** One value of a gauge. */
export interface Sample {
	readonly gauge: GaugeName;
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

/** What is told of a place itself. `counts`: of its connections, by health. */
export function samplesOfPlace(state: PlaceState, counts: ReadonlyMap<string, number>): readonly Sample[] {
	const {place, asOf, error, isStale, isThrottled, gateways: {asOf: gatewaysAsOf} = {asOf: undefined}} = state;
	const labels = placeLabels(place);
	const isAnswered = asOf !== undefined || error !== undefined;
	return [
		...(isAnswered ? [sample('tunnelwright_scrape_success', labels, !error)] : []),
		...(asOf === undefined
			? []
			: [
					sample('tunnelwright_last_success_timestamp_seconds', labels, asOf / 1000),
					sample('tunnelwright_data_stale', labels, isStale),
				]),
		...(gatewaysAsOf === undefined
			? []
			: [sample('tunnelwright_gateways_last_success_timestamp_seconds', labels, gatewaysAsOf / 1000)]),
		sample('tunnelwright_throttled', labels, isThrottled),
		// nor how many fare so is known of what is too old
		...(asOf === undefined || isStale
			? []
			: healthOrder.map(health => sample('tunnelwright_connections', {...labels, health}, counts.get(health) ?? 0))),
	];
}

/** What is told of a connection. @param isStale what is known of its place is too old: nothing is said of its tunnels then */
export function samplesOfConnection(connection: FleetConnection, isStale: boolean): readonly Sample[] {
	const {place, status, history} = connection;
	const labels = {...placeLabels(place), connection: status.id};
	const info = sample(
		'tunnelwright_connection_info',
		{
			...labels,
			name: printable(status.name, longestName),
			cloud_gateway: status.cloudGatewayId ?? '',
			site_gateway: status.siteGatewayId ?? '',
			routing: status.routing,
		},
		1,
	);
	if (isStale) return [info];
	const keys = new Map<string, number>();
	const tunnels = status.tunnels.flatMap(({key, state, acceptedRoutes, probe}, index) => {
		// tunnels without an address yet have one key in common
		const met = keys.get(key) ?? 0;
		keys.set(key, met + 1);
		const own = {...labels, tunnel: met === 0 ? key : `${key} ${met + 1}`};
		const since = history[index]?.since;
		return [
			...(state === 'UNKNOWN' ? [] : [sample('tunnelwright_tunnel_up', own, state === 'UP')]),
			...(since === undefined ? [] : [sample('tunnelwright_tunnel_last_change_timestamp_seconds', own, since / 1000)]),
			...(acceptedRoutes === undefined || status.routing !== 'bgp'
				? []
				: [sample('tunnelwright_tunnel_bgp_accepted_routes', own, acceptedRoutes)]),
			...(probe === undefined ? [] : [sample('tunnelwright_tunnel_probe_answered', own, probe === 'answered')]),
		];
	});
	return [info, ...samplesOfHealth(connection, labels), ...tunnels];
}

/** What is told of the connection as a whole. */
function samplesOfHealth({health, status}: FleetConnection, labels: Sample['labels']): readonly Sample[] {
	if (status.phase === 'gone') return [];
	// two troubles of one kind are one series
	const troubles = new Map(
		(status.gatewayTroubles ?? []).map(trouble => [`${trouble.gateway} ${trouble.kind}`, trouble]),
	);
	return [
		...(health === 'unknown' || health === 'working'
			? []
			: [sample('tunnelwright_connection_impaired', labels, health === 'impaired')]),
		...[...troubles.values()].map(({gateway, kind}) =>
			sample('tunnelwright_gateway_trouble', {...labels, gateway, kind}, 1),
		),
	];
}

/** An empty label is none to Prometheus: the credentials in use have no profile. */
function placeLabels({cloud, profile = '', region}: FleetConnection['place']): Readonly<Record<string, string>> {
	return {cloud, profile, region};
}

function sample(gauge: GaugeName, labels: Readonly<Record<string, string>>, value: number | boolean): Sample {
	return {gauge, labels, value: Number(value)};
}
