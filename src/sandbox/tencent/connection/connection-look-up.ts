import type {Call} from '../protocol/action.ts';
import {lookUp} from '../protocol/checks.ts';
import {required, text} from '../protocol/shape.ts';
import {notFound, TencentError} from '../protocol/tencent-error.ts';
import type {VpnConnection} from '../store/store.ts';
import {liveConnections, stateOf} from './connection-state.ts';

/** How the calls that take a tunnel with its gateway name it. */
export const onGateway = {VpnGatewayId: required(text), VpnConnectionId: required(text)} as const;

/** The tunnel, of that gateway where one is named. Throws TencentError where it is not there. */
export function tunnelOf(call: Call, connectionId: string, gatewayId?: string): VpnConnection {
	liveConnections(call.region, call.world.now());
	const connection = lookUp(call.region.connections, 'vpnx', 'VpnConnectionId', connectionId);
	if (gatewayId === undefined) return connection;
	lookUp(call.region.gateways, 'vpngw', 'VpnGatewayId', gatewayId);
	if (connection.VpnGatewayId !== gatewayId) throw notFound(`${connectionId} on ${gatewayId}`);
	return connection;
}

/** A tunnel that is made, changed or deleted takes no further change meanwhile. */
export function requireAvailable(connection: VpnConnection, {world, behavior}: Call): void {
	const state = stateOf(connection, world.now());
	if (state === 'AVAILABLE') return;
	const code = state === 'UPDATING' ? behavior.tunnelBusyCode : 'VpnConnInvalidState';
	throw new TencentError(`UnsupportedOperation.${code}`, `\`${connection.VpnConnectionId}\``);
}
