import {ApiError} from '../protocol/api-error.ts';
import {answer, chosen, filterList} from '../protocol/filters.ts';
import {type Call, done, operation, operationWithoutDryRun} from '../protocol/operation.ts';
import {list, required, text} from '../protocol/shape.ts';
import {staticRoutesPerConnection} from '../store/limits.ts';
import {listed, noVpnConnection, vpnConnectionOf} from '../store/resource-lookup.ts';
import type {StaticRoute, VpnConnection} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';
import {changeableConnection} from '../tunnel/replace-tunnels.ts';
import {ipsecDown} from '../tunnel/tunnel-states.ts';
import {destinationOf} from '../vpc/destination.ts';
import {detachTransitGateway} from './build-connection.ts';
import {customerGatewayConfiguration} from './customer-gateway-configuration.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

/** How long deleting a connection and changing a route take, ms of the cloud's clock. */
const deleteMs = 3000;
const routeMs = 1500;

export const describeVpnConnections = operation(
	'DescribeVpnConnections',
	'reads',
	{VpnConnectionId: list(text), Filter: filterList},
	(input, call) => {
		const {region, now} = call;
		const found = chosen(listed(region.vpnConnections, now), input.VpnConnectionId, noVpnConnection);
		return answer('vpnConnectionSet', found, input, {
			filters: {
				'bgp-asn': ({customerGatewayId}) => String(region.customerGateways.get(customerGatewayId)?.asn ?? ''),
				'customer-gateway-configuration': connection => customerGatewayConfiguration(connection, region),
				'customer-gateway-id': connection => connection.customerGatewayId,
				'option.static-routes-only': ({options}) => String(options.StaticRoutesOnly),
				'route.destination-cidr-block': ({routes}) => routes.map(({destination}) => destination),
				state: ({state}) => state.value(now),
				'transit-gateway-id': connection => connection.transitGatewayId,
				type: () => 'ipsec.1',
				'vpn-connection-id': ({id}) => id,
				'vpn-gateway-id': connection => connection.vpnGatewayId,
			},
			xml: connection => vpnConnectionXml(connection, call),
		});
	},
);

export const deleteVpnConnection = operation(
	'DeleteVpnConnection',
	'mutates',
	{VpnConnectionId: required(text)},
	({VpnConnectionId: id}, call) => {
		const {region, now} = call;
		const connection = vpnConnectionOf(id, call);
		if (connection.state.value(now) === 'deleting') return done;
		connection.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		for (const {status} of connection.tunnels) status.set(now, ipsecDown);
		for (const route of connection.routes) route.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		detachTransitGateway(connection, region, now);
		return done;
	},
);

const routeMembers = {DestinationCidrBlock: required(text), VpnConnectionId: required(text)};

export const createVpnConnectionRoute = operationWithoutDryRun(
	'CreateVpnConnectionRoute',
	routeMembers,
	(input, call) => {
		const connection = routableConnection(input.VpnConnectionId, call);
		const destination = destinationOf(input.DestinationCidrBlock);
		const living = livingRoutes(connection, call.now);
		if (living.some(route => route.destination === destination)) return done;
		if (living.length >= staticRoutesPerConnection)
			throw new ApiError(
				'RouteLimitExceeded',
				'The maximum number of static routes of the VPN connection has been reached.',
			);
		removeRoute(connection, destination);
		connection.routes.push({
			destination,
			state: new Timeline<'pending' | 'available'>(call.now, 'pending').later(call.now + routeMs, 'available'),
		});
		return done;
	},
);

export const deleteVpnConnectionRoute = operationWithoutDryRun(
	'DeleteVpnConnectionRoute',
	routeMembers,
	(input, call) => {
		const connection = routableConnection(input.VpnConnectionId, call);
		const destination = destinationOf(input.DestinationCidrBlock);
		const route = livingRoutes(connection, call.now).find(candidate => candidate.destination === destination);
		if (!route)
			throw new ApiError(
				'InvalidRoute.NotFound',
				`The route ${destination} of the VPN connection ${connection.id} does not exist`,
			);
		removeRoute(connection, destination);
		return done;
	},
);

/** @throws ApiError InvalidVpnConnectionID.NotFound, InvalidVpnConnection.InvalidState, InvalidVpnConnection.InvalidType */
function routableConnection(id: string, call: Call): VpnConnection {
	const connection = changeableConnection(id, call);
	if (!connection.options.StaticRoutesOnly || connection.vpnGatewayId === undefined)
		throw new ApiError('InvalidVpnConnection.InvalidType', `The VPN connection ${id} does not support static routes.`);
	return connection;
}

function livingRoutes({routes}: VpnConnection, now: number): readonly StaticRoute[] {
	return routes.filter(({state}) => state.value(now) === 'pending' || state.value(now) === 'available');
}

function removeRoute({routes}: VpnConnection, destination: string): void {
	const index = routes.findIndex(route => route.destination === destination);
	if (index >= 0) routes.splice(index, 1);
}
