import {mkdtempSync, readFileSync, rmSync, truncateSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {journalPath, listRuns} from '../../src/run/journal.ts';
import {awsReader} from '../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {viewOf} from '../torture/account-view.ts';
import {type FakeIo, fakeIo} from './fake-io.ts';

/*
 * Taking a connection down, over the real SDKs, against sandbox clouds that outlive the commands. What a user would lose: somebody
 * else's gateway or route, or, after a crash, a thing that is billed and that nobody knows of.
 */
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 20_000});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

afterEach(async () => {
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

const state = () => foldersOf({TUNNELWRIGHT_HOME: home}).state;

async function run(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
	const io: FakeIo = fakeIo({
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
		...given,
	});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

interface Example {
	readonly cloud: 'aws' | 'tencent';
	readonly region: string;
	readonly name: string;
}

/** An example, with a site that is not there yet. */
function example(file: string): Example {
	const document = JSON.parse(readFileSync(`examples/${file}.json`, 'utf8'));
	const site = {kind: 'new', name: document.name, address: '198.51.100.90'};
	return document.site.kind === 'new' ? document : {...document, site};
}

/** Makes the example's connection. @returns its id */
async function applied(document: object): Promise<string> {
	const {code, out} = await run(['apply', '-', '--yes', '--json'], {input: JSON.stringify(document)});
	expect(code).toBe(0);
	return JSON.parse(out).connectionId;
}

const changes = (from: number) =>
	sandbox.requests
		.slice(from)
		.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action))
		.map(({action}) => action);

const remove = (id: string, {region, name}: Example, ...more: string[]) =>
	run(['delete', id, '--region', region, '--confirm', name, ...more]);

/** A deletion that the cloud ends right before the customer gateway goes. */
async function brokenOff(id: string, document: Example) {
	const failing = run(['delete', id, '--region', document.region, '--confirm', document.name], {
		out(text) {
			if (text.startsWith('delete customer gateway'))
				sandbox.addFault({kind: 'error5xx', action: 'DescribeCustomerGateways'});
		},
	});
	const ended = await failing;
	sandbox.clearFaults();
	return ended;
}

describe.each([
	[
		'aws-new-vgw',
		[
			'DisableVgwRoutePropagation',
			'DeleteVpnConnection',
			'DeleteCustomerGateway',
			'DetachVpnGateway',
			'DeleteVpnGateway',
		],
	],
	['aws-vgw-new-site', ['DeleteVpnConnection', 'DeleteCustomerGateway']],
	['aws-tgw-static', ['DeleteTransitGatewayRoute', 'DeleteVpnConnection', 'DeleteCustomerGateway']],
	['tencent-vpc-static', ['DeleteRoutes', 'DeleteVpnGatewayRoutes', 'DeleteVpnConnection', 'DeleteCustomerGateway']],
	['tencent-vpc-policy', ['DeleteRoutes', 'DeleteVpnConnection', 'DeleteCustomerGateway']],
])('the connection of %s', (file, calls) => {
	it('goes with all that was made for it and with nothing else', async () => {
		const document = example(file);
		const before = await viewOf(document.cloud, document.region, sandbox.env);
		const id = await applied(document);
		const from = sandbox.requests.length;
		const {code, out} = await remove(id, document, '--json');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({result: 'deleted', connectionId: id, name: document.name, left: []});
		expect(changes(from)).toEqual(expect.arrayContaining(calls));
		expect((await viewOf(document.cloud, document.region, sandbox.env)).things).toEqual(before.things);
		const again = await remove(id, document);
		expect([again.code, again.err]).toEqual([4, expect.stringContaining(`there is no connection ${id}`)]);
	});
});

describe.each(['aws-tgw-static', 'tencent-vpc-static'])('the connection of %s', file => {
	it('is left as it is until its name is given, and what would go is said', async () => {
		const document = example(file);
		const id = await applied(document);
		const from = sandbox.requests.length;
		const plain = await run(['delete', id, '--region', document.region]);
		expect(plain.code).toBe(2);
		expect(plain.err).toMatch(new RegExp(`would delete VPN (connection|tunnel): ${id}`));
		expect(plain.err).toContain('will need a new configuration');
		expect(plain.err).toContain(`--confirm ${document.name}`);
		const wrong = await run(['delete', id, '--region', document.region, '--confirm', `${document.name}x`]);
		expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('is named')]);
		const typo = await run(['delete', id, '--region', document.region], {interactive: true, typed: 'yes'});
		expect([typo.code, typo.err]).toEqual([2, expect.stringContaining('nothing was deleted')]);
		expect(changes(from)).toEqual([]);
		const typed = await run(['delete', id, '--region', document.region], {interactive: true, typed: document.name});
		expect([typed.code, typed.out]).toEqual([0, expect.stringContaining('deleted: ')]);
	});

	it('is finished after a crash at any point of its journal', async () => {
		const document = example(file);
		const before = await viewOf(document.cloud, document.region, sandbox.env);
		const id = await applied(document);
		const failed = await brokenOff(id, document);
		expect([failed.code, failed.err]).toEqual([4, expect.stringContaining('not yet done: delete customer gateway')]);
		const {deletes} = await listRuns(state());
		const runId = deletes[0]?.runId ?? '';
		expect((await run(['runs'])).out).toContain('its deletion has not ended');
		expect((await run(['runs', 'show', runId])).out).toContain('not yet done');
		expect((await run(['runs', 'undo', runId, '--yes'])).err).toContain('can’t be brought back'.replace('’', "'"));
		// as if the power had gone right after the second line: every later step is looked up, and found gone
		const path = journalPath(state(), runId);
		const lines = readFileSync(path, 'utf8').split('\n');
		truncateSync(path, Buffer.byteLength(`${lines.slice(0, 2).join('\n')}\n`) - 5);
		const asked = await run(['runs', 'resume', runId]);
		expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('would delete')]);
		expect((await remove(id, document)).err).toContain('begun already');
		const finished = await run(['runs', 'resume', runId, '--yes']);
		expect([finished.code, finished.out]).toEqual([0, expect.stringContaining('was gone already')]);
		expect((await viewOf(document.cloud, document.region, sandbox.env)).things).toEqual(before.things);
		expect((await run(['runs'])).out).toContain('no run is unfinished');
		expect((await run(['runs', 'resume', runId, '--yes'])).code).toBe(2);
	});
});

