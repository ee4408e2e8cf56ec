import {versionOf} from '../gateway/gateway-version.ts';
import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {checkName, filled, lookUp} from '../protocol/checks.ts';
import {answer, chosen, paged, tagsOf} from '../protocol/query.ts';
import {list, optional, required, text} from '../protocol/shape.ts';
import {notFound, TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, VpnConnection} from '../store/store.ts';
import {createConnection} from './connection-create.ts';
import {freePair} from './connection-health.ts';
import {settle} from './connection-settle.ts';
import {createFields, type ModifyInput, modifyFields} from './connection-shape.ts';
import {showConnection} from './connection-show.ts';
import {deletingMs, liveConnections, renegotiateMs, stateOf} from './connection-state.ts';

const describeVpnConnections = read(
	{VpnConnectionIds: optional(list(text)), ...paged},
	(input, {region, world}: Call) => {
		const nowMs = world.now();
		liveConnections(region, nowMs);
		const found = chosen(region.connections, input.VpnConnectionIds, input.Filters, {
			id: 'VpnConnectionId',
			prefix: 'vpnx',
			filters: {
				'vpc-id': connection => connection.VpcId,
				'vpn-gateway-id': connection => connection.VpnGatewayId,
				'customer-gateway-id': connection => connection.CustomerGatewayId,
				'vpn-connection-name': connection => connection.VpnConnectionName,
				'vpn-connection-id': connection => connection.VpnConnectionId,
			},
			tags: tagsOf,
		});
		return answer('VpnConnectionSet', found, input, connection => showConnection(connection, region, nowMs));
	},
);

function tunnelOf(call: Call, connectionId: string, gatewayId?: string): VpnConnection {
	liveConnections(call.region, call.world.now());
	const connection = lookUp(call.region.connections, 'vpnx', 'VpnConnectionId', connectionId);
	if (gatewayId === undefined) return connection;
	lookUp(call.region.gateways, 'vpngw', 'VpnGatewayId', gatewayId);
	if (connection.VpnGatewayId !== gatewayId) throw notFound(`${connectionId} on ${gatewayId}`);
	return connection;
}

const onGateway = {VpnGatewayId: required(text), VpnConnectionId: required(text)} as const;

const deleteVpnConnection = write(onGateway, (input, call) => {
	const nowMs = call.world.now();
	const connection = tunnelOf(call, input.VpnConnectionId, input.VpnGatewayId);
	if (stateOf(connection, nowMs) !== 'AVAILABLE') {
		throw new TencentError('UnsupportedOperation.DeleteVpnConnInvalidState', `\`${connection.VpnConnectionId}\``);
	}
	call.region.connections.set(connection.VpnConnectionId, {...connection, deletedAtMs: nowMs});
	call.region.tasks.set(call.requestId, {resourceId: connection.VpnConnectionId, doneAtMs: nowMs + deletingMs});
	return {};
});

function renegotiate(call: Call, connection: VpnConnection): void {
	const connectsAtMs = call.world.now() + renegotiateMs;
	call.region.connections.set(connection.VpnConnectionId, {...connection, connectsAtMs});
	call.region.tasks.set(call.requestId, {resourceId: connection.VpnConnectionId, doneAtMs: connectsAtMs});
}

function requireAvailable(connection: VpnConnection, nowMs: number): void {
	if (stateOf(connection, nowMs) === 'AVAILABLE') return;
	throw new TencentError('UnsupportedOperation.VpnConnInvalidState', `\`${connection.VpnConnectionId}\``);
}

const resetVpnConnection = write(onGateway, (input, call) => {
	const connection = tunnelOf(call, input.VpnConnectionId, input.VpnGatewayId);
	requireAvailable(connection, call.world.now());
	renegotiate(call, connection);
	return {};
});

/** A tunnel that knew its peer by the address of the customer gateway knows it by the new one's. */
function followPeer(before: VpnConnection, old: CustomerGateway | undefined, next: CustomerGateway): VpnConnection {
	if (before.ike.RemoteAddress !== old?.IpAddress) return before;
	return {...before, ike: {...before.ike, RemoteAddress: next.IpAddress}};
}

/** ModifyVpnConnectionAttribute: what is left out stays; the routing mode cannot change. */
function modifyConnection(input: ModifyInput, call: Call): object {
	const {region, world} = call;
	const before = tunnelOf(call, input.VpnConnectionId);
	requireAvailable(before, world.now());
	if (input.VpnConnectionName !== undefined) checkName('VpnConnectionName', input.VpnConnectionName);
	if (input.PreShareKey !== undefined) filled('PreShareKey', input.PreShareKey);
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', before.VpnGatewayId);
	const customerGatewayId = input.CustomerGatewayId ?? before.CustomerGatewayId;
	const customerGateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', customerGatewayId);
	const others = liveConnections(region, world.now()).filter(
		other => other.VpnGatewayId === gateway.VpnGatewayId && other.VpnConnectionId !== before.VpnConnectionId,
	);
	if (customerGatewayId !== before.CustomerGatewayId) {
		if (versionOf(gateway) < 4) {
			throw new TencentError(
				'UnsupportedOperation',
				'Changing `CustomerGatewayId` needs a VPN gateway of version 4.0.',
			);
		}
		if (others.some(other => other.CustomerGatewayId === customerGatewayId)) {
			throw new TencentError('UnsupportedOperation', `\`${customerGatewayId}\` already has a tunnel on this gateway.`);
		}
		if (before.RouteType === 'Bgp' && customerGateway.BgpAsn === undefined) {
			throw new TencentError('UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn', `\`${customerGatewayId}\``);
		}
	}
	const settings = settle(input, {
		gateway,
		customerGateway,
		vpc: region.vpcs.get(gateway.VpcId),
		others,
		routeType: before.RouteType,
		before: followPeer(before, region.customerGateways.get(before.CustomerGatewayId), customerGateway),
	});
	renegotiate(call, {
		...before,
		...settings,
		VpnConnectionName: input.VpnConnectionName ?? before.VpnConnectionName,
		PreShareKey: input.PreShareKey ?? before.PreShareKey,
		CustomerGatewayId: customerGatewayId,
	});
	return {};
}

const generateHealthCheckIp = read({VpnGatewayId: required(text)}, (input, {region, world}) => {
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
	const tunnels = liveConnections(region, world.now()).filter(other => other.VpnGatewayId === gateway.VpnGatewayId);
	const {local, remote} = freePair(tunnels);
	return {HealthCheckLocalIp: local, HealthCheckRemoteIp: remote};
});

const describeVpcTaskResult = read({TaskId: required(text)}, (input, {region, world}) => {
	const task = region.tasks.get(filled('TaskId', input.TaskId));
	if (!task) throw notFound(input.TaskId);
	const Status = world.now() < task.doneAtMs ? 'RUNNING' : 'SUCCESS';
	return {Status, Output: Status, Result: [{ResourceId: task.resourceId, Status}]};
});

/** The tunnels. */
export const connectionActions: Actions = {
	CreateVpnConnection: write(createFields, createConnection),
	DescribeVpnConnections: describeVpnConnections,
	DeleteVpnConnection: deleteVpnConnection,
	ResetVpnConnection: resetVpnConnection,
	ModifyVpnConnectionAttribute: write(modifyFields, modifyConnection),
	GenerateVpnConnectionDefaultHealthCheckIp: generateHealthCheckIp,
	DescribeVpcTaskResult: describeVpcTaskResult,
};
