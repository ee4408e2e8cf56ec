import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it, onTestFinished} from 'vitest';
import {partitionOf} from '../../src/clouds/aws/sign-in/region-name.ts';
import {readSharedConfig} from '../../src/clouds/aws/sign-in/shared-config.ts';
import {endpointFor} from '../../src/clouds/aws/wire/endpoint.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {connectionDocument} from '../../src/clouds/document/documents.ts';
import {proxyFor} from '../../src/clouds/net/proxy.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {signInOf} from '../../src/clouds/sign-in/sign-in.ts';
import {cvmRole} from '../../src/clouds/tencent/sign-in/assume-role.ts';
import {endpointOf} from '../../src/clouds/tencent/wire/endpoint.ts';

const example = (name: string) => connectionDocument.parse(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')));
const awsDocument = example('aws-vgw-bgp');
const tencentDocument = example('tencent-vpc-bgp');

/*
 * Every test has a home folder of its own: nothing of the machine's accounts is seen, and nothing of it is left.
 */
let home: string;
beforeEach(() => {
	home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-accounts-'));
});
afterEach(() => rmSync(home, {recursive: true}));

function file(name: string, content: string): void {
	mkdirSync(path.dirname(path.join(home, name)), {recursive: true});
	writeFileSync(path.join(home, name), content);
}

type More = {readonly profile?: string; readonly region?: string; readonly instanceRole?: boolean};
const aws = (env: Record<string, string> = {}, more: More = {}) =>
	signInOf('aws', {env: {HOME: home, ...env}, sandbox: false, ...more});
const tencent = (env: Record<string, string> = {}, more: More = {}) =>
	signInOf('tencent', {env: {HOME: home, ...env}, sandbox: false, ...more});

const config = `
# comment
[default]
region = eu-central-1

[profile keys]
region = us-gov-west-1

[profile corp]
sso_session = main
sso_account_id = 111122223333
region = eu-west-1
[profile "two-words"]
role_arn = arn:aws:iam::111122223333:role/net
source_profile = corp

[profile tool]
credential_process = /opt/tool --password hunter2-in-config
[profile china]
region = cn-north-1
aws_access_key_id = AKIACHINA00000007XYZ
aws_secret_access_key = china-secret
services = local
[sso-session main]
sso_start_url = https://corp.awsapps.com/start
[services local]
ec2 =
  endpoint_url = http://10.0.0.5:4566
s3 =
  endpoint_url = http://10.0.0.6:4566
[profile plain]
endpoint_url = http://10.0.0.7:4566 ; inline
`;
const keys = (section: string, id: string) => `[${section}]\naws_access_key_id=${id}\naws_secret_access_key = s3cr3t\n`;
function awsFiles(): void {
	file('.aws/config', config);
	file('.aws/credentials', `${keys('keys', 'AKIAKEYS000000001234')}${keys('old', 'AKIAOLD0000000004321')}`);
}

describe('AWS profiles', () => {
	it('are listed with region and kind, both files in one, and no secret', async () => {
		awsFiles();
		const found = (await signInOf('aws', {env: {HOME: home}, sandbox: false})).profiles;
		expect(found.map(({name, kind, region}) => [name, kind, region])).toEqual([
			['default', 'settings', 'eu-central-1'],
			['china', 'keys', 'cn-north-1'],
			['corp', 'sso', 'eu-west-1'],
			['keys', 'keys', 'us-gov-west-1'],
			['old', 'keys', undefined],
			['plain', 'settings', undefined],
			['tool', 'process', undefined],
			['two-words', 'role', undefined],
		]);
		expect(found.find(({name}) => name === 'keys')?.keyHint).toBe('AKIA…1234');
		expect(
			JSON.stringify(await readSharedConfig({HOME: home}).then(all => [...all.profiles].map(([, s]) => [...s]))),
		).not.toMatch(/s3cr3t|hunter2|china-secret|AKIAKEYS0/);
	});

	it('are found where the variables say', async () => {
		file('elsewhere/c', '[profile moved]\nregion=eu-north-1\n');
		file('elsewhere/k', keys('moved', 'AKIAMOVED00000001234'));
		const env = {
			AWS_CONFIG_FILE: path.join(home, 'elsewhere/c'),
			AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'elsewhere/k'),
		};
		expect(await aws(env, {profile: 'moved'})).toMatchObject({
			source: 'profile moved (keys)',
			keyHint: 'AKIA…1234',
			region: {id: 'eu-north-1', from: 'profile moved'},
		});
	});

	it('that are not there: the ones that are, are named', async () => {
		awsFiles();
		for (const [env, more] of [
			[{AWS_PROFILE: 'nope'}, {}],
			[{}, {profile: 'nope'}],
		] as const) {
			const found = await aws(env, more);
			expect(found.source).toBeUndefined();
			expect(found.problem).toContain('There is no AWS profile "nope"');
			expect(found.mend).toContain('default, china, corp, keys, old, plain, tool, two-words');
			const cloud = await moduleOf('aws').open({env: {HOME: home, ...env}, sandbox: false, ...more});
			const error: unknown = await cloud.identity(new AbortController().signal).catch((thrown: unknown) => thrown);
			if (!(error instanceof CloudError)) throw new Error('expected a CloudError');
			expect(error.info).toMatchObject({kind: 'credentials', mend: expect.stringContaining('corp, keys')});
		}
	});

	it('whose SSO session is nowhere described are told apart', async () => {
		file('.aws/config', '[profile half]\nsso_session = gone\n');
		expect(await aws({}, {profile: 'half'})).toMatchObject({
			problem: expect.stringContaining('SSO session "gone", which is not in'),
			mend: 'Run: aws configure sso --profile half',
		});
	});

	it('say which command renews their session, also through a role', async () => {
		awsFiles();
		expect((await aws({}, {profile: 'corp'})).renew).toBe('aws sso login --profile corp');
		expect((await aws({}, {profile: 'two-words'})).renew).toBe('aws sso login --profile corp');
		expect((await aws({}, {profile: 'keys'})).renew).toBeUndefined();
	});
});

