import ipaddr from 'ipaddr.js';
import {checkCidr, normalise} from './networks.ts';
import {printable} from './printable.ts';

/** A range that a device is told, IPv4 or IPv6, with its host bits cleared; or why it is none. */
export function deviceRange(text: string): {readonly cidr: string} | {readonly problem: string} {
	if (!text.includes(':')) {
		const problem = checkCidr(text);
		return problem === undefined ? {cidr: normalise(text).cidr} : {problem};
	}

	if (!ipaddr.IPv6.isValidCIDR(text) || text.includes('%'))
		return {problem: `"${printable(text, 60)}" is not an IPv6 range`};
	return {cidr: `${ipaddr.IPv6.networkAddressFromCIDR(text).toString()}/${Number(text.split('/')[1])}`};
}

/** Ranges with commas or spaces between them, none for an empty text; or why one of them is none. */
export function deviceRanges(text: string): {readonly cidrs: readonly string[]} | {readonly problem: string} {
	const cidrs: string[] = [];
	for (const part of text.split(/[\s,]+/).filter(Boolean)) {
		const range = deviceRange(part);
		if ('problem' in range) return range;
		cidrs.push(range.cidr);
	}

	return {cidrs: [...new Set(cidrs)]};
}
