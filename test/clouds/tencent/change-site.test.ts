import {afterEach, describe, expect, it} from 'vitest';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {
	begin,
	beginWith,
	carryOut,
	changesIn,
	checksOf,
	contextOf,
	converge,
	planOf,
	takeBack,
	type World,
} from './change-run.ts';
import {bgp, policy, tencentDocument} from './documents.ts';

/* What a user would lose: a BGP session with an ASN that nobody has any more; the name or the ASN of a gateway that somebody else uses. */

const {signal} = new AbortController();

let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

async function standing(...given: Parameters<typeof beginWith>) {
	const made = await beginWith(...given);
	world = made;
	return made;
}

// each document here has a new site
type NewSite = Extract<TencentConnection['site'], {kind: 'new'}>;
const withSite = (document: TencentConnection, change: Partial<NewSite>): TencentConnection => ({
	...document,
	site: {...(document.site as NewSite), ...change},
});
const siteAt = async (address: string) =>
	(await world?.cloud.siteGateways('ap-guangzhou', signal))?.filter(gateway => gateway.address === address);
const titlesOf = async (document: TencentConnection) =>
	world
		? (await checksOf(world.cloud, document)).map(({id, result, title}) => `${result} ${id} ${title}`).join('\n')
		: '';

describe('another ASN of the site', () => {
	const changed = withSite(bgp, {asn: 65_078});

	it('changes in place, with its tunnel as what goes down, and comes back', async () => {
		const {cloud, sandbox, id} = await standing(bgp, {tencent: {speakerAsn: 'changes'}});
		const before = sandbox.requests.length;
		const plan = await planOf(cloud, changed);
		const tunnel = {connectionId: id, key: id, number: 1};
		expect(plan.comparison?.differences).toEqual([
			{
				field: 'site.asn',
				what: 'ASN of the customer gateway',
				was: '65077',
				wanted: '65078',
				interrupts: {kind: 'tunnel', tunnel},
			},
		]);
		expect(plan.leftByHand.join()).toContain('its own ASN');
		const run = await carryOut(cloud, plan);
		expect(changesIn(sandbox, before)).toEqual(['ModifyCustomerGatewayAttribute']);
		expect(await siteAt('203.0.113.78')).toMatchObject([{name: 'berlin-router', asn: 65_078}]);
		expect(await planOf(cloud, changed)).toMatchObject({exists: {id}, actions: [], comparison: {differences: []}});
		expect(await takeBack(cloud, run)).toEqual({'site-values': 'put back'});
		expect(await siteAt('203.0.113.78')).toMatchObject([{name: 'berlin-router', asn: 65_077}]);
	});

	it('is warned of: nobody knows whether it goes; refused, it says so, and nothing has changed', async () => {
		const {cloud} = await standing(bgp);
		expect(await titlesOf(changed)).toMatch(/warn rule:tencent\.change\.site-asn:\d+ .*not known whether it goes/);
		expect(await titlesOf(changed)).not.toMatch(/^refuse|address-taken/m);
		await expect(converge(cloud, changed)).rejects.toMatchObject({
			info: {code: 'UnsupportedOperation.VpnUnsupportedModifyBgpAsn', field: 'site.asn'},
		});
		expect(await siteAt('203.0.113.78')).toMatchObject([{asn: 65_077}]);
	});

	it('takes nothing down where the tunnel has no BGP, and can’t be taken back where there was none', async () => {
		const {cloud, sandbox} = await standing(policy);
		const before = sandbox.requests.length;
		// a gateway without an ASN of its own is of another address and ASN than the document’s, but its tunnel leads to it
		const run = await converge(cloud, withSite(policy, {asn: 65_078}));
		expect(changesIn(sandbox, before)).toEqual(['ModifyCustomerGatewayAttribute']);
		expect(run.plan.actions[0]?.change).toMatchObject({interrupts: {kind: 'nothing'}, needsUp: [], backUp: []});
		expect(run.plan.actions[0]?.change?.back).toBeUndefined();
		expect(await siteAt('203.0.113.77')).toMatchObject([{asn: 65_078}]);
	});

	it('goes before the tunnel’s own change, each in a call of its own', async () => {
		const {cloud} = await standing(bgp);
		const plan = await planOf(cloud, {...changed, negotiation: 'passive'});
		expect(plan.actions.map(({id, change}) => [id, change?.values.map(({field}) => field)])).toEqual([
			['site-values', ['site.asn']],
			['tunnel', ['negotiation']],
		]);
	});

	it('has tags that nobody can read, which is said where the document has any', async () => {
		const {cloud} = await standing({...policy, tags: {team: 'network'}});
		const {comparison, actions} = await planOf(cloud, {...policy, tags: {team: 'network'}});
		expect(actions).toEqual([]);
		expect(comparison?.notCompared).toContainEqual(
			expect.objectContaining({field: 'site.tags', why: expect.stringContaining('are left as they are')}),
		);
	});

	it('stops where somebody else has changed it meanwhile', async () => {
		const {cloud} = await standing(policy);
		const plan = await planOf(cloud, withSite(policy, {name: 'berlin-new'}));
		await converge(cloud, withSite(policy, {name: 'berlin-else'}));
		await expect(carryOut(cloud, plan, contextOf(plan))).rejects.toMatchObject({info: {code: 'ChangedMeanwhile'}});
	});

	it('is no word about a tunnel that looks like somebody else’s: a second customer gateway, as before', async () => {
		const {cloud} = await standing(bgp);
		const other = {...changed, name: 'another', routing: {...bgp.routing, tunnelCidr: '169.254.140.0/30'}};
		const plan = await planOf(cloud, other as TencentConnection);
		expect(plan.exists).toBeUndefined();
		expect(plan.actions[0]?.call).toBe('CreateCustomerGateway');
	});
});

