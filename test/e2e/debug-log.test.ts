import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

test('--debug writes down what the wizard asks the clouds, and says where once the screen is gone', async () => {
	const user = await WizardUser.atHome({args: ['--debug']});
	onTestFinished(user.opened.close);
	await user.enterUntil(questions.gateway);
	await user.at('vgw-');
	expect(user.screen.bytes).not.toContain('written down');
	user.press('ctrlC');
	expect((await user.end()).code).toBe(130);
	expect(await user.screen.state()).toEqual(asItWas);
	const folder = path.join(user.opened.machine.home, 'state/tunnelwright/debug');
	const [name = '', ...more] = readdirSync(folder);
	expect(more).toEqual([]);
	const file = path.join(folder, name);
	expect(user.screen.text().replaceAll('\n', '')).toContain(file);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const text = readFileSync(file, 'utf8');
	expect(text).toMatch(/"event":"start".*"command":"wizard","sandbox":true/);
	expect(text).toMatch(/"call":"DescribeVpnGateways","attempt":1,.*"status":200/);
	expect(text).toMatch(/"event":"end","exit":130/);
});
