import type {Known, Proof} from '../why.ts';
import {isLinux} from './device.ts';
import {sizesOf} from './sizes.ts';
import {valuesOf} from './values.ts';

/** plain: a few packets. many: so many that a share is lost or is not. large: of the largest size that has to fit, and may not be cut. */
type How = 'plain' | 'many' | 'large';

/** Bytes of the headers of IP and ICMP: some devices count them, some do not. */
const headers = 28;

/** @param large the largest payload that has to fit, bytes */
type Ping = (how: How, from: string, to: string, large: number) => string;

/** Source: ping(8) of iputils. */
const linux: Ping = (how, from, to, large) =>
	`ping ${{plain: '-c 3', many: '-c 100 -i 0.2', large: `-c 3 -M do -s ${large}`}[how]} -I ${from} ${to}`;

/** Sources: Cisco, Fortinet, Juniper, Palo Alto Networks and MikroTik, their references of ping. None was run here. */
const others: readonly {readonly writers: readonly string[]; readonly ping: Ping}[] = [
	{
		writers: ['Cisco IOS', 'Cisco ASA'],
		ping: (how, from, to, large) =>
			`ping ${to} source ${from}${{plain: '', many: ' repeat 100', large: ` size ${large + headers} df-bit`}[how]}`,
	},
	{
		writers: ['FortiOS'],
		ping: (how, from, to, large) =>
			`execute ping-options source ${from}; ${{plain: '', many: 'execute ping-options repeat-count 100; ', large: `execute ping-options data-size ${large}; execute ping-options df-bit yes; `}[how]}execute ping ${to}`,
	},
	{
		writers: ['Junos'],
		ping: (how, from, to, large) =>
			`ping ${to} source ${from} ${{plain: 'count 3', many: 'count 100', large: `count 3 size ${large} do-not-fragment`}[how]}`,
	},
	{
		writers: ['PAN-OS'],
		ping: (how, from, to, large) =>
			`ping ${{plain: 'count 3 ', many: 'count 100 ', large: `count 3 df-bit yes size ${large} `}[how]}source ${from} host ${to}`,
	},
	{
		writers: ['RouterOS'],
		ping: (how, from, to, large) =>
			`/ping ${to} src-address=${from} ${{plain: 'count=3', many: 'count=100', large: `count=3 size=${large + headers} do-not-fragment`}[how]}`,
	},
];

/** Asks the cloud's address inside the tunnel from the site's, in the words of the device that was met. @param shows what the answer tells */
export function ping(known: Known, how: How, shows: string): Proof {
	const {writers = []} = known;
	const {siteInside, cloudInside} = valuesOf(known);
	const own = others.find(device => device.writers.some(writer => writers.includes(writer)))?.ping;
	const command = (own ?? linux)(how, siteInside, cloudInside, sizesOf(known).mtu - headers);
	return {where: `on the device${own || isLinux(known) ? '' : ', if it is Linux'}`, command, shows};
}
