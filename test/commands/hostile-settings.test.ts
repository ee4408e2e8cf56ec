import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {draftedPart} from '../../src/profiles/drafts.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: a clear word in place of "tunnelwright has a bug", and a terminal that obeys nobody else. */

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
	const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	const io = fakeIo({env: {HOME: home, TUNNELWRIGHT_HOME: home, https_proxy: 'http://127.0.0.1:9', ...env}});
	const code = await runArguments(args, undefined, io);
	return {code, text: `${io.stdout()}\n${io.stderr()}`};
}

const keys = {AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x'};

describe('settings that are none', () => {
	it.each(['a[b]', 'eu central 1', '../x', 'eu-central-1.evil.example/', 'x'.repeat(300)])(
		'a region %j is named with what says it, and no host is made of it',
		async region => {
			const {code, text} = await run(['accounts'], {...keys, AWS_REGION: region});
			expect(code).toBe(0);
			expect(text).toMatch(/AWS_REGION says ".*", which is no region/);
			const status = await run(['status', '--cloud', 'aws', '--region', region], keys);
			expect(status.code).toBe(4);
			expect(status.text).toContain('which is no region');
		},
	);

	it('a path of AWS_CONFIG_FILE steers no terminal', async () => {
		const {text} = await run(['accounts', '--aws-profile', 'none'], {
			AWS_CONFIG_FILE: '/x\u001B]52;c;ZQ==\u0007\u001B[2J',
		});
		expect(text).toContain('There is no AWS profile "none" in /x and');
		expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
	});
});

describe('documents that are none', () => {
	it.each([
		['lists', '['.repeat(100_000)],
		['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
		['a broken one', `{"version":1,"cloud":${'['.repeat(20_000)}`],
	])('nested without end, %s: told in a sentence', async (_name, text) => {
		const file = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'site.json');
		writeFileSync(file, text);
		for (const command of [
			['plan', file, '--sandbox'],
			['profiles', 'import', file, '--region', 'eu-central-1'],
		]) {
			const {code, text: said} = await run(command);
			expect([code, said]).toEqual([2, expect.stringContaining('is nested deeper than 200 levels')]);
		}
	});

	it('brackets in texts do not count as nesting', async () => {
		const file = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'site.json');
		writeFileSync(file, JSON.stringify({version: 1, cloud: 'aws', name: `"\\${'['.repeat(300)}`}));
		expect((await run(['plan', file, '--sandbox'])).text).not.toContain('nested');
	});

	it('a list of a draft that is too long is looked into before it is believed', () => {
		expect(draftedPart({cloud: 'aws', name: 'x', ranges: [[{}], [{}], [{}]]})).toEqual({cloud: 'aws', name: 'x'});
	});
});
