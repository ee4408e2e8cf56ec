import {describe, expect, test} from 'vitest';
import type {AwsDraft} from '../../../src/clouds/aws/own-document.ts';
import {awsRules} from '../../../src/clouds/aws/rules/rules.ts';
import {keyVariableProblem} from '../../../src/clouds/document/key-variable.ts';
import {parseDocument} from '../../../src/clouds/document/schema-errors.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {keysForDryRun} from '../../../src/session/keys.ts';
import {stepOf} from '../../../src/wizard/steps/steps.ts';
import {awsDocument} from '../aws/documents.ts';
import {tencentDocument} from '../tencent/documents.ts';

/* What a user would lose: the key of a cloud account, sent as a pre-shared key because a document of somebody else names its variable. */

const credentials = [
	'TENCENTCLOUD_SECRET_KEY',
	'TENCENTCLOUD_SECRET_ID',
	'TENCENTCLOUD_TOKEN',
	'TCCLI_SECRET_KEY',
	'AWS_SECRET_ACCESS_KEY',
	'AWS_ACCESS_KEY_ID',
	'AWS_SESSION_TOKEN',
	'aws_secret_access_key',
	'HTTPS_PROXY',
	'https_proxy',
	'ALL_PROXY',
	'GITHUB_TOKEN',
	'OPENAI_API_KEY',
	'ALIBABA_SECRET',
	'HUAWEICLOUD_SDK_SECRET',
	'DATABASE_URL',
	'DB_PASSWORD',
	'PASSWORD',
	'PGPASSWORD',
	'MYSQL_PWD',
	'HCLOUD_TOKEN',
	'SLACK_BOT_TOKEN',
	'OAUTH_CLIENT_SECRET',
];
const systems = [
	...[
		'HOME',
		'PATH',
		'PWD',
		'SHELL',
		'USER',
		'LOGNAME',
		'LANG',
		'LC_ALL',
		'TERM',
		'DISPLAY',
		'XDG_RUNTIME_DIR',
		'TMPDIR',
	],
	...['HOSTNAME', 'EDITOR', 'home', 'USERPROFILE', 'NODE_OPTIONS', 'LD_PRELOAD', 'SUDO_USER', '_'],
];

describe('a variable that credentials stand in', () => {
	test.each(credentials)('%s is refused in a document of either cloud, in live rules and in the wizard', name => {
		const key = {from: 'env', name} as const;
		const aws = {...awsDocument(), tunnels: [{presharedKey: key}, {presharedKey: {from: 'generated'}}]};
		expect(parseDocument(aws).problems).toMatchObject([
			{field: 'tunnels[0].presharedKey.name', problem: expect.stringContaining(`${name} is a name for credentials`)},
		]);
		expect(parseDocument({...tencentDocument(), presharedKey: key}).problems).toMatchObject([
			{field: 'presharedKey.name', problem: expect.stringContaining(`${name} is a name for credentials`)},
		]);
		const rule = awsRules.find(({id}) => id === 'aws.key.env-name');
		const draft: AwsDraft = {cloud: 'aws', tunnels: [{presharedKey: key}, {presharedKey: {from: 'generated'}}]};
		expect(rule?.check(draft, {})).toHaveLength(1);
		const field = [...(stepOf('security').fields ?? []), ...(stepOf('name').fields ?? [])].find(
			({id}) => id === 'key1.env',
		);
		expect(field).toMatchObject({syntax: keyVariableProblem});
	});

	test.each(systems)('%s is the system’s', name => {
		expect(parseDocument({...tencentDocument(), presharedKey: {from: 'env', name}}).problems).toMatchObject([
			{field: 'presharedKey.name', problem: expect.stringContaining(`${name} is set by the system`)},
		]);
	});

	test.each([
		...['OFFICE_KEY', 'VPN_PSK', 'TUNNEL1_PSK', 'BERLIN_SECRET', 'BERLIN_KEY', 'TENCENT_KEY', 'KEY', 'PROXY_SITE_KEY'],
		...[
			'TUNNEL1_SECRET',
			'VPN_PASSWORD',
			'PSK',
			'PRESHARED_KEY_1',
			'TF_VAR_preshared_key_1',
			'OVH_VPN_KEY',
			'HOME_KEY',
		],
		...['OS_KEY_BERLIN', 'USER_PSK', 'DB_PSK', 'VPN_TOKEN', 'PATH_KEY'],
	])('%s is a key’s own', name => {
		expect(keyVariableProblem(name)).toBeUndefined();
		expect(parseDocument({...tencentDocument(), presharedKey: {from: 'env', name}}).problems).toBeUndefined();
	});

	test.each([
		['OFFICE_PASSWORD', ['warn']],
		['SITE_URL', ['warn']],
		['VPN_PASSWORD', []],
		['BERLIN_SECRET', []],
	])('%s is read, with %j for the doubt', (name, results) => {
		const source = {from: 'env', name} as const;
		const key = new Secret('a.key_of_its_own');
		const cloud = {
			secretsOf: () => [{name: 'presharedKey', field: 'presharedKey', source}],
			generatePresharedKey: () => new Secret('another'),
		};
		const session = {env: {[name]: key.reveal()}};
		const {secrets, checks} = keysForDryRun(cloud, tencentDocument(), session, {typed: {}, generated: {}});
		expect(secrets.get('presharedKey')?.equals(key)).toBe(true);
		expect(checks.map(({result}) => result)).toEqual(results);
		for (const {detail} of checks) expect(detail).toContain(name);
	});
});