describe('a customer gateway of several tunnels', () => {
	/** The same site, from another VPN gateway. */
	const far = tencentDocument({
		name: 'berlin-far',
		cloudGateway: {kind: 'ccn', id: 'vpngw-ccngz001'},
		ranges: [{cloudSide: '10.8.0.0/16', siteSide: ['172.20.30.0/24']}],
	});

	it('keeps its name, which is said; another ASN names the tunnels that get it too', async () => {
		const {cloud} = await standing(policy);
		const beside = (await converge(cloud, far)).results.get('connection')?.id ?? '';
		expect(await siteAt('203.0.113.77')).toHaveLength(1);
		const renamed = await planOf(cloud, withSite(policy, {name: 'other-name'}));
		expect(renamed).toMatchObject({actions: [], comparison: {differences: []}});
		expect(renamed.comparison?.notCompared).toContainEqual({
			field: 'site.name',
			why: expect.stringContaining(`${beside} ends at it too`),
			read: true,
		});
		expect(await titlesOf(withSite(policy, {asn: 65_078}))).toMatch(
			new RegExp(`warn rule:tencent\\.change\\.site-shared:\\d+ .*berlin-far \\(${beside}\\)`),
		);
	});

	it('is renamed by no document that makes a second tunnel at it', async () => {
		const {cloud} = await standing(policy);
		const plan = await planOf(cloud, withSite(far, {name: 'other-name'}));
		expect(plan.actions.map(({call}) => call)).not.toContain('ModifyCustomerGatewayAttribute');
	});
});

describe('another name of the site', () => {
	const renamed = withSite(policy, {name: 'berlin-new'});

	it('is one call that takes nothing down, and comes back', async () => {
		const {cloud, sandbox} = await standing(policy);
		const before = sandbox.requests.length;
		const run = await converge(cloud, renamed);
		expect(changesIn(sandbox, before)).toEqual(['ModifyCustomerGatewayAttribute']);
		expect(run.plan.comparison?.differences).toMatchObject([
			{field: 'site.name', was: 'berlin-device', wanted: 'berlin-new', interrupts: {kind: 'nothing'}},
		]);
		expect((await planOf(cloud, renamed)).actions).toEqual([]);
		expect(await takeBack(cloud, run)).toEqual({'site-values': 'put back'});
		expect(await siteAt('203.0.113.77')).toMatchObject([{name: 'berlin-device'}]);
	});

	it('of a gateway that ends no tunnel yet is changed with the making of the tunnel: a second plan finds nothing', async () => {
		world = await begin();
		const {cloud} = world;
		const free = (await cloud.siteGateways('ap-guangzhou', signal)).find(({id: own}) => own === 'cgw-qa9sxpy7');
		const document = withSite(policy, {name: 'mine', address: free?.address ?? ''});
		const plan = await planOf(cloud, document);
		const run = await carryOut(cloud, plan);
		expect(plan.actions.map(({call}) => call)).toEqual([
			'CreateVpnConnection',
			'CreateRoutes',
			'ModifyCustomerGatewayAttribute',
		]);
		expect(await planOf(cloud, document)).toMatchObject({actions: []});
		expect((await takeBack(cloud, run))['site-values']).toBe('put back');
	});
});
