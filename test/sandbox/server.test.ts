import {connect} from 'node:net';
import {networkInterfaces} from 'node:os';
import {
	CreateVpnConnectionCommand,
	DescribeRegionsCommand,
	DescribeVpnConnectionsCommand,
	DescribeVpnGatewaysCommand,
} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {parseFault} from '../../src/sandbox/parse-fault.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

const describeRegions = new DescribeRegionsCommand({});
const create = new CreateVpnConnectionCommand({
	Type: 'ipsec.1',
	CustomerGatewayId: 'cgw-0e11f167',
	VpnGatewayId: 'vgw-9a4cacf3',
});

async function madeConnections(): Promise<number> {
	const {VpnConnections: made = []} = await aws.ec2.send(
		new DescribeVpnConnectionsCommand({Filters: [{Name: 'customer-gateway-id', Values: ['cgw-0e11f167']}]}),
	);
	return made.length;
}

describe('faults, so that a client can be tried against a bad day', () => {
	it('throttles as EC2 does, as often as it was told, and only the named action', async () => {
		aws.sandbox.addFault({kind: 'throttle', service: 'ec2', action: 'DescribeRegions', times: 2});
		expect((await aws.ec2.send(new DescribeVpnGatewaysCommand({}))).VpnGateways?.length).toBeGreaterThan(0);
		for (let turn = 0; turn < 2; turn += 1)
			expect(await refusal(aws.ec2.send(describeRegions))).toMatchObject({code: 'RequestLimitExceeded', status: 503});
		expect((await aws.ec2.send(describeRegions)).Regions?.length).toBeGreaterThan(0);
		expect(aws.sandbox.requests.map(({code}) => code)).toEqual([
			'',
			'RequestLimitExceeded',
			'RequestLimitExceeded',
			'',
		]);
	});

	it('refuses the permission for the named action, with EC2’s code', async () => {
		aws.sandbox.addFault({kind: 'denied', action: 'DescribeRegions'});
		const refused = await refusal(aws.ec2.send(describeRegions));
		expect(refused).toMatchObject({code: 'UnauthorizedOperation', status: 403});
		expect((await aws.ec2.send(new DescribeVpnGatewaysCommand({}))).VpnGateways?.length).toBeGreaterThan(0);
	});

	it('is got over by a client that tries again', async () => {
		aws.sandbox.addFault({kind: 'error5xx', times: 1});
		const patient = aws.client({maxAttempts: 2});
		expect((await patient.send(describeRegions)).$metadata.attempts).toBe(2);
	});

	it('cuts the connection before the work', async () => {
		aws.sandbox.addFault({kind: 'reset', action: 'CreateVpnConnection', times: 1});
		await expect(aws.ec2.send(create)).rejects.toMatchObject({code: 'ECONNRESET'});
		expect(await madeConnections()).toBe(0);
	});

	it('loses the reply after the work: the connection is there', async () => {
		aws.sandbox.addFault({kind: 'lost-reply', action: 'CreateVpnConnection', times: 1});
		await expect(aws.ec2.send(create)).rejects.toMatchObject({code: 'ECONNRESET'});
		expect(await madeConnections()).toBe(1);
	});

	it('answers garbage', async () => {
		aws.sandbox.addFault({kind: 'garbage', times: 1});
		await expect(aws.ec2.send(describeRegions)).rejects.toThrow();
		expect(aws.sandbox.requests.at(-1)?.code).toBe('garbage');
	});

	it('answers late', async () => {
		aws.sandbox.addFault({kind: 'slow', delayMs: 30, times: 1});
		expect((await aws.ec2.send(describeRegions)).Regions?.length).toBeGreaterThan(0);
	});

	it('hangs until the client has had enough', async () => {
		aws.sandbox.addFault({kind: 'hang', times: 1});
		const waiting = aws.ec2.send(describeRegions, {abortSignal: AbortSignal.timeout(50)});
		await expect(waiting).rejects.toMatchObject({name: 'AbortError'});
	});

	it('meet a share of the calls, and the others go through', async () => {
		const sandbox = await startSandbox({faults: [parseFault('throttle:30%'), parseFault('garbage:20%')]});
		try {
			const codes = await Promise.all(
				Array.from({length: 200}, async () => (await fetch(`${sandbox.endpoints.ec2}/?Action=DescribeRegions`)).status),
			);
			expect(codes).toHaveLength(200);
			const met = (code: string) => sandbox.requests.filter(request => request.code === code).length;
			expect(met('RequestLimitExceeded')).toBeGreaterThan(40);
			expect(met('RequestLimitExceeded')).toBeLessThan(80);
			expect(met('garbage')).toBeGreaterThan(10);
			expect(met('garbage')).toBeLessThan(50);
		} finally {
			await sandbox.close();
		}
	});

	it('let tunnels flap: those that are UP go down and come back, the others stay as they are', async () => {
		const flapping = await openAws({faults: [{kind: 'flap'}]});
		try {
			const seen = new Map<string, Set<string>>();
			for (let minute = 0; minute < 40; minute += 1) {
				const {VpnConnections: connections = []} = await flapping.ec2.send(new DescribeVpnConnectionsCommand({}));
				for (const {VpnConnectionId: id, VgwTelemetry: tunnels = []} of connections)
					for (const {OutsideIpAddress: address, Status: status = ''} of tunnels)
						seen.set(`${id} ${address}`, (seen.get(`${id} ${address}`) ?? new Set()).add(status));
				flapping.advance(60_000);
			}

			const histories = [...seen.values()].map(states => [...states].sort().join(' '));
			expect(histories.filter(history => history === 'DOWN UP')).toHaveLength(5);
			expect(histories.filter(history => history === 'DOWN')).toHaveLength(1);
		} finally {
			await flapping.close();
		}
	});

	it('are gone when they are cleared', async () => {
		aws.sandbox.addFault({kind: 'throttle'});
		aws.sandbox.clearFaults();
		expect((await aws.ec2.send(describeRegions)).Regions?.length).toBeGreaterThan(0);
	});
});

