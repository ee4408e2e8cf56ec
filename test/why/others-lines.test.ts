import {describe, expect, test} from 'vitest';
import type {FleetChange} from '../../src/watch/fleet/fleet.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {down, known, up} from './known.ts';
import {sideOf} from './sides.ts';

/* What a user would lose: a device has other connections, and another day. What is told of those is not told of this one. */

const at = (time: string, text: string) => `${time} gw charon[912]: ${text}`;
const day = 'Dec  1 00:00:01';
const ofBerlin = [
	'14[IKE] initiating IKE_SA berlin[4] to 5.5.5.5',
	'14[NET] received packet: from 5.5.5.5[4500] to 203.0.113.9[4500] (80 bytes)',
	'14[ENC] parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]',
	'14[IKE] received AUTHENTICATION_FAILED notify error',
];
const ours = '11[IKE] IKE_SA osaka[3] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]';
const quotesOf = (lines: readonly string[], time = day, more: Partial<Known> = {}) =>
	diagnose(known({site: lines.map(line => at(time, line)).join('\n'), side: sideOf(), ...more}))
		.verdicts.flatMap(({evidence}) => evidence)
		.filter(({from}) => from === 'site log')
		.map(({text}) => text);

describe('what another connection of the device is refused', () => {
	test('says nothing of this one: with its whole exchange', () => {
		expect(quotesOf(ofBerlin)).toEqual([]);
		expect(quotesOf([ours, ...ofBerlin])).toEqual([]);
	});

	test('by the name and the number of its IKE SA, on another thread', () => {
		const tagged = [
			'14[IKE] <berlin|4> initiating IKE_SA berlin[4] to 5.5.5.5',
			'09[IKE] <berlin|4> received AUTHENTICATION_FAILED notify error',
		];
		expect(quotesOf(tagged)).toEqual([]);
	});

	test('and what this one is refused on the same thread later is told', () => {
		const own = ofBerlin.map(line => line.replaceAll('5.5.5.5', '192.0.2.1').replaceAll('berlin[4]', 'osaka[5]'));
		expect(quotesOf([...ofBerlin, ...own]).join()).toContain('received AUTHENTICATION_FAILED');
	});
});

