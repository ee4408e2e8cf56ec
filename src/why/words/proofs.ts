import type {Known, Proof} from '../why.ts';
import {deviceWords} from './device.ts';
import {valuesOf} from './values.ts';

/* Proofs that several causes have, with the values of this connection. */

export function capture(known: Known, port: 500 | 4500): Proof {
	const values = valuesOf(known);
	const own = deviceWords(known).capture?.(values, port);
	return {
		where: own ? 'on the device' : 'on the device, or on a Linux host that its packets pass',
		command: own ?? `tcpdump -ni any udp port ${port} and host ${values.cloudAddress}`,
		shows: 'packets in both directions where the way is open; packets out and none in where it is not',
	};
}

/** @param shows what the list of SAs tells of the cause */
export function listSas(known: Known, shows: string): Proof {
	return {where: 'on the device', command: deviceWords(known).sas(valuesOf(known)), shows};
}

export function startByHand(known: Known, shows: string): Proof {
	return {where: 'on the device', command: deviceWords(known).start(valuesOf(known)), shows};
}

export function listConnections(known: Known, shows: string): Proof {
	return {where: 'on the device', command: deviceWords(known).conns, shows};
}

export function newFiles({connection}: Known, shows: string): Proof {
	return {
		where: 'here',
		command: `tunnelwright config ${connection.id} --device strongswan --out new-files`,
		shows,
	};
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
