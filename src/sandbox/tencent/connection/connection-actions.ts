import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {filled, lookUp} from '../protocol/checks.ts';
import {answer, chosen, paged, tagsOf} from '../protocol/query.ts';
import {list, optional, required, text} from '../protocol/shape.ts';
import {notFound, TencentError} from '../protocol/tencent-error.ts';
import {createConnection} from './connection-create.ts';
import {freePair} from './connection-health.ts';
import {onGateway, tunnelOf} from './connection-look-up.ts';
import {modifyConnection} from './connection-modify.ts';
import {resetConnection} from './connection-reset.ts';
import {createFields, modifyFields} from './connection-shape.ts';
import {showConnection} from './connection-show.ts';
import {deletingMs, liveConnections, stateOf} from './connection-state.ts';

const describeVpnConnections = read(
	{VpnConnectionIds: optional(list(text)), ...paged},
	(input, {region, world, behavior}: Call) => {
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
		return answer('VpnConnectionSet', found, input, connection => showConnection(connection, region, nowMs, behavior));
	},
);

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
	ResetVpnConnection: write(onGateway, resetConnection),
	ModifyVpnConnectionAttribute: write(modifyFields, modifyConnection),
	GenerateVpnConnectionDefaultHealthCheckIp: generateHealthCheckIp,
	DescribeVpcTaskResult: describeVpcTaskResult,
};
