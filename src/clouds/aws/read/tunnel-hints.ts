import ipaddr from 'ipaddr.js';
import type {TunnelState} from '../../contract/cloud.ts';

interface TunnelSituation {
	readonly state: TunnelState;
	readonly message: string;
	readonly acceptedRoutes?: number;
	readonly startupAction?: string;
	readonly connectionState: string;
	readonly isStatic: boolean;
	readonly insideCidr: string;
}

/** A likely reason for what AWS reports of a tunnel, and what to do; undefined when all is well or nothing can be said. */
export function hintFor(tunnel: TunnelSituation): string | undefined {
	const {state, message, connectionState, isStatic} = tunnel;
	if (connectionState === 'pending') return 'AWS is still building its end: this takes some minutes';
	if (connectionState === 'modifying') return 'AWS is changing its end: tunnels go down one after the other';
	if (connectionState === 'deleting' || connectionState === 'deleted') return undefined;
	if (state === 'UP') {
		return !isStatic && tunnel.acceptedRoutes === 0
			? 'BGP is up, but the device announces no prefix: check its network statements and outbound filter'
			: undefined;
	}

	if (state === 'UNKNOWN') return undefined;
	if (/IPSEC IS UP/i.test(message))
		return isStatic
			? 'IPsec is up, but AWS does not count the tunnel as up yet: look again in a minute'
			: `IPsec is up, BGP is not: check the neighbour address${awsInside(tunnel.insideCidr)}, the ASNs, and that the ranges are ${isIpv6(tunnel.insideCidr) ? '::/0' : '0.0.0.0/0'} on both sides`;
	if (tunnel.startupAction === 'start')
		return 'AWS starts this tunnel and the device does not answer: check its address, UDP 500 and 4500, the keys and the proposals';
	return 'Nothing initiates: AWS waits for your device. Start the tunnel there; if it tries already, check UDP 500 and 4500, the keys and the proposals';
}

function isIpv6(cidr: string): boolean {
	return cidr.includes(':');
}

/** AWS has the first address of the inside range. Source: every CustomerGatewayConfiguration seen; for IPv6 the same, of the /126. */
function awsInside(insideCidr: string): string {
	if (!ipaddr.isValidCIDR(insideCidr)) return '';
	const bytes = ipaddr.parseCIDR(insideCidr)[0].toByteArray();
	// ranges of /30 and /126 end in 00
	const last = (bytes.at(-1) ?? 0) & 0xfc;
	return ` ${ipaddr.fromByteArray([...bytes.slice(0, -1), last + 1]).toString()}`;
}
