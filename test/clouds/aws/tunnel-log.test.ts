import {EC2Client, ModifyVpnTunnelOptionsCommand} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {logsOf} from '../../../src/clouds/aws/read/log/log-groups.ts';
import {logLineOf} from '../../../src/clouds/aws/read/log/log-line.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startAws} from './documents.ts';

/* What a user would lose: AWS's own word for a wrong key, read from another tunnel's log or not at all; or a silence taken for health where a log is off. */

const region = 'eu-central-1';
const id = 'vpn-40f41529';
const [first, second] = ['192.0.2.120', '198.19.40.126'];
const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/vpn';
const elsewhere = 'arn:aws:logs:us-east-1:111122223333:log-group:central:*';
const {signal} = new AbortController();

let cloud: Cloud;
let sandbox: Sandbox;
let ec2: EC2Client;

beforeEach(async () => {
	({cloud, sandbox} = await startAws({speed: 2000}));
	ec2 = new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials: awsAdministrator});
});

afterEach(async () => {
	ec2.destroy();
	cloud.close();
	await sandbox.close();
});

const begin = Date.now() - 3_600_000;

const log = async (since = begin) => {
	const found = await cloud.tunnelLog?.(region, id, since, signal);
	if (!found) throw new Error('AWS has logs');
	return found;
};

const read = async (since?: number) => {
	const found = await log(since);
	if (found.state !== 'read') throw new Error(JSON.stringify(found));
	return found;
};

type Logs = NonNullable<
	NonNullable<
		NonNullable<ConstructorParameters<typeof ModifyVpnTunnelOptionsCommand>[0]['TunnelOptions']>['LogOptions']
	>['CloudWatchLogOptions']
>;

/** Switches a tunnel's log on, as anybody would, and waits until it is UP again. */
async function switchOn(address: string, CloudWatchLogOptions: Logs, ikeVersion = 'ikev1'): Promise<void> {
	await ec2.send(
		new ModifyVpnTunnelOptionsCommand({
			VpnConnectionId: id,
			VpnTunnelOutsideIpAddress: address,
			TunnelOptions: {IKEVersions: [{Value: ikeVersion}], LogOptions: {CloudWatchLogOptions}},
		}),
	);
	await expect
		.poll(
			async () => {
				const [status] = await cloud.status(region, [id], signal);
				return status?.phase === 'settled' && status.tunnels.every(({state}) => state === 'UP');
			},
			{timeout: 10_000, interval: 20},
		)
		.toBe(true);
}

describe('the log of a connection’s tunnels', () => {
	it('that is off says how it is switched on, and that this takes the tunnel down', async () => {
		const found = await log();
		expect(found.state).toBe('off');
		if (found.state !== 'off') return;
		expect(found.command).toContain(`--vpn-connection-id ${id} --vpn-tunnel-outside-ip-address ${first}`);
		expect(found.command).toMatch(/ --region eu-central-1$/);
		expect(found.costs).toMatch(/takes that tunnel down.*one tunnel after the other.*only from then on/);
		expect(sandbox.requests.some(({action}) => action === 'FilterLogEvents')).toBe(false);
	});

	it('tells a wrong key in AWS’s words, of that tunnel, and that the other one writes nothing', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn}, 'ikev2');
		sandbox.setCause(id, 0, 'wrong-key');
		sandbox.setCause(id, 1, 'wrong-key');
		const {lines, isCut, lacks} = await read();
		expect(isCut).toBe(false);
		expect(lacks).toEqual([`the log of ${second}, which is off`]);
		expect(new Set(lines.map(({tunnel}) => tunnel))).toEqual(new Set([first]));
		expect(lines.at(-2)?.text).toMatch(
			/^AWS tunnel detected a pre-shared key mismatch with cgw: [\d.]+ \(ike_phase1_state negotiating, ike_phase2_state down\)$/,
		);
		expect(lines.map(({at}) => at)).toEqual([...lines].map(({at}) => at).sort((one, other) => one - other));
	});

	it('of BGP is another switch, and another group in another region', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn});
		expect((await read()).lines.every(({kind}) => kind === 'ike')).toBe(true);
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn, BgpLogEnabled: true, BgpLogGroupArn: elsewhere});
		sandbox.setCause(id, 0, 'wrong-asn');
		const {lines} = await read();
		const bgp = lines.filter(({kind}) => kind === 'bgp').at(-1);
		expect(bgp).toMatchObject({tunnel: first, text: expect.stringMatching(/^DOWN: .*remote AS is \d+, expected \d+$/)});
		expect(lines.filter(({kind}) => kind === 'route')[0]?.text).toMatch(/^ADVERTISED 192\.168\.\d+\.0\/24: aspath \d+/);
		const asked = sandbox.requests.filter(({action}) => action === 'FilterLogEvents').map(({region: where}) => where);
		expect(new Set(asked)).toEqual(new Set(['eu-central-1', 'us-east-1']));
	});

	it('a route that AWS denies is told with its reason', async () => {
		await switchOn(first, {BgpLogEnabled: true, BgpLogGroupArn: arn});
		sandbox.setCause(id, 0, 'own-asn');
		const {lines, lacks} = await read();
		expect(
			lines.some(({kind, text}) => kind === 'route' && /DENIED due to: as-path contains our own AS/.test(text)),
		).toBe(true);
		expect(lacks).toContain(`the log of ${first}, which is off`);
	});

	it('in text is told as it came', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn, LogOutputFormat: 'text'});
		sandbox.setCause(id, 0, 'dead-peer');
		expect((await read()).lines.at(-1)).toMatchObject({
			kind: 'ike',
			tunnel: first,
			text: expect.stringContaining('Declaring peer dead'),
		});
	});

	it('comes in pages, some of them empty, and ends at the newest lines', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn});
		for (let line = 0; line < 150; line++) sandbox.writeLine(id, 0, {kind: 'ike', details: `line ${line}`});
		const {lines} = await read();
		expect(lines.filter(({text}) => text.startsWith('line '))).toHaveLength(150);
		expect(lines.at(-1)?.text).toMatch(/^line 149 /);
		expect(sandbox.requests.filter(({action}) => action === 'FilterLogEvents').length).toBeGreaterThan(2);
		expect((await read(Date.now() + 60_000)).lines).toEqual([]);
	});

	it.each(['denied', 'garbage', 'error5xx'] as const)('that can’t be read is told as unread: %s', async kind => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn});
		sandbox.addFault({kind, action: 'FilterLogEvents'});
		const found = await log();
		expect(found).toMatchObject({state: 'unread', error: {call: 'FilterLogEvents', ambiguous: false}});
		if (found.state !== 'unread' || kind !== 'denied') return;
		const {missingPermissions} = await import('../../../src/clouds/permissions.ts');
		expect(missingPermissions(found.error)).toEqual(['logs:FilterLogEvents']);
	});

	it('one group that can’t be read hides nothing of the other', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn, BgpLogEnabled: true, BgpLogGroupArn: elsewhere});
		sandbox.addFault({kind: 'denied', action: 'FilterLogEvents', times: 1});
		const {lines, lacks} = await read();
		expect(lines.length).toBeGreaterThan(0);
		expect(lacks?.some(text => text.includes('AccessDeniedException'))).toBe(true);
	});

	it('a search that is stopped ends as one', async () => {
		await switchOn(first, {LogEnabled: true, LogGroupArn: arn});
		sandbox.addFault({kind: 'hang', action: 'FilterLogEvents'});
		const controller = new AbortController();
		const reading = cloud.tunnelLog?.(region, id, begin, controller.signal).catch((error: unknown) => error);
		await expect.poll(() => sandbox.requests.some(({action}) => action === 'FilterLogEvents')).toBe(true);
		controller.abort();
		const error = await reading;
		expect(error).toBeInstanceOf(CloudError);
		expect(error).toMatchObject({info: {kind: 'aborted'}});
	});
});

