import type {VpnConnection} from '../store/resources.ts';
import {acceptedRoutes} from '../tunnel/tunnel-states.ts';

/** The ranges behind these connections that traffic can go to: those of one with a tunnel that is UP, and has a route. */
export function learnedRoutes(connections: readonly VpnConnection[], now: number): readonly string[] {
	const carrying = connections.filter(
		({state, tunnels, options}) =>
			(state.value(now) === 'available' || state.value(now) === 'modifying') &&
			tunnels
				.map(({status}) => status.value(now))
				.some(({status, acceptedRoutes: count}) => status === 'UP' && (options.StaticRoutesOnly || count > 0)),
	);
	return [...new Set(carrying.flatMap(connection => acceptedRoutes(connection, now)))];
}
