import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {
	DescribeRegionsCommand,
	DescribeVpnConnectionsCommand,
	EC2Client,
	type VpnConnection,
} from '@aws-sdk/client-ec2';
import {Client as RegionClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/region/v20220627/region_client.js';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import {afterEach, describe, expect, it} from 'vitest';
import {moduleOf} from '../../src/clouds/registry.ts';
import {fleetAccount} from '../../src/sandbox/fleet/fleet-accounts.ts';
import type {FleetOptions} from '../../src/sandbox/fleet/fleet-options.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

/* What a user would lose: a fleet to try the panel on that looks like theirs, with accounts that are kept apart as the clouds keep them. */

let open: Sandbox[] = [];
let clients: EC2Client[] = [];
afterEach(async () => {
	for (const client of clients) client.destroy();
	for (const sandbox of open) await sandbox.close();
	open = [];
	clients = [];
});

async function start(fleet: FleetOptions): Promise<Sandbox> {
	const sandbox = await startSandbox({fleet});
	open.push(sandbox);
	return sandbox;
}

/** EC2 as the account of that number sees it. */
function ec2(sandbox: Sandbox, region: string, account = 0): EC2Client {
	const [credentials] = fleetAccount(account).aws.keys;
	const client = new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials, maxAttempts: 1});
	clients.push(client);
	return client;
}

function tencent(sandbox: Sandbox, account = 0) {
	const [{secretId, secretKey}] = fleetAccount(account).tencent.keys;
	return {
		credential: {secretId, secretKey},
		profile: {httpProfile: {endpoint: `127.0.0.1:${sandbox.port}`, protocol: 'http://'}},
	};
}

const listed = async (client: EC2Client): Promise<readonly VpnConnection[]> =>
	(await client.send(new DescribeVpnConnectionsCommand({}))).VpnConnections ?? [];

async function regionsOf(sandbox: Sandbox, account: number) {
	const {Regions = []} = await ec2(sandbox, 'us-east-1', account).send(new DescribeRegionsCommand({}));
	const {RegionSet = []} = await new RegionClient(tencent(sandbox, account)).DescribeRegions({Product: 'vpc'});
	return {
		ec2: Regions.map(({RegionName = ''}) => RegionName),
		tencent: RegionSet.map(({Region}) => Region),
	};
}

/** The ids of everything in every region of every account, and how often each kind of state is there. */
async function allOf(sandbox: Sandbox) {
	const ids: string[] = [];
	const states = new Map<string, number>();
	const count = (state: string) => states.set(state, (states.get(state) ?? 0) + 1);
	for (const account of sandbox.accounts.keys()) {
		const regions = await regionsOf(sandbox, account);
		for (const region of regions.ec2)
			for (const {VpnConnectionId = '', State, VgwTelemetry = [], Options} of await listed(
				ec2(sandbox, region, account),
			)) {
				ids.push(VpnConnectionId);
				const routes = VgwTelemetry.map(({AcceptedRouteCount = 0}) => AcceptedRouteCount);
				const up = VgwTelemetry.filter(({Status}) => Status === 'UP').length;
				count(State === 'available' ? `${up} UP` : 'under way');
				if (up > 0 && !Options?.StaticRoutesOnly && Math.max(...routes) === 0) count('no routes');
			}
		for (const region of regions.tencent) {
			const {VpnConnectionSet = []} = await new VpcClient({
				...tencent(sandbox, account),
				region,
			}).DescribeVpnConnections({Limit: 100});
			for (const {VpnConnectionId = '', State, NetStatus, HealthCheckStatus} of VpnConnectionSet) {
				ids.push(VpnConnectionId);
				count(State === 'AVAILABLE' ? `${NetStatus}` : 'under way');
				if (HealthCheckStatus && NetStatus === 'AVAILABLE') count(`probe ${HealthCheckStatus}`);
			}
		}
	}

	return {ids, states};
}

