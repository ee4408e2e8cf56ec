import type {ExistingConnection, Facts, TunnelName} from '../../contract/cloud.ts';

/** A tunnel of Tencent Cloud by its name: each connection has but one. */
export function tunnelName({id}: Pick<ExistingConnection, 'id'>): TunnelName {
	return {connectionId: id, key: id, number: 1};
}

/** Which other tunnels of the gateway carry what a tunnel carries. */
interface Companions {
	/** Those that the traffic goes by while it is down: for each destination the next by priority, whether it is UP or not. */
	readonly tunnels: readonly ExistingConnection[];
	/** Destinations of its routes in force that lead into none of them. */
	readonly uncovered: readonly string[];
	/** Its routes that are in use now and that another tunnel takes over where they are turned off. */
	readonly relieved: readonly {readonly id: string; readonly destination: string}[];
	/** Destinations of its routes that are turned off: it carries nothing to them. */
	readonly off: readonly string[];
	/** Why nobody knows which they are, in words; undefined where it is known. */
	readonly unknown?: string;
}

const none: Companions = {tunnels: [], uncovered: [], relieved: [], off: []};

/**
 * The other tunnels that carry the traffic of one that is taken down: by destination routes those with a route in force to the same
 * destination; by BGP those to a site with the same ASN. With SPD ranges there are none: no two tunnels of a gateway may share any.
 */
export function companionsOf(tunnel: ExistingConnection, facts: Facts): Companions {
	const others = (facts.connections ?? []).filter(
		({id, cloudGatewayId, state}) =>
			id !== tunnel.id && cloudGatewayId === tunnel.cloudGatewayId && state !== 'DELETING',
	);
	if (tunnel.routing === 'bgp') return byBgp(tunnel, others, facts);
	return tunnel.routing === 'policy' ? none : byRoutes(tunnel, others);
}

function byBgp(tunnel: ExistingConnection, others: readonly ExistingConnection[], facts: Facts): Companions {
	const rivals = others.filter(({routing}) => routing === 'bgp');
	const asn = asnOf(tunnel, facts);
	const same = rivals.filter(other => asn !== undefined && asnOf(other, facts) === asn);
	const unread = asn === undefined ? rivals : rivals.filter(other => asnOf(other, facts) === undefined);
	const isUnknown = same.length === 0 && unread.length > 0;
	return {
		...none,
		// which of several BGP prefers, nothing tells
		tunnels: same.toSorted((one, other) => Number(isUp(other)) - Number(isUp(one))).slice(0, 1),
		...(isUnknown && {unknown: 'the ASNs of the customer gateways are not known'}),
	};
}

/** A lower number goes before; where several have the same, each may carry a part. Source: vpc 2017-03-12, CreateVpnGatewayRoutes, Priority. */
function byRoutes({routes}: ExistingConnection, others: readonly ExistingConnection[]): Companions {
	if (!routes) {
		const isUnknown = others.some(({routing}) => routing === 'static');
		return {...none, ...(isUnknown && {unknown: 'the routes of the VPN gateway could not be read'})};
	}

	const rivals = routes.map(route => ({
		route,
		inForce: route.enabled !== false,
		next: nextOf(route.destination, others),
	}));
	return {
		tunnels: [...new Set(rivals.flatMap(({next}) => next.tunnels))],
		uncovered: rivals.flatMap(({route: {destination}, inForce, next}) =>
			inForce && next.tunnels.length === 0 ? [destination] : [],
		),
		relieved: rivals.flatMap(({route: {id, destination, priority = 0}, inForce, next}) =>
			inForce && id !== undefined && next.tunnels.length > 0 && next.priority >= priority ? [{id, destination}] : [],
		),
		off: rivals.flatMap(({route: {destination}, inForce}) => (inForce ? [] : [destination])),
	};
}

/** The tunnels that a destination is reached by where one more does not have it. */
function nextOf(wanted: string, others: readonly ExistingConnection[]) {
	const found = others.flatMap(tunnel =>
		(tunnel.routes ?? [])
			.filter(({destination, enabled}) => enabled !== false && destination === wanted)
			.map(({priority: own = 0}) => ({tunnel, priority: own})),
	);
	const priority = Math.min(...found.map(each => each.priority));
	return {priority, tunnels: found.filter(each => each.priority === priority).map(({tunnel}) => tunnel)};
}

function asnOf({siteGatewayId}: ExistingConnection, {siteGateways}: Facts): number | undefined {
	return siteGateways?.find(({id}) => id === siteGatewayId)?.asn;
}

/** Whether a tunnel carried traffic when it was read: connected, and its probes come back where it has any. */
export function isUp({tunnels = []}: ExistingConnection): boolean {
	return tunnels.some(({state}) => state === 'UP');
}
