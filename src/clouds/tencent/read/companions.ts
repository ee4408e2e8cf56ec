import type {ExistingConnection, Facts, TunnelName} from '../../contract/cloud.ts';

/** A tunnel of Tencent Cloud by its name: each connection has but one. */
export function tunnelName({id}: Pick<ExistingConnection, 'id'>): TunnelName {
	return {connectionId: id, key: id, number: 1};
}

/** Which other tunnels of the gateway carry what a tunnel carries. */
interface Companions {
	/** For each destination one that is UP, where one is. */
	readonly tunnels: readonly ExistingConnection[];
	/** Destinations of its routes that lead into none of them. */
	readonly uncovered: readonly string[];
	/** Its routes that are in use now and that another tunnel takes over where they are turned off. */
	readonly relieved: readonly {readonly id: string; readonly destination: string}[];
}

/**
 * The other tunnels that carry the traffic of one that is taken down: by destination routes those with a route in force to the same
 * destination; by BGP those to a site with the same ASN. With SPD ranges there are none: no two tunnels of a gateway may share any.
 */
export function companionsOf(tunnel: ExistingConnection, facts: Facts): Companions {
	const others = (facts.connections ?? [])
		.filter(
			({id, cloudGatewayId, state}) =>
				id !== tunnel.id && cloudGatewayId === tunnel.cloudGatewayId && state !== 'DELETING',
		)
		.toSorted((one, other) => Number(isUp(other)) - Number(isUp(one)));
	if (tunnel.routing === 'bgp') {
		const asn = asnOf(tunnel, facts);
		const same = others.filter(other => other.routing === 'bgp' && asn !== undefined && asnOf(other, facts) === asn);
		return {tunnels: same.slice(0, 1), uncovered: [], relieved: []};
	}

	if (tunnel.routing === 'policy') return {tunnels: [], uncovered: [], relieved: []};
	const own = (tunnel.routes ?? []).filter(({enabled}) => enabled !== false);
	const rivals = own.map(route => ({
		route,
		tunnels: others.flatMap(other =>
			(other.routes ?? [])
				.filter(({destination, enabled}) => enabled !== false && destination === route.destination)
				.map(({priority = 0}) => ({other, priority})),
		),
	}));
	return {
		tunnels: [...new Set(rivals.flatMap(({tunnels}) => tunnels.slice(0, 1).map(({other}) => other)))],
		uncovered: rivals.flatMap(({route, tunnels}) => (tunnels.length === 0 ? [route.destination] : [])),
		relieved: rivals.flatMap(({route: {id, destination, priority = 0}, tunnels}) =>
			id !== undefined && tunnels.length > 0 && tunnels.every(rival => rival.priority >= priority)
				? [{id, destination}]
				: [],
		),
	};
}

function asnOf({siteGatewayId}: ExistingConnection, {siteGateways}: Facts): number | undefined {
	return siteGateways?.find(({id}) => id === siteGatewayId)?.asn;
}

/** Whether a tunnel was connected when it was read. */
export function isUp({tunnels = []}: ExistingConnection): boolean {
	return tunnels.some(({state}) => state === 'UP');
}
