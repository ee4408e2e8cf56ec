import {
	CreateVpnConnectionCommand,
	CreateVpnGatewayCommand,
	DescribeVpnConnectionsCommand,
	DetachVpnGatewayCommand,
	EC2Client,
} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startAws} from './documents.ts';

/* What a user would lose: a gateway that has lost its VPC behind tunnels that are called UP; or a list that waits for a call beside it. */

const region = 'eu-central-1';
const byVirtual = 'vpn-40f41529';
const byTransit = 'vpn-04e4a1aa3591c77a8';
const {signal} = new AbortController();

let cloud: Cloud;
let sandbox: Sandbox;
/** Somebody else at the same account. */
let ec2: EC2Client;
let passed = 0;

beforeEach(async () => {
	({cloud, sandbox} = await startAws());
	ec2 = new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials: awsAdministrator});
	passed = 0;
	const now = performance.now.bind(performance);
	vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
});

afterEach(async () => {
	vi.restoreAllMocks();
	ec2.destroy();
	cloud.close();
	await sandbox.close();
});

const asked = (action: string) => sandbox.requests.filter(request => request.action === action).length;

async function troubles(id: string, oldRoutesMs = 30_000) {
	// whoever asks now is told what was read ten seconds ago, and no more often
	if (oldRoutesMs === 0) passed += 11_000;
	const all = await cloud.status(region, undefined, signal, oldRoutesMs);
	return all.find(status => status.id === id)?.gatewayTroubles ?? [];
}

async function gatewayOf(id: string) {
	const {VpnConnections: [found] = []} = await ec2.send(new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}));
	return found?.VpnGatewayId ?? found?.TransitGatewayId ?? '';
}

describe('the gateways beside a list of connections', () => {
	it('are read with one call of each kind for all of them, each half minute while something is DOWN', async () => {
		const before = await cloud.status(region, undefined, signal, 30_000);
		expect(before.length).toBeGreaterThan(2);
		expect(await cloud.status(region, undefined, signal, 30_000)).toBe(before);
		expect([asked('DescribeVpnGateways'), asked('DescribeTransitGatewayAttachments')]).toEqual([1, 1]);
		passed = 31_000;
		// and as long as nothing is another, what is told is the same object
		expect(await cloud.status(region, undefined, signal, 30_000)).toBe(before);
		expect([asked('DescribeVpnGateways'), asked('DescribeTransitGatewayAttachments')]).toEqual([2, 2]);
		expect(cloud.gatewayReading?.(region)).toMatchObject({reads: 2});
	});

	it('are read once for all who look at the same time, and never more often than the list itself', async () => {
		await Promise.all([1, 2, 3, 4].map(() => cloud.status(region, undefined, signal, 0)));
		expect(asked('DescribeVpnGateways')).toBe(1);
		for (const _ of [1, 2, 3]) await cloud.status(region, [byVirtual], signal, 0);
		// a key that is held down makes no more of them
		expect(asked('DescribeVpnGateways')).toBe(1);
		// two that watch different connections do not make each other ask again and again
		const before = asked('DescribeVpnGateways');
		for (const id of [byVirtual, byTransit, byVirtual, byTransit]) await cloud.status(region, [id], signal, 30_000);
		expect(asked('DescribeVpnGateways')).toBe(before);
	});

	it('one whose VPC was taken away is told, with the cloud’s words', async () => {
		const gateway = await gatewayOf(byVirtual);
		expect(await troubles(byVirtual)).toEqual([]);
		sandbox.setGateway(gateway, 'detached');
		passed = 31_000;
		expect(await troubles(byVirtual)).toEqual([
			{gateway, kind: 'not available', quote: expect.stringMatching(/^VpcAttachments: vpc-\w+ detached$/)},
		]);
		// whoever opens it or asks now is told at once that it is well again
		sandbox.setGateway(gateway, 'well');
		expect(await troubles(byVirtual, 0)).toEqual([]);
	});

	it('one that never was attached is a hub between sites for all that anybody knows', async () => {
		const {VpnGateway: hub} = await ec2.send(new CreateVpnGatewayCommand({Type: 'ipsec.1'}));
		const {VpnConnection: made} = await ec2.send(
			new CreateVpnConnectionCommand({
				Type: 'ipsec.1',
				CustomerGatewayId: 'cgw-0e11f167',
				VpnGatewayId: hub?.VpnGatewayId,
			}),
		);
		const mine = async () =>
			(await cloud.status(region, undefined, signal, 0)).find(({id}) => id === made?.VpnConnectionId);
		await expect.poll(async () => (await mine())?.phase, {timeout: 20_000}).toBe('settled');
		expect(await mine()).not.toHaveProperty('gatewayTroubles');
	});

	it('a detachment by EC2’s own call is told while it goes on, and after it', async () => {
		const gateway = await gatewayOf(byVirtual);
		await troubles(byVirtual);
		const vpc = (await cloud.cloudGateways(region, signal)).find(({id}) => id === gateway)?.vpcId;
		await ec2.send(new DetachVpnGatewayCommand({VpnGatewayId: gateway, VpcId: vpc}));
		expect((await troubles(byVirtual, 0))[0]?.quote).toMatch(/^VpcAttachments: vpc-\w+ detach(ing|ed)$/);
	});

	it('what joins a connection to its transit gateway is told by itself', async () => {
		const gateway = await gatewayOf(byTransit);
		expect(await troubles(byTransit)).toEqual([]);
		sandbox.setGateway(gateway, 'deleting');
		expect(await troubles(byTransit, 0)).toEqual([
			{gateway, kind: 'not available', quote: expect.stringMatching(/^tgw-attach-\w+ State: deleting$/)},
		]);
		expect(await troubles(byVirtual)).toEqual([]);
		sandbox.setGateway(gateway, 'well');
		expect(await troubles(byTransit, 0)).toEqual([]);
	});
});

