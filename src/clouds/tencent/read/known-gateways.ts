import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {GatewayTrouble} from '../../contract/sight.ts';
import type {GatewayLook} from '../../engine/gateway-book.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import type {TencentInventory} from './inventory.ts';
import {tunnelStateOf} from './net-status.ts';
import {gatewayTroubles} from './sight/gateway-troubles.ts';

/** What is kept of a VPN gateway: its address never changes. */
interface KnownGateway {
	readonly address: string;
	readonly troubles: readonly GatewayTrouble[];
}

export type KnownGateways = ReadonlyMap<string, KnownGateway>;

/**
 * The VPN gateways of a region, with what is wrong with them: one list call (DescribeVpnGateways). A tunnel behind a gateway that is blocked or not paid for
 * says nothing of that, so a watch has to look. @throws CloudError
 */
export async function readGateways(
	inventory: TencentInventory,
	place: CallPlace,
	tunnels: readonly VpnConnection[],
): Promise<GatewayLook<KnownGateways>> {
	const now = Date.now();
	const listed = new Map((await inventory.vpnGateways(place)).map(gateway => [text(gateway.VpnGatewayId), gateway]));
	// a tunnel may outlive its gateway in the list: that one has no address, and is not asked about at each tick
	const ids = new Set([...listed.keys(), ...tunnels.map(({VpnGatewayId}) => text(VpnGatewayId))]);
	const known = new Map(
		[...ids].map(id => {
			const gateway = listed.get(id);
			const troubles = id === '' ? [] : gatewayTroubles(id, gateway, now);
			// a text that was cut out of a reply would keep the whole reply
			return [structuredClone(id), structuredClone({address: text(gateway?.PublicIpAddress), troubles})] as const;
		}),
	);
	return {known};
}

export function isComplete(known: KnownGateways, tunnels: readonly VpnConnection[]): boolean {
	return tunnels.every(({VpnGatewayId}) => known.has(text(VpnGatewayId)));
}

export function isWell(known: KnownGateways, tunnels: readonly VpnConnection[]): boolean {
	return tunnels.every(
		tunnel => tunnelStateOf(tunnel) === 'UP' && known.get(text(tunnel.VpnGatewayId))?.troubles.length === 0,
	);
}
