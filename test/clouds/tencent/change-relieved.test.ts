import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import type {Cloud, Deed, Plan} from '../../../src/clouds/contract/cloud.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {executePlan, type RunOptions} from '../../../src/run/engine.ts';
import {createJournal, journalPath, reopenRun} from '../../../src/run/journal.ts';
import type {RunEvent} from '../../../src/run/run-event.ts';
import type {UndoEvent} from '../../../src/run/take-away.ts';
import {undoRun} from '../../../src/run/undo.ts';
import {begin, type World} from './change-run.ts';

/* What a user would lose: the traffic of the tunnel in use, taken off it for a change that then was not made, and never given back. */

const {signal} = new AbortController();
const [inUse, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];
const times = {limitMs: 2000, pollMs: 1, soakMs: 2, firstLookMs: 2, lateMs: 2, clockOffMs: 0};
const renewal: Deed = {kind: 'renew-keys', tunnels: [1], drain: false};

let world: World | undefined;
let state: string | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
	if (state) rmSync(state, {recursive: true});
	state = undefined;
});

async function pair() {
	world = await begin();
	world.sandbox.setTunnel(standby, 0, 'UP');
	state = mkdtempSync(join(tmpdir(), 'relieved-'));
	return {...world, state};
}

async function documentOf(cloud: Cloud): Promise<TencentConnection> {
	const document = (await cloud.readBack?.('ap-guangzhou', inUse, signal, true))?.document;
	if (!document || !isTencent(document)) throw new Error('it is not read back');
	return document;
}

async function changePlan(cloud: Cloud): Promise<Plan> {
	const document = await documentOf(cloud);
	const negotiation = document.negotiation === 'active' ? 'passive' : 'active';
	const wanted: TencentConnection = {...document, negotiation};
	return cloud.plan(wanted, await cloud.facts(document, signal));
}

async function renewalPlan(cloud: Cloud, evenIfDown = false): Promise<Plan> {
	const document = await documentOf(cloud);
	const facts = await cloud.facts(document, signal);
	const plan = cloud.planDeed?.(renewal, document, facts, evenIfDown ? {evenIfDown} : {});
	if (!plan) throw new Error('no key is renewed');
	return {...plan, deed: renewal};
}

async function run(cloud: Cloud, plan: Plan, more: Partial<RunOptions> = {}): Promise<readonly RunEvent[]> {
	const secrets = new Map([['presharedKey', new Secret('A.fresh.key.of.32.characters.yes')]]);
	const events: RunEvent[] = [];
	for await (const event of executePlan(cloud, plan, {secrets, signal, times, sandbox: true, ...more}))
		events.push(event);
	return events;
}

const enabled = async (cloud: Cloud) =>
	(await cloud.standingRoutes?.('ap-guangzhou', inUse, signal))?.map(route => route.enabled);