describe('a call for gateways that fails', () => {
	it('hides no connection, says why, keeps what was known, and is made again less and less often', async () => {
		const gateway = await gatewayOf(byVirtual);
		sandbox.setGateway(gateway, 'detached');
		expect(await troubles(byVirtual)).toHaveLength(1);
		sandbox.addFault({kind: 'throttle', action: 'DescribeVpnGateways'});
		passed = 31_000;
		expect(await troubles(byVirtual)).toHaveLength(1);
		// the SDK's own tries go on beside the list
		const failed = () => cloud.gatewayReading?.(region)?.error?.code;
		await expect.poll(failed, {timeout: 20_000}).toBe('RequestLimitExceeded');
		expect(cloud.gatewayReading?.(region)?.reads).toBe(1);
		const once = asked('DescribeVpnGateways');
		// a key that is held down does not help against a cloud that turns calls away
		for (const _ of [1, 2, 3]) await cloud.status(region, undefined, signal, 0);
		expect(asked('DescribeVpnGateways')).toBe(once);
		passed = 31_000 + 15_000;
		await troubles(byVirtual);
		expect(asked('DescribeVpnGateways')).toBe(once);
		passed = 31_000 + 31_000;
		await troubles(byVirtual);
		await expect.poll(() => asked('DescribeVpnGateways'), {timeout: 20_000}).toBe(2 * once - 1);
		const twice = asked('DescribeVpnGateways');
		passed += 31_000;
		await troubles(byVirtual);
		expect(asked('DescribeVpnGateways')).toBe(twice);
		sandbox.clearFaults();
		sandbox.setGateway(gateway, 'well');
		passed += 31_000;
		await expect.poll(() => troubles(byVirtual), {timeout: 20_000}).toEqual([]);
		expect(cloud.gatewayReading?.(region)).toEqual({reads: 2, ageMs: expect.any(Number)});
	});

	it('from the first on: without the permission the connections are told, and nobody is asked at each tick', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnGateways'});
		for (const _ of [1, 2, 3])
			expect((await cloud.status(region, undefined, signal, 30_000)).length).toBeGreaterThan(2);
		expect(asked('DescribeVpnGateways')).toBe(1);
		const reading = cloud.gatewayReading?.(region);
		expect(reading).toMatchObject({reads: 0, error: {call: 'DescribeVpnGateways'}});
		// the other kind is known all the same
		sandbox.setGateway(await gatewayOf(byTransit), 'deleting');
		expect(await troubles(byTransit, 0)).toHaveLength(1);
	});

	it('one that hangs is waited for two seconds, once, and ends with the watch', async () => {
		sandbox.addFault({kind: 'hang', action: 'DescribeVpnGateways'});
		const stop = new AbortController();
		const first = performance.now();
		await cloud.status(region, undefined, stop.signal, 30_000);
		expect(performance.now() - first).toBeLessThan(6000);
		expect(cloud.gatewayReading?.(region)).toEqual({reads: 0});
		stop.abort();
		sandbox.clearFaults();
		// who has stopped has asked for nothing: the next one asks anew
		await expect.poll(async () => (await cloud.status(region, undefined, signal, 30_000)).length).toBeGreaterThan(2);
		await expect.poll(() => cloud.gatewayReading?.(region)?.reads).toBe(1);
	});
});
