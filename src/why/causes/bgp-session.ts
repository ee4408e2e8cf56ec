import {neighbour} from '../words/bgp-words.ts';
import {cloudProofs} from '../words/cloud-proofs.ts';
import {ping} from '../words/ping.ts';
import {sizesOf} from '../words/sizes.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** The tunnel is there, and BGP in it is not. */
export const bgpSession: readonly CauseRow[] = [
	{
		id: 'bgp-not-established',
		title: 'BGP does not come up, though the tunnel is there',
		source: 'AWS Site-to-Site VPN User Guide, monitoring and BGP status messages; RFC 4271, section 8',
		over: 'bgp',
		looksLike: ['nobody-initiates', 'udp-500-blocked'],
		mend: known => {
			const {number, cloudInside, siteInside, tunnel} = valuesOf(known);
			const asns = tunnel?.bgp ? `, remote AS ${tunnel.bgp.cloudAsn}, its own AS ${tunnel.bgp.siteAsn}` : '';
			return [
				`On the device: the neighbour of tunnel ${number} is ${cloudInside}${asns}, spoken to from ${siteInside}.`,
				'Let TCP 179 pass on the tunnel’s interface: on Junos "host-inbound-traffic protocols bgp", elsewhere a rule of the tunnel’s zone.',
				'Look whether the tunnel takes the addresses inside it: with ranges narrower than 0.0.0.0/0 BGP’s own packets are not let in.',
			];
		},
		prove: known => [
			ping(
				known,
				'plain',
				'answers where the tunnel carries BGP’s addresses: then it is TCP 179, the AS or the neighbour. None where it is the ranges, or ESP',
			),
			...cloudProofs(known, 'bgp-not-established'),
		],
	},
	{
		id: 'bgp-hold-timer',
		title: 'BGP ends since its messages get lost on the way',
		source: 'AWS Site-to-Site VPN User Guide, BGP status messages; RFC 4271, section 6.5',
		over: 'stays',
		looksLike: ['bgp-not-established', 'dead-peer'],
		mend: known => {
			const {number, tunnel} = valuesOf(known);
			const hold = tunnel?.bgp ? `${tunnel.bgp.holdSeconds} s` : 'the hold time';
			return [
				`Look for loss on the way to the cloud, and for a device that is too busy to answer: the session of tunnel ${number} ends where nothing is heard for ${hold}.`,
				'If the session comes back each time and ends again after the hold time, its large messages get lost: then it is the size of packets (MTU).',
			];
		},
		prove: known => [ping(known, 'many', 'the share that is lost. Nothing is lost: try large packets')],
	},
	{
		id: 'mtu-black-hole',
		title: 'Large packets get lost: the tunnel’s MTU is too large, and no sender is told',
		source:
			'run here: FRR 8.4 with large packets dropped; RFC 2923, section 2.1 (black holes); AWS Site-to-Site VPN User Guide, best practices for a customer gateway',
		over: 'stays',
		looksLike: ['bgp-hold-timer', 'bgp-not-established'],
		mend: known => {
			const {number} = valuesOf(known);
			const {mtu, mss} = sizesOf(known);
			return [
				`Set the MTU of tunnel ${number} on the device to ${mtu} or less, and let the device set TCP’s MSS to ${mss} (clamping). A line with PPPoE or another tunnel below has less.`,
				'Let ICMP "fragmentation needed" pass: senders learn by it.',
			];
		},
		prove: known => [
			ping(
				known,
				'large',
				'no answer, while one of 1000 bytes is answered, where it is this. "message too long": the device knows its MTU',
			),
		],
	},
	{
		id: 'wrong-asn',
		title: 'An end of BGP has another AS number than the other one expects',
		source: 'AWS Site-to-Site VPN User Guide, BGP status messages; RFC 4271, section 6.2 (Bad Peer AS)',
		over: 'bgp',
		looksLike: ['bgp-not-established', 'no-accepted-routes'],
		mend: known => {
			const {tunnel, number} = valuesOf(known);
			return [
				tunnel?.bgp
					? `On the device: its own AS towards tunnel ${number} is ${tunnel.bgp.siteAsn} ("local-as" where the device has another), the cloud’s is ${tunnel.bgp.cloudAsn}.`
					: `On the device: set both AS numbers of tunnel ${number} as the cloud has them.`,
				'The AS of a customer gateway stays as it was made: another one means a new customer gateway.',
			];
		},
		prove: known => [neighbour(known, 'local AS, remote AS and the last notification: 2/2 is a wrong AS')],
	},
	{
		id: 'too-many-prefixes',
		title: 'The device announces more routes than the cloud takes',
		source:
			'AWS Site-to-Site VPN quotas (100 routes to a virtual private gateway, 1,000 to a transit gateway); RFC 4486, section 4; run here: FRR 8.4',
		over: 'stays',
		looksLike: ['bgp-not-established', 'bgp-hold-timer'],
		mend: known => [
			`Announce fewer routes into ${known.connection.id}: summaries, or a default route, by an outbound filter on the device. The session ends again and again until then.`,
		],
		prove: known => [neighbour(known, 'how many prefixes were advertised')],
	},
	{
		id: 'device-route-limit',
		title: 'The cloud announces more routes than the device lets in',
		source: 'AWS Site-to-Site VPN User Guide, BGP status messages (received notification 6/1); RFC 4486, section 4',
		over: 'stays',
		looksLike: ['bgp-not-established', 'bgp-hold-timer', 'bgp-closed-on-purpose'],
		mend: known => [
			`On the device: a higher limit for the neighbour ${valuesOf(known).cloudInside} (maximum-prefix, prefix-limit, max-prefix), or an inbound filter. Many end the session until somebody clears it.`,
		],
		prove: known => [neighbour(known, 'the limit, how many prefixes were received, and the last notification: 6/1')],
	},
	{
		id: 'bgp-closed-on-purpose',
		title: 'Somebody ended the BGP session: it is shut down, reset or not configured on the device',
		source: 'RFC 4486, section 3: subcodes 2, 3, 4 and 6 of Cease; run here: FRR 8.4',
		over: 'bgp',
		looksLike: ['bgp-not-established'],
		mend: known => [
			`On the device: see who changed the neighbour ${valuesOf(known).cloudInside}. Take its shutdown away, or configure it again.`,
		],
		prove: known => [neighbour(known, '"Administratively shut down" where it is so, and the last notification')],
	},
];
