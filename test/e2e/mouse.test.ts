import {expect, onTestFinished, test} from 'vitest';
import type {OpenOptions} from './program.ts';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

async function atHome(options: OpenOptions & {readonly args?: readonly string[]} = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome({columns: 80, rows: 24, ...options});
	onTestFinished(user.opened.close);
	return user;
}

/** Presses and releases the left button on a text, as a terminal reports it. */
function click(user: WizardUser, text: string): void {
	const rows = user.screen.lines();
	const row = rows.findIndex(line => line.includes(text));
	const column = rows[row]?.indexOf(text) ?? -1;
	expect(column, `${text} in\n${rows.join('\n')}`).toBeGreaterThanOrEqual(0);
	const place = `${column + 1};${row + 1}`;
	user.screen.send(`\u001B[<0;${place}M\u001B[<0;${place}m`);
}

test('a click goes to a row and a second one takes it; steps and footer can be clicked, and the wheel scrolls', {
	timeout: 60_000,
}, async () => {
	const user = await atHome();
	expect((await user.screen.state()).mouse).toBe(true);
	click(user, 'New connection');
	await user.at(questions.cloud);
	click(user, 'Tencent Cloud');
	await user.at(/❯ Tencent Cloud/);
	click(user, 'Tencent Cloud');
	await user.at(/❯ ap-guangzhou/);
	user.screen.send('\u001B[<65;10;10M');
	await user.at(/❯ ap-(?!guangzhou)/);
	click(user, 'ap-guangzhou');
	await user.at(/❯ ap-guangzhou/);
	click(user, 'ap-guangzhou');
	await user.at(questions.gateway);
	click(user, '1 cloud');
	await user.at(questions.cloud);
	click(user, 'esc back');
	await user.at(questions.home);
	await user.screen.type('q');
	const {code, before, after} = await user.end();
	expect(code).toBe(0);
	expect(after).toBe(before);
	expect(await user.screen.state()).toEqual(asItWas);
});

test('in a form a click goes to the field, in the review and the options to the line', {timeout: 60_000}, async () => {
	const user = await atHome({columns: 120, rows: 40});
	user.press('enter');
	await user.at(questions.cloud);
	await user.enterUntil(questions.name);
	click(user, 'Tags');
	await user.at(/❯ Tags/);
	click(user, 'Name  ');
	await user.at(/❯ Name +branch/);
	await user.enterUntil(questions.review);
	click(user, 'Routing');
	await user.at(/❯ Routing/);
	click(user, 'Options');
	await user.at(/❯ Options/);
	click(user, 'Options');
	await user.at('Keep these settings');
	click(user, 'Replay window');
	await user.at(/❯ Replay window/);
});

test.each([
	['--no-mouse', {args: ['--no-mouse']}],
	['TUNNELWRIGHT_NO_MOUSE', {env: {TUNNELWRIGHT_NO_MOUSE: '1'}}],
] as const)('%s leaves the mouse to the terminal', {timeout: 60_000}, async (_, options) => {
	const user = await atHome(options);
	expect((await user.screen.state()).mouse).toBe(false);
});
