import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {UserError} from '../../src/connection/user-error.ts';
import {openDrafts} from '../../src/profiles/drafts.ts';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {threeSteps} from '../run/memory-cloud.ts';

/*
 * What a user's files go through: other programs, other versions, other terminals, full disks. Nothing saved may be lost by it.
 */
const {document} = threeSteps();
let folder: string;
beforeEach(() => {
	folder = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'config');
});

const store = () => join(folder, 'profiles.json');
const kept = () => readdirSync(folder).filter(name => name.includes('.damaged-'));

function failure(work: () => unknown): UserError {
	try {
		work();
	} catch (error) {
		if (error instanceof UserError) return error;
		throw error;
	}

	throw new Error('expected it to fail');
}

describe.each(['profiles', 'draft'])('the file of %s', name => {
	const open = () => (name === 'profiles' ? openProfiles(folder) : openDrafts(folder));
	const path = () => join(folder, `${name}.json`);

	it.each([
		['damaged', '{"profiles": [{"na'],
		['empty, as after a power cut', ''],
		['a list', '[1, 2]'],
		['full of zero bytes', '\0'.repeat(4096)],
		['somebody else’s JSON', '{"editor": {"tabSize": 4}}'],
	])('that is %s is set aside whole, and the program goes on', async (_what, text) => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(path(), text);
		const opened = await open();
		expect(opened.notice).toContain(path());
		expect(kept().map(file => readFileSync(join(folder, file), 'utf8'))).toEqual([text]);
		expect((await open()).notice).toBeUndefined();
	});

	it('of a newer version is left as it is, with a message that says so', async () => {
		mkdirSync(folder, {recursive: true});
		const text = '{"version": 99, "profiles": "of another kind"}';
		writeFileSync(path(), text);
		await expect(open()).rejects.toThrow(/written by a newer tunnelwright \(format 99\)/);
		expect([readFileSync(path(), 'utf8'), kept()]).toEqual([text, []]);
	});
});

describe('the profiles', () => {
	it('are not written over when a newer program wrote them after they were opened', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		const text = JSON.stringify({version: 2, profiles: [], more: true});
		writeFileSync(store(), text);
		expect(failure(() => profiles.save('second', document)).message).toContain('newer tunnelwright');
		expect(readFileSync(store(), 'utf8')).toBe(text);
	});

	it('are not written over when the file is read-only, whoever asks', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		chmodSync(store(), 0o400);
		expect(failure(() => profiles.save('second', document)).message).toContain('is read-only');
		expect(profiles.list().profiles.map(profile => profile.name)).toEqual(['office']);
	});

	it('survive a change that fails: nothing is written, and the lock is let go', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		const before = readFileSync(store(), 'utf8');
		expect(() => profiles.save('office', document)).toThrow(/already/);
		expect(() => profiles.remove('nobody')).toThrow(/no profile/);
		expect(readFileSync(store(), 'utf8')).toBe(before);
		expect(readdirSync(folder)).toEqual(['profiles.json']);
		expect(statSync(store()).mode & 0o777).toBe(0o600);
	});

	it('go on after a process that died in the middle of saving', async () => {
		const profiles = await openProfiles(folder);
		const dead = spawnSync(process.execPath, ['-e', '']).pid;
		writeFileSync(`${store()}.lock`, JSON.stringify({pid: dead, host: hostname(), purpose: 'store'}));
		profiles.save('office', document);
		expect(existsSync(`${store()}.lock`)).toBe(false);
	});

	it('that several terminals save at once are all kept, and of one name only the first', async () => {
		const program = `
			import {openProfiles} from './src/profiles/profiles.ts';
			const [folder, name, text] = process.argv.slice(1);
			const profiles = await openProfiles(folder);
			for (let count = 0; count < 10; count += 1) profiles.save(name + count, JSON.parse(text));
			try {
				profiles.save('office', {...JSON.parse(text), name});
			} catch (error) {
				process.exitCode = error.message === 'there is a profile "office" already' ? 3 : 1;
			}
		`;
		const root = fileURLToPath(new URL('../../', import.meta.url));
		const writers = ['a', 'b', 'c', 'd'].map(name =>
			spawn(
				process.execPath,
				[
					'--import',
					'./src/build/typescript.mjs',
					'--input-type=module',
					'-e',
					program,
					folder,
					name,
					JSON.stringify(document),
				],
				{cwd: root, stdio: ['ignore', 'ignore', 'inherit']},
			),
		);
		const codes = await Promise.all(writers.map(async writer => (await once(writer, 'close'))[0]));
		expect(codes.toSorted()).toEqual([0, 3, 3, 3]);
		const profiles = await openProfiles(folder);
		expect(profiles.list().profiles).toHaveLength(41);
		expect(profiles.get('office').document.name).toBe('abcd'[codes.indexOf(0)]);
	});
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('a full disk', () => {
	const tiny = mkdtempSync(join(tmpdir(), 'tunnelwright-tiny-'));
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', tiny]).status === 0;
	afterEach(() => {
		if (mounted) spawnSync('umount', [tiny]);
		rmSync(tiny, {recursive: true, force: true});
	});

	it.runIf(mounted)('loses nothing that was saved, and says that it is full', async () => {
		const profiles = await openProfiles(join(tiny, 'config'));
		profiles.save('office', document);
		let full: UserError | undefined;
		for (let count = 0; count < 50 && !full; count += 1) {
			try {
				profiles.save(`more ${count}`, document);
			} catch (error) {
				if (!(error instanceof UserError)) throw error;
				full = error;
			}
		}

		expect(full?.message).toContain('the disk is full');
		const names = (await openProfiles(join(tiny, 'config'))).list().profiles.map(profile => profile.name);
		expect(names).toContain('office');
		expect(readdirSync(join(tiny, 'config'))).toEqual(['profiles.json']);
	});
});

describe('a missing home', () => {
	it.each(['somewhere', ''])('(HOME=%j) is said: no files are strewn over the current folder', home => {
		const root = fileURLToPath(new URL('../../', import.meta.url));
		const program = "import {foldersOf} from './src/run/folders.ts'; foldersOf(process.env);";
		const {stderr, status} = spawnSync(
			process.execPath,
			['--import', './src/build/typescript.mjs', '--input-type=module', '-e', program],
			{cwd: root, encoding: 'utf8', env: {PATH: process.env.PATH, HOME: home}},
		);
		expect([status, stderr]).toEqual([1, expect.stringContaining('there is no home folder to keep files in')]);
	});
});