describe('a change that fails while the traffic is off', () => {
	it('says so at its end and in its journal, and an undo gives the traffic back though the standby is DOWN by then', async () => {
		const {cloud, sandbox, state: folder} = await pair();
		const plan = await changePlan(cloud);
		sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute'});
		const journal = await createJournal(folder);
		const events = await run(cloud, plan, {journal});
		await journal.close();
		expect(await enabled(cloud)).toEqual([false]);
		expect(events.at(-1)).toMatchObject({type: 'stopped', trafficOff: [expect.stringContaining('172.31.0.0/16')]});
		expect(readFileSync(journalPath(folder, journal.runId), 'utf8')).toMatch(
			/"type":"stopped".*"trafficOff":\["vpngw-/,
		);
		sandbox.setTunnel(standby, 0, 'DOWN');
		const again = await reopenRun(folder, journal.runId);
		const undone: UndoEvent[] = [];
		for await (const event of undoRun(cloud, again.record, {signal, journal: again.journal, times})) undone.push(event);
		await again.journal.close();
		expect(undone.at(-1)).toMatchObject({type: 'undo-finished'});
		expect(await enabled(cloud)).toEqual([true]);
	});

	it('gives it back where it goes on', async () => {
		const {cloud, sandbox, state: folder} = await pair();
		const plan = await changePlan(cloud);
		sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute', times: 1});
		const journal = await createJournal(folder);
		await run(cloud, plan, {journal});
		await journal.close();
		const again = await reopenRun(folder, journal.runId);
		const events = await run(cloud, again.record.plan, {journal: again.journal, earlier: again.record});
		await again.journal.close();
		expect(events.at(-1)?.type).toBe('finished');
		expect(await enabled(cloud)).toEqual([true]);
	});

	it('says nothing of it where the traffic was given back, or never taken off', async () => {
		const {cloud, sandbox} = await pair();
		sandbox.addFault({kind: 'denied', action: 'ModifyVpnGatewayRoutes'});
		const events = await run(cloud, await changePlan(cloud));
		expect(events.at(-1)).toMatchObject({type: 'stopped'});
		expect(events.at(-1)).not.toHaveProperty('trafficOff');
	});
});

describe('an undo', () => {
	it('looks at the standby before it takes the traffic off the tunnel once more, and changes nothing where that is DOWN', async () => {
		const {cloud, sandbox, state: folder} = await pair();
		const journal = await createJournal(folder);
		await run(cloud, await changePlan(cloud), {journal});
		await journal.close();
		sandbox.setTunnel(standby, 0, 'DOWN');
		const since = sandbox.requests.length;
		const {journal: reopened, record} = await reopenRun(folder, journal.runId);
		const undone: UndoEvent[] = [];
		for await (const event of undoRun(cloud, record, {signal, journal: reopened, times})) undone.push(event);
		await reopened.close();
		expect(undone.at(-1)).toMatchObject({type: 'undo-failed'});
		expect(sandbox.requests.slice(since).filter(({action}) => action.startsWith('Modify'))).toEqual([]);
		expect(await enabled(cloud)).toEqual([true]);
	});

	it('moves no traffic for a key that it can’t put back', async () => {
		const {cloud} = await pair();
		const plan = await renewalPlan(cloud);
		const results = new Map(plan.actions.map(({id}) => [id, {id: '', existed: false, detail: ''}]));
		expect(cloud.undoSteps({plan, results, standing: new Map()})).toEqual([]);
		const off = new Map([...results].slice(0, 1));
		expect(cloud.undoSteps({plan, results: off, standing: new Map()}).map(({id}) => id)).toEqual(['traffic-off']);
	});
});

describe('a renewal', () => {
	it('has its files written before the traffic is taken off', async () => {
		const {cloud, sandbox} = await pair();
		const since = sandbox.requests.length;
		const seen: (readonly [string, readonly string[]])[] = [];
		await run(cloud, await renewalPlan(cloud), {
			async beforeAction(action) {
				const sent = sandbox.requests.slice(since).filter(each => each.action.startsWith('Modify'));
				seen.push([action.change?.relieves?.action ?? action.id, sent.map(each => each.action)]);
			},
		});
		expect(seen[0]).toEqual(['tunnel', []]);
	});

	it('leads no traffic to a standby that is DOWN, though it is made all the same', async () => {
		world = await begin();
		const plan = await renewalPlan(world.cloud, true);
		expect(plan.actions.map(({id, change}) => [id, change?.needsUp])).toEqual([['tunnel', []]]);
	});

	it('begun anew after one that broke off with the traffic off looks at the standby, and says how the routes are', async () => {
		const {cloud, sandbox} = await pair();
		sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute', times: 1});
		await run(cloud, await renewalPlan(cloud));
		expect(await enabled(cloud)).toEqual([false]);
		const plan = await renewalPlan(cloud);
		expect(plan.actions.map(({id, change}) => [id, change?.needsUp])).toEqual([
			['tunnel', [{connectionId: standby, key: standby, number: 1}]],
		]);
		expect(plan.notes.join('\n')).toMatch(/carries its traffic\n.*172\.31\.0\.0\/16 are turned off/);
		const facts = await cloud.facts(plan.document, signal);
		const checks = [];
		for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
		expect(checks.find(({id}) => id === 'change:routes-off')).toMatchObject({result: 'warn'});
	});
});
