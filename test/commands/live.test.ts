import {mkdtempSync, readdirSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {listRuns} from '../../src/run/journal.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {type FakeIo, fakeIo} from './fake-io.ts';

/*
 * The commands against a sandbox that outlives them, reached as the real clouds are: by the environment.
 */
let sandbox: Sandbox;
let home: string;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 30});
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.clearFaults();
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

function io(given: Parameters<typeof fakeIo>[0] = {}): FakeIo {
	return fakeIo({clockFactor: 30, ...given, env: {...sandbox.env, TUNNELWRIGHT_HOME: home, ...given.env}});
}

async function run(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
	const own = io(given);
	const code = await runArguments(args, undefined, own);
	return {
		code,
		out: own.stdout(),
		err: own.stderr(),
		json: args.includes('--json') ? JSON.parse(own.stdout()) : undefined,
	};
}

/** An example with another site, so that tests do not meet each other. */
let sites = 0;
function document(example: string, change: Record<string, unknown> = {}): string {
	sites += 1;
	const whole = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
	const site = {kind: 'new', name: `site-${sites}`, address: `198.51.100.${100 + sites}`, asn: 64_900 + sites};
	return JSON.stringify({...whole, name: `site-${sites}`, site, ...change});
}

const sent = (action: string) =>
	sandbox.requests.filter(request => request.action === action && !request.dryRun && request.code === '');

function filesUnder(folder: string): string {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
		.join('\n');
}