describe('a line', () => {
	const at = 1_762_580_429_641;
	const line = (message: unknown, logStreamName = `${id}_${first}-IKE.log`) =>
		logLineOf(
			{message: typeof message === 'string' ? message : JSON.stringify(message), timestamp: at, logStreamName},
			['192.0.2.12', first],
			[],
		);

	it.each([
		[
			'as AWS’s page has it of BGP',
			{
				resource_id: `${id}_${first}`,
				event_timestamp: at,
				timestamp: '2025-11-08 05:40:29.641Z',
				type: 'BGPStatus',
				status: 'UP',
				message: {details: 'AWS-side peer BGP session state has changed from OpenConfirm to Established'},
			},
			{kind: 'bgp', text: 'UP: AWS-side peer BGP session state has changed from OpenConfirm to Established'},
		],
		[
			'as AWS’s page has it of a route',
			{
				resource_id: `${id}_${first}`,
				type: 'RouteStatus',
				status: 'UPDATED',
				message: {
					prefix: '172.31.0.0/16',
					asPath: '64512',
					localPref: 100,
					details: 'DENIED due to: non-connected next-hop',
				},
			},
			{
				kind: 'route',
				text: 'UPDATED 172.31.0.0/16: DENIED due to: non-connected next-hop: aspath 64512, localpref 100',
			},
		],
		[
			'with members in the words and cases of an older page',
			{VpnLogDetail: 'No Proposal Match Found by AWS', TunnelIKEPhase1State: 'Down', TunnelIKEPhase2State: 'Down'},
			{kind: 'ike', text: 'No Proposal Match Found by AWS (ike_phase1_state Down, ike_phase2_state Down)'},
		],
		['in text', 'something that nobody documents', {kind: 'ike', text: 'something that nobody documents'}],
		['of BGP in text', 'x BGPStatus DOWN y', {kind: 'bgp', text: 'x BGPStatus DOWN y'}],
	] as const)('%s is told', (_, message, expected) => {
		expect(line(message)).toEqual({at, tunnel: first, ...expected});
	});

	it('is of the tunnel whose whole address its stream has', () => {
		expect(line('x', `${id}_192.0.2.12-IKE.log`)?.tunnel).toBe('192.0.2.12');
		expect(line('x', `${id}_192.0.2.121-IKE.log`)?.tunnel).toBeUndefined();
	});

	it('moves no terminal, and lets no key through', () => {
		const key = new Secret('aKeyThatNobodyMaySee1');
		const told = logLineOf(
			{message: 'x \u001B[2J aKeyThatNobodyMaySee1', timestamp: at, logStreamName: 's'},
			[],
			[key],
		);
		expect(told?.text).toBe('x  [secret]');
	});

	it('without text or time is none', () => {
		expect(line('')).toBeUndefined();
		expect(logLineOf({message: 'x'}, [], [])).toBeUndefined();
	});
});

describe('the groups', () => {
	it('are only those whose ARN can be read', () => {
		const connection = (LogGroupArn: string) => ({
			VpnConnectionId: id,
			Options: {
				TunnelOptions: [{OutsideIpAddress: first, LogOptions: {CloudWatchLogOptions: {LogEnabled: true, LogGroupArn}}}],
			},
		});
		expect(logsOf(connection(elsewhere))).toMatchObject({groups: [{region: 'us-east-1', name: 'central'}], off: []});
		for (const wrong of ['', 'central', 'arn:aws:s3:::bucket', 'arn:aws:logs:x y:1:log-group:z'])
			expect(logsOf(connection(wrong))).toEqual({groups: [], off: [first]});
	});
});
