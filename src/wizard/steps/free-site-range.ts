import {checkCidr, overlaps} from '../../connection/networks.ts';
import type {Asked} from '../answers/asked.ts';

/** Private ranges that the sandbox's made-up site has: not the home routers' 192.168.0 and 1. */
const siteRanges = [
	'192.168.100.0/24',
	'172.31.100.0/24',
	'10.200.100.0/24',
	'192.168.200.0/24',
	'172.20.100.0/24',
	'10.201.0.0/24',
];

/** A range for the site that meets neither the cloud side's networks nor what other connections of the region carry. */
export function freeSiteRange({gateway, connections = []}: Asked): string {
	const taken = [
		...(gateway?.networks ?? []),
		...connections.flatMap(connection => connection.ranges.flatMap(pair => [...pair.siteSide])),
	].filter(range => !checkCidr(range) && range !== '0.0.0.0/0');
	return siteRanges.find(range => !taken.some(other => overlaps(range, other))) ?? '192.168.100.0/24';
}

/** Ranges in a few words: a hundred of them would push out of sight what is to be said of one. Their step shows them all. */
export function rangesText(ranges: readonly string[]): string {
	if (ranges.length <= 8) return ranges.join(', ');
	return `${ranges.slice(0, 2).join(', ')}, … ${ranges.at(-1)} (${ranges.length} ranges)`;
}
