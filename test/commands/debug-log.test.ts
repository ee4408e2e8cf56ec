import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

let sandbox: Sandbox;
const homes: string[] = [];
let home: string;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 30});
});
afterAll(async () => {
	await sandbox.close();
	for (const folder of homes) rmSync(folder, {recursive: true, force: true});
});
beforeEach(() => {
	sandbox.clearFaults();
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	homes.push(home);
});

const key = 'Leak4711.Leak4711.Leak4711';

async function run(args: readonly string[], input = '') {
	const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home, OFFICE_KEY: key, SECOND_KEY: `${key}2`}, input});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

const logFolder = () => join(home, 'state/debug');

interface Line {
	readonly event: string;
	readonly call?: string;
	readonly attempt?: number;
	readonly status?: number;
	readonly region?: string;
	readonly requestId?: string;
	readonly errorCode?: string;
	readonly durationMs?: number;
	readonly request?: unknown;
	readonly response?: unknown;
	readonly exit?: number;
}

function linesOf(file: string): readonly Line[] {
	return readFileSync(file, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
}

function oneLog(): string {
	const [name, ...more] = readdirSync(logFolder());
	expect(more).toEqual([]);
	return join(logFolder(), name ?? '');
}

function document(example: string, change: object): string {
	return JSON.stringify({...JSON.parse(readFileSync(`examples/${example}.json`, 'utf8')), ...change});
}

describe.each([
	['aws-vgw-bgp', {name: 'aws-logged', site: {kind: 'new', name: 's', address: '198.51.100.77', asn: 64_977}}],
	['tencent-vpc-policy', {name: 'tencent-logged', site: {kind: 'existing', id: 'cgw-qa9sxpy7'}}],
])('--debug with %s', (example, change) => {
	test('writes down every call that was sent, and no key', async () => {
		const presharedKey = {from: 'env', name: 'OFFICE_KEY'};
		const keys =
			example === 'aws-vgw-bgp'
				? {tunnels: [{presharedKey}, {presharedKey: {from: 'env', name: 'SECOND_KEY'}}]}
				: {presharedKey};
		const given = document(example, {...change, ...keys});
		sandbox.addFault({kind: 'throttle', action: 'DescribeVpnConnections', times: 1});
		const before = sandbox.requests.length;
		const {code, out, err} = await run(['apply', '-', '--yes', '--json', '--debug'], given);
		expect(err).not.toContain('has a bug');
		expect(code).toBe(0);
		JSON.parse(out);
		const file = oneLog();
		expect(err).toContain(file);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(logFolder()).mode & 0o777).toBe(0o700);
		const lines = linesOf(file);
		expect(lines[0]).toMatchObject({event: 'start', command: 'apply', sandbox: false});
		expect(lines.at(-1)).toMatchObject({event: 'end', exit: 0});
		const calls = lines.filter(({event}) => event === 'call');
		const sent = sandbox.requests.slice(before);
		expect(calls.map(({call}) => call).sort()).toEqual(sent.map(({action}) => action).sort());
		for (const {region, durationMs, status, attempt, requestId} of calls) {
			expect(region).toMatch(/^[a-z]{2}-[a-z]+/);
			expect(durationMs).toBeGreaterThanOrEqual(0);
			expect(status).toBeGreaterThanOrEqual(200);
			expect(attempt).toBeGreaterThanOrEqual(1);
			expect(requestId).toMatch(/^[0-9a-f-]{30,}$/);
		}

		const throttled = calls.findIndex(({errorCode}) => errorCode?.startsWith('RequestLimitExceeded'));
		expect(calls[throttled]).toMatchObject({call: 'DescribeVpnConnections', attempt: 1});
		expect(calls.slice(throttled + 1).find(({call}) => call === 'DescribeVpnConnections')).toMatchObject({attempt: 2});
		const created = calls.find(({call, status}) => call === 'CreateVpnConnection' && status === 200);
		expect(JSON.stringify(created?.response)).toMatch(/"VpnConnectionId":"(?:vpn-[0-9a-f]+)?"/);
		const text = readFileSync(file, 'utf8');
		for (const never of [key, sandbox.env.AWS_SECRET_ACCESS_KEY, sandbox.env.TENCENTCLOUD_SECRET_KEY, '<?xml'])
			expect(text).not.toContain(never);
		expect(text).not.toMatch(/authorization|signature|x-amz|AKI[AD]/i);
		// every member of requests is either known to be writable or known to be hidden
		expect(JSON.stringify(calls.map(({request}) => request))).not.toContain('(others)');
	}, 60_000);
});

test('credentials that AWS makes on the way are told by host and status alone', async () => {
	writeFileSync(
		join(home, 'config'),
		'[profile r]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n',
	);
	writeFileSync(join(home, 'credentials'), `[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = ${key}\n`);
	const {AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...env} = sandbox.env;
	const files = {AWS_CONFIG_FILE: join(home, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials')};
	const io = fakeIo({env: {...env, ...files, AWS_ENDPOINT_URL_STS: env.AWS_ENDPOINT_URL_EC2, TUNNELWRIGHT_HOME: home}});
	await runArguments(['accounts', '--aws-profile', 'r', '--debug'], undefined, io);
	const text = readFileSync(oneLog(), 'utf8');
	expect(text).not.toContain(key);
	expect(text).not.toContain('AKIABASE');
});

describe('the file', () => {
	test('has no file that is named by a dash', async () => {
		const {code, err} = await run(['status', '--debug-file', '-']);
		expect(code).toBe(2);
		expect(err).toContain('--debug-file - is standard output');
	});

	test('stands where --debug-file says, and nothing that stands there already is overwritten', async () => {
		const file = join(home, 'mine.jsonl');
		const first = await run(['status', '--cloud', 'aws', '--region', 'eu-central-1', '--debug-file', file]);
		expect(first.code).toBe(0);
		expect(first.err).toContain(file);
		const {mode, size} = statSync(file);
		expect(mode & 0o777).toBe(0o600);
		expect(linesOf(file).at(-1)).toMatchObject({event: 'end', exit: 0});
		const second = await run(['status', '--debug-file', file]);
		expect(second.code).toBe(2);
		expect(second.err).toContain('is there already');
		expect(statSync(file).size).toBe(size);
	});

	test('that cannot be written is a clear error, before anything is sent', async () => {
		const before = sandbox.requests.length;
		const {code, err} = await run(['status', '--debug-file', join(home, 'no/such/folder.jsonl')]);
		expect(code).toBe(2);
		expect(err).toMatch(/ENOENT[\s\S]*→ name a file/);
		expect(sandbox.requests.length).toBe(before);
	});

	test('tells the end of a command that fails too', async () => {
		const {code, err} = await run(['plan', join(home, 'missing.json'), '--debug']);
		expect(code).toBe(2);
		expect(err).toContain(oneLog());
		expect(linesOf(oneLog()).at(-1)).toMatchObject({event: 'end', exit: 2});
	});

	test.each([
		['runs'],
		['runs', 'show', 'x'],
		['profiles', 'list'],
		['accounts'],
		['schema'],
		['skeleton', 'aws'],
		['config', 'vpn-1'],
		['export', 'x', '--format', 'terraform'],
	])('is there for %s %s', async (...args) => {
		await run([...args, '--debug']);
		expect(linesOf(oneLog())[0]?.event).toBe('start');
	});
});