describe('the source that AWS would use', () => {
	it('is picked profile, AWS_PROFILE, environment, default profile, in this order', async () => {
		awsFiles();
		file('.aws/credentials', keys('default', 'AKIADEFAULT000009999') + keys('keys', 'AKIAKEYS000000001234'));
		const environment = {AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT05678', AWS_SECRET_ACCESS_KEY: 'x'};
		const sources = await Promise.all([
			aws({...environment, AWS_PROFILE: 'corp'}, {profile: 'keys'}),
			aws({...environment, AWS_PROFILE: 'corp'}),
			aws(environment),
			aws(),
			aws(environment, {instanceRole: true}),
		]);
		expect(sources.map(({source}) => source)).toEqual([
			'profile keys (keys)',
			'AWS_PROFILE=corp (SSO session main)',
			'environment',
			'profile default (keys)',
			'role of this machine (EC2 instance metadata)',
		]);
	});

	it('where there is none: what was tried is named, the metadata service is not asked', async () => {
		const found = await aws({AWS_ACCESS_KEY_ID: 'AKIAHALF000000005678'});
		expect(found.tried.join('\n')).toMatch(
			/AWS_SECRET_ACCESS_KEY is not set[\s\S]*profile default[\s\S]*--instance-role/,
		);
		expect(found.mend).toContain('aws configure');
	});
});

describe('the region that AWS is asked in', () => {
	it.each([
		['eu-central-1', 'aws'],
		['cn-northwest-1', 'aws-cn'],
		['us-gov-east-1', 'aws-us-gov'],
		['us-iso-east-1', 'aws-iso'],
		['us-isob-east-1', 'aws-iso-b'],
	])('%s is in %s', (region, partition) => expect(partitionOf(region)).toBe(partition));

	it.each([
		['the environment before the profile', {AWS_REGION: 'eu-north-1'}, {profile: 'corp'}, 'eu-north-1'],
		['the profile', {}, {profile: 'corp'}, 'eu-west-1'],
		[
			'the picked profile of China, whatever the environment says',
			{AWS_REGION: 'eu-north-1'},
			{profile: 'china'},
			'cn-north-1',
		],
		['the connection in GovCloud', {AWS_REGION: 'eu-north-1'}, {region: 'us-gov-west-1'}, 'us-gov-west-1'],
		[
			'the environment in the partition of the connection',
			{AWS_REGION: 'cn-north-1'},
			{region: 'cn-northwest-1'},
			'cn-north-1',
		],
		['AWS’s first where nothing names one', {AWS_PROFILE: 'old'}, {}, 'us-east-1'],
	])('%s', async (_title, env, more, region) => {
		awsFiles();
		expect((await aws(env, more)).region?.id).toBe(region);
	});
});

describe('plain HTTP to another machine is refused, with the name of what to mend', () => {
	it.each([
		[{AWS_ENDPOINT_URL_EC2: 'http://10.0.0.5:4566'}, 'keys', 'AWS_ENDPOINT_URL_EC2 is http://10.0.0.5:4566'],
		[{AWS_ENDPOINT_URL: 'http://user:pa55@ec2.example.com/x'}, 'keys', 'AWS_ENDPOINT_URL is http://ec2.example.com'],
		[{}, 'china', 'endpoint_url of ec2 in services local (profile china) is http://10.0.0.5:4566'],
		[{}, 'plain', 'endpoint_url of profile plain is http://10.0.0.7:4566'],
	])('%o, profile %s', async (env, profile, says) => {
		awsFiles();
		const shared = {config: await readSharedConfig({HOME: home}), profile};
		const attempt = () => endpointFor('EC2', env, false, shared);
		expect(attempt).toThrow(says);
		expect(attempt).not.toThrow('pa55');
		expect(endpointFor('EC2', {...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'}, false, shared)).toBeUndefined();
	});

	it('at AWS’s STS too, before a role is assumed there', async () => {
		const cloud = await moduleOf('aws').open({
			env: {
				HOME: home,
				AWS_ACCESS_KEY_ID: 'AKIA0',
				AWS_SECRET_ACCESS_KEY: 'x',
				AWS_ENDPOINT_URL_STS: 'http://10.1.1.1',
			},
			sandbox: false,
		});
		await expect(cloud.regions(new AbortController().signal)).rejects.toThrow(
			'AWS_ENDPOINT_URL_STS is http://10.1.1.1',
		);
	});

	it('at Tencent Cloud, with both variables and the value', () => {
		const env = {TENCENTCLOUD_DOMAIN: 'me:pa55@x', TENCENTCLOUD_PROTOCOL: 'HTTP'};
		expect(() => endpointOf('vpc', 'ap-guangzhou', {...env, TENCENTCLOUD_DOMAIN: '10.0.0.5'})).toThrow(
			'TENCENTCLOUD_PROTOCOL is HTTP and TENCENTCLOUD_DOMAIN is 10.0.0.5',
		);
		expect(() => endpointOf('vpc', 'ap-guangzhou', env)).not.toThrow('pa55');
	});
});

describe('proxies', () => {
	const through = (url: string, env: Record<string, string>) => proxyFor('aws', new URL(url), env)?.shown;
	const ec2 = 'https://ec2.eu-central-1.amazonaws.com';

	it.each([
		[{HTTPS_PROXY: 'http://user:pa55@proxy:3128'}, 'http://proxy:3128'],
		[{https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1'}, 'http://lower:1'],
		[{HTTPS_PROXY: 'proxy.example.com:8080'}, 'http://proxy.example.com:8080'],
		[{ALL_PROXY: 'http://all:1'}, 'http://all:1'],
		[{HTTP_PROXY: 'http://only-for-http:1'}, undefined],
		[{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'amazonaws.com'}, undefined],
		[{HTTPS_PROXY: 'http://p:1', no_proxy: 'x, .amazonaws.com:443'}, undefined],
		[{HTTPS_PROXY: 'http://p:1', NO_PROXY: '*'}, undefined],
		[{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'amazonaws.com:8443, aws.com, azonaws.com'}, 'http://p:1'],
	])('%o: %s', (env, proxy) => expect(through(ec2, env)).toBe(proxy));

	it.each([
		'http://127.0.0.1:4500',
		'https://localhost:1',
		'https://[::1]:1',
		'http://vpc.ap-shanghai-fsi.localhost:1',
	])('are never used for %s', url =>
		expect(through(url, {HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1'})).toBeUndefined(),
	);

	it('HTTP_PROXY counts for addresses in plain HTTP', () => {
		expect(through('http://192.0.2.1', {HTTP_PROXY: 'http://p:1'})).toBe('http://p:1');
	});

	it.each(['socks5://user:pa55@p:1', 'http://user:pa55@'])(
		'that cannot be used are refused without their password',
		value => {
			expect(() => through(ec2, {HTTPS_PROXY: value})).toThrow('HTTPS_PROXY is not the address of an HTTP proxy');
			expect(() => through(ec2, {HTTPS_PROXY: value})).not.toThrow('pa55');
		},
	);
});

describe('the source that Tencent Cloud would use', () => {
	const login = (type: string, seconds: number) =>
		JSON.stringify({type, secretId: 'AKIDlogin00000000001', secretKey: 'k', token: 't', expiresAt: seconds});
	const soon = Math.floor(Date.now() / 1000) + 3600;

	it('profiles are listed with region and kind, and no secret', async () => {
		file('.tccli/default.credential', JSON.stringify({secretId: 'AKIDdefault000007777', secretKey: 'key-secret'}));
		file('.tccli/default.configure', JSON.stringify({_sys_param: {region: 'ap-singapore'}}));
		file('.tccli/web.credential', login('oauth', soon));
		file(
			'.tccli/role.credential',
			JSON.stringify({secretId: 'AKIDrole00000000001', secretKey: 'k', 'role-arn': 'qcs::x'}),
		);
		const found = (await signInOf('tencent', {env: {HOME: home}, sandbox: false})).profiles;
		expect(found).toEqual([
			{name: 'default', kind: 'keys', region: 'ap-singapore', keyHint: 'AKID…7777', detail: 'keys'},
			{name: 'role', kind: 'role', keyHint: 'AKID…0001', detail: 'role qcs::x'},
			{name: 'web', kind: 'oauth', keyHint: 'AKID…0001', detail: 'browser login'},
		]);
		expect((await tencent()).region).toEqual({id: 'ap-singapore', from: 'tccli profile default'});
		expect((await tencent({TENCENTCLOUD_REGION: 'ap-tokyo'})).region?.id).toBe('ap-tokyo');
		expect((await tencent({}, {region: 'ap-shanghai-fsi'})).region?.id).toBe('ap-shanghai-fsi');
	});

	it.each([
		['oauth', 'tccli auth login --profile web'],
		['sso', 'tccli sso login --profile web'],
	])(
		'an %s login that has ended is told with the command that renews it, and no other account is used',
		async (type, renew) => {
			file('.tccli/web.credential', login(type, 1_700_000_000));
			file('.tencentcloud/credentials', '[default]\nsecret_id = AKIDother\nsecret_key = x\n');
			const found = await tencent({TCCLI_PROFILE: 'web'});
			expect(found).toMatchObject({renew, problem: expect.stringContaining('has ended'), mend: `Run: ${renew}`});
			const cloud = await moduleOf('tencent').open({env: {HOME: home, TCCLI_PROFILE: 'web'}, sandbox: false});
			const error: unknown = await cloud.identity(new AbortController().signal).catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({info: {kind: 'credentials', mend: expect.stringContaining(renew)}});
		},
	);

	it('a login that lasts is used', async () => {
		file('.tccli/default.credential', login('oauth', soon));
		expect(await tencent()).toMatchObject({source: 'tccli profile default (browser login)', keyHint: 'AKID…0001'});
	});

	it('a profile that is not there: the ones that are, are named', async () => {
		file('.tccli/network.credential', JSON.stringify({secretId: 'AKIDnetwork00000001', secretKey: 'k'}));
		expect(await tencent({}, {profile: 'nope'})).toMatchObject({
			tried: ['tccli profile nope (no ~/.tccli/nope.credential)'],
			mend: 'Choose one of: network',
		});
	});

	it('TENCENTCLOUD_CREDENTIALS_FILE names the credentials file', async () => {
		file('elsewhere', '[default]\nsecret_id = AKIDelsewhere000001\nsecret_key = x\n');
		expect(await tencent({TENCENTCLOUD_CREDENTIALS_FILE: path.join(home, 'elsewhere')})).toMatchObject({
			source: '~/elsewhere',
			keyHint: 'AKID…0001',
		});
	});
});

/** A server on this machine that answers as `reply` says; gives its port. */
async function serve(
	reply: (request: {
		readonly url: string;
		readonly headers: Readonly<Record<string, unknown>>;
		readonly body: string;
	}) => string,
) {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		response.end(reply({url: request.url ?? '', headers: request.headers, body}));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	// A server that listens on TCP has an AddressInfo.
	return (server.address() as AddressInfo).port;
}

describe('Tencent Cloud roles', () => {
	it('are assumed with the profile’s keys, and calls are signed with the temporary ones', async () => {
		const seen: string[] = [];
		const port = await serve(({headers, body}) => {
			const id = /Credential=([^/]+)/.exec(String(headers.authorization))?.[1];
			seen.push([headers['x-tc-action'], id, headers['x-tc-token']].join(' '));
			if (headers['x-tc-action'] === 'AssumeRole')
				expect(JSON.parse(body)).toMatchObject({RoleArn: 'qcs::cam::role', RoleSessionName: 'me'});
			const Credentials = {TmpSecretId: 'AKIDtemporary0000009', TmpSecretKey: 'tk', Token: 'tt'};
			const answer =
				headers['x-tc-action'] === 'AssumeRole'
					? {Credentials, ExpiredTime: Math.floor(Date.now() / 1000) + 7200}
					: {AccountId: '100000000001', Arn: 'qcs::sts::role'};
			return JSON.stringify({Response: {...answer, RequestId: 'r'}});
		});
		file(
			'.tccli/role.credential',
			JSON.stringify({secretId: 'AKIDbase', secretKey: 'k', 'role-arn': 'qcs::cam::role', 'role-session-name': 'me'}),
		);
		const cloud = await moduleOf('tencent').open({
			env: {HOME: home, TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`, TENCENTCLOUD_PROTOCOL: 'HTTP'},
			sandbox: false,
			profile: 'role',
		});
		onTestFinished(() => cloud.close());
		const {signal} = new AbortController();
		expect(await cloud.identity(signal)).toMatchObject({
			account: '100000000001',
			keyHint: 'AKID…0009',
			source: 'tccli profile role (role qcs::cam::role)',
		});
		await cloud.identity(signal);
		expect(seen).toEqual([
			'AssumeRole AKIDbase ',
			'GetCallerIdentity AKIDtemporary0000009 tt',
			'GetCallerIdentity AKIDtemporary0000009 tt',
		]);
	});

	it('of the machine come from its metadata service', async () => {
		const port = await serve(({url}) =>
			url.endsWith('/vpn-role')
				? JSON.stringify({
						TmpSecretId: 'AKIDcvm',
						TmpSecretKey: 'k',
						Token: 't',
						ExpiredTime: 2_000_000_000,
						Code: 'Success',
					})
				: 'vpn-role',
		);
		const found = await cvmRole(`http://127.0.0.1:${port}/roles/`);
		expect(found).toMatchObject({secretId: 'AKIDcvm', source: 'role vpn-role of this machine (CVM metadata)'});
		expect(found.token?.reveal()).toBe('t');
	});

	it('of the machine are given up soon where no metadata service answers', async () => {
		const silent = createServer(() => {});
		await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
		onTestFinished(() => {
			silent.closeAllConnections();
			silent.close();
		});
		const {port} = silent.address() as AddressInfo; // TCP, as above
		await expect(cvmRole(`http://127.0.0.1:${port}/`, 50)).rejects.toThrow('its metadata service did not answer');
	});
});

describe('Tencent Cloud that is busy', () => {
	it('is waited for, also when the limit outlasts a few tries', async () => {
		let refusals = 5;
		const port = await serve(() =>
			JSON.stringify({
				Response:
					refusals-- > 0
						? {Error: {Code: 'RequestLimitExceeded', Message: 'slow down'}, RequestId: 'r'}
						: {AccountId: '1', RequestId: 'r'},
			}),
		);
		const cloud = await moduleOf('tencent').open({
			env: {
				HOME: home,
				TENCENTCLOUD_SECRET_ID: 'AKIDx',
				TENCENTCLOUD_SECRET_KEY: 'y',
				TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
				TENCENTCLOUD_PROTOCOL: 'HTTP',
			},
			sandbox: false,
			timeoutMs: 1000,
		});
		onTestFinished(() => cloud.close());
		expect((await cloud.identity(new AbortController().signal)).account).toBe('1');
		expect(refusals).toBe(-1);
	});
});

describe('a cloud that is played on this machine', () => {
	it('is known by its address', async () => {
		const keys = {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'one', AWS_REGION: 'eu-central-1'};
		expect((await aws({...keys, AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:4566'})).local).toBe(true);
		expect((await aws({...keys, AWS_ENDPOINT_URL_EC2: 'https://ec2.example.com'})).local).toBe(false);
		expect((await aws(keys)).local).toBeUndefined();
		const domain = {TENCENTCLOUD_DOMAIN: 'localhost:4566', TENCENTCLOUD_PROTOCOL: 'HTTP'};
		expect((await tencent(domain)).local).toBe(true);
		expect((await tencent({TENCENTCLOUD_DOMAIN: 'internal.tencentcloudapi.com'})).local).not.toBe(true);
	});
});

describe('printed command lines', () => {
	it('work in the account of the picked profile', async () => {
		const action = {
			id: 'a',
			title: '',
			detail: '',
			service: 'ec2',
			call: 'CreateTags',
			parameters: {},
			dryRun: false,
			after: [],
			makes: '',
		} as const;
		for (const [id, document, line] of [
			['aws', awsDocument, /^aws ec2 create-tags --region \S+ --profile 'two words'$/],
			['tencent', tencentDocument, /^tccli ec2 CreateTags --region \S+ --profile 'two words'$/],
		] as const) {
			const {region, name} = document;
			const plan = {cloud: id, region, name, document, actions: [action], costs: [], leftByHand: [], notes: []};
			const options = {env: {HOME: home}, sandbox: false};
			expect((await moduleOf(id).open({...options, profile: 'two words'})).commandLine(action, plan)).toMatch(line);
			expect((await moduleOf(id).open(options)).commandLine(action, plan)).not.toContain('--profile');
		}
	});
});
