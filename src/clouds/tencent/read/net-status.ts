import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {TunnelState} from '../../contract/cloud.ts';
import {text} from '../wire/reply.ts';

/** Source: vpc 2017-03-12, the VpnConnection structure, NetStatus; an empty one is not known yet. */
const tunnelStates: Readonly<Record<string, TunnelState>> = {AVAILABLE: 'UP', UNAVAILABLE: 'DOWN'};

/** Whether a tunnel is connected, which is another thing than its State. */
export function tunnelStateOf({NetStatus}: VpnConnection): TunnelState {
	return tunnelStates[text(NetStatus)] ?? 'UNKNOWN';
}
