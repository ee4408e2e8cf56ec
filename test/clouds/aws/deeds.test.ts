import {describe, expect, it} from 'vitest';
import {planDeed} from '../../../src/clouds/aws/plan/deeds.ts';
import type {Deed, ExistingConnection, Facts} from '../../../src/clouds/contract/cloud.ts';
import {awsDocument} from './documents.ts';

/* What a user would lose: both tunnels at once, a change while the other tunnel does not carry the traffic, or a key that is not theirs. */

const connection: ExistingConnection = {
	id: 'vpn-1',
	name: 'office',
	state: 'available',
	cloudGatewayId: 'vgw-9a4cacf3',
	siteGatewayId: 'cgw-7',
	routing: 'bgp',
	ranges: [],
	insideCidrs: [],
	tunnels: [
		{key: '3.120.14.7', state: 'UP', acceptedRoutes: 5},
		{key: '18.185.90.201', state: 'DOWN', acceptedRoutes: 0},
	],
};
const siteGateway = {
	id: 'cgw-7',
	name: '',
	address: '198.51.100.77',
	asn: 65_177,
	state: 'available',
	selectable: true,
};
const facts: Facts = {siteGateway, connections: [connection]};
const document = (more: object = {}) => awsDocument({site: {kind: 'existing', id: 'cgw-7'}, ...more});
const plan = (deed: Deed, more: object = {}, given: Facts = facts) => planDeed(deed, document(more), given);
const renewal = {kind: 'renew-keys', tunnels: [1, 2], drain: true} as const;
const [one, two] = [
	{connectionId: 'vpn-1', key: '3.120.14.7', number: 1},
	{connectionId: 'vpn-1', key: '18.185.90.201', number: 2},
];

describe('AWS: new keys', () => {
	it('go to one tunnel after the other, each by its own address, while the other is UP and it is drained itself', () => {
		const {actions, exists} = plan(renewal);
		expect(exists?.id).toBe('vpn-1');
		expect(actions.map(({call, parameters, after}) => [call, parameters, after])).toEqual([
			[
				'ModifyVpnTunnelOptions',
				{
					VpnConnectionId: 'vpn-1',
					VpnTunnelOutsideIpAddress: '3.120.14.7',
					TunnelOptions: {PreSharedKey: {$secret: 'presharedKey1'}},
				},
				[],
			],
			[
				'ModifyVpnTunnelOptions',
				{
					VpnConnectionId: 'vpn-1',
					VpnTunnelOutsideIpAddress: '18.185.90.201',
					TunnelOptions: {PreSharedKey: {$secret: 'presharedKey2'}},
				},
				['key:3.120.14.7'],
			],
		]);
		expect(actions.map(({change}) => change)).toMatchObject([
			{needsUp: [two], drained: one, backUp: [{...one, routes: 5}], interrupts: {kind: 'tunnel', tunnel: one}},
			// one that was DOWN is not waited for
			{needsUp: [one], drained: two, backUp: [], interrupts: {kind: 'tunnel', tunnel: two}},
		]);
		for (const {change} of actions) expect(change?.back).toBeUndefined();
	});

	it('wait for no drain where none was asked for, and for no routes where AWS counts its own', () => {
		const [action] = plan({...renewal, tunnels: [1], drain: false}).actions;
		expect(action?.change?.drained).toBeUndefined();
		const connections = [{...connection, routing: 'static' as const}];
		const routing = {mode: 'static', prefixes: ['192.168.0.0/16']};
		const [still] = plan({...renewal, tunnels: [1]}, {routing}, {...facts, connections}).actions;
		expect(still?.change?.backUp).toEqual([one]);
	});

	it('go to Secrets Manager where that is wanted, and are not moved where they are', () => {
		const [moved] = plan({...renewal, keptByCloud: true}).actions;
		expect(moved?.parameters.PreSharedKeyStorage).toBe('SecretsManager');
		const kept = plan({...renewal, keptByCloud: true}, {keyStorage: 'SecretsManager'});
		expect(kept.actions[0]?.parameters).not.toHaveProperty('PreSharedKeyStorage');
		expect(kept.notes.join()).toContain('does not show');
	});

	it('are refused where the device has a certificate, while AWS changes the connection, and for a tunnel that is not there', () => {
		const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/6f1c2d3e';
		expect(() => plan(renewal, {}, {...facts, siteGateway: {...siteGateway, certificateArn}})).toThrow(/certificate/);
		const connections = [{...connection, state: 'modifying'}];
		expect(() => plan(renewal, {}, {...facts, connections})).toThrow(/is modifying/);
		expect(() => plan({...renewal, tunnels: [3]})).toThrow(/no tunnel 3/);
	});
});

describe('AWS: another endpoint', () => {
	it('is given to one tunnel, with what is pending where that is wanted', () => {
		const [action] = plan({kind: 'replace-tunnel', tunnel: 2, pendingMaintenance: true}).actions;
		expect(action).toMatchObject({
			call: 'ReplaceVpnTunnel',
			dryRun: true,
			parameters: {
				VpnConnectionId: 'vpn-1',
				VpnTunnelOutsideIpAddress: '18.185.90.201',
				ApplyPendingMaintenance: true,
			},
			change: {needsUp: [one], backUp: [], interrupts: {kind: 'tunnel', tunnel: two}},
		});
		const [plain] = plan({kind: 'replace-tunnel', tunnel: 1, pendingMaintenance: false}).actions;
		expect(plain?.parameters).not.toHaveProperty('ApplyPendingMaintenance');
		expect(plain?.change?.backUp).toEqual([{...one, routes: 5}]);
	});

	it('is what AWS has in place of a reset', () => {
		expect(() => plan({kind: 'reset'})).toThrow(/no reset/);
	});
});
