import type {Known} from '../why.ts';
import {deviceLine} from '../words/device.ts';
import {present} from '../words/present.ts';
import {capture, listConnections, newFiles, publicAddress} from '../words/proofs.ts';
import {proposalWords} from '../words/proposals.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** How the device is told the key, in its own words. */
const keyLine = (known: Known) => deviceLine(known, ({key}) => key?.(valuesOf(known)));
const identityLine = (known: Known) => deviceLine(known, ({identity}) => identity?.(valuesOf(known)));

/** Refused, or never agreed, before anything is encrypted. */
export const phase1: readonly CauseRow[] = [
	{
		id: 'wrong-key',
		title: 'The two ends have different pre-shared keys',
		source: 'run here: charon 5.9.8 at both ends and Libreswan, IKEv1 and IKEv2',
		over: 'ike',
		looksLike: ['udp-500-blocked', 'udp-4500-blocked', 'dead-peer'],
		mend: known => {
			const {number, cloudAddress} = valuesOf(known);
			const several = known.connection.tunnels.length > 1;
			return present([
				`Set the key of tunnel ${number} (${cloudAddress}) on the device again.`,
				several ? 'Each tunnel has its own key: look whether the two were exchanged.' : undefined,
				keyLine(known),
				'Quotes, spaces and $ in a key are read in another way by many devices: look how yours wants them.',
			]);
		},
		prove: known => [newFiles(known)],
	},
	{
		id: 'wrong-identity',
		title: 'An end calls itself by another identity than the other one expects',
		source: 'run here: charon 5.9.8 at both ends, in four ways',
		over: 'ike',
		mend: known => {
			const {tunnel, siteAddress, cloudAddress} = valuesOf(known);
			return present([
				`On the device: own identity ${tunnel?.siteIdentity.value ?? siteAddress}, the cloud’s ${tunnel?.cloudIdentity.value ?? cloudAddress}. Behind NAT a device sends its private address by itself: set it.`,
				identityLine(known),
			]);
		},
		prove: known => [
			listConnections(
				known,
				`the identity that the device sends; the cloud expects ${valuesOf(known).tunnel?.siteIdentity.value ?? valuesOf(known).siteAddress}`,
			),
		],
	},
	{
		id: 'no-key-for-ids',
		title: 'The device has no key for these two identities',
		source: 'run here: charon 5.9.8',
		over: 'ike',
		looksLike: ['wrong-key', 'wrong-identity', 'udp-500-blocked', 'udp-4500-blocked'],
		mend: known => {
			const {tunnel, siteAddress, cloudAddress} = valuesOf(known);
			return present([
				`The key has to be kept for ${tunnel?.siteIdentity.value ?? siteAddress} and ${tunnel?.cloudIdentity.value ?? cloudAddress}: the identities of the key and of the connection must be the same.`,
				keyLine(known),
			]);
		},
		prove: known => [listConnections(known, 'the identities of the connection: the key’s have to be these')],
	},
	{
		id: 'phase-1-proposal',
		title: 'Phase 1: the two ends share no algorithms, or no DH group',
		source: 'run here: charon 5.9.8 at both ends, in three ways',
		over: 'ike',
		looksLike: ['ike-version', 'unknown-peer', 'phase-2-proposal'],
		mend: known => {
			const {number, tunnel} = valuesOf(known);
			return present([
				tunnel
					? `The cloud takes for phase 1 of tunnel ${number}: ${proposalWords(tunnel.ike)}. Write one of each on the device.`
					: 'Write the same encryption, integrity and DH group for phase 1 at both ends.',
				deviceLine(known, ({ike}) => ike?.(valuesOf(known))),
			]);
		},
		prove: known => [listConnections(known, 'what the device offers: compare it with what the cloud takes')],
	},
	{
		id: 'ike-version',
		title: 'The two ends speak different versions of IKE',
		source: 'run here: charon 5.9.8 at both ends',
		over: 'ike',
		mend: known => {
			const versions = valuesOf(known).tunnel?.ikeVersions ?? [];
			return [
				versions.length > 0
					? `The cloud speaks ${versions.map(version => `IKEv${version}`).join(' and ')}: set the device to ${versions.includes(2) ? 'IKEv2' : 'IKEv1'}.`
					: 'Set the same version of IKE at both ends; IKEv2 where both have it.',
			];
		},
		prove: known => [listConnections(known, 'the version that the device begins with')],
	},
	{
		id: 'unknown-peer',
		title: 'The cloud waits for the site at another address',
		looksLike: ['udp-500-blocked', 'udp-4500-blocked', 'nobody-initiates'],
		source: 'run here: charon 5.9.8; Palo Alto Networks knowledge base, IKE phase 1 request for peer IP',
		over: 'ike',
		mend: known => {
			const {siteAddress} = valuesOf(known);
			return [
				`The cloud takes only what comes from ${siteAddress}. Where the site has another public address now, it needs a new customer gateway: in tunnelwright watch, Enter on ${known.connection.id} and e, or the console.`,
				`Look whether the device leaves by the line whose address ${siteAddress} is.`,
			];
		},
		prove: known => [publicAddress(known)],
	},
	{
		id: 'peer-not-configured',
		title: 'The device has no configuration for the cloud’s address',
		looksLike: ['unknown-peer', 'udp-500-blocked', 'nobody-initiates'],
		source: 'run here: charon 5.9.8; Palo Alto Networks knowledge base, IKE phase 1 request for peer IP',
		over: 'ike',
		mend: known => {
			const {cloudAddress, siteAddress, number} = valuesOf(known);
			return [
				`On the device: the peer (remote gateway) of tunnel ${number} is ${cloudAddress}, and its own address ${siteAddress}. Look for a slip in them, and whether the connection is switched on.`,
				'Look whether it waits on the interface at which the cloud’s packets arrive.',
			];
		},
		prove: known => [
			listConnections(known, `a connection whose peer is ${valuesOf(known).cloudAddress}; none, where it is this`),
		],
	},
	{
		id: 'aggressive-mode',
		title: 'One end wants aggressive mode, the other main mode',
		source: 'run here: charon 5.9.8 at both ends',
		over: 'ike',
		looksLike: ['wrong-key', 'wrong-identity', 'udp-500-blocked'],
		mend: known => {
			const {tunnel} = valuesOf(known);
			return [
				tunnel?.aggressive
					? 'The cloud is set to aggressive mode: set the device to it, or better both to main mode or IKEv2.'
					: 'Set the device to main mode, or to IKEv2.',
			];
		},
		prove: known => [capture(known, 500)],
	},
];
