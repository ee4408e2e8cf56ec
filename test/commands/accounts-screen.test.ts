import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {freshMachine, open} from '../e2e/program.ts';

test('the first screen names the source of each cloud’s credentials', async () => {
	const machine = freshMachine();
	onTestFinished(machine.remove);
	mkdirSync(path.join(machine.home, '.aws'));
	writeFileSync(
		path.join(machine.home, '.aws/config'),
		'[profile corp]\nsso_start_url = https://corp.awsapps.com/start\n',
	);
	const {screen, close} = open(['--aws-profile', 'corp'], {machine, columns: 120, rows: 40});
	onTestFinished(close);
	await screen.until('from profile corp (SSO https://corp.awsapps.com/start)', 20_000);
	await screen.until('no credentials found · enter tells', 20_000);
	expect(screen.text()).not.toContain('undefined');
});
