import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {cloudIds} from '../../src/clouds/registry.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import {wizardArguments} from '../../src/commands/wizard-arguments.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, launcher, type Machine} from '../e2e/program.ts';
import {startEchoingCloud, waysToEcho} from '../leak/echoing-cloud.ts';
import {filesUnder, type Known, leaksIn} from '../leak/known-secrets.ts';
import {type ConnectProxy, startConnectProxy} from './connect-proxy.ts';
import {fakeIo} from './fake-io.ts';

/*
 * Whose credentials are used, in processes of their own on fresh machines: the SDKs read files, proxies and certificates there.
 */
let sandbox: Sandbox;
let proxy: ConnectProxy;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 30});
	proxy = await startConnectProxy(sandbox.port);
});
afterAll(async () => {
	await proxy.close();
	await sandbox.close();
});

function machine(files: Readonly<Record<string, string>> = {}): Machine {
	const made = freshMachine();
	onTestFinished(made.remove);
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(made.home, name)), {recursive: true});
		writeFileSync(path.join(made.home, name), content);
	}

	return made;
}

async function run(args: readonly string[], {home, env}: Machine, more: Readonly<Record<string, string>> = {}) {
	const child = spawn(process.execPath, [launcher, ...args], {
		cwd: home,
		env: {...env, ...more},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const texts = {out: '', err: ''};
	child.stdout.on('data', chunk => (texts.out += String(chunk)));
	child.stderr.on('data', chunk => (texts.err += String(chunk)));
	const code = await new Promise<number | null>(resolve => child.on('close', resolve));
	return {...texts, code, all: texts.out + texts.err};
}

type Account = Readonly<Record<string, unknown>> & {readonly error: Readonly<Record<string, string>> | null};
function accountsOf(out: string): readonly Account[] {
	const parsed: {readonly accounts: readonly Account[]} = JSON.parse(out);
	return parsed.accounts;
}

/** The sandbox's keys in the environment, without its endpoints: calls go to the clouds' own names. */
function sandboxKeys(): Record<string, string> {
	const kept = /^(AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|TENCENTCLOUD_SECRET_(ID|KEY))$/;
	return Object.fromEntries(Object.entries(sandbox.env).filter(([name]) => kept.test(name)));
}

describe('accounts', () => {
	test('names the sandbox’s, and the keys by their ends', async () => {
		const io = fakeIo();
		expect(await runArguments(['accounts', '--sandbox', '--json'], undefined, io)).toBe(0);
		expect(accountsOf(io.stdout())).toMatchObject([
			{cloud: 'aws', source: 'sandbox', keyHint: 'AKIA…7XYZ', account: '111122223333', error: null},
			{cloud: 'tencent', source: 'sandbox', keyHint: 'AKID…s001', account: '100000000001', error: null},
		]);
	});

	test('says what was tried where nothing was found, and ends well', async () => {
		const {code, out} = await run(['accounts'], machine());
		expect(code).toBe(0);
		for (const words of [
			'AWS_ACCESS_KEY_ID',
			'profile default',
			'TENCENTCLOUD_SECRET_ID',
			'~/.tccli',
			'/etc/tencentcloud/credentials',
		])
			expect(out).toContain(words);
	});

	test('an SSO session that is over: the command that renews it', async () => {
		const files = {
			'.aws/config':
				'[profile corp]\nsso_session = main\nsso_account_id = 111122223333\nsso_role_name = net\nregion = eu-west-1\n' +
				'[profile role]\nrole_arn = arn:aws:iam::111122223333:role/net\nsource_profile = corp\n' +
				'[sso-session main]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n',
		};
		for (const name of ['corp', 'role']) {
			const {code, out} = await run(['accounts', '--json', '--aws-profile', name], machine(files));
			expect(code).toBe(0);
			expect(accountsOf(out)[0]?.error).toMatchObject({
				kind: 'credentials',
				message: expect.stringContaining('SSO session has expired'),
				mend: 'Run: aws sso login --profile corp, then try again',
			});
		}

		const status = await run(
			['status', '--cloud', 'aws', '--region', 'eu-west-1', '--aws-profile', 'corp'],
			machine(files),
		);
		expect(status.err).toContain('aws sso login --profile corp');
	});

	test('the wizard takes the same options, and leaves odd ones to the full parser', () => {
		expect(
			wizardArguments(['--aws-profile', 'a', '--tencent-profile=b', '--instance-role'], {}, cloudIds()),
		).toMatchObject({
			awsProfile: 'a',
			tencentProfile: 'b',
			instanceRole: true,
		});
		expect(wizardArguments(['--aws-profile'], {}, cloudIds())).toBeUndefined();
	});
});

describe('through a proxy', () => {
	const regions = {AWS_REGION: 'eu-central-1', TENCENTCLOUD_REGION: 'ap-guangzhou'};
	const through = (name: string, given = proxy) => ({
		...sandboxKeys(),
		...regions,
		NODE_EXTRA_CA_CERTS: given.authority,
		[name]: `http://vpn:pr0xy-pa55@127.0.0.1:${given.port}`,
	});

	test.each(['HTTPS_PROXY', 'https_proxy'])('%s: both clouds are reached under their own names', async name => {
		proxy.tunnels.length = 0;
		const {code, out, all} = await run(['accounts', '--json'], machine(), through(name));
		expect(code).toBe(0);
		expect(accountsOf(out)).toMatchObject([
			{account: '111122223333', source: 'environment', proxy: `http://127.0.0.1:${proxy.port} (${name})`, error: null},
			{account: '100000000001', source: 'environment', error: null},
		]);
		expect(new Set(proxy.tunnels)).toEqual(
			new Set(['sts.eu-central-1.amazonaws.com:443', 'sts.tencentcloudapi.com:443']),
		);
		expect(new Set(proxy.authorizations)).toEqual(new Set([`Basic ${btoa('vpn:pr0xy-pa55')}`]));
		expect(all).not.toContain('pr0xy-pa55');
	});

	test('status reads both clouds', async () => {
		proxy.tunnels.length = 0;
		const {code, out} = await run(['status', '--json'], machine(), through('HTTPS_PROXY'));
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({errors: []});
		expect(new Set(proxy.tunnels)).toEqual(
			new Set(['ec2.eu-central-1.amazonaws.com:443', 'vpc.tencentcloudapi.com:443']),
		);
	});

	test('the region of the profile is where status looks', async () => {
		proxy.tunnels.length = 0;
		const {AWS_ACCESS_KEY_ID: id = '', AWS_SECRET_ACCESS_KEY: secret = ''} = sandboxKeys();
		const at = machine({
			'.aws/credentials': `[net]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
			'.aws/config': '[profile net]\nregion = eu-central-1\n',
		});
		const env = {NODE_EXTRA_CA_CERTS: proxy.authority, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`};
		const {code, err} = await run(['status', '--json', '--aws-profile', 'net'], at, env);
		expect(code, err).toBe(0);
		expect(new Set(proxy.tunnels)).toEqual(new Set(['ec2.eu-central-1.amazonaws.com:443']));
	});

	test('China’s partition and the international site have names of their own', async () => {
		proxy.tunnels.length = 0;
		const {out} = await run(['accounts', '--json'], machine(), {
			...through('HTTPS_PROXY'),
			AWS_REGION: 'cn-north-1',
			TENCENTCLOUD_DOMAIN: 'intl.tencentcloudapi.com',
		});
		expect(new Set(proxy.tunnels)).toEqual(
			new Set(['sts.cn-north-1.amazonaws.com.cn:443', 'sts.intl.tencentcloudapi.com:443']),
		);
		expect(accountsOf(out)).toMatchObject([{account: '111122223333'}, {account: '100000000001'}]);
	});

	test('this machine is reached without it', async () => {
		proxy.tunnels.length = 0;
		const env = {
			...sandbox.env,
			HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
			HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
		};
		const {out} = await run(['accounts', '--json'], machine(), env);
		expect(accountsOf(out)).toMatchObject([{error: null}, {error: null}]);
		expect(proxy.tunnels).toEqual([]);
	});

	test('a certificate that nobody vouches for is refused', async () => {
		const {NODE_EXTRA_CA_CERTS: _unknown, ...env} = through('HTTPS_PROXY');
		const {code, out} = await run(['accounts', '--json'], machine(), env);
		expect(code).toBe(0);
		for (const {error, account} of accountsOf(out)) {
			expect(account).toBeNull();
			expect(error?.kind).toBe('network');
		}
	});

	test('a proxy that refuses is no answer of the cloud, and its password is not shown', async () => {
		const refusing = await startConnectProxy(sandbox.port, 407);
		onTestFinished(() => refusing.close());
		const {out, all} = await run(['accounts', '--json'], machine(), through('HTTPS_PROXY', refusing));
		for (const {error} of accountsOf(out)) {
			expect(error?.kind).toBe('network');
			expect(JSON.stringify(error)).toMatch(
				/The proxy http:\/\/127\.0\.0\.1:\d+, from HTTPS_PROXY, refuses a tunnel to sts\.[a-z0-9.-]+: 407/,
			);
			expect(error?.mend).toContain('NO_PROXY');
		}

		expect(all).not.toContain('pr0xy-pa55');
	});
});

describe('secrets', () => {
	const secrets: Known[] = [];
	const secret = (name: string) => {
		const value = `Zx9.${name}.Leak4711.${name}`;
		if (!secrets.some(({from}) => from === name)) secrets.push({from: name, value});
		return value;
	};

	test('of no source get out, whatever fails', async () => {
		const files = {
			'.aws/config':
				`[profile tool]\ncredential_process = sh -c 'echo ${secret('stdout')}; echo ${secret('stderr')} >&2; exit 3' ${secret('argument')}\n` +
				"[profile env]\ncredential_process = sh -c 'env >asked-for.env'\n" +
				`[profile notjson]\ncredential_process = echo ${secret('notjson')}\n` +
				`[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\n` +
				`[profile endpoint]\naws_access_key_id = AKIAENDPOINT00001234\naws_secret_access_key = ${secret('config-key')}\n` +
				`endpoint_url = http://me:${secret('endpoint')}@192.0.2.1\n` +
				'[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Network\nregion = eu-central-1\n' +
				'[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n' +
				'[profile web]\nrole_arn = arn:aws:iam::111122223333:role/w\nweb_identity_token_file = .aws/web-token\n',
			'.aws/web-token': secret('web-identity'),
			// named after the session, as the aws CLI does (SHA-1 of "corp")
			[`.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`]: JSON.stringify({
				accessToken: secret('sso-access'),
				refreshToken: secret('sso-refresh'),
				clientId: 'x',
				clientSecret: secret('sso-client'),
				expiresAt: '2099-01-01T00:00:00Z',
				registrationExpiresAt: '2099-01-01T00:00:00Z',
			}),
			'.aws/credentials': `[keys]\naws_access_key_id = AKIAKEYS000000001234\naws_secret_access_key = ${secret('aws-key')}\naws_session_token = ${secret('aws-token')}\n`,
			'.tccli/default.credential': JSON.stringify({
				secretId: 'AKIDdefault000007777',
				secretKey: secret('tccli-key'),
				token: secret('tccli-token'),
			}),
			'.tccli/broken.credential': `{"secretKey": "${secret('broken')}" `,
			'.tccli/web.credential': JSON.stringify({
				type: 'oauth',
				secretId: 'AKIDweb',
				secretKey: secret('web'),
				expiresAt: 1,
				oauth: {accessToken: secret('access')},
			}),
			'.tencentcloud/credentials': `[default]\nsecret_id = AKIDfile\nsecret_key = ${secret('ini')}\n`,
		};
		const at = machine(files);
		// nothing listens there: every call fails, at once
		const closed = {HTTPS_PROXY: `http://me:${secret('proxy')}@127.0.0.1:1`};
		const environment = {
			...closed,
			AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT01234',
			AWS_SECRET_ACCESS_KEY: secret('env-aws'),
			AWS_SESSION_TOKEN: secret('env-aws-token'),
			TENCENTCLOUD_SECRET_ID: 'AKIDenvironment01234',
			TENCENTCLOUD_SECRET_KEY: secret('env-tencent'),
			TENCENTCLOUD_SECURITY_TOKEN: secret('env-tencent-token'),
			TENCENTCLOUD_DOMAIN: `me:${secret('domain')}@example.com`,
		};
		const example = path.join(path.dirname(launcher), '../examples/aws-vgw-bgp.json');
		const profiles = ['keys', 'tool', 'env', 'notjson', 'role', 'endpoint', 'sso', 'web', 'nope'].map(name => [
			'--aws-profile',
			name,
		]);
		const runs = [
			...profiles.map(options => run(['accounts', '--json', '--debug', ...options], at, closed)),
			...['default', 'broken', 'web', 'nope'].map(name => run(['accounts', '--tencent-profile', name], at, closed)),
			run(['accounts', '--debug'], at, environment),
			// as somebody may have set it for another program
			run(['accounts'], at, {...environment, DEBUG: '*'}),
			...['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'].map(name =>
				run(['accounts', '--json', '--debug'], at, {
					...closed,
					TENCENTCLOUD_SECRET_ID: 'AKIDenvironment01234',
					TENCENTCLOUD_SECRET_KEY: secret('env-tencent'),
					[name]: secret(name),
				}),
			),
			run(['accounts', '--json'], at, {...environment, AWS_ENDPOINT_URL: `http://me:${secret('url')}@192.0.2.1`}),
			run(['plan', example, '--json', '--debug', '--aws-profile', 'tool'], at, closed),
			run(['apply', example, '--yes', '--debug'], at, environment),
		];
		const texts = (await Promise.all(runs)).map(({all}) => all);
		expect(texts.every(text => text.length > 50)).toBe(true);
		for (const [name, content] of Object.entries(files))
			expect(readFileSync(path.join(at.home, name), 'utf8')).toBe(content);
		const written = filesUnder(at.home, [...Object.keys(files), 'asked-for.env']);
		expect(secrets.length).toBeGreaterThan(20);
		// a program that a profile names gets the environment that the user has, and nothing of what was read elsewhere
		const given = readFileSync(path.join(at.home, 'asked-for.env'), 'utf8');
		expect(given).toContain(closed.HTTPS_PROXY);
		expect(leaksIn(given.replaceAll(closed.HTTPS_PROXY, ''), secrets)).toEqual([]);
		for (const text of [...texts, written]) {
			expect(text).not.toMatch(/Leak4711|AKI[AD][A-Za-z0-9]{6,}/);
			expect(leaksIn(text, secrets)).toEqual([]);
		}
	}, 60_000);

	test('a proxy that says the password back does not get it shown', async () => {
		const password = 'Zx9%2FLeak4713%2BproxyPassword';
		const known = [
			{from: 'password', value: password},
			{from: 'meant', value: decodeURIComponent(password)},
		];
		const said: string[] = [];
		const server = createServer(socket => {
			socket.on('error', () => {});
			socket.once('data', chunk => {
				const basic = /^Proxy-Authorization: Basic (\S+)/im.exec(String(chunk))?.[1] ?? '';
				const words = [Buffer.from(basic, 'base64'), basic, password][said.length % 3];
				said.push(String(words));
				socket.end(`HTTP/1.1 407 ${words} is wrong\r\nConnection: close\r\n\r\n`);
			});
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		onTestFinished(() => void server.close());
		const {port} = server.address() as AddressInfo; // listens on TCP
		const {out, all} = await run(['accounts', '--json'], machine(), {
			...sandboxKeys(),
			HTTPS_PROXY: `http://me:${password}@127.0.0.1:${port}`,
		});
		expect(JSON.stringify(accountsOf(out).map(({error}) => error))).toContain('407 [secret] is wrong');
		expect(said.length).toBeGreaterThan(2);
		expect(leaksIn(all, known)).toEqual([]);
	});

	test('are not said back by whoever was sent them to give credentials', async () => {
		const echoing = await startEchoingCloud();
		onTestFinished(() => echoing.close());
		const here = `http://127.0.0.1:${echoing.port}`;
		const known: Known[] = ['web-identity', 'sso-access', 'source-token'].map(from => ({
			from,
			value: `Zx9/${from}+Leak4712+${from}=`,
		}));
		const [web, sso, source] = known.map(({value}) => value);
		const at = machine({
			'.aws/config':
				'[profile web]\nrole_arn = arn:aws:iam::111122223333:role/w\nweb_identity_token_file = .aws/web-token\nregion = eu-central-1\n' +
				'[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Network\nregion = eu-central-1\n' +
				'[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n' +
				'[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\nregion = eu-central-1\n',
			'.aws/credentials': `[keys]\naws_access_key_id = AKIAKEYS000000001234\naws_secret_access_key = x\naws_session_token = ${source}\n`,
			'.aws/web-token': web ?? '',
			[`.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`]: JSON.stringify({
				accessToken: sso,
				expiresAt: '2099-01-01T00:00:00Z',
			}),
		});
		for (const way of process.env.LONG_TESTS === '1' ? waysToEcho : (['error', 'page'] as const)) {
			echoing.answer(way);
			for (const profile of ['web', 'sso', 'role']) {
				const {out, all} = await run(['accounts', '--json', '--aws-profile', profile, '--debug'], at, {
					AWS_ENDPOINT_URL_STS: here,
					AWS_ENDPOINT_URL_SSO: here,
				});
				expect(accountsOf(out)[0]?.error).not.toBeNull();
				expect(leaksIn(all, known), `${way} ${profile}`).toEqual([]);
			}

			for (const {value, from} of known)
				expect(
					echoing.said.some(text => text.includes(value)),
					from,
				).toBe(true);
		}

		expect(leaksIn(filesUnder(at.home, ['.aws']), known)).toEqual([]);
	}, 120_000);
});
