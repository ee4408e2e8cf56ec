import {shellWord} from '../../../connection/shell-word.ts';
import type {CloudProof, CloudSign, CloudWhy, LogRow} from '../../contract/cloud-why.ts';
import type {ConnectionStatus, TunnelStatus} from '../../contract/tunnel-status.ts';

/*
 * What Tencent Cloud's words mean. Its log of a tunnel stands in the console alone, so that somebody has to copy it. Sources: VPN Connections documentation,
 * "Error messages of tunnel logs" (product 554, page 79960), which names a cause for each; vpc 2017-03-12, VpnConnection. Its gateway is strongSwan, so the
 * other wordings are charon's.
 */

const log: readonly LogRow[] = [
	{says: /reason of no matching secret/i, points: {'wrong-key': 1}},
	{says: /invalid HASH_V1 payload length, decryption failed/i, points: {'wrong-key': 0.85}},
	{says: /no peer config found by ID payload/i, points: {'wrong-identity': 0.95, 'aggressive-mode': 0.15}},
	{says: /^(?=.*IKE_SA_ESTABLISH_FAIL)(?=.*no matching proposal)/i, points: {'phase-1-proposal': 1}},
	// Of phase 2 the page was not seen: as its words of phase 1 suggest.
	{says: /^(?=.*CHILD_SA)(?=.*no matching proposal)/i, points: {'phase-2-proposal': 0.7}},
	{
		says: /^(?=.*CHILD_SA)(?=.*(?:traffic selector|TS_UNACCEPTABLE|no matching (?:TS|config)))/i,
		points: {'wrong-ranges': 0.65},
	},
	{says: /reason of peer no response/i, points: {'udp-500-blocked': 0.7}},
	// Charon's words: here it is the cloud that knows no such peer. Not seen in its console.
	{says: /no IKE config found for/i, points: {'unknown-peer': 0.7, 'ike-version': 0.5}},
	{says: /IKE_NEGO: received NO_PROPOSAL_CHOSEN/i, points: {'phase-1-proposal': 0.7, 'phase-2-proposal': 0.4}},
	{says: /IKE_NEGO: retransmit .{0,60}Initiator 5th message/i, points: {'udp-4500-blocked': 0.4, 'wrong-key': 0.4}},
	{says: /IKE_NEGO: retransmit/i, points: {'udp-500-blocked': 0.4}},
];

const signs: NonNullable<CloudWhy['signs']> = connection =>
	connection.tunnels.flatMap((tunnel, index) => signsOf(connection, tunnel, index + 1));

/** NetStatus says nothing of BGP: a tunnel counts as connected whatever its session is at. So no learned route has two causes, and each is possible at most. */
function signsOf({routing}: ConnectionStatus, tunnel: TunnelStatus, number: number): readonly CloudSign[] {
	const {raw, acceptedRoutes} = tunnel;
	if (raw !== 'AVAILABLE' || routing !== 'bgp' || acceptedRoutes !== 0) return [];
	const says = `tunnel ${number}: NetStatus AVAILABLE, and its gateway has learned no route of it`;
	return [
		{cause: 'bgp-not-established', weight: 0.5, says, tunnel: number},
		{cause: 'no-accepted-routes', weight: 0.45, says, tunnel: number},
	];
}

type Prove = (connection: ConnectionStatus) => CloudProof | undefined;

/** Nothing where the gateway is not known: a command that can't name it would have to be filled in first. */
const withGateway =
	(prove: (connection: ConnectionStatus, gateway: string) => CloudProof): Prove =>
	connection =>
		connection.cloudGatewayId === undefined ? undefined : prove(connection, connection.cloudGatewayId);

const tccli = ({region}: ConnectionStatus, words: string) => `tccli vpc ${words} --region ${shellWord(region)}`;

const ofTunnel: Prove = connection => ({
	command: tccli(
		connection,
		`DescribeVpnConnections --VpnConnectionIds ${shellWord(`["${connection.id}"]`)} --filter "VpnConnectionSet[0].{NetStatus:NetStatus,HealthCheckStatus:HealthCheckStatus}"`,
	),
	shows: 'both AVAILABLE where it is mended',
});
const ofRoutes = withGateway((connection, gateway) => ({
	command: tccli(connection, `DescribeVpnGatewayRoutes --VpnGatewayId ${shellWord(gateway)}`),
	shows: `the site’s ranges, with InstanceId ${connection.id} and Status ENABLE`,
}));
const ofGateway = withGateway((connection, gateway) => ({
	command: tccli(connection, `DescribeVpnGateways --VpnGatewayIds ${shellWord(`["${gateway}"]`)}`),
	shows: 'IsAddressBlocked false, RestrictState NORMAL, State AVAILABLE, and an ExpiredTime that is yet to come',
}));

const proofs: Readonly<Record<string, Prove>> = {
	'probe-unanswered': ofTunnel,
	'bgp-not-established': ofRoutes,
	'no-accepted-routes': ofRoutes,
	'no-way-back': ofRoutes,
	'gateway-blocked': ofGateway,
	'gateway-at-its-cap': ofGateway,
};

/** How Tencent Cloud's own words are read where a tunnel is down. */
export const tencentWhy: CloudWhy = {
	log,
	pasted: /\b(?:TANS\/|TANS_)?(?:IKE_NEGO|IKE_SA_ESTABLISH_FAIL|CHILD_SA_ESTABLISH_FAIL)\b|for the reason of /,
	signs,
	proofs: (cause, connection) => {
		const proof = Object.hasOwn(proofs, cause) ? proofs[cause]?.(connection) : undefined;
		return proof ? [proof] : [];
	},
};
