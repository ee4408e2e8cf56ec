import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest';
import {type BadServer, badServer, behaviours} from '../clouds/bad-network.ts';
import {questions, WizardUser} from './wizard-user.ts';

/* What a user would lose: the way back, to a network that never answers. */

let server: BadServer;
beforeAll(async () => {
	server = await badServer(behaviours['a slow drip of the body']);
});
afterAll(() => server.close());

function environment() {
	const {port} = server;
	return {
		AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
		AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'key-in-clear',
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
		TENCENTCLOUD_PROTOCOL: 'HTTP',
		TENCENTCLOUD_SECRET_ID: 'AKIDtest1234',
		TENCENTCLOUD_SECRET_KEY: 'key-in-clear',
	};
}

test.each([
	['AWS', []],
	['Tencent Cloud', ['down']],
] as const)(
	'a slow drip from %s: help, Esc, moving on and ctrl-c work while it is waited for',
	async (_cloud, moves) => {
		const user = new WizardUser([], {env: environment()});
		onTestFinished(user.opened.close);
		await user.screen.ready(questions.home, 20_000);
		user.press('enter');
		await user.at(questions.cloud);
		user.press(...moves, 'enter');
		const waiting = await user.at(questions.region);
		expect(waiting).not.toContain('could not');
		user.screen.send('\u0007'); // ctrl-g, the help
		await user.at(/esc close/);
		user.press('escape');
		await user.at(questions.region);
		user.press('escape');
		await user.at(questions.cloud);
		user.press('enter');
		await user.at(questions.region);
		user.press('ctrlC');
		const {code, before, after} = await user.end();
		expect(code).toBe(130);
		expect(after).toBe(before);
	},
);
