import {afterEach, describe, expect, it} from 'vitest';
import {valueText} from '../../../src/clouds/contract/change-words.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {
	beginWith,
	carryOut,
	changesIn,
	contextOf,
	converge,
	planOf,
	takeBack,
	tunnelIn,
	type World,
} from './change-run.ts';
import {bgp, destinationRoutes, policy} from './documents.ts';
import '../../torture/quick-waits.mjs';

/* What a user would lose: a tunnel that is not as the document says; traffic, for a change that was to interrupt nothing; somebody else's change. */

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

describe('a document that says something else', () => {
	it('nothing that differs is nothing that is called', async () => {
		const {cloud, sandbox} = await standing(policy);
		const before = sandbox.requests.length;
		const plan = await planOf(cloud, policy);
		expect(plan.actions).toEqual([]);
		await carryOut(cloud, plan);
		expect(changesIn(sandbox, before)).toEqual([]);
	});

	it('another name alone interrupts nothing, and is one call', async () => {
		const {cloud, sandbox, id} = await standing(policy);
		const before = sandbox.requests.length;
		const run = await converge(cloud, {...policy, name: 'berlin-new'});
		expect(changesIn(sandbox, before)).toEqual(['ModifyVpnConnectionAttribute']);
		expect(run.plan.actions[0]?.change?.interrupts).toEqual({kind: 'nothing'});
		expect((await tunnelIn(cloud, id))?.name).toBe('berlin-new');
		expect(await takeBack(cloud, run)).toEqual({name: 'put back'});
		expect((await tunnelIn(cloud, id))?.name).toBe('berlin-office');
	});

	it('options, ranges and DPD go in one call of whole blocks; afterwards nothing differs, and the way back is whole too', async () => {
		const {cloud, sandbox, id} = await standing(policy);
		const was = (await tunnelIn(cloud, id))?.settings;
		const wanted: TencentConnection = {
			...policy,
			security: {preset: 'strong', options: {ikeDhGroup: 'GROUP19', ipsecIntegrity: 'SHA-512'}},
			dpd: {enabled: true, timeoutSeconds: 45, action: 'clear'},
			negotiation: 'passive',
			ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['172.20.10.0/24', '172.20.40.0/24']}],
		};
		const before = sandbox.requests.length;
		const run = await converge(cloud, wanted);
		expect(changesIn(sandbox, before)).toEqual(['CreateRoutes', 'ModifyVpnConnectionAttribute']);
		expect(run.results.get('tunnel')?.detail).toBe(`${id}, AVAILABLE`);
		// numbers are told with what they are counted in: as differences, as what is changed, and as what is put back
		const [step] = cloud.undoSteps({...run, standing: new Map()});
		const told = [run.plan.comparison?.differences, run.plan.actions.at(-1)?.change?.values, step?.change?.values];
		expect(told.map(values => values?.filter(({field}) => field === 'dpd.timeoutSeconds').map(valueText))).toEqual([
			['30 s → 45 s'],
			['30 s → 45 s'],
			['45 s → 30 s'],
		]);
		expect((await planOf(cloud, wanted)).comparison).toMatchObject({differences: [], missing: []});
		const ends = await takeBack(cloud, run);
		expect(ends).toEqual({tunnel: 'put back', 'vpc-routes': 'deleted'});
		expect((await tunnelIn(cloud, id))?.settings).toEqual(was);
	});

	it('an algorithm that is left out by the document stays as it stands', async () => {
		const {cloud} = await standing(policy);
		const {ikeVersion: _left, ...options} = {ikeVersion: 'IKEV2', ikeDhGroup: 'GROUP20'} as const;
		const run = await converge(cloud, {...policy, security: {preset: 'custom', options}});
		const sent = run.plan.actions.find(({id}) => id === 'tunnel')?.parameters;
		expect(sent).toMatchObject({
			IKEOptionsSpecification: {IKEVersion: 'IKEV2', PropoEncryAlgorithm: 'AES-CBC-256', DhGroupName: 'GROUP20'},
		});
		expect(sent).not.toHaveProperty('IPSECOptionsSpecification');
	});

	it('another way of routing needs a new tunnel: said, and nothing is planned', async () => {
		const {cloud} = await standing(policy);
		const plan = await planOf(cloud, {
			...policy,
			routing: {mode: 'static', prefixes: ['172.20.10.0/24']},
			ranges: [],
			name: 'other',
		});
		expect(plan.comparison?.differences).toContainEqual(
			expect.objectContaining({
				field: 'routing.mode',
				interrupts: {kind: 'new', why: 'how a tunnel routes is fixed when it is made'},
			}),
		);
		expect(plan.actions).toEqual([]);
	});

	it('BGP addresses are changed in place', async () => {
		const {cloud, id} = await standing(bgp);
		await converge(cloud, {
			...bgp,
			routing: {
				mode: 'bgp',
				tunnelCidr: '169.254.131.0/30',
				cloudAddress: '169.254.131.2',
				siteAddress: '169.254.131.1',
			},
		});
		expect((await tunnelIn(cloud, id))?.insideCidrs).toEqual(['169.254.131.0/30']);
	});
});

