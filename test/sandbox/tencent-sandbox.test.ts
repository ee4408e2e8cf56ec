import {Client as TagClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_client.js';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import {afterEach, describe, expect, it} from 'vitest';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

/** The whole sandbox, and the SDK configured by the environment it prints. */
async function start(options: SandboxOptions): Promise<{running: Sandbox; client: VpcClient; tags: TagClient}> {
	// The SDK sends even loopback calls through it.
	delete process.env.http_proxy;
	const running = await startSandbox(options);
	sandbox = running;
	const {env} = running;
	const configuration = {
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
		region: env.TENCENTCLOUD_REGION,
		profile: {httpProfile: {endpoint: env.TENCENTCLOUD_DOMAIN, protocol: 'http://', reqTimeout: 1}},
	};
	return {running, client: new VpcClient(configuration), tags: new TagClient(configuration)};
}

const request = {
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-qa9sxpy7',
	VpnConnectionName: 'office',
	PreShareKey: 'secret',
	RouteType: 'StaticRoute',
};

const ofPair = {
	Filters: [
		{Name: 'vpn-gateway-id', Values: ['vpngw-1w9tue3d']},
		{Name: 'customer-gateway-id', Values: ['cgw-qa9sxpy7']},
	],
};

describe('the Tencent cloud of the running sandbox', () => {
	it('is reached with the environment it prints, and follows the scaled clock', async () => {
		let now = Date.UTC(2026, 0, 1);
		const {client, running} = await start({speed: 10, now: () => now});
		await client.CreateVpnConnection(request);
		expect((await client.DescribeVpnConnections(ofPair)).VpnConnectionSet).toMatchObject([{State: 'PENDING'}]);
		now += 1500;
		const {VpnConnectionSet} = await client.DescribeVpnConnections(ofPair);
		expect(VpnConnectionSet).toMatchObject([{State: 'AVAILABLE', NetStatus: 'AVAILABLE'}]);
		running.setTunnel(VpnConnectionSet?.[0]?.VpnConnectionId ?? '', 0, 'DOWN');
		expect((await client.DescribeVpnConnections(ofPair)).VpnConnectionSet).toMatchObject([{NetStatus: 'UNAVAILABLE'}]);
		expect(running.requests.map(({action, code}) => `${action} ${code}`)).toEqual([
			'CreateVpnConnection ',
			'DescribeVpnConnections ',
			'DescribeVpnConnections ',
			'DescribeVpnConnections ',
		]);
	});

	it('has made the tunnel when the reply to its create is lost', async () => {
		const {client, running} = await start({});
		running.addFault({kind: 'lost-reply', service: 'tencent', action: 'CreateVpnConnection', times: 1});
		await expect(client.CreateVpnConnection(request)).rejects.toThrow();
		expect((await client.DescribeVpnConnections(ofPair)).TotalCount).toBe(1);
		await expect(client.CreateVpnConnection(request)).rejects.toMatchObject({code: 'ResourceInUse'});
	});

	it('throttles and fails as the cloud does, and nothing is made by it', async () => {
		const {client, running} = await start({});
		running.addFault({kind: 'throttle', service: 'tencent', times: 1});
		await expect(client.CreateVpnConnection(request)).rejects.toMatchObject({code: 'RequestLimitExceeded'});
		running.addFault({kind: 'error5xx', service: 'tencent', times: 1});
		await expect(client.CreateVpnConnection(request)).rejects.toMatchObject({httpCode: 502});
		expect((await client.DescribeVpnConnections(ofPair)).TotalCount).toBe(0);
	});
});

describe('a fault in the way of a change', () => {
	const tunnel = 'vpnx-cjkgz001';
	const named = {VpnGatewayId: 'vpngw-6x0wxvtp', RouteId: 'vpnr-gzstag00'};

	/** The changes of what stands, and what each leaves to be read. */
	const changes = {
		ModifyVpnConnectionAttribute: {
			send: ({client}: Awaited<ReturnType<typeof start>>) =>
				client.ModifyVpnConnectionAttribute({VpnConnectionId: tunnel, VpnConnectionName: 'changed'}),
			read: async ({client}: Awaited<ReturnType<typeof start>>) =>
				(await client.DescribeVpnConnections({VpnConnectionIds: [tunnel]})).VpnConnectionSet?.[0]?.VpnConnectionName,
			wanted: 'changed',
		},
		ModifyVpnGatewayRoutes: {
			send: ({client}: Awaited<ReturnType<typeof start>>) =>
				client.ModifyVpnGatewayRoutes({
					VpnGatewayId: named.VpnGatewayId,
					Routes: [{RouteId: named.RouteId, Status: 'DISABLE'}],
				}),
			read: async ({client}: Awaited<ReturnType<typeof start>>) =>
				(await client.DescribeVpnGatewayRoutes({VpnGatewayId: named.VpnGatewayId})).Routes?.find(
					({RouteId}) => RouteId === named.RouteId,
				)?.Status,
			wanted: 'DISABLE',
		},
		ModifyResourceTags: {
			send: ({tags}: Awaited<ReturnType<typeof start>>) =>
				tags.ModifyResourceTags({
					Resource: `qcs::vpc:ap-guangzhou:uin/:vpnx/${tunnel}`,
					ReplaceTags: [{TagKey: 'env', TagValue: 'test'}],
				}),
			read: async ({client}: Awaited<ReturnType<typeof start>>) =>
				(await client.DescribeVpnConnections({VpnConnectionIds: [tunnel]})).VpnConnectionSet?.[0]?.TagSet?.[0]?.Value,
			wanted: 'test',
		},
	};

	it.each(
		Object.keys(changes).flatMap(action =>
			(
				[
					['throttle', {code: 'RequestLimitExceeded'}, false],
					['denied', {code: 'UnauthorizedOperation', message: expect.stringContaining(`:${action})`)}, false],
					['error5xx', {httpCode: 502}, false],
					['garbage', {}, false],
					['reset', {}, false],
					['hang', {}, false],
					['lost-reply', {}, true],
				] as const
			).map(([kind, trouble, done]) => ({action, kind, trouble, done})),
		),
	)('$action, $kind: the work is done $done', async ({action, kind, trouble, done}) => {
		const begun = await start({});
		// The keys are those of the record.
		const {send, read, wanted} = changes[action as keyof typeof changes];
		const before = await read(begun);
		expect(before).not.toBe(wanted);
		begun.running.addFault({kind, action, times: 1});
		await expect(send(begun)).rejects.toMatchObject(trouble);
		expect(await read(begun)).toBe(done ? wanted : before);
		// Sent again it is done, and no error.
		await send(begun);
		expect(await read(begun)).toBe(wanted);
	});

	it('a tunnel’s end can be made to see whatever a site does', async () => {
		const {client, running} = await start({});
		const read = async () => (await client.DescribeVpnConnections({VpnConnectionIds: [tunnel]})).VpnConnectionSet?.[0];
		running.setLine(tunnel, 0, {ipsec: false});
		expect(await read()).toMatchObject({NetStatus: 'UNAVAILABLE'});
		running.setLine(tunnel, 0, {ipsec: true});
		expect(await read()).toMatchObject({NetStatus: 'AVAILABLE'});
		expect(() => running.setLine('vpnx-nosuch01', 0, {ipsec: true})).toThrow('vpnx-nosuch01');
	});
});