/** Of another peer: the line that names it, and then one that does not. */
const others: readonly (readonly [writer: string, lines: readonly string[]])[] = [
	[
		'Libreswan',
		[
			'Dec  1 00:00:01 gw pluto[7]: "berlin" #4: sent IKE_SA_INIT request to 5.5.5.5:500',
			'Dec  1 00:00:01 gw pluto[7]: "berlin" #4: IKE_AUTH response rejected: AUTHENTICATION_FAILED',
		],
	],
	[
		'racoon',
		[
			'Dec  1 00:00:01 gw racoon: INFO: initiate new phase 1 negotiation: 203.0.113.9[500]<=>5.5.5.5[500]',
			'Dec  1 00:00:01 gw racoon: ERROR: invalid HASH_V1 payload length, mismatch of preshared secrets?',
		],
	],
	[
		'Cisco IOS',
		[
			'*Dec  1 00:00:01.431: ISAKMP:(1004): sending packet to 5.5.5.5 my_port 500 peer_port 500 (I) MM_NO_STATE',
			'*Dec  1 00:00:02.431: ISAKMP:(1009): sending packet to 192.0.2.1 my_port 500 peer_port 500 (I) MM_NO_STATE',
			'*Dec  1 00:00:03.431: ISAKMP:(1004): phase 1 SA policy not acceptable!',
		],
	],
	[
		'FortiOS',
		[
			'ike 0:berlin:7: sent IKE msg (ident_i1send): 203.0.113.9:500->5.5.5.5:500, len=292',
			'ike 0:office:8: sent IKE msg (ident_i1send): 203.0.113.9:500->192.0.2.1:500, len=292',
			'ike 0:berlin:7: probable pre-shared secret mismatch',
		],
	],
	[
		'PAN-OS',
		[
			'2026/12/01 00:00:01,1,SYSTEM,vpn,0,2026/12/01 00:00:01,,ike-nego-p1-start,berlin,0,0,general,informational,"IKE phase-1 negotiation is started as initiator, main mode. Initiated SA: 203.0.113.9[500]-5.5.5.5[500]"',
			'2026/12/01 00:00:09,1,SYSTEM,vpn,0,2026/12/01 00:00:09,,ike-nego-p1-start,office,0,0,general,informational,"IKE phase-1 negotiation is started as initiator, main mode. Initiated SA: 203.0.113.9[500]-192.0.2.1[500]"',
			'2026/12/01 00:00:10,1,SYSTEM,vpn,0,2026/12/01 00:00:10,,ike-nego-p1-fail-psk,berlin,0,0,general,informational,"IKE phase-1 negotiation is failed. pre-shared key mismatch"',
		],
	],
	[
		'Junos',
		[
			'Dec  1 00:00:01  srx kmd[14162]: KMD_VPN_UP_ALARM_USER: VPN berlin from 5.5.5.5 is up. Local-ip: 203.0.113.9',
			'Dec  1 00:00:09  srx kmd[14162]: KMD_VPN_TS_MISMATCH: Traffic-selector mismatch, vpn name: berlin',
		],
	],
	[
		'RouterOS',
		[
			'00:00:01 ipsec initiate new phase 1 (Identity Protection): 203.0.113.9[500]<=>5.5.5.5[500]',
			'00:00:01 ipsec rejected hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = MD5:SHA',
		],
	],
	[
		'FRR',
		['Dec  1 00:00:01 gw bgpd[9]: [A1B2C] %NOTIFICATION: sent to neighbor 10.9.9.9 4/0 (Hold Timer Expired) 0 bytes'],
	],
	[
		'Junos',
		[
			'Dec  1 00:05:04  srx rpd[2]: NOTIFICATION sent to 10.9.9.9 (External AS 64512): code 4 (Hold Timer Expired Error)',
		],
	],
];

describe('what another peer of the device is refused, in the words of each', () => {
	const told = (lines: readonly string[]) =>
		diagnose(known({site: lines.join('\n'), side: sideOf()}))
			.verdicts.flatMap(({evidence}) => evidence)
			.filter(({from, text}) => from === 'site log' && text.length > 0 && lines.at(-1)?.includes(text.slice(-40)));

	test.each(others)('%s: says nothing of this one', (_writer, lines) => {
		expect(told(lines)).toEqual([]);
		// and the same lines of this connection's peer are told
		const ours = lines.map(line =>
			line.replaceAll('5.5.5.5', '192.0.2.1').replaceAll('10.9.9.9', '169.254.10.1').replaceAll('berlin', 'osaka'),
		);
		expect(told(ours).length).toBeGreaterThan(0);
	});
});

describe('what was refused before the tunnel was UP', () => {
	const own = ofBerlin.map(line => line.replaceAll('5.5.5.5', '192.0.2.1'));
	const fell = Date.UTC(2026, 10, 30, 22, 51);
	const status = (since: number) => ({connection: {...known().connection, tunnels: [{...down, since}, up]}});

	test('and fell again since, counts for nothing', () => {
		expect(quotesOf(own, 'Nov 30 20:40:00', status(fell))).toEqual([]);
		expect(quotesOf(own, 'Nov 30 22:50:00', status(fell)).join()).toContain('AUTHENTICATION_FAILED');
	});

	test('as it was seen here, either', () => {
		const change: FleetChange = {
			number: 1,
			connection: '',
			name: '',
			place: {cloud: 'aws', region: 'eu-central-1', key: 'aws', account: 'default'},
			id: 'vpn-40f41529',
			at: fell - 60_000,
			what: {kind: 'tunnel', number: 1, tunnel: down.key, from: 'DOWN', to: 'UP', message: ''},
		};
		expect(quotesOf(own, 'Nov 30 22:45:00', {...status(fell), changes: [change]})).toEqual([]);
	});
});