describe('the command line for faults', () => {
	it.each([
		['throttle', {kind: 'throttle'}],
		['reset:CreateVpnConnection', {kind: 'reset', action: 'CreateVpnConnection'}],
		['lost-reply:CreateVpnConnection:1', {kind: 'lost-reply', action: 'CreateVpnConnection', times: 1}],
		['error5xx:3', {kind: 'error5xx', times: 3}],
		['slow:*:2', {kind: 'slow', times: 2}],
		['hang::2', {kind: 'hang', times: 2}],
		['throttle:5%', {kind: 'throttle', share: 0.05}],
		['reset:DescribeVpnConnections:0.5%', {kind: 'reset', action: 'DescribeVpnConnections', share: 0.005}],
		['denied:DescribeTransitGateways', {kind: 'denied', action: 'DescribeTransitGateways'}],
		['flap', {kind: 'flap'}],
		['device=silent', {kind: 'behave', behavior: {device: 'silent'}}],
		['omitted=blockDefault', {kind: 'behave', behavior: {omitted: 'blockDefault'}}],
		['keyStorage=one', {kind: 'behave', behavior: {keyStorage: 'one'}}],
		['hang@eu-west-1', {kind: 'hang', region: 'eu-west-1'}],
		['throttle@111122223333:2', {kind: 'throttle', account: '111122223333', times: 2}],
		[
			'reset@111122223333/eu-west-1:DescribeVpcs',
			{kind: 'reset', account: '111122223333', region: 'eu-west-1', action: 'DescribeVpcs'},
		],
		['busyCode=Client.Busy', {kind: 'behave', behavior: {busyCode: 'Client.Busy'}}],
	])('reads %s', (text, fault) => {
		expect(parseFault(text)).toEqual(fault);
	});

	it.each([
		['flood', 'throttle, error5xx, denied, reset, hang, slow, garbage, lost-reply'],
		['flood', 'NAME=VALUE'],
		['device=dead', 'write starts, answers, silent'],
		['busyCode=', 'write an error code'],
		['mood=good', 'unknown "mood": write one of device'],
		['throttle:describe vpcs', 'name of an API action'],
		['throttle:DescribeVpcs:0', 'whole number'],
		['throttle:DescribeVpcs:often', 'whole number'],
		['throttle:0%', 'a share of the calls as in 5%'],
		['throttle:DescribeVpcs:101%', 'a share of the calls as in 5%'],
		['flap:3', 'write flap alone'],
		['omitted=', 'write stays, blockDefault, default'],
		['colour=red', 'unknown "colour"'],
		['throttle:A:1:2', 'KIND[@PLACE][:ACTION][:TIMES]'],
		['hang@', 'write a region'],
		['hang@123/eu-west-1', 'write a region'],
		['hang@eu-west-1/111122223333', 'write a region'],
		['flap@eu-west-1', 'write flap alone'],
	])('says what is wrong with %s', (text, hint) => {
		expect(() => parseFault(text)).toThrow(hint);
	});
});

describe('the server', () => {
	it('listens on loopback only', async () => {
		const outside = Object.values(networkInterfaces())
			.flat()
			.find(address => address && !address.internal && address.family === 'IPv4');
		// Every address of 127.0.0.0/8 reaches this machine; a server that listens everywhere would answer on this one.
		const host = outside?.address ?? '127.0.0.2';
		const code = await new Promise<string>(resolve => {
			const socket = connect(aws.sandbox.port, host, () => {
				socket.destroy();
				resolve('connected');
			});
			socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
		});
		expect(code).toBe('ECONNREFUSED');
	});

	it('does not swallow a request of any size', async () => {
		const response = await fetch(aws.sandbox.endpoints.ec2, {method: 'POST', body: 'x'.repeat(1024 * 1024 + 1)});
		expect(response.status).toBe(413);
		expect((await rawCall(aws.sandbox.port, {Action: 'DescribeRegions'})).status).toBe(200);
	});

	it('says what it is to those who speak neither protocol', async () => {
		const response = await fetch(aws.sandbox.endpoints.ec2);
		expect(response.status).toBe(404);
	});

	it('ends what hangs when it closes', async () => {
		const closing = await startSandbox();
		closing.addFault({kind: 'hang'});
		const hanging = fetch(`${closing.endpoints.ec2}/?Action=DescribeRegions`);
		await expect.poll(() => closing.requests.length).toBe(1);
		await Promise.all([expect(hanging).rejects.toThrow(), closing.close()]);
		await expect(fetch(closing.endpoints.ec2)).rejects.toThrow();
	});

	it('hands out an environment that points both clients at it', () => {
		const {env, port} = aws.sandbox;
		expect(env).toMatchObject({
			AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${port}`,
			AWS_ACCESS_KEY_ID: expect.stringMatching(/^AKIA[A-Z0-9]{12}7XYZ$/),
			AWS_SECRET_ACCESS_KEY: expect.stringMatching(/^.{40}$/),
			AWS_REGION: 'eu-central-1',
			AWS_DEFAULT_REGION: 'eu-central-1',
			TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
			TENCENTCLOUD_PROTOCOL: 'HTTP',
			TENCENTCLOUD_REGION: 'ap-guangzhou',
		});
	});

	it('refuses a speed that is none, and a port that is taken', async () => {
		await expect(startSandbox({speed: 0})).rejects.toThrow(RangeError);
		await expect(startSandbox({port: aws.sandbox.port})).rejects.toMatchObject({code: 'EADDRINUSE'});
	});
});
