import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {keys, questions, WizardUser} from './wizard-user.ts';

/*
 * What a user would lose: a connection that stands and can only be made anew, with new addresses and keys for everybody; a draft of an edit that
 * makes a second connection; or a key that was on the screen.
 */

const ctrlE = '\u0005';
const ctrlO = '\u000F';
const ctrlP = '\u0010';

/** Watch, on a fast sandbox with its connections listed. */
async function atWatch(options: {readonly args?: readonly string[]} = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome({columns: 120, rows: 40, ...options});
	onTestFinished(user.opened.close);
	await toWatch(user);
	return user;
}

async function toWatch(user: WizardUser): Promise<void> {
	await toLine(user, 'Watch tunnels');
	user.press('enter');
	await user.at(/8 connections[\s\S]*berlin-staging/);
}

/** The cursor on a line of the first screen. */
async function toLine(user: WizardUser, title: string): Promise<void> {
	// the lines tell what is read meanwhile: only where the cursor is says that the key was taken
	const cursorOf = (text: string) => /❯ .{21}/.exec(text)?.[0];
	for (let count = 0; count < 8; count += 1) {
		const before = cursorOf(await user.at(/❯ /));
		if (before?.includes(title)) return;
		user.press('down');
		await user.at(now => cursorOf(now) !== before);
	}
}

/** Reads a connection back to be edited. */
async function edit(user: WizardUser, id: string): Promise<string> {
	await user.find(id);
	user.screen.send(ctrlE);
	return user.at(/Is this how it is to stand\?[\s\S]*nothing is changed yet/);
}

/** From the review to a tag beside those that stand, and back. */
async function tag(user: WizardUser, typed: string): Promise<string> {
	user.press('up');
	await user.at(/❯ Name/);
	user.press('enter');
	await user.at(questions.name);
	user.press('tab');
	await user.at(/❯ Tags/);
	user.press('end');
	await user.screen.type(typed);
	await user.at(typed);
	user.press('enter');
	return user.at(/Is this how it is to stand\?[\s\S]*value changes/);
}

function journalsOf({opened}: WizardUser): string {
	const folder = path.join(opened.machine.home, 'state/tunnelwright/runs');
	if (!existsSync(folder)) return '';
	return readdirSync(folder)
		.map(name => readFileSync(path.join(folder, name), 'utf8'))
		.join('');
}

describe('a connection that stands is edited', () => {
	test('from Watch to the panel: was and will be, what needs a new one, the typed name, each change once', {
		timeout: 120_000,
	}, async () => {
		const user = await atWatch();
		const review = await edit(user, 'vpn-40f41529');
		expect(review).toContain('editing vpn-40f41529');
		user.press('enter');
		await user.at('nothing is changed yet: choose');
		// what no call changes says so where it is asked
		user.screen.send(ctrlP);
		await user.at(/5 +routing/);
		await user.screen.type('5');
		expect(await user.at('How do the two sides learn')).toMatch(/Static +– only by a new connection/);
		user.screen.send(ctrlP);
		await user.at(/10 +review|0 +review/);
		await user.screen.type('0');
		await user.at(/Is this how it is to stand\?/);
		user.press('end');
		await user.at(/❯ → Dry run/);
		const changed = await tag(user, ', owner=berlin');
		expect(changed).toMatch(/tag owner: nothing → berlin/i);
		expect(changed).toContain('in place');
		user.press('end', 'enter');
		await user.at(/checked \d+ · /);
		expect(user.screen.text()).toContain('nothing has been changed');
		user.press('right');
		const question = await user.at(/to change it/);
		expect(question).toContain('nothing is interrupted');
		for (let count = 0; count < 10; count += 1) user.press('enter');
		await user.at('enter alone changes nothing');
		expect(journalsOf(user)).toBe('');
		await user.screen.type('berlin-staging');
		await user.at('enter changes it');
		user.press('enter');
		await user.at('stands as it was asked for', 60_000);
		user.press('enter');
		await user.at(/k renew keys/);
		expect(journalsOf(user).match(/"type":"intent"/g)).toHaveLength(1);
		// nothing differs any more
		user.press('escape');
		await user.at(/\d connections · /);
		expect(await edit(user, 'vpn-40f41529')).toContain('berlin-staging · 1 tag');
	});

	test('stopped between two tunnels, it goes on from the first screen, and each tunnel is changed once', {
		timeout: 120_000,
	}, async () => {
		const user = await atWatch();
		await edit(user, 'vpn-40f41529');
		user.screen.send(`${ctrlP}8`);
		await user.at(/Keep these settings/);
		await user.screen.type('/DPD timeout');
		await user.at(/❯ DPD timeout/);
		user.press('enter');
		await user.at(/❯ DPD timeout(?![\s\S]*find:)/);
		user.press('enter', 'ctrlU');
		await user.screen.type('45');
		user.press('enter');
		await user.at(/DPD timeout +45 s/);
		user.screen.send(`${ctrlP}0`);
		const review = await user.at(/2 values change/);
		expect(review).toMatch(/tunnel 1: DPD timeout.*30 s → 45 s\s+in place, tunnel 1 \(\S+\) is interrupted/);
		expect(review).toMatch(/tunnel 2: DPD timeout.*30 s → 45 s\s+in place, tunnel 2 \(\S+\) is interrupted/);
		user.press('end', 'enter');
		await user.at(/checked \d+ · /);
		user.press('right');
		expect(await user.at(/to change it/)).toContain('one tunnel after the other is interrupted');
		await user.screen.type('berlin-staging');
		await user.at('enter changes it');
		user.press('enter');
		await user.at(/is modifying/, 30_000);
		user.press('ctrlC');
		const stopped = await user.at('WHAT IS CHANGED NOW', 30_000);
		expect(stopped).toMatch(/u puts back what stood before this run/);
		user.press('escape');
		await user.at('Finish what was begun');
		await toLine(user, 'Finish what was begun');
		user.press('enter');
		await user.at('Runs that stopped half way');
		user.press('enter');
		await user.at(/Stopped berlin-staging/);
		await user.screen.type('r');
		await user.at('stands as it was asked for', 60_000);
		// two tunnels, each sent once
		expect(journalsOf(user).match(/"type":"intent"/g)).toHaveLength(2);
	});

	test('left in the middle, it goes on later and still knows which connection it is', {timeout: 120_000}, async () => {
		const user = await atWatch();
		await edit(user, 'vpn-40f41529');
		await tag(user, ', owner=berlin');
		user.screen.send('\u000C');
		await user.at(/Continue the draft +where you were: .*editing vpn-40f41529/);
		user.press('ctrlC');
		await user.end();
		const again = await WizardUser.atHome({columns: 120, rows: 40, machine: user.opened.machine});
		onTestFinished(again.opened.close);
		await again.at(/Continue the draft.*editing vpn-40f41529/);
		again.press('down');
		await again.at(/❯ Continue the draft/);
		again.press('enter');
		expect(await again.at(/value changes/, 30_000)).toMatch(/tag owner: nothing → berlin/i);
	});
});

