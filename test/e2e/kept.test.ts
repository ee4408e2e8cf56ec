import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {freshMachine, launcher, type Machine, root} from './program.ts';
import {questions, WizardUser} from './wizard-user.ts';

/*
 * What a machine does to the files of the built program, and what its user hears of it.
 */
const machines: Machine[] = [];
afterEach(() => {
	for (const machine of machines.splice(0)) machine.remove();
});

function machine(): Machine & {readonly folder: string; readonly store: string; readonly draft: string} {
	const made = freshMachine();
	machines.push(made);
	const folder = path.join(made.home, 'config/tunnelwright');
	return {...made, folder, store: path.join(folder, 'profiles.json'), draft: path.join(folder, 'draft.json')};
}

const example = path.join(root, 'examples/aws-vgw-bgp.json');

function run(where: Machine, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
	const {status, stdout, stderr} = spawnSync(process.execPath, [launcher, ...args], {
		cwd: where.home,
		encoding: 'utf8',
		env: {...where.env, ...env},
		timeout: 30_000,
	});
	return {code: status, text: stdout + stderr};
}

const list = ['profiles', 'list'];
const add = ['profiles', 'import', example];
const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('the wizard', () => {
	it('tells of every file that was set aside, on the screen and on leaving, and goes on', async () => {
		const user = machine();
		mkdirSync(user.folder, {recursive: true});
		writeFileSync(user.store, '{"profiles": [');
		writeFileSync(user.draft, '\0\0\0');
		// wide enough for two paths in a temporary folder, however deep it is
		const wizard = await WizardUser.atHome({machine: user, columns: 300});
		try {
			await wizard.at(text => text.includes('profiles.damaged-') && text.includes('draft.damaged-'));
			wizard.press('ctrlC');
			expect((await wizard.end()).code).toBe(130);
			const left = wizard.screen.text();
			expect(left).toContain('profiles.json was damaged: it is kept as');
			expect(left).toContain('draft.json was damaged: it is kept as');
		} finally {
			wizard.opened.close();
		}

		const texts = readdirSync(user.folder)
			.filter(name => name.includes('.damaged-'))
			.map(name => readFileSync(path.join(user.folder, name), 'utf8'));
		expect(texts.toSorted()).toEqual(['\0\0\0', '{"profiles": [']);
	});

	it('does not say that the draft is kept when it is not', async () => {
		const user = machine();
		mkdirSync(user.folder, {recursive: true});
		writeFileSync(user.draft, '{"version": 7}');
		const wizard = await WizardUser.atHome({machine: user, columns: 140});
		try {
			await wizard.at(/written by a\s+newer tunnelwright/); // the folder’s name decides where the line ends
			wizard.press('enter');
			await wizard.at(questions.cloud);
			wizard.press('enter');
			await wizard.at(questions.region);
			await wizard.enterUntil(questions.gateway);
			await wizard.pick('vgw-9a4cacf3');
			await wizard.at(questions.site);
			wizard.press('ctrlC');
			expect((await wizard.end()).code).toBe(130);
			const left = wizard.screen.text();
			expect(left).toContain('The draft could not be kept: ');
			expect(left).toContain('update tunnelwright');
			expect(left).not.toContain('The draft is kept');
		} finally {
			wizard.opened.close();
		}

		expect(readFileSync(user.draft, 'utf8')).toBe('{"version": 7}');
	});
});

