import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import '../torture/quick-waits.mjs';
import {type FakeIo, fakeIo} from './fake-io.ts';

/*
 * What a user would lose: their traffic, where a tunnel is changed while the other does not carry it; the new key, where the cloud has one that no
 * file has; or the secret itself, in a log or on the screen.
 */

const id = 'vpn-40f41529';
const region = 'eu-central-1';
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 2000});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => sandbox.close());

interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** @param at what its device does, by what is said at the moment: the command is not told */
async function run(
	args: readonly string[],
	{env = {}, at, ...given}: Partial<FakeIo> & {readonly key?: string; readonly at?: (line: string) => void} = {},
): Promise<Ran> {
	const io: FakeIo = fakeIo({
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home, ...env},
		// a breath for the sandbox's clock
		sleep: async (_ms, signal) => {
			await new Promise(resolve => setTimeout(resolve, 5));
			signal.throwIfAborted();
		},
		...given,
	});
	const heard: FakeIo = {
		...io,
		out(text) {
			io.out(text);
			at?.(text);
		},
	};
	const code = await runArguments(args, undefined, heard);
	return {code, out: io.stdout(), err: io.stderr()};
}

const rotate = (args: readonly string[], given: Parameters<typeof run>[1] = {}) =>
	run(['rotate-keys', id, '--region', region, ...args], given);

/** Index of a tunnel at the sandbox, by its number as `status` counts. */
async function tunnels(): Promise<readonly {readonly address: string; readonly key: string}[]> {
	const cloud = createAwsCloud({env: {...sandbox.env}, sandbox: true});
	const {signal} = new AbortController();
	const [side, [status]] = await Promise.all([
		cloud.deviceSide?.(region, id, signal),
		cloud.status(region, [id], signal),
	]);
	cloud.close();
	return (status?.tunnels ?? []).map(({key: address}) => {
		const key = side?.tunnels.find(({cloudAddress}) => cloudAddress === address)?.key;
		return {address, key: key?.from === 'cloud' ? key.key.reveal() : ''};
	});
}

const changes = () =>
	sandbox.requests.filter(({action, dryRun, code}) => action === 'ModifyVpnTunnelOptions' && !dryRun && code === '');
const journals = () => {
	const folder = join(home, 'state', 'runs');
	return readdirSync(folder)
		.filter(name => name.endsWith('.jsonl'))
		.map(name => readFileSync(join(folder, name), 'utf8'))
		.join('\n');
};

