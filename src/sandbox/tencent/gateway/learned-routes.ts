import {createHash} from 'node:crypto';
import {healthOf, netStatusOf} from '../connection/connection-state.ts';
import {timeText} from '../protocol/naming.ts';
import type {GatewayRoute, RegionStore, VpnConnection} from '../store/store.ts';

/** How long after the tunnel is connected BGP has learned what there is, ms. */
const bgpMs = 2000;

/** So many prefixes as a site's device tells: every tunnel to a site hears the same. */
export const prefixes = (count: number): readonly string[] =>
	Array.from({length: count}, (_, at) => `172.${31 - Math.floor(at / 256)}.${at % 256}.0/24`);

/** What it tells by itself. */
const toldByItself = prefixes(5);

/**
 * The routes that a gateway learned by BGP, tunnel after tunnel: its list has them as Type BGP, and no other call tells of a neighbour. They are there while the
 * tunnel is connected and its probes, where it has them, come back.
 */
export function learnedRoutes(region: RegionStore, gatewayId: string, nowMs: number): readonly GatewayRoute[] {
	return [...region.connections.values()]
		.filter(({VpnGatewayId, bgp}) => VpnGatewayId === gatewayId && bgp !== undefined)
		.filter(connection => hasSession(connection, nowMs))
		.flatMap(connection => (connection.told ?? toldByItself).map(prefix => learned(connection, prefix)));
}

function hasSession(connection: VpnConnection, nowMs: number): boolean {
	const isBack = connection.forced === 'UP' || nowMs >= connection.connectsAtMs + bgpMs;
	return isBack && netStatusOf(connection, nowMs) === 'AVAILABLE' && healthOf(connection, nowMs) !== 'UNAVAILABLE';
}

function learned({VpnConnectionId, VpnGatewayId, connectsAtMs}: VpnConnection, prefix: string): GatewayRoute {
	const time = timeText(connectsAtMs + bgpMs);
	const digest = createHash('sha256').update(`${VpnConnectionId} ${prefix}`).digest('hex');
	return {
		RouteId: `vpnr-${digest.slice(0, 8)}`,
		DestinationCidrBlock: prefix,
		InstanceType: 'VPNCONN',
		InstanceId: VpnConnectionId,
		Priority: 0,
		Status: 'ENABLE',
		Type: 'BGP',
		CreateTime: time,
		UpdateTime: time,
		Description: '',
		gatewayId: VpnGatewayId,
	};
}