it('says what goes through its tunnels now before it goes on with a deletion that broke off, and deletes nothing yet', async () => {
	const document = example('tencent-vpc-static');
	const up = await run(['apply', '-', '--yes', '--wait', 'up', '--json'], {input: JSON.stringify(document)});
	sandbox.addFault({kind: 'denied', action: 'DeleteVpnConnection'});
	expect((await remove(JSON.parse(up.out).connectionId, document)).code).toBe(4);
	sandbox.clearFaults();
	const runId = (await listRuns(state())).deletes[0]?.runId ?? '';
	const from = sandbox.requests.length;
	const asked = await run(['runs', 'resume', runId]);
	expect(asked.code).toBe(2);
	expect(asked.err).toContain('1 of 1 tunnel is UP: what goes through stops.');
	expect(asked.err).toMatch(/would delete VPN /);
	expect(changes(from)).toEqual([]);
});

describe('what another connection uses', () => {
	const {site} = JSON.parse(readFileSync('examples/aws-vgw-new-site.json', 'utf8'));

	it('stays: a customer gateway of ours that a second connection was made on', async () => {
		const first = example('aws-vgw-new-site');
		const id = await applied(first);
		const second = {...example('aws-tgw-bgp'), site};
		const other = await applied(second);
		const from = sandbox.requests.length;
		const {code, out} = await remove(id, first);
		expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`stays: customer gateway: .*used by ${other}`))]);
		expect(changes(from)).toEqual(['DeleteVpnConnection']);
		// now it is the last that uses it, and the tag still says that it is ours
		expect((await remove(other, second)).code).toBe(0);
		expect(changes(from)).toContain('DeleteCustomerGateway');
	});

	it('stays: a gateway of ours and what spreads its routes', async () => {
		const first = example('aws-new-vgw');
		const id = await applied(first);
		const view = await run(['status', id, '--region', first.region, '--json']);
		const gateway = JSON.parse(view.out).connections?.[0]?.cloudGatewayId;
		const second = {
			...first,
			name: 'dublin-second',
			cloudGateway: {kind: 'vgw', id: gateway},
			site: {kind: 'new', name: 'dublin-second', address: '198.51.100.77', asn: 65177},
		};
		await applied(second);
		const from = sandbox.requests.length;
		const {out} = await remove(id, first);
		expect(changes(from)).toEqual(['DeleteVpnConnection', 'DeleteCustomerGateway']);
		expect(out).toMatch(/stays: virtual private gateway/);
		expect(out).toMatch(/stays: route propagation/);
	});

	it('stays: a VPC route of ours that leads what another tunnel carries to the gateway', async () => {
		const first = example('tencent-vpc-static');
		const id = await applied(first);
		const second = {
			...example('tencent-vpc-policy'),
			name: 'another-site',
			site: {kind: 'new', name: 'another-site', address: '198.51.100.91'},
			ranges: [{cloudSide: '10.8.0.0/20', siteSide: ['192.168.41.0/24']}],
		};
		const other = await applied(second);
		const from = sandbox.requests.length;
		const {code, out} = await remove(id, first);
		expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`stays: VPC route: 192.168.40.0/22.*${other}`))]);
		expect(changes(from)).toEqual(['DeleteVpnGatewayRoutes', 'DeleteVpnConnection', 'DeleteCustomerGateway']);
		// nobody carries it any more: it goes with the last one that did, together with that one's own
		const gone = await remove(other, second);
		expect(gone.out).toContain('192.168.40.0/22');
		expect(changes(from).filter(action => action === 'DeleteRoutes')).toHaveLength(1);
	});

	it('stays although the plan said otherwise, where somebody began to use it since', async () => {
		const first = example('aws-vgw-new-site');
		const id = await applied(first);
		expect((await brokenOff(id, first)).code).toBe(4);
		await applied({...example('aws-tgw-bgp'), site});
		const runId = (await listRuns(state())).deletes[0]?.runId ?? '';
		const from = sandbox.requests.length;
		const {code, out} = await run(['runs', 'resume', runId, '--yes']);
		expect([code, out]).toEqual([0, expect.stringContaining('another connection uses it now')]);
		expect(changes(from)).toEqual([]);
	});
});