test('one tag on all that are marked: one typed word, one connection after the other', {timeout: 120_000}, async () => {
	const user = await atWatch();
	await user.screen.type('/aws');
	await user.at(/filter: aws_ +3 of 8/);
	user.press('enter');
	await user.at(/filter: aws +3 of 8/);
	user.press('tab', 'tab', 'tab');
	await user.at('3 marked');
	user.screen.send(ctrlO);
	await user.at('What is changed on 3 connections?');
	await user.pick('Set a tag');
	await user.at('Which tag, as key=value?');
	await user.screen.type('owner=berlin');
	user.press('enter');
	const checked = await user.at(/3 of 3 to change/, 60_000);
	expect(checked.match(/tag owner: nothing → berlin/gi)).toHaveLength(3);
	user.press('enter');
	await user.at('Type change 3 and press');
	user.press('enter');
	await user.at('enter alone changes nothing');
	await user.screen.type('change 3');
	user.press('enter');
	await user.at(/Changed +3 of 3 connections/, 60_000);
	user.press('enter');
	// their tunnels, without the marks: they were for this
	const listed = await user.at(/3 connections · .*tunnels UP/);
	expect(listed).not.toContain('marked');
	user.press('ctrlC');
	const {after} = await user.end();
	expect(after).not.toContain('not finished');
});

test('keys of both tunnels are renewed from the panel: files, steps and waits, and no key on the screen', {
	timeout: 120_000,
}, async () => {
	const user = await atWatch();
	await user.find('vpn-40f41529');
	user.press('enter');
	await user.at(/k renew keys/);
	await user.screen.type('k');
	await user.at('Which tunnels');
	user.press('enter');
	await user.at(/❯ The new key/);
	user.press('enter');
	await user.at(/❯ Drain it first/);
	user.press('down');
	await user.at(/❯ ○ no/);
	user.press('enter');
	// what the files depend on is read meanwhile: until then nobody gets past it
	await user.at(/❯ Files for[\s\S]*Behind NAT[\s\S]*BGP prefers[\s\S]*Site ranges/, 30_000);
	user.press('enter');
	await user.at(/❯ Behind NAT/);
	user.press('enter');
	await user.at(/❯ BGP prefers/);
	user.press('enter');
	await user.at(/❯ Site ranges/);
	user.press('enter');
	await user.at(/❯ Folder/);
	user.press('enter');
	const shown = await user.at('to renew its keys', 30_000);
	expect(shown).toMatch(/tunnel 2 \(\S+\) has to be UP[\s\S]*tunnel 1 \(\S+\) has to be UP/);
	user.press('enter');
	await user.at('enter alone changes no key');
	await user.screen.type('berlin-staging');
	await user.at('enter begins');
	user.press('enter');
	// a long path goes on in the next line, wherever that is
	await user.at(text => text.replace(/\s*\n\s*/g, '').includes('STEPS-tunnel-1'), 30_000);
	await user.at('Every tunnel that was asked for has its new key', 60_000);
	const folder = path.join(user.opened.machine.home, 'berlin-staging-keys');
	const files = readdirSync(folder).filter(name => name.endsWith('.conf'));
	expect(files).toHaveLength(2);
	for (const name of files) {
		const file = path.join(folder, name);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const key = /secret = "?([^"\s]+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
		expect(key.length).toBeGreaterThan(7);
		expect(user.screen.bytes).not.toContain(key);
		expect(journalsOf(user)).not.toContain(key);
	}

	user.press('enter');
	await user.at(/k renew keys/);
	user.screen.send(keys.ctrlC);
	await user.end();
});
