import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Fault, Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';
import '../torture/quick-waits.mjs';
import {filesUnder, type Known, leaksIn} from './known-secrets.ts';

/*
 * New keys, old ones, and what stands in their place where somebody slips: what a user would lose is a key in a log, a ticket, a recording, or a backup
 * of the home folder. They are in the device's files, and nowhere else.
 */

const secrets: readonly Known[] = [
	{from: 'FIRST_VPN_KEY', value: 'Zq8.Leak5711_new.presharedKey1'},
	{from: 'SECOND_VPN_KEY', value: 'Zq8.Leak5712_new.presharedKey2'},
	{from: 'typed', value: 'Zq8.Leak5714_typed.presharedKey'},
	{from: 'argument', value: 'Zq8.Leak5715_written.in.the.arguments'},
	{from: 'bad', value: 'Zq8.Leak5716 with a blank and too long for any tunnel of AWS, 0123456789'},
];
const value = (name: string) => secrets.find(({from}) => from === name)?.value ?? '';

let sandbox: Sandbox;
let home: string;
let printed: {readonly by: string; readonly text: string}[];
beforeEach(async () => {
	sandbox = await startSandbox({speed: 2000});
	sandbox.setTunnel('vpnx-eal8tpn2', 0, 'UP');
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-leak-'));
	printed = [];
});
afterEach(async () => {
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

async function run(
	args: readonly string[],
	{fault, interactive = false}: {readonly fault?: Fault; readonly interactive?: boolean} = {},
) {
	if (fault) sandbox.addFault(fault);
	const io = fakeIo({
		env: {
			...sandbox.env,
			TUNNELWRIGHT_HOME: join(home, 'kept'),
			FIRST_VPN_KEY: value('FIRST_VPN_KEY'),
			SECOND_VPN_KEY: value('SECOND_VPN_KEY'),
			BAD_VPN_KEY: value('bad'),
		},
		interactive,
		key: value('typed'),
		limits: {timeoutMs: fault ? 400 : 20_000},
		sleep: async (_ms, signal) => {
			await new Promise(resolve => setTimeout(resolve, 2));
			signal.throwIfAborted();
		},
	});
	const code = await runArguments([...args, '--debug'], undefined, io);
	sandbox.clearFaults();
	const text = `${io.stdout()}\n${io.stderr()}`;
	printed.push({by: `${args.join(' ')} ${fault?.kind ?? ''}`, text});
	return {code, text};
}

/** The keys that stand at both clouds. */
async function standing(): Promise<readonly Known[]> {
	const options = {env: sandbox.env, sandbox: true};
	const {signal} = new AbortController();
	const [aws, tencent] = [createAwsCloud(options), createTencentCloud(options)];
	const sides = await Promise.all([
		aws.deviceSide?.('eu-central-1', 'vpn-40f41529', signal),
		tencent.deviceSide?.('ap-guangzhou', 'vpnx-df9oztok', signal),
	]);
	for (const cloud of [aws, tencent]) cloud.close();
	return sides.flatMap(side =>
		(side?.tunnels ?? []).flatMap(({key, name}) =>
			key.from === 'cloud' ? [{from: `the key of ${name}`, value: key.key.reveal()}] : [],
		),
	);
}

const runId = () =>
	readdirSync(join(home, 'kept/state/runs'))
		.filter(name => name.endsWith('.jsonl'))
		.sort()
		.at(-1)
		?.replace('.jsonl', '') ?? '';

function nothingFound(known: readonly Known[]): void {
	const all = [...secrets, ...known];
	const found = printed.flatMap(({by, text}) => leaksIn(text, all).map(leak => `${by}: ${leak}`));
	const kept = existsSync(join(home, 'kept')) ? leaksIn(filesUnder(join(home, 'kept')), all) : [];
	expect([...found, ...kept]).toEqual([]);
}

const aws = ['rotate-keys', 'vpn-40f41529', '--region', 'eu-central-1', '--no-drain'];
const tencent = ['rotate-keys', 'vpnx-df9oztok', '--region', 'ap-guangzhou', '--no-drain'];
const files = (name: string) => ['--device', 'strongswan', '--out', join(home, name)];

test('keys that are made, read, typed and replaced are in the device’s files alone', async () => {
	const before = await standing();
	await run(aws);
	await run([...aws, '--json', ...files('a')]);
	const made = await run([...aws, '--yes', ...files('a')]);
	expect(made.code, made.text).toBe(0);
	const between = await standing();
	const named = ['--key', 'env:FIRST_VPN_KEY', '--key', 'env:SECOND_VPN_KEY'];
	const read = await run([...aws, '--yes', '--json', ...named, ...files('b')]);
	expect(read.code, read.text).toBe(0);
	const typed = await run([...aws, '--tunnel', '1', '--yes', '--key', 'prompt'], {interactive: true});
	expect(typed.code, typed.text).toBe(0);
	const other = await run([...tencent, '--yes', ...files('c')]);
	expect(other.code, other.text).toBe(0);
	expect(leaksIn(filesUnder(join(home, 'b')), secrets)).not.toEqual([]);
	await run(['runs', '--all', '--json']);
	await run(['runs', 'show', runId()]);
	await run(['runs', 'undo', runId(), '--yes']);
	const after = await standing();
	expect(after.map(key => key.value)).toContain(value('typed'));
	nothingFound([...before, ...between, ...after]);
}, 60_000);

test.each<Fault>([
	{kind: 'lost-reply', action: 'ModifyVpnTunnelOptions', times: 1},
	{kind: 'garbage', action: 'ModifyVpnTunnelOptions', times: 2},
	{kind: 'denied', action: 'ModifyVpnTunnelOptions', times: 4},
	{kind: 'error5xx', action: 'DescribeVpnConnections', times: 9},
])(
	'a renewal that meets $kind, and goes on, says none',
	async fault => {
		const before = await standing();
		await run([...aws, '--yes', '--key', 'env:FIRST_VPN_KEY', '--tunnel', '1', ...files('d')], {fault});
		if (runIds() > 0) await run(['runs', 'resume', runId(), '--yes', '--json']);
		nothingFound([...before, ...(await standing())]);
	},
	60_000,
);

const runIds = () =>
	existsSync(join(home, 'kept/state/runs')) ? readdirSync(join(home, 'kept/state/runs')).length : 0;

test('a key where none belongs is not said back', async () => {
	for (const args of [
		[...aws, '--yes', '--key', value('argument')],
		[...aws, '--yes', '--key', `env:${value('argument')}`],
		[...aws, '--yes', `--key=${value('argument')}`, '--json'],
		[...aws, '--yes', '--key', 'env:BAD_VPN_KEY'],
		[...tencent, '--yes', '--key', 'env:BAD_VPN_KEY', '--json'],
		[...aws, '--yes', '--key', 'env:FIRST_VPN_KEY'],
	]) {
		const {code, text} = await run(args);
		expect(code, text).toBe(2);
	}

	nothingFound([]);
}, 60_000);