describe('rotate-keys', () => {
	it('says what would be done, and does nothing, without --yes', async () => {
		const before = await tunnels();
		const {code, out, err} = await rotate([]);
		expect(code).toBe(2);
		expect(err).toContain('--yes');
		expect(out).toMatch(/renew pre-shared key/);
		expect(out).toContain('ModifyVpnTunnelOptions');
		expect(out).toMatch(/not known → a new one/);
		expect(out).toMatch(/in place, tunnel 1 \(.*\) is interrupted/);
		expect(sandbox.requests.filter(({action, dryRun}) => action === 'ModifyVpnTunnelOptions' && dryRun)).toHaveLength(
			2,
		);
		expect(changes()).toHaveLength(0);
		expect(await tunnels()).toEqual(before);
	});

	it('gives each tunnel a key of its own, one after the other, and the device a file for each before', async () => {
		const before = await tunnels();
		const out = join(home, 'office');
		const seen: number[] = [];
		const at = (line: string) => {
			if (line.includes(out)) seen.push(changes().length);
		};
		const ran = await rotate(['--device', 'strongswan', '--out', out, '--no-drain', '--yes'], {at});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		const after = await tunnels();
		expect(changes()).toHaveLength(2);
		for (const [index, {key}] of after.entries()) expect(key).not.toBe(before[index]?.key);
		expect(new Set(after.map(({key}) => key)).size).toBe(2);
		// the files of a tunnel stand before its key is at the cloud
		expect(seen[0]).toBe(0);
		expect(seen.at(-1)).toBe(1);
		const files = readdirSync(out).map(name => join(out, name));
		const texts = files.map(file => readFileSync(file, 'utf8')).join('\n');
		for (const {key} of after) expect(texts).toContain(Buffer.from(key).toString('base64'));
		for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
		for (const text of [ran.out, ran.err, journals()])
			for (const {key} of [...before, ...after]) expect(text).not.toContain(key);
		expect(ran.out).toMatch(/Drain|Take|Send by/);
	});

	it('waits until a tunnel carries nothing, and afterwards until its routes are back', async () => {
		const [one] = await tunnels();
		const index = 0;
		let drainedAt: number | undefined;
		let broughtBack = false;
		const at = (line: string) => {
			if (/has to carry nothing before it is changed/.test(line) && drainedAt === undefined) {
				drainedAt = changes().length;
				sandbox.setTunnel(id, indexOf(line), 'UP', 0);
			}
			if (/UP with 0 routes of the|accepts no route from it: it is waited for/.test(line) && !broughtBack) {
				broughtBack = true;
				sandbox.setTunnel(id, indexOf(line), 'UP', 5);
			}
		};
		const indexOf = (_line: string) => index;
		const ran = await rotate(['--tunnel', '1', '--yes'], {at});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(drainedAt).toBe(0);
		expect(broughtBack).toBe(true);
		expect(changes()).toHaveLength(1);
		expect((await tunnels())[0]?.key).not.toBe(one?.key);
	});

	it('begins nothing while the other tunnel is not UP, unless it is told to', async () => {
		const before = await tunnels();
		sandbox.setTunnel(id, 1, 'DOWN');
		const refused = await rotate(['--tunnel', '1', '--no-drain', '--yes']);
		expect([3, 4]).toContain(refused.code);
		expect(`${refused.out}${refused.err}`).toMatch(/--even-if-down/);
		expect(await tunnels()).toEqual(before);
		const done = await rotate(['--tunnel', '1', '--no-drain', '--even-if-down', '--yes']);
		expect(done.code).toBe(0);
		expect(changes()).toHaveLength(1);
	});

	it('takes keys from the environment, each for its tunnel, and from the terminal', async () => {
		const env = {OFFICE_VPN_KEY_1: 'first.new.key.2026', OFFICE_VPN_KEY_2: 'second.new.key.2026'};
		const named = ['--key', 'env:OFFICE_VPN_KEY_1', '--key', 'env:OFFICE_VPN_KEY_2'];
		const ran = await rotate([...named, '--no-drain', '--yes'], {env});
		expect(ran.code).toBe(0);
		expect((await tunnels()).map(({key}) => key)).toEqual(Object.values(env));
		const typed = await rotate(['--tunnel', '2', '--key', 'prompt', '--no-drain', '--yes'], {
			interactive: true,
			key: 'a.typed.key.2026',
		});
		expect(typed.code).toBe(0);
		expect((await tunnels())[1]?.key).toBe('a.typed.key.2026');
	});

	it.each([
		['a key itself', ['--key', 'hunter2hunter2'], {}, /does not say where a key comes from/],
		['a credential', ['--key', 'env:AWS_SECRET_ACCESS_KEY'], {}, /never sent as a pre-shared key/],
		['one key for both', ['--key', 'env:OFFICE_VPN_KEY'], {OFFICE_VPN_KEY: 'the.same.key.2026'}, /key of its own/],
		['a key that is not there', ['--key', 'env:OFFICE_VPN_KEY'], {}, /not set/],
		['a key that AWS does not take', ['--key', 'env:OFFICE_VPN_KEY'], {OFFICE_VPN_KEY: '0short'}, /can’t be used/],
		['a key that nobody would see again', ['--key', 'secrets-manager'], {}, /the device needs it/],
		['a device without a folder', ['--device', 'strongswan'], {}, /folder/],
		['a tunnel that is not there', ['--tunnel', '3'], {}, /no tunnel 3/],
	])('refuses %s before anything is begun', async (_what, args, env, says) => {
		const {code, out, err} = await rotate([...args, '--no-drain', '--yes'], {env});
		expect(code).toBe(2);
		expect(err).toMatch(says);
		expect(changes()).toHaveLength(0);
		for (const text of [out, err])
			for (const value of ['hunter2', ...Object.values(env)]) expect(text).not.toContain(value);
	});

	it('keeps new keys in Secrets Manager where that is wanted; the files have them', async () => {
		const out = join(home, 'office');
		const args = ['--key', 'secrets-manager', '--device', 'strongswan', '--out', out, '--no-drain', '--yes'];
		const ran = await rotate(args);
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(changes()).toHaveLength(2);
		// AWS shows none of them any more
		expect((await tunnels()).map(({key}) => key)).toEqual(['', '']);
	});

	it('tells a folder that can’t be used before it begins', async () => {
		const file = join(home, 'taken');
		writeFileSync(file, '');
		const {code, err} = await rotate(['--device', 'strongswan', '--out', file, '--no-drain', '--yes']);
		expect(code).toBe(2);
		expect(err).toMatch(/can’t be written/);
		expect(changes()).toHaveLength(0);
	});

	it('has no undo, and says so', async () => {
		await rotate(['--tunnel', '1', '--no-drain', '--yes']);
		const [runId = ''] = readdirSync(join(home, 'state', 'runs')).flatMap(name =>
			name.endsWith('.jsonl') ? [name.replace('.jsonl', '')] : [],
		);
		const {code, err} = await run(['runs', 'undo', runId, '--yes']);
		expect(code).toBe(3);
		expect(err).toMatch(/old ones are not known/);
	});
});

