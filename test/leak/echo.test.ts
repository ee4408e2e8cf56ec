import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';
import '../torture/quick-waits.mjs';
import {type EchoingCloud, startEchoingCloud, waysToEcho} from './echoing-cloud.ts';
import {filesUnder, type Known, leaksIn} from './known-secrets.ts';

/*
 * A cloud, or a box on the way to it, that says back what it was sent: tokens in headers, keys in the body. What a user would lose: the
 * error text that they paste into a ticket holds what opens their account.
 */
let sandbox: Sandbox;
let echoing: EchoingCloud;
let home: string;

const awsKey = 'Zq8.Leak4731_aws.presharedKey1';
const secondKey = 'Zq8.Leak4732_aws.presharedKey2';
const tencentKey = 'Zq8"Leak4733\\\'tc&<%+/presharedKey';
const awsToken = 'Zq8Leak4734/aws+Session/Token==';
const tencentToken = 'Zq8Leak4735/tencent+Session/Token==';
const secrets: Known[] = [
	{from: 'FIRST_KEY', value: awsKey},
	{from: 'SECOND_KEY', value: secondKey},
	{from: 'SITE_KEY', value: tencentKey},
	{from: 'AWS_SESSION_TOKEN', value: awsToken},
	{from: 'Tencent’s token', value: tencentToken},
];

// quotas are small: a new account for each way
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	echoing = await startEchoingCloud(sandbox.port);
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-echo-'));
});
afterEach(async () => {
	await echoing.close();
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
	const through = Object.entries(sandbox.env).map(([name, value]) => [
		name,
		value.replace(String(sandbox.port), String(echoing.port)),
	]);
	const io = fakeIo({
		env: {
			...Object.fromEntries(through),
			TUNNELWRIGHT_HOME: join(home, 'kept'),
			FIRST_KEY: awsKey,
			SECOND_KEY: secondKey,
			SITE_KEY: tencentKey,
			...env,
		},
		input,
		limits: {timeoutMs: 10_000},
		sleep: async () => {},
	});
	await runArguments(args, undefined, io);
	return `${io.stdout()}\n${io.stderr()}`;
}

let sites = 0;
function document(example: string): string {
	sites += 1;
	const whole = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
	const keys =
		whole.cloud === 'aws'
			? {tunnels: [{presharedKey: {from: 'env', name: 'FIRST_KEY'}}, {presharedKey: {from: 'env', name: 'SECOND_KEY'}}]}
			: {presharedKey: {from: 'env', name: 'SITE_KEY'}};
	const asn = whole.routing.mode === 'bgp' ? {asn: 64_900 + sites} : {};
	const site = {kind: 'new', name: `echo-${sites}`, address: `198.51.100.${sites}`, ...asn};
	return JSON.stringify({...whole, name: `echo-${sites}`, site, ...keys});
}

function nothingIn(texts: readonly string[]): void {
	expect(texts.flatMap(text => leaksIn(text, secrets))).toEqual([]);
	expect(leaksIn(filesUnder(home), secrets)).toEqual([]);
}

/** All of them with `npm run leaks`: most are retried, and take their time. */
const ways = process.env.LONG_TESTS === '1' ? waysToEcho : (['error', 'code', 'redirect'] as const);

describe.each(ways)('said back as: %s', way => {
	test('the tokens that each request carries', async () => {
		echoing.answer(way);
		const texts: string[] = [];
		const tokens = {AWS_SESSION_TOKEN: awsToken, TENCENTCLOUD_TOKEN: tencentToken};
		for (const args of [['accounts', '--debug'], ['accounts', '--json'], ['status', '--json', '--debug'], ['status']])
			texts.push(await run(args, tokens));
		for (const example of ['aws-vgw-bgp', 'tencent-ccn-static'])
			texts.push(await run(['plan', '-', '--json', '--debug'], tokens, document(example)));
		for (const token of [awsToken, tencentToken]) expect(echoing.said.some(text => text.includes(token))).toBe(true);
		nothingIn(texts);
	});

	test('the key in what is made', async () => {
		const texts: string[] = [];
		for (const example of ['aws-vgw-bgp', 'tencent-ccn-static']) {
			echoing.answer(way, /^CreateVpnConnection$/);
			texts.push(await run(['apply', '-', '--yes', '--debug'], {}, document(example)));
			texts.push(await run(['apply', '-', '--yes', '--json'], {}, document(example)));
			const key = example === 'aws-vgw-bgp' ? awsKey : tencentKey;
			expect(echoing.said.some(text => text.includes(key))).toBe(true);
		}

		nothingIn(texts);
	});
});
