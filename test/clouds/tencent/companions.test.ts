import {describe, expect, it} from 'vitest';
import type {ExistingConnection} from '../../../src/clouds/contract/cloud.ts';
import {companionsOf} from '../../../src/clouds/tencent/read/companions.ts';

/* What a user would lose: traffic that was thought to go by another tunnel than the one that it goes by, or by none. */

const range = '172.31.0.0/16';

function tunnel(id: string, state: 'UP' | 'DOWN', more: Partial<ExistingConnection> = {}): ExistingConnection {
	return {
		id,
		name: id,
		state: 'AVAILABLE',
		cloudGatewayId: 'vpngw-1',
		routing: 'static',
		ranges: [],
		insideCidrs: [],
		tunnels: [{key: id, state}],
		...more,
	};
}

const route = (priority: number, enabled = true, destination = range) => ({
	id: `r-${priority}-${destination}`,
	destination,
	priority,
	enabled,
});
const ids = (tunnels: readonly ExistingConnection[]) => tunnels.map(({id}) => id);

describe('the tunnel that carries the traffic meanwhile', () => {
	it('is the next by priority, though another one is UP', () => {
		const own = tunnel('own', 'UP', {routes: [route(0)]});
		const next = tunnel('next', 'DOWN', {routes: [route(50)]});
		const last = tunnel('last', 'UP', {routes: [route(100)]});
		expect(ids(companionsOf(own, {connections: [own, last, next]}).tunnels)).toEqual(['next']);
	});

	it('are several where they share a priority: each may carry a part', () => {
		const own = tunnel('own', 'UP', {routes: [route(0)]});
		const two = ['a', 'b'].map(id => tunnel(id, 'UP', {routes: [route(100)]}));
		expect(ids(companionsOf(own, {connections: [own, ...two]}).tunnels)).toEqual(['a', 'b']);
	});

	it('is looked at too where the own routes are turned off, as a run that broke off leaves them', () => {
		const own = tunnel('own', 'UP', {routes: [route(0, false)]});
		const next = tunnel('next', 'DOWN', {routes: [route(100)]});
		expect(companionsOf(own, {connections: [own, next]})).toMatchObject({
			tunnels: [{id: 'next'}],
			uncovered: [],
			relieved: [],
			off: [range],
		});
	});

	it('is not one whose route is turned off', () => {
		const own = tunnel('own', 'UP', {routes: [route(0)]});
		const next = tunnel('next', 'UP', {routes: [route(100, false)]});
		expect(companionsOf(own, {connections: [own, next]})).toMatchObject({tunnels: [], uncovered: [range]});
	});
});

describe('where it could not be read', () => {
	it('nobody knows whether another tunnel has the routes', () => {
		const own = tunnel('own', 'UP');
		const other = tunnel('other', 'UP');
		expect(companionsOf(own, {connections: [own, other]}).unknown).toMatch(/routes .* could not be read/);
		// there is no other one that could
		expect(companionsOf(own, {connections: [own]}).unknown).toBeUndefined();
	});

	it('nobody knows which tunnels by BGP lead to the same site', () => {
		const own = tunnel('own', 'UP', {routing: 'bgp', siteGatewayId: 'cgw-1'});
		const other = tunnel('other', 'UP', {routing: 'bgp', siteGatewayId: 'cgw-2'});
		const site = (id: string, asn?: number) => ({
			...{id, name: id, address: '203.0.113.1', selectable: true, state: 'available'},
			...(asn && {asn}),
		});
		const facts = {connections: [own, other]};
		expect(companionsOf(own, facts).unknown).toMatch(/ASNs/);
		expect(companionsOf(own, {...facts, siteGateways: [site('cgw-1', 65_010), site('cgw-2')]}).unknown).toMatch(/ASNs/);
		const known = companionsOf(own, {...facts, siteGateways: [site('cgw-1', 65_010), site('cgw-2', 65_010)]});
		expect(known.unknown).toBeUndefined();
		expect(ids(known.tunnels)).toEqual(['other']);
	});
});
