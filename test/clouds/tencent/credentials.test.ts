import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {keyHint} from '../../../src/clouds/sign-in/shown.ts';
import {findCredentials} from '../../../src/clouds/tencent/sign-in/credentials.ts';

let home: string;

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), 'tunnelwright-'));
});

afterEach(async () => {
	await rm(home, {recursive: true});
});

async function file(name: string, content: string): Promise<void> {
	await mkdir(path.dirname(path.join(home, name)), {recursive: true});
	await writeFile(path.join(home, name), content);
}

const find = (env: Record<string, string> = {}, more: {profile?: string; sandbox?: boolean} = {}) =>
	findCredentials({env: {HOME: home, ...env}, sandbox: false, ...more});

const environment = {TENCENTCLOUD_SECRET_ID: 'AKIDenvironment', TENCENTCLOUD_SECRET_KEY: 'env-key'};

describe('credentials: those that the user already has are found, and where they came from is said', () => {
	it.each(['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'])(
		'the environment, with the token under %s',
		async name => {
			const found = await find({...environment, [name]: 'token-value'});
			expect(found).toMatchObject({secretId: 'AKIDenvironment', source: 'environment'});
			expect(found.secretKey.reveal()).toBe('env-key');
			expect(found.token?.reveal()).toBe('token-value');
		},
	);

	it('tccli’s default profile when the environment has none', async () => {
		await file('.tccli/default.credential', JSON.stringify({secretId: 'AKIDtccli', secretKey: 'k', token: 't'}));
		const found = await find();
		expect(found).toMatchObject({secretId: 'AKIDtccli', source: 'tccli profile default'});
		expect(found.token?.reveal()).toBe('t');
	});

	it('the tccli profile that TCCLI_PROFILE names', async () => {
		await file('.tccli/network.credential', JSON.stringify({secretId: 'AKIDnetwork', secretKey: 'k'}));
		expect((await find({TCCLI_PROFILE: 'network'})).source).toBe('tccli profile network');
	});

	it('a profile that the user picked before the environment', async () => {
		await file('.tccli/network.credential', JSON.stringify({secretId: 'AKIDnetwork', secretKey: 'k'}));
		expect((await find(environment, {profile: 'network'})).secretId).toBe('AKIDnetwork');
	});

	it('the SDK’s credentials file last, its default section only', async () => {
		await file(
			'.tencentcloud/credentials',
			'[other]\nsecret_id = AKIDother\nsecret_key = x\n\n[default]\n# mine\nsecret_id = AKIDfile\nsecret_key = "file-key"\ntoken = file-token\n',
		);
		const found = await find();
		expect(found).toMatchObject({secretId: 'AKIDfile', source: '~/.tencentcloud/credentials'});
		expect(found.secretKey.reveal()).toBe('file-key');
		expect(found.token?.reveal()).toBe('file-token');
	});

	it('no file of the user’s in the sandbox', async () => {
		await file('.tccli/default.credential', JSON.stringify({secretId: 'AKIDreal', secretKey: 'k'}));
		await expect(find({}, {sandbox: true})).rejects.toThrow(/No credentials/);
	});

	it('none: what was tried is named, and what is half set is said', async () => {
		await file('.tccli/default.credential', '{broken');
		const error = await find({TENCENTCLOUD_SECRET_ID: 'AKIDonly'}).catch((thrown: unknown) => thrown);
		if (!(error instanceof CloudError)) throw new Error('expected a CloudError');
		expect(error.info.kind).toBe('credentials');
		for (const tried of ['TENCENTCLOUD_SECRET_KEY is not set', 'its file is not JSON', '~/.tencentcloud/credentials'])
			expect(error.info.message).toContain(tried);
		expect(error.info.mend).toContain('tccli configure');
	});

	it('a profile name cannot lead out of the folder', async () => {
		await file('secret.credential', JSON.stringify({secretId: 'AKIDoutside', secretKey: 'k'}));
		await expect(find({}, {profile: '../secret'})).rejects.toThrow(/not a profile name/);
	});

	it('a key is shown by its ends only', () => {
		expect(keyHint('AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA')).toBe('AKID…hESA');
		expect(keyHint('short')).toBe('…');
	});
});
