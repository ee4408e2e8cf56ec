import {afterEach, describe, expect, it} from 'vitest';
import type {ActionResult, Check, Cloud, RunContext} from '../../../src/clouds/contract/cloud.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {neededQuotas} from '../../../src/clouds/tencent/rules/quota-rules.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox, SandboxOptions} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {destinationRoutes, policy, tencentDocument} from './documents.ts';
import '../../torture/quick-waits.mjs';

const closers: (() => Promise<void>)[] = [];
const signal = new AbortController().signal;

afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function begin(options: SandboxOptions = {}): Promise<{cloud: Cloud; sandbox: Sandbox}> {
	const sandbox = await startSandbox({speed: 200, ...options});
	const cloud = createTencentCloud({env: sandbox.env, sandbox: true});
	closers.push(async () => {
		cloud.close();
		await sandbox.close();
	});
	return {cloud, sandbox};
}

async function prepare(cloud: Cloud, document: TencentConnection, runId = 'run-1') {
	const facts = await cloud.facts(document, signal);
	const plan = cloud.plan(document, facts);
	const results = new Map<string, ActionResult>();
	const secrets = new Map([['presharedKey', new Secret('A1b2C3d4E5f6')]]);
	const context: RunContext = {plan, secrets, results, signal, runId};
	return {facts, plan, results, context};
}

async function make(cloud: Cloud, document: TencentConnection) {
	const prepared = await prepare(cloud, document);
	for (const action of prepared.plan.actions) {
		const result = await cloud.perform(action, prepared.context);
		prepared.results.set(action.id, result);
		const detail = await cloud.settle(action, result, prepared.context);
		if (detail) prepared.results.set(action.id, {...result, detail});
	}

	return prepared;
}

async function checks(cloud: Cloud, document: TencentConnection, key?: string): Promise<readonly Check[]> {
	const {plan, facts} = await prepare(cloud, document);
	const found: Check[] = [];
	const secrets = key === undefined ? new Map() : new Map([['presharedKey', new Secret(key)]]);
	for await (const check of cloud.preflight(plan, facts, secrets, signal)) found.push(check);
	return found;
}

