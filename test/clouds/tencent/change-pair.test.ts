import {afterEach, describe, expect, it} from 'vitest';
import type {Cloud, Plan} from '../../../src/clouds/contract/cloud.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {
	begin,
	carryOut,
	changesIn,
	checksOf,
	contextOf,
	converge,
	documentOf,
	planOf,
	takeBack,
	tunnelIn,
	type World,
} from './change-run.ts';
import {tencentDocument} from './documents.ts';

/* What a user would lose: the traffic of a site that has two tunnels, so that one can be changed while the other carries it. */

const {signal} = new AbortController();
/** The pair of the sandbox: the one in use (priority 0, UP) and its standby (100, DOWN). */
const [inUse, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];

let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

async function pair() {
	world = await begin();
	world.sandbox.setTunnel(standby, 0, 'UP');
	return world;
}

const changed = (document: TencentConnection, more: Partial<TencentConnection> = {}): TencentConnection => ({
	...document,
	negotiation: document.negotiation === 'active' ? 'passive' : 'active',
	...more,
});
const ids = ({actions}: Plan) => actions.map(({id}) => id);
const name = (id: string) => ({connectionId: id, key: id, number: 1});
const routesOf = async (cloud: Cloud, id: string) =>
	(await cloud.standingRoutes?.('ap-guangzhou', id, signal))?.map(({destination, priority, enabled}) => [
		destination,
		priority,
		enabled,
	]);

describe('the tunnel in use', () => {
	it('is changed while its routes are out of force: the standby’s carry the traffic', async () => {
		const {cloud, sandbox} = await pair();
		const plan = await planOf(cloud, changed(await documentOf(cloud, inUse)));
		expect(plan.actions.map(({call, id, change}) => [call, id, change?.needsUp])).toEqual([
			['ModifyVpnGatewayRoutes', 'traffic-off', [name(standby)]],
			['ModifyVpnConnectionAttribute', 'tunnel', [name(standby)]],
			['ModifyVpnGatewayRoutes', 'traffic-on', []],
		]);
		expect(plan.actions[1]?.change?.backUp).toEqual([name(inUse)]);
		expect(plan.notes).toContain(`while ${inUse} is changed, staging-line-b (${standby}) carries its traffic`);
		const [off, change, on] = plan.actions;
		if (!off || !change || !on) throw new Error('three actions are due');
		const context = contextOf(plan);
		await carryOut(cloud, {...plan, actions: [off]}, context);
		expect(await routesOf(cloud, inUse)).toEqual([['172.31.0.0/16', 0, false]]);
		await carryOut(cloud, {...plan, actions: [change, on]}, context);
		expect(await routesOf(cloud, inUse)).toEqual([['172.31.0.0/16', 0, true]]);
		expect(changesIn(sandbox)).toEqual([
			'ModifyVpnGatewayRoutes',
			'ModifyVpnConnectionAttribute',
			'ModifyVpnGatewayRoutes',
		]);
		// the way back relieves it as well
		expect(await takeBack(cloud, context)).toEqual({
			'traffic-on': 'put back',
			tunnel: 'put back',
			'traffic-off': 'put back',
		});
		expect(await routesOf(cloud, inUse)).toEqual([['172.31.0.0/16', 0, true]]);
	});

	it('cut off in between, an undo puts its routes back in force, and so does a new plan', async () => {
		const {cloud} = await pair();
		const document = await documentOf(cloud, inUse);
		const plan = await planOf(cloud, changed(document));
		const context = contextOf(plan);
		await carryOut(cloud, {...plan, actions: plan.actions.slice(0, 1)}, context);
		const again = await planOf(cloud, document);
		expect(again.comparison?.differences).toMatchObject([{was: 'turned off', wanted: 'in force'}]);
		expect(ids(again)).toEqual(['gateway-routes-on']);
		expect(await takeBack(cloud, context)).toEqual({'traffic-off': 'put back'});
		expect(await routesOf(cloud, inUse)).toEqual([['172.31.0.0/16', 0, true]]);
	});

	it('keeps its routes where the standby is DOWN and the user wants it all the same', async () => {
		world = await begin();
		const {cloud} = world;
		const document = changed(await documentOf(cloud, inUse));
		const forced = await planOf(cloud, document, {evenIfDown: true});
		expect(ids(forced)).toEqual(['tunnel']);
		expect(forced.actions[0]?.change?.needsUp).toEqual([]);
		const told = await checksOf(cloud, document, {evenIfDown: true});
		expect(told.filter(({result}) => result === 'refuse')).toEqual([]);
		expect(told.find(({id}) => id === `change:carrier:${standby}`)).toMatchObject({
			result: 'warn',
			detail: `${standby} is not UP, and the tunnel is changed all the same`,
		});
	});

	it('is refused beforehand where the standby is DOWN: a run would not begin either', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		const document = changed(await documentOf(cloud, inUse));
		const carries = async () => (await checksOf(cloud, document)).filter(({id}) => /carrie[sr]/.test(id));
		expect(await carries()).toMatchObject([
			{
				id: `carries:${standby}`,
				title: expect.stringContaining(`while tunnel 1 (${inUse}) is changed`),
				result: 'refuse',
				mendByOption: expect.stringContaining('--even-if-down'),
			},
		]);
		sandbox.setTunnel(standby, 0, 'UP');
		expect(await carries()).toMatchObject([{id: `carries:${standby}`, result: 'pass'}]);
	});
});

