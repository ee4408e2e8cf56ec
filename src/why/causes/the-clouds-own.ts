import type {Known} from '../why.ts';
import {cloudProofs} from '../words/cloud-proofs.ts';
import {onLinux} from '../words/proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** What looks like a fault of the tunnel while the cloud's end is not there at all. */
const anyTunnelTrouble = [
	'nobody-initiates',
	'udp-500-blocked',
	'udp-4500-blocked',
	'dead-peer',
	'one-tunnel-only',
	'bgp-not-established',
	'no-accepted-routes',
];

const gatewayId = ({sight, connection}: Known) =>
	sight?.gateways[0]?.gateway ?? connection.cloudGatewayId ?? 'the gateway';

/** What is the cloud's: no change on the device helps. */
export const theCloudsOwn: readonly CauseRow[] = [
	{
		id: 'gateway-blocked',
		title: 'The cloud’s gateway is blocked, unpaid, expired or not available',
		source:
			'vpc 2017-03-12, VpnGateway: IsAddressBlocked, RestrictState, ExpiredTime, State; EC2 API, VpnGateway and TransitGateway, State',
		over: 'stays',
		looksLike: anyTunnelTrouble,
		mend: known => [
			...(known.sight?.gateways ?? []).flatMap(({gateway, kind, quote}) =>
				kind in mends ? [`${gateway}: ${mends[kind]} (${quote})`] : [],
			),
			'No change on the device helps before that.',
		],
		prove: known => [
			{
				where: 'here',
				command: `tunnelwright why ${known.connection.id} --region ${known.connection.region}`,
				shows: `whether the cloud still says so of ${gatewayId(known)}`,
			},
			...cloudProofs(known, 'gateway-blocked'),
		],
	},
	{
		id: 'gateway-at-its-cap',
		title: 'The cloud’s gateway, or the tunnel, is at its largest bandwidth',
		source:
			'VPN Connections documentation, monitoring (VpnBandwidthUsageRate, PkgDrop); AWS Site-to-Site VPN quotas (1.25 Gbps a tunnel)',
		over: 'stays',
		mend: known => [
			`Give ${gatewayId(known)} a larger bandwidth, or spread the traffic: more tunnels with ECMP, where the gateway can.`,
			'Look which hosts send that much: a backup at a fixed hour may be moved.',
		],
		prove: known => [
			{
				where: 'here',
				command: 'tunnelwright watch',
				shows: 'after Enter on the connection: traffic at one level for a while, and packets that get lost',
			},
			...cloudProofs(known, 'gateway-at-its-cap'),
		],
	},
	{
		id: 'cloud-at-work',
		title: 'The cloud is at work on the connection',
		source: 'EC2 API, VpnConnection, State (pending, modifying, deleting); vpc 2017-03-12, VpnConnection, State',
		over: 'stays',
		looksLike: [...anyTunnelTrouble, 'endpoint-replaced'],
		mend: known => [`Wait until ${known.connection.id} is settled: it takes some minutes. Then look again.`],
		prove: known => [
			{
				where: 'here',
				command: `tunnelwright status ${known.connection.id} --region ${known.connection.region}`,
				shows: 'its state: available where it is settled',
			},
		],
	},
	{
		id: 'not-provisioned',
		title: 'The cloud could not set up its end of the tunnel',
		source: 'EC2 API, ActiveVpnTunnelStatus: ProvisioningStatus and ProvisioningStatusReason',
		over: 'stays',
		looksLike: anyTunnelTrouble,
		mend: known => [
			`Change what the cloud names: in tunnelwright watch, Enter on ${known.connection.id} and e. If it names nothing of yours, ask the cloud’s support.`,
		],
		prove: known => [
			{
				where: 'here',
				command: `tunnelwright why ${known.connection.id} --region ${known.connection.region}`,
				shows: 'whether the cloud still says that it failed',
			},
		],
	},
	{
		id: 'probe-unanswered',
		title: 'The cloud’s health check has no answer from the site',
		source:
			'vpc 2017-03-12, VpnConnection: HealthCheckStatus; VPN Connections documentation, "Configuring health checks"',
		over: 'stays',
		looksLike: ['nobody-initiates', 'udp-500-blocked', 'one-tunnel-only'],
		mend: known => {
			const probe = valuesOf(known).tunnel?.probe;
			return [
				probe
					? `Let something at the site answer pings from ${probe.cloud} to ${probe.site} through the tunnel, and send the answer back by it.`
					: 'Let the probe’s address at the site answer pings through the tunnel, and send the answer back by it.',
				`Or switch its health check off: in tunnelwright watch, Enter on ${known.connection.id} and e. With a single tunnel it is better off.`,
			];
		},
		prove: known => {
			const probe = valuesOf(known).tunnel?.probe;
			return [
				onLinux(
					known,
					`tcpdump -ni any icmp and host ${probe?.cloud ?? 'PROBE-ADDRESS'}`,
					'requests with no answer where it is this; no requests where the tunnel is dead',
				),
				...cloudProofs(known, 'probe-unanswered'),
			];
		},
	},
];

const mends: Readonly<Record<string, string>> = {
	blocked: 'its address is blocked by the cloud: open a ticket there, it is a matter of compliance',
	unpaid: 'pay what is due in the account, and wait for the gateway to be let free',
	expired: 'renew the gateway: its time is over',
	'not available': 'look at it in the console: it is not available, or not attached',
};
