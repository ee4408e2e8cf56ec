import type {ConnectionSight, Unread} from '../../../contract/sight.ts';
import {orUntold} from '../../../engine/or-untold.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import {text} from '../../wire/reply.ts';
import {routingOf} from '../from-reply.ts';
import type {TencentInventory} from '../inventory.ts';
import {capTrouble} from '../monitor/cap.ts';
import type {TencentMetrics} from '../monitor/metrics.ts';
import {gatewayTroubles} from './gateway-troubles.ts';
import {waysOfGateway, waysOfVpc} from './ways.ts';

/** How the account is reached. */
interface SightReach {
	readonly client: TencentClient;
	readonly inventory: TencentInventory;
	readonly metrics: TencentMetrics;
}

/**
 * What Tencent Cloud tells of one tunnel beside its status: its gateway's own trouble, and the ways to the site. It tells nothing of what was negotiated.
 * @throws UserError when it is not in the region, CloudError when it can't be read itself
 */
export async function readSight(reach: SightReach, place: CallPlace, id: string): Promise<ConnectionSight> {
	const {client, inventory} = reach;
	const tunnel = await inventory.standingTunnel(place, id);
	const gatewayId = text(tunnel.VpnGatewayId);
	const vpcId = text(tunnel.VpcId);
	const unread: Unread[] = [];
	const now = Date.now();
	const [gateways, cap, ofGateway, ofVpc] = await Promise.all([
		orUntold(`the state of ${gatewayId}`, troublesOf(inventory, place, gatewayId), unread),
		orUntold('how much of the gateway’s bandwidth is used', capTrouble(reach, place, gatewayId, id, now), unread),
		orUntold(`the routes of ${gatewayId}`, waysOfGateway(client, place, gatewayId, id), unread),
		// one that hangs on a CCN has no VPC of its own, and its ways are the CCN's
		vpcId ? orUntold(`the route tables of ${vpcId}`, waysOfVpc(client, place, vpcId, gatewayId), unread) : undefined,
	]);
	// what SPD rules lead into the tunnel stands in no list: that the gateway's list has nothing says nothing then
	const told = routingOf(tunnel) === 'policy' && ofGateway?.length === 0 ? undefined : ofGateway;
	return {
		at: now,
		tunnels: [{key: id}],
		routes: told || ofVpc ? [...(told ?? []), ...(ofVpc ?? [])] : undefined,
		// its route tables learn in other ways, and no call tells of them
		notPropagated: undefined,
		gateways: [...(gateways ?? []), ...(cap ?? [])],
		unread,
	};
}

async function troublesOf(inventory: TencentInventory, place: CallPlace, id: string) {
	const [gateway] = await inventory.vpnGateways(place, [{name: 'vpn-gateway-id', values: [id]}]);
	return gatewayTroubles(id, gateway, Date.now());
}
