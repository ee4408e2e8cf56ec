import {addressText, checkCidr, contains, overlaps, parseRange} from './networks.ts';

/*
 * The /30 inside a tunnel, whose two hosts are the ends of a BGP session: what each cloud takes, and a free one near what was typed.
 */

/** Why a range is no /30 of `within` that is written with its network address, or undefined. */
export function checkInsideForm(cidr: string, within: string): string | undefined {
	const problem = checkCidr(cidr);
	if (problem) return problem;
	const range = parseRange(cidr);
	if (range.prefixLength !== 30) return `${cidr} is a /${range.prefixLength}, but the inside of a tunnel is a /30`;
	if (!contains(within, cidr)) return `${cidr} is not in ${within}`;
	return range.cidr === cidr ? undefined : `${cidr} does not begin at a multiple of 4: ${range.cidr} does`;
}

/**
 * A free /30 of `within`, with its network address: the one that `typed` lies in, or the next one after it.
 * @param taken ranges that it must not meet
 * @returns undefined when all are taken
 */
export function freeInsideCidr(typed: string, within: string, taken: readonly string[]): string | undefined {
	const {start: first, end: last} = parseRange(within);
	const wanted = checkCidr(typed) || !contains(within, typed) ? first : parseRange(typed).start;
	const used = taken.filter(cidr => !checkCidr(cidr));
	const count = (last + 1 - first) / 4;
	const from = Math.floor((wanted - first) / 4);
	for (let step = 0; step < count; step += 1) {
		const cidr = `${addressText(first + ((from + step) % count) * 4)}/30`;
		if (!used.some(other => overlaps(other, cidr))) return cidr;
	}

	return undefined;
}

/** The two hosts of a /30, the lower one first; undefined for text that is none. */
export function insideHosts(cidr: string): readonly [string, string] | undefined {
	if (checkCidr(cidr)) return undefined;
	const {start, prefixLength} = parseRange(cidr);
	if (prefixLength !== 30) return undefined;
	return [addressText(start + 1), addressText(start + 2)];
}
