import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {smallestTunnelMtu} from '../../connection/tunnel-mtu.ts';
import type {SiteFacts} from '../handover-file.ts';

/** Ethernet, and what lines of providers carry at most. */
const wanMtu = 1500;

/** A tunnel with what the device calls it. */
export interface NumberedTunnel {
	readonly tunnel: DeviceTunnel;
	/** XFRM interface id, and the number in the interface's name. */
	readonly interfaceId: number;
	/** 15 characters at most, as Linux wants it. */
	readonly interfaceName: string;
	/** Bytes; right whichever of the allowed algorithms is negotiated. */
	readonly mtu: number;
	/** Bytes: the MTU without the TCP header and that of the IP version that the tunnel carries. */
	readonly mss: number;
	/** Of the routes into the tunnel while it is up; less is better. Of its own, so that two connections to one range never take each other's route away. */
	readonly metric: number;
}

/**
 * Numbers of the tunnels' interfaces. They follow from the connection's id alone: made again for the same connection they are the same,
 * and two connections on one device hardly ever meet.
 */
export function numberTunnels(side: DeviceSide, {nat}: SiteFacts): readonly NumberedTunnel[] {
	const own = hash(side.id);
	const first = 10_000 + (own % 40_000) * 2;
	return side.tunnels.map((tunnel, index) => {
		const interfaceId = first + index;
		const path = {
			wan: wanMtu,
			nat: nat !== false || side.alwaysUdp === true,
			outsideIpv6: tunnel.cloudAddress.includes(':'),
		};
		const mtu = smallestTunnelMtu(tunnel.esp, path);
		const mss = mtu - (tunnel.insideIpv6 ? 60 : 40);
		const metric = 100 * (index + 1 + (side.isStandby ? 1 : 0)) + (own % 100);
		return {tunnel, interfaceId, interfaceName: `ipsec${interfaceId}`, mtu, mss, metric};
	});
}

/** FNV-1a, 32 bit (draft-eastlake-fnv). */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	return value;
}
