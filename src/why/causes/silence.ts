import {valuesOf} from '../values.ts';
import type {CauseRow} from './cause-row.ts';

/** Nobody answers, or nobody asks. */
export const silence: readonly CauseRow[] = [
	{
		id: 'udp-500-blocked',
		title: 'What the device sends by UDP port 500 is not answered',
		source: 'run here: charon 5.9.8 with a firewall between the ends',
		over: 'ike',
		mend: known => {
			const {cloudAddress, siteAddress} = valuesOf(known);
			return [
				`Let UDP 500 and 4500 between ${siteAddress} and ${cloudAddress} pass in both directions: on the device, and on what is before it.`,
				`Look whether the device asks ${cloudAddress}, and no other address.`,
			];
		},
		prove: known => {
			const {cloudAddress} = valuesOf(known);
			return [
				{
					where: 'on the device',
					command: `tcpdump -ni any udp port 500 and host ${cloudAddress}`,
					shows: 'packets in both directions where the way is open; packets out alone where it is not',
				},
			];
		},
	},
	{
		id: 'nobody-initiates',
		title: 'Nobody starts the tunnel',
		source: 'AWS Site-to-Site VPN User Guide, tunnel initiation options; run here',
		over: 'ike',
		mend: known => {
			const {tunnel, number} = valuesOf(known);
			return [
				tunnel?.cloudInitiates
					? `The cloud starts tunnel ${number} by itself: look whether the device lets it.`
					: `The cloud waits: the device has to start tunnel ${number}. Set it to start by itself, or send traffic through it.`,
			];
		},
		prove: known => {
			const {name} = valuesOf(known);
			return [
				{
					where: 'on the device',
					command: `swanctl --initiate --child ${name}`,
					shows: 'the tunnel comes up, or the log says what is in its way',
				},
			];
		},
	},
];
