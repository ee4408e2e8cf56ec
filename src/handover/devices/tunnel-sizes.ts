import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {smallestTunnelMtu} from '../../connection/tunnel-mtu.ts';
import type {SiteFacts} from '../handover-file.ts';

/** Ethernet, and what lines of providers carry at most. */
const wanMtu = 1500;

/** What fits into a tunnel. */
export interface TunnelSizes {
	/** Bytes; right whichever of the allowed algorithms is negotiated. */
	readonly mtu: number;
	/** Bytes: the MTU without the TCP header and that of the IP version that the tunnel carries. */
	readonly mss: number;
}

export function tunnelSizes(tunnel: DeviceTunnel, {alwaysUdp}: DeviceSide, {nat}: SiteFacts): TunnelSizes {
	const path = {wan: wanMtu, nat: nat !== false || alwaysUdp === true, outsideIpv6: tunnel.cloudAddress.includes(':')};
	const mtu = smallestTunnelMtu(tunnel.esp, path);
	return {mtu, mss: mtu - (tunnel.insideIpv6 ? 60 : 40)};
}
