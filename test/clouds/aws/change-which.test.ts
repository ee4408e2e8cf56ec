import {describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import type {Check, Cloud, ConvergeOptions, Facts} from '../../../src/clouds/contract/cloud.ts';
import {differenceText} from '../../../src/clouds/contract/comparison.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {converge, planOn, undo} from './converge.ts';
import {awsDocument, saidOtherwise as changed, freshDocument} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: the wrong connection changed, what nobody wrote down undone, a site that is cut off by a move. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

const {signal} = new AbortController();
const vgw = {kind: 'vgw', id: 'vgw-9a4cacf3'};
const tgw = {kind: 'tgw', id: 'tgw-0c2d11f0'};
const fresh = (more: object = {}) => freshDocument(more, 'which');

async function refusalsOf(document: AwsConnection, facts: Facts, converge: ConvergeOptions = {}) {
	const checks: Check[] = [];
	const plan = cloud.plan(document, facts, converge);
	for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
	return checks.filter(({result}) => result === 'refuse').map(({id}) => id);
}

describe('which connection a document is of', () => {
	/** Facts where a connection of the same two gateways stands beside the document's, as ECMP has them. */
	async function besides(document: AwsConnection, name: string): Promise<Facts> {
		const facts = await cloud.facts(document, signal);
		const own = facts.connections?.find(each => each.name === document.name);
		if (!own) throw new Error('The connection is not there');
		const twin = {...own, id: 'vpn-0aaaaaaaaaaaaaaaa', name, settings: {...own.settings, name}};
		return {...facts, connections: [twin, ...(facts.connections ?? [])]};
	}

	it('of several between its gateways it is the one of its name, wherever AWS lists it', async () => {
		const document = fresh({cloudGateway: tgw});
		const {connectionId} = await converge(cloud, document);
		const facts = await besides(document, 'the-other');
		expect(cloud.plan(document, facts).exists?.id).toBe(connectionId);
	});

	it('where the name tells none or several, nothing is planned before somebody says which', async () => {
		const document = fresh({cloudGateway: tgw});
		const {connectionId} = await converge(cloud, document);
		for (const [wanted, twin] of [
			[document, document.name],
			[changed(document, {name: 'third'}), 'the-other'],
		] as const) {
			const facts = await besides(document, twin);
			expect(() => cloud.plan(wanted, facts)).toThrow(/join these two gateways/);
			expect(cloud.check(wanted, facts).map(({rule}) => rule)).toContain('aws.connection.which');
			expect(cloud.plan(wanted, facts, {connectionId}).exists?.id).toBe(connectionId);
		}
	});

	it('one of another name that differs too is not changed before it is named; a new name alone is told', async () => {
		const document = fresh();
		const {connectionId} = await converge(cloud, document);
		const copied = changed(document, {name: 'second-site', tags: {team: 'net'}});
		const facts = await cloud.facts(copied, signal);
		expect(await refusalsOf(copied, facts)).toEqual(['rule:aws.change.other-name']);
		const asked = await cloud.facts(copied, signal, connectionId);
		expect(await refusalsOf(copied, asked, {connectionId})).toEqual([]);
		const renamed = changed(document, {name: 'renamed'});
		expect(await refusalsOf(renamed, await cloud.facts(renamed, signal))).toEqual([]);
	});
});

describe('what a document does not say', () => {
	it('is kept as not said when it is read and written', () => {
		const document = fresh();
		expect(Object.keys(document)).not.toContain('keyStorage');
		expect(awsDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
	});

	it('stays as somebody has set it: where keys are, the bandwidth, the ranges; prune takes it back', async () => {
		const document = fresh({cloudGateway: tgw});
		const set = changed(document, {
			keyStorage: 'SecretsManager',
			tunnelBandwidth: 'large',
			ranges: [{cloudSide: '10.0.0.0/8', siteSide: ['0.0.0.0/0']}],
		});
		await converge(cloud, set);
		const plan = await planOn(cloud, document);
		expect([plan.actions, plan.comparison?.differences]).toEqual([[], []]);
		expect(plan.comparison?.unspoken?.map(({field, was, wanted}) => [field, was, wanted])).toEqual([
			['ranges[0].cloudSide', '10.0.0.0/8', '0.0.0.0/0'],
			['tunnelBandwidth', 'large', 'standard'],
			['keyStorage', 'SecretsManager', 'Standard'],
			['keyStorage', 'SecretsManager', 'Standard'],
		]);
		const pruned = await planOn(cloud, document, {prune: true});
		expect(pruned.actions.map(({call}) => call)).toEqual([
			'DescribeVpnConnections',
			...['ModifyVpnTunnelOptions', 'ModifyVpnTunnelOptions', 'ModifyVpnConnectionOptions'],
		]);
	});

	it('of the tunnels’ options is its preset’s, and each difference says so, not those that the document says itself', async () => {
		const document = fresh({security: {preset: 'compatible'}});
		await converge(cloud, document);
		const {security: _, ...without} = document;
		const plan = await planOn(cloud, awsDocument(without));
		const groups = plan.comparison?.differences.filter(({what}) => what === 'tunnel 1: phase 1 DH groups') ?? [];
		expect(groups.map(each => differenceText(each))).toEqual([
			expect.stringMatching(/^tunnel 1: phase 1 DH groups: 2, 14 → 14, 15, .*, 21 \(preset strong\) \(in place/),
		]);
		expect(plan.comparison?.differences.every(({from}) => from === 'preset strong')).toBe(true);
		expect(plan.notes.join()).toContain('a document without security has preset strong');
		const said = await planOn(
			cloud,
			awsDocument({...without, security: {preset: 'strong', options: {phase1DhGroups: [20]}}}),
		);
		const own = said.comparison?.differences.filter(({field}) => field === 'security.options.phase1DhGroups');
		expect(own?.map(({from}) => from)).toEqual([undefined, undefined]);
		expect((await planOn(cloud, document)).notes.join()).not.toContain('preset');
	});

	it('is no reason for a new connection: one with acceleration keeps it', async () => {
		const document = fresh({cloudGateway: tgw});
		await converge(cloud, changed(document, {acceleration: true}));
		const more = changed(document, {tags: {team: 'net'}});
		const {actions, comparison} = await planOn(cloud, more);
		expect(actions.filter(({call}) => !/^(Describe|CreateTags)/.test(call))).toEqual([]);
		expect(actions).not.toEqual([]);
		expect(comparison?.unspoken?.map(({field}) => field)).toEqual(['acceleration']);
	});
});

describe('a move', () => {
	const static_ = {routing: {mode: 'static', prefixes: ['172.20.0.0/16']}};

	it('is refused where the static routes have no table to go into, or it was not read', async () => {
		const document = fresh({cloudGateway: vgw, ...static_});
		const {connectionId} = await converge(cloud, document);
		const wanted = changed(document, {cloudGateway: tgw});
		const facts = await cloud.facts(wanted, signal, connectionId);
		const judged = (gateway: Facts['cloudGateway']) =>
			cloud
				.check(wanted, {...facts, ...(gateway ? {cloudGateway: gateway} : {})})
				.filter(({severity}) => severity === 'refuse')
				.map(({rule}) => rule);
		if (!facts.cloudGateway) throw new Error('The gateway was not read');
		const {routeTableId, ...withoutTable} = facts.cloudGateway;
		expect(routeTableId).toBeTruthy();
		expect(judged(facts.cloudGateway)).toEqual([]);
		expect(judged(withoutTable)).toEqual(['aws.change.no-table']);
		expect(judged({...withoutTable, state: 'not-read'})).toContain('aws.change.unread');
	});

	it('is refused where the attachment or the routes that are left could not be read', async () => {
		const document = fresh({cloudGateway: tgw, ...static_});
		const {connectionId} = await converge(cloud, document);
		const wanted = changed(document, {cloudGateway: vgw});
		sandbox.addFault({kind: 'denied', action: 'SearchTransitGatewayRoutes'});
		const facts = await cloud.facts(wanted, signal, connectionId);
		expect(cloud.check(wanted, facts).map(({rule}) => rule)).toContain('aws.change.unread');
	});

	it('says what it begins to cost, what is left behind and what people have to do', async () => {
		const document = fresh({cloudGateway: vgw, ...static_});
		const {connectionId} = await converge(cloud, document);
		const plan = await planOn(cloud, changed(document, {cloudGateway: tgw}), {connectionId});
		expect(plan.costs).toEqual([expect.objectContaining({what: expect.stringContaining('attachment-hour')})]);
		const left = plan.leftByHand.join('\n');
		expect(left).toContain('routes in the VPCs’ route tables towards the transit gateway');
		expect(left).toContain(`${vgw.id} stays`);
		const site = {kind: 'new', name: 'new-line', address: '198.51.100.199', asn: 65_177};
		const other = await planOn(cloud, changed(document, {site}), {connectionId});
		expect(other.leftByHand.join('\n')).toMatch(/customer gateway cgw-\S+, .* stays, and nothing uses it/);
		expect(other.costs).toEqual([]);
	});

	it('an undo takes back the routes that a later run put into a transit gateway’s table', async () => {
		const document = fresh({cloudGateway: tgw, ...static_});
		await converge(cloud, document, {}, 'run-1');
		const more = changed(document, {routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.21.0.0/16']}});
		const made = await converge(cloud, more, {}, 'run-2');
		expect((await undo(cloud, made)).map(({step, how}) => [step.call, how])).toEqual([
			['DeleteTransitGatewayRoute', 'deleted'],
		]);
	});
});

describe('the attachment of a connection', () => {
	it('is looked up at the gateway that it goes to: one that it leaves keeps another for a while', async () => {
		const document = fresh({cloudGateway: tgw, routing: {mode: 'static', prefixes: ['172.20.0.0/16']}});
		const {plan} = await converge(cloud, document);
		const lookUp = plan.actions.find(({call}) => call === 'DescribeTransitGatewayAttachments');
		expect(lookUp?.parameters.Filters).toContainEqual({Name: 'transit-gateway-id', Values: [tgw.id]});
	});
});

describe('tunnels that AWS does not tell of', () => {
	/** Facts where some values of the document's connection are not shown. */
	async function withSettings(
		document: AwsConnection,
		of: (settings: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
		key = (shown: string, _first: string | undefined) => shown,
	): Promise<Facts> {
		const facts = await cloud.facts(document, signal);
		const connections = facts.connections?.map(each =>
			each.name === document.name
				? {
						...each,
						settings: of(each.settings ?? {}),
						tunnels:
							each.tunnels?.map(tunnel => ({
								...tunnel,
								key: key(tunnel.key, each.settings?.['tunnels[0].outsideAddress']),
							})) ?? [],
					}
				: each,
		);
		return {...facts, ...(connections ? {connections} : {})};
	}

	it('are not known to be as the document says: the connection is not whole', async () => {
		const document = fresh();
		await converge(cloud, document);
		const facts = await withSettings(document, settings =>
			Object.fromEntries(Object.entries(settings).filter(([field]) => !field.startsWith('tunnels['))),
		);
		expect(cloud.plan(document, facts).comparison?.unread.map(({field}) => field)).toEqual(['tunnels']);
	});

	it('nor one without an address: it is no reason for a new connection, and nothing is sent for it', async () => {
		const document = fresh();
		const {connectionId} = await converge(cloud, document);
		const wanted = changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}});
		const facts = await withSettings(
			wanted,
			settings => ({...settings, 'tunnels[0].outsideAddress': ''}),
			(shown, first) => (shown === first ? `${connectionId}#1` : shown),
		);
		const {comparison, actions} = cloud.plan(wanted, facts);
		expect(comparison?.unread.map(({field}) => field)).toEqual(['tunnels[0]']);
		expect(comparison?.differences.map(({interrupts}) => interrupts?.kind)).toEqual(['tunnel']);
		expect(actions.filter(({call}) => call === 'ModifyVpnTunnelOptions')).toHaveLength(1);
		const number =
			1 +
			(facts.connections?.find(({id}) => id === connectionId)?.tunnels?.findIndex(({key}) => key.includes('#')) ?? 0);
		const deed = {kind: 'replace-tunnel', tunnel: number, pendingMaintenance: false} as const;
		expect(() => cloud.planDeed?.(deed, document, facts)).toThrow(/does not tell the address of tunnel/);
	});
});
