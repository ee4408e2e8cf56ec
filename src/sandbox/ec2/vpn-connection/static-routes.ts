import {ApiError} from '../protocol/api-error.ts';
import {type Call, done, operationWithoutDryRun} from '../protocol/operation.ts';
import {required, text} from '../protocol/shape.ts';
import {staticRoutesPerConnection} from '../store/limits.ts';
import type {StaticRoute, VpnConnection} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';
import {changeableConnection} from '../tunnel/replace-tunnels.ts';
import {destinationOf} from '../vpc/destination.ts';

/** How long changing a route takes, ms of the cloud's clock. */
export const routeMs = 1500;

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
		route.state.set(call.now, 'deleting').later(call.now + routeMs, 'deleted');
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

/** Those that are there, or will be in a moment. */
export function livingRoutes({routes}: VpnConnection, now: number): readonly StaticRoute[] {
	return routes.filter(({state}) => state.value(now) === 'pending' || state.value(now) === 'available');
}

/** Takes away what is left of one to the same range. */
function removeRoute({routes}: VpnConnection, destination: string): void {
	const index = routes.findIndex(route => route.destination === destination);
	if (index >= 0) routes.splice(index, 1);
}
