import type {Known, Proof} from '../why.ts';
import {type Captured, deviceWords, ifItIs, isLinux, knownDevice, tcpdump} from './device.ts';
import {valuesOf} from './values.ts';

/* Proofs that several causes have, with the values of this connection. */

export function capture(known: Known, what: Captured): Proof {
	const values = valuesOf(known);
	const own = knownDevice(known)?.capture?.(values, what);
	const shows = {
		esp: 'ESP out and none in where it is blocked',
		500: bothWays,
		4500: bothWays,
	}[what];
	if (own !== undefined) return {where: 'on the device', command: own, shows};
	const met = isLinux(known);
	const host = 'on a Linux host that its packets pass';
	const otherwise = met === false ? host : `on the device if it is Linux, or ${host}`;
	return {where: met ? 'on the device' : otherwise, command: tcpdump(values, what), shows};
}

const bothWays = 'packets in both directions where the way is open; packets out and none in where it is not';

/** A command of Linux, where the device has no words of its own for it. @param own of the device whose lines were given, where it has some */
export function onLinux(known: Known, command: string, shows: string, own?: string): Proof {
	if (own !== undefined) return {where: 'on the device', command: own, shows};
	const met = isLinux(known);
	const otherwise = met === false ? 'on a Linux host that its packets pass' : 'on the device, if it is Linux';
	return {where: met ? 'on the device' : otherwise, command, shows};
}

/** @param shows what the list of SAs tells of the cause */
export function listSas(known: Known, shows: string): Proof {
	return {where: `on the device${ifItIs(known)}`, command: deviceWords(known).sas(valuesOf(known)), shows};
}

export function startByHand(known: Known, shows: string): Proof {
	return {where: `on the device${ifItIs(known)}`, command: deviceWords(known).start(valuesOf(known)), shows};
}

export function listConnections(known: Known, shows: string): Proof {
	return {where: `on the device${ifItIs(known)}`, command: deviceWords(known).conns, shows};
}

/** The keys as the cloud has them: in the device's own files where these can be written, else in those of another, for a key is the same in all. */
export function newFiles(known: Known): Proof {
	const met = knownDevice(known);
	const {id, name} = met?.id === undefined ? deviceWords({}) : met;
	const others = met?.id === undefined ? ` The files are ${name}’s; the keys in them are those of any device` : '';
	return {
		where: 'here',
		command: `${configOf(known)} --device ${id} --out new-files`,
		shows:
			`the key of each tunnel as the cloud has it, in files for you alone: compare them with the device’s.${others}`.replace(
				/\.$/,
				'',
			),
	};
}

/** The command that writes a device's files, but for what tells which device. */
export function configOf({connection: {id, region}}: Known): string {
	return `tunnelwright config ${id} --region ${region}`;
}

/** The address that the site has towards the internet. */
export function publicAddress(known: Known): Proof {
	const {siteAddress} = valuesOf(known);
	return {
		where: 'on the device, or on a host behind it',
		command: 'curl -4 https://icanhazip.com',
		shows: `the address that the site is seen under; the cloud waits for ${siteAddress}`,
	};
}
