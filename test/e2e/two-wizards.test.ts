import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {freshMachine, launcher, type Machine, root} from './program.ts';
import {questions, WizardUser} from './wizard-user.ts';

/*
 * Two terminals on one machine: what is saved in the one is not written over from the other, and the other is told.
 */
const text = readFileSync(path.join(root, 'examples/aws-vgw-bgp.json'), 'utf8');
const {name} = JSON.parse(text);

function machine() {
	const made = freshMachine();
	onTestFinished(() => made.remove());
	const folder = path.join(made.home, 'config/tunnelwright');
	return {...made, folder, store: path.join(folder, 'profiles.json')};
}

function importProfile(where: Machine, description: string): void {
	const file = path.join(where.home, 'theirs.json');
	writeFileSync(file, JSON.stringify({...JSON.parse(text), tags: {from: description}}));
	const args = [launcher, 'profiles', 'import', file, '--overwrite'];
	const {status, stderr} = spawnSync(process.execPath, args, {env: where.env, encoding: 'utf8'});
	expect([status, stderr]).toEqual([0, expect.anything()]);
}

const storeIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as {profiles: {document: {tags: object}}[]};

it('a profile that another terminal saved is replaced only when one has been told of that very one', async () => {
	const where = machine();
	importProfile(where, 'long ago');
	const store = storeIn(where.store);
	writeFileSync(
		where.store,
		JSON.stringify({...store, profiles: [{...store.profiles[0], savedAt: 1_767_348_000_000}]}),
	);
	const user = new WizardUser(['--sandbox', '--profile', name], {machine: where, columns: 120, rows: 40});
	onTestFinished(user.opened.close);
	await user.at(questions.review);
	user.press('ctrlS');
	await user.at('Save as a profile');
	user.press('enter');
	await user.at(/there is a profile ".+" already, saved 2 Jan 2026, [\d:]+: enter once more replaces it/);
	importProfile(where, 'meanwhile');
	user.press('enter');
	await user.at(/already, saved just now: enter once more replaces it/);
	expect(storeIn(where.store).profiles.map(({document}) => document.tags)).toEqual([{from: 'meanwhile'}]);
	user.press('enter');
	await user.at(`saved as profile ${name}`);
	expect(storeIn(where.store).profiles.map(({document}) => document.tags)).toEqual([{from: 'long ago'}]);
});

it('the drafts of two terminals are both kept, and offered one after the other', async () => {
	const where = machine();
	const open = async () => {
		const user = await WizardUser.atHome({machine: where, columns: 120, rows: 40});
		onTestFinished(user.opened.close);
		return user;
	};
	const first = await open();
	first.press('enter');
	await first.at(questions.cloud);
	await first.pick('AWS');
	// a cloud and a region alone are no draft
	await first.enterUntil(questions.gateway);
	await first.pick('vgw-9a4cacf3');
	await first.at(questions.site);
	await first.at(() => existsSync(path.join(where.folder, 'draft.json')));
	const second = await open();
	expect(second.screen.text()).not.toContain('Continue the draft');
	second.press('enter');
	await second.at(questions.cloud);
	await second.pick('Tencent Cloud');
	await second.enterUntil(questions.gateway);
	await second.pick('vpngw-1w9tue3d');
	await second.at('another terminal is at a draft: yours is kept beside it');
	for (const user of [first, second]) {
		user.press('ctrlC');
		expect((await user.end()).code).toBe(130);
	}

	expect(readdirSync(where.folder).toSorted()).toEqual(['draft-2.json', 'draft.json']);
	const kept = () => ['draft.json', 'draft-2.json'].map(file => readFileSync(path.join(where.folder, file), 'utf8'));
	const of = (cloud: string): string => expect.stringContaining(`"cloud": "${cloud}"`);
	const third = await open();
	const offered = await third.at('Other drafts');
	expect(offered).toMatch(/Continue the draft +from .* · Tencent Cloud/);
	expect(offered).toMatch(/Other drafts +from .* · AWS/);
	third.press('down');
	await third.at('ctrl-d delete');
	third.press('ctrlD');
	await third.at(/Delete the draft.*\?/);
	third.screen.send('n');
	third.press('down', 'enter');
	await third.at('Which draft?');
	third.press('down', 'enter');
	await third.at(questions.site);
	expect(third.screen.text()).toContain('AWS');
	third.press('ctrlC');
	await third.end();
	expect(kept()).toEqual([of('aws'), of('tencent')]);
	const fourth = await open();
	await fourth.at('Other drafts');
	fourth.press('down', 'down', 'enter');
	await fourth.at('Which draft?');
	fourth.press('end', 'ctrlD');
	await fourth.at(/Delete the draft.*\?/);
	fourth.screen.send('y');
	await fourth.at('draft deleted');
	fourth.press('ctrlC');
	await fourth.end();
	expect(kept()).toContainEqual(expect.not.stringContaining('cloud'));
	expect(kept().filter(text => text.includes('cloud'))).toHaveLength(1);
});
