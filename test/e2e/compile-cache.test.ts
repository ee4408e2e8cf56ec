import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import module from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {crc32} from 'node:zlib';
import {describe, expect, onTestFinished, test} from 'vitest';
import {cacheFolder} from '../../bin/compile-cache.js';
import {root} from './program.ts';

/*
 * Whoever can write into the compile cache decides what runs as the user who starts tunnelwright.
 */

function temporary(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-cache-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

describe('the folder for compiled code', () => {
	const uid = process.getuid?.();

	test('is made in the user’s own cache folder, for nobody else', () => {
		const home = temporary();
		const folder = cacheFolder({XDG_CACHE_HOME: home});
		expect(folder).toBe(path.join(home, 'tunnelwright', 'compiled'));
		expect(lstatSync(folder ?? '').mode & 0o777).toBe(0o700);
		expect(cacheFolder({XDG_CACHE_HOME: home})).toBe(folder);
	});

	test('is none when others can write into it, or into one above it', () => {
		for (const open of ['tunnelwright/compiled', 'tunnelwright', '.']) {
			const home = temporary();
			cacheFolder({XDG_CACHE_HOME: home});
			chmodSync(path.join(home, open), 0o777);
			expect(cacheFolder({XDG_CACHE_HOME: home}), open).toBeUndefined();
		}
	});

	test('is none when it is somebody else’s', () => {
		const home = temporary();
		expect(cacheFolder({XDG_CACHE_HOME: home}, (uid ?? 0) + 1)).toBeUndefined();
	});

	test('may be under a folder as /tmp is, where nobody can take what is not theirs', () => {
		const shared = temporary();
		chmodSync(shared, 0o1777);
		expect(cacheFolder({TUNNELWRIGHT_HOME: path.join(shared, 'own')})).toBe(
			path.join(shared, 'own/cache/tunnelwright/compiled'),
		);
	});

	test('a link is followed, and what it leads to is looked at', () => {
		const home = temporary();
		const others = path.join(home, 'others');
		mkdirSync(path.join(others, 'compiled'), {recursive: true, mode: 0o700});
		symlinkSync(others, path.join(home, 'tunnelwright'));
		expect(cacheFolder({XDG_CACHE_HOME: home})).toBe(path.join(others, 'compiled'));
		chmodSync(others, 0o777);
		expect(cacheFolder({XDG_CACHE_HOME: home})).toBeUndefined();
	});

	test('a file in its place is no reason to stop', () => {
		const home = temporary();
		writeFileSync(path.join(home, 'tunnelwright'), '');
		expect(cacheFolder({XDG_CACHE_HOME: home})).toBeUndefined();
	});
});

/** Node's cache has a file for each module: magic, sizes of source and cache, and checksums of both, each four bytes. */
const sourceChecksumAt = 12;

test.runIf('enableCompileCache' in module)('code that somebody planted under the temporary folder does not run', () => {
	const folder = temporary();
	const own = path.join(folder, 'package');
	for (const part of ['bin', 'dist']) mkdirSync(path.join(own, part), {recursive: true});
	for (const file of ['tunnelwright.js', 'compile-cache.js'])
		copyFileSync(path.join(root, 'bin', file), path.join(own, 'bin', file));
	writeFileSync(path.join(own, 'package.json'), '{"type": "module"}');
	const [launcher, main] = [path.join(own, 'bin/tunnelwright.js'), path.join(own, 'dist/main.js')];
	const planted = path.join(folder, 'temporary/node-compile-cache');
	const [evil, good] = ['evil', 'good'].map(word => `process.stdout.write("${word}");\n`);
	const run = (source: string, env: Readonly<Record<string, string>>) => {
		writeFileSync(main, source);
		const {stdout} = spawnSync(process.execPath, [launcher], {
			encoding: 'utf8',
			env: {PATH: process.env.PATH ?? '', ...env},
		});
		return stdout;
	};
	expect(run(evil ?? '', {NODE_COMPILE_CACHE: planted})).toBe('evil');
	for (const name of readdirSync(planted, {recursive: true, encoding: 'utf8'})) {
		const file = path.join(planted, name);
		if (lstatSync(file).isDirectory()) continue;
		const bytes = readFileSync(file);
		if (bytes.readUInt32LE(sourceChecksumAt) === crc32(evil ?? ''))
			bytes.writeUInt32LE(crc32(good ?? ''), sourceChecksumAt);
		writeFileSync(file, bytes);
	}

	// what the attack needs: a cache that is used without a look says "evil" here
	expect(run(good ?? '', {NODE_COMPILE_CACHE: planted})).toBe('evil');
	expect(run(good ?? '', {HOME: path.join(folder, 'home'), TMPDIR: path.join(folder, 'temporary')})).toBe('good');
});
