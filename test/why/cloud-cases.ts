import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import type {CloudLogLine, ConnectionSight, GatewayTrouble} from '../../src/clouds/contract/sight.ts';
import type {TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import {tencentWhy} from '../../src/clouds/tencent/why/why.ts';
import type {FleetChange} from '../../src/watch/fleet/fleet.ts';
import type {Known} from '../../src/why/why.ts';
import {down, known, up} from './known.ts';
import {sideOf, sideWith} from './sides.ts';

/* Causes that the cloud itself shows, with what it says then: how each of them has to be found. */

export interface CloudCase {
	readonly cause: string;
	/** Where the evidence is from, for the table. */
	readonly source: string;
	readonly sureness: 'proved' | 'likely' | 'possible';
	readonly known: Known;
}

const now = known().now;
const hour = 3_600_000;
const bothUp: readonly TunnelStatus[] = [{...up, key: down.key, outsideAddress: down.key}, up];
const ofBgp = (tunnels: readonly TunnelStatus[], more: Partial<Known> = {}): Known => {
	const base = known({side: sideOf(), cloudWhy: awsWhy, ...more}, tunnels);
	return {
		...base,
		connection: {...base.connection, routing: 'bgp'},
		tunnels: base.tunnels.length > 0 ? base.tunnels : [1, 2],
	};
};
const ofStatic = (tunnels: readonly TunnelStatus[], more: Partial<Known> = {}): Known => {
	const base = known({side: sideOf({routing: 'static'}), cloudWhy: awsWhy, ...more}, tunnels);
	return {...base, tunnels: base.tunnels.length > 0 ? base.tunnels : [1, 2]};
};
/** One tunnel of Tencent Cloud. */
const ofTencent = (tunnel: Partial<TunnelStatus>, more: Partial<Known> = {}): Known => {
	const one = {...down, key: 'vpnx-ab12cd34', ...tunnel};
	const base = known({cloudWhy: tencentWhy, ...more}, [one]);
	return {
		...base,
		connection: {
			...base.connection,
			cloud: 'tencent',
			region: 'ap-guangzhou',
			id: 'vpnx-ab12cd34',
			cloudGatewayId: 'vpngw-1w9tue3d',
		},
		tunnels: [1],
	};
};
const log = (kind: CloudLogLine['kind'], ...texts: readonly string[]): Known['cloudLog'] => ({
	state: 'read',
	isCut: false,
	lines: texts.map((text, index) => ({at: now - (texts.length - index) * 60_000, tunnel: down.key, kind, text})),
});
const sight = (more: Partial<ConnectionSight>): ConnectionSight => ({
	at: now,
	tunnels: [],
	routes: [],
	notPropagated: [],
	gateways: [],
	unread: [],
	...more,
});
const gateway = (kind: GatewayTrouble['kind'], quote: string) =>
	sight({gateways: [{gateway: 'vpngw-1w9tue3d', kind, quote}], routes: undefined, notPropagated: undefined});
const fleetPlace = {cloud: 'aws', region: 'eu-central-1', key: 'aws eu-central-1', account: 'as found'};
const fell = (at: number, index: number): FleetChange => ({
	number: index + 1,
	at,
	connection: 'aws eu-central-1 vpn-40f41529',
	place: fleetPlace,
	id: 'vpn-40f41529',
	name: 'office',
	what: {kind: 'tunnel', number: 1, tunnel: down.key, from: 'UP', to: 'DOWN', message: 'IPSEC IS DOWN'},
});
const points = (bytesPerSecond: number) => [
	{at: now - hour, bytesPerSecond},
	{at: now - hour / 2, bytesPerSecond},
];
const series = (tunnel: string | undefined, direction: 'in' | 'out', bytesPerSecond: number) => ({
	...(tunnel === undefined ? {} : {tunnel}),
	direction,
	points: points(bytesPerSecond),
});
const traffic = (...all: readonly ReturnType<typeof series>[]): Known['traffic'] => ({
	stepSeconds: 300,
	source: 'CloudWatch AWS/VPN',
	series: all,
});

const logCases: readonly (readonly [
	cause: string,
	sureness: CloudCase['sureness'],
	kind: CloudLogLine['kind'],
	text: string,
])[] = [
	['wrong-key', 'proved', 'ike', 'AWS tunnel detected a pre-shared key mismatch with cgw: 203.0.113.9'],
	['wrong-key', 'likely', 'ike', 'AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key'],
	['wrong-identity', 'likely', 'ike', 'AWS tunnel is sending AUTHENTICATION_FAILED as the response'],
	['phase-1-proposal', 'likely', 'ike', 'No Proposal Match Found by AWS'],
	['phase-2-proposal', 'likely', 'ike', 'No Proposal Match Found. Notifying with "No proposal chosen"'],
	['phase-2-proposal', 'likely', 'ike', 'AWS tunnel Phase 2 was unable to establish while keeping Phase 1'],
	['wrong-ranges', 'likely', 'ike', 'AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder'],
	[
		'udp-4500-blocked',
		'likely',
		'ike',
		'AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: 203.0.113.9',
	],
	['dead-peer', 'likely', 'ike', 'AWS tunnel DPD timed out after 3 retransmits'],
	['dead-peer', 'likely', 'ike', 'Peer is not responsive - Declaring peer dead'],
	['closed-by-far-end', 'likely', 'ike', 'AWS tunnel received DELETE for IKE_SA from CGW'],
];
const bgpLogCases: readonly (readonly [
	cause: string,
	sureness: CloudCase['sureness'],
	kind: CloudLogLine['kind'],
	text: string,
])[] = [
	[
		'bgp-not-established',
		'likely',
		'bgp',
		'AWS-side peer BGP session state has changed from Connect to Active with neighbor 169.254.10.2',
	],
	['bgp-hold-timer', 'likely', 'bgp', 'AWS-side peer sent a Hold Timer Expired notification to neighbor 169.254.10.2'],
	[
		'wrong-asn',
		'proved',
		'bgp',
		'AWS-side peer detected a bad OPEN message from neighbor 169.254.10.2 - remote AS is 65011, expected 65010',
	],
	[
		'too-many-prefixes',
		'proved',
		'bgp',
		'AWS-side peer detected the maximum prefix limit was exceeded - received 105 prefixes from neighbor 169.254.10.2, limit is 100',
	],
	[
		'bgp-closed-on-purpose',
		'likely',
		'bgp',
		'AWS-side peer received notification 6/2 (Cease/Administrative Shutdown) from neighbor 169.254.10.2',
	],
];
const ipsecUp: readonly TunnelStatus[] = [{...down, message: 'IPSEC IS UP'}, up];
const noRoutes = bothUp.map(tunnel => ({...tunnel, message: '0 BGP ROUTES', acceptedRoutes: 0}));
const routes = bothUp.map(tunnel => ({...tunnel, message: '2 BGP ROUTES', acceptedRoutes: 2}));
const route = {
	destination: '192.168.7.0/24',
	table: 'rtb-0d9e1f2a',
	origin: 'static' as const,
	state: 'active' as const,
	raw: 'active',
};

export const cloudCases: readonly CloudCase[] = [
	...logCases.map(([cause, sureness, kind, text]) => ({
		cause,
		sureness,
		source: `AWS tunnel log: ${text}`,
		known: ofStatic([down, up], {cloudLog: log(kind, text)}),
	})),
	...bgpLogCases.map(([cause, sureness, kind, text]) => ({
		cause,
		sureness,
		source: `AWS BGP log: ${text}`,
		known: ofBgp(ipsecUp, {cloudLog: log(kind, text)}),
	})),
	{
		cause: 'mtu-black-hole',
		sureness: 'likely',
		source: 'AWS BGP log: up, and Hold Timer Expired soon after, again and again',
		known: ofBgp(ipsecUp, {
			cloudLog: log(
				'bgp',
				...['Established', 'Hold', 'Established', 'Hold'].map(what =>
					what === 'Hold'
						? 'AWS-side peer sent a Hold Timer Expired notification to neighbor 169.254.10.2'
						: 'AWS-side peer BGP session state has changed from OpenConfirm to Established with neighbor 169.254.10.2',
				),
			),
		}),
	},
	{
		cause: 'own-as-in-path',
		sureness: 'proved',
		source: 'AWS BGP log: DENIED',
		known: ofBgp(noRoutes, {
			cloudLog: log('route', '192.168.7.0/24 UPDATED, AS path 64512: DENIED due to: as-path contains our own AS'),
		}),
	},
	{
		cause: 'next-hop-not-connected',
		sureness: 'proved',
		source: 'AWS BGP log: DENIED',
		known: ofBgp(noRoutes, {cloudLog: log('route', '192.168.7.0/24 UPDATED: DENIED due to: non-connected next-hop')}),
	},
	{cause: 'bgp-not-established', sureness: 'likely', source: 'AWS status: DOWN, IPSEC IS UP', known: ofBgp(ipsecUp)},
	{cause: 'no-accepted-routes', sureness: 'likely', source: 'AWS status: UP, 0 routes', known: ofBgp(noRoutes)},
	{
		cause: 'own-as-in-path',
		sureness: 'likely',
		source: 'what the device is told: one AS at both ends',
		known: ofBgp(routes, {side: sideWith({bgp: {cloudAsn: 64_512, siteAsn: 64_512, holdSeconds: 30}})}),
	},
	{
		cause: 'no-way-back',
		sureness: 'likely',
		source: 'AWS route: blackhole',
		known: ofBgp(routes, {
			sight: sight({routes: [{...route, table: 'tgw-rtb-0a', state: 'not in use', raw: 'blackhole'}]}),
		}),
	},
	{
		cause: 'no-way-back',
		sureness: 'likely',
		source: 'no route leads into it',
		known: ofBgp(routes, {sight: sight({routes: []})}),
	},
	{
		cause: 'no-way-back',
		sureness: 'possible',
		source: 'AWS route table: propagation is off',
		known: ofBgp(routes, {sight: sight({routes: [route], notPropagated: ['rtb-0other']})}),
	},
	{
		cause: 'no-way-back',
		sureness: 'likely',
		source: 'Tencent Cloud gateway route: DISABLE',
		known: ofTencent(
			{state: 'UP', raw: 'AVAILABLE'},
			{
				sight: sight({
					routes: [{...route, table: 'vpngw-1w9tue3d', state: 'not in use', raw: 'DISABLE'}],
					notPropagated: undefined,
				}),
			},
		),
	},
	{
		cause: 'gateway-blocked',
		sureness: 'proved',
		source: 'Tencent Cloud gateway: IsAddressBlocked',
		known: ofTencent({raw: 'UNAVAILABLE'}, {sight: gateway('blocked', 'IsAddressBlocked: true')}),
	},
	{
		cause: 'gateway-blocked',
		sureness: 'proved',
		source: 'Tencent Cloud gateway: PROTECTIVELY_ISOLATED',
		known: ofTencent({raw: 'UNAVAILABLE'}, {sight: gateway('unpaid', 'RestrictState: PROTECTIVELY_ISOLATED')}),
	},
	{
		cause: 'gateway-blocked',
		sureness: 'proved',
		source: 'Tencent Cloud gateway: ExpiredTime',
		known: ofTencent({raw: 'UNAVAILABLE'}, {sight: gateway('expired', 'ExpiredTime: 2026-11-01 00:00:00')}),
	},
	{
		cause: 'gateway-at-its-cap',
		sureness: 'likely',
		source: 'Tencent Cloud gateway: usage',
		known: ofTencent({state: 'UP', raw: 'AVAILABLE'}, {sight: gateway('at its cap', 'VpnBandwidthUsageRate: 99.1 %')}),
	},
	{
		cause: 'probe-unanswered',
		sureness: 'proved',
		source: 'Tencent Cloud status: NetStatus AVAILABLE, health check not',
		known: ofTencent({raw: 'AVAILABLE', message: 'connected, health check fails', probe: 'unanswered'}),
	},
	{
		cause: 'bgp-not-established',
		sureness: 'possible',
		source: 'Tencent Cloud status: AVAILABLE, no route learned',
		known: {
			...ofTencent({state: 'UP', raw: 'AVAILABLE', acceptedRoutes: 0}),
			connection: {...ofTencent({state: 'UP', raw: 'AVAILABLE', acceptedRoutes: 0}).connection, routing: 'bgp'},
		},
	},
	{
		cause: 'wrong-key',
		sureness: 'proved',
		source: 'Tencent Cloud console log, copied',
		known: ofTencent(
			{raw: 'UNAVAILABLE'},
			{
				site: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of no matching secret. ike connection: vpnx-ab12cd34, my ip: 192.0.2.1, peer ip: 203.0.113.9.',
			},
		),
	},
	{
		cause: 'phase-1-proposal',
		sureness: 'proved',
		source: 'Tencent Cloud console log, copied',
		known: ofTencent(
			{raw: 'UNAVAILABLE'},
			{
				site: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of no matching proposal, configured [IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048], received [IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024].',
			},
		),
	},
	{
		cause: 'wrong-identity',
		sureness: 'likely',
		source: 'Tencent Cloud console log, copied',
		known: ofTencent(
			{raw: 'UNAVAILABLE'},
			{
				site: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of responder no peer config found by ID payload, received[ID_IPV4_ADDR:10.0.0.9].',
			},
		),
	},
	{
		cause: 'udp-500-blocked',
		sureness: 'likely',
		source: 'Tencent Cloud console log, copied',
		known: ofTencent(
			{raw: 'UNAVAILABLE'},
			{
				site: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of peer no response. ike connection: x, my ip: 192.0.2.1, peer ip: 203.0.113.9.',
			},
		),
	},
	{
		cause: 'wrong-key',
		sureness: 'proved',
		source: 'AWS tunnel log, copied',
		known: ofStatic([down, up], {
			site: '{"event_timestamp":1764547200,"ike_phase1_state":"down","ike_phase2_state":"down","details":"AWS tunnel detected a pre-shared key mismatch with cgw: 203.0.113.9"}',
		}),
	},
	{
		cause: 'endpoint-replaced',
		sureness: 'likely',
		source: 'AWS maintenance: applied as it fell',
		known: ofStatic([
			{...down, maintenance: {key: down.key, pending: '', lastApplied: (down.since ?? 0) - 90_000}},
			up,
		]),
	},
	{
		cause: 'cloud-at-work',
		sureness: 'proved',
		source: 'status: modifying',
		known: {
			...ofStatic([down, up]),
			connection: {...ofStatic([down, up]).connection, state: 'modifying', phase: 'working'},
		},
	},
	{
		cause: 'not-provisioned',
		sureness: 'proved',
		source: 'AWS ProvisioningStatus: failed',
		known: ofStatic([down, up], {
			sight: sight({tunnels: [{key: down.key, provisioningFailure: 'The tunnel could not be provisioned'}]}),
		}),
	},
	{
		cause: 'nobody-initiates',
		sureness: 'likely',
		source: 'AWS tunnel log has no line, the cloud waits',
		known: ofStatic([down, {...down, key: up.key, outsideAddress: up.key}], {
			cloudLog: {state: 'read', isCut: false, lines: []},
		}),
	},
	{
		cause: 'one-tunnel-only',
		sureness: 'likely',
		source: 'the site’s log names the other tunnel alone, again and again',
		known: ofStatic([down, up], {
			site: Array.from(
				{length: 4},
				(_, hour) =>
					`Dec  1 0${hour}:00:01 gw charon: 14[IKE] IKE_SA vpn-40f41529-2[${hour}] established between 203.0.113.9[203.0.113.9]...${up.key}[${up.key}]`,
			).join('\n'),
		}),
	},
	{
		cause: 'one-way-over-two-tunnels',
		sureness: 'likely',
		source: 'CloudWatch: in by one tunnel, out by the other',
		known: ofStatic(bothUp, {
			traffic: traffic(
				series(down.key, 'in', 50_000),
				series(up.key, 'in', 20),
				series(down.key, 'out', 20),
				series(up.key, 'out', 50_000),
			),
		}),
	},
	{
		cause: 'no-way-back',
		sureness: 'likely',
		source: 'CloudWatch: in, and nothing out',
		known: ofStatic(bothUp, {traffic: traffic(series(undefined, 'in', 50_000), series(undefined, 'out', 12))}),
	},
	{
		cause: 'site-firewall',
		sureness: 'possible',
		source: 'CloudWatch: out, and nothing in',
		known: ofStatic(bothUp, {traffic: traffic(series(undefined, 'in', 12), series(undefined, 'out', 50_000))}),
	},
	{
		cause: 'ranges-overlap',
		sureness: 'likely',
		source: 'what the device is told: one range in the other',
		known: ofStatic(bothUp, {side: sideOf({siteRanges: ['10.0.7.0/24']})}),
	},
	{
		cause: 'rekey-beat',
		sureness: 'likely',
		source: 'seen here: falls as far apart as phase 2 lives',
		known: ofStatic([down, up], {changes: [0, 1, 2, 3].map(index => fell(now - (4 - index) * 57 * 60_000, index))}),
	},
	{
		cause: 'changed-by-somebody',
		sureness: 'likely',
		source: 'seen here: the cloud was at work as it fell',
		known: ofStatic([down, up], {
			changes: [
				fell(now - hour, 1),
				{...fell(now - hour - 60_000, 0), what: {kind: 'health', from: 'up', to: 'working'}},
			],
		}),
	},
	{
		cause: 'duplicate-sas',
		sureness: 'possible',
		source: 'AWS tunnel log: a collision',
		known: ofStatic(bothUp, {cloudLog: log('ike', 'AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE')}),
	},
	{
		cause: 'nat-mapping-lost',
		sureness: 'possible',
		source: 'seen here: falls each few minutes',
		known: ofStatic([down, up], {changes: [0, 1, 2, 3].map(index => fell(now - (4 - index) * 5 * 60_000, index))}),
	},
	{
		cause: 'site-address-changed',
		sureness: 'likely',
		source: 'the site’s log: it sends by another public address',
		known: ofStatic([down, up], {
			site: 'Dec  1 00:00:01 gw charon: 05[NET] sending packet: from 198.51.100.4[500] to 192.0.2.1[500] (464 bytes)',
		}),
	},
	{
		cause: 'many-sa-pairs',
		sureness: 'likely',
		source: 'AWS tunnel log: phase 2 SAs deleted again and again',
		known: ofStatic([down, up], {
			cloudLog: log(
				'ike',
				...Array.from({length: 8}, (_, index) => `AWS tunnel received DELETE for Phase 2 SA with SPI: c5c8cfc${index}`),
			),
		}),
	},
	{
		cause: 'unknown-peer',
		sureness: 'likely',
		source: 'Tencent Cloud console log, copied, in the words of its strongSwan',
		known: ofTencent(
			{raw: 'UNAVAILABLE'},
			{site: 'IKE_NEGO: no IKE config found for 192.0.2.1...203.0.113.77, sending NO_PROPOSAL_CHOSEN'},
		),
	},
];
