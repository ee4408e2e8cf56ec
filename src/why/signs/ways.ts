import type {ConnectionSight} from '../../clouds/contract/sight.ts';
import {checkCidr, overlaps, parseRange} from '../../connection/networks.ts';
import {printable} from '../../connection/printable.ts';
import type {Known, Sign} from '../why.ts';

const mostRoutes = 5;
/** What is left of the weight of a way that is missing, where a tunnel is down. */
const besideFall = 0.2;

/** Ways at the cloud that lead nowhere, and ranges that can't be told apart: they count where a tunnel is UP, for without one no way works. */
export function waySigns(known: Known): readonly Sign[] {
	const {connection, tunnels} = known;
	const isUp = connection.tunnels.some(({state}) => state === 'UP');
	// Asked is why a tunnel is down then: no way at the cloud takes one down.
	const isOfOther = tunnels.length > 0 && !tunnels.some(number => connection.tunnels[number - 1]?.state === 'UP');
	const ways = isUp ? routeSigns(known) : [];
	return [
		...(isOfOther ? ways.map(each => ({...each, weight: each.weight * besideFall})) : ways),
		...overlapSigns(known),
		...asnSigns(known),
	];
}

const sign = (cause: string, weight: number, text: string): Sign => ({
	cause,
	weight,
	quote: {from: 'cloud', text: printable(text, 300)},
});

function routeSigns({sight, connection}: Known): readonly Sign[] {
	if (!sight) return [];
	const {routes} = sight;
	// In one table another route to the same range may take its place; in another table none can.
	const works = (table: string, destination: string) =>
		routes?.some(route => route.table === table && route.destination === destination && route.state === 'active');
	const unused = (routes ?? []).filter(
		({state, table, destination}) => state === 'not in use' && !works(table, destination),
	);
	const isTold = routes !== undefined && sight.unread.length === 0;
	const learns =
		connection.routing === 'policy' ? undefined : connection.tunnels.some(({acceptedRoutes = 1}) => acceptedRoutes > 0);
	return [
		...unused
			.slice(0, mostRoutes)
			.map(({table, destination, raw}) =>
				sign('no-way-back', 0.9, `${table}: ${destination} is ${raw || 'not in use'}`),
			),
		...(isTold && routes.length === 0 && learns
			? [sign('no-way-back', 0.8, 'no route at the cloud leads into the connection')]
			: []),
		...propagationSigns(sight),
	];
}

/** Tables that learn nothing of the gateway: one sign, however many they are. Beside a table that has a route they may be meant so. */
function propagationSigns({routes, notPropagated = []}: ConnectionSight): readonly Sign[] {
	if (notPropagated.length === 0) return [];
	const has = notPropagated.some(table => routes?.some(route => route.table === table));
	const some = notPropagated.slice(0, mostRoutes).join(', ');
	const more = notPropagated.length > mostRoutes ? ` and ${notPropagated.length - mostRoutes} more` : '';
	return [sign('no-way-back', has ? 0.1 : 0.5, `${some}${more}: the gateway does not propagate its routes into it`)];
}

/** One address at both sides is sent to by neither: a local route comes first. */
function overlapSigns({side, document}: Known): readonly Sign[] {
	const prefixes = document?.routing.mode === 'static' ? document.routing.prefixes : [];
	const here = [...new Set([...(side?.siteRanges ?? []), ...prefixes])].filter(isOwn);
	const there = (side?.cloudRanges ?? []).filter(isOwn);
	const pairs = here.flatMap(site => there.filter(cloud => overlaps(site, cloud)).map(cloud => ({site, cloud})));
	return pairs
		.slice(0, mostRoutes)
		.map(({site, cloud}) => sign('ranges-overlap', 0.8, `the site has ${site}, the cloud has ${cloud}`));
}

/** Everything overlaps with all, and means nothing of the kind. */
const isOwn = (cidr: string) => checkCidr(cidr) === undefined && parseRange(cidr).prefixLength > 0;

function asnSigns({side, tunnels}: Known): readonly Sign[] {
	const clash = side?.tunnels.find(({bgp}) => bgp && bgp.cloudAsn === bgp.siteAsn)?.bgp;
	if (!clash || tunnels.length === 0) return [];
	return [sign('own-as-in-path', 0.65, `the cloud has AS ${clash.cloudAsn}, and so has the site`)];
}