describe('making a tunnel on the sandbox: what the reply leaves out is found, and nothing is made twice', () => {
	it.each(['id', 'empty-id', 'no-id'] as const)('a create whose reply has %s names the tunnel', async reply => {
		const {cloud, sandbox} = await begin({tencentCreateReply: reply});
		const {results} = await make(cloud, policy);
		const result = results.get('connection');
		expect(result?.id).toMatch(/^vpnx-/);
		expect(result?.detail).not.toContain('differs');
		expect(sandbox.requests.filter(({action}) => action === 'CreateVpnConnection')).toHaveLength(1);
	});

	it('a second tunnel to the same prefix on a 3.0 gateway is made whole, as the standby of the first', async () => {
		const {cloud, sandbox} = await begin();
		const to = (name: string, address: string, more: object = {}) =>
			tencentDocument({
				name,
				cloudGateway: {kind: 'vpc', id: 'vpngw-p4lmqawn', vpcId: 'vpc-0a36uwkr'},
				site: {kind: 'new', name, address},
				routing: {mode: 'static', prefixes: ['172.30.0.0/16'], ...more},
				ranges: [],
			});
		await make(cloud, to('first', '203.0.113.61'));
		const standby = to('second', '203.0.113.62');
		const {facts} = await prepare(cloud, standby);
		expect(
			cloud
				.check(standby, facts)
				.filter(({rule}) => rule.startsWith('tencent.routes'))
				.map(({message}) => message),
		).toEqual(['172.30.0.0/16: priority 100, the standby of tunnel first']);
		await make(cloud, standby);
		const routes = (await cloud.connections('ap-guangzhou', signal)).filter(
			({name}) => name === 'first' || name === 'second',
		);
		const priorities = await Promise.all(
			routes.map(async ({id, name}) => [
				name,
				(await cloud.standingRoutes?.('ap-guangzhou', id, signal))?.[0]?.priority,
			]),
		);
		expect(Object.fromEntries(priorities)).toEqual({first: 0, second: 100});
		expect(sandbox.requests.filter(({code}) => code.includes('Ecmp'))).toEqual([]);
	});

	it('a priority that the first tunnel has is refused before anything is made, with the mend', async () => {
		const {cloud} = await begin();
		const document = (name: string, address: string, more: object) =>
			tencentDocument({
				name,
				cloudGateway: {kind: 'vpc', id: 'vpngw-p4lmqawn', vpcId: 'vpc-0a36uwkr'},
				site: {kind: 'new', name, address},
				routing: {mode: 'static', prefixes: ['172.30.0.0/16'], ...more},
				ranges: [],
			});
		await make(cloud, document('first', '203.0.113.61', {}));
		const twin = document('second', '203.0.113.62', {priority: 0});
		const refused = cloud.check(twin, (await prepare(cloud, twin)).facts).filter(({severity}) => severity === 'refuse');
		expect(refused).toMatchObject([{rule: 'tencent.routes.equal-priority', field: 'routing.prefixes[0]'}]);
		expect(refused[0]?.mend).toContain('routing.priority');
	});

	it('every option of a document is in force on the tunnel that is read back', async () => {
		const {cloud} = await begin();
		const {results, plan} = await make(cloud, {
			...destinationRoutes,
			security: {
				preset: 'custom',
				options: {
					ikeVersion: 'IKEV1',
					exchangeMode: 'AGGRESSIVE',
					ikeEncryption: 'AES-CBC-192',
					ikeIntegrity: 'SHA-512',
					ikeDhGroup: 'GROUP19',
					ikeLifetimeSeconds: 60_000,
					localIdentity: {type: 'FQDN', name: 'gz.example'},
					remoteIdentity: {type: 'FQDN', name: 'berlin.example'},
					ipsecEncryption: 'AES-CBC-192',
					ipsecIntegrity: 'SHA-384',
					pfsDhGroup: 'DH-GROUP20',
					ipsecLifetimeSeconds: 7200,
					ipsecLifetimeKilobytes: 2560,
				},
			},
			negotiation: 'passive',
			dpd: {enabled: true, timeoutSeconds: 45, action: 'clear'},
		});
		expect(results.get('connection')?.detail).not.toContain('differs');
		const [status] = await cloud.status('ap-guangzhou', [results.get('connection')?.id ?? ''], signal);
		expect(status).toMatchObject({routing: 'static', name: 'berlin-routes', phase: 'settled'});
		// The gateway's routes into the tunnel are read back as its prefixes.
		const facts = await cloud.facts(plan.document, signal);
		const tunnel = facts.connections?.find(({id}) => id === status?.id);
		expect(tunnel?.ranges).toEqual([{cloudSide: '0.0.0.0/0', siteSide: ['172.20.10.0/24', '172.20.64.0/18']}]);
	});

	it('routes that stand already are not sent again', async () => {
		const {cloud, sandbox} = await begin();
		const {plan, context} = await make(cloud, destinationRoutes);
		const before = sandbox.requests.length;
		for (const action of plan.actions.filter(({makes}) => makes === '')) {
			expect(await cloud.perform(action, context)).toMatchObject({existed: true, detail: 'all routes stand already'});
			expect(await cloud.find(action, context)).toMatchObject({id: ''});
		}

		expect(sandbox.requests.slice(before).filter(({action}) => action.startsWith('Create'))).toEqual([]);
	});

	it('what was there before is never taken for the run’s own, so that undo leaves it', async () => {
		const {cloud, sandbox} = await begin();
		const {plan, context} = await make(cloud, policy);
		const action = plan.actions.find(({id}) => id === 'connection');
		if (!action) throw new Error('no tunnel in the plan');
		expect((await cloud.find(action, context))?.existed).toBe(false);
		const another = createTencentCloud({env: sandbox.env, sandbox: true});
		closers.push(async () => another.close());
		expect((await another.find(action, context))?.existed).toBe(true);
		// A journal that knows of the create says whose it is after a restart.
		expect((await another.find(action, {...context, sent: new Set(['connection'])}))?.existed).toBe(false);
	});

	it('applying the document again finds the tunnel, and no check refuses it', async () => {
		const {cloud} = await begin();
		await make(cloud, policy);
		const {plan} = await prepare(cloud, policy);
		expect(plan.exists?.name).toBe('berlin-office');
		const again = await checks(cloud, policy);
		expect(again.filter(({result}) => result === 'refuse')).toEqual([]);
		expect(again.find(({id}) => id === 'exists')?.detail).toMatch(/stands, and \d+ of its values are as/);
		expect(plan.comparison).toMatchObject({differences: [], missing: [], unread: [], notCompared: []});
	});

	it('cancelling while the tunnel is being made ends the wait at once', async () => {
		const {cloud} = await begin({speed: 0.01});
		const {plan, context, results} = await prepare(cloud, policy);
		const controller = new AbortController();
		for (const action of plan.actions.slice(0, 2)) results.set(action.id, await cloud.perform(action, context));
		const action = plan.actions[1];
		const result = results.get('connection');
		if (!action || !result) throw new Error('no tunnel was made');
		const settling = cloud.settle(action, result, {
			...context,
			signal: controller.signal,
			waiting: () => controller.abort(),
		});
		await expect(settling).rejects.toMatchObject({info: {kind: 'aborted'}});
	});
});

