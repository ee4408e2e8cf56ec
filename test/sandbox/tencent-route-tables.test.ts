import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {TencentServer} from './tencent-server.ts';
import {gatewayId, startNaming} from './tencent-tunnels.ts';

/* What a user would lose: a VPC's route table that is empty though a call was refused, or leads elsewhere than it says. */

let server: TencentServer;
beforeEach(async () => {
	server = await startNaming();
});
afterEach(() => server.close());

const RouteTableId = 'rtb-gzprod02';
const toVpn = (DestinationCidrBlock: string, more: object = {}) => ({
	DestinationCidrBlock,
	GatewayType: 'VPN',
	GatewayId: gatewayId,
	...more,
});

/** The routes of the table. */
async function routes() {
	const {RouteTableSet} = await server.vpc().DescribeRouteTables({RouteTableIds: [RouteTableId]});
	return RouteTableSet?.[0]?.RouteSet ?? [];
}

/** A route to the VPN gateway that stands in the table. */
async function standingRoute() {
	const {RouteTableSet} = await server.vpc().CreateRoutes({RouteTableId, Routes: [toVpn('172.30.0.0/16')]});
	const {RouteId = 0, RouteItemId = ''} = RouteTableSet?.[0]?.RouteSet?.[0] ?? {};
	return {RouteId, RouteItemId};
}

describe('a route of a VPC’s table', () => {
	it('is switched off and on, by either id', async () => {
		const client = server.vpc();
		const {RouteId, RouteItemId} = await standingRoute();
		const enabled = async () => (await routes()).find(route => route.RouteItemId === RouteItemId)?.Enabled;
		await client.DisableRoutes({RouteTableId, RouteIds: [RouteId]});
		expect(await enabled()).toBe(false);
		await client.EnableRoutes({RouteTableId, RouteItemIds: [RouteItemId]});
		expect(await enabled()).toBe(true);
		await client.DisableRoutes({RouteTableId, RouteItemIds: [RouteItemId]});
		expect(await enabled()).toBe(false);
		await client.EnableRoutes({RouteTableId, RouteIds: [RouteId]});
		expect(await enabled()).toBe(true);
	});

	it('is switched all or none, and by one kind of id', async () => {
		const client = server.vpc();
		const {RouteId, RouteItemId} = await standingRoute();
		const before = await routes();
		for (const [request, code] of [
			[{RouteTableId, RouteIds: [RouteId], RouteItemIds: [RouteItemId]}, 'InvalidParameter.Coexist'],
			[{RouteTableId}, 'MissingParameter'],
			[{RouteTableId, RouteIds: [RouteId, 1]}, 'ResourceNotFound'],
			[{RouteTableId, RouteIds: Array.from({length: 101}, () => RouteId)}, 'InvalidParameterValue.LimitExceeded'],
			[{RouteTableId: 'rtb-nosuch01', RouteIds: [RouteId]}, 'ResourceNotFound'],
		] as const)
			await expect(client.request('DisableRoutes', request)).rejects.toMatchObject({code});
		expect(await routes()).toEqual(before);
	});

	it('is replaced by its id, keeps that and its description, and tells what it was', async () => {
		const {RouteId} = await standingRoute();
		const replaced = await server
			.vpc()
			.ReplaceRoutes({RouteTableId, Routes: [toVpn('172.30.0.0/17', {RouteId, RouteDescription: 'halved'})]});
		expect(replaced).toMatchObject({
			OldRouteSet: [{RouteId, DestinationCidrBlock: '172.30.0.0/16'}],
			NewRouteSet: [{RouteId, DestinationCidrBlock: '172.30.0.0/17', RouteDescription: 'halved'}],
		});
		await server.vpc().ReplaceRoutes({RouteTableId, Routes: [toVpn('172.30.0.0/18', {RouteId})]});
		const [route, ...others] = (await routes()).filter(({GatewayType}) => GatewayType === 'VPN');
		expect(others).toEqual([]);
		expect(route).toMatchObject({RouteId, DestinationCidrBlock: '172.30.0.0/18', RouteDescription: 'halved'});
	});

	it('is not replaced by what the table refuses', async () => {
		const {RouteId} = await standingRoute();
		const before = await routes();
		for (const [route, code] of [
			[toVpn('10.8.3.0/24', {RouteId}), 'InvalidParameterValue.VpcCidrConflict'],
			[toVpn('0.0.0.0/0', {RouteId}), 'UnsupportedOperation.EcmpWithUserRoute'],
			[toVpn('172.30.0.0/17', {RouteId: 1}), 'ResourceNotFound'],
			[toVpn('172.30.0.0/17', {RouteId, GatewayId: 'vpngw-6x0wxvtp'}), 'InvalidParameterValue.RouteNextHopInvalid'],
		] as const)
			await expect(server.vpc().ReplaceRoutes({RouteTableId, Routes: [route]})).rejects.toMatchObject({code});
		expect(await routes()).toEqual(before);
	});
});

describe('resetting a table', () => {
	const reset = (...Routes: ReturnType<typeof toVpn>[]) =>
		server.vpc().ResetRoutes({RouteTableId, RouteTableName: 'reset', Routes});

	it('takes away whatever the request does not name', async () => {
		await standingRoute();
		expect((await routes()).length).toBeGreaterThan(1);
		expect(Object.keys(await reset(toVpn('172.29.0.0/16')))).toEqual(['RequestId']);
		expect(await routes()).toMatchObject([{DestinationCidrBlock: '172.29.0.0/16'}]);
	});

	it('leaves it empty when the request is refused', async () => {
		await expect(reset(toVpn('10.8.3.0/24'))).rejects.toMatchObject({code: 'InvalidParameterValue.VpcCidrConflict'});
		expect(await routes()).toEqual([]);
	});
});
