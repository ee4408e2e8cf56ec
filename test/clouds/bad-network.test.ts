import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import type {ActionResult, Check, Cloud, CloudErrorInfo, CloudId} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {cloudFailure} from '../../src/commands/failure.ts';
import {Secret} from '../../src/connection/secret.ts';
import {planOf} from '../ui/fixtures.ts';
import {type BadServer, type Behaviour, badServer, behaviours, selfSigned} from './bad-network.ts';
import {tencentDocument} from './tencent/documents.ts';

/*
 * What a user would lose: an hour before a screen that waits for ever, their keys to a host that a redirect names, the knowledge
 * whether a connection that costs money was made. Both clouds, through their real SDKs.
 */

const regions = {aws: 'eu-central-1', tencent: 'ap-guangzhou'} as const;
const ids = ['aws', 'tencent'] as const;
const token = 'token-in-clear';
const closers: (() => Promise<void> | void)[] = [];
// at the end: the tests wait more than they work, so they run side by side
afterAll(async () => {
	for (const close of closers.splice(0)) await close();
});

async function served(...given: Parameters<typeof badServer>): Promise<BadServer> {
	const server = await badServer(...given);
	closers.push(() => server.close());
	return server;
}

/** How long a call may take that is made to wait, ms: a busy machine must still get it onto the way. */
const impatient = 1000;

/** The cloud pointed at an address, `http://127.0.0.1:1234`; only its time limit is shorter than a user's. */
async function cloudAt(
	id: CloudId,
	url: string,
	more: Record<string, string> = {},
	timeoutMs = 20_000,
): Promise<Cloud> {
	const {protocol, host} = new URL(url);
	const cloud = await moduleOf(id).open({
		env: {
			AWS_ENDPOINT_URL: url,
			AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
			AWS_SECRET_ACCESS_KEY: 'key-in-clear',
			AWS_SESSION_TOKEN: token,
			TENCENTCLOUD_DOMAIN: host,
			TENCENTCLOUD_PROTOCOL: protocol.slice(0, -1),
			TENCENTCLOUD_SECRET_ID: 'AKIDtest1234',
			TENCENTCLOUD_SECRET_KEY: 'key-in-clear',
			TENCENTCLOUD_TOKEN: token,
			...more,
		},
		sandbox: false,
		timeoutMs,
	});
	closers.push(() => cloud.close());
	return cloud;
}

/** The profile `site` of a shared file of AWS, in place of keys. */
function sharedConfig(text: string): Record<string, string> {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-aws-'));
	closers.push(() => rmSync(folder, {recursive: true}));
	const file = join(folder, 'config');
	writeFileSync(file, text);
	return {
		AWS_CONFIG_FILE: file,
		AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
		AWS_PROFILE: 'site',
		AWS_REGION: 'eu-central-1',
	};
}

async function failure(work: Promise<unknown>): Promise<CloudErrorInfo> {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (error instanceof CloudError) return error.info;
	throw new Error(`expected a CloudError, got ${String(error)}`);
}

const read = (cloud: Cloud) =>
	failure(cloud.siteGateways(moduleOf(cloud.id).region.sandbox, new AbortController().signal));

/** Sends a call that changes something, as a run does; for AWS one that is not preceded by a look at what is there. */
function create(cloud: Cloud): Promise<CloudErrorInfo> {
	const plan = cloud.id === 'aws' ? planOf() : cloud.plan(tencentDocument(), {});
	const action = plan.actions.find(({call}) => call === 'EnableVgwRoutePropagation') ?? plan.actions[0];
	if (!action) throw new Error('nothing is planned');
	const {signal} = new AbortController();
	const secrets = new Map([['presharedKey', new Secret('Only.for_this.test')]]);
	return failure(
		cloud.perform(action, {plan, secrets, results: new Map<string, ActionResult>(), signal, runId: 'run-1'}),
	);
}

