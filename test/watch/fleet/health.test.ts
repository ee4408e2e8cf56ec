import {describe, expect, it} from 'vitest';
import type {ConnectionStatus, TunnelStatus} from '../../../src/clouds/contract/cloud.ts';
import type {Health} from '../../../src/watch/fleet/fleet.ts';
import {briefTroubleOf, healthOf, troubleOf} from '../../../src/watch/fleet/health.ts';
import {connection} from './world.ts';

/* What a user would lose: an outage that looks well, or a night's sleep over one that is none. */

const tunnel = (state: TunnelStatus['state'], more: Partial<TunnelStatus> = {}): TunnelStatus => ({
	key: '3.120.14.1',
	state,
	raw: state,
	message: '',
	...more,
});
const down = tunnel('DOWN', {message: 'IPSEC IS DOWN'});
const bgp = {routing: 'bgp'} as const;

const cases: readonly (readonly [Health, string, Partial<ConnectionStatus>])[] = [
	['up', '', {tunnels: [tunnel('UP'), tunnel('UP')]}],
	['down', 'both tunnels DOWN: IPSEC IS DOWN', {tunnels: [down, down]}],
	['down', 'tunnel 1 DOWN: IPSEC IS DOWN, tunnel 2 DOWN', {tunnels: [down, tunnel('DOWN')]}],
	['down', 'DOWN: IPSEC IS DOWN', {tunnels: [down]}],
	['degraded', 'tunnel 2 DOWN: IPSEC IS DOWN', {tunnels: [tunnel('UP'), down]}],
	// what nobody knows is neither well nor known to be down
	['unknown', 'tunnel 2 UNKNOWN', {tunnels: [tunnel('UP'), tunnel('UNKNOWN')]}],
	['unknown', 'tunnel 1 DOWN: IPSEC IS DOWN, tunnel 2 UNKNOWN', {tunnels: [down, tunnel('UNKNOWN')]}],
	['unknown', 'the cloud tells of no tunnels', {tunnels: []}],
	['degraded', 'tunnel 2 DOWN, tunnel 3 UNKNOWN', {tunnels: [tunnel('UP'), tunnel('DOWN'), tunnel('UNKNOWN')]}],
	['down', 'all tunnels DOWN', {tunnels: [tunnel('DOWN'), tunnel('DOWN'), tunnel('DOWN')]}],
	[
		'impaired',
		'both tunnels UP, but no route is accepted',
		{...bgp, tunnels: [0, 0].map(acceptedRoutes => tunnel('UP', {acceptedRoutes}))},
	],
	[
		'impaired',
		'tunnel 1 UP, but no route is accepted',
		{...bgp, tunnels: [0, 5].map(acceptedRoutes => tunnel('UP', {acceptedRoutes}))},
	],
	['up', '', {...bgp, tunnels: [tunnel('UP'), tunnel('UP')]}],
	['up', '', {routing: 'static', tunnels: [tunnel('UP', {acceptedRoutes: 0})]}],
	['impaired', 'UP, but the probe is not answered', {tunnels: [tunnel('UP', {probe: 'unanswered'})]}],
	[
		'impaired',
		'gateway vpngw-1 unpaid (RestrictState: PROTECTIVELY_ISOLATED)',
		{
			tunnels: [tunnel('UP')],
			gatewayTroubles: [{gateway: 'vpngw-1', kind: 'unpaid', quote: 'RestrictState: PROTECTIVELY_ISOLATED'}],
		},
	],
	[
		'down',
		'gateway vpngw-1 blocked (IsAddressBlocked: true); DOWN',
		{
			tunnels: [tunnel('DOWN')],
			gatewayTroubles: [{gateway: 'vpngw-1', kind: 'blocked', quote: 'IsAddressBlocked: true'}],
		},
	],
	['working', 'pending', {phase: 'working', state: 'pending', tunnels: [down, down]}],
	['gone', 'deleted', {phase: 'gone', state: 'deleted', tunnels: []}],
];

describe('how a connection fares', () => {
	it.each(cases)('%s: %s', (health, trouble, status) => {
		const whole = connection('vpn-1', [], status);
		expect(healthOf(whole)).toBe(health);
		expect(troubleOf(whole, health)).toBe(trouble);
	});

	it.each([
		['IPSEC IS DOWN', 'down', {tunnels: [down, down]}],
		['IPSEC IS DOWN', 'degraded', {tunnels: [tunnel('UP'), down]}],
		// alone it would say the opposite
		['DOWN: IPSEC IS UP', 'down', {tunnels: [tunnel('DOWN', {message: 'IPSEC IS UP'})]}],
		['no route accepted', 'impaired', {...bgp, tunnels: [0, 5].map(acceptedRoutes => tunnel('UP', {acceptedRoutes}))}],
		['probe unanswered', 'impaired', {tunnels: [tunnel('UP', {probe: 'unanswered'})]}],
		['IPSEC IS DOWN; no route accepted', 'degraded', {...bgp, tunnels: [tunnel('UP', {acceptedRoutes: 0}), down]}],
		[
			'gateway blocked',
			'down',
			{
				tunnels: [tunnel('DOWN')],
				gatewayTroubles: [{gateway: 'vpngw-1', kind: 'blocked', quote: 'IsAddressBlocked: true'}],
			},
		],
		// the states stand beside it
		['', 'down', {tunnels: [tunnel('DOWN')]}],
		['the cloud tells of no tunnels', 'unknown', {tunnels: []}],
		['', 'up', {tunnels: [tunnel('UP')]}],
		['pending', 'working', {phase: 'working', state: 'pending', tunnels: [down]}],
	] as const)('in a cell is: %s', (words, health, status: Partial<ConnectionStatus>) => {
		expect(briefTroubleOf(connection('vpn-1', [], status), health)).toBe(words);
	});

	it('is told in few words, safe to draw, whatever the cloud says', () => {
		const wild = tunnel('DOWN', {message: `\u001B]0;x\u0007${'long '.repeat(100)}`});
		const status = connection('vpn-1', [], {
			tunnels: Array.from({length: 9}, (_, index) => ({...wild, message: `${index}${wild.message}`})),
		});
		const trouble = troubleOf(status, 'down');
		expect(trouble.length).toBeLessThan(220);
		expect(trouble).not.toContain('\u001B');
		expect(trouble).toMatch(/, and 7 more$/);
	});
});