describe('what no run of ours made', () => {
	it('stays, on a machine whose journals know nothing too', async () => {
		for (const [id, region, name] of [
			['vpn-40f41529', 'eu-central-1', 'berlin-staging'],
			['vpnx-5p7vkch8', 'ap-guangzhou', 'old-office'],
		] as const) {
			const from = sandbox.requests.length;
			expect((await run(['delete', id, '--region', region, '--confirm', name])).code).toBe(0);
			expect(changes(from)).toEqual(['DeleteVpnConnection']);
		}
	});

	it('is known by the tag on AWS where the journal is another machine’s', async () => {
		const document = example('aws-vgw-new-site');
		const id = await applied(document);
		rmSync(join(state(), 'runs'), {recursive: true, force: true});
		const from = sandbox.requests.length;
		expect((await remove(id, document)).code).toBe(0);
		expect(changes(from)).toEqual(['DeleteVpnConnection', 'DeleteCustomerGateway']);
	});
});

describe('a permission that is missing', () => {
	it('is found before anything goes: AWS is asked by dry runs of every kind of call', async () => {
		const document = example('aws-tgw-static');
		const before = await viewOf(document.cloud, document.region, sandbox.env);
		const id = await applied(document);
		const after = await viewOf(document.cloud, document.region, sandbox.env);
		expect(after.things).not.toEqual(before.things);
		const from = sandbox.requests.length;
		const {accessKeyId, secretAccessKey} = awsReader;
		const env = {
			...sandbox.env,
			TUNNELWRIGHT_HOME: home,
			AWS_ACCESS_KEY_ID: accessKeyId,
			AWS_SECRET_ACCESS_KEY: secretAccessKey,
		};
		const {code, err} = await run(['delete', id, '--region', document.region, '--confirm', document.name], {env});
		expect(code).toBe(3);
		for (const call of ['DeleteTransitGatewayRoute', 'DeleteVpnConnection', 'DeleteCustomerGateway'])
			expect(err).toContain(`UnauthorizedOperation in ${call}`);
		const sent = sandbox.requests.slice(from).filter(({action}) => action.startsWith('Delete'));
		expect(sent.map(({dryRun}) => dryRun)).toEqual([true, true, true]);
		expect((await viewOf(document.cloud, document.region, sandbox.env)).things).toEqual(after.things);
		expect((await listRuns(state())).deletes).toEqual([]);
	});
});

