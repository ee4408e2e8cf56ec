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
		[['delete', 'vpn-40f41529'], 'tunnelwright delete vpn-40f41529 '],
		[['apply', 'examples/aws-tgw-bgp.json'], 'tunnelwright plan examples/aws-tgw-bgp.json'],
	])('of %s names the account that was used', async (args, line) => {
		const {err} = await run([...args, '--sandbox']);
		const hint = err.split('\n').find(text => text.includes(line)) ?? '';
		expect(hint).toContain('--sandbox');
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
	const {readFileSync, writeFileSync, mkdtempSync} = await import('node:fs');
	const {join} = await import('node:path');
	const {tmpdir} = await import('node:os');
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