describe('somebody else is at it too', () => {
	it('a value that is neither as it was nor as it is wanted stops the run before anything is sent', async () => {
		const {cloud, sandbox, id} = await standing(policy);
		const plan = await planOf(cloud, {...policy, dpd: {enabled: true, timeoutSeconds: 45, action: 'restart'}});
		await converge(cloud, {...policy, dpd: {enabled: true, timeoutSeconds: 50, action: 'restart'}});
		const before = sandbox.requests.length;
		await expect(carryOut(cloud, plan)).rejects.toMatchObject({
			info: {
				retryable: false,
				ambiguous: false,
				says: `Somebody else has changed ${id} meanwhile: DPD timeout is 50 by now, and was 30 when it was planned`,
			},
		});
		expect(changesIn(sandbox, before)).toEqual([]);
	});

	it('so does a value that the plan would only send along', async () => {
		const {cloud, sandbox} = await standing(policy);
		const plan = await planOf(cloud, {...policy, dpd: {enabled: true, timeoutSeconds: 45, action: 'restart'}});
		await converge(cloud, {...policy, negotiation: 'passive'});
		const before = sandbox.requests.length;
		await expect(carryOut(cloud, plan)).rejects.toMatchObject({info: {code: 'ChangedMeanwhile'}});
		expect(changesIn(sandbox, before)).toEqual([]);
	});

	it('what stands as wanted already is found, and is nobody’s to take back', async () => {
		const {cloud, sandbox} = await standing(policy);
		const wanted: TencentConnection = {...policy, negotiation: 'passive'};
		const plan = await planOf(cloud, wanted);
		await converge(cloud, wanted);
		const before = sandbox.requests.length;
		const run = await carryOut(cloud, plan, contextOf(plan));
		expect(run.results.get('tunnel')).toMatchObject({existed: true});
		expect(changesIn(sandbox, before)).toEqual([]);
		expect(cloud.undoSteps({plan, results: run.results, standing: new Map()})).toEqual([]);
	});

	it('what somebody has changed since stays when the run is taken back', async () => {
		const {cloud, id} = await standing(policy);
		const run = await converge(cloud, {...policy, negotiation: 'passive'});
		await converge(cloud, {...policy, negotiation: 'flowTrigger'});
		expect(await takeBack(cloud, run)).toEqual({
			tunnel: `stays: somebody has changed it since: negotiation is flowTrigger by now, and was active when it was planned`,
		});
		expect((await tunnelIn(cloud, id))?.settings?.negotiation).toBe('flowTrigger');
	});

	it.each([
		['UPDATING', 'VpnConnInvalidState', /is UPDATING: it is waited for before it is changed/],
		['AVAILABLE', 'VpnConnInvalidState', /again in a moment/],
		['AVAILABLE', 'InvalidState', /again in a moment/],
		['AVAILABLE', 'MutexOperationTaskRunning', /again in a moment/],
	] as const)('a change that is under way is waited for: %s, %s', async (changing, tunnelBusyCode, says) => {
		const {cloud, id} = await standing(policy, {speed: 5, tencent: {changing, tunnelBusyCode}});
		const told: string[] = [];
		const first = await planOf(cloud, {...policy, security: {preset: 'compatible'}});
		const second = await planOf(cloud, {...policy, name: 'renamed'});
		const [one] = first.actions;
		const [other] = second.actions;
		if (!one || !other) throw new Error('nothing is changed');
		await cloud.perform(one, contextOf(first));
		await cloud.perform(other, contextOf(second, {waiting: why => told.push(why)}));
		expect(told.join()).toMatch(says);
		await expect.poll(async () => (await tunnelIn(cloud, id))?.name).toBe('renamed');
	});
});

describe('what the document does not speak of', () => {
	const withCheck: TencentConnection = {...destinationRoutes, tags: {team: 'network'}};
	it('is told and left alone; and goes where that is asked for', async () => {
		const {cloud, id, sandbox} = await standing(withCheck);
		const {healthCheck: _check, ...plain} = withCheck;
		const lean: TencentConnection = {...plain, routing: {mode: 'static', prefixes: ['172.20.10.0/24']}};
		const plan = await planOf(cloud, lean);
		expect(plan.actions).toEqual([]);
		expect(plan.comparison?.differences).toEqual([]);
		expect(plan.comparison?.unspoken?.map(({what, was, wanted}) => [what, was, wanted])).toEqual([
			['health check', 'on', 'off'],
			['gateway route', '172.20.64.0/18', ''],
			['route to the gateway in default', '172.20.64.0/18', ''],
		]);
		const before = sandbox.requests.length;
		const run = await converge(cloud, lean, {prune: true});
		expect(changesIn(sandbox, before)).toEqual([
			'ModifyVpnConnectionAttribute',
			'DeleteRoutes',
			'DeleteVpnGatewayRoutes',
		]);
		expect(await planOf(cloud, lean, {prune: true})).toMatchObject({actions: [], comparison: {differences: []}});
		expect((await tunnelIn(cloud, id))?.settings?.['healthCheck.enabled']).toBe('off');
		expect(await takeBack(cloud, run)).toEqual({
			tunnel: 'put back',
			'vpc-routes-removed': 'put back',
			'gateway-routes-removed': 'put back',
		});
		expect(await planOf(cloud, withCheck, {prune: true})).toMatchObject({actions: [], comparison: {differences: []}});
	});
});
