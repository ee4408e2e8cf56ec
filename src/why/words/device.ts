import {ikeVersion} from '../../handover/devices/algorithms.ts';
import {espOf, ikeOf} from '../../handover/linux/libreswan-proposals.ts';
import {espProposals, ikeProposals} from '../../handover/linux/strongswan-proposals.ts';
import type {Known} from '../why.ts';
import {oneProposal} from './proposals.ts';
import type {Values} from './values.ts';
import {vendors} from './vendors.ts';

/** What is captured: a port of IKE, or what is encrypted and goes without UDP. */
export type Captured = 500 | 4500 | 'esp';

/** How a device is told, and asked, in its own words; a member is left out where nobody wrote it down. `NAME` and the like stand for what is not known. */
export interface DeviceWords {
	/** As readers name it. */
	readonly writers: readonly string[];
	/** As a sentence has it. */
	readonly name: string;
	/** What else has to be so, for its commands to be there: several makers' devices write its lines. */
	readonly when?: string;
	/** As `config --device` names it, where tunnelwright writes its files. */
	readonly id?: string;
	readonly sas: (values: Values) => string;
	readonly start: (values: Values) => string;
	readonly conns: string;
	/** Shows packets between the two ends; left out where the device has no short way to. */
	readonly capture?: (values: Values, what: Captured) => string;
	/** Shows by which way an address is reached. */
	readonly route?: (address: string) => string;
	readonly ike?: (values: Values) => string | undefined;
	readonly esp?: (values: Values) => string | undefined;
	readonly identity?: (values: Values) => string | undefined;
	readonly key?: (values: Values) => string;
	readonly dpd?: string;
	/** Starts anew after the far end has closed it. */
	readonly closeAction?: string;
	/** Deletes the SAs of a tunnel. */
	readonly clear?: (values: Values) => string;
	/** Starts a tunnel without anybody's doing. */
	readonly starts?: string;
	/** Sends what is encrypted in UDP 4500, whether there is NAT or not. */
	readonly inUdp?: string;
}

/** Source: tcpdump(8), pcap-filter(7). */
export const tcpdump = ({cloudAddress}: Values, what: Captured) =>
	`tcpdump -ni any ${what === 'esp' ? 'ip proto 50' : `udp port ${what}`} and host ${cloudAddress}`;
/** Source: ip-route(8). */
const linuxRoute = (address: string) => `ip route get ${address}`;

/** Source: strongSwan 5.9, swanctl.conf(5) and swanctl(8). */
const strongswan: DeviceWords = {
	writers: ['charon', 'swanctl'],
	name: 'strongSwan',
	id: 'strongswan',
	sas: ({name}) => `swanctl --list-sas --ike ${name}`,
	start: ({name}) => `swanctl --initiate --child ${name}`,
	clear: ({name}) => `swanctl --terminate --ike ${name}; swanctl --initiate --child ${name}`,
	conns: 'swanctl --list-conns',
	capture: tcpdump,
	route: linuxRoute,
	ike: ({name, tunnel}) =>
		proposalLine('strongSwan', tunnel, 'ike', ikeProposals, `swanctl.conf, connections.${name}: proposals = `),
	esp: ({name, tunnel}) =>
		proposalLine(
			'strongSwan',
			tunnel,
			'esp',
			espProposals,
			`swanctl.conf, connections.${name}.children: esp_proposals = `,
		),
	identity: ({name, tunnel}) =>
		tunnel &&
		`swanctl.conf, connections.${name}: local { id = ${tunnel.siteIdentity.value} }, remote { id = ${tunnel.cloudIdentity.value} }`,
	key: ({tunnel, siteAddress, cloudAddress}) =>
		`swanctl.conf, secrets: id-1 = ${tunnel?.siteIdentity.value ?? siteAddress}, id-2 = ${tunnel?.cloudIdentity.value ?? cloudAddress}; then swanctl --load-creds --clear`,
	dpd: 'swanctl.conf: dpd_delay = 10s in the connection, dpd_action = restart (or trap) in the child, keyingtries = 0',
	closeAction: 'close_action = start (or trap) in the child',
	starts: 'start_action = start (or trap) in the child',
	inUdp: 'encap = yes in the connection',
};

