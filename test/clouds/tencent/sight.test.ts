import {CommonClient} from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {gatewayTroubles} from '../../../src/clouds/tencent/read/sight/gateway-troubles.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

/* What a user would lose: a gateway that is blocked or not paid for, or a route that is switched off, while the device is searched for the fault. */

const region = 'ap-guangzhou';
/** A destination-route tunnel, one by SPD rules, one by BGP. */
const byRoute = 'vpnx-df9oztok';
const byPolicy = 'vpnx-5p7vkch8';
const byBgp = 'vpnx-bgpgz001';
const {signal} = new AbortController();

let cloud: Cloud;
let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({speed: 200});
	cloud = createTencentCloud({env: sandbox.env, sandbox: true});
});

afterEach(async () => {
	cloud.close();
	await sandbox.close();
});

/** Somebody else at the same account. */
function tencent(call: string, parameters: object): Promise<unknown> {
	const {TENCENTCLOUD_SECRET_ID: secretId = '', TENCENTCLOUD_SECRET_KEY: secretKey = ''} = sandbox.env;
	const host = sandbox.env.TENCENTCLOUD_DOMAIN ?? '';
	const client = new CommonClient(host, '2017-03-12', {
		credential: {secretId, secretKey},
		region,
		profile: {httpProfile: {endpoint: host, protocol: 'http://'}},
	});
	return client.request(call, parameters);
}

const sight = async (id: string) => {
	const found = await cloud.sight?.(region, id, signal);
	if (!found) throw new Error('Tencent Cloud tells of one connection');
	return found;
};

describe('what Tencent Cloud tells of one tunnel', () => {
	it('is the gateway’s route into it, and the VPC’s route to the gateway', async () => {
		const {tunnels, routes, gateways, unread} = await sight(byRoute);
		expect(tunnels).toEqual([{key: byRoute}]);
		expect(routes).toEqual([
			{destination: '172.31.0.0/16', table: 'vpngw-6x0wxvtp', origin: 'static', state: 'active', raw: 'ENABLE'},
			{destination: '172.31.0.0/16', table: 'rtb-gzstag01', origin: 'static', state: 'active', raw: 'Enabled: true'},
		]);
		expect([gateways, unread]).toEqual([[], []]);
	});

	it('a route that was switched off is told as such', async () => {
		const routes = await cloud.standingRoutes?.(region, byRoute, signal);
		await tencent('ModifyVpnGatewayRoutes', {
			VpnGatewayId: 'vpngw-6x0wxvtp',
			Routes: [{RouteId: routes?.[0]?.id, Status: 'DISABLE'}],
		});
		expect((await sight(byRoute)).routes).toContainEqual({
			destination: '172.31.0.0/16',
			table: 'vpngw-6x0wxvtp',
			origin: 'static',
			state: 'not in use',
			raw: 'DISABLE',
		});
	});

	it('what BGP has learned is told as learned; SPD rules stand in no list of routes', async () => {
		const learned = (await sight(byBgp)).routes?.filter(({origin}) => origin === 'learned');
		expect(learned).toHaveLength(5);
		const {routes} = await sight(byPolicy);
		expect(routes?.map(({table}) => table)).toEqual(['rtb-gzlegc01']);
	});

	it.each([
		['blocked', 'blocked', 'IsAddressBlocked: true'],
		['unpaid', 'unpaid', 'RestrictState: PROTECTIVELY_ISOLATED'],
		['expired', 'expired', /^ExpiredTime: \d{4}-/],
	] as const)('a gateway that is %s says so', async (state, kind, quote) => {
		sandbox.setGateway('vpngw-6x0wxvtp', state);
		expect((await sight(byRoute)).gateways).toEqual([
			{gateway: 'vpngw-6x0wxvtp', kind, quote: typeof quote === 'string' ? quote : expect.stringMatching(quote)},
		]);
		sandbox.setGateway('vpngw-6x0wxvtp', 'well');
		expect((await sight(byRoute)).gateways).toEqual([]);
	});

	it.each([
		['DescribeVpnGateways', 'the state of vpngw-6x0wxvtp', ['routes']],
		['DescribeVpnGatewayRoutes', 'the routes of vpngw-6x0wxvtp', ['gateways']],
		['DescribeRouteTables', 'the route tables of vpc-8ro3x6md', ['gateways']],
	] as const)('%s that is not permitted stands in the answer, and hides nothing else', async (call, what, rest) => {
		const whole = await sight(byRoute);
		sandbox.addFault({kind: 'denied', action: call});
		const found = await sight(byRoute);
		expect(found.unread).toMatchObject([{what, error: {code: 'UnauthorizedOperation', call}}]);
		for (const part of rest) expect(found[part]).toEqual(whole[part]);
	});

	it('a tunnel that is not there is a wrong name, and one that may not be read an error', async () => {
		await expect(sight('vpnx-00000000')).rejects.toBeInstanceOf(UserError);
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnConnections'});
		await expect(sight(byRoute)).rejects.toBeInstanceOf(CloudError);
	});
});

describe('a gateway’s trouble', () => {
	const well = {VpnGatewayId: 'vpngw-1', State: 'AVAILABLE', RestrictState: 'NORMAL', IsAddressBlocked: false};
	const noon = Date.parse('2026-12-01T12:00:00Z');

	it.each([
		['nothing of one that is well', {}, []],
		['nothing of a time that no prepaid gateway has', {ExpiredTime: '0000-00-00 00:00:00'}, []],
		['nothing of a time that is over only if it was Beijing’s', {ExpiredTime: '2026-12-01 15:00:00'}, []],
		['a time that is over everywhere', {ExpiredTime: '2026-12-01 11:00:00'}, ['expired']],
		['a state that is none of those known', {State: 'PENDING_ERROR'}, ['not available']],
		['a restriction of a kind that is not known', {RestrictState: 'ELSE'}, ['not available']],
		[
			'all that befalls it at once',
			{IsAddressBlocked: true, RestrictState: 'PROTECTIVELY_ISOLATED'},
			['blocked', 'unpaid'],
		],
	] as const)('is %s', (_, told, kinds) => {
		// what the cloud answers has more members than are looked at
		const gateway = {...well, InstanceChargeType: 'PREPAID', ...told} as unknown as Parameters<
			typeof gatewayTroubles
		>[1];
		expect(gatewayTroubles('vpngw-1', gateway, noon).map(({kind}) => kind)).toEqual(kinds);
	});

	it('of one that is not listed is that it is not there', () => {
		expect(gatewayTroubles('vpngw-1', undefined, noon)).toMatchObject([{kind: 'not available'}]);
	});
});
