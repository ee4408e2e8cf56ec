import type {Known} from '../why.ts';
import {deviceLine} from '../words/device.ts';
import {present} from '../words/present.ts';
import {capture, listSas, publicAddress, startByHand} from '../words/proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

const dpdLine = (known: Known) => deviceLine(known, ({dpd}) => dpd);

/** It was up, and fell. */
export const fell: readonly CauseRow[] = [
	{
		id: 'dead-peer',
		title: 'The other end stopped answering: the path is cut, or that end lost its state',
		source: 'run here: charon 5.9.8 and Libreswan, IKEv1 and IKEv2',
		over: 'ike',
		looksLike: ['nobody-initiates'],
		mend: known => {
			const {cloudAddress} = valuesOf(known);
			return present([
				`Look whether ${cloudAddress} can be reached at all, and whether the line fell at that time.`,
				'The device has to begin anew by itself after it.',
				dpdLine(known),
			]);
		},
		prove: known => [capture(known, 500), startByHand(known, 'it comes up at once where only state was lost')],
	},
	{
		id: 'closed-by-far-end',
		title: 'The other end closed the tunnel on purpose',
		source: 'run here: charon 5.9.8, DELETE of an IKE SA and of a child',
		over: 'ike',
		looksLike: ['nobody-initiates'],
		mend: known =>
			present([
				'Ask what was changed there at that time: a changed option takes the tunnel down for a while.',
				`The device has to begin anew by itself after a DELETE.${known.connection.tunnels.length > 1 ? ' Keep both tunnels up, so that one may go.' : ''}`,
				deviceLine(known, ({closeAction}) => closeAction),
			]),
		prove: known => [startByHand(known, 'it comes up again, or the log says why not')],
	},
	{
		id: 'endpoint-replaced',
		title: 'The cloud replaced its endpoint (maintenance)',
		source: 'AWS Site-to-Site VPN User Guide, tunnel endpoint replacements',
		over: 'ipsec',
		looksLike: ['closed-by-far-end', 'dead-peer'],
		mend: known => [
			'The address and the key stay. The device has to start the tunnel again, unless the cloud starts it.',
			...(known.connection.tunnels.length > 1 ? ['Keep both tunnels up: one at a time is replaced.'] : []),
		],
		prove: known => [
			{
				where: 'here',
				command: `tunnelwright status ${known.connection.id} --region ${known.connection.region}`,
				shows: 'when maintenance was last applied, and what is pending',
			},
		],
	},
	{
		id: 'idle-timeout',
		title: 'The tunnel is closed when nothing goes through it',
		source: 'run here: charon 5.9.8 with inactivity; AWS knowledge center, VPN tunnel instability and inactivity',
		over: 'stays',
		looksLike: ['closed-by-far-end'],
		mend: () => [
			'Switch the idle timeout of the device off, or send something through the tunnel all the time (a ping, an SLA monitor).',
		],
		prove: known => [
			{
				where: 'on a host of the site',
				command: `ping -i 5 ${valuesOf(known).cloudInside}`,
				shows: 'the tunnel stays up as long as the ping runs',
			},
		],
	},
	{
		id: 'duplicate-sas',
		title: 'One tunnel has several SAs: both ends renew at once, or the device has a second connection',
		source: 'strongswan/strongswan#1945 and #3042; run here',
		over: 'stays',
		mend: known => {
			const {tunnel} = valuesOf(known);
			const shorter = (seconds: number | undefined, otherwise: string) =>
				seconds === undefined ? otherwise : `${Math.round(seconds * 0.9)} s`;
			return [
				`Let the device renew first: phase 1 after ${shorter(tunnel?.ike.lifetimeSeconds, '90 % of the cloud’s time')}, phase 2 after ${shorter(tunnel?.esp.lifetimeSeconds, '90 % of it')}.`,
				'One connection on the device for each tunnel: look for a second one to the same address (an old configuration, a second daemon).',
			];
		},
		prove: known => [listSas(known, 'more than one IKE SA of one name')],
	},
	{
		id: 'nat-mapping-lost',
		title: 'The NAT device before the site forgets the tunnel when it is quiet',
		source: 'RFC 3948, section 4; run here: charon 5.9.8 behind a NAT that forgets',
		over: 'stays',
		mend: () => ['NAT keepalive every 20 s or less on the device, or a longer time for UDP on the NAT device (300 s).'],
		prove: known => [capture(known, 4500)],
	},
	{
		id: 'stale-spi',
		title: 'One end restarted, and the other still sends by an SA that is gone',
		source: 'Cisco, IPsec troubleshooting, invalid SPI; run here',
		over: 'ipsec',
		looksLike: ['esp-blocked'],
		mend: known =>
			present([
				'Delete the SA on the device and start the tunnel again; dead peer detection at both ends finds it by itself.',
				deviceLine(known, ({clear}) => clear?.(valuesOf(known))),
				dpdLine(known),
			]),
		prove: known => [listSas(known, 'an SA whose SPI the other end does not have')],
	},
	{
		id: 'dpd-gives-up',
		title: 'After a dead peer the device does not begin anew',
		source: 'run here; opnsense/core#7374, VyOS T6599',
		over: 'ike',
		looksLike: ['dead-peer', 'nobody-initiates', 'udp-500-blocked'],
		mend: known =>
			present(['Set dead peer detection to start the tunnel again.', dpdLine(known), 'Start it by hand now.']),
		prove: known => [startByHand(known, 'it comes up: nothing else was in the way')],
	},
	{
		id: 'site-address-changed',
		title: 'The site comes from another public address than the cloud waits for',
		source: 'run here: charon 5.9.8 by another address',
		over: 'ike',
		looksLike: ['udp-500-blocked', 'unknown-peer', 'nobody-initiates'],
		mend: known => [
			`The cloud waits for ${valuesOf(known).siteAddress}. A new address needs a new customer gateway that takes its place in the connection; ${known.connection.tunnels.length > 1 ? 'both tunnels fall' : 'the tunnel falls'} for minutes.`,
		],
		prove: known => [publicAddress(known)],
	},
	{
		id: 'rekey-beat',
		title: 'It falls each time when keys are renewed',
		source: 'run here: falls against the lifetimes, of charon 5.9.8 whose renewal fails',
		over: 'stays',
		mend: known => {
			const {tunnel} = valuesOf(known);
			return [
				`Renewal fails: look for a PFS group that differs, and for both ends renewing at once.${tunnel ? ` Lifetimes at the cloud: ${tunnel.ike.lifetimeSeconds} s and ${tunnel.esp.lifetimeSeconds} s.` : ''}`,
			];
		},
		prove: known => [listSas(known, 'when the next renewal is due: look at the log then')],
	},
];
