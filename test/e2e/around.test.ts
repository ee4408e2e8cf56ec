import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {OpenOptions} from './program.ts';
import {questions, WizardUser} from './wizard-user.ts';

async function atHome(options: OpenOptions & {readonly args?: readonly string[]} = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome({columns: 120, rows: 40, ...options});
	onTestFinished(user.opened.close);
	return user;
}

async function toDryRun(user: WizardUser): Promise<void> {
	await user.enterUntil(questions.dryRun);
	await user.at(/checked \d+ · /);
}

/** Confirms the connection; what happens then is up to the sandbox. */
async function create(user: WizardUser): Promise<void> {
	await toDryRun(user);
	user.press('right');
	const text = await user.at(questions.confirm);
	await user.screen.type(/Type (\S+) and press/.exec(text)?.[1] ?? '');
	await user.at(/enter creates it/);
	user.press('enter');
	await user.at(/Creating/);
}

/** What the run journals of this machine hold, as text. */
function journalsOf(user: WizardUser): string {
	const folder = path.join(user.opened.machine.home, 'state/tunnelwright/runs');
	if (!existsSync(folder)) return '';
	return readdirSync(folder)
		.map(name => readFileSync(path.join(folder, name), 'utf8'))
		.join('');
}

test('c hands the commands to the terminal’s clipboard, and says so', {timeout: 60_000}, async () => {
	const user = await atHome();
	await toDryRun(user);
	await user.screen.type('c');
	await user.at(/copied, if the terminal allows it \(OSC 52\)/);
	const sent = /\u001B\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(user.screen.bytes)?.[1] ?? '';
	expect(Buffer.from(sent, 'base64').toString()).toContain('aws ec2 create-vpn-connection');
});

test('w writes the report where it is told to, in the format of its ending, and never over another file', {
	timeout: 60_000,
}, async () => {
	const user = await atHome();
	await toDryRun(user);
	await user.screen.type('w');
	const text = await user.at('Write the report');
	const name = /[\w-]+-dry-run\.md/.exec(text)?.[0] ?? '';
	user.press('enter');
	await user.at(`report written to ${name}`);
	const file = path.join(user.opened.machine.home, name);
	expect(readFileSync(file, 'utf8')).toContain('CreateVpnConnection');
	// addresses and the account stand in it: whom it is for is the user's to say
	expect(statSync(file).mode & 0o777).toBe(0o600);

	const before = readFileSync(file, 'utf8');
	await user.screen.type('w');
	await user.at('Write the report');
	user.press('enter');
	await user.at('exists already');
	expect(readFileSync(file, 'utf8')).toBe(before);
	user.press('backspace', 'backspace');
	await user.screen.type('json');
	user.press('enter');
	await user.at(/report written to \S+\.json/);
	expect(JSON.parse(readFileSync(file.replace(/md$/, 'json'), 'utf8'))).toBeTypeOf('object');
});

test('Ctrl-C twice in the middle of a run leaves at once, and says what is known; the next start offers to forget it', {
	timeout: 90_000,
}, async () => {
	const user = await atHome({args: ['--fault', 'hang:CreateVpnConnection']});
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick('Tencent Cloud');
	await create(user);
	// it is being made: before the intent is kept, a stop has nothing to wait for
	await user.at(() => journalsOf(user).includes('"type":"intent"'));
	user.press('ctrlC');
	await user.at(/Stopping/);
	user.press('ctrlC');
	expect((await user.end()).code).toBe(130);
	await user.screen.until('whether it is there is not known yet', 1000);
	expect(user.screen.text()).toMatch(/was not finished: 0 of \d actions done/);

	const again = await atHome({machine: user.opened.machine});
	await again.at(/Finish what was begun\s+1 run to forget/);
	await again.at('Continue the draft');
	user.screen.close();
	again.press('down', 'down', 'down', 'down', 'enter');
	await again.at('Runs that stopped half way');
	again.press('enter');
	await again.at(/its sandbox ended with the program/);
	await again.screen.type('f');
	await again.at('Forget the run');
	await again.screen.type('y');
	await again.at('No run was left unfinished');
});

