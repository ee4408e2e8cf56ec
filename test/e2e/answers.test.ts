import {expect, onTestFinished, test} from 'vitest';
import type {OpenOptions} from './program.ts';
import {keys, questions, WizardUser} from './wizard-user.ts';

async function atHome(options: OpenOptions = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome({columns: 120, rows: 40, ...options});
	onTestFinished(user.opened.close);
	return user;
}

async function toRoutingOf(user: WizardUser, cloud: string, gateway: string): Promise<void> {
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick(cloud);
	await user.enterUntil(questions.gateway);
	await user.pick(gateway);
	await user.enterUntil(questions.routing);
}

test('going back all the way and forth again loses no answer', {timeout: 60_000}, async () => {
	const user = await atHome();
	await toRoutingOf(user, 'AWS', 'vgw-f211f09b');
	await user.pick('Static');
	await user.at(questions.staticRoutes);
	for (const question of [questions.routing, questions.site, questions.gateway, questions.region, questions.cloud]) {
		user.press('escape');
		await user.at(question);
	}

	const review = await user.enterUntil(questions.review);
	expect(review).toMatch(/vgw-f211f09b/);
	expect(review).toMatch(/Static/);
});

test('a changed answer is asked for again only where it matters', {timeout: 60_000}, async () => {
	const user = await atHome();
	await toRoutingOf(user, 'AWS', 'vgw-9a4cacf3');
	await user.enterUntil(questions.review);
	user.press('home');
	user.press('down', 'down', 'enter');
	await user.at(questions.gateway);
	user.press('ctrlU');
	await user.pick('tgw-0c2d11f0');
	const review = await user.enterUntil(questions.review);
	expect(review).toMatch(/tgw-0c2d11f0/);
	expect(review).not.toMatch(/vgw-9a4cacf3/);
});

test('a field that is wrong says so, and never holds anybody who wants to go back', {timeout: 60_000}, async () => {
	const user = await atHome();
	await toRoutingOf(user, 'Tencent Cloud', 'vpngw-1w9tue3d');
	await user.pick('SPD policy');
	await user.at(questions.pairs);
	await user.screen.type('999');
	await user.at(/✖/);
	user.press('escape');
	await user.at(questions.routing);
	user.press('enter');
	await user.at(questions.pairs);
	expect(user.screen.text()).toContain('999'); // what was typed is still there
});

test('a whole form typed in one burst takes the place of the dim suggestions, and arrives whole', {
	timeout: 60_000,
}, async () => {
	const user = await atHome();
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick('AWS');
	await user.enterUntil(questions.site);
	await user.at('+ describe');
	user.press('end', 'enter');
	await user.at(questions.siteNew);
	await user.at('Public address');
	const isDim = (label: string) => {
		const row = user.screen.lines().findIndex(each => each.includes(label));
		const line = user.screen.term.buffer.active.getLine(row);
		return line?.getCell(28)?.isDim() !== 0;
	};
	expect(isDim('Public address')).toBe(true);
	const fields = ['203.0.113.77', '65077', 'zürich-网络-👩‍💻'];
	user.screen.send(fields.join(keys.tab));
	for (const value of fields.slice(0, 2)) await user.at(value);
	await user.at(/ zürich-网络-/);
	expect(['Public address', '  ASN', '❯ Name'].map(isDim)).toEqual([false, false, false]);
	user.screen.send(`${keys.home}${keys.right.repeat(7)}`);
	// seven letters after the field's first cell, whatever a letter is made of
	const start =
		user.screen
			.lines()
			.find(each => each.includes('❯ Name'))
			?.indexOf('zürich') ?? 0;
	await user.at(() => user.screen.term.buffer.active.cursorX === start + 7);
	user.press('end');
	await user.at(() => user.screen.term.buffer.active.cursorX === start + 14);
	user.press('backspace', 'backspace');
	await user.at(() => user.screen.term.buffer.active.cursorX === start + 11);
	const review = await user.enterUntil(questions.review);
	expect(review).toMatch(/203\.0\.113\.77/);
	expect(review).toMatch(/65077/);
	expect(review).toMatch(/zürich-网络/);
});

test('ranges pasted with lines, commas and host bits become pairs, and say what was made of them', {
	timeout: 60_000,
}, async () => {
	const user = await atHome();
	await toRoutingOf(user, 'Tencent Cloud', 'vpngw-1w9tue3d');
	await user.pick('SPD policy');
	await user.at(questions.pairs);
	user.press('ctrlN');
	user.screen.paste('10.8.4.0/24 -> 192.168.1.0/24, 192.168.2.0/24\n10.8.9.7/24 -> 192.168.7.0/24\n');
	await user.at('192.168.2.0/24');
	await user.at('192.168.7.0/24');
	const text = await user.at('10.8.9.0/24'); // host bits are cleared
	expect(text).toMatch(/host bits/);
});

test('what was begun survives Ctrl-C and is offered at the next start', {timeout: 60_000}, async () => {
	const user = await atHome();
	await toRoutingOf(user, 'AWS', 'vgw-f211f09b');
	user.press('ctrlC');
	expect((await user.end()).code).toBe(130);
	const again = await WizardUser.atHome({columns: 120, rows: 40, machine: user.opened.machine});
	onTestFinished(again.opened.close);
	await again.at('Continue the draft');
});

test('a typed key is masked, shown on Ctrl-T, and on no screen afterwards', {timeout: 60_000}, async () => {
	const key = 'a.Very_secret-Key1';
	const user = await atHome();
	await toRoutingOf(user, 'Tencent Cloud', 'vpngw-1w9tue3d');
	await user.enterUntil(questions.security);
	await user.enterUntil('Typed here');
	user.press('down', 'enter');
	await user.at(/ctrl-t/);
	await user.screen.type(key);
	await user.at(/[•*]{10,}/);
	expect(user.screen.text()).not.toContain(key);
	user.press('ctrlT');
	await user.at(key);
	const review = await user.enterUntil(questions.review);
	expect(review).not.toContain(key);
});