/** Source: Libreswan, ipsec.conf(5) and ipsec-whack(8). */
const libreswan: DeviceWords = {
	writers: ['Libreswan'],
	name: 'Libreswan',
	id: 'libreswan',
	sas: () => 'ipsec trafficstatus; ipsec status',
	start: ({name}) => `ipsec up ${name}`,
	clear: ({name}) => `ipsec down ${name}; ipsec up ${name}`,
	conns: 'ipsec status',
	capture: tcpdump,
	route: linuxRoute,
	ike: ({name, tunnel}) =>
		proposalLine(
			'Libreswan',
			tunnel,
			'ike',
			one => ikeOf(one, ikeVersion(one.ikeVersions)),
			`ipsec.conf, conn ${name}: ike=`,
		),
	esp: ({name, tunnel}) =>
		proposalLine(
			'Libreswan',
			tunnel,
			'esp',
			one => espOf(one, ikeVersion(one.ikeVersions)),
			`ipsec.conf, conn ${name}: esp=`,
		),
	identity: ({name, tunnel}) =>
		tunnel && `ipsec.conf, conn ${name}: leftid=${tunnel.siteIdentity.value}, rightid=${tunnel.cloudIdentity.value}`,
	key: ({tunnel, siteAddress, cloudAddress}) =>
		`ipsec.secrets: ${tunnel?.siteIdentity.value ?? siteAddress} ${tunnel?.cloudIdentity.value ?? cloudAddress} : PSK "…"; then ipsec secrets`,
	dpd: 'ipsec.conf: dpddelay=10, dpdtimeout=30, dpdaction=restart',
	closeAction: 'auto=ondemand or start',
	starts: 'auto=start',
	inUdp: 'encapsulation=yes',
};

const devices: readonly DeviceWords[] = [strongswan, libreswan, ...vendors];

type Met = Pick<Known, 'writers'>;

/** The device whose lines were given; undefined where none was, and nobody knows which it is. */
export function knownDevice({writers = []}: Met): DeviceWords | undefined {
	return devices.find(device => device.writers.some(writer => writers.includes(writer)));
}

/** The words of the device whose lines were given; strongSwan's where nobody knows which it is: who tells them says so by `ifItIs`. */
export function deviceWords(known: Met): DeviceWords {
	return knownDevice(known) ?? strongswan;
}

/** `, if it is strongSwan` where the device is not known; else nothing. */
export function ifItIs(known: Met): string {
	const met = knownDevice(known);
	if (met) return met.when === undefined ? '' : `, ${met.when}`;
	return `, if it is ${strongswan.name}`;
}

/** A line in the words of the device, said to be so where it is not known which it is; undefined where it has none. */
export function deviceLine(known: Met, line: (words: DeviceWords) => string | undefined): string | undefined {
	const words = deviceWords(known);
	const own = line(words);
	return own === undefined || knownDevice(known) ? own : `If the device is ${words.name}: ${own}`;
}

/** Whether the device runs Linux; undefined where nobody knows which it is. */
export function isLinux({writers = []}: Met): boolean | undefined {
	const met = knownDevice({writers});
	if (met) return met === strongswan || met === libreswan;
	return writers.includes('FRR') ? true : undefined;
}

/** Undefined where nothing is known of what the cloud takes. @param before what stands before the proposal in the device's file */
function proposalLine(
	name: string,
	tunnel: Values['tunnel'],
	phase: 'ike' | 'esp',
	spell: Parameters<typeof oneProposal>[2],
	before: string,
): string | undefined {
	if (!tunnel || tunnel[phase].encryption.length === 0) return undefined;
	const proposal = oneProposal(tunnel, phase, spell);
	return proposal === undefined
		? `${name} has none of these: choose others for the connection, with AES and DH group 14 or higher.`
		: `${before}${proposal}`;
}
