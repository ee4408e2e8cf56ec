import ipaddr from 'ipaddr.js';
import type {DeviceTunnel, InsideAddresses} from '../../connection/device-side.ts';

/** The addresses inside that the tunnel carries: AWS names IPv4 ones beside IPv6 ones. */
export function insideOf({inside, insideIpv6}: DeviceTunnel): InsideAddresses | undefined {
	return insideIpv6 ?? inside;
}

/** Whether a tunnel's own addresses may talk inside it: narrowed ranges leave them out, and a packet of theirs is dropped. */
export function passesInside(tunnel: DeviceTunnel): boolean {
	const ends = insideOf(tunnel);
	return (
		ends !== undefined &&
		tunnel.pairs.some(pair => holds(pair.siteSide, ends.site) && holds(pair.cloudSide, ends.cloud))
	);
}

/** Whether a range holds an address. Another family's is none of its own. */
export function holds(range: string, address: string): boolean {
	const network = ipaddr.parseCIDR(range);
	const parsed = ipaddr.parse(address);
	return parsed.kind() === network[0].kind() && parsed.match(network);
}

/** The first address of a range that can be a host's. */
export function firstHost(range: string): string {
	const [network, length] = ipaddr.parseCIDR(range);
	const bytes = network.toByteArray();
	if (length < bytes.length * 8 - 1) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) + 1;
	return ipaddr.fromByteArray(bytes).toString();
}