/** Words for a user: what was tried, a sentence of what happened, one of what to do; no control character, no key, no word of an SDK. */
function expectWords(info: CloudErrorInfo, tried: string): void {
	const {text, exit} = cloudFailure(info);
	expect(exit).toBe(4);
	expect(text).toContain(tried);
	if (info.kind === 'timeout') expect(text).toMatch(/within \d(\.\d)? s/);
	expect(info.says ?? info.message).toMatch(/^\S.{10,}/);
	expect(info.mend ?? '').not.toBe('');
	expect(text).not.toMatch(
		/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]|\[object|undefined|smithy|Deserialization|Unknown|key-in-clear|token-in-clear/,
	);
}

const badProxies: Readonly<Record<string, Behaviour>> = {
	'is silent': () => {},
	'breaks off': socket => void socket.resetAndDestroy(),
	'speaks something else': socket => void socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'),
	'answers with an error page': socket => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n<html>\u001B[2J'),
	'promises a tunnel and is silent': socket => void socket.write('HTTP/1.1 200 OK\r\n\r\n'),
};

/** All at once: each of them waits more than it works. What is wrong names which. */
async function each<Case>(
	cases: Readonly<Record<string, Case>>,
	look: (given: Case, name: string) => Promise<void>,
): Promise<void> {
	await Promise.all(
		Object.entries(cases).map(async ([name, given]) => {
			await look(given, name).catch((error: unknown) => {
				throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
			});
		}),
	);
}

// the first calls load and compile the SDKs, which on a busy machine takes longer than the calls below may take
beforeAll(async () => {
	const {port, close} = await badServer(socket => void socket.resetAndDestroy());
	for (const id of ids) {
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`);
		await read(cloud);
		await create(cloud);
	}

	await close();
});

describe.concurrent.each(ids)('%s, on a bad network', id => {
	it('a read ends in words, whatever comes back', () =>
		each<Behaviour>(behaviours, async behaviour => {
			const {port} = await served(behaviour);
			const info = await read(await cloudAt(id, `http://127.0.0.1:${port}`, {}, impatient));
			expectWords(info, `127.0.0.1:${port}`);
			expect(info).toMatchObject({ambiguous: false, retryable: true});
			expect(['timeout', 'network', 'protocol', ...(/^HTTP 5/.test(info.code) ? ['api'] : [])]).toContain(info.kind);
		}));

	it('a create is in doubt, and was sent once, whatever comes back', () =>
		each<Behaviour>(behaviours, async behaviour => {
			const {port, received} = await served(behaviour);
			const info = await create(await cloudAt(id, `http://127.0.0.1:${port}`, {}, impatient));
			expectWords(info, `127.0.0.1:${port}`);
			expect(info).toMatchObject({ambiguous: true, retryable: false});
			expect(received().match(/POST \//g)).toHaveLength(1);
		}));

	it('a redirect gets neither request nor keys: to another host, to another port', async () => {
		const thief = await served(socket => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
		await each({301: 301, 302: 302, 303: 303, 307: 307, 308: 308}, async status => {
			for (const host of ['localhost', '127.0.0.1']) {
				const to = `${host}:${thief.port}`;
				const {port, received} = await served(
					socket =>
						void socket.end(
							`HTTP/1.1 ${status} Moved\r\nLocation: http://${to}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
						),
				);
				const info = await read(await cloudAt(id, `http://127.0.0.1:${port}`));
				expectWords(info, `127.0.0.1:${port}`);
				expect(info.says).toMatch(new RegExp(`sends on to .*${to}.*keys would go along`));
				expect(info.mend).toContain('the network may want a sign-in first');
				expect(info.retryable).toBe(false);
				expect(received().match(/POST \//g)).toHaveLength(1);
			}
		});
		expect(thief.received()).toBe('');
	});

	it('a create that is redirected to where it was sent is not sent again', async () => {
		await each({302: 302, 307: 307, 308: 308}, async status => {
			const {port, received} = await served(
				socket =>
					void socket.end(
						`HTTP/1.1 ${status} Moved\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
					),
			);
			const info = await create(await cloudAt(id, `http://127.0.0.1:${port}`));
			expectWords(info, `127.0.0.1:${port}`);
			expect(info.retryable).toBe(false);
			expect(received().match(/^(?:POST|GET) /gm)).toHaveLength(1);
		});
	});

	it('a certificate that nobody vouches for: told as that, nothing was sent, and no retry helps', async () => {
		const {port, received} = await served(() => {}, selfSigned('IP:127.0.0.1'));
		const cloud = await cloudAt(id, `https://127.0.0.1:${port}`);
		for (const info of [await read(cloud), await create(cloud)]) {
			expectWords(info, `The certificate of 127.0.0.1:${port} cannot be trusted`);
			expect(info).toMatchObject({kind: 'network', ambiguous: false, retryable: false});
			expect(info.mend).toContain('NODE_EXTRA_CA_CERTS');
		}

		expect(received()).toBe('');
	});

	it('TLS where plain HTTP answers', async () => {
		const {port} = await served(socket => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
		const info = await read(await cloudAt(id, `https://127.0.0.1:${port}`));
		expectWords(info, `127.0.0.1:${port} does not speak TLS`);
		expect(info.kind).toBe('network');
	});

	it('nobody listens: nothing was sent, so that a create is not in doubt', async () => {
		const {port, close} = await badServer(() => {});
		await close();
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`, {}, impatient);
		for (const info of [await read(cloud), await create(cloud)]) {
			expectWords(info, `could not be reached: 127.0.0.1:${port} refuses the connection`);
			expect(info).toMatchObject({kind: 'network', ambiguous: false});
		}
	});

	it('a name that nobody knows', async () => {
		const info = await create(await cloudAt(id, 'https://cloud.invalid', {}, impatient));
		// without any network the DNS is silent, which is told as that
		expectWords(info, 'could not be reached: no');
		expectWords(info, 'cloud.invalid');
		expect(info).toMatchObject({kind: 'network', ambiguous: false});
		expect(info.mend).toContain('DNS');
	});

	it('a bad proxy is named as one', () =>
		each(badProxies, async behaviour => {
			const {port, received} = await served(behaviour);
			const proxy = `http://user:pa55word@127.0.0.1:${port}`;
			const info = await read(await cloudAt(id, 'https://cloud.invalid', {HTTPS_PROXY: proxy}, impatient));
			expectWords(info, `proxy http://127.0.0.1:${port}`);
			expect(info.mend).toContain('NO_PROXY');
			expect(['network', 'timeout']).toContain(info.kind);
			expect(cloudFailure(info).text).not.toContain('pa55word');
			expect(received()).not.toContain(token);
		}));

	it('whoever waits no longer is let go at once, also within a body', async () => {
		const {port, received} = await served(behaviours['a slow drip of the body']);
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`, {}, 600_000);
		const controller = new AbortController();
		const waiting = failure(cloud.siteGateways(regions[id], controller.signal));
		await vi.waitFor(() => expect(received()).not.toBe(''));
		controller.abort();
		expect((await waiting).kind).toBe('aborted');
	});

	it('a limit of whoever asks is told as time that ran out, not as somebody’s wish to stop', async () => {
		const {port} = await served(behaviours['silence before the reply']);
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`, {}, 600_000);
		const info = await failure(cloud.siteGateways(regions[id], AbortSignal.timeout(100)));
		expectWords(info, `127.0.0.1:${port}`);
		expect(info.kind).toBe('timeout');
	});

	it('a limit that was over before is told as that: nobody was asked, and nothing else is to be mended', async () => {
		const {port, received} = await served(behaviours['silence before the reply']);
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`, {}, 600_000);
		const over = AbortSignal.abort(new DOMException('over', 'TimeoutError'));
		const info = await failure(cloud.siteGateways(regions[id], over));
		expect([info.kind, info.ambiguous, received()]).toEqual(['timeout', false, '']);
		expect(info.says).toBe('The time limit was over, so that this was not begun');
	});

	it('the checks of a plan end, and say what got no answer', async () => {
		const {port, received} = await served(behaviours['silence before the reply']);
		const cloud = await cloudAt(id, `http://127.0.0.1:${port}`, {}, impatient);
		const plan = id === 'aws' ? planOf() : cloud.plan(tencentDocument(), {});
		const checks: Check[] = [];
		for await (const check of cloud.preflight(plan, {}, new Map(), new AbortController().signal)) checks.push(check);
		const unanswered = checks.filter(({detail}) => detail.includes('did not answer in time'));
		expect(unanswered).not.toEqual([]);
		for (const check of unanswered)
			expect(check).toMatchObject({result: 'unknown', mend: expect.stringContaining('network')});
		// who did not answer once is not waited for again for each action
		expect(received()).not.toContain('DryRun');
	});
});

describe.concurrent('Tencent Cloud, asked for customer gateways,', () => {
	const calls = (text: string) => text.split('POST / HTTP').length - 1;

	it('is not waited for a second time where it has never answered', async () => {
		const {port, received} = await served(behaviours['silence before the reply']);
		const cloud = await cloudAt('tencent', `http://127.0.0.1:${port}`, {}, impatient);
		const info = await failure(cloud.siteGateways(regions.tencent, new AbortController().signal));
		expect(info.message).not.toContain('tried');
		expect(calls(received())).toBe(1);
	});

	it('is asked once more where only this answer stays away', async () => {
		let answered = 0;
		const empty = '{"Response":{"CustomerGatewaySet":[],"TotalCount":0,"RequestId":"r"}}';
		const {port, received} = await served(socket => {
			answered += 1;
			if (answered > 1) return;
			socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${empty.length}\r\n\r\n${empty}`);
		});
		const cloud = await cloudAt('tencent', `http://127.0.0.1:${port}`, {}, impatient);
		expect(await cloud.siteGateways(regions.tencent, new AbortController().signal)).toEqual([]);
		const info = await failure(cloud.siteGateways(regions.tencent, new AbortController().signal));
		expect(info.message).toContain('tried 2 times');
		expect(calls(received())).toBe(3);
	});
});

describe.concurrent('roles and programs that give the keys', () => {
	it('aws: the service that gave no keys for a role is the one that is named', async () => {
		const {port} = await served(behaviours['silence before the reply']);
		const config = `[profile site]
role_arn = arn:aws:iam::123456789012:role/site
source_profile = base
[profile base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = key-in-clear
`;
		const env = {...sharedConfig(config), HTTPS_PROXY: `http://127.0.0.1:${port}`};
		const cloud = await cloudAt('aws', 'https://ec2.invalid', env, 3 * impatient);
		await read(cloud); // what signs in for a role is loaded now: the limit is for the service
		const info = await read(cloud);
		expectWords(info, `from sts.eu-central-1.amazonaws.com through the proxy http://127.0.0.1:${port} within`);
		expect(info).toMatchObject({kind: 'timeout', ambiguous: false});
	});

	it('aws: a program that never ends', async () => {
		const env = sharedConfig('[profile site]\ncredential_process = sleep 5\n');
		const cloud = await cloudAt('aws', 'http://127.0.0.1:1', env, impatient);
		const info = await read(cloud);
		expectWords(info, 'credential_process');
		expect(info.kind).toBe('timeout');
		expect(info.says).toMatch(/did not come from .*credential_process.* in time/);
	});

	it('tencent: a role that is not given in time was not cancelled by anybody', async () => {
		const {port} = await served(behaviours['silence before the reply']);
		const env = {
			TENCENTCLOUD_ROLE_ARN: 'qcs::cam::uin/1:roleName/site',
			TENCENTCLOUD_ROLE_SESSION_NAME: 'site',
		};
		const cloud = await cloudAt('tencent', `http://127.0.0.1:${port}`, env, impatient);
		const info = await read(cloud);
		expectWords(info, `127.0.0.1:${port}`);
		expect(info).toMatchObject({kind: 'timeout', call: 'AssumeRole'});
	});
});