describe('a fleet of the sandbox', () => {
	it('is as large as asked for, in every region and account, and in many states: the same in each start', async () => {
		const sandbox = await start({connections: 1000, regions: 8, accounts: 2});
		sandbox.setLimit('none');
		expect(await regionsOf(sandbox, 1)).toEqual({
			ec2: ['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-southeast-1', 'us-west-2'],
			tencent: ['ap-guangzhou', 'ap-shanghai', 'ap-beijing'],
		});
		const {ids, states} = await allOf(sandbox);
		expect(new Set(ids).size).toBe(1000);
		expect([...states.keys()].sort()).toEqual([
			'0 UP',
			'1 UP',
			'2 UP',
			'AVAILABLE',
			'UNAVAILABLE',
			'no routes',
			'probe AVAILABLE',
			'probe UNAVAILABLE',
			'under way',
		]);
		expect(states.get('2 UP')).toBeGreaterThan(450);
		const again = await start({connections: 1000, regions: 8, accounts: 2});
		again.setLimit('none');
		expect(await allOf(again)).toEqual({ids, states});
	});

	it('of 10,000 stands in 40 regions and 5 accounts of both clouds, fifty in each place', async () => {
		const sandbox = await start({connections: 10_000, accounts: 5});
		const {ec2: ofAws, tencent: ofTencent} = await regionsOf(sandbox, 4);
		expect([ofAws.length, ofTencent.length]).toEqual([25, 15]);
		const one = await listed(ec2(sandbox, 'me-central-1', 4));
		expect(one).toHaveLength(50);
		const tags = Object.fromEntries((one[0]?.Tags ?? []).map(({Key, Value}) => [Key, Value]));
		expect(tags).toEqual({
			Name: expect.stringMatching(/^[a-z]+-[a-z]+-\d\d$/),
			environment: expect.any(String),
			team: expect.any(String),
		});
	});

	it('shows each account its own things alone', async () => {
		const sandbox = await start({connections: 40, regions: ['eu-west-1', 'ap-tokyo'], accounts: 2});
		const [first, second] = [await listed(ec2(sandbox, 'eu-west-1', 0)), await listed(ec2(sandbox, 'eu-west-1', 1))];
		expect([first.length, second.length]).toEqual([10, 10]);
		const ids = new Set([...first, ...second].map(({VpnConnectionId}) => VpnConnectionId));
		expect(ids.size).toBe(20);
		const stranger = ec2(sandbox, 'eu-west-1', 4);
		await expect(listed(stranger)).rejects.toThrow(/not able to validate/);
		expect(sandbox.counts()).toMatchObject({ec2: 3, tencent: 0});
		expect(sandbox.requests.map(({account, code}) => [account, code])).toEqual([
			['111122223333', ''],
			['222233334444', ''],
			['', 'AuthFailure'],
		]);
	});

	it('is read by pages of a hundred at Tencent Cloud', async () => {
		const sandbox = await start({connections: 250, regions: ['ap-guangzhou']});
		const client = new VpcClient({...tencent(sandbox), region: 'ap-guangzhou'});
		const ids: string[] = [];
		for (const Offset of [0, 100, 200]) {
			const {TotalCount, VpnConnectionSet = []} = await client.DescribeVpnConnections({Offset, Limit: 100});
			expect(TotalCount).toBe(250);
			ids.push(...VpnConnectionSet.map(({VpnConnectionId = ''}) => VpnConnectionId));
		}

		expect(new Set(ids).size).toBe(250);
		await expect(client.DescribeVpnConnections({Limit: 101})).rejects.toMatchObject({
			code: 'InvalidParameterValue.LimitExceeded',
		});
	});

	it.each([
		[{connections: 0}, /1 to 10000 connections, not 0/],
		[{connections: 10_001}, /not 10001/],
		[{connections: 1, regions: 41}, /1 to 40 regions/],
		[{connections: 1, accounts: 6}, /1 to 5 accounts/],
		[{connections: 1, regions: ['eu-mars-1']}, /not "eu-mars-1"/],
	])('is refused with what it can be: %j', async (fleet, says) => {
		await expect(startSandbox({fleet})).rejects.toThrow(says);
	});
});

