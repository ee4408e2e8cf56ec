import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: an account that was not meant, since the name of a profile was mistyped; a script that takes a slip for a refusal of the cloud. */

let sandbox: Sandbox;
const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-'));
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
	mkdirSync(path.join(home, '.aws'));
	mkdirSync(path.join(home, '.tccli'));
	writeFileSync(path.join(home, '.aws/credentials'), '[corp]\naws_access_key_id = AKIA1\naws_secret_access_key = x\n');
	writeFileSync(path.join(home, '.tccli/work.credential'), '{"secretId": "AKID1", "secretKey": "x"}');
	// keys that count where no profile is named
	mkdirSync(path.join(home, '.tencentcloud'));
	writeFileSync(path.join(home, '.tencentcloud/credentials'), '[default]\nsecret_id = AKID2\nsecret_key = y\n');
});
afterAll(async () => {
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

describe('a profile that is named and is not there', () => {
	const aws = 'examples/aws-vgw-bgp.json';
	const tencent = 'examples/tencent-vpc-policy.json';
	const at = (id: string) => [id, '--region', id.startsWith('vpnx') ? 'ap-guangzhou' : 'eu-central-1'];
	const device = ['--device', 'strongswan', '--out', path.join(home, 'out')];
	const commands = {
		aws: [
			...[['plan', aws], ['apply', aws, '--yes'], ['status'], ['accounts'], ['config', '--list-devices']],
			['status', '--cloud', 'aws', '--region', 'eu-central-1', '--watch'],
			['config', ...at('vpn-40f41529'), ...device],
			['export', ...at('vpn-40f41529'), '--format', 'terraform'],
			['export', aws, '--format', 'aws-cli'],
			['delete', ...at('vpn-40f41529')],
			['profiles', 'import', '--from', 'aws', '--id', ...at('vpn-40f41529')],
		],
		tencent: [
			...[['plan', tencent], ['apply', tencent, '--yes'], ['status'], ['accounts']],
			['status', ...at('vpnx-5p7vkch8')],
			['config', ...at('vpnx-5p7vkch8'), ...device],
			['export', tencent, '--format', 'tccli'],
			['delete', ...at('vpnx-5p7vkch8')],
			['profiles', 'import', '--from', 'tencent', '--id', ...at('vpnx-5p7vkch8')],
		],
	};
	const ways = [
		['aws', ['--aws-profile', 'nope'], {}, /Choose one of: corp/],
		['aws', [], {AWS_PROFILE: 'nope'}, /AWS_PROFILE[\s\S]*Choose one of: corp/],
		['tencent', ['--tencent-profile', 'nope'], {}, /Choose one of: work/],
		['tencent', [], {TCCLI_PROFILE: 'nope'}, /tccli profile "?nope[\s\S]*Choose one of: work/],
	] as const;

	it.each(
		ways.flatMap(([cloud, options, env, words]) =>
			commands[cloud].map(command => {
				const args: readonly string[] = [...command, ...options];
				return {args, env, words, title: [...Object.entries(env).map(pair => pair.join('=')), ...args].join(' ')};
			}),
		),
	)('$title ends with 2 and names those that there are', async ({args, env, words}) => {
		const {AWS_ENDPOINT_URL_EC2 = '', TENCENTCLOUD_DOMAIN = '', TENCENTCLOUD_PROTOCOL = ''} = sandbox.env;
		const before = sandbox.requests.length;
		const io = fakeIo({
			env: {
				...{HOME: home, AWS_ENDPOINT_URL_EC2, TENCENTCLOUD_DOMAIN, TENCENTCLOUD_PROTOCOL},
				...{AWS_REGION: 'eu-central-1', TENCENTCLOUD_REGION: 'ap-guangzhou'},
				...env,
			},
		});
		const code = await runArguments(args, undefined, io);
		const told = io.stdout() + io.stderr();
		expect(told).toMatch(/There is no (?:AWS|tccli) profile "nope"/);
		expect(told).toMatch(words);
		expect(code).toBe(2);
		// both clouds are asked by these: the other one's answer is not held back
		const asksBoth =
			args[0] === 'accounts' || args.includes('--list-devices') || (args[0] === 'status' && !args.includes('--region'));
		if (!asksBoth) expect(sandbox.requests.length).toBe(before);
	});
});
