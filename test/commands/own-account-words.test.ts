import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: a line to paste that acts on another account, a connection made in what was meant as a trial, "none" said of a cloud that did not answer. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
});
afterAll(() => sandbox.close());

async function run(args: readonly string[], env: Readonly<Record<string, string>> = sandbox.env) {
	const io = fakeIo({env});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

describe('a line to paste', () => {
	it.each([
		[['delete', 'vpn-40f41529'], 'tunnelwright delete '],
		[['apply', 'examples/aws-tgw-bgp.json'], 'tunnelwright plan '],
	])('of %s names the account that was used', async (args, line) => {
		const {err} = await run([...args, '--sandbox']);
		const hint = err.split('\n').find(text => text.includes(line)) ?? '';
		expect(hint).toContain('--sandbox');
	});
});

describe('every command that is told to be run', () => {
	const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	afterAll(() => rmSync(home, {recursive: true, force: true}));
	const own = ['--aws-profile', 'corp~1'];

	async function asCorp(args: readonly string[]) {
		const {AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...env} = sandbox.env;
		mkdirSync(join(home, '.aws'), {recursive: true});
		writeFileSync(
			join(home, '.aws/credentials'),
			`[corp~1]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
		);
		const given = await run([...args, ...own], {...env, HOME: home, TUNNELWRIGHT_HOME: join(home, 'own')});
		return {...given, told: toldIn(given.out + given.err)};
	}

	/** What follows each `tunnelwright COMMAND` of an account. */
	function toldIn(text: string): readonly string[] {
		return [
			...text.matchAll(
				/tunnelwright (?:accounts|apply|config|delete|export|plan|runs (?:resume|undo)|status)\b.{0,30}/g,
			),
		].map(([words]) => words);
	}

	const inCorp = (told: readonly string[]) => told.filter(words => !/ --aws-profile 'corp~1'/.test(words));

	it('names the account that was used: what is left once it is made, with its id', async () => {
		const {code, out, told} = await asCorp(['apply', 'examples/aws-tgw-bgp.json', '--yes', '--wait', 'available']);
		expect(code).toBe(0);
		const id = /made: (vpn-\w+)/.exec(out)?.[1] ?? '';
		const command = `\`tunnelwright config --aws-profile 'corp~1' ${id} --cloud aws --region eu-central-1 --device strongswan --out FOLDER\``;
		expect(out).toContain(`left to you: the site’s device: ${command} writes its configuration`);
		expect(inCorp(told)).toEqual([]);
	});

	it.each([
		['the dry run', ['plan', 'examples/aws-vgw-static.json'], 0],
		['a connection that is not there', ['status', 'vpn-00000000'], 4],
		['a deletion that is not confirmed', ['delete', 'vpn-40f41529'], 2],
		['lines for the cloud’s own tool', ['export', 'examples/aws-vgw-static.json', '--format', 'aws-cli'], 0],
		['an apply without --yes', ['apply', 'examples/aws-vgw-static.json'], 2],
	])('names it in %s', async (_what, args, expected) => {
		const {code, told} = await asCorp(args);
		expect(code).toBe(expected);
		expect(told.length).toBeGreaterThan(0);
		expect(inCorp(told)).toEqual([]);
	});

	it('names it where a run failed, for people and in JSON', async () => {
		sandbox.addFault({kind: 'denied', service: 'ec2', action: 'CreateVpnConnectionRoute'});
		try {
			const {code, told} = await asCorp(['apply', 'examples/aws-vgw-static.json', '--yes']);
			expect(code).toBe(4);
			expect(told.join()).toMatch(/runs resume.*runs undo/);
			expect(inCorp(told)).toEqual([]);
			const json = await asCorp(['status', 'vpn-00000000', '--json']);
			expect(JSON.parse(json.out).error.mend).toContain(
				"tunnelwright status --aws-profile 'corp~1' --region eu-central-1 lists",
			);
		} finally {
			sandbox.clearFaults();
		}
	});

	it('names it in the steps for the site’s device', async () => {
		const out = join(home, 'office');
		expect((await asCorp(['config', 'vpn-40f41529', '--device', 'strongswan', '--out', out])).code).toBe(0);
		const told = toldIn(readFileSync(join(out, 'STEPS.md'), 'utf8'));
		expect(told.length).toBeGreaterThan(0);
		expect(inCorp(told)).toEqual([]);
	});
});

it('a fault without the sandbox is refused, and nothing is made', async () => {
	const before = sandbox.requests.length;
	for (const command of [
		['apply', 'examples/aws-vgw-bgp.json', '--yes'],
		['plan', 'examples/aws-vgw-bgp.json'],
		['status'],
	]) {
		const {code, err} = await run([...command, '--fault', 'lost-reply']);
		expect([code, err]).toEqual([2, expect.stringContaining('--fault belongs to the sandbox')]);
	}
	expect(sandbox.requests.length).toBe(before);
});

describe('status of both clouds', () => {
	it('says nothing of one that did not answer, and does not end well', async () => {
		sandbox.addFault({kind: 'denied', service: 'ec2'});
		try {
			const {code, out, err} = await run(['status']);
			expect(out).not.toContain('in AWS');
			expect(err).toContain('AWS');
			expect(code).toBe(4);
		} finally {
			sandbox.clearFaults();
		}
	});

	it('ends well where a cloud that nobody named has no credentials, and not where its profile was named', async () => {
		const {AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...without} = sandbox.env;
		const env = {...without, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true'};
		expect((await run(['status'], env)).code).toBe(0);
		expect((await run(['accounts', '--aws-profile', 'nope'], env)).code).toBe(2);
	});
});

it('a key that can’t be used is said to be none, by its tunnel and its variable', async () => {
	const document = JSON.parse(readFileSync('examples/aws-vgw-bgp.json', 'utf8'));
	document.name = 'another';
	document.site = {kind: 'new', name: 'another', address: '198.51.100.200', asn: 65_200};
	document.tunnels = [{}, {presharedKey: {from: 'env', name: 'KEYX'}}];
	const file = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'site.json');
	writeFileSync(file, JSON.stringify(document));
	const {code, out} = await run(['plan', file], {...sandbox.env, KEYX: 'bad key!!'});
	expect(code).toBe(3);
	expect(out).toContain('the pre-shared key of tunnel 2 can’t be used');
	expect(out).toContain('KEYX');
	expect(out).not.toMatch(/✖.*can be used/);
});
