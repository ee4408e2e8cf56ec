import ipaddr from 'ipaddr.js';
import type {DeviceTunnel} from '../connection/device-side.ts';

/** Whether a tunnel's own addresses may talk inside it: narrowed ranges leave them out, and a packet of theirs is dropped. */
export function passesInside({inside, insideIpv6, pairs}: DeviceTunnel): boolean {
	const ends = insideIpv6 ?? inside;
	return ends !== undefined && pairs.some(pair => holds(pair.siteSide, ends.site) && holds(pair.cloudSide, ends.cloud));
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
