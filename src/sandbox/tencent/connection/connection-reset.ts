import type {Call} from '../protocol/action.ts';
import {lookUp} from '../protocol/checks.ts';
import type {InputOf} from '../protocol/shape.ts';
import type {VpnConnection} from '../store/store.ts';
import {type onGateway, requireAvailable, tunnelOf} from './connection-look-up.ts';
import {settle} from './connection-settle.ts';
import {cutUntil, renegotiateMs, startsAgainAtMs} from './connection-state.ts';

/**
 * ResetVpnConnection: both ends negotiate anew. The console says that custom tunnel configuration is cleared by it; what that is, and whether it is so for
 * the call, no page says.
 */
export function resetConnection(input: InputOf<typeof onGateway>, call: Call): object {
	const {region, world, behavior} = call;
	const nowMs = world.now();
	const before = tunnelOf(call, input.VpnConnectionId, input.VpnGatewayId);
	requireAvailable(before, call);
	const after = behavior.reset === 'clears' ? withoutOptions(before, call) : before;
	region.connections.set(before.VpnConnectionId, cutUntil(after, startsAgainAtMs(after, nowMs, behavior), nowMs));
	region.tasks.set(call.requestId, {resourceId: before.VpnConnectionId, doneAtMs: nowMs + renegotiateMs});
	return {};
}

/** The tunnel as one that was made with nothing but what has no default. */
function withoutOptions(before: VpnConnection, {region}: Call): VpnConnection {
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', before.VpnGatewayId);
	const customerGateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', before.CustomerGatewayId);
	const bare = settle(
		{SecurityPolicyDatabases: before.policies, ...(before.bgp ? {BgpConfig: before.bgp} : {})},
		{
			gateway,
			customerGateway,
			vpc: region.vpcs.get(gateway.VpcId),
			// They were held against each other when it was made.
			others: [],
			routeType: before.RouteType,
			before: undefined,
			omitted: 'default',
		},
	);
	return {...before, ...bare};
}
