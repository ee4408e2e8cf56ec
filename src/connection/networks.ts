import ipaddr from 'ipaddr.js';

/** An IPv4 range as numbers: both ends inclusive, so that ranges sort and compare. */
export interface Range {
	readonly cidr: string;
	readonly start: number;
	readonly end: number;
	readonly prefixLength: number;
}

const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Why `text` is not a plain dotted IPv4 address, or undefined when it is one. Leading zeros are refused: some tools read them as octal. */
export function checkIpv4(text: string): string | undefined {
	const match = octets.exec(text);
	if (!match) return `"${shown(text)}" is not an IPv4 address: write four numbers with dots, as in 203.0.113.10`;
	for (const part of match.slice(1)) {
		if (part.length > 1 && part.startsWith('0'))
			return `"${shown(text)}" has a number with a leading zero, which some tools read as octal: write ${Number(part)}`;
		if (Number(part) > 255) return `"${shown(text)}" has ${part}, but each number of an IPv4 address is 0 to 255`;
	}

	return undefined;
}

/** Why `text` is not an IPv4 range in CIDR notation, or undefined. Host bits are allowed here: see `normalise`. */
export function checkCidr(text: string): string | undefined {
	const [address, prefix, ...rest] = text.split('/');
	if (address === undefined || prefix === undefined || rest.length > 0)
		return `"${shown(text)}" is not a range: write an address, a slash and a prefix length, as in 10.0.0.0/16`;
	const problem = checkIpv4(address);
	if (problem) return problem;
	if (!/^\d{1,2}$/.test(prefix) || Number(prefix) > 32 || (prefix.length > 1 && prefix.startsWith('0')))
		return `"${shown(text)}" has the prefix length ${shown(prefix)}, which must be 0 to 32`;
	return undefined;
}

function shown(text: string): string {
	const clean = text.replace(/[\u0000-\u001F\u007F-\u009F]/g, '');
	return clean.length > 40 ? `${clean.slice(0, 39)}…` : clean;
}

/** Parses a valid CIDR; host bits are cleared. @throws Error on text that `checkCidr` refuses */
export function parseRange(text: string): Range {
	const problem = checkCidr(text);
	if (problem) throw new Error(problem);
	const network = ipaddr.IPv4.networkAddressFromCIDR(text);
	const last = ipaddr.IPv4.broadcastAddressFromCIDR(text);
	const prefixLength = Number(text.split('/')[1]);
	return {
		cidr: `${network.toString()}/${prefixLength}`,
		start: toNumber(network.octets),
		end: toNumber(last.octets),
		prefixLength,
	};
}

function toNumber(parts: readonly number[]): number {
	return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** The dotted text of an address as a number. */
export function addressText(address: number): string {
	const octet = (shift: number) => Math.floor(address / 2 ** shift) % 256;
	return `${octet(24)}.${octet(16)}.${octet(8)}.${octet(0)}`;
}

/** The range with its host bits cleared, and whether there were any: `10.0.9.7/24` means 10.0.9.0/24. */
export function normalise(text: string): {readonly cidr: string; readonly hadHostBits: boolean} {
	const {cidr} = parseRange(text);
	return {cidr, hadHostBits: cidr !== text};
}

/** Whether two ranges share an address. Invalid text overlaps nothing: its own rule reports it. */
export function overlaps(a: string, b: string): boolean {
	if (checkCidr(a) || checkCidr(b)) return false;
	const x = parseRange(a);
	const y = parseRange(b);
	return x.start <= y.end && y.start <= x.end;
}

/** Whether `outer` holds every address of `inner`. */
export function contains(outer: string, inner: string): boolean {
	if (checkCidr(outer) || checkCidr(inner)) return false;
	const x = parseRange(outer);
	const y = parseRange(inner);
	return x.start <= y.start && y.end <= x.end;
}

/** What kind of IPv4 address it is: 'unicast' (public), 'private', 'linkLocal', 'loopback', 'multicast', 'carrierGradeNat', 'reserved', … */
export function kindOfAddress(address: string): string {
	return ipaddr.IPv4.parse(address).range();
}
