import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest';
import {root} from './program.ts';
import {questions, WizardUser} from './wizard-user.ts';

/* What a user would lose: a cloud and a device that are one folder each, and that the wizard asks for, makes and hands over as all others. */

const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-third-'));
const script = path.join(folder, 'program.js');

beforeAll(async () => {
	// this project's own build script, which is plain JavaScript
	const {plainOptions} = (await import(path.join(root, 'src/build/bundle.mjs'))) as {plainOptions: object};
	await esbuild.build({
		...plainOptions,
		entryPoints: [path.join(root, 'test/clouds/third/program.ts')],
		outdir: folder,
		splitting: true,
	});
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

test('nothing in src names it', () => {
	const named = readdirSync(path.join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(
		file => /\.tsx?$/.test(file) && /third[ -]cloud|'third'/i.test(readFileSync(path.join(root, 'src', file), 'utf8')),
	);
	expect(named).toEqual([]);
});

test('the third cloud: from the first screen to UP, and its key to a device that only the tests know', {
	timeout: 120_000,
}, async () => {
	const user = await WizardUser.atHome({columns: 120, rows: 40, script});
	onTestFinished(user.opened.close);
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick('Third Cloud');
	expect(await user.at(questions.region)).toContain('Which region of Third Cloud?');
	await user.pick('third-north');
	expect(await user.at(questions.gateway)).toContain('An edge joins every network of the account.');
	await user.pick('edge-1');
	await user.at(questions.site);
	await user.pick('+ describe a new');
	await user.enterUntil(questions.routing);
	await user.pick('Static');
	await user.at(questions.staticRoutes);
	await user.enterUntil(questions.security);
	await user.enterUntil('Is anything to be different');
	expect(user.screen.text()).toContain('Heartbeat 10 s');
	user.press('down', 'enter');
	await user.at('1 to 60 s');
	await user.screen.type('20');
	user.press('enter', 'home', 'enter');
	await user.at(questions.name);
	const review = await user.enterUntil(questions.review);
	for (const told of ['Third Cloud', 'edge-1', 'Heartbeat']) expect(review).toContain(told);
	user.press('enter');
	await user.at(/checked \d+ · /);
	expect(user.screen.text()).toContain('create tunnel');
	await user.makeFromDryRun();
	const panel = await user.at(/● .*\bUP\b/);
	expect(/tun-\d+/.exec(panel)?.[0]).toBeDefined();
	await user.screen.type('h');
	await user.at('Which device ends');
	await user.pick('Acme');
	await user.at(/❯ Behind NAT/);
	user.press('enter');
	await user.at(/❯ Folder/);
	await user.at('will be made, for you alone');
	user.press('enter');
	await user.at('Written for Acme');
	const files = readdirSync(user.opened.machine.home, {recursive: true, encoding: 'utf8'});
	const file = files.find(name => name.endsWith('acme.cfg')) ?? '';
	const key = /key (\S+)/.exec(readFileSync(path.join(user.opened.machine.home, file), 'utf8'))?.[1] ?? '';
	expect(key.length).toBeGreaterThan(0);
	expect(user.screen.bytes).not.toContain(Buffer.from(key, 'base64').toString());
});
