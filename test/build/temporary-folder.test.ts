import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';

const run = promisify(execFile);
const module = pathToFileURL(fileURLToPath(new URL('../../src/build/temporary-folder.mjs', import.meta.url))).href;

function emptyFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-temporary-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

/** A process that takes a folder of its own under `parent` and then does `more`; resolves with the folder. */
async function own(parent: string, more = ''): Promise<string> {
	const script = `const it = await import(${JSON.stringify(module)}); const folder = it.ownTemporaryFolder(); ${more}; process.stdout.write(folder)`;
	const {stdout} = await run(process.execPath, ['--input-type=module', '-e', script], {
		env: {...process.env, TMPDIR: parent, TMP: parent, TEMP: parent},
	});
	return stdout;
}

test('what a run makes is gone with it, what its children make in tmpdir too', async () => {
	const parent = emptyFolder();
	const child = `const {execFileSync} = await import('node:child_process');
		execFileSync(process.execPath, ['-e', "fs.mkdirSync(os.tmpdir() + '/left/deep', {recursive: true})"]);
		const {existsSync} = await import('node:fs');
		if (!existsSync(folder + '/left/deep')) throw new Error('the child was elsewhere')`;
	expect(path.dirname(await own(parent, child))).toBe(parent);
	expect(readdirSync(parent)).toEqual([]);
});

test('what a killed run left is taken away later; what lives, is young or is somebody else’s stays', async () => {
	const parent = emptyFolder();
	const dead = await own(emptyFolder()).then(folder => /^tunnelwright-own-(\d+)-/.exec(path.basename(folder))?.[1]);
	const old = `tunnelwright-own-${dead}-aaaaaa`;
	const young = `tunnelwright-own-${dead}-bbbbbb`;
	const living = `tunnelwright-own-${process.pid}-cccccc`;
	const other = 'somebody-else';
	for (const name of [old, young, living, other]) {
		mkdirSync(path.join(parent, name, 'within'), {recursive: true});
		const twoHoursAgo = Date.now() / 1000 - 7200;
		if (name !== young) utimesSync(path.join(parent, name), twoHoursAgo, twoHoursAgo);
	}

	await own(parent);
	expect(readdirSync(parent).sort()).toEqual([young, living, other].sort());
	expect(existsSync(path.join(parent, living, 'within'))).toBe(true);
});
