import ipaddr from 'ipaddr.js';
import type {TunnelState, TunnelStatus} from '../../contract/cloud.ts';

interface TunnelSituation {
	readonly state: TunnelState;
	readonly message: string;
	readonly acceptedRoutes?: number;
	readonly startupAction?: string;
	readonly connectionState: string;
	readonly isStatic: boolean;
	readonly insideCidr: string;
}

/** A reason for what AWS reports of a tunnel, with how sure it is, and what to do; nothing when all is well or nothing can be said. */
export function hintFor(tunnel: TunnelSituation): Pick<TunnelStatus, 'hint' | 'hintSureness'> {
	const {state, message, connectionState, isStatic, acceptedRoutes, startupAction, insideCidr} = tunnel;
	if (connectionState === 'pending') return proved('AWS is still building its end: this takes some minutes');
	if (connectionState === 'modifying') return proved('AWS is changing its end: tunnels go down one after the other');
	if (connectionState === 'deleting' || connectionState === 'deleted') return {};
	if (state === 'UP')
		return !isStatic && acceptedRoutes === 0
			? likely('BGP is up, and AWS has no prefix of the device: check its network statements and outbound filter')
			: {};
	if (state === 'UNKNOWN') return {};
	if (/IPSEC IS UP/i.test(message))
		return likely(
			isStatic
				? 'IPsec is up, but AWS does not count the tunnel as up yet: look again in a minute'
				: `IPsec is up, BGP is not: check the neighbour address${awsInside(insideCidr)}, the ASNs, and that the ranges are ${isIpv6(insideCidr) ? '::/0' : '0.0.0.0/0'} on both sides`,
		);
	if (startupAction === 'start')
		return possible(
			'It is down, though AWS starts it by itself: check the device’s address, UDP 500 and 4500, the keys and the proposals',
		);
	return possible(
		'Nobody starts the tunnel: AWS waits for your device. Start it there; if it tries already, check UDP 500 and 4500, the keys and the proposals',
	);
}

const proved = (hint: string) => ({hint, hintSureness: 'proved'}) as const;
const likely = (hint: string) => ({hint, hintSureness: 'likely'}) as const;
const possible = (hint: string) => ({hint, hintSureness: 'possible'}) as const;

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
