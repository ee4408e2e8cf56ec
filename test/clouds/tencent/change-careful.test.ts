import {afterEach, describe, expect, it} from 'vitest';
import type {Deed, ExistingConnection, Facts} from '../../../src/clouds/contract/cloud.ts';
import {planRouteStatus} from '../../../src/clouds/tencent/actions/modify-vpn-gateway-routes.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {changeChecks} from '../../../src/clouds/tencent/plan/change-checks.ts';
import type {SandboxOptions} from '../../../src/sandbox/sandbox.ts';
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
import {destinationRoutes, policy, tencentDocument} from './documents.ts';

/* What a user would lose: a route that was turned off on purpose, or not read; a value that somebody else has set; a tunnel that is UP and carries nothing. */

const {signal} = new AbortController();
const [inUse, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];
const prune = {prune: true};
const renewal: Deed = {kind: 'renew-keys', tunnels: [1], drain: false};

let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

async function open(options?: SandboxOptions) {
	world = await begin(options);
	return world;
}

const otherNegotiation = (document: TencentConnection): TencentConnection => ({
	...document,
	negotiation: document.negotiation === 'active' ? 'passive' : 'active',
});

/** The facts with one tunnel as it is told here. */
function withTunnel(
	facts: Facts,
	id: string,
	more: (tunnel: ExistingConnection) => Partial<ExistingConnection>,
): Facts {
	return {
		...facts,
		connections: facts.connections?.map(tunnel => (tunnel.id === id ? {...tunnel, ...more(tunnel)} : tunnel)),
	};
}

/** With its routes as they would be read, had the reading not been refused. */
const unrouted = (facts: Facts): Facts => ({
	...facts,
	connections: facts.connections?.map(({routes: _, ...tunnel}) => tunnel),
});

/** With a route to the gateway in the VPC's main table. */
function withVpcRoute(facts: Facts, gateway: string, destination: string): Facts {
	return {
		...facts,
		routeTables: facts.routeTables?.map(table =>
			table.main ? {...table, routes: [...table.routes, {destination, target: gateway, id: 'rti-1'}]} : table,
		),
	};
}

describe('with --prune', () => {
	async function standing() {
		const {cloud} = await open();
		await converge(cloud, destinationRoutes);
		return {cloud, facts: await cloud.facts(destinationRoutes, signal)};
	}

	it('a route that is turned off and that no document can name is left as it is, and so is the VPC’s', async () => {
		const {cloud} = await open();
		const whole = await documentOf(cloud, inUse);
		const plan = await planOf(cloud, otherNegotiation(whole));
		world?.sandbox.setTunnel(standby, 0, 'UP');
		const off = plan.actions.find(({id}) => id === 'traffic-off');
		if (!off) throw new Error('no traffic is taken off');
		await carryOut(cloud, {...plan, actions: [off]});
		const document = await documentOf(cloud, inUse);
		expect(document.routing).toMatchObject({prefixes: []});
		const facts = await cloud.facts(document, signal);
		// an edit of such a document, which keeps another prefix
		const edited: TencentConnection = {...document, routing: {mode: 'static', prefixes: ['10.99.0.0/16']}};
		for (const each of [document, edited]) {
			const {actions} = cloud.plan(each, facts, prune);
			expect(actions.filter(({call}) => call.startsWith('Delete'))).toEqual([]);
		}

		const told = cloud.plan(edited, facts, prune).comparison?.notCompared.map(({why}) => why);
		expect(told).toContain('the gateway route to 172.31.0.0/16 is turned off: it is left as it is');
	});

	it('a route of the VPC that covers the tunnel’s own prefixes is none too many', async () => {
		const {cloud, facts} = await standing();
		const gateway = destinationRoutes.cloudGateway.id;
		const extra = (destination: string) =>
			cloud
				.plan(destinationRoutes, withVpcRoute(facts, gateway, destination), prune)
				.actions.filter(({call}) => call === 'DeleteRoutes');
		expect(extra('172.16.0.0/12')).toEqual([]);
		// one that has nothing to do with it is
		expect(extra('10.77.0.0/16')).toHaveLength(1);
	});

	it('nothing goes that the tunnel may need, where its routes could not be read', async () => {
		const {cloud, facts} = await standing();
		const gateway = destinationRoutes.cloudGateway.id;
		const seen = unrouted(withVpcRoute(facts, gateway, '10.77.0.0/16'));
		expect(cloud.plan(destinationRoutes, seen, prune).actions.filter(({call}) => call.startsWith('Delete'))).toEqual(
			[],
		);
		// and the document that was read meanwhile has none
		const empty: TencentConnection = {...destinationRoutes, routing: {mode: 'static', prefixes: []}};
		for (const each of [facts, seen])
			expect(cloud.plan(empty, each, prune).actions.filter(({call}) => call.startsWith('Delete'))).toEqual([]);
	});

	it('different priorities, which a document has no word for, stay as they are', async () => {
		const {cloud, facts} = await standing();
		const id = cloud.plan(destinationRoutes, facts).exists?.id ?? '';
		const mixed = withTunnel(facts, id, ({routes = []}) => ({
			routes: routes.map((route, at) => ({...route, priority: at === 0 ? 0 : 100})),
		}));
		const {actions, comparison} = cloud.plan(destinationRoutes, mixed, prune);
		expect(actions).toEqual([]);
		expect(comparison?.notCompared.map(({why}) => why).join()).toContain('different priorities');
	});
});

