import {deviceLine, knownDevice} from '../words/device.ts';
import {present} from '../words/present.ts';
import {capture, listSas, publicAddress, startByHand} from '../words/proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** Nobody answers, or nobody asks. */
export const silence: readonly CauseRow[] = [
	{
		id: 'udp-500-blocked',
		title: 'What the device sends by UDP port 500 is not answered',
		source: 'run here: charon 5.9.8 and Libreswan with a firewall between the ends',
		over: 'ike',
		looksLike: ['nobody-initiates', 'dead-peer'],
		mend: known => {
			const {cloudAddress, siteAddress} = valuesOf(known);
			return [
				`Let UDP 500 and 4500 between ${siteAddress} and ${cloudAddress} pass in both directions: on the device, on what is before it, at the provider.`,
				`Look whether the device asks ${cloudAddress}, and from ${siteAddress}: the cloud answers no other address.`,
			];
		},
		prove: known => [capture(known, 500), publicAddress(known)],
	},
	{
		id: 'udp-4500-blocked',
		title: 'UDP port 4500 is blocked: the first exchange is answered, the next one is not',
		source: 'run here: charon 5.9.8 with a firewall between the ends, IKEv1 and IKEv2',
		over: 'ike',
		looksLike: ['udp-500-blocked', 'nobody-initiates', 'dead-peer'],
		mend: known => {
			const {cloudAddress, siteAddress} = valuesOf(known);
			return [
				`Let UDP 4500 between ${siteAddress} and ${cloudAddress} pass in both directions.`,
				'Switch off "IPsec passthrough" or an IPsec helper on the NAT device before it.',
			];
		},
		prove: known => [capture(known, 4500)],
	},
	{
		id: 'esp-blocked',
		title: 'IKE is up, but what is encrypted does not come through (ESP, IP protocol 50)',
		source: 'run here: charon 5.9.8 with a firewall between the ends',
		over: 'stays',
		mend: known => {
			const {cloudAddress, siteAddress} = valuesOf(known);
			return present([
				`Let IP protocol 50 (ESP) between ${siteAddress} and ${cloudAddress} pass, or have it go in UDP 4500.`,
				deviceLine(known, ({inUdp}) => inUdp),
			]);
		},
		prove: known => [capture(known, 'esp'), listSas(known, 'packets out grow, packets in stay 0')],
	},
	{
		id: 'nobody-initiates',
		title: 'Nobody starts the tunnel',
		source: 'AWS Site-to-Site VPN User Guide, tunnel initiation options; run here',
		over: 'ike',
		mend: known => {
			const {tunnel, number} = valuesOf(known);
			if (tunnel?.cloudInitiates)
				return [
					`The cloud starts tunnel ${number} by itself: look whether the device lets it, and knows this connection.`,
				];
			const own = knownDevice(known);
			const named = own
				? (own.starts ?? 'It starts with traffic: a steady ping does.')
				: 'strongSwan start_action = start (or trap), Libreswan auto=start, FortiOS auto-negotiate; others start with traffic: a steady ping does.';
			return [`The cloud waits: the device has to start tunnel ${number}.`, named];
		},
		prove: known => [startByHand(known, 'the tunnel comes up, or the log says what is in its way')],
	},
];
