import {gatewayState} from '../gateway/gateway-actions.ts';
import type {Call} from '../protocol/action.ts';
import {checkName, filled, lookUp, oneOf} from '../protocol/checks.ts';
import {newId} from '../protocol/naming.ts';
import {coexist, notFound, TencentError} from '../protocol/tencent-error.ts';
import {limits} from '../store/limits.ts';
import type {RegionStore, RouteType, Vpc, VpnConnection, VpnGateway} from '../store/store.ts';
import {checkTags} from '../store/tags.ts';
import {settle} from './connection-settle.ts';
import type {CreateInput} from './connection-shape.ts';
import {showCreated} from './connection-show.ts';
import {connectMs, liveConnections, pendingMs} from './connection-state.ts';

/** CreateVpnConnection. The reply names the new tunnel as `tencentCreateReply` says; reads afterwards always do. */
export function createConnection(input: CreateInput, call: Call): object {
	const {region} = call;
	const nowMs = call.world.now();
	checkName('VpnConnectionName', input.VpnConnectionName);
	filled('PreShareKey', input.PreShareKey);
	const routeType = oneOf<RouteType>('RouteType', input.RouteType ?? 'STATIC', [
		'STATIC',
		'StaticRoute',
		'Policy',
		'Bgp',
	]);
	if (routeType !== 'Bgp' && input.BgpConfig) throw coexist('RouteType', 'BgpConfig');
	const TagSet = checkTags(input.Tags ?? []);

	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
	const customerGateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', input.CustomerGatewayId);
	const vpc = vpcOf(input.VpcId ?? '', gateway, region);
	checkGateway(gateway, nowMs);

	const all = liveConnections(region, nowMs);
	const others = all.filter(other => other.VpnGatewayId === gateway.VpnGatewayId);
	const pair = others.find(other => other.CustomerGatewayId === customerGateway.CustomerGatewayId);
	if (pair) {
		throw new TencentError(
			'ResourceInUse',
			`\`${pair.VpnConnectionId}\` already joins \`${gateway.VpnGatewayId}\` and \`${customerGateway.CustomerGatewayId}\`.`,
		);
	}
	checkQuotas(all, others, customerGateway.CustomerGatewayId);
	if (others.some(other => (other.RouteType === 'Bgp') !== (routeType === 'Bgp'))) {
		throw new TencentError('UnsupportedOperation.VpnConnRouteTypeMixed', `Gateway: \`${gateway.VpnGatewayId}\`.`);
	}

	const connection: VpnConnection = {
		...settle(input, {
			gateway,
			customerGateway,
			vpc,
			others,
			routeType,
			before: undefined,
			omitted: 'stays',
		}),
		VpnConnectionId: newId('vpnx'),
		VpnConnectionName: input.VpnConnectionName,
		VpcId: gateway.VpcId,
		VpnGatewayId: gateway.VpnGatewayId,
		CustomerGatewayId: customerGateway.CustomerGatewayId,
		PreShareKey: input.PreShareKey,
		RouteType: routeType,
		TagSet,
		createdAtMs: nowMs,
		connectsAtMs: nowMs + connectMs,
		deletedAtMs: undefined,
		forced: undefined,
		old: false,
	};
	region.connections.set(connection.VpnConnectionId, connection);
	region.tasks.set(call.requestId, {resourceId: connection.VpnConnectionId, doneAtMs: nowMs + pendingMs});
	return {VpnConnection: showCreated(connection, call.options.tencentCreateReply ?? 'empty-id')};
}

/** The VPC of the tunnel: optional in the request, but when given it must be the gateway's own. */
function vpcOf(vpcId: string, gateway: VpnGateway, region: RegionStore): Vpc | undefined {
	if (vpcId !== '') {
		lookUp(region.vpcs, 'vpc', 'VpcId', vpcId);
		if (gateway.VpcId !== vpcId) throw notFound(`${gateway.VpnGatewayId} in ${vpcId}`);
	}
	return region.vpcs.get(gateway.VpcId);
}

function checkGateway(gateway: VpnGateway, nowMs: number): void {
	const id = gateway.VpnGatewayId;
	if (gateway.Type !== 'IPSEC' && gateway.Type !== 'CCN') {
		throw new TencentError('UnsupportedOperation', `\`${id}\` is a gateway of type \`${gateway.Type}\`.`);
	}
	if (gatewayState(gateway, nowMs) !== 'AVAILABLE') {
		throw new TencentError('UnsupportedOperation.InvalidState', `\`${id}\` is not AVAILABLE.`);
	}
	if (gateway.RestrictState !== 'NORMAL') {
		throw new TencentError('UnsupportedOperation', `\`${id}\` is ${gateway.RestrictState}.`);
	}
}

function checkQuotas(all: readonly VpnConnection[], others: readonly VpnConnection[], customerGatewayId: string): void {
	const counts = {
		'appid-max-vpn-connections': all.length,
		'vpn-gateway-max-custom-gateways': others.length,
		'custom-gateway-max-vpn-connections': all.filter(other => other.CustomerGatewayId === customerGatewayId).length,
	} as const;
	for (const name of [
		'appid-max-vpn-connections',
		'vpn-gateway-max-custom-gateways',
		'custom-gateway-max-vpn-connections',
	] as const) {
		if (counts[name] >= limits[name]) throw new TencentError('LimitExceeded', `\`${name}\` is ${limits[name]}.`);
	}
}