describe('the commands', () => {
	it('take from others what they may do with a folder and file that were there', () => {
		const user = machine();
		expect(run(user, add).code).toBe(0);
		chmodSync(user.folder, 0o777);
		chmodSync(user.store, 0o666);
		expect(run(user, list).code).toBe(0);
		expect([modeOf(user.folder), modeOf(user.store)]).toEqual([0o700, 0o600]);
	});

	it('write through a link, and leave one alone that leads nowhere', () => {
		const user = machine();
		expect(run(user, add).code).toBe(0);
		const elsewhere = path.join(user.home, 'settings');
		copyFileSync(user.store, elsewhere);
		writeFileSync(user.store, '');
		spawnSync('rm', [user.store]);
		symlinkSync(elsewhere, user.store);
		expect(run(user, ['profiles', 'rename', 'berlin-office', 'berlin']).code).toBe(0);
		expect(lstatSync(user.store).isSymbolicLink()).toBe(true);
		expect(readFileSync(elsewhere, 'utf8')).toContain('"berlin"');
		spawnSync('rm', [elsewhere]);
		for (const args of [list, add]) {
			const {code, text} = run(user, args);
			expect([code, text]).toEqual([2, expect.stringMatching(/is a link to .*settings, where there is nothing/)]);
		}

		expect(existsSync(elsewhere)).toBe(false);
	});

	it('wait for no pipe', () => {
		const user = machine();
		mkdirSync(user.folder, {recursive: true});
		spawnSync('mkfifo', [user.store]);
		const {code, text} = run(user, list);
		expect([code, text]).toEqual([2, expect.stringContaining('is no ordinary file')]);
	});

	it('read a file that an editor put a byte order mark in', () => {
		const user = machine();
		expect(run(user, add).code).toBe(0);
		writeFileSync(user.store, `\uFEFF${readFileSync(user.store, 'utf8')}`);
		expect(run(user, ['profiles', 'rename', 'berlin-office', 'berlin']).code).toBe(0);
		expect(run(user, list).text).toMatch(/^berlin /);
	});

	it('keep a file of an earlier format as it was, before it is written anew', () => {
		const user = machine();
		expect(run(user, add).code).toBe(0);
		const {profiles} = JSON.parse(readFileSync(user.store, 'utf8'));
		const text = JSON.stringify({profiles, note: 'by hand'});
		writeFileSync(user.store, text);
		expect(run(user, list).text).toContain('berlin-office');
		expect(readFileSync(user.store, 'utf8')).toBe(text);
		expect(run(user, ['profiles', 'rename', 'berlin-office', 'berlin']).code).toBe(0);
		const [copy = '', ...more] = readdirSync(user.folder).filter(name => name.startsWith('profiles.format-0-'));
		expect(more).toEqual([]);
		expect(readFileSync(path.join(user.folder, copy), 'utf8')).toBe(text);
		expect(modeOf(path.join(user.folder, copy))).toBe(0o600);
		// what is not ours in it stays, and it is not copied again
		expect(JSON.parse(readFileSync(user.store, 'utf8'))).toMatchObject({version: 1, note: 'by hand'});
		expect(run(user, ['profiles', 'rename', 'berlin', 'hamburg']).code).toBe(0);
		expect(readdirSync(user.folder)).toHaveLength(2);
	});

	it('say what stands in the way of the folder', () => {
		const user = machine();
		mkdirSync(path.dirname(user.folder), {recursive: true});
		writeFileSync(user.folder, 'a file');
		expect(run(user, list)).toEqual({code: 2, text: expect.stringContaining('a file stands in its way')});
	});

	it('take a relative XDG folder for none, and strew no files over the current one', () => {
		const user = machine();
		const relative = {XDG_CONFIG_HOME: 'here', XDG_STATE_HOME: 'there'};
		expect(run(user, add, relative).code).toBe(0);
		expect(existsSync(path.join(user.home, 'here'))).toBe(false);
		expect(existsSync(path.join(user.home, '.config/tunnelwright/profiles.json'))).toBe(true);
		expect(run(user, list, {XDG_CONFIG_HOME: '', XDG_STATE_HOME: ''}).text).toContain('berlin-office');
	});

	it('do not wait for a journal that is a pipe, and name it', () => {
		const user = machine();
		const runs = path.join(user.home, 'state/tunnelwright/runs');
		mkdirSync(runs, {recursive: true});
		spawnSync('mkfifo', [path.join(runs, '20261121T223100-9f86d081.jsonl')]);
		const {code, text} = run(user, ['runs']);
		expect([code, text]).toEqual([0, expect.stringContaining('is no ordinary file')]);
	});
});

/** Root may do everything everywhere: these run as somebody else, where that one can read the program. */
const nobody = 65_534;
function nobodyCanRead(): boolean {
	if (process.getuid?.() !== 0) return false;
	return spawnSync(process.execPath, [launcher, '--version'], {uid: nobody, gid: nobody}).status === 0;
}

const isRoot = process.getuid?.() === 0;
describe.skipIf(isRoot && !nobodyCanRead())('where nothing can be written', () => {
	const asUser = (where: Machine, args: readonly string[], home = where.home) => {
		const {status, stdout, stderr} = spawnSync(process.execPath, [launcher, ...args], {
			cwd: '/',
			encoding: 'utf8',
			env: {PATH: where.env.PATH ?? '', HOME: home},
			timeout: 30_000,
			...(isRoot ? {uid: nobody, gid: nobody} : {}),
		});
		return {code: status, text: stdout + stderr};
	};
	const owned = (where: Machine) => {
		if (isRoot) spawnSync('chown', ['-R', `${nobody}:${nobody}`, where.home]);
	};

	it('a home that can’t be written to is empty, and saving says why not', () => {
		const user = machine();
		owned(user);
		chmodSync(user.home, 0o500);
		expect(asUser(user, list)).toEqual({code: 0, text: expect.stringContaining('no profile is saved yet')});
		expect(asUser(user, add)).toEqual({code: 2, text: expect.stringContaining('you have no permission (EACCES)')});
		chmodSync(user.home, 0o700);
	});

	it('a read-only folder stays read-only: it is read, and saving says why not', () => {
		const user = machine();
		owned(user);
		expect(asUser(user, add).code).toBe(0);
		const folder = path.join(user.home, '.config/tunnelwright');
		chmodSync(folder, 0o500);
		expect(asUser(user, list).text).toContain('berlin-office');
		const {code, text} = asUser(user, ['profiles', 'rename', 'berlin-office', 'berlin']);
		expect([code, text]).toEqual([2, expect.stringContaining(`${folder} can't be used: you have no permission`)]);
		expect(modeOf(folder)).toBe(0o500);
		chmodSync(folder, 0o700);
	});

	it('a damaged file that can’t be set aside stays, is told of, and nothing is written over it', () => {
		const user = machine();
		owned(user);
		expect(asUser(user, add).code).toBe(0);
		const folder = path.join(user.home, '.config/tunnelwright');
		writeFileSync(path.join(folder, 'profiles.json'), '{"profi');
		chmodSync(folder, 0o500);
		expect(asUser(user, list)).toEqual({code: 0, text: expect.stringContaining("can't be set aside")});
		expect(asUser(user, add)).toEqual({code: 2, text: expect.stringContaining('nothing can be saved')});
		expect(readFileSync(path.join(folder, 'profiles.json'), 'utf8')).toBe('{"profi');
		chmodSync(folder, 0o700);
	});
});
