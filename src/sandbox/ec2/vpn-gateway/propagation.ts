import type {Call} from '../protocol/operation.ts';
import {acceptedRoutes} from '../tunnel/tunnel-states.ts';

/** The ranges that a virtual private gateway has learned of its connections: those of a connection with a tunnel that is UP. */
export function learnedRoutes(gatewayId: string, {region, now}: Call): readonly string[] {
	const connections = [...region.vpnConnections.values()].filter(
		connection =>
			connection.vpnGatewayId === gatewayId &&
			connection.state.value(now) === 'available' &&
			connection.tunnels.some(({status}) => status.value(now).status === 'UP'),
	);
	return [...new Set(connections.flatMap(connection => acceptedRoutes(connection, now)))];
}
