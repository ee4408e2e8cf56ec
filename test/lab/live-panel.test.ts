import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {describe, expect, test} from 'vitest';
import {tryRun} from '../../src/sandbox/lab/programs.ts';
import {freshMachine, launcher} from '../e2e/program.ts';
import {questions, WizardUser} from '../e2e/wizard-user.ts';
import {siteLan} from './documents.ts';
import {isReady, LabProcess} from './lab-process.ts';
import {lacking} from './lacking.ts';
import {Site} from './site.ts';

/*
 * What a user would lose: a panel that says UP while nothing is, or stays DOWN when the tunnels stand. Nothing plays a tunnel's status here.
 */
const lacks = await lacking();
if (lacks.length > 0)
	process.stderr.write(`skipped: the live panel on real IPsec, since this machine lacks ${lacks.join(', ')}\n`);

const waitMs = 90_000;

const rows = (text: string, state: string) =>
	text.split('\n').filter(line => new RegExp(`^[ ❯]+[●○] .*\\b${state}\\b`).test(line)).length;

describe.runIf(lacks.length === 0)('the wizard on the real lab', () => {
	test('the panel follows the site’s real strongSwan up and down', {timeout: 400_000}, async ({onTestFinished}) => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const lab = new LabProcess(machine);
		onTestFinished(async () => {
			lab.signal('SIGTERM');
			await lab.ended;
		});
		const env = await lab.env;
		const user = new WizardUser([], {columns: 120, rows: 40, machine, env});
		onTestFinished(user.opened.close);
		const id = await createStatic(user);
		await user.at(text => rows(text, 'DOWN') === 2, waitMs);

		const ready = await lab.hear(isReady);
		expect(ready.connection).toBe(id);
		const files = join(machine.home, 'site');
		const config = [launcher, 'config', id, '--device', 'strongswan', '--nat', 'no', '--out', files];
		await promisify(execFile)(process.execPath, config, {env: {...machine.env, ...env}});
		const site = new Site(ready.site.namespace);
		onTestFinished(() => site.close());
		await site.start(files);
		await user.at(text => text.includes(id) && rows(text, 'UP') === 2, waitMs);

		await site.charon.stop();
		const down = await user.at(text => rows(text, 'DOWN') === 2, waitMs);
		expect(down).toContain('IPSEC IS DOWN');
		expect(down).toMatch(/UP → DOWN\s+IPSEC IS DOWN/);
		await user.screen.type('q');
		expect((await user.end()).code).toBe(0);
		lab.signal('SIGINT');
		expect(await lab.ended).toBe(130);
		expect((await tryRun('ip', ['netns', 'list'])).text).not.toContain(`twlab-${lab.pid}-`);
	});
});

/** @returns the connection's id; the screen is the panel */
async function createStatic(user: WizardUser): Promise<string> {
	await user.screen.ready(questions.home, 30_000);
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick('AWS');
	await user.at(questions.region);
	await user.pick('eu-central-1');
	await user.at(questions.gateway);
	await user.pick('vgw-f211f09b');
	await user.at(questions.site);
	user.press('enter');
	await user.at(questions.routing);
	await user.pick('Static');
	await user.at(questions.staticRoutes);
	await user.screen.type(siteLan.range); // none is made up where the endpoints come from the environment
	await user.enterUntil(questions.security);
	await user.enterUntil(questions.name);
	await user.enterUntil(questions.review);
	user.press('enter');
	await user.at(questions.dryRun);
	await user.at(/checked \d+ · /);
	user.press('right');
	const name = /Type (\S+) and press/.exec(await user.at(questions.confirm))?.[1] ?? '';
	await user.screen.type(name);
	await user.at('that is its name');
	user.press('enter');
	const created = await user.at(/ is made\. It comes up/, waitMs);
	const id = /(\S+) is made\. It comes up/.exec(created)?.[1] ?? '';
	user.press('enter');
	await user.at(id, waitMs);
	return id;
}