describe('faults on the way', () => {
	const kinds = ['lost-reply', 'throttle'] as const;
	const files = ['aws-tgw-static', 'tencent-vpc-static'];
	it.concurrent.each(kinds.flatMap(kind => files.map(file => ({kind, file}))))(
		'$kind at a delete of $file does not end it',
		async ({kind, file}) => {
			const own = await startSandbox({speed: 20_000});
			const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
			try {
				const env = {...own.env, TUNNELWRIGHT_HOME: folder};
				const document = example(file);
				const before = await viewOf(document.cloud, document.region, own.env);
				const made = await run(['apply', '-', '--yes', '--json'], {env, input: JSON.stringify(document)});
				const id = JSON.parse(made.out).connectionId;
				let armed = false;
				const {code} = await run(['delete', id, '--region', document.region, '--confirm', document.name], {
					env,
					// once it has begun: the dry runs before it would use them up
					out() {
						const actions = armed ? [] : ['DeleteRoutes', 'DeleteCustomerGateway'];
						for (const action of actions) own.addFault({kind, action, times: 1});
						armed = true;
					},
				});
				expect([code, armed]).toEqual([0, true]);
				const sent = own.requests.filter(({action, dryRun}) => action === 'DeleteCustomerGateway' && !dryRun);
				expect(sent.length).toBe(kind === 'lost-reply' ? 1 : 2);
				expect((await viewOf(document.cloud, document.region, own.env)).things).toEqual(before.things);
			} finally {
				await own.close();
				rmSync(folder, {recursive: true, force: true});
			}
		},
	);

	it('Ctrl-C stops after the call in flight, with 130, and what is left is finished later', async () => {
		const document = example('aws-vgw-new-site');
		const id = await applied(document);
		const io: FakeIo = fakeIo({
			env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
			out(text) {
				if (text.startsWith('delete VPN connection')) io.interrupt();
			},
		});
		const args = ['delete', id, '--region', document.region, '--confirm', document.name];
		expect(await runArguments(args, undefined, io)).toBe(130);
		const runId = (await listRuns(state())).deletes[0]?.runId ?? '';
		expect(io.stderr()).toContain(`tunnelwright runs resume ${runId} --yes goes on`);
		expect((await run(['runs', 'resume', runId, '--yes', '--json'])).code).toBe(0);
	});
});

it.each(['prompt', 'permissions'])(
	'a stop before anything was begun says that nothing was deleted, and of no run: at the %s',
	async where => {
		const id = await applied(example('aws-vgw-static'));
		const {region, name} = example('aws-vgw-static');
		const requests = sandbox.requests.length;
		const io: FakeIo = fakeIo({
			env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
			interactive: true,
			async ask(_question, signal) {
				if (where === 'permissions') {
					// the dry run that follows is the next request
					setImmediate(io.interrupt);
					return name;
				}

				io.interrupt();
				signal.throwIfAborted();
				return name;
			},
		});
		const code = await runArguments(['delete', id, '--cloud', 'aws', '--region', region], undefined, io);
		expect(code).toBe(130);
		expect(io.stderr()).toContain('stopped: nothing was deleted');
		expect(io.stderr()).not.toContain('runs resume');
		expect((await listRuns(state())).deletes).toEqual([]);
		expect(sandbox.requests.length).toBeGreaterThan(requests);
	},
);
