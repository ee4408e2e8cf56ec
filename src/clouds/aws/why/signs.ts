import type {CloudSign, CloudWhy} from '../../contract/cloud-why.ts';
import type {ConnectionStatus, TunnelStatus} from '../../contract/tunnel-status.ts';

/**
 * What AWS's words on a tunnel mean. Source: EC2 API, VgwTelemetry (Status, StatusMessage, AcceptedRouteCount); AWS Site-to-Site VPN User Guide,
 * "Monitoring": a tunnel by BGP counts as UP once its session is established.
 */
export const awsSigns: NonNullable<CloudWhy['signs']> = connection =>
	connection.tunnels.flatMap((tunnel, index) => signsOf(connection, tunnel, index + 1));

function signsOf({routing}: ConnectionStatus, tunnel: TunnelStatus, number: number): readonly CloudSign[] {
	const {state, raw, message, acceptedRoutes, since} = tunnel;
	const says = `tunnel ${number} is ${raw || state}: ${message}`;
	const where = {tunnel: number, ...(since === undefined ? {} : {at: since})};
	if (state === 'DOWN' && /IPSEC IS UP/i.test(message))
		return [
			{
				cause: routing === 'bgp' ? 'bgp-not-established' : 'cloud-at-work',
				weight: 0.65,
				says,
				works: 'ipsec',
				...where,
			},
		];
	// UP is Established there: so the device is heard, and what it announces is nothing, or refused.
	if (state === 'UP' && routing === 'bgp' && acceptedRoutes === 0)
		return [{cause: 'no-accepted-routes', weight: 0.95, says: `${says}, AcceptedRouteCount 0`, works: 'bgp', ...where}];
	return [];
}
