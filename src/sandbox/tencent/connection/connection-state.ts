import type {TencentBehavior} from '../behavior.ts';
import type {Partition, RegionStore, VpnConnection} from '../store/store.ts';

/** How long a new tunnel is PENDING, ms. */
export const pendingMs = 4000;

/** How long after a create the device has connected, ms; within 15 seconds as one that was ready would. */
export const connectMs = 9000;

/** How long a change takes until it has its effect, ms. No page says it; Terraform waits three minutes. */
export const changingMs = 3000;

/** How long a new negotiation takes after a modify or a reset, ms. */
export const renegotiateMs = 5000;

/** How long a deleted tunnel is still seen, ms. */
export const deletingMs = 3000;

type ConnectionState = 'PENDING' | 'AVAILABLE' | 'UPDATING' | 'DELETING';

/** Whether the cloud has made it: AVAILABLE means configured, not connected. UPDATING is a word of the error texts alone: no page lists it as a state. */
export function stateOf({deletedAtMs, createdAtMs, change}: VpnConnection, nowMs: number): ConnectionState {
	if (deletedAtMs !== undefined) return 'DELETING';
	if (nowMs < createdAtMs + pendingMs) return 'PENDING';
	return change && nowMs < change.doneAtMs ? 'UPDATING' : 'AVAILABLE';
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
 * as the threshold asks for, and a device that does not answer stays UNAVAILABLE though it is connected. The cloud sends nothing into such a tunnel.
 */
export function healthOf(connection: VpnConnection, nowMs: number): '' | 'AVAILABLE' | 'UNAVAILABLE' {
	if (!connection.EnableHealthCheck) return '';
	const net = netStatusOf(connection, nowMs);
	if (net !== 'AVAILABLE') return net;
	const {ProbeInterval, ProbeThreshold} = connection.healthCheck;
	if (connection.forced !== 'UP' && nowMs < connection.connectsAtMs + ProbeInterval * ProbeThreshold) return '';
	return connection.probesUnanswered ? 'UNAVAILABLE' : 'AVAILABLE';
}

/**
 * Gives the changes that are due their effect. A line that was up is cut by it until the device has connected anew; one that was put down stays down.
 * To be called before anything is read or done.
 */
export function bringUpToDate(partitions: readonly Partition[], nowMs: number): void {
	for (const {regions} of partitions) {
		for (const {connections} of regions.values()) {
			for (const [id, connection] of connections) {
				const {change} = connection;
				if (!change || nowMs < change.doneAtMs) continue;
				const cut =
					change.connectsAtMs === undefined ? connection : cutUntil(connection, change.connectsAtMs, change.doneAtMs);
				connections.set(id, {...cut, ...change.to, change: undefined});
			}
		}
	}
}

/** What is kept of a line that goes up and down for days. */
const mostPast = 50;

/** What was of a tunnel's line, with what is until now. */
export function remembered({past = [], connectsAtMs, forced}: VpnConnection, nowMs: number): VpnConnection['past'] {
	return [...past.slice(1 - mostPast), {connectsAtMs, forced, untilMs: nowMs}];
}

/** Whether the device was connected at a time. */
export function wasUp(connection: VpnConnection, atMs: number): boolean {
	const then = connection.past?.find(({untilMs}) => untilMs > atMs) ?? connection;
	const {connectsAtMs, forced} = then;
	return netStatusOf({...connection, connectsAtMs, forced}, atMs) === 'AVAILABLE';
}

/** The tunnel with its line cut until the device has connected anew, ms on the cloud's clock. */
export function cutUntil(connection: VpnConnection, connectsAtMs: number, nowMs: number): VpnConnection {
	const {forced, generation = 0} = connection;
	return {
		...connection,
		past: remembered(connection, nowMs),
		connectsAtMs,
		generation: generation + 1,
		forced: forced === 'UP' ? undefined : forced,
	};
}

/** When the device has connected a tunnel anew whose line is cut at that time, ms on the cloud's clock; Infinity where it never does by itself. */
export function startsAgainAtMs(
	{NegotiationType}: VpnConnection,
	cutAtMs: number,
	{device}: Pick<TencentBehavior, 'device'>,
): number {
	const starts = device === 'starts' || (device === 'answers' && NegotiationType === 'active');
	return starts ? cutAtMs + renegotiateMs : Number.POSITIVE_INFINITY;
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
