import ipaddr from 'ipaddr.js';
import type {DeviceTunnel} from '../connection/device-side.ts';
import type {RoutingMode} from '../connection/document.ts';
import type {InterfaceMaker} from './interface-maker.ts';

/**
 * The address that the watch sends a packet to while a tunnel is down, so that the daemon begins anew: one that only this tunnel leads to, the cloud's
 * inside it, else one of its ranges. Undefined where it asks nobody: an SPD lets no packet of the device's own pass, BGP asks by itself, and Libreswan
 * begins anew by itself behind an interface that is closed.
 * @param ranges what is routed into the tunnels
 */
export function whomToAsk(
	{inside, insideIpv6}: DeviceTunnel,
	routing: RoutingMode,
	[range]: readonly string[],
	maker: InterfaceMaker,
): string | undefined {
	if (range === undefined || routing === 'policy' || maker === 'daemon') return undefined;
	const cloud = (insideIpv6 ?? inside)?.cloud;
	if (cloud !== undefined || !ipaddr.IPv4.isValidCIDR(range)) return cloud;
	const [address = '', length] = range.split('/');
	return length === '32' ? address : address.replace(/\d+$/, last => String(Number(last) + 1));
}
