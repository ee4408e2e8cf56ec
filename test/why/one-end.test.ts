import {describe, expect, test} from 'vitest';
import type {ConnectionSight} from '../../src/clouds/contract/sight.ts';
import type {TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {down, known, up} from './known.ts';
import {sideOf} from './sides.ts';

/* What a user would lose: the end that has lost what the other one still has; and trust, where it is told without that. */

const now = Date.UTC(2026, 11, 1);

function found(tunnels: readonly TunnelStatus[], more: Partial<Known> = {}): Readonly<Record<string, string>> {
	const {verdicts} = diagnose(known({side: sideOf(), ...more}, tunnels));
	return Object.fromEntries(verdicts.map(({cause, sureness}) => [cause.id, sureness]));
}

const sas = (age: number) => `vpn-40f41529-1: #1, ESTABLISHED, IKEv2, a803f58efe5f94b5_i* 0a67a8c1a2dfce60_r
  remote '192.0.2.1' @ 192.0.2.1[4500]
  vpn-40f41529-1: #3, reqid 2, INSTALLED, TUNNEL-in-UDP, ESP:AES_GCM_16-256
    installed ${age}s ago, rekeying in 2942s, expires in 3600s`;

describe('the device has an SA, and the cloud says DOWN', () => {
	const fell = {...down, since: now - 600_000};

	test('one that is older than the fall is one that the cloud has lost', () => {
		expect(found([fell, up], {site: sas(3000)})).toMatchObject({'stale-spi': 'likely'});
	});

	test('a newer one may be one of which the cloud does not tell yet', () => {
		expect(found([fell, up], {site: sas(20)})).toMatchObject({'stale-spi': 'possible'});
	});
});

describe('the device’s daemon began anew', () => {
	const line = (second: number, text: string) => `Nov 30 23:50:${String(second).padStart(2, '0')} ${text}`;
	const before = [
		line(1, '13[IKE] IKE_SA vpn-40f41529-1[1] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]'),
		line(
			1,
			'13[IKE] CHILD_SA vpn-40f41529-1{2} established with SPIs 0e506dd8_i d86fd39d_o and TS 0.0.0.0/0 === 0.0.0.0/0',
		),
	];
	const start = line(30, '00[JOB] spawning 16 worker threads');
	const again = line(31, '02[IKE] initiating IKE_SA vpn-40f41529-1[1] to 192.0.2.1');
	const site = (...lines: readonly string[]) => ({site: lines.join('\n')});
	const bothUp = [{...up, key: down.key, outsideAddress: down.outsideAddress}, up];

	test('and begins no tunnel that the cloud says is UP: the cloud sends by what is gone', () => {
		expect(found(bothUp, site(...before, start))).toEqual({'stale-spi': 'likely'});
	});

	test('and the cloud has noticed: then nobody starts the tunnel', () => {
		expect(found([down, up], site(...before, start))).not.toHaveProperty('stale-spi');
		expect(found([down, up], site(...before, start))).toHaveProperty('nobody-initiates');
	});

	test('and begins it again, or has taken its leave before: then nothing is stale', () => {
		expect(found(bothUp, site(...before, start, again))).not.toHaveProperty('stale-spi');
		const leave = line(
			20,
			'05[IKE] deleting IKE_SA vpn-40f41529-1[1] between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]',
		);
		expect(found(bothUp, site(...before, leave, start))).not.toHaveProperty('stale-spi');
	});
});

describe('what the device announces', () => {
	const advertised = (route: object) =>
		JSON.stringify({advertisedRoutes: {'192.168.7.0/24': route}, totalPrefixCounter: 1});
	const withRoutes = (acceptedRoutes: number) => [{...up, acceptedRoutes}];
	const own = {path: '65020 64512', nextHop: '0.0.0.0'};
	const elsewhere = {path: '', nextHop: '10.99.9.9'};

	test('is refused for the cloud’s own AS, or for its next hop, where the cloud has no route', () => {
		expect(found(withRoutes(0), {site: advertised(own)})).toMatchObject({'own-as-in-path': 'likely'});
		expect(found(withRoutes(0), {site: advertised(elsewhere)})).toMatchObject({'next-hop-not-connected': 'likely'});
	});

	test('may be what another neighbour is told, where the cloud has routes', () => {
		expect(found(withRoutes(3), {site: advertised(own)})['own-as-in-path']).not.toBe('likely');
		expect(found(withRoutes(3), {site: advertised(elsewhere)})['next-hop-not-connected']).not.toBe('likely');
	});

	test('is right with the tunnel’s own next hop', () => {
		expect(found(withRoutes(0), {site: advertised({path: '', nextHop: '169.254.10.2'})})).toEqual({});
	});
});

describe('ways at the cloud', () => {
	const sight: ConnectionSight = {
		at: now,
		routes: undefined,
		notPropagated: ['rtb-a', 'rtb-b', 'rtb-c', 'rtb-d'],
		gateways: [],
		tunnels: [],
		unread: [],
	};

	test('many tables that learn nothing are one sign: in most networks they are meant so', () => {
		expect(found([up], {sight})).toEqual({'no-way-back': 'possible'});
	});

	test('explain no tunnel that is down', () => {
		const routes = [
			{table: 'rtb-a', destination: '192.168.7.0/24', origin: 'static', state: 'not in use', raw: 'blackhole'},
		] as const;
		expect(found([up], {sight: {...sight, routes}})['no-way-back']).toBe('likely');
		expect(found([down, up], {sight: {...sight, routes}})['no-way-back']).toBe('possible');
	});
});

describe('a device that gave its peer up', () => {
	const line = (second: number, text: string) => `Nov 30 23:50:${String(second).padStart(2, '0')} ${text}`;
	const up1 = '13[IKE] IKE_SA vpn-40f41529-1[1] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]';
	const gone = ['07[IKE] <vpn-40f41529-1|1> giving up after 3 retransmits'];

	test('and begins nothing: that is it', () => {
		const site = [line(1, up1), ...gone.map(text => line(20, text))].join('\n');
		expect(found([down, up], {site})).toMatchObject({'dpd-gives-up': 'likely'});
	});

	test('and whose tunnel the cloud brought up again: nothing of it is left', () => {
		const site = [line(1, up1), ...gone.map(text => line(20, text)), line(25, up1.replace('[1]', '[5]'))].join('\n');
		expect(found([down, up], {site})).not.toHaveProperty('dpd-gives-up');
	});
});