describe('an undo', () => {
	it('leaves the VPC’s route to a range that somebody keeps in the tunnel’s list, and takes it where the list goes back', async () => {
		const {cloud, sandbox} = await open();
		const withSites = (...siteSide: string[]): TencentConnection => ({
			...policy,
			ranges: [{cloudSide: '10.8.4.0/24', siteSide}],
		});
		const sites = ['172.20.10.0/24', '172.20.20.0/24'];
		await converge(cloud, policy);
		const run = await converge(cloud, withSites(...sites, '172.20.40.0/24'));
		expect([...run.results.keys()].join()).toContain('vpc-routes');
		await converge(cloud, withSites(...sites, '172.20.40.0/24', '172.20.50.0/24'));
		const before = sandbox.requests.length;
		const ends = await takeBack(cloud, run);
		expect(ends['vpc-routes']).toMatch(/^stays: vpnx-\w+ still has the range 172\.20\.40\.0\/24/);
		expect(changesIn(sandbox, before)).toEqual([]);
		// whoever added to the list takes that away again: then all of it goes back
		await converge(cloud, withSites(...sites, '172.20.40.0/24'));
		expect((await takeBack(cloud, run))['vpc-routes']).toBe('deleted');
	});
});

describe('a tunnel that is connected and whose probes do not come back', () => {
	it('counts as DOWN: the cloud sends nothing into it', async () => {
		const {cloud, sandbox} = await open();
		const made = await converge(cloud, destinationRoutes);
		const id = made.results.get('connection')?.id ?? '';
		const state = async () => (await cloud.status('ap-guangzhou', [id], signal))[0]?.tunnels[0];
		await expect.poll(async () => (await state())?.state, {timeout: 10_000}).toBe('UP');
		sandbox.setLine(id, 0, {ipsec: true, probesUnanswered: true});
		expect(await state()).toMatchObject({state: 'DOWN', message: 'connected, health check fails'});
	});
});

describe('who carries the traffic', () => {
	it('where that could not be read, is not known: it is refused, or typed', async () => {
		const {cloud} = await open();
		const document = otherNegotiation(await documentOf(cloud, standby));
		world?.sandbox.addFault({kind: 'denied', action: 'DescribeVpnGatewayRoutes'});
		const unknown = async (options?: {evenIfDown: boolean}) =>
			(await checksOf(cloud, document, options)).find(({id}) => id === 'change:carriers-unknown');
		expect(await unknown()).toMatchObject({result: 'refuse', mend: expect.stringContaining('--even-if-down')});
		expect(await unknown({evenIfDown: true})).toMatchObject({result: 'warn'});
		expect((await planOf(cloud, document)).notes.join()).toContain('is not known');
	});
});

describe('a renewal that goes on later', () => {
	it('does not take back what somebody has changed meanwhile', async () => {
		const {cloud, sandbox} = await open();
		const id = 'vpnx-cjkgz001';
		const document = await documentOf(cloud, id);
		const plan = cloud.planDeed?.(renewal, document, await cloud.facts(document, signal));
		const action = plan?.actions[0];
		if (!plan || !action) throw new Error('no key is renewed');
		await converge(cloud, otherNegotiation(document));
		const before = sandbox.requests.length;
		await expect(cloud.perform(action, contextOf(plan))).rejects.toMatchObject({info: {code: 'ChangedMeanwhile'}});
		expect(changesIn(sandbox, before)).toEqual([]);
	});

	it('a key that bites at the next rekeying is in force without the tunnel having gone down', async () => {
		const {cloud} = await open({tencent: {newKey: 'atRekey'}, speed: 1000});
		const id = 'vpnx-cjkgz001';
		const document = await documentOf(cloud, id);
		const plan = cloud.planDeed?.(renewal, document, await cloud.facts(document, signal));
		const [action] = plan?.actions ?? [];
		if (!plan || !action) throw new Error('no key is renewed');
		const state = async () => (await cloud.status('ap-guangzhou', [id], signal))[0]?.tunnels[0]?.state;
		const context = contextOf(plan);
		context.results.set(action.id, await cloud.perform(action, context));
		const seen = [await state()];
		await cloud.settle(action, {id: '', existed: false, detail: ''}, context);
		seen.push(await state());
		expect(seen).toEqual(['UP', 'UP']);
		const side = await cloud.deviceSide?.('ap-guangzhou', id, signal);
		expect(side?.tunnels[0]?.key).toMatchObject({from: 'cloud'});
	});
});

