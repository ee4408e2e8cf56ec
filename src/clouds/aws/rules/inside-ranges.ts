import ipaddr from 'ipaddr.js';

/** Why a range cannot be a tunnel's IPv6 inside range, or undefined. */
export function checkInsideIpv6Cidr(cidr: string): string | undefined {
	const problem = checkIpv6Cidr(cidr);
	if (problem) return problem;
	const [address, prefixLength] = ipaddr.IPv6.parseCIDR(cidr);
	if (prefixLength !== 126) return `${cidr} is a /${prefixLength}, but the inside of a tunnel is a /126`;
	if (!address.match(ipaddr.IPv6.parseCIDR('fd00::/8'))) return `${cidr} is not in fd00::/8`;
	return undefined;
}

/** Why text is no IPv6 network, or undefined. */
export function checkIpv6Cidr(cidr: string): string | undefined {
	if (!ipaddr.IPv6.isValidCIDR(cidr)) return `${cidr} is not an IPv6 range: write it as fd12:3456::/48`;
	const network = ipaddr.IPv6.networkAddressFromCIDR(cidr);
	const [address] = ipaddr.IPv6.parseCIDR(cidr);
	return network.toString() === address.toString()
		? undefined
		: `${cidr} has host bits set: write ${network.toString()}/${cidr.split('/')[1]}`;
}

/** The one spelling that RFC 5952 gives an IPv6 range, host bits cleared, so that two can be compared; what is none stays as it is. */
export function spellIpv6Cidr(cidr: string): string {
	return ipaddr.IPv6.isValidCIDR(cidr)
		? `${ipaddr.IPv6.networkAddressFromCIDR(cidr).toString()}/${ipaddr.IPv6.parseCIDR(cidr)[1]}`
		: cidr;
}
