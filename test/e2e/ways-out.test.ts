import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {root} from './program.ts';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

const secret = 'Leak4711.of.a.bug';
const bug = {NODE_OPTIONS: `--import ${path.join(root, 'test/e2e/bug.mjs')}`, BUG_SECRET: secret};

async function inAForm(env: Readonly<Record<string, string>> = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome({env});
	onTestFinished(user.opened.close);
	await user.enterUntil(questions.bgp);
	return user;
}

/** The terminal is as a shell wants it, and what was being asked is kept. */
async function leftWith(user: WizardUser, wanted: number): Promise<void> {
	const {code, before, after} = await user.end();
	expect(code).toBe(wanted);
	expect(before).not.toBe('');
	expect(after).toBe(before);
	expect(await user.screen.state()).toEqual(asItWas);
	expect(user.screen.term.modes.wraparoundMode).toBe(true);
	expect(draftOf(user)).toMatchObject({kept: {}});
}

function draftOf(user: WizardUser): unknown {
	const draft = path.join(user.opened.machine.home, 'config/tunnelwright/draft.json');
	expect(statSync(draft).mode & 0o777).toBe(0o600);
	return JSON.parse(readFileSync(draft, 'utf8'));
}

function reportsOf(user: WizardUser): readonly string[] {
	const folder = path.join(user.opened.machine.home, 'state/tunnelwright/reports');
	return existsSync(folder) ? readdirSync(folder).map(name => path.join(folder, name)) : [];
}

describe('a bug of ours gives the terminal back, keeps the draft, and leaves a report without a key', () => {
	test.each([
		['in a timer', 'timer'],
		['in a promise that nobody awaits', 'rejection'],
		['while drawing', 'within app'],
		['in the runtime', 'within runtime'],
		['in the reducer', 'within open-wizard'],
	])('%s', {timeout: 60_000}, async (_, kind) => {
		const user = await inAForm({...bug, BUG: kind});
		user.opened.signal('SIGUSR2');
		await user.at(() => existsSync(path.join(user.opened.machine.home, 'armed')));
		// whatever has to happen next, in the screen, the runtime or the reducer
		if (kind.startsWith('within')) {
			user.press('tab', 'escape');
			if (kind === 'within runtime') {
				// back to a list that can be read again; the bug may show on the way there
				for (const question of [questions.routing, questions.site]) {
					const text = await user.at(text => text.includes(question) || text.includes('has a bug'));
					if (text.includes('has a bug')) break;
					user.press(question === questions.routing ? 'escape' : 'ctrlR');
				}
			}
		}

		await user.at(/has a bug/, 15_000);
		await leftWith(user, 1);
		const [report = '', ...more] = reportsOf(user);
		expect(more).toEqual([]);
		const text = user.screen.text().replaceAll('\n', '');
		expect(text).toMatch(/tunnelwright has a bug: SyntaxError: \(text of \d+\)/);
		expect(text).toContain(report);
		expect(text).toMatch(/report it at the project/);
		expect(statSync(report).mode & 0o777).toBe(0o600);
		const written = readFileSync(report, 'utf8');
		expect(written).toMatch(/^tunnelwright \d+\.\d+\.\d+, Node v\d+/);
		expect(written).toMatch(/SyntaxError: \(text of \d+\)\n {2}at /);
		expect(written).toMatch(/last events: .*key/);
		expect(written).not.toContain(user.opened.machine.home);
		for (const produced of [written, user.screen.bytes]) expect(produced).not.toContain('Leak4711');
	});
});

test('a closed window ends the program, with the draft kept', {timeout: 60_000}, async () => {
	const user = await inAForm();
	user.screen.hangUp();
	// by the signal itself, as programs do: not by an abort, which leaves the memory in a core
	expect(await user.opened.gone()).toBe(129);
	expect(draftOf(user)).toMatchObject({kept: {}});
	expect(reportsOf(user)).toEqual([]);
});

describe('signals give the terminal back and keep the draft', () => {
	test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s', {timeout: 60_000}, async signal => {
		const user = await inAForm();
		user.opened.signal(signal);
		await leftWith(user, signal === 'SIGHUP' ? 129 : 130);
		expect(reportsOf(user)).toEqual([]);
	});
});
