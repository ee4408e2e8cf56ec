import type {SiteLine} from '../site-lines.ts';
import type {Place, Reading} from './line.ts';

/*
 * What FRR announces to a neighbour: `vtysh -c 'show bgp ipv4 unicast neighbors ADDRESS advertised-routes json'`. Seen from FRR 8.4. The answer does not name the
 * neighbour, so that it counts much only where the cloud has no route at all.
 */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Announced to the cloud, or to somebody else: the other one is told of this network's routes as they are. */
const alone = 0.4;

/** What the cloud will refuse of what is announced. */
export function readAdvertised(value: unknown, line: SiteLine, place: Place): readonly Reading[] {
	const routes = isObject(value) && isObject(value.advertisedRoutes) ? value.advertisedRoutes : {};
	const cloudAsn = place.told(undefined)?.bgp?.cloudAsn;
	const signs = new Map<string, Reading>();
	for (const [network, route] of Object.entries(routes)) {
		if (!isObject(route)) continue;
		const {path, nextHop} = route;
		const quoted = {
			...line,
			text: `announced ${network.slice(0, 45)}: path "${String(path).slice(0, 80)}", nextHop ${String(nextHop).slice(0, 45)}`,
		};
		const add = (row: string, cause: string, weight: number) => {
			if (!signs.has(row)) signs.set(row, {line: quoted, row, points: {[cause]: place.hasNoRoute ? weight : alone}});
		};
		if (cloudAsn !== undefined && typeof path === 'string' && path.split(' ').includes(String(cloudAsn)))
			add('own AS', 'own-as-in-path', 0.97);
		if (typeof nextHop === 'string' && !/^(?:0\.0\.0\.0|::)$/.test(nextHop) && place.tunnelOf(nextHop) === undefined)
			add('next hop', 'next-hop-not-connected', 0.96);
	}

	return [...signs.values()];
}