test('a run that was stopped goes on from its journal, and makes nothing twice', {timeout: 90_000}, async () => {
	const user = await atHome({args: ['--speed', '1']});
	await create(user);
	await user.at(/is pending/); // it is made, and waited for
	user.press('ctrlC');
	const stopped = await user.at(/WHAT EXISTS NOW/);
	const id = /vpn-\w+/.exec(stopped)?.[0];
	expect(id).toBeDefined();
	user.press('escape');
	await user.at(/Finish what was begun\s+1 run stopped after 0 of 3 actions, 1 more not waited for/);
	user.press('home', 'down', 'down', 'down', 'down', 'enter');
	await user.at('Runs that stopped half way');
	user.press('enter');
	await user.at(/go on from here/);
	await user.screen.type('r');
	const made = await user.at(/It comes up once/, 30_000);
	expect(made).toContain(`${id} is made`);
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	expect(user.screen.text()).toContain(`was created: ${id}`);
	expect(user.screen.text()).not.toContain('The draft is kept');
});

test('a run that was stopped is taken back only after a typed word, and then nothing of it is left', {
	timeout: 90_000,
}, async () => {
	const user = await atHome({args: ['--speed', '1']});
	await create(user);
	await user.at(/is pending/);
	user.press('ctrlC');
	await user.at(/WHAT EXISTS NOW/);
	await user.screen.type('u');
	await user.at(/WHAT WILL BE DELETED[\s\S]*vpn-/);
	user.press('enter', 'enter');
	await user.at('enter alone deletes nothing');
	await user.screen.type('delete');
	user.press('enter');
	await user.at('Nothing of this run is left', 60_000);
	user.press('enter');
	// what is unfinished is read anew from the disk, after the screen is there
	const home = await user.at(text => text.includes(questions.home) && !text.includes('Finish what was begun'));
	expect(home).toContain('Continue the draft');
});

test('watching leads from the list of what stands to another one like it', {timeout: 60_000}, async () => {
	const user = await atHome();
	await user.at(/Watch tunnels\s+\d+ connections · \d+ of \d+ tunnels UP/);
	user.press('down', 'down', 'enter');
	// of both clouds, the problems first
	const listed = await user.at(/8 connections · ○ 2 down · 1 degraded · ● 5 up/);
	expect(listed.indexOf('old-office')).toBeLessThan(listed.indexOf('hamburg-hub'));
	await user.screen.type('ggg');
	await user.at(/by region[\s\S]*- AWS · eu-central-1/);
	await user.find('vpn-40f41529');
	user.press('enter');
	await user.at('k renew keys');
	user.press('escape');
	await user.at(/filter: vpn-40f41529 /);
	await user.screen.type('n');
	const review = await user.at(questions.review);
	expect(review).toContain('like vpn-40f41529');
	expect(review).toMatch(/Cloud gateway\s+vgw-/);
});

test('without credentials the first screen says where they were looked for, and a bad fault is told before it opens', {
	timeout: 60_000,
}, async () => {
	const user = new WizardUser([], {columns: 120, rows: 40});
	onTestFinished(user.opened.close);
	await user.screen.ready(questions.home, 20_000);
	await user.at(/AWS\s+no credentials found · enter tells what was tried/);
	await user.at(/Tencent Cloud\s+no credentials found/);
	user.press('end', 'up', 'enter');
	await user.at('environment (AWS_ACCESS_KEY_ID and AWS_PROFILE are not set)');
	user.press('escape');
	await user.at('Try it without');
	user.press('end', 'up', 'up', 'enter');
	await user.at(/SANDBOX[\s\S]*New connection/);
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);

	const wrong = new WizardUser(['--sandbox', '--fault', 'earthquake'], {columns: 120, rows: 40});
	onTestFinished(wrong.opened.close);
	expect((await wrong.end()).code).toBe(2);
	expect(wrong.screen.text()).toMatch(/unknown fault "earthquake"/);
});
