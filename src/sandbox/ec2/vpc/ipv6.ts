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
