import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: the reason why nothing works, a proxy's password, or the knowledge of who answered. */

const keys = {
	AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
	AWS_SECRET_ACCESS_KEY: 'x',
	TENCENTCLOUD_SECRET_ID: 'AKIDexampleexample00',
	TENCENTCLOUD_SECRET_KEY: 'x',
};
const calls = [
	['status', '--cloud', 'aws', '--region', 'eu-central-1'],
	['status', '--cloud', 'tencent', '--region', 'ap-guangzhou'],
];

async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
	const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	const io = fakeIo({env: {HOME: home, TUNNELWRIGHT_HOME: home, ...keys, ...env}});
	const code = await runArguments(args, undefined, io);
	return {code, said: `${io.stdout()}\n${io.stderr()}`};
}

describe('a proxy’s address with a password that is not encoded', () => {
	test.each([
		['a %', 'http://user:100%pw4711@127.0.0.1:9', '% there as %25'],
		['a % with hex that is no UTF-8', 'http://user:pw4711%ff@127.0.0.1:9', '% there as %25'],
		['a % in the user', 'http://50%user:pw4711@127.0.0.1:9', '% there as %25'],
		['a slash', 'http://user:pw4711/x@127.0.0.1:9', '/ as %2F'],
		['a number sign', 'user:pw4711#x@127.0.0.1:9', '# as %23'],
		['a port that is none', 'http://user:pw4711@127.0.0.1:99999', 'http://proxy.example.com:3128'],
		['a scheme that is none', 'socks5://user:pw4711@127.0.0.1:9', 'http://proxy.example.com:3128'],
	])('%s: the variable and the way to write it are named, the password is not', async (_name, value, told) => {
		for (const args of [...calls, ['accounts']]) {
			const {code, said} = await run(args, {HTTPS_PROXY: value});
			expect(code).toBe(args[0] === 'accounts' ? 0 : 4);
			expect(said).toContain('In HTTPS_PROXY write ');
			expect(said).toContain(told);
			expect(said).not.toContain('has a bug');
			expect(said).not.toMatch(/pw4711/);
		}
	});

	test('one that is encoded is used', async () => {
		for (const args of calls) {
			const {said} = await run(args, {HTTPS_PROXY: 'http://user:100%25pw4711@127.0.0.1:9'});
			expect(said).toContain('http://127.0.0.1:9');
			expect(said).not.toContain('pw4711');
		}
	});
});

describe('NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
	test('nothing is sent, and it is said on every surface', async () => {
		for (const args of [...calls, ['accounts'], ['plan', 'examples/aws-vgw-bgp.json']]) {
			const {code, said} = await run(args, {NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'http://127.0.0.1:9'});
			expect(code).toBe(args[0] === 'accounts' ? 0 : 4);
			expect(said).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of who answers');
			expect(said).toContain('NODE_EXTRA_CA_CERTS');
		}
	});
});
