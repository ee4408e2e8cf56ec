import {checkCidr, parseRange} from '../../connection/networks.ts';
import type {TunnelState} from '../cloud.ts';

export interface TunnelSituation {
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
			: `IPsec is up, BGP is not: check the neighbour address${awsInside(tunnel.insideCidr)}, the ASNs, and that the ranges are 0.0.0.0/0 on both sides`;
	if (tunnel.startupAction === 'start')
		return 'AWS starts this tunnel and the device does not answer: check its address, UDP 500 and 4500, the keys and the proposals';
	return 'Nothing initiates: AWS waits for your device. Start the tunnel there; if it tries already, check UDP 500 and 4500, the keys and the proposals';
}

/** AWS has the first address of the inside range. Source: every CustomerGatewayConfiguration seen. */
function awsInside(insideCidr: string): string {
	if (checkCidr(insideCidr)) return '';
	const first = parseRange(insideCidr).start + 1;
	return ` ${[24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256).join('.')}`;
}
