import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

/*
 * What reaches a user's machine beside our own code: only what is written down, in the version that was tested.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface Locked {
	readonly version?: string;
	readonly integrity?: string;
	readonly resolved?: string;
	readonly deprecated?: string;
	readonly license?: string;
	readonly hasInstallScript?: boolean;
	readonly devDependencies?: Readonly<Record<string, string>>;
}

// the formats of npm's own files
const manifest = JSON.parse(read('package.json'));
const lock: Readonly<Record<string, Locked>> = JSON.parse(read('package-lock.json')).packages;
const wanted = Object.entries<string>(manifest.devDependencies);
const packages = Object.entries(lock).filter(([place]) => place !== '');

test('every version is exact, and the lock file has the same ones', () => {
	expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
	expect(lock['']?.devDependencies).toEqual(manifest.devDependencies);
	for (const [name, version] of wanted) expect(lock[`node_modules/${name}`]?.version, name).toBe(version);
});

test('the lock file holds a checksum of every package, names no registry, and none is given up by its makers', () => {
	expect(packages.length).toBeGreaterThan(200);
	expect(packages.filter(([, {integrity}]) => !integrity?.startsWith('sha512-'))).toEqual([]);
	expect(packages.filter(([, {resolved}]) => resolved !== undefined)).toEqual([]);
	expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
	expect(packages.filter(([, {deprecated}]) => deprecated !== undefined)).toEqual([]);
});

test('the Node that is promised is the one that is checked for, built for and typed for', () => {
	const [, floor, major] = /^>=((\d+)\.\d+)\.0$/.exec(manifest.engines.node) ?? [];
	expect(floor).toBeDefined();
	const [, minor] = floor?.split('.') ?? [];
	expect(read('bin/tunnelwright.js')).toContain(`if (major < ${major} || (major === ${major} && minor < ${minor}))`);
	expect(read('bin/tunnelwright.js')).toContain(`needs Node ${floor} or newer`);
	expect(read('src/build/bundle.mjs')).toContain(`target: 'node${major}'`);
	expect(manifest.devDependencies['@types/node']).toMatch(new RegExp(`^${major}\\.`));
	for (const page of ['README.md', 'docs/contributing.md'])
		expect(read(page), page).toContain(`Node ${floor} or newer`);
});

test('nothing is installed with the program, and no script of it runs at an install', () => {
	for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
		expect(manifest[kind], kind).toBeUndefined();
	const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];
	expect(Object.keys(manifest.scripts).filter(name => atInstall.includes(name))).toEqual([]);
	expect(read('src/build/install.mjs')).toContain("'ci', '--ignore-scripts'");
	// what these do at an install is known, and not needed; another one is to be looked at first
	const scripted = packages.filter(([, {hasInstallScript}]) => hasInstallScript).map(([place]) => place);
	expect(scripted).toEqual(['node_modules/esbuild', 'node_modules/protobufjs']);
});

test('each dependency is used, and stands in docs/dependencies.md with its version and licence', () => {
	const rows = read('docs/dependencies.md')
		.split('\n')
		.filter(line => line.startsWith('| '))
		.map(line => line.split('|').map(cell => cell.trim()));
	// run as programs, or read by the compiler
	const unimported = ['@biomejs/biome', 'typescript', '@types/node', '@types/react'];
	const sources = ['src', 'test'].flatMap(folder =>
		readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
			.filter(name => /\.(?:ts|tsx|mjs)$/.test(name) && !name.endsWith('supply-chain.test.ts'))
			.map(name => read(path.join(folder, name))),
	);
	for (const [name, version] of wanted) {
		const short = name.replace(/^@(?:aws-sdk|smithy)\//, '');
		const row = rows.find(([, names = '']) => names.split(', ').some(each => each === name || each === short));
		expect(row, `${name} in docs/dependencies.md`).toBeDefined();
		expect(row?.[2]?.split(', '), `the version of ${name}`).toContain(version);
		const licence = lock[`node_modules/${name}`]?.license ?? 'none';
		expect(row?.[3], `the licence of ${name}`).toBe(licence.replace(' OR ', ' or '));
		const isImported = sources.some(text => new RegExp(`['"]${name}(?:/[^'"]*)?['"]`).test(text));
		expect(isImported || unimported.includes(name), `${name} is imported`).toBe(true);
	}

	const listed = rows.flatMap(([, names = '', versions = '']) => (/^\d/.test(versions) ? names.split(', ') : []));
	expect(listed).toHaveLength(wanted.length);
});

/** What npm run audit says of a registry that knows these flaws, or has no answer; without the last line's end. */
async function audit(flaws: object | undefined) {
	// npm remembers what it was told
	const cache = mkdtempSync(path.join(tmpdir(), 'tunnelwright-npm-'));
	const registry = createServer((request, response) => {
		request.resume();
		response.writeHead(flaws && request.url?.endsWith('/advisories/bulk') ? 200 : 405, {
			'content-type': 'application/json',
		});
		response.end(JSON.stringify(flaws ?? {}));
	});
	registry.listen(0, '127.0.0.1');
	await once(registry, 'listening');
	// a TCP server's address is an AddressInfo
	const {port} = registry.address() as AddressInfo;
	try {
		const args = [
			`--registry=http://127.0.0.1:${port}/`,
			'--noproxy=127.0.0.1',
			'--fetch-retries=0',
			`--cache=${cache}`,
		];
		const child = spawn(process.execPath, ['src/build/audit.mjs', ...args], {
			cwd: root,
			// set like this, npm would ask about nothing and find all well
			env: {...process.env, NODE_ENV: 'production', npm_config_offline: 'true'},
		});
		let text = '';
		child.stdout.on('data', data => {
			text += data;
		});
		const [code] = await once(child, 'close');
		return {code, text: text.trimEnd()};
	} finally {
		registry.closeAllConnections();
		registry.close();
		rmSync(cache, {recursive: true, force: true});
	}
}

test('npm run audit fails for a high finding, not for a low one, and says so when nobody answers', async () => {
	const flaw = (severity: string) => ({
		zod: [{id: 1, title: 'A flaw', url: 'https://example.test/1', severity, vulnerable_versions: '>=4.0.0'}],
	});
	const [high, low, none] = await Promise.all([audit(flaw('high')), audit(flaw('low')), audit(undefined)]);
	expect(high).toEqual({
		code: 1,
		text: expect.stringMatching(/^zod: high: A flaw .*\nhigh findings: 1, in [1-9]\d\d packages$/),
	});
	expect(low).toEqual({code: 0, text: expect.stringMatching(/^high findings: 0, in [1-9]\d\d packages$/)});
	expect(none).toEqual({
		code: 0,
		text: 'skipped: the registry does not tell of known flaws here (it answers 405)',
	});
});
