import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {freshMachine, root} from './program.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-package-'));
const user = path.join(folder, 'user');
const machine = freshMachine();
let packed: readonly string[] = [];

/** The command that the package brought, as a user calls it who has no terminal. */
async function tunnelwright(...args: readonly string[]) {
	const command = path.join(user, 'node_modules/.bin/tunnelwright');
	return run(process.execPath, [command, ...args], {cwd: user, env: machine.env, timeout: 60_000});
}

interface Packed {
	readonly filename: string;
	readonly files: readonly {readonly path: string}[];
}

beforeAll(async () => {
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const {stdout} = await run('npm', pack, {cwd: root});
	// documented output of npm pack --json
	const tarball = (JSON.parse(stdout) as readonly Packed[])[0];
	if (!tarball) throw new Error('npm pack made nothing');
	packed = tarball.files.map(file => file.path);
	mkdirSync(user);
	writeFileSync(path.join(user, 'package.json'), '{"private": true}');
	const install = ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, tarball.filename)];
	await run('npm', install, {cwd: user});
});

afterAll(() => {
	machine.remove();
	rmSync(folder, {recursive: true, force: true});
});

test('it holds the program, its licences and the examples, and nothing of its making', () => {
	for (const file of ['bin/tunnelwright.js', 'dist/main.js', 'dist/THIRD-PARTY-LICENCES.txt', 'LICENSE', 'README.md']) {
		expect(packed).toContain(file);
	}

	expect(packed.filter(file => /^(?:src|test|node_modules)\/|metafile|\.unfinished$/.test(file))).toEqual([]);
});

test('it installs without a network, for it depends on nothing', async () => {
	const {stdout} = await run('npm', ['ls', '--all', '--parseable'], {cwd: user});
	expect(stdout.trim().split('\n')).toHaveLength(2); // the folder itself, and tunnelwright
});

test('it says its version', async () => {
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	expect((await tunnelwright('--version')).stdout.trim()).toBe(version);
});

test('it prints the JSON Schema of the document', async () => {
	const schema = JSON.parse((await tunnelwright('schema')).stdout);
	expect(schema).toMatchObject({$schema: expect.stringContaining('json-schema.org')});
});

test('without a terminal it plays the whole job on the sandbox, says so and exits 0', async () => {
	const {stdout, stderr} = await tunnelwright('--sandbox', '--speed', '20');
	expect(stdout).toMatch(/no terminal/);
	expect(stdout).toMatch(/vpn-[0-9a-f]+/);
	expect(stdout).toMatch(/\bUP\b/);
	expect(stderr).toBe(''); // no deprecation of a dependency, no warning about this Node
});
