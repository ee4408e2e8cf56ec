import type {LineState} from '../../line.ts';
import type {UpTunnel} from '../../service.ts';
import type {Partition, VpnConnection} from '../store/store.ts';
import {netStatusOf} from './connection-state.ts';

const held = (partitions: readonly Partition[]): readonly Map<string, VpnConnection>[] =>
	partitions.flatMap(({regions}) => [...regions.values()].map(({connections}) => connections));

/** Changes a tunnel that is there. False when there is no such tunnel: a connection has but one. */
function change(
	partitions: readonly Partition[],
	connectionId: string,
	tunnel: number,
	to: Pick<VpnConnection, 'forced' | 'told' | 'probesUnanswered'>,
): boolean {
	const connections = held(partitions).find(candidate => tunnel === 0 && candidate.has(connectionId));
	const connection = connections?.get(connectionId);
	if (!connection) return false;
	connections?.set(connectionId, {...connection, ...to});
	return true;
}

/** Forces a tunnel's state from now on, until a change or a reset cuts its line. False when there is no such tunnel. */
export function setTunnel(
	partitions: readonly Partition[],
	connectionId: string,
	tunnel: number,
	forced: 'UP' | 'DOWN',
): boolean {
	return change(partitions, connectionId, tunnel, {forced, told: undefined});
}

/** Makes the network status of a tunnel what its real end sees: whether IPsec stands, what BGP learned, whether probes come back. */
export function setLine(
	partitions: readonly Partition[],
	connectionId: string,
	tunnel: number,
	{ipsec, learned = [], probesUnanswered = false}: LineState,
): string | undefined {
	const known = change(partitions, connectionId, tunnel, {
		forced: ipsec ? 'UP' : 'DOWN',
		told: learned,
		probesUnanswered,
	});
	return known ? (ipsec ? 'AVAILABLE' : 'UNAVAILABLE') : undefined;
}

/** The tunnels whose device is connected. */
export const upTunnels = (partitions: readonly Partition[], nowMs: number): readonly UpTunnel[] =>
	held(partitions)
		.flatMap(connections => [...connections.values()])
		.filter(connection => netStatusOf(connection, nowMs) === 'AVAILABLE')
		.map(({VpnConnectionId}) => ({connectionId: VpnConnectionId, tunnel: 0}));