describe('plan', () => {
	it('makes nothing', async () => {
		const before = sandbox.requests.length;
		const {code} = await run(['plan', '-'], {input: document('aws-vgw-bgp')});
		expect(code).toBe(0);
		const calls = sandbox.requests.slice(before);
		expect(calls.length).toBeGreaterThan(0);
		expect(calls.filter(call => /^(Create|Enable|Attach|Delete|Modify)/.test(call.action) && !call.dryRun)).toEqual([]);
	});

	it('refuses what a rule refuses, with the field and the mend, as text and as JSON', async () => {
		const input = document('aws-vgw-bgp', {cloudGateway: {kind: 'vgw', id: 'vgw-00000000'}});
		const text = await run(['plan', '-'], {input});
		expect(text.code).toBe(3);
		expect(text.out).toContain('✖');
		expect(text.out).toContain('cloudGateway');
		const {code, json} = await run(['plan', '-', '--json'], {input});
		expect(code).toBe(3);
		expect(json).toMatchObject({
			result: 'refused',
			error: {kind: 'refused', field: expect.stringContaining('cloudGateway')},
		});
	});

	it('needs no account number: a token service that cannot be asked stops nothing', async () => {
		sandbox.addFault({kind: 'reset', action: 'GetCallerIdentity'});
		const {code, json} = await run(['plan', '-', '--json'], {input: document('aws-vgw-bgp')});
		expect(code).toBe(0);
		expect(json).toMatchObject({result: 'ready', account: null});
	});

	it('is a ticket in Markdown', async () => {
		const {out} = await run(['plan', '-', '--markdown'], {input: document('tencent-vpc-bgp')});
		expect(out).toMatch(/^# VPN connection site/);
		for (const heading of ['## What will be done', '## Checks', '## Costs', '## Left to do by hand'])
			expect(out).toContain(heading);
	});

	it.each(['aws-vgw-bgp', 'tencent-vpc-bgp'])(
		'%s: refuses a key whose variable is not set, and shows none as fine',
		async example => {
			const input = document(example, keyFrom(example, {from: 'env', name: 'OFFICE_KEY'}));
			const unset = await run(['plan', '-', '--json'], {input});
			expect(unset.code).toBe(3);
			const aboutKeys = unset.json.checks.filter(({field}: {field?: string}) => field?.endsWith('resharedKey'));
			expect(aboutKeys).not.toContainEqual(expect.objectContaining({result: 'pass'}));
			expect(aboutKeys).toContainEqual(
				expect.objectContaining({result: 'refuse', detail: expect.stringContaining('OFFICE_KEY is not set')}),
			);
			const bad = await run(['plan', '-', '--json'], {input, env: {OFFICE_KEY: 'has a\u0000 control'}});
			expect(bad.code).toBe(3);
			expect(bad.out).not.toContain('control');
			const good = await run(['plan', '-', '--json'], {input, env: {OFFICE_KEY: 'Abcdefghijkl_mnopq1234'}});
			expect(good.code).toBe(0);
			expect(good.json.checks.filter(({field}: {field?: string}) => field?.endsWith('resharedKey'))).toHaveLength(1);
		},
	);

	it.each(['aws-vgw-bgp', 'tencent-vpc-bgp'])('%s: a key that is still to be typed is not known yet', async example => {
		const {code, out} = await run(['plan', '-'], {input: document(example, keyFrom(example, {from: 'prompt'}))});
		expect(code).toBe(0);
		expect(out).toContain('– the pre-shared key that is to be typed   not known yet');
		expect(out).not.toMatch(/✔ the pre-shared key/);
	});
});

/** The part of a document that says where its key comes from; of AWS's two the first. */
function keyFrom(example: string, source: object): Record<string, unknown> {
	return example.startsWith('aws')
		? {tunnels: [{presharedKey: source}, {presharedKey: {from: 'generated'}}]}
		: {presharedKey: source};
}

describe.each([
	['vpn-00000000', 'aws', 'AWS eu-central-1'],
	['vpnx-nosuch1', 'tencent', 'Tencent Cloud ap-guangzhou'],
])('%s, which is not there,', (id, cloud, where) => {
	it.each([
		['status', id],
		['status', id, '--watch'],
		['config', id, '--device', 'strongswan', '--out', '/nowhere'],
		['export', id, '--format', 'terraform'],
		['delete', id, '--confirm', 'office'],
		['profiles', 'import', '--from', cloud, '--id', id],
	])('is told alike, with one exit code: %s', async (...args) => {
		const {code, out, err} = await run(args);
		expect([code, out]).toEqual([4, '']);
		expect(err).toContain(`there is no connection ${id} in ${where}`);
		expect(err).toContain('--region');
	});

	it('is no row of the status as JSON', async () => {
		const {code, json} = await run(['status', id, '--json']);
		expect(code).toBe(4);
		expect(json).toMatchObject({connections: [], error: {kind: 'api', field: 'ID'}});
	});

	it('is not looked for in the other cloud', async () => {
		const {code, err} = await run(['status', id, '--cloud', cloud === 'aws' ? 'tencent' : 'aws']);
		expect(code).toBe(2);
		expect(err).toContain('not the id of a connection of');
	});
});

test('a connection that AWS still tells of as deleted is not there any more, whoever asks', async () => {
	const made = await run(['apply', '-', '--yes', '--json', '--wait', 'available'], {input: document('aws-vgw-bgp')});
	const id: string = made.json.connectionId;
	expect((await run(['delete', id, '--confirm', `site-${sites}`])).code).toBe(0);
	for (const args of [
		['status', id],
		['config', id, '--device', 'strongswan', '--out', '/nowhere'],
		['export', id, '--format', 'terraform'],
		['delete', id, '--confirm', 'office'],
	]) {
		const {code, err} = await run(args);
		expect([args[0], code]).toEqual([args[0], 4]);
		expect(err).toContain(`there is no connection ${id} in AWS eu-central-1 any more: it was deleted`);
	}
});

describe('apply', () => {
	it('says of what exists that it does, and makes nothing new', async () => {
		const input = document('aws-vgw-bgp');
		const first = await run(['apply', '-', '--yes', '--json', '--wait', 'available'], {input});
		expect(first.json).toMatchObject({result: 'made', status: {state: 'available'}});
		const before = sent('CreateVpnConnection').length;
		const second = await run(['apply', '-', '--yes', '--json', '--wait', 'up', '--timeout', '20'], {input});
		expect(second.code).toBe(0);
		expect(second.json).toMatchObject({result: 'exists', connectionId: first.json.connectionId, made: []});
		expect(sent('CreateVpnConnection')).toHaveLength(before);
		expect((await run(['plan', '-'], {input})).out).toContain(`It exists already: ${first.json.connectionId}`);
	});

	it.each(['aws-vgw-bgp', 'tencent-vpc-bgp'])(
		'%s: finds what a lost reply made, in place of making it again',
		async example => {
			const connection = example.startsWith('aws')
				? undefined
				: {
						routing: {
							mode: 'bgp',
							tunnelCidr: '169.254.140.0/30',
							cloudAddress: '169.254.140.1',
							siteAddress: '169.254.140.2',
						},
					};
			sandbox.addFault({kind: 'lost-reply', action: 'CreateVpnConnection', times: 1});
			const {code, json, err} = await run(['apply', '-', '--yes', '--json'], {input: document(example, connection)});
			expect(code, err).toBe(0);
			expect(json.made.map((item: {readonly action: string}) => item.action)).toContain('connection');
			const {json: status} = await run([
				'status',
				'--json',
				'--region',
				example.startsWith('aws') ? 'eu-central-1' : 'ap-guangzhou',
			]);
			const named = status.connections.filter((item: {readonly name: string}) => item.name === `site-${sites}`);
			expect(named.map((item: {readonly id: string}) => item.id)).toEqual([json.connectionId]);
		},
	);

	it('says what exists when the cloud fails half-way, and its journal does too', async () => {
		sandbox.addFault({kind: 'throttle', action: 'CreateVpnConnection'});
		const own = io({input: document('tencent-ccn-static')});
		const running = runArguments(['apply', '-', '--yes', '--json'], undefined, own);
		// a throttle that lasts would be waited out: Ctrl-C ends that
		await expect.poll(() => own.stderr(), {timeout: 20_000}).toMatch(/waiting/);
		own.interrupt();
		expect(await running).toBe(130);
		const json = JSON.parse(own.stdout());
		expect(json).toMatchObject({result: 'stopped', error: {kind: 'cancelled'}, made: [{action: 'site-gateway'}]});
		expect(own.stderr()).toContain(json.made[0].id);
		const {runs} = await listRuns(foldersOf({TUNNELWRIGHT_HOME: home}).state);
		expect(runs).toMatchObject([{runId: json.runId, state: 'unfinished', openAction: undefined}]);
		expect((await run(['runs'])).out).toContain(json.made[0].id);
	});

	it('leaves at once on the second Ctrl-C', async () => {
		sandbox.addFault({kind: 'hang', action: 'CreateCustomerGateway', times: 1});
		const own = io({input: document('tencent-ccn-static')});
		const running = runArguments(['apply', '-', '--yes'], undefined, own);
		await expect.poll(() => own.stdout(), {timeout: 20_000}).toMatch(/create customer gateway …/);
		own.interrupt();
		expect(own.left).toEqual([]);
		own.interrupt();
		expect(own.left).toEqual([130]);
		sandbox.clearFaults();
		void running;
	});

	/** Longer than a tunnel of the sandbox's Tencent Cloud is PENDING, shorter than it takes to come up. */
	const madeNotUpMs = 6000;
	it('has a time limit for waiting, and then says that the connection exists', async () => {
		// its time stands still where the tunnel is made and not up yet, however long this machine takes
		const begun = Date.now();
		let isMade = () => false;
		const slow = await startSandbox({now: () => begun + (isMade() ? madeNotUpMs : 0)});
		isMade = () => slow.requests.some(({action}) => action === 'CreateVpnConnection');
		try {
			const {code, json, err} = await run(['apply', '-', '--yes', '--wait', 'up', '--timeout', '8', '--json'], {
				input: document('tencent-ccn-static'),
				env: slow.env,
			});
			expect(code).toBe(4);
			expect(json).toMatchObject({result: 'made', error: {kind: 'timeout'}});
			expect(json.connectionId).toMatch(/^vpnx-/);
			expect(err).toContain('the connection exists, but was not seen to be every tunnel UP within 8 s');
		} finally {
			await slow.close();
		}
	});

	it('tells the cloud’s refusal with its code and request id', async () => {
		const {code, json} = await run(['apply', '-', '--yes', '--json'], {
			input: document('tencent-ccn-static'),
			env: {TENCENTCLOUD_SECRET_KEY: 'not-the-right-one'},
		});
		expect(code).toBe(4);
		expect(json.error).toMatchObject({
			code: expect.stringMatching(/^AuthFailure/),
			requestId: expect.stringMatching(/./),
		});
		expect(json.error.mend).not.toBe('');
	});
});

describe('keys', () => {
	const key = 'Zx9_probe.Key.4711';

	it('come from the environment and are left nowhere', async () => {
		const aws = document('aws-vgw-bgp', {
			tunnels: [{presharedKey: {from: 'env', name: 'K1'}}, {presharedKey: {from: 'env', name: 'K2'}}],
		});
		const tencent = document('tencent-ccn-static', {presharedKey: {from: 'env', name: 'K1'}});
		const env = {K1: key, K2: `${key}.two`};
		const texts: string[] = [];
		for (const input of [aws, tencent])
			for (const args of [
				['plan', '-'],
				['plan', '-', '--json'],
				['plan', '-', '--markdown'],
				['apply', '-', '--yes', '--json', '--wait', 'up', '--timeout', '25'],
				['runs', '--all', '--json'],
			]) {
				const {code, out, err} = await run(args, {input, env});
				expect(code, err).toBe(0);
				texts.push(out, err);
			}

		texts.push(filesUnder(home));
		expect(texts.join('\n')).not.toContain(key);
	});

	it('that are not set are asked for by name, before anything is made', async () => {
		const before = sent('CreateCustomerGateway').length;
		const {code, json} = await run(['apply', '-', '--yes', '--json'], {
			input: document('tencent-ccn-static', {presharedKey: {from: 'env', name: 'NOT_SET'}}),
		});
		expect(code).toBe(2);
		expect(json.error).toMatchObject({
			kind: 'user',
			field: 'presharedKey',
			message: expect.stringContaining('NOT_SET'),
		});
		expect(sent('CreateCustomerGateway')).toHaveLength(before);
	});

	it('are asked for at a terminal, and refused where there is none', async () => {
		const input = document('tencent-ccn-static', {presharedKey: {from: 'prompt'}});
		const none = await run(['apply', '-', '--yes'], {input});
		expect(none.code).toBe(2);
		expect(none.err).toMatch(/presharedKey.*no terminal/);
		const typed = await run(['apply', '-', '--yes', '--json'], {input, interactive: true, key});
		expect(typed.code, typed.err).toBe(0);
		expect(typed.out + typed.err + filesUnder(home)).not.toContain(key);
	});
});

describe('status', () => {
	it('asks once however many connections, and both clouds where none is named', async () => {
		const before = sandbox.requests.length;
		const {json} = await run(['status', '--json']);
		const lists = sandbox.requests.slice(before).filter(request => request.action === 'DescribeVpnConnections');
		expect(lists.map(request => request.service).sort()).toEqual(['ec2', 'tencent']);
		expect(json.connections.length).toBeGreaterThan(5);
		expect(json.errors).toEqual([]);
	});

	it('knows the cloud by the id, and says when there is none', async () => {
		const {code, out} = await run(['status', 'vpn-40f41529']);
		expect(code).toBe(0);
		expect(out).toMatch(/^vpn-40f41529 .*AWS · eu-central-1/);
		const none = await run(['status', 'vpn-00000000', '--json']);
		expect(none.code).toBe(4);
		expect(none.json.error.message).toContain('vpn-00000000');
	});

	it('tells why no cloud answered, each of them, and first what is no matter of credentials', async () => {
		const args = ['status', '--region', 'nowhere-1'];
		const text = await run(args);
		expect([text.code, text.out]).toEqual([4, '']);
		expect(text.err).toMatch(/^Tencent Cloud: [\s\S]*UnsupportedRegion[\s\S]*\nAWS: [\s\S]*AuthFailure/);
		const {code, json} = await run([...args, '--json']);
		expect(code).toBe(4);
		expect(json).toEqual({error: json.errors[0], errors: expect.any(Array)});
		expect(json.errors.map((error: {readonly code: string}) => error.code)).toEqual([
			'UnsupportedRegion',
			'AuthFailure',
		]);
		const misnamed = await run([...args, '--aws-profile', 'nobody', '--json']);
		expect(misnamed.code).toBe(2);
		expect(misnamed.json.error.message).toContain('nobody');
	});

	it('draws no control character of a cloud’s text', async () => {
		const {out} = await run(['status']);
		expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
	});

	it('watches: what changes is told, until Ctrl-C', async () => {
		const own = io();
		const running = runArguments(['status', 'vpn-40f41529', '--watch'], undefined, own);
		await expect.poll(() => own.stdout(), {timeout: 20_000}).toMatch(/UP/);
		sandbox.setTunnel('vpn-40f41529', 1, 'DOWN');
		await expect.poll(() => own.stdout(), {timeout: 20_000}).toMatch(/DOWN/);
		own.interrupt();
		expect(await running).toBe(130);
	});
});
