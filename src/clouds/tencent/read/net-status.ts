import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {TunnelState} from '../../contract/cloud.ts';
import {text} from '../wire/reply.ts';

/** Source: vpc 2017-03-12, the VpnConnection structure, NetStatus and HealthCheckStatus; an empty one is not known yet. */
const tunnelStates: Readonly<Record<string, TunnelState>> = {AVAILABLE: 'UP', UNAVAILABLE: 'DOWN'};

/** Whether a tunnel is connected, which is another thing than its State. */
export function connectionStateOf({NetStatus}: VpnConnection): TunnelState {
	return tunnelStates[text(NetStatus)] ?? 'UNKNOWN';
}

/** What its probes say; undefined where it has none. */
export function healthOf({EnableHealthCheck, HealthCheckStatus}: VpnConnection): TunnelState | undefined {
	return EnableHealthCheck === true ? (tunnelStates[text(HealthCheckStatus)] ?? 'UNKNOWN') : undefined;
}

/**
 * Whether a tunnel carries traffic: it is connected, and where it has a health check its probes come back. Into one whose probes do not the cloud sends
 * nothing. Source: VPN Connections documentation, "Configuring health checks" (product 554, page 70209; product 1037, page 46006).
 */
export function tunnelStateOf(tunnel: VpnConnection): TunnelState {
	const connected = connectionStateOf(tunnel);
	return connected === 'UP' ? (healthOf(tunnel) ?? 'UP') : connected;
}