describe('replace-tunnel', () => {
	const replace = (...args: readonly string[]) => run(['replace-tunnel', id, '1', '--region', region, ...args]);
	const replaced = () =>
		sandbox.requests.filter(({action, dryRun, code}) => action === 'ReplaceVpnTunnel' && !dryRun && code === '');

	it('is a dry run without --yes, and replaces one tunnel once with it', async () => {
		const dry = await replace();
		expect(dry.code).toBe(2);
		expect(dry.out).toContain('ReplaceVpnTunnel');
		expect(replaced()).toHaveLength(0);
		const done = await replace('--yes');
		expect(done.err).toBe('');
		expect(done.code).toBe(0);
		expect(done.out).toMatch(/replaced: tunnel 1/);
		expect(replaced()).toHaveLength(1);
	});

	it('is refused while the other tunnel is not UP, unless it is told to', async () => {
		sandbox.setTunnel(id, 1, 'DOWN');
		expect([3, 4]).toContain((await replace('--yes')).code);
		expect(replaced()).toHaveLength(0);
		expect((await replace('--even-if-down', '--yes')).code).toBe(0);
		expect(replaced()).toHaveLength(1);
	});

	it('does what is pending with it, says where something is, and refuses where nothing is', async () => {
		const nothing = await replace('--apply-maintenance', '--yes');
		expect(nothing.code).toBe(3);
		expect(nothing.err).toMatch(/nothing is pending/);
		sandbox.announceMaintenance(id, 0, 86_400_000);
		expect((await replace()).out).toMatch(/--apply-maintenance/);
		expect((await replace('--apply-maintenance', '--yes')).code).toBe(0);
		const {out} = await run(['status', id, '--region', region, '--json']);
		expect(JSON.parse(out).connections[0].tunnels[0].maintenance).toMatchObject({pending: ''});
	});

	it('is not sent again where its reply was lost', async () => {
		sandbox.addFault({kind: 'lost-reply', action: 'ReplaceVpnTunnel', times: 1});
		const done = await replace('--yes');
		expect(done.code).toBe(0);
		// the record of the one whose reply was lost counts too
		expect(sandbox.requests.filter(({action, dryRun}) => action === 'ReplaceVpnTunnel' && !dryRun)).toHaveLength(1);
	});
});

describe('reset', () => {
	it('is not there on AWS, and says what is', async () => {
		const {code, err} = await run(['reset', id, '--region', region, '--confirm', 'berlin-staging']);
		expect(code).toBe(2);
		expect(err).toMatch(/no reset.*[\s\S]*replace-tunnel/);
	});
});