describe('another name', () => {
	it('keeps DPD, health check and negotiation, whatever the API does with what is left out', async () => {
		const {cloud} = await open({tencent: {omitted: 'default'}});
		const document: TencentConnection = {
			...destinationRoutes,
			negotiation: 'passive',
			dpd: {enabled: true, timeoutSeconds: 45, action: 'clear'},
		};
		const made = await converge(cloud, document);
		const id = made.results.get('connection')?.id ?? '';
		const was = (await tunnelIn(cloud, id))?.settings;
		const run = await converge(cloud, {...document, name: 'renamed'});
		expect((await tunnelIn(cloud, id))?.settings).toEqual({...was, name: 'renamed'});
		expect(await takeBack(cloud, run)).toEqual({name: 'put back'});
		expect((await tunnelIn(cloud, id))?.settings).toEqual(was);
	});
});

it('an action does not tell as different what another one of the same run has still to change', async () => {
	const {cloud} = await open();
	await converge(cloud, destinationRoutes);
	const dpd = {enabled: true, timeoutSeconds: 45, action: 'clear'} as const;
	const run = await converge(cloud, {...destinationRoutes, name: 'renamed', dpd});
	expect([...run.results.keys()]).toEqual(['name', 'tunnel']);
	expect(run.results.get('name')?.detail).not.toContain('differs');
});

describe('a move to another site', () => {
	const moved = tencentDocument({site: {kind: 'new', name: 'berlin-moved', address: '203.0.113.99'}});

	it('brings the address of the new site, and its way back that of the old one, though the API does not show it', async () => {
		const {cloud} = await open();
		const made = await converge(cloud, policy);
		const connectionId = made.results.get('connection')?.id ?? '';
		const hidden = withTunnel(await cloud.facts(moved, signal, connectionId), connectionId, ({settings = {}}) => ({
			settings: Object.fromEntries(
				Object.entries(settings).filter(([field]) => field !== 'security.options.remoteIdentity.address'),
			),
		}));
		const action = cloud.plan(moved, hidden, {connectionId}).actions.find(({id}) => id === 'tunnel');
		expect(action?.parameters.IKEOptionsSpecification).toMatchObject({RemoteAddress: '203.0.113.99'});
		expect(action?.change?.back?.parameters.IKEOptionsSpecification).toMatchObject({RemoteAddress: '203.0.113.77'});
	});

	it('is refused where the address of the new site is not known', async () => {
		const {cloud} = await open();
		const made = await converge(cloud, policy);
		const connectionId = made.results.get('connection')?.id ?? '';
		const document = tencentDocument({site: {kind: 'existing', id: 'cgw-qa9sxpy7'}});
		const facts = await cloud.facts(document, signal, connectionId);
		const noAddress = facts.siteGateways?.map(site => (site.id === 'cgw-qa9sxpy7' ? {...site, address: ''} : site));
		expect(() => cloud.plan(document, {...facts, siteGateways: noAddress ?? []}, {connectionId})).toThrow(
			/address of its new customer gateway is not known/,
		);
	});

	it('says where the version of the gateway is not known, and what else it changes', async () => {
		const {cloud} = await open();
		const made = await converge(cloud, destinationRoutes);
		const connectionId = made.results.get('connection')?.id ?? '';
		const {healthCheck, ...rest} = destinationRoutes;
		const document: TencentConnection = {
			...rest,
			healthCheck: {...healthCheck, enabled: true},
			site: {kind: 'new', name: 'moved', address: '203.0.113.99'},
			tags: {team: 'other'},
		};
		const facts = await cloud.facts(document, signal, connectionId);
		const plan = cloud.plan(document, facts, {connectionId});
		const ids = (known: Facts) => [...changeChecks(plan, document, known)].map(({id}) => id).join();
		const {version: _, ...cloudGateway} = facts.cloudGateway ?? {};
		const unknown = {...facts, cloudGateway: cloudGateway as NonNullable<Facts['cloudGateway']>};
		expect(ids(unknown)).toContain('change:gateway-version');
		expect(ids(facts)).not.toContain('change:gateway-version');
		// rules about a change see the tunnel at the customer gateway that is still to be made
		expect(ids(facts)).toContain('rule:tencent.change.tags');
	});
});

describe('a route that was deleted meanwhile', () => {
	it('does not keep the others out of force', async () => {
		const {cloud} = await open();
		const made = await converge(cloud, destinationRoutes);
		const id = made.results.get('connection')?.id ?? '';
		const routes = (await cloud.standingRoutes?.('ap-guangzhou', id, signal)) ?? [];
		const batch = [
			...routes.map(({id: route = '', destination}) => ({id: route, destination})),
			{id: 'vpnr-gone', destination: '10.1.0.0/16'},
		];
		const about = {id: 'traffic', gatewayId: destinationRoutes.cloudGateway.id, title: 'traffic'};
		const quiet = {interrupts: {kind: 'nothing'}, needsUp: [], backUp: []} as const;
		const status = async () => (await cloud.standingRoutes?.('ap-guangzhou', id, signal))?.map(({enabled}) => enabled);
		for (const to of ['DISABLE', 'ENABLE'] as const) {
			const run = await carryOut(cloud, {...made.plan, actions: planRouteStatus(about, batch, to, quiet)});
			expect(await status()).toEqual([to === 'ENABLE', to === 'ENABLE']);
			expect(run.results.get('traffic')?.detail).toContain('but for vpnr-gone: deleted meanwhile');
		}
	});
});
