import type {LineState} from '../../line.ts';
import type {UpTunnel} from '../../service.ts';
import type {Partition, VpnConnection} from '../store/store.ts';
import {netStatusOf} from './connection-state.ts';

const held = (partitions: readonly Partition[]): readonly Map<string, VpnConnection>[] =>
	partitions.flatMap(({regions}) => [...regions.values()].map(({connections}) => connections));

/** Forces a tunnel's state from now on. False when there is no such tunnel: a connection has but one. */
export function setTunnel(
	partitions: readonly Partition[],
	connectionId: string,
	tunnel: number,
	forced: 'UP' | 'DOWN',
): boolean {
	const connections = held(partitions).find(candidate => tunnel === 0 && candidate.has(connectionId));
	const connection = connections?.get(connectionId);
	if (!connection) return false;
	connections?.set(connectionId, {...connection, forced});
	return true;
}

/** Makes the network status of a tunnel what its real end sees: whether IPsec stands. Of BGP it says nothing. */
export function setLine(
	partitions: readonly Partition[],
	connectionId: string,
	tunnel: number,
	{ipsec}: LineState,
): string | undefined {
	const known = setTunnel(partitions, connectionId, tunnel, ipsec ? 'UP' : 'DOWN');
	return known ? (ipsec ? 'AVAILABLE' : 'UNAVAILABLE') : undefined;
}

/** The tunnels whose device is connected. */
export const upTunnels = (partitions: readonly Partition[], nowMs: number): readonly UpTunnel[] =>
	held(partitions)
		.flatMap(connections => [...connections.values()])
		.filter(connection => netStatusOf(connection, nowMs) === 'AVAILABLE')
		.map(({VpnConnectionId}) => ({connectionId: VpnConnectionId, tunnel: 0}));
