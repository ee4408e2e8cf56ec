import ipaddr from 'ipaddr.js';

/** An IPv4 range: its first address as an unsigned 32-bit number, and its prefix. */
interface Ipv4Range {
	readonly first: number;
	readonly prefixLength: number;
	/** Whether the text had bits set beyond the prefix. */
	readonly hostBits: boolean;
}

/** The address as a number; undefined when it is not four plain decimal numbers. */
export function addressNumber(text: string): number | undefined {
	if (!ipaddr.IPv4.isValidFourPartDecimal(text) || text.split('.').some(part => /^0\d/.test(part))) return undefined;
	return ipaddr.IPv4.parse(text)
		.toByteArray()
		.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function addressText(address: number): string {
	return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Undefined when it is not an IPv4 range in CIDR notation. */
export function parseRange(text: string): Ipv4Range | undefined {
	const match = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text);
	const address = addressNumber(match?.[1] ?? '');
	if (address === undefined) return undefined;
	const prefixLength = Number(match?.[2]);
	const size = 2 ** (32 - prefixLength);
	const first = Math.floor(address / size) * size;
	return {first, prefixLength, hostBits: first !== address};
}

export function rangeText({first, prefixLength}: Ipv4Range): string {
	return `${addressText(first)}/${prefixLength}`;
}

/** `private` covers RFC 1918 and RFC 6598; `special` is what no gateway can have: loopback, multicast, link-local, broadcast, … */
export function kindOf(address: string): 'public' | 'private' | 'special' {
	const kind = ipaddr.IPv4.parse(address).range();
	if (kind === 'private' || kind === 'carrierGradeNat') return 'private';
	// Documentation ranges (RFC 5737) are reserved too, but examples are written with them.
	if (kind === 'unicast' || /^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address)) return 'public';
	return 'special';
}
