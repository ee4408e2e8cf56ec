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
async function start(options: SandboxOptions): Promise<{running: Sandbox; client: VpcClient}> {
	// The SDK sends even loopback calls through it.
	delete process.env.http_proxy;
	const running = await startSandbox(options);
	sandbox = running;
	const {env} = running;
	const client = new VpcClient({
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
		region: env.TENCENTCLOUD_REGION,
		profile: {httpProfile: {endpoint: env.TENCENTCLOUD_DOMAIN, protocol: 'http://', reqTimeout: 5}},
	});
	return {running, client};
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
