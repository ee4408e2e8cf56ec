import type {RegionStore, VpnConnection} from '../store/store.ts';

/** How long a new tunnel is PENDING, ms. */
export const pendingMs = 4000;

/** How long after a create the device has connected, ms; within 15 seconds as one that was ready would. */
export const connectMs = 9000;

/** How long a new negotiation takes after a modify or a reset, ms. */
export const renegotiateMs = 5000;

/** How long a deleted tunnel is still seen, ms. */
export const deletingMs = 3000;

type ConnectionState = 'PENDING' | 'AVAILABLE' | 'DELETING';

/** Whether the cloud has made it: AVAILABLE means configured, not connected. */
export function stateOf(connection: VpnConnection, nowMs: number): ConnectionState {
	if (connection.deletedAtMs !== undefined) return 'DELETING';
	return nowMs < connection.createdAtMs + pendingMs ? 'PENDING' : 'AVAILABLE';
}

/** Whether the device is connected: '' while nothing is known. */
export function netStatusOf(connection: VpnConnection, nowMs: number): '' | 'AVAILABLE' | 'UNAVAILABLE' {
	const state = stateOf(connection, nowMs);
	if (state === 'PENDING') return '';
	if (state === 'DELETING' || connection.forced === 'DOWN') return 'UNAVAILABLE';
	return connection.forced === 'UP' || nowMs >= connection.connectsAtMs ? 'AVAILABLE' : 'UNAVAILABLE';
}

/**
 * The probe's verdict; '' where no health check is on, and where none has come yet. It is another thing than the connection: it comes after as many probes
 * as the threshold asks for, and a device that does not answer stays UNAVAILABLE though it is connected.
 */
export function healthOf(connection: VpnConnection, nowMs: number): '' | 'AVAILABLE' | 'UNAVAILABLE' {
	if (!connection.EnableHealthCheck) return '';
	const net = netStatusOf(connection, nowMs);
	if (net !== 'AVAILABLE') return net;
	if (connection.probesUnanswered) return 'UNAVAILABLE';
	const {ProbeInterval, ProbeThreshold} = connection.healthCheck;
	const told = nowMs >= connection.connectsAtMs + ProbeInterval * ProbeThreshold;
	return connection.forced === 'UP' || told ? 'AVAILABLE' : '';
}

/** The tunnels of a region that still exist. Those whose deletion is done are forgotten, with their routes. */
export function liveConnections(region: RegionStore, nowMs: number): readonly VpnConnection[] {
	for (const connection of region.connections.values()) {
		if (connection.deletedAtMs === undefined || nowMs < connection.deletedAtMs + deletingMs) continue;
		region.connections.delete(connection.VpnConnectionId);
		for (const route of region.gatewayRoutes.values()) {
			if (route.InstanceId === connection.VpnConnectionId) region.gatewayRoutes.delete(route.RouteId);
		}
	}
	return [...region.connections.values()];
}
