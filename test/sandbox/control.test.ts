import {DescribeVpnConnectionsCommand, GetVpnTunnelReplacementStatusCommand} from '@aws-sdk/client-ec2';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws} from './aws.ts';

/* What a user would lose: a sandbox in another terminal whose device never drains a tunnel, or always answers. */

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

const id = 'vpn-40f41529';

async function post(name: string, form: Readonly<Record<string, string>>, init: RequestInit = {}) {
	const url = `http://127.0.0.1:${aws.sandbox.port}/sandbox/${name}`;
	const response = await fetch(url, {method: 'POST', body: new URLSearchParams(form), ...init});
	return `${response.status} ${await response.text()}`.trim();
}

async function statusOf(index: number) {
	const {VpnConnections: [found] = []} = await aws.ec2.send(
		new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
	);
	const address = found?.Options?.TunnelOptions?.[index]?.OutsideIpAddress;
	const {Status, AcceptedRouteCount} =
		found?.VgwTelemetry?.find(({OutsideIpAddress}) => OutsideIpAddress === address) ?? {};
	return {address, says: `${Status} ${AcceptedRouteCount}`};
}

describe('the sandbox’s own calls', () => {
	it('drain a tunnel, cut it and bring it back', async () => {
		const drained = await post('set-tunnel', {connection: id, tunnel: '1', state: 'UP', routes: '0'});
		expect(drained).toBe(`200 tunnel 1 of ${id} is UP, with 0 routes`);
		expect([(await statusOf(0)).says, (await statusOf(1)).says]).toEqual(['UP 0', 'UP 5']);
		await post('set-tunnel', {connection: id, tunnel: '1', state: 'DOWN'});
		expect((await statusOf(0)).says).toBe('DOWN 0');
		await post('set-tunnel', {connection: id, tunnel: '1', state: 'UP', routes: '7'});
		expect((await statusOf(0)).says).toBe('UP 7');
	});

	it('let something be wrong at a tunnel, as far as the cloud sees it, until it is set UP', async () => {
		expect(await post('set-cause', {connection: id, tunnel: '1', cause: 'wrong-key'})).toBe(
			`200 tunnel 1 of ${id}: wrong-key`,
		);
		expect((await statusOf(0)).says).toBe('DOWN 0');
		await post('set-cause', {connection: id, tunnel: '1', cause: 'nothing-announced'});
		expect((await statusOf(0)).says).toBe('UP 0');
		await post('set-tunnel', {connection: id, tunnel: '1', state: 'UP'});
		expect((await statusOf(0)).says).toBe('UP 5');
		expect(await post('set-cause', {connection: id, tunnel: '1', cause: 'moon'})).toMatch(/^400 cause is wrong-key, /);
		expect(await post('set-cause', {connection: 'vpn-0', tunnel: '1', cause: 'nobody'})).toMatch(/^400 /);
	});

	it('write into a tunnel’s log, and let something befall a gateway', async () => {
		const line = {connection: id, tunnel: '2', details: 'No Proposal Match Found by AWS'};
		expect(await post('log-line', line)).toBe(`200 written to the ike log of tunnel 2 of ${id}, where that is on`);
		for (const [more, why] of [
			[{log: 'x'}, /log is/],
			[{details: ''}, /details is/],
			[{connection: 'vpnx-bgpgz001'}, /no tunnel/],
		] as const)
			expect(await post('log-line', {...line, ...more})).toMatch(why);
		expect(await post('set-gateway', {gateway: 'vpngw-6x0wxvtp', state: 'blocked'})).toBe(
			'200 vpngw-6x0wxvtp is blocked',
		);
		expect(await post('set-gateway', {gateway: 'vpngw-6x0wxvtp', state: 'tired'})).toMatch(/^400 state is well, /);
		expect(await post('set-gateway', {gateway: 'vgw-9a4cacf3', state: 'blocked'})).toMatch(/^400 .*no gateway/);
	});

	it('announce maintenance, and have EC2 behave otherwise', async () => {
		await post('announce-maintenance', {connection: id, tunnel: '2', days: '3'});
		const {MaintenanceDetails: details} = await aws.ec2.send(
			new GetVpnTunnelReplacementStatusCommand({
				VpnConnectionId: id,
				VpnTunnelOutsideIpAddress: (await statusOf(1)).address,
			}),
		);
		expect(details?.PendingMaintenance).toBe('Available');
		expect(await post('behave', {device: 'silent', busyCode: 'Busy'})).toBe(
			'200 from now on: device=silent, busyCode=Busy',
		);
	});

	it('do the same to a tunnel of Tencent Cloud, and say what both clouds do', async () => {
		const {env} = aws.sandbox;
		const vpc = new VpcClient({
			credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
			region: env.TENCENTCLOUD_REGION,
			profile: {httpProfile: {endpoint: env.TENCENTCLOUD_DOMAIN, protocol: 'http://'}},
		});
		const connection = 'vpnx-bgpgz001';
		const read = async () => {
			const {VpnConnectionSet: [found] = []} = await vpc.DescribeVpnConnections({VpnConnectionIds: [connection]});
			const {Routes = []} = await vpc.DescribeVpnGatewayRoutes({VpnGatewayId: 'vpngw-bgp4gz01'});
			return `${found?.State} ${found?.NetStatus} ${Routes.filter(({Type}) => Type === 'BGP').length}`;
		};
		expect(await read()).toBe('AVAILABLE AVAILABLE 5');
		await post('set-tunnel', {connection, tunnel: '1', state: 'UP', routes: '0'});
		expect(await read()).toBe('AVAILABLE AVAILABLE 0');
		await post('set-tunnel', {connection, tunnel: '1', state: 'DOWN'});
		expect(await read()).toBe('AVAILABLE UNAVAILABLE 0');
		await post('set-tunnel', {connection, tunnel: '1', state: 'UP', routes: '7'});
		expect(await read()).toBe('AVAILABLE AVAILABLE 7');
		expect(await post('behave', {changing: 'AVAILABLE', device: 'silent'})).toMatch(/^200/);
		await vpc.ModifyVpnConnectionAttribute({VpnConnectionId: connection, DpdTimeout: '45'});
		expect(await read()).toBe('AVAILABLE AVAILABLE 7');
		expect(await post('set-tunnel', {connection, tunnel: '2', state: 'UP'})).toMatch(/^400 the sandbox has no tunnel/);
	});

	it.each([
		['behave', {omitted: 'gone'}, '400 "gone" is not what omitted can be: write stays, blockDefault, default'],
		['set-tunnel', {connection: 'vpn-0', tunnel: '1', state: 'UP'}, '400 the sandbox has no tunnel'],
		['set-tunnel', {connection: id, tunnel: '3', state: 'UP'}, '400 the sandbox has no tunnel'],
		['set-tunnel', {connection: id, tunnel: '1', state: 'up'}, '400 state is UP or DOWN'],
		['set-tunnel', {connection: id, tunnel: '1', state: 'UP', routes: '-1'}, '400 routes is a whole number'],
		['behave', {device: 'dead'}, '400 "dead" is not what device can be: write starts, answers, silent'],
		['behave', {constructor: 'x'}, '400 unknown "constructor": write one of device,'],
		['toString', {}, '404 there are set-tunnel,'],
	])('say what is wrong: %s %j', async (name, form, says) => {
		expect(await post(name, form)).toContain(says);
	});

	it('are for programs of this machine alone', async () => {
		const form = {connection: id, tunnel: '1', state: 'DOWN'};
		expect(await post('set-tunnel', form, {headers: {origin: 'https://example.com'}})).toMatch(/^403/);
		expect(await post('set-tunnel', form, {method: 'GET', body: null})).toMatch(/^405/);
		expect((await statusOf(0)).says).toBe('UP 5');
	});
});
