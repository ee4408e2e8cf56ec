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
