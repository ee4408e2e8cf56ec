import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {Cloud, ConnectionStatus} from '../../../src/clouds/contract/cloud.ts';
import {moduleOf} from '../../../src/clouds/registry.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

/* What a user would lose: a panel of hundreds of tunnels that is quiet while nothing changes, tags to find them by, and what their probes say. */

const region = 'ap-guangzhou';
const signal = new AbortController().signal;
let sandbox: Sandbox;
let minutesLater: number;
let cloud: Cloud;
beforeEach(async () => {
	minutesLater = 0;
	const start = Date.now();
	sandbox = await startSandbox({
		fleet: {connections: 230, regions: [region]},
		now: () => start + minutesLater * 60_000,
	});
	cloud = await moduleOf('tencent').open({env: sandbox.env, sandbox: true});
});
afterEach(async () => {
	cloud.close();
	await sandbox.close();
});

const read = () => cloud.status(region, undefined, signal, 60_000);
const byId = (all: readonly ConnectionStatus[]) => new Map(all.map(status => [status.id, status]));

it('three pages are the same list while nothing changes, and other objects for what changed alone', async () => {
	const first = await read();
	expect(first).toHaveLength(230);
	expect(await read()).toBe(first);
	const before = byId(first);
	const changed = sandbox.changeShare(0.05);
	const after = await read();
	const others = after.filter(status => before.get(status.id) !== status).map(({id}) => id);
	expect(new Set(others)).toEqual(new Set(changed.map(({connectionId}) => connectionId)));
	expect(after.length - others.length).toBeGreaterThan(200);
});

it('a tunnel has its tags, and what its probe says where it has one', async () => {
	const all = await read();
	for (const {tags} of all) expect(tags).toEqual({environment: expect.any(String), team: expect.any(String)});
	const probes = all.map(({tunnels: [tunnel]}) => `${tunnel?.probe} ${tunnel?.state}`);
	expect(new Set(probes.filter(probe => !probe.startsWith('undefined')))).toEqual(
		new Set(['answered UP', 'unanswered DOWN']),
	);
	expect(probes.filter(probe => probe === 'undefined UP').length).toBeGreaterThan(100);
});

it('one that vanished is told as gone, and as the same each time', async () => {
	const [first] = await read();
	const id = first?.id ?? '';
	const {env, port} = sandbox;
	const vpc = new VpcClient({
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
		region,
		profile: {httpProfile: {endpoint: `127.0.0.1:${port}`, protocol: 'http://'}},
	});
	await vpc.DeleteVpnConnection({VpnConnectionId: id, VpnGatewayId: first?.cloudGatewayId ?? ''});
	minutesLater = 1;
	const gone = await cloud.status(region, [id], signal);
	expect(gone).toMatchObject([{id, phase: 'gone', tunnels: []}]);
	expect(await cloud.status(region, [id], signal)).toBe(gone);
	expect(await read()).toHaveLength(229);
});

it('an account does not wait for the calls of another one', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'tunnelwright-accounts-'));
	const two = await startSandbox({fleet: {connections: 2, regions: [region], accounts: 2}});
	try {
		const env = await two.writeProfiles(folder);
		const open = (profile: string) => moduleOf('tencent').open({env, sandbox: false, profile});
		const [busy, other] = await Promise.all([open('default'), open('staging')]);
		let answered = 0;
		const many = Array.from({length: 25}, () =>
			busy.status(region, undefined, signal, 60_000).then(() => {
				answered += 1;
			}),
		);
		await other.status(region, undefined, signal);
		expect(answered).toBeLessThan(25);
		await Promise.all(many);
		busy.close();
		other.close();
	} finally {
		await two.close();
		await rm(folder, {recursive: true});
	}
});
