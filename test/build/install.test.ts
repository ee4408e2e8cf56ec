import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-install-'));
const project = path.join(folder, 'project');
const leaf = path.join(project, 'node_modules/leaf');
const env = {...process.env, npm_config_update_notifier: 'false', npm_config_cache: path.join(folder, 'cache')};

/** What the set-up script says: nothing when nothing was to do. */
async function install(): Promise<string> {
	const {stderr} = await run(process.execPath, ['-e', `import('./src/build/install.mjs').then(it => it.install())`], {
		cwd: project,
		env,
	});
	return stderr;
}

beforeAll(async () => {
	const source = path.join(folder, 'leaf');
	mkdirSync(source);
	writeFileSync(path.join(source, 'package.json'), JSON.stringify({name: 'leaf', version: '1.0.0'}));
	await run('npm', ['pack', '--pack-destination', folder], {cwd: source, env});
	mkdirSync(path.join(project, 'src'), {recursive: true});
	cpSync(fileURLToPath(new URL('../../src/build', import.meta.url)), path.join(project, 'src/build'), {
		recursive: true,
	});
	const manifest = {name: 'tree', version: '1.0.0', devDependencies: {leaf: 'file:../leaf-1.0.0.tgz'}};
	writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
	await run('npm', ['install', '--package-lock-only'], {cwd: project, env});
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

test('a fresh clone is installed once, and the second start installs nothing', async () => {
	expect(await install()).toContain('Installing');
	expect(existsSync(path.join(leaf, 'package.json'))).toBe(true);
	expect(await install()).toBe('');
});

test('a package that has gone missing is put back', async () => {
	await install();
	rmSync(leaf, {recursive: true});
	expect(await install()).toContain('Installing');
	expect(existsSync(path.join(leaf, 'package.json'))).toBe(true);
});

test('an install that was killed half way is done again', async () => {
	await install();
	rmSync(path.join(project, 'node_modules/.cache'), {recursive: true});
	rmSync(path.join(project, 'node_modules/.package-lock.json'));
	expect(await install()).toContain('Installing');
	expect(await install()).toBe('');
});

test('a complete install by hand is taken as it is', async () => {
	rmSync(path.join(project, 'node_modules'), {recursive: true, force: true});
	await run('npm', ['ci'], {cwd: project, env});
	expect(await install()).toBe('');
});

test('another lock file is another install, and a failing one says what npm said', async () => {
	await install();
	const file = path.join(project, 'package-lock.json');
	const other = createHash('sha512').update('something else').digest('base64');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/"sha512-[^"]+"/, `"sha512-${other}"`));
	await expect(install()).rejects.toThrow(/npm ci .* failed:[\s\S]*npm error/);
});
