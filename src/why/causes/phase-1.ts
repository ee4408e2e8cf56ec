import {valuesOf} from '../values.ts';
import type {CauseRow} from './cause-row.ts';

/** Refused, or never agreed, before anything is encrypted. */
export const phase1: readonly CauseRow[] = [
	{
		id: 'wrong-key',
		title: 'The two ends have different pre-shared keys',
		source: 'run here: charon 5.9.8 at both ends, IKEv1 and IKEv2',
		over: 'ike',
		looksLike: ['udp-500-blocked'],
		mend: known => {
			const {number, cloudAddress} = valuesOf(known);
			return [
				`Set the key of tunnel ${number} (${cloudAddress}) on the device again. Each tunnel has its own key: look whether those of two tunnels were exchanged.`,
				`tunnelwright config ${known.connection.id} writes the device’s files anew, with the key that the cloud has`,
			];
		},
		prove: known => {
			const {cloudAddress} = valuesOf(known);
			return [
				{
					where: 'here',
					command: `tunnelwright config ${known.connection.id} --device strongswan --out new-files`,
					shows: `the key for ${cloudAddress} as the cloud has it, in a file for you alone: compare it with the device’s`,
				},
			];
		},
	},
	{
		id: 'wrong-identity',
		title: 'An end calls itself by another identity than the other one expects',
		source: 'run here: charon 5.9.8 at both ends, four ways',
		over: 'ike',
		mend: known => {
			const {tunnel, siteAddress, cloudAddress} = valuesOf(known);
			return [
				`On the device: local identity ${tunnel?.siteIdentity.value ?? siteAddress}, and the cloud’s ${tunnel?.cloudIdentity.value ?? cloudAddress}. Behind NAT a device often sends its private address by itself: set it.`,
			];
		},
		prove: known => {
			const {tunnel, siteAddress} = valuesOf(known);
			return [
				{
					where: 'on the device',
					command: 'swanctl --list-conns',
					shows: `after "local": the id that it sends; the cloud expects ${tunnel?.siteIdentity.value ?? siteAddress}`,
				},
			];
		},
	},
];
