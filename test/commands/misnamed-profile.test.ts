import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {signInOf} from '../../src/clouds/sign-in/sign-in.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: an hour with "could not load credentials from any providers", of a profile that the aws CLI takes and the SDK does not. */

let sandbox: Sandbox;
const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-'));
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
	mkdirSync(path.join(home, '.aws'));
});
afterAll(async () => {
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

/** What a command ends with, signed in with a profile whose keys stand in one section of one of the files. */
async function signedIn(file: 'config' | 'credentials', heading: string, name: string, more = '') {
	const {AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...env} = sandbox.env;
	const keys = `[${heading}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
	const other = file === 'config' ? 'credentials' : 'config';
	writeFileSync(path.join(home, '.aws', file), `${keys}${more}`);
	writeFileSync(path.join(home, '.aws', other), '');
	const before = sandbox.requests.length;
	const io = fakeIo({env: {...env, HOME: home, TUNNELWRIGHT_HOME: path.join(home, 'own')}});
	const status = ['status', '--cloud', 'aws', '--region', 'eu-central-1', '--aws-profile', name];
	const code = await runArguments(status, undefined, io);
	return {code, err: io.stderr(), asked: sandbox.requests.length > before};
}

describe('a profile whose name', () => {
	it.each([
		['credentials', 'my corp', 'my corp', 'my-corp'],
		['credentials', 'profile corp', 'profile corp', 'profile-corp'],
		['config', 'profile "my corp"', 'my corp', 'my-corp'],
		['config', 'profile my corp', 'my corp', 'my-corp'],
		['config', 'profile  corp', 'corp', 'corp'],
		['config', 'profile corp~1', 'corp~1', 'corp-1'],
	] as const)(
		'the SDK does not read ends with 2 and says how to rename it: %s [%s]',
		async (file, heading, name, other) => {
			const {code, err, asked} = await signedIn(file, heading, name);
			expect(err).toContain(`The AWS profile "${name}" can’t be used: the AWS SDK passes over a section of this name`);
			expect(err).toContain(`to ${other} for instance`);
			expect([code, asked]).toEqual([2, false]);
		},
	);

	it.each([
		['credentials', 'corp~1', 'corp~1'],
		['credentials', 'my big corp', 'my big corp'],
		['config', 'profile "corp"', 'corp'],
		['config', 'profile corp@eu', 'corp@eu'],
		['config', 'default', 'default'],
	] as const)('the SDK reads signs in: %s [%s]', async (file, heading, name) => {
		expect(await signedIn(file, heading, name)).toMatchObject({code: 0, asked: true});
	});

	it('the SDK does not read is listed, and is none to choose', async () => {
		await signedIn('credentials', 'my corp', 'my corp');
		const {profiles, mend} = await signInOf('aws', {env: {HOME: home}, sandbox: false});
		expect(profiles).toEqual([{name: 'my corp', kind: 'misnamed', detail: 'a name that the AWS SDK does not read'}]);
		expect(mend).not.toContain('my corp');
	});

	it.each(['\u007F', '\u001B[2J', '\u202E'])(
		'would steer the terminal is none to choose, and listed without that',
		async steering => {
			await signedIn('credentials', `co${steering}rp`, 'other');
			const {profiles} = await signInOf('aws', {env: {HOME: home}, sandbox: false});
			expect(profiles).toEqual([{name: 'corp', kind: 'misnamed', detail: 'a name that the AWS SDK does not read'}]);
		},
	);

	it('stands as the source of a role is named with the one that uses it', async () => {
		const role = '[role]\nrole_arn = arn:aws:iam::111122223333:role/net\nsource_profile = my corp\n';
		const {code, err} = await signedIn('credentials', 'my corp', 'role', role);
		expect(err).toContain('The AWS profile "my corp", which "role" uses, can’t be used');
		expect(code).toBe(2);
	});
});