describe('the standby', () => {
	it('is changed as it is: it carries nothing', async () => {
		const {cloud} = await pair();
		const plan = await planOf(cloud, changed(await documentOf(cloud, standby)));
		expect(ids(plan)).toEqual(['tunnel']);
		expect(plan.actions[0]?.change?.needsUp).toEqual([name(inUse)]);
	});

	it('becomes the first choice by a new route beside the old one, once it is UP', async () => {
		const {cloud, sandbox} = await pair();
		const document = await documentOf(cloud, standby);
		const routing: TencentConnection['routing'] = {mode: 'static', prefixes: ['172.31.0.0/16'], priority: 0};
		const run = await converge(cloud, {...document, routing});
		expect(changesIn(sandbox)).toEqual(['CreateVpnGatewayRoutes', 'DeleteVpnGatewayRoutes']);
		expect(run.plan.actions.at(-1)?.change?.needsUp).toEqual([name(standby)]);
		expect(await routesOf(cloud, standby)).toEqual([['172.31.0.0/16', 0, true]]);
		expect((await planOf(cloud, {...document, routing})).actions).toEqual([]);
		expect(await takeBack(cloud, run)).toEqual({
			'gateway-routes-old-priority': 'put back',
			'gateway-routes-priority': 'deleted',
		});
		expect(await routesOf(cloud, standby)).toEqual([['172.31.0.0/16', 100, true]]);
	});
});

describe('a tunnel without another one', () => {
	it('is told to interrupt all of its traffic, in the plan and in its checks', async () => {
		world = await begin();
		const {cloud} = world;
		const document = changed(await documentOf(cloud, 'vpnx-cjkgz001'));
		const plan = await planOf(cloud, document);
		expect(plan.actions.find(({id}) => id === 'tunnel')?.change).toMatchObject({
			interrupts: {kind: 'tunnel', tunnel: name('vpnx-cjkgz001')},
			needsUp: [],
			backUp: [name('vpnx-cjkgz001')],
		});
		expect(plan.notes.join()).toContain('all of its traffic is interrupted while it is changed');
		expect((await checksOf(cloud, document)).find(({id}) => id === 'change:alone')).toMatchObject({result: 'warn'});
	});
});

