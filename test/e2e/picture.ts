// npm run picture: plays a real run on the sandbox and draws docs/images/*.svg from the cells that were on the terminal.
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {root} from './program.ts';
import {svgOf} from './svg.ts';
import {questions, WizardUser} from './wizard-user.ts';

const folder = path.join(root, 'docs/images');

async function play(user: WizardUser): Promise<void> {
	const draw = (name: string, title: string) => {
		writeFileSync(path.join(folder, `${name}.svg`), svgOf(user.screen.term, title));
		process.stdout.write(`docs/images/${name}.svg\n`);
	};

	// both clouds are read: what comes meanwhile is no picture of it
	await user.at(text => / 8 connections /.test(text) && (text.match(/ account \d/g) ?? []).length === 2);
	draw('home', 'tunnelwright: the first screen');
	await user.enterUntil(questions.gateway);
	await user.at('vgw-9a4cacf3');
	draw('gateway', 'tunnelwright: choosing the gateway in AWS');
	await user.enterUntil(questions.dryRun);
	await user.at(/checked \d+ · /);
	draw('dry-run', 'tunnelwright: the dry run, before anything is made');
	user.press('right');
	const confirm = await user.at(questions.confirm);
	await user.screen.type(/Type (\S+) and press/.exec(confirm)?.[1] ?? '');
	user.press('enter');
	await user.at(/ is made\. It comes up/, 30_000);
	user.press('enter');
	await user.at(text => (text.match(/● \d/g) ?? []).length === 2, 60_000);
	draw('panel', 'tunnelwright: both tunnels UP');
}

mkdirSync(folder, {recursive: true});
const user = await WizardUser.atHome({columns: 100, rows: 30});
try {
	await play(user);
} finally {
	user.opened.close();
}
