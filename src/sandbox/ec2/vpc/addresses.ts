import ipaddr from 'ipaddr.js';

/** An IPv6 range; undefined when the text is not one. `network` is in its shortest form, with host bits cleared. */
export function parseIpv6Range(text: string):
	| {
			readonly network: string;
			readonly prefixLength: number;
			readonly hostBits: boolean;
			readonly bytes: readonly number[];
	  }
	| undefined {
	if (!ipaddr.IPv6.isValidCIDR(text)) return undefined;
	const [address, prefixLength] = ipaddr.IPv6.parseCIDR(text);
	const network = ipaddr.IPv6.networkAddressFromCIDR(text);
	return {
		network: network.toString(),
		prefixLength,
		hostBits: network.toString() !== address.toString(),
		bytes: network.toByteArray(),
	};
}

export function isIpv6Address(text: string): boolean {
	return ipaddr.IPv6.isValid(text) && !text.includes('%');
}

/** The address `offset` after the first one of a range. The offset stays within the last byte. */
export function addressInRange(range: string, offset: number): string {
	const bytes = ipaddr.IPv6.networkAddressFromCIDR(range).toByteArray();
	const last = bytes.length - 1;
	bytes[last] = (bytes[last] ?? 0) + offset;
	return new ipaddr.IPv6(bytes).toString();
}

/** `private` covers RFC 1918 and RFC 6598; `special` is what no gateway can have: loopback, multicast, link-local, broadcast, … */
export function kindOf(address: string): 'public' | 'private' | 'special' {
	const kind = ipaddr.IPv4.parse(address).range();
	if (kind === 'private' || kind === 'carrierGradeNat') return 'private';
	// Documentation ranges (RFC 5737) are reserved too, but examples are written with them.
	if (kind === 'unicast' || /^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address)) return 'public';
	return 'special';
}
