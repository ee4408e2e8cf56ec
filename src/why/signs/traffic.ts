import type {Traffic} from '../../clouds/contract/sight.ts';
import {printable} from '../../connection/printable.ts';
import type {Known, Sign} from '../why.ts';

/** Bytes a second under which a direction counts as empty: status checks and BGP write some tens. */
const nextToNothing = 100;
/** And from which it surely carries something. */
const surely = 1000;
/** A share of lost packets from which somebody notices. */
const noticed = 0.01;

/** What the cloud's own counts of traffic point to, where all is UP. */
export function trafficSigns({connection, traffic, tunnels}: Known): readonly Sign[] {
	if (!traffic || connection.tunnels.some((tunnel, index) => tunnels.includes(index + 1) && tunnel.state !== 'UP'))
		return [];
	return [
		...oneWaySigns(
			connection.tunnels.map(({key}) => key),
			traffic,
			connection.routing,
		),
		...lossSigns(traffic),
	];
}

/** The mean of a direction, bytes a second; undefined where nothing is known. */
function mean({series}: Traffic, direction: 'in' | 'out', tunnel: string | undefined): number | undefined {
	const points = series
		.filter(each => each.direction === direction && (tunnel === undefined || each.tunnel === tunnel))
		.flatMap(each => each.points);
	return points.length === 0
		? undefined
		: points.reduce((sum, {bytesPerSecond}) => sum + bytesPerSecond, 0) / points.length;
}

function oneWaySigns(keys: readonly string[], traffic: Traffic, routing: string): readonly Sign[] {
	const quote = (text: string): Sign['quote'] => ({from: 'cloud', text: printable(`${traffic.source}: ${text}`, 300)});
	const [into, out] = [mean(traffic, 'in', undefined), mean(traffic, 'out', undefined)];
	if (into === undefined || out === undefined) return [];
	if (into < nextToNothing && out >= surely)
		return [
			{cause: 'site-firewall', weight: 0.45, quote: quote(`${rate(out)} go to the site, ${rate(into)} come back`)},
			{cause: 'esp-blocked', weight: 0.35, quote: quote(`${rate(out)} go to the site, ${rate(into)} come back`)},
		];
	if (out < nextToNothing && into >= surely)
		return [
			{cause: 'no-way-back', weight: 0.65, quote: quote(`${rate(into)} come from the site, ${rate(out)} go back`)},
		];
	const busy = (direction: 'in' | 'out') => keys.filter(key => (mean(traffic, direction, key) ?? 0) >= surely);
	const [from, to] = [busy('in'), busy('out')];
	if (from.length !== 1 || to.length !== 1 || from[0] === to[0]) return [];
	const [comes, goes] = [keys.indexOf(from[0] ?? '') + 1, keys.indexOf(to[0] ?? '') + 1];
	return [
		{
			cause: 'one-way-over-two-tunnels',
			weight: routing === 'static' ? 0.8 : 0.5,
			quote: quote(
				`what the site sends comes by tunnel ${comes} alone, what the cloud sends goes by tunnel ${goes} alone`,
			),
		},
	];
}

const rate = (bytesPerSecond: number) => `${Math.round(bytesPerSecond)} B/s`;

function lossSigns({lostShare = [], source}: Traffic): readonly Sign[] {
	const worst = lostShare.toSorted((one, other) => other.share - one.share)[0];
	if (!worst || worst.share < noticed) return [];
	const text = printable(`${source}: ${(worst.share * 100).toFixed(1)} % of packets were lost`, 300);
	return [{cause: 'gateway-at-its-cap', weight: 0.5, quote: {from: 'cloud', text, at: worst.at}}];
}
