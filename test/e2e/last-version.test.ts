import {execFile} from 'node:child_process';
import {chmodSync, cpSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, launcher, type Machine, root} from './program.ts';
import {questions, WizardUser} from './wizard-user.ts';

/*
 * What a user's machine has kept so far is read as before. `last-version/` holds what the version before wrote by itself, on the sandbox:
 * profiles, two drafts that were left half way, and the journals of runs that were finished, stopped, being taken back, and of deletions.
 * `said.json` is what that version's commands said of them.
 */
const kept = path.join(root, 'test/e2e/last-version');

interface Said {
	readonly args: readonly string[];
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

const said: readonly Said[] = JSON.parse(readFileSync(path.join(kept, 'said.json'), 'utf8'));

let sandbox: Sandbox;
const machines: Machine[] = [];
beforeAll(async () => {
	sandbox = await startSandbox({speed: 20});
});
afterAll(async () => {
	await sandbox.close();
	for (const machine of machines.splice(0)) machine.remove();
});

/** A machine on which the last version has worked. */
function usedMachine(): Machine {
	const machine = freshMachine();
	machines.push(machine);
	const home = path.join(machine.home, 'kept');
	for (const folder of ['config', 'state']) cpSync(path.join(kept, folder), path.join(home, folder), {recursive: true});
	makePrivate(home);
	return {...machine, env: {...machine.env, TUNNELWRIGHT_HOME: home}};
}

/** As the program keeps them: git keeps no modes. */
function makePrivate(folder: string): void {
	chmodSync(folder, 0o700);
	for (const name of readdirSync(folder)) {
		const file = path.join(folder, name);
		if (statSync(file).isDirectory()) makePrivate(file);
		else chmodSync(file, 0o600);
	}
}

function run(machine: Machine, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
	return new Promise(resolve => {
		execFile(
			process.execPath,
			[launcher, ...args],
			{env: {...machine.env, ...env}, timeout: 60_000},
			(error, stdout, stderr) =>
				resolve({args, status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr}),
		);
	});
}

describe('what the last version kept', () => {
	it('is told as that version told it: profiles, and every run', async () => {
		expect(said.length).toBeGreaterThan(20);
		const machine = usedMachine();
		for (const before of said) expect(await run(machine, before.args)).toEqual(before);
	}, 120_000);

	it.each([
		['20261130T110840-7e508748', 'made: vpn-'],
		['20261130T110841-182ab1e8', 'made: vpnx-'],
	])(
		'the stopped run %s is gone on with',
		async (runId, made) => {
			const machine = usedMachine();
			const {status, stdout} = await run(machine, ['runs', 'resume', runId, '--yes'], sandbox.env);
			expect({status, stdout}).toEqual({status: 0, stdout: expect.stringContaining(made)});
		},
		60_000,
	);

	it('an undo that was cut short is finished', async () => {
		const machine = usedMachine();
		const {status, stdout} = await run(machine, ['runs', 'undo', '20261130T110905-a08ec5c2', '--yes'], sandbox.env);
		expect({status, stdout}).toEqual({status: 0, stdout: expect.stringContaining('was gone already')});
	}, 60_000);

	it('a deletion that was cut short is finished', async () => {
		const machine = usedMachine();
		const {status, stdout} = await run(machine, ['runs', 'resume', '20261130T110901-9add6483', '--yes'], sandbox.env);
		expect({status, stdout}).toEqual({status: 0, stdout: expect.stringContaining('deleted: nanjing-warehouse')});
	}, 60_000);

	it('drafts that were left half way are gone on with, as they were typed', async () => {
		const open = async () => {
			const user = new WizardUser([], {machine: usedMachine(), columns: 120, rows: 40, env: sandbox.env});
			await user.screen.ready(questions.home, 20_000);
			await user.at('Other drafts');
			return user;
		};
		const one = await open();
		try {
			one.press('down', 'enter');
			for (const text of [questions.name, 'suzhou-two', 'ap-guangzhou', '2 pairs, 3 mappings']) await one.at(text);
		} finally {
			one.opened.close();
		}

		const other = await open();
		try {
			other.press('down', 'down', 'enter');
			await other.at('Which draft?');
			other.screen.send('eu-central');
			await other.at('❯ (no name yet)');
			other.press('enter');
			await other.at(questions.siteNew);
			for (const typed of ['198.18.7.7', '65123', 'rostock-office', 'edge-7']) await other.at(typed);
		} finally {
			other.opened.close();
		}
	}, 90_000);
});
