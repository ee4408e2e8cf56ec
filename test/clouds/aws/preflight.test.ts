import {afterEach, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../../src/clouds/aws/aws-cloud.ts';
import type {ActionResult, Check, Cloud} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {awsReader} from '../../../src/sandbox/aws-keys.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {awsDocument, startAws} from './documents.ts';

const {signal} = new AbortController();
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function begin(options: Parameters<typeof startAws>[0] = {}, env: Readonly<Record<string, string>> = {}) {
	const {cloud, sandbox} = await startAws(options, env);
	closers.push(async () => {
		cloud.close();
		await sandbox.close();
	});
	return {cloud, sandbox};
}

async function checksOf(cloud: Cloud, document = awsDocument(), secrets = new Map<string, Secret>()) {
	const facts = await cloud.facts(document, signal);
	const plan = cloud.plan(document, facts);
	const checks: Check[] = [];
	for await (const check of cloud.preflight(plan, facts, secrets, signal)) checks.push(check);
	return checks;
}

describe('AWS dry run', () => {
	it('asks for every call that has a dry run, and says which has none', async () => {
		const {cloud, sandbox} = await begin();
		const document = awsDocument({
			cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
			routing: {mode: 'static', prefixes: ['192.168.1.0/24', '192.168.2.0/24']},
		});
		const checks = await checksOf(cloud, document);
		const dryRuns = sandbox.requests.filter(({dryRun}) => dryRun);
		expect(dryRuns.map(({action, code}) => [action, code])).toEqual([
			['CreateCustomerGateway', 'DryRunOperation'],
			['CreateVpnConnection', 'DryRunOperation'],
		]);
		const routes = checks.filter(({detail}) => detail.includes('no dry run for CreateVpnConnectionRoute'));
		expect(routes).toHaveLength(1);
		expect(routes[0]?.result).toBe('unknown');
		expect(checks.at(-1)).toMatchObject({result: 'unknown', proves: 'nothing can tell before'});
	});

	it('says that a dry run was asked with another id where its own is not made yet', async () => {
		const {cloud} = await begin();
		const connection = (await checksOf(cloud)).find(({action}) => action === 'connection');
		expect(connection).toMatchObject({result: 'pass', proves: 'AWS dry run (permission only)'});
		expect(connection?.detail).toMatch(/asked with cgw-\w+ in place/);
	});

	it('refuses when the credentials may only look', async () => {
		const {cloud} = await begin(
			{},
			{AWS_ACCESS_KEY_ID: awsReader.accessKeyId, AWS_SECRET_ACCESS_KEY: awsReader.secretAccessKey},
		);
		const checks = await checksOf(cloud);
		const refused = checks.filter(({result}) => result === 'refuse');
		expect(refused.map(({action}) => action)).toEqual(['site-gateway', 'connection']);
		for (const check of refused) {
			expect(check.title).toMatch(/: not allowed$/);
			expect(check.detail).toContain('UnauthorizedOperation');
			// who looks after the account needs to know which user and which permission
			expect(check.said).toMatch(
				/arn:aws:iam::\d+:user\/\S+ is not authorized to perform: ec2:\w+.* · request [\da-f-]+$/,
			);
		}
	});

	it('leads a broken rule to its field', async () => {
		const {cloud} = await begin();
		const document = awsDocument({site: {kind: 'new', name: 'x', address: '10.0.0.1', asn: 64_512}});
		const refused = (await checksOf(cloud, document)).filter(({result}) => result === 'refuse');
		expect(refused.map(({field}) => field)).toEqual(expect.arrayContaining(['site.address', 'site.asn']));
	});

	it('goes on with what was read before when the account stops answering', async () => {
		const {cloud, sandbox} = await begin({timeoutMs: 15_000});
		const document = awsDocument();
		const facts = await cloud.facts(document, signal);
		const plan = cloud.plan(document, facts);
		sandbox.addFault({kind: 'error5xx', action: 'DescribeCustomerGateways'});
		const checks: Check[] = [];
		for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
		expect(checks[0]).toMatchObject({id: 'account', result: 'unknown'});
		expect(checks.length).toBeGreaterThan(5);
	});

	it('refuses a key that AWS would not take, and the same key twice, without showing it', async () => {
		const {cloud} = await begin();
		const document = awsDocument({tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'prompt'}}]});
		const same = new Map([
			['presharedKey1', new Secret('abcdefgh12345')],
			['presharedKey2', new Secret('abcdefgh12345')],
		]);
		const checks = await checksOf(cloud, document, same);
		expect(checks.find(({id}) => id === 'key:presharedKey2')?.result).toBe('refuse');
		expect(JSON.stringify(checks)).not.toContain('abcdefgh12345');
		const bad = await checksOf(cloud, document, new Map([['presharedKey1', new Secret('bad key!')]]));
		expect(bad.find(({id}) => id === 'key:presharedKey1')).toMatchObject({
			result: 'refuse',
			field: 'tunnels[0].presharedKey',
		});
		expect(bad.find(({id}) => id === 'key:presharedKey2')).toBeUndefined();
	});

	it('tells loudly when an endpoint ignores DryRun and makes the thing', async () => {
		const {cloud} = await begin();
		const document = awsDocument();
		const facts = await cloud.facts(document, signal);
		const plan = cloud.plan(document, facts);
		// An endpoint that says yes to everything: what a half-done imitation of EC2 does.
		const {createServer} = await import('node:http');
		const server = createServer((request, response) => {
			request.setEncoding('utf8').on('data', (body: string) => {
				const call = new URLSearchParams(body).get('Action');
				response.end(
					`<${call}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>x</requestId></${call}Response>`,
				);
			});
		});
		await new Promise<void>(resolve => {
			server.listen(0, '127.0.0.1', resolve);
		});
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		const careless = createAwsCloud({
			env: {AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${port}`},
			sandbox: false,
		});
		closers.push(async () => {
			careless.close();
			server.closeAllConnections();
			server.close();
		});
		const checks: Check[] = [];
		for await (const check of careless.preflight(plan, facts, new Map(), signal)) checks.push(check);
		const ignored = checks.filter(({detail}) => detail.includes('ignored DryRun'));
		expect(ignored.every(({result}) => result === 'refuse')).toBe(true);
		expect(ignored.length).toBe(2);
	});
});

describe('AWS runs', () => {
	it('tells what was there before, so that an undo leaves it', async () => {
		const {cloud} = await begin();
		const document = awsDocument();
		const plan = cloud.plan(document, await cloud.facts(document, signal));
		const [create] = plan.actions;
		if (!create) throw new Error('nothing planned');
		const context = (runId: string) => ({
			plan,
			secrets: new Map(),
			results: new Map<string, ActionResult>(),
			signal,
			runId,
		});
		const first = await cloud.perform(create, context('run-a'));
		const second = await cloud.perform(create, context('run-b'));
		expect(second).toMatchObject({id: first.id, existed: true});
		expect(first.existed).toBe(false);
		expect((await cloud.find(create, context('run-a')))?.existed).toBe(false);
		expect((await cloud.find(create, context('run-b')))?.existed).toBe(true);
	});

	it('waits out a throttled create, and says that it waits', async () => {
		const {cloud, sandbox} = await begin();
		const document = awsDocument();
		const plan = cloud.plan(document, await cloud.facts(document, signal));
		const [create] = plan.actions;
		if (!create) throw new Error('nothing planned');
		sandbox.addFault({kind: 'throttle', action: 'CreateCustomerGateway', times: 2});
		const waits: string[] = [];
		const result = await cloud.perform(create, {
			plan,
			secrets: new Map(),
			results: new Map(),
			signal,
			runId: 'run-a',
			waiting: why => waits.push(why),
		});
		expect(result.id).toMatch(/^cgw-/);
		expect(waits).toHaveLength(2);
		expect(waits[0]).toContain('RequestLimitExceeded');
	});

	it('stops waiting for a connection at once when told to', async () => {
		const sandbox = await startSandbox({port: 0, speed: 0.001});
		const cloud = createAwsCloud({env: sandbox.env, sandbox: true});
		closers.push(async () => {
			cloud.close();
			await sandbox.close();
		});
		const document = awsDocument({site: {kind: 'existing', id: 'cgw-0e11f167'}});
		const plan = cloud.plan(document, await cloud.facts(document, signal));
		const create = plan.actions.find(({call}) => call === 'CreateVpnConnection');
		if (!create) throw new Error('nothing planned');
		const controller = new AbortController();
		const context = {
			plan,
			secrets: new Map(),
			results: new Map(),
			signal: controller.signal,
			runId: 'run-a',
			waiting: () => {
				controller.abort();
			},
		};
		const result = await cloud.perform(create, context);
		const stopped = await cloud.settle(create, result, context).catch((error: unknown) => error);
		expect(stopped).toBeInstanceOf(CloudError);
		if (stopped instanceof CloudError) expect(stopped.info.kind).toBe('aborted');
	});
});