describe('tags', () => {
	it('are set before anything goes down and taken away after all, and come back as they were', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		const document = tencentDocument({tags: {team: 'network', stage: 'old', empty: ''}});
		const made = await converge(cloud, document);
		const id = made.results.get('connection')?.id ?? '';
		const before = sandbox.requests.length;
		const wanted: TencentConnection = {...document, tags: {stage: 'new', added: ''}, negotiation: 'passive'};
		expect((await planOf(cloud, wanted)).comparison?.unspoken?.map(({field}) => field)).toEqual([
			'tags.team',
			'tags.empty',
		]);
		const run = await converge(cloud, wanted, {prune: true});
		expect(changesIn(sandbox, before)).toEqual([
			'ModifyResourceTags',
			'ModifyVpnConnectionAttribute',
			'ModifyResourceTags',
		]);
		const tags = async () =>
			Object.entries((await tunnelIn(cloud, id))?.settings ?? {}).filter(([field]) => field.startsWith('tags.'));
		expect(Object.fromEntries(await tags())).toEqual({'tags.stage': 'new', 'tags.added': '""'});
		expect(await takeBack(cloud, run)).toEqual({'tags-removed': 'put back', tunnel: 'put back', tags: 'put back'});
		expect(Object.fromEntries(await tags())).toEqual({'tags.team': 'network', 'tags.stage': 'old', 'tags.empty': '""'});
	});

	it('more than ten at a time go in several calls', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		await converge(cloud, tencentDocument());
		const before = sandbox.requests.length;
		const tags = Object.fromEntries(Array.from({length: 23}, (_, number) => [`key-${number}`, `${number}`]));
		await converge(cloud, tencentDocument({tags}));
		expect(changesIn(sandbox, before)).toEqual(Array.from({length: 3}, () => 'ModifyResourceTags'));
		expect((await planOf(cloud, tencentDocument({tags}))).actions).toEqual([]);
	});
});

describe('another site', () => {
	const moved = tencentDocument({site: {kind: 'new', name: 'berlin-moved', address: '203.0.113.99'}});

	it('moves the tunnel that is named, with the address that it knows its peer by', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		const made = await converge(cloud, tencentDocument());
		const connectionId = made.results.get('connection')?.id ?? '';
		const was = await tunnelIn(cloud, connectionId);
		expect((await planOf(cloud, moved, {connectionId})).leftByHand).toContain(
			`the customer gateway ${was?.siteGatewayId} stays, and nothing uses it any more: delete it where it is not wanted`,
		);
		const before = sandbox.requests.length;
		const run = await converge(cloud, moved, {connectionId});
		expect(changesIn(sandbox, before)).toEqual(['CreateCustomerGateway', 'ModifyVpnConnectionAttribute']);
		expect((await tunnelIn(cloud, connectionId))?.settings).toMatchObject({
			site: run.results.get('site-gateway')?.id,
			'security.options.remoteIdentity.address': '203.0.113.99',
		});
		expect(await planOf(cloud, moved)).toMatchObject({exists: {id: connectionId}, actions: []});
		expect(await takeBack(cloud, run)).toEqual({tunnel: 'put back', 'site-gateway': 'deleted'});
		expect((await tunnelIn(cloud, connectionId))?.settings).toEqual(was?.settings);
	});

	it('without its id is refused as a second tunnel of the name, with how to move it', async () => {
		world = await begin();
		const {cloud} = world;
		const made = await converge(cloud, tencentDocument());
		const found = cloud
			.check(moved, await cloud.facts(moved, signal))
			.find(({rule}) => rule === 'tencent.tunnel.same-name');
		expect(found).toMatchObject({
			severity: 'refuse',
			mendByOption: expect.stringContaining(`--connection ${made.results.get('connection')?.id}`),
		});
	});

	it('needs a new tunnel below gateway version 4.0', async () => {
		world = await begin();
		const {cloud} = world;
		const document = await documentOf(cloud, inUse);
		const plan = await planOf(
			cloud,
			{...document, site: {kind: 'new', name: 'x', address: '203.0.113.99'}},
			{connectionId: inUse},
		);
		expect(plan.actions).toEqual([]);
		expect(plan.comparison?.differences).toContainEqual(
			expect.objectContaining({
				field: 'site',
				interrupts: {
					kind: 'new',
					why: 'below gateway version 4.0 a tunnel keeps its customer gateway, and this one is 3.1',
				},
			}),
		);
	});

	it('an id that is not there is said', async () => {
		world = await begin();
		const {cloud} = world;
		await expect(planOf(cloud, moved, {connectionId: 'vpnx-gone'})).rejects.toThrow(/there is no connection vpnx-gone/);
	});
});
