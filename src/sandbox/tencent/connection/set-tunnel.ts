import {causes, type TunnelCause} from '../../causes.ts';
import type {LineState} from '../../line.ts';
import type {UpTunnel} from '../../service.ts';
import {prefixes} from '../gateway/learned-routes.ts';
import type {Partition, VpnConnection} from '../store/store.ts';
import {netStatusOf, remembered} from './connection-state.ts';

const held = (partitions: readonly Partition[]): readonly Map<string, VpnConnection>[] =>
	partitions.flatMap(({regions}) => [...regions.values()].map(({connections}) => connections));

/** A tunnel by its connection, which has but one: 0. */
interface Named {
	readonly connectionId: string;
	readonly tunnel: number;
	/** When it happens, ms on the cloud's clock. */
	readonly nowMs: number;
}

/** Changes a tunnel that is there. False when there is no such tunnel. */
function change(
	partitions: readonly Partition[],
	{connectionId, tunnel, nowMs}: Named,
	to: (connection: VpnConnection) => Pick<VpnConnection, 'forced' | 'told' | 'probesUnanswered'>,
): boolean {
	const connections = held(partitions).find(candidate => tunnel === 0 && candidate.has(connectionId));
	const connection = connections?.get(connectionId);
	if (!connection) return false;
	const next = {...connection, ...to(connection)};
	const past = next.forced === connection.forced ? connection.past : remembered(connection, nowMs);
	connections?.set(connectionId, {...next, ...(past ? {past} : {})});
	return true;
}

/**
 * Forces a tunnel's state from now on, until a change or a reset cuts its line, and how many routes its device tells until another number is set. False
 * when there is no such tunnel.
 */
export function setTunnel(
	partitions: readonly Partition[],
	named: Named,
	forced: 'UP' | 'DOWN',
	routes: number | undefined,
): boolean {
	return change(partitions, named, () => ({forced, ...(routes === undefined ? {} : {told: prefixes(routes)})}));
}

/** Lets something be wrong at a tunnel until it is set UP, as far as the cloud sees it. False when there is no such tunnel. */
export function setCause(partitions: readonly Partition[], named: Named, cause: TunnelCause): boolean {
	const seen = causes[cause];
	return change(partitions, named, ({told}) => ({
		forced: seen === 'below' ? 'DOWN' : 'UP',
		told: seen === 'none' ? told : [],
	}));
}

/**
 * Makes the network status of a tunnel what its real end of that generation sees: whether IPsec stands, what BGP learned, whether probes come back. An end
 * that is not the tunnel's any more sees nothing.
 */
export function setLine(
	partitions: readonly Partition[],
	named: Named,
	{ipsec, learned = [], probesUnanswered = false}: LineState,
	generation: number | undefined,
): string | undefined {
	let stands = ipsec;
	const known = change(partitions, named, connection => {
		const own = connection.generation ?? 0;
		stands = ipsec && (generation ?? own) === own;
		return {forced: stands ? 'UP' : 'DOWN', told: learned, probesUnanswered};
	});
	return known ? (stands ? 'AVAILABLE' : 'UNAVAILABLE') : undefined;
}

/** The tunnels whose device is connected. */
export const upTunnels = (partitions: readonly Partition[], nowMs: number): readonly UpTunnel[] =>
	held(partitions)
		.flatMap(connections => [...connections.values()])
		.filter(connection => netStatusOf(connection, nowMs) === 'AVAILABLE')
		.map(({VpnConnectionId}) => ({connectionId: VpnConnectionId, tunnel: 0}));