describe('checks: a user learns before anything is made', () => {
	it('an overlap with the VPC, at its range', async () => {
		const {cloud} = await begin();
		const found = await checks(
			cloud,
			tencentDocument({ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['10.8.9.0/24']}]}),
		);
		const refusal = found.find(({result}) => result === 'refuse');
		expect(refusal).toMatchObject({
			field: 'ranges[0].siteSide[0]',
			proves: 'rule tencent.range.vpc-conflict, read of the account',
		});
		expect(refusal?.title).toContain('10.8.0.0/16');
	});

	it('a gateway that is gone, with the region it was looked for in', async () => {
		const {cloud} = await begin();
		const document = tencentDocument({cloudGateway: {kind: 'vpc', id: 'vpngw-gone', vpcId: 'vpc-gapcv96p'}});
		const found = await checks(cloud, document);
		expect(found.find(({result}) => result === 'refuse')).toMatchObject({field: 'cloudGateway'});
		expect(found.map(({title}) => title).join()).toContain('there is no VPN gateway vpngw-gone in ap-guangzhou');
	});

	it('a key that is too short to trust, and one that cannot be used', async () => {
		const {cloud} = await begin();
		const result = async (key: string) =>
			(await checks(cloud, policy, key)).find(({id}) => id === 'secret:presharedKey')?.result;
		expect([await result('short1'), await result('with space'), await result('long-enough')]).toEqual([
			'warn',
			'refuse',
			'pass',
		]);
	});

	it('a read that fails is a line of its own, and the rest goes on', async () => {
		const {cloud, sandbox} = await begin();
		const {plan, facts} = await prepare(cloud, policy);
		sandbox.addFault({kind: 'error5xx', action: 'DescribeVpnConnections'});
		const found: Check[] = [];
		for await (const check of cloud.preflight(plan, facts, new Map(), signal)) found.push(check);
		expect(found.find(({id}) => id === 'read:connections')).toMatchObject({
			result: 'unknown',
			proves: 'could not be asked: the cloud failed, HTTP 502',
			unanswered: true,
		});
		expect(found.some(({id}) => id === 'rules:ranges')).toBe(true);
	});

	it('a quota refuses where the account’s own was read, and warns where only the documented default is known', async () => {
		const {cloud, sandbox} = await begin();
		const site = (last: number) => tencentDocument({site: {kind: 'new', name: 's', address: `8.8.4.${last}`}});
		const quota = async () =>
			(await checks(cloud, site(99))).find(({id}) => id === 'quota:customer-gateways-per-region')?.result;
		for (let last = 1; (await quota()) !== 'refuse'; last++) {
			const {plan, context} = await prepare(cloud, site(last));
			const gateway = plan.actions.find(({call}) => call === 'CreateCustomerGateway');
			if (!gateway) throw new Error('no customer gateway is made');
			await cloud.perform(gateway, context);
		}

		sandbox.addFault({kind: 'denied', action: 'DescribeVpcLimits'});
		expect(await quota()).toBe('warn');
	});

	it('a prefix that is half typed still does not keep the account from being read', async () => {
		const {cloud} = await begin();
		const prefixes = ['172.30.0.0/16', '172.31.'];
		const draft = {...destinationRoutes, routing: {mode: 'static' as const, prefixes}};
		const facts = await cloud.facts(draft, signal);
		expect(neededQuotas(draft, facts).find(({id}) => id === 'routes-per-route-table')?.wanted).toBe(1);
	});

	it('prefixes that are typed after the account was read count against the room of its route table', async () => {
		const {cloud} = await begin();
		const facts = await cloud.facts(destinationRoutes, signal);
		const room = (count: number) => {
			const prefixes = Array.from({length: count}, (_, index) => `172.21.${index}.0/24`);
			return cloud
				.check({...destinationRoutes, routing: {mode: 'static', prefixes}}, facts)
				.filter(({rule}) => rule === 'tencent.quota.full')
				.map(({field, message}) => [field, message.replace(/^\d+/, 'n')]);
		};
		expect(room(10)).toEqual([]);
		expect(room(60)).toEqual([
			['routing.prefixes', 'n of 50 routes of the VPC’s main route table are used, and 60 more are needed'],
		]);
		expect(room(10)).toEqual([]);
	});

	it('wrong credentials, in words that say which', async () => {
		const {sandbox} = await begin();
		const cloud = createTencentCloud({env: {...sandbox.env, TENCENTCLOUD_SECRET_KEY: 'wrong'}, sandbox: true});
		closers.push(async () => cloud.close());
		const plan = cloud.plan(policy, {});
		const found: Check[] = [];
		for await (const check of cloud.preflight(plan, {}, new Map(), signal)) found.push(check);
		expect(found[0]).toMatchObject({id: 'identity', result: 'refuse'});
		expect(found[0]?.detail).toContain('SecretKey');
	});

	it('what nothing can tell before is said, and not ticked', async () => {
		const {cloud} = await begin();
		const unknown = (await checks(cloud, policy)).filter(({result}) => result === 'unknown');
		expect(unknown.map(({id}) => id)).toContain('permission:connection');
		for (const {proves} of unknown) expect(proves).toContain('nothing can tell before');
	});
});

