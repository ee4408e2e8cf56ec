import {expect, onTestFinished, test} from 'vitest';
import {questions, WizardUser} from './wizard-user.ts';

/* What a user would lose: a connection by a key that was held too long; or half a deletion that nobody can finish. */

/** From a confirmed connection to its panel. */
async function made(user: WizardUser): Promise<string> {
	await user.enterUntil(questions.dryRun);
	await user.makeFromDryRun();
	return /vpn-[0-9a-f]+/.exec(await user.at(/x delete/))?.[0] ?? '';
}

const nameIn = (text: string) => /to delete it: (\S+)/.exec(text)?.[1] ?? '';

test('from the panel to gone: held Enter does nothing, the name does, a stop in the middle is finished from the first screen', {
	timeout: 120_000,
}, async () => {
	// the last step is refused a few times, so that there is a middle to stop in
	const args = ['--fault', 'error5xx:DeleteVpnConnection:8'];
	const user = await WizardUser.atHome({columns: 120, rows: 40, args});
	onTestFinished(user.opened.close);
	const id = await made(user);
	await user.screen.type('x');
	const question = await user.at('There is no undo');
	expect(question).toContain(`delete VPN connection  ${id}`);
	expect(question).toMatch(/stop propagating routes[\s\S]*STAYS[\s\S]*customer gateway[\s\S]*virtual private gateway/);
	expect(question).toContain('will need a new configuration');
	for (let count = 0; count < 30; count += 1) user.press('enter');
	await user.at('enter alone deletes nothing');
	const name = nameIn(question);
	await user.screen.type(name);
	await user.at('enter deletes it now');
	user.press('enter');
	await user.at(/again in a moment/);
	user.press('ctrlC');
	await user.at(`Not deleted whole: ${name}`);
	user.press('escape');
	await user.at(/h hand-over/);
	user.press('escape');
	await user.at(/Finish what was begun +.*while being deleted, after \d of \d steps/);
	const pointed = (text: string) => /❯ Finish what was begun/.test(text);
	user.press('home');
	await user.at(/❯ New connection/);
	for (let count = 0; count < 8 && !pointed(user.screen.text()); count += 1) {
		const before = /❯ (.{12})/.exec(user.screen.text())?.[1] ?? '';
		user.press('down');
		await user.at(text => !text.includes(`❯ ${before}`));
	}

	user.press('enter');
	await user.at(`delete ${name}`);
	user.press('enter');
	await user.at('There is no undo');
	await user.screen.type(name);
	await user.at('enter deletes it now');
	user.press('enter');
	const done = await user.at('The connection is gone', 60_000);
	expect(done).toContain(`Deleted: ${name}`);
	user.press('enter');
	await user.at(questions.home);
	await user.at(text => !text.includes('Finish what was begun'));
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	// what is gone is not told of as if it stood
	expect(user.screen.text()).not.toContain(`${id}  available`);
});