describe('what is done to a fleet', () => {
	const post = async (sandbox: Sandbox, name: string, form: Record<string, string> = {}) => {
		const url = `http://127.0.0.1:${sandbox.port}/sandbox/${name}`;
		const response = await fetch(url, {method: 'POST', body: new URLSearchParams(form)});
		return `${response.status} ${(await response.text()).trim()}`;
	};
	const statesOf = async (client: EC2Client) =>
		new Map(
			(await listed(client)).flatMap(({VgwTelemetry = []}) =>
				VgwTelemetry.map(({OutsideIpAddress = '', Status = ''}) => [OutsideIpAddress, Status] as const),
			),
		);

	it('a share of the tunnels changes at once: some go down, and next time half of them are others that come back', async () => {
		const sandbox = await start({connections: 500, regions: ['eu-central-1']});
		const client = ec2(sandbox, 'eu-central-1');
		let before = await statesOf(client);
		const up = [...before.values()].filter(state => state === 'UP').length;
		const rounds: {down: number; back: number}[] = [];
		for (const _ of [1, 2, 3]) {
			expect(await post(sandbox, 'change-share', {share: '2%'})).toMatch(/^200 \d+ tunnels are DOWN/);
			const after = await statesOf(client);
			const changed = [...after].filter(([address, state]) => before.get(address) !== state);
			const down = changed.filter(([, state]) => state === 'DOWN').length;
			rounds.push({down, back: changed.length - down});
			before = after;
		}

		const count = Math.round(up * 0.02);
		expect(rounds[0]).toEqual({down: count, back: 0});
		for (const {down, back} of rounds.slice(1)) expect([down + back, back]).toEqual([count, Math.floor(count / 2)]);
		expect(await post(sandbox, 'change-share', {share: '0%'})).toMatch(/^400/);
	});

	it('a region of one account dies and comes back, and nothing else with it', async () => {
		const sandbox = await start({connections: 40, regions: ['eu-west-1', 'us-east-1'], accounts: 2});
		const account = sandbox.accounts[1]?.aws ?? '';
		expect(await post(sandbox, 'set-region', {region: 'eu-west-1', state: 'error5xx', account})).toMatch(/^200/);
		await expect(listed(ec2(sandbox, 'eu-west-1', 1))).rejects.toThrow(/internal error/);
		expect(await listed(ec2(sandbox, 'eu-west-1', 0))).toHaveLength(10);
		expect(await listed(ec2(sandbox, 'us-east-1', 1))).toHaveLength(10);
		await post(sandbox, 'set-region', {region: 'eu-west-1', state: 'reset', account});
		await expect(listed(ec2(sandbox, 'eu-west-1', 1))).rejects.toThrow(/ECONNRESET|socket hang up/);
		await post(sandbox, 'set-region', {region: 'eu-west-1', state: 'well', account});
		expect(await listed(ec2(sandbox, 'eu-west-1', 1))).toHaveLength(10);
		await post(sandbox, 'fault', {fault: `throttle@${account}/us-east-1:DescribeVpnConnections:1`});
		await expect(listed(ec2(sandbox, 'us-east-1', 1))).rejects.toThrow(/Request limit exceeded/);
		expect(await listed(ec2(sandbox, 'us-east-1', 1))).toHaveLength(10);
	});

	it('too many calls are turned away, of each account and region apart', async () => {
		const sandbox = await start({connections: 8, regions: ['eu-west-1', 'us-east-1'], accounts: 2});
		sandbox.setLimit({burst: 3, perSecond: 0}, 'ec2');
		const client = ec2(sandbox, 'eu-west-1', 0);
		const outcomes = await Promise.allSettled(Array.from({length: 8}, () => listed(client)));
		const refused = outcomes.filter(({status}) => status === 'rejected');
		expect(refused).toHaveLength(5);
		for (const each of refused) expect(String(Reflect.get(each, 'reason'))).toMatch(/RequestLimitExceeded/);
		expect(await listed(ec2(sandbox, 'us-east-1', 0))).toHaveLength(2);
		expect(await listed(ec2(sandbox, 'eu-west-1', 1))).toHaveLength(2);
		expect(await post(sandbox, 'set-limit', {limit: 'none'})).toMatch(/^200/);
		await Promise.all(Array.from({length: 8}, () => listed(client)));
	});

	it('its accounts are profiles of the clouds’ own tools, in files that nobody else reads, and tunnelwright signs in with each', async () => {
		const sandbox = await start({connections: 50, regions: ['eu-west-1', 'ap-tokyo'], accounts: 5});
		const folder = await mkdtemp(join(tmpdir(), 'tunnelwright-fleet-'));
		try {
			const env = await sandbox.writeProfiles(folder);
			for (const file of ['.aws/config', '.aws/credentials', '.tccli/default.credential', '.tccli/retail.configure'])
				expect([file, (await stat(join(folder, file))).mode & 0o777]).toEqual([file, 0o600]);
			expect(await readFile(env.AWS_CONFIG_FILE ?? '', 'utf8')).toContain(
				`endpoint_url = http://127.0.0.1:${sandbox.port}`,
			);
			const names = ['default', 'logistics', 'retail', 'shared-services', 'staging'];
			for (const [id, region] of [
				['aws', 'eu-west-1'],
				['tencent', 'ap-tokyo'],
			] as const) {
				expect((await moduleOf(id).signIn({env, sandbox: false})).profiles.map(({name}) => name)).toEqual(names);
				const seen = new Set<string>();
				for (const profile of names) {
					const cloud = await moduleOf(id).open({env, sandbox: false, profile});
					for (const {id: own} of await cloud.status(region, undefined, new AbortController().signal)) seen.add(own);
					cloud.close();
				}

				// five of each account, less what is gone
				expect(seen.size).toBeGreaterThan(20);
			}
		} finally {
			await rm(folder, {recursive: true});
		}
	});
});