describe('status: one list call a refresh, and honest about what is not known', () => {
	it('a refresh costs one call, however many tunnels, and one more for each gateway with tunnels by BGP', async () => {
		const {cloud, sandbox} = await begin();
		const first = await cloud.status('ap-guangzhou', undefined, signal);
		expect(first.length).toBeGreaterThan(3);
		const before = sandbox.requests.length;
		await cloud.status('ap-guangzhou', undefined, signal);
		expect(sandbox.requests.slice(before).map(({action}) => action)).toEqual([
			'DescribeVpnConnections',
			'DescribeVpnGatewayRoutes',
		]);
		const noBgp = first.filter(({routing}) => routing !== 'bgp').map(({id}) => id);
		const again = sandbox.requests.length;
		await cloud.status('ap-guangzhou', noBgp, signal);
		expect(sandbox.requests.slice(again).map(({action}) => action)).toEqual(['DescribeVpnConnections']);
	});

	it('the routes that BGP has learned by a tunnel are counted, and not known where they may not be read', async () => {
		const {cloud, sandbox} = await begin();
		const routes = async () =>
			(await cloud.status('ap-guangzhou', undefined, signal)).flatMap(({routing, tunnels}) =>
				routing === 'bgp' ? tunnels.map(({state, acceptedRoutes}) => [state, acceptedRoutes]) : [],
			);
		expect(await routes()).toContainEqual(['UP', 5]);
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnGatewayRoutes'});
		expect(await routes()).toContainEqual(['UP', undefined]);
	});

	it('a tunnel that goes down says so, with its addresses and what to look at', async () => {
		const {cloud, sandbox} = await begin();
		const {results} = await make(cloud, policy);
		const id = results.get('connection')?.id ?? '';
		sandbox.setTunnel(id, 0, 'DOWN');
		const [status] = await cloud.status('ap-guangzhou', [id], signal);
		expect(status?.tunnels).toEqual([
			{
				key: id,
				outsideAddress: '58.211.2.5',
				siteAddress: '203.0.113.77',
				state: 'DOWN',
				raw: 'UNAVAILABLE',
				message: 'configured, not connected',
				hint: expect.stringContaining('though the cloud is set to start it'),
				hintSureness: 'possible',
			},
		]);
	});

	it('a tunnel that is gone is gone, not forgotten; one that never was is no row', async () => {
		const {cloud} = await begin();
		const {results} = await make(cloud, policy);
		const id = results.get('connection')?.id ?? '';
		const [before] = await cloud.status('ap-guangzhou', [id], signal);
		const removal = await cloud.dependents?.('ap-guangzhou', id, signal);
		for (const {steps} of removal?.parts.filter(part => part.id === 'connection') ?? [])
			for (const step of steps) await cloud.undo(step, {region: 'ap-guangzhou', signal});
		expect(await cloud.status('ap-guangzhou', [id], signal)).toMatchObject([
			{id, name: before?.name, routing: before?.routing, phase: 'gone'},
		]);
		expect(await cloud.status('ap-guangzhou', ['vpnx-never'], signal)).toEqual([]);
	});
});
