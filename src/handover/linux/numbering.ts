import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {type TunnelSizes, tunnelSizes} from '../devices/tunnel-sizes.ts';
import type {SiteFacts} from '../handover-file.ts';

/** A tunnel with what the device calls it. */
export interface NumberedTunnel extends TunnelSizes {
	readonly tunnel: DeviceTunnel;
	/** XFRM interface id, and the number in the interface's name. */
	readonly interfaceId: number;
	/** 15 characters at most, as Linux wants it. */
	readonly interfaceName: string;
	/** Of the routes into the tunnel while it is up; less is better. Of its own, so that two connections to one range never take each other's route away. */
	readonly metric: number;
}

/**
 * Numbers of the tunnels' interfaces. They follow from the connection's id alone: made again for the same connection they are the same,
 * and two connections on one device hardly ever meet.
 */
export function numberTunnels(side: DeviceSide, site: SiteFacts): readonly NumberedTunnel[] {
	const own = hash(side.id);
	const first = 10_000 + (own % 40_000) * 2;
	return side.tunnels.map((tunnel, index) => {
		const interfaceId = first + index;
		const metric = 100 * (index + 1 + (side.isStandby ? 1 : 0)) + (own % 100);
		return {tunnel, interfaceId, interfaceName: `ipsec${interfaceId}`, metric, ...tunnelSizes(tunnel, side, site)};
	});
}

/** The connection's own table of nftables. */
export function tableName({id}: DeviceSide): string {
	return `tunnelwright_${id.replaceAll('-', '_')}`;
}

/** FNV-1a, 32 bit (draft-eastlake-fnv). */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	return value;
}
