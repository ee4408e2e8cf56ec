import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {threeSteps} from '../run/memory-cloud.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: an answer, because a file has no end; the right word for a file that is no document; one of two members. */

const {document} = threeSteps();

function temporary(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

async function run(args: readonly string[], {env = {}, home = temporary()} = {}) {
	const io = fakeIo({
		env: {HOME: home, TUNNELWRIGHT_HOME: path.join(home, 'own'), https_proxy: 'http://127.0.0.1:9', ...env},
	});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

function file(content: string | Buffer): string {
	const name = path.join(temporary(), 'site.json');
	writeFileSync(name, content);
	return name;
}

function pipe(name: string): string {
	expect(spawnSync('mkfifo', [name]).status).toBe(0);
	return name;
}

describe('a document that is none', () => {
	test.runIf(process.platform !== 'win32')(
		'a file without end is told as too large, wherever one can be named',
		async () => {
			for (const args of [
				['plan', '/dev/zero', '--sandbox'],
				['apply', '/dev/zero', '--yes'],
				['export', '/dev/zero', '--format', 'terraform'],
				['profiles', 'save', 'x', '/dev/zero'],
				['profiles', 'import', '/dev/zero'],
			]) {
				const {code, err} = await run(args);
				expect([args, code, err]).toEqual([args, 2, expect.stringContaining('/dev/zero is larger than 1 MB')]);
			}
		},
	);

	const json = JSON.stringify(document);
	test.each([
		[
			'UTF-16, as PowerShell writes it',
			Buffer.from(`\uFEFF${json}`, 'utf16le'),
			/UTF-16 text, not UTF-8\n.*Set-Content -Encoding utf8/,
		],
		['UTF-16 without its mark', Buffer.from(json, 'utf16le'), /UTF-16/],
		['gzip', gzipSync(json), /compressed with gzip/],
		['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]), /is a program, not JSON/],
		['Latin-1', Buffer.from('{"name": "B\xfcro"}', 'latin1'), /not UTF-8 text/],
		['zero bytes', Buffer.from('{"name": "a\0"}'), /zero bytes/],
		['YAML', 'cloud: aws\nregion: eu-central-1\n', /looks like YAML/],
		['YAML with its mark', '---\ncloud: aws\n', /looks like YAML/],
		['XML', '<vpn_connection id="vpn-1"/>', /looks like XML/],
		['HTML', '<!DOCTYPE html><p>Log in', /looks like HTML/],
		['Terraform', 'resource "aws_vpn_connection" "x" {\n}', /looks like Terraform/],
		[
			'a member twice',
			'{"version": 1,\n"site": {"kind": "new",\n"address": "1.2.3.4",\n"address": "5.6.7.8"}}',
			/"address" twice in one object: in line 3 and in line 4/,
		],
		[
			'a member twice, once as an escape',
			'{"name": "a",\n"n\\u0061me": "b"}',
			/"name" twice in one object: in line 1 and in line 2/,
		],
		[
			'a member twice among comments',
			'{\n// the name\n"name": "a",\n"name": "b",}',
			/"name" twice .* line 3 and in line 4/,
		],
	] as const)('%s: named for what it is', async (_name, content, told) => {
		for (const args of [
			['plan', file(content), '--sandbox'],
			['profiles', 'import', file(content)],
		]) {
			const {code, err} = await run(args);
			expect(code).toBe(2);
			expect(err).toMatch(told);
		}
	});

	test('the same name in two objects is no fault', async () => {
		expect((await run(['profiles', 'save', 'x', file(json)])).err).toBe('');
	});
});

describe.runIf(process.platform !== 'win32')('a pipe that nobody writes to is waited for by nobody', () => {
	test('as AWS’s files', async () => {
		const home = temporary();
		const credentials = pipe(path.join(home, 'pipe'));
		const none = await run(['status', '--cloud', 'aws', '--region', 'eu-central-1'], {
			env: {AWS_SHARED_CREDENTIALS_FILE: credentials},
			home,
		});
		expect(none.code).toBe(4);
		expect(none.err).toContain('(no ordinary file, so not read)');
		const before = process.env.AWS_CONFIG_FILE;
		onTestFinished(() => {
			if (before === undefined) delete process.env.AWS_CONFIG_FILE;
			else process.env.AWS_CONFIG_FILE = before;
		});
		// the SDK looks there too, by the process's own environment
		process.env.AWS_CONFIG_FILE = credentials;
		const keys = {AWS_CONFIG_FILE: credentials, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x'};
		expect((await run(['status', '--cloud', 'aws', '--region', 'eu-central-1'], {env: keys, home})).code).toBe(4);
	});

	test('as Tencent Cloud’s files', async () => {
		const home = temporary();
		mkdirSync(path.join(home, '.tccli'));
		mkdirSync(path.join(home, '.tencentcloud'));
		pipe(path.join(home, '.tccli/default.credential'));
		pipe(path.join(home, '.tencentcloud/credentials'));
		const {code, err} = await run(['status', '--cloud', 'tencent', '--region', 'ap-guangzhou'], {home});
		expect(code).toBe(4);
		expect(err).toContain('~/.tccli/default.credential: no ordinary file');
		expect(err).toContain('~/.tencentcloud/credentials (no ordinary file');
	});

	test('a file of gigabytes is not read either', async () => {
		const home = temporary();
		const large = path.join(home, 'credentials');
		spawnSync('truncate', ['-s', '20G', large]);
		const {err} = await run(['status', '--cloud', 'aws', '--region', 'eu-central-1'], {
			env: {AWS_SHARED_CREDENTIALS_FILE: large},
			home,
		});
		expect(err).toContain('larger than 4 MB');
	});

	test('as a journal', async () => {
		const home = temporary();
		mkdirSync(path.join(home, 'own/state/runs'), {recursive: true});
		pipe(path.join(home, 'own/state/runs/20261121T223100-9f86d081.jsonl'));
		const {code, err} = await run(['runs'], {home});
		expect([code, err]).toEqual([0, expect.stringContaining('is no ordinary file')]);
	});
});

describe('what is written is for its user alone', () => {
	const mode = (name: string) => statSync(name).mode & 0o777;

	test('a profile’s document', async () => {
		const home = temporary();
		await run(['profiles', 'save', 'office', file(JSON.stringify(document))], {home});
		const target = path.join(home, 'office.json');
		expect((await run(['profiles', 'export', 'office', target], {home})).code).toBe(0);
		expect(mode(target)).toBe(0o600);
	});

	test('- is standard output, and no file of that name is made', async () => {
		const home = temporary();
		await run(['profiles', 'save', 'office', file(JSON.stringify(document))], {home});
		const {out} = await run(['profiles', 'export', 'office', '-'], {home});
		expect(JSON.parse(out)).toMatchObject({name: document.name, region: document.region});
		expect(readdirSync(process.cwd())).not.toContain('-');
	});

	test('a store’s version is never a path', async () => {
		const home = temporary();
		const store = path.join(home, 'inner/config');
		mkdirSync(store, {recursive: true});
		writeFileSync(path.join(store, 'profiles.json'), JSON.stringify({version: '../../../evil', profiles: []}));
		(await openProfiles(store)).save('office', document);
		expect(readdirSync(home)).toEqual(['inner']);
		expect(readdirSync(path.join(home, 'inner'))).toEqual(['config']);
		expect(readdirSync(store).filter(name => name.includes('.format-unknown-'))).toHaveLength(1);
	});

	test('a relative TUNNELWRIGHT_HOME is refused: in another folder the run that was begun would not be found', async () => {
		const {code, err} = await run(['runs'], {env: {TUNNELWRIGHT_HOME: 'own'}});
		expect([code, err]).toEqual([2, expect.stringContaining('TUNNELWRIGHT_HOME is not an absolute path')]);
	});
});

describe('commands by the name that people type', () => {
	test('runs list is runs', async () => {
		expect(await run(['runs', 'list'])).toMatchObject({code: 0, out: 'no run is unfinished'});
		expect(JSON.parse((await run(['runs', 'list', '--all', '--json'])).out)).toEqual({runs: [], unreadable: []});
	});

	test.each([
		[['import', '--help'], 'Usage: tunnelwright profiles import'],
		[['create', '--help'], 'Usage: tunnelwright apply'],
		[['undo', '-h'], 'Usage: tunnelwright runs undo'],
	])('%j prints the help of the command that is meant', async (args, usage) => {
		const {code, out} = await run(args);
		expect([code, out]).toEqual([0, expect.stringContaining(usage)]);
	});

	test('without --help it says where the command is', async () => {
		const {code, err} = await run(['devices']);
		expect([code, err]).toEqual([2, expect.stringContaining('write tunnelwright config --list-devices')]);
	});

	test('help on a word that is no command is no general help', async () => {
		for (const args of [
			['nonsense', '--help'],
			['runs', 'nonsense', '--help'],
		])
			expect(await run(args)).toMatchObject({
				code: 2,
				out: '',
				err: expect.stringContaining('has no command of that name'),
			});
	});
});

describe('export', () => {
	const aws = 'examples/aws-vgw-new-site.json';

	test('--json prints JSON, the code in it', async () => {
		const {code, out} = await run(['export', aws, '--format', 'terraform', '--json']);
		expect(code).toBe(0);
		const {format, files} = JSON.parse(out);
		expect([format, files[0].name]).toEqual(['terraform', 'main.tf']);
		expect(files[0].content).toContain('resource "aws_vpn_connection"');
	});

	test.each([
		[aws, 'aws-cli', 'aws ec2 create-vpn-connection'],
		['examples/aws-tgw-static.json', 'aws-cli', '--transit-gateway-id'],
		['examples/tencent-vpc-policy.json', 'tccli', 'tccli vpc CreateVpnConnection'],
	])('%s as %s asks for no credentials, as the other formats do not', async (name, format, line) => {
		const {code, out, err} = await run(['export', name, '--format', format]);
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toContain(line);
		expect(out).toContain('# made without looking into the account');
	});

	test('--replace takes the place of its own files, and of nobody else’s', async () => {
		const out = path.join(temporary(), 'code');
		const args = ['export', aws, '--format', 'aws-cli', '--out', out];
		expect((await run(args)).code).toBe(0);
		const [json = ''] = readdirSync(out).filter(name => name.endsWith('.json'));
		expect((await run(args)).err).toContain('--replace');
		expect((await run([...args, '--replace'])).code).toBe(0);
		expect(statSync(path.join(out, 'aws.sh')).mode & 0o777).toBe(0o600);
		writeFileSync(path.join(out, 'aws.sh'), 'mine');
		const changed = await run([...args, '--replace']);
		expect([changed.code, changed.err]).toEqual([2, expect.stringContaining('move aws.sh away')]);
		expect(readFileSync(path.join(out, 'aws.sh'), 'utf8')).toBe('mine');
		const another = await run(['export', 'examples/tencent-vpc-policy.json', '--format', 'tccli', '--out', out]);
		expect([another.code, another.err]).toEqual([2, expect.stringMatching(/holds files of .+ in .+, not of .+ in /)]);
		const foreign = path.join(temporary(), 'code');
		mkdirSync(foreign);
		writeFileSync(path.join(foreign, json), 'mine');
		expect((await run([...args.slice(0, -1), foreign, '--replace'])).code).toBe(2);
		expect(readdirSync(foreign)).toEqual([json]);
	});
});
