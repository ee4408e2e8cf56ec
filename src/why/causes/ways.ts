import type {Known} from '../why.ts';
import {cloudProofs} from '../words/cloud-proofs.ts';
import {isLinux, knownDevice} from '../words/device.ts';
import {listSas, onLinux} from '../words/proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** The tunnel is up, and traffic does not go through, or only one way. */
export const ways: readonly CauseRow[] = [
	{
		id: 'no-way-back',
		title: 'The cloud has no way to the site',
		source:
			'AWS VPC User Guide, route propagation; EC2 API, TransitGatewayRoute and Route, State; vpc 2017-03-12, VpnGatewayRoute, Status; and security groups of both',
		over: 'stays',
		mend: known => [
			...routesToMend(known),
			`Look at the security groups and network ACLs before the hosts too: they have to let ${siteRanges(known)} in.`,
		],
		prove: known => [
			{
				where: 'on a host at the cloud',
				command: `ping -c 3 ${valuesOf(known).siteInside}`,
				shows: 'no answer, and nothing arrives at the device, where the cloud does not know the way',
			},
			...cloudProofs(known, 'no-way-back'),
		],
	},
	{
		id: 'one-way-over-two-tunnels',
		title: 'Traffic comes by one tunnel and goes by the other, and a firewall drops it',
		source:
			'AWS Site-to-Site VPN User Guide, how tunnels are preferred; static routing has no ECMP on a virtual private gateway',
		over: 'stays',
		mend: () => [
			`Let the device send by the tunnel that the cloud sends by, or let its firewall take answers by either (all tunnels in one zone, reverse path filter loose).`,
			'With BGP both ends agree on one: announce shorter paths, or a higher local preference, by the tunnel to use.',
		],
		prove: () => [
			{
				where: 'here',
				command: 'tunnelwright watch',
				shows: 'after Enter on the connection: bytes in by one tunnel alone, and out by the other alone',
			},
		],
	},
	{
		id: 'site-firewall',
		title: 'The site’s firewall or address translation eats the traffic',
		source:
			'Fortinet community 195955 (a policy must allow the tunnel); MikroTik’s manual, IPsec (NAT and Fasttrack bypass)',
		over: 'ipsec',
		mend: known => [
			`On the device: allow traffic between ${siteRanges(known)} and ${cloudRanges(known)}, both ways, on the tunnel’s interface or zone.`,
			`Leave ${cloudRanges(known)} out of source NAT and of fast paths (Fasttrack, offloading): what is changed there misses the tunnel.`,
		],
		prove: known => [
			onLinux(
				known,
				`tcpdump -ni any host ${valuesOf(known).cloudInside}`,
				'packets that arrive by the tunnel and do not go on to the LAN, or go out with another source',
			),
		],
	},
	{
		id: 'ranges-overlap',
		title: 'The two sides have ranges that overlap: a local route wins over the tunnel',
		source: 'AWS VPC User Guide, route priority (the local route); vpc 2017-03-12, CreateVpnConnection',
		over: 'stays',
		mend: known => [
			`Make the ranges apart: the site has ${siteRanges(known)}, the cloud has ${cloudRanges(known)}. Narrow the routes, or translate one side (NAT).`,
		],
		prove: known => [
			onLinux(
				known,
				`ip route get ${firstHost(cloudRanges(known))}`,
				'the tunnel’s interface where it is right; the LAN’s where it is this',
				knownDevice(known)?.route?.(firstHost(cloudRanges(known))),
			),
		],
	},
	{
		id: 'replay-drops',
		title: 'Packets come in another order, and are dropped as replays',
		source: 'RFC 4303, section 3.4.3; Cisco, IPsec anti-replay check failures (116858); run here: charon 5.9.8',
		over: 'stays',
		mend: known => {
			const {tunnel, number} = valuesOf(known);
			return [
				`On the device: a replay window of 1024 packets or more for tunnel ${number}${tunnel?.replayWindow === undefined ? '' : ` (the cloud’s is ${tunnel.replayWindow})`}, and no queueing of ESP by class.`,
			];
		},
		prove: known => [
			isLinux(known) === false
				? listSas(known, 'counts of packets that failed as replays, and grow while traffic flows, where it is this')
				: onLinux(known, 'ip -s xfrm state', '"replay" grows while traffic flows, where it is this'),
		],
	},
];

function routesToMend({sight}: Known): readonly string[] {
	const unused = (sight?.routes ?? []).filter(({state}) => state === 'not in use');
	const off = sight?.notPropagated ?? [];
	const told = [
		...unused.map(
			({table, destination, raw}) => `Make the route to ${destination} in ${table} work: it is ${raw || 'not in use'}.`,
		),
		...(off.length > 0
			? [`Turn route propagation on in ${off.join(', ')}, or add the site’s ranges there by hand.`]
			: []),
	];
	return told.length > 0
		? told.slice(0, 8)
		: ['Add a route to the site’s ranges at the cloud, or let it learn them (route propagation).'];
}

const ranges = (all: readonly string[] | undefined, unknown: string) =>
	all && all.length > 0 ? all.slice(0, 8).join(', ') : unknown;
const siteRanges = ({side}: Known) => ranges(side?.siteRanges, 'the site’s ranges');
const cloudRanges = ({side}: Known) => ranges(side?.cloudRanges, 'the cloud’s ranges');

/** Some address in a range: the second, which no network has for itself. */
function firstHost(list: string): string {
	const found = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.(\d{1,3})/.exec(list);
	return found ? `${found[1]}.${Math.min(Number(found[2]) + 1, 255)}` : 'CLOUD-HOST';
}
