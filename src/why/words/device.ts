import type {Known} from '../why.ts';
import {oneProposal} from './proposals.ts';
import type {Values} from './values.ts';
import {vendors} from './vendors.ts';

/** How a device is told, and asked, in its own words; a member is left out where nobody wrote it down. `NAME` and the like stand for what is not known. */
export interface DeviceWords {
	/** As readers name it. */
	readonly writers: readonly string[];
	readonly sas: (values: Values) => string;
	readonly start: (values: Values) => string;
	readonly conns: string;
	/** Shows the packets of IKE between the two ends; left out where the device has no short way to. */
	readonly capture?: (values: Values, port: 500 | 4500) => string;
	readonly ike?: (values: Values) => string | undefined;
	readonly esp?: (values: Values) => string | undefined;
	readonly identity?: (values: Values) => string | undefined;
	readonly key?: (values: Values) => string;
	readonly dpd?: string;
}

const tcpdump = ({cloudAddress}: Values, port: 500 | 4500) =>
	`tcpdump -ni any udp port ${port} and host ${cloudAddress}`;

/** Source: strongSwan 5.9, swanctl.conf(5) and swanctl(8). */
const strongswan: DeviceWords = {
	writers: ['charon', 'swanctl'],
	sas: ({name}) => `swanctl --list-sas --ike ${name}`,
	start: ({name}) => `swanctl --initiate --child ${name}`,
	conns: 'swanctl --list-conns',
	capture: tcpdump,
	ike: ({name, tunnel}) =>
		told(tunnel && oneProposal(tunnel.ike, 'ike'), `swanctl.conf, connections.${name}: proposals = `),
	esp: ({name, tunnel}) =>
		told(tunnel && oneProposal(tunnel.esp, 'esp'), `swanctl.conf, connections.${name}.children: esp_proposals = `),
	identity: ({name, tunnel}) =>
		tunnel &&
		`swanctl.conf, connections.${name}: local { id = ${tunnel.siteIdentity.value} }, remote { id = ${tunnel.cloudIdentity.value} }`,
	key: ({tunnel, siteAddress, cloudAddress}) =>
		`swanctl.conf, secrets: id-1 = ${tunnel?.siteIdentity.value ?? siteAddress}, id-2 = ${tunnel?.cloudIdentity.value ?? cloudAddress}; then swanctl --load-creds --clear`,
	dpd: 'swanctl.conf: dpd_delay = 10s in the connection, dpd_action = restart (or trap) in the child, keyingtries = 0',
};

/** Source: Libreswan, ipsec.conf(5) and ipsec-whack(8). */
const libreswan: DeviceWords = {
	writers: ['Libreswan'],
	sas: () => 'ipsec trafficstatus; ipsec showstates',
	start: ({name}) => `ipsec up ${name}`,
	conns: 'ipsec connectionstatus',
	capture: tcpdump,
	ike: ({name, tunnel}) => told(tunnel && oneProposal(tunnel.ike, 'ike'), `ipsec.conf, conn ${name}: ike=`),
	esp: ({name, tunnel}) => told(tunnel && oneProposal(tunnel.esp, 'esp'), `ipsec.conf, conn ${name}: esp=`),
	identity: ({name, tunnel}) =>
		tunnel && `ipsec.conf, conn ${name}: leftid=${tunnel.siteIdentity.value}, rightid=${tunnel.cloudIdentity.value}`,
	key: ({tunnel, siteAddress, cloudAddress}) =>
		`ipsec.secrets: ${tunnel?.siteIdentity.value ?? siteAddress} ${tunnel?.cloudIdentity.value ?? cloudAddress} : PSK "…"; then ipsec secrets`,
	dpd: 'ipsec.conf: dpddelay=10, dpdtimeout=30, dpdaction=restart',
};

const devices: readonly DeviceWords[] = [strongswan, libreswan, ...vendors];

/** The words of the device whose lines were given; strongSwan's where none of these was: its files are handed over too. */
export function deviceWords({writers = []}: Pick<Known, 'writers'>): DeviceWords {
	return devices.find(device => device.writers.some(writer => writers.includes(writer))) ?? strongswan;
}

/** Whether the words are those of the device that was met. */
export function isMet({writers = []}: Pick<Known, 'writers'>): boolean {
	return devices.some(device => device.writers.some(writer => writers.includes(writer)));
}

function told(value: string | undefined, before: string): string | undefined {
	return value === undefined ? undefined : `${before}${value}`;
}
