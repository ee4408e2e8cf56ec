import * as sdk from '@aws-sdk/client-ec2';
import {afterEach, describe, expect, it} from 'vitest';
import type {Cloud, Plan} from '../../../src/clouds/contract/cloud.ts';
import {comparisonChecks} from '../../../src/clouds/contract/comparison.ts';
import {verdictLine, verdictOf} from '../../../src/handover/report/verdict.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {converge, planOn} from './converge.ts';
import {awsDocument, saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/*
 * What a user would lose: a plan that says all is well while nobody finds the site, since only the transit gateway's default table was looked at; and routes
 * in somebody's own tables that go with a change.
 */

let cloud: Cloud;
let sandbox: Sandbox;
let ec2: sdk.EC2Client;
withFreshAws(world => {
	({cloud, sandbox} = world);
	ec2 = new sdk.EC2Client({endpoint: sandbox.endpoints.ec2, region: 'eu-central-1', credentials: awsAdministrator});
});
afterEach(() => ec2.destroy());

const {signal} = new AbortController();
const hub = {kind: 'tgw', id: 'tgw-0c2d11f0'} as const;
const static_ = {routing: {mode: 'static', prefixes: ['172.20.0.0/16']}};

async function hubTable(): Promise<string> {
	const {TransitGateways: [gateway] = []} = await ec2.send(
		new sdk.DescribeTransitGatewaysCommand({TransitGatewayIds: [hub.id]}),
	);
	return gateway?.Options?.AssociationDefaultRouteTableId ?? '';
}

async function newTable(): Promise<string> {
	const {TransitGatewayRouteTable: made} = await ec2.send(
		new sdk.CreateTransitGatewayRouteTableCommand({TransitGatewayId: hub.id}),
	);
	return made?.TransitGatewayRouteTableId ?? '';
}

async function withoutDefaults(): Promise<void> {
	const Options = {DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable'} as const;
	await ec2.send(new sdk.ModifyTransitGatewayCommand({TransitGatewayId: hub.id, Options}));
}

const told = ({comparison}: Plan) =>
	comparison?.unspoken?.map(({what, was, interrupts}) => [what, was, interrupts?.kind ?? 'stays']) ?? [];
const warned = ({comparison}: Plan) => comparison?.warnings?.map(({rule}) => rule) ?? [];

/** A connection on the transit gateway, and its attachment. */
async function onHub(more: object = {}) {
	const document = fresh({cloudGateway: hub, ...more});
	const {connectionId} = await converge(cloud, document);
	const attachment = (await planOn(cloud, document)).exists?.attachment?.id ?? '';
	const link = (TransitGatewayRouteTableId: string) => ({
		TransitGatewayRouteTableId,
		TransitGatewayAttachmentId: attachment,
	});
	const route = (DestinationCidrBlock: string, table: string) =>
		ec2.send(new sdk.CreateTransitGatewayRouteCommand({DestinationCidrBlock, ...link(table)}));
	return {document, connectionId, attachment, link, route};
}

describe('where a connection on a transit gateway is joined to what new ones are', () => {
	it.each([{}, static_])('nothing is told of it (%j)', async more => {
		const {document} = await onHub(more);
		const plan = await planOn(cloud, document);
		expect([told(plan), warned(plan), plan.actions]).toEqual([[], [], []]);
		expect(plan.exists?.attachment).toMatchObject({
			associatedTableId: await hubTable(),
			propagatingTableIds: [await hubTable()],
		});
	});
});

describe('with BGP, an attachment that propagates into no table', () => {
	it('is warned of, whether anything differs or not, with what to do', async () => {
		const {document, attachment, link} = await onHub();
		await ec2.send(new sdk.DisableTransitGatewayRouteTablePropagationCommand(link(await hubTable())));
		const plan = await planOn(cloud, document);
		expect(plan.actions).toEqual([]);
		const checks = comparisonChecks(plan);
		expect(checks.filter(({result}) => result === 'warn')).toEqual([
			expect.objectContaining({
				title: expect.stringContaining(`${attachment} propagates into no route table`),
				mend: expect.stringContaining('enable-transit-gateway-route-table-propagation'),
			}),
		]);
		expect(verdictOf(plan, checks)).toBe('exists');
		expect(verdictLine(plan, checks)).toMatch(
			/Nothing is to be made\. But: tgw-attach-\S+ propagates into no route table/,
		);
		const more = await planOn(cloud, changed(document, {tags: {team: 'net'}}));
		const all = [];
		for await (const check of cloud.preflight(more, await cloud.facts(document, signal), new Map(), signal))
			all.push(check);
		expect(all.filter(({title}) => title.includes('propagates into no'))).toHaveLength(1);
		await ec2.send(new sdk.EnableTransitGatewayRouteTablePropagationCommand(link(await hubTable())));
		expect(warned(await planOn(cloud, document))).toEqual([]);
	});

	it('is none where a static route leads to the site: that is told, and stays', async () => {
		const {document, link, route} = await onHub();
		const table = await hubTable();
		await ec2.send(new sdk.DisableTransitGatewayRouteTablePropagationCommand(link(table)));
		await route('172.20.0.0/16', table);
		const plan = await planOn(cloud, document, {prune: true});
		expect([warned(plan), told(plan), plan.actions]).toEqual([
			[],
			[[`static route in ${table}`, '172.20.0.0/16', 'stays']],
			[],
		]);
	});
});

describe('tables that somebody has joined an attachment to', () => {
	it('are told, and stay, prune or not', async () => {
		const {document, attachment, link} = await onHub();
		const [first, second] = [await hubTable(), await newTable()];
		await ec2.send(new sdk.EnableTransitGatewayRouteTablePropagationCommand(link(second)));
		const propagates = `tables that ${attachment} propagates into`;
		expect(told(await planOn(cloud, document))).toEqual([[propagates, `${first}, ${second}`, 'stays']]);
		await ec2.send(new sdk.DisableTransitGatewayRouteTablePropagationCommand(link(first)));
		await ec2.send(new sdk.DisassociateTransitGatewayRouteTableCommand(link(first)));
		const apart = await planOn(cloud, document);
		expect(warned(apart)).toEqual(['aws.change.no-association']);
		await ec2.send(new sdk.AssociateTransitGatewayRouteTableCommand(link(second)));
		for (const prune of [false, true]) {
			const plan = await planOn(cloud, document, {prune});
			expect([told(plan), warned(plan), plan.actions]).toEqual([
				[
					[`table that ${attachment} is associated with`, second, 'stays'],
					[propagates, `${second}, and not the default ${first}`, 'stays'],
				],
				[],
				[],
			]);
		}
		const ids = comparisonChecks(await planOn(cloud, document)).map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('static routes in other tables', () => {
	it('are told, each with its table, and stay, prune or not: a change of a document that was read back would take them else', async () => {
		const {document, connectionId, route} = await onHub(static_);
		const [first, second] = [await hubTable(), await newTable()];
		await route('172.20.0.0/16', second);
		await route('192.168.77.0/24', second);
		await route('192.168.78.0/24', first);
		const stays = [
			[`static route in ${second}`, '172.20.0.0/16', 'stays'],
			[`static route in ${second}`, '192.168.77.0/24', 'stays'],
		];
		const plan = await planOn(cloud, document);
		expect([plan.actions, told(plan)]).toEqual([[], [['static route', '192.168.78.0/24', 'nothing'], ...stays]]);
		const pruned = await planOn(cloud, document, {prune: true});
		const routes = pruned.actions.filter(({call}) => call === 'DeleteTransitGatewayRoute');
		expect(routes.map(({parameters}) => parameters.TransitGatewayRouteTableId)).toEqual([first]);
		expect(told(pruned)).toEqual(stays);
		const read = await cloud.readBack?.('eu-central-1', connectionId, signal);
		const edited = awsDocument({...read?.document, tags: {team: 'net'}});
		const calls = (await planOn(cloud, edited, {connectionId, prune: true})).actions.map(({call}) => call);
		expect(calls).toContain('CreateTags');
		expect(calls).not.toContain('DeleteTransitGatewayRoute');
	});

	it('are named where the connection leaves the gateway: they lead nowhere then', async () => {
		const {document, connectionId, route} = await onHub(static_);
		const second = await newTable();
		await route('192.168.77.0/24', second);
		const moved = changed(document, {cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'}});
		const left = (await planOn(cloud, moved, {connectionId})).leftByHand.join('\n');
		expect(left).toContain(`the static route 192.168.77.0/24 in ${second}, which leads nowhere then`);
		expect(left).not.toContain('could not be read');
	});
});

describe('what may not be read of it', () => {
	it.each([
		['GetTransitGatewayAttachmentPropagations', 'propagates into could not be read'],
		['DescribeTransitGatewayRouteTables', 'the static routes into it in tables of tgw-0c2d11f0 could not be read'],
	])('%s: is not known, is said, and breaks no plan', async (action, says) => {
		const {document, link} = await onHub();
		await ec2.send(new sdk.DisableTransitGatewayRouteTablePropagationCommand(link(await hubTable())));
		sandbox.addFault({kind: 'denied', action});
		const plan = await planOn(cloud, document);
		expect(plan.comparison?.unread).toEqual([]);
		expect(plan.comparison?.notCompared.map(({why}) => why).join()).toContain(says);
		expect(verdictOf(plan, comparisonChecks(plan))).toBe('exists');
		const more = await planOn(cloud, changed(document, {tags: {team: 'net'}}));
		expect(more.actions.map(({call}) => call)).toContain('CreateTags');
	});
});

describe('a transit gateway that may not be read', () => {
	it.each([{}, static_])('has nothing told of its tables as if they were no default ones (%j)', async more => {
		const {document} = await onHub(more);
		sandbox.addFault({kind: 'denied', action: 'DescribeTransitGateways'});
		const {comparison} = await planOn(cloud, document);
		expect([comparison?.unspoken, comparison?.warnings]).toEqual([undefined, undefined]);
		expect(comparison?.notCompared.map(({why}) => why).join()).toContain('ec2:DescribeTransitGateways');
	});
});

describe('a transit gateway without default tables', () => {
	it('is warned of before a connection is made or moved there, and afterwards; what is left to people is said', async () => {
		await withoutDefaults();
		const document = fresh({cloudGateway: hub});
		const facts = await cloud.facts(document, signal);
		const warns = () =>
			cloud
				.check(document, facts)
				.filter(({rule}) => rule.startsWith('aws.tgw.'))
				.map(({rule, severity}) => [rule, severity]);
		expect(warns().toSorted()).toEqual([
			['aws.tgw.no-association', 'warn'],
			['aws.tgw.no-propagation', 'warn'],
		]);
		const {plan} = await converge(cloud, document);
		expect(plan.leftByHand).toEqual(
			expect.arrayContaining([
				`a route table of ${hub.id} for what the site sends`,
				`the route tables of ${hub.id} that learn the site’s routes`,
			]),
		);
		const stands = await planOn(cloud, document);
		expect(warned(stands).toSorted()).toEqual(['aws.change.no-association', 'aws.change.no-propagation']);
		const after = await cloud.facts(document, signal);
		expect(cloud.check(document, after).filter(({rule}) => rule.startsWith('aws.tgw.'))).toEqual([]);
	});

	it('is warned of by the dry run of a move there, and what is left to people is said', async () => {
		const document = fresh();
		const {connectionId} = await converge(cloud, document);
		const moved = changed(document, {cloudGateway: hub});
		const ofMove = async () => {
			const plan = await planOn(cloud, moved, {connectionId});
			const ids: string[] = [];
			for await (const {id} of cloud.preflight(plan, await cloud.facts(moved, signal), new Map(), signal)) ids.push(id);
			return {warns: ids.filter(id => id.startsWith('rule:aws.tgw.')).toSorted(), left: plan.leftByHand.join('\n')};
		};
		const before = await ofMove();
		expect(before.warns).toEqual([]);
		expect(before.left).not.toContain('that learn the site’s routes');
		await withoutDefaults();
		const after = await ofMove();
		expect(after.warns).toEqual(['rule:aws.tgw.no-association', 'rule:aws.tgw.no-propagation']);
		expect(after.left).toContain(`the route tables of ${hub.id} that learn the site’s routes`);
	});

	it('is not called one where it has them', async () => {
		const document = fresh({cloudGateway: hub});
		const plan = await planOn(cloud, document);
		expect(plan.leftByHand.join()).not.toContain(`of ${hub.id}`);
		const rules = cloud.check(document, await cloud.facts(document, signal)).map(({rule}) => rule);
		expect(rules.filter(rule => rule.startsWith('aws.tgw.'))).toEqual([]);
	});
});

describe('a virtual private gateway that no table learns from', () => {
	it('is warned of, though the connection is as its document says', async () => {
		const gateways = await cloud.cloudGateways('eu-central-1', signal);
		const {vpcId = ''} = gateways.find(({id}) => id === 'vgw-9a4cacf3') ?? {};
		const reached = (await cloud.routeTables('eu-central-1', vpcId, signal)).filter(({propagatingGateways}) =>
			propagatingGateways.includes('vgw-9a4cacf3'),
		);
		for (const {id} of reached)
			await ec2.send(new sdk.DisableVgwRoutePropagationCommand({GatewayId: 'vgw-9a4cacf3', RouteTableId: id}));
		const document = fresh();
		await converge(cloud, document);
		expect(warned(await planOn(cloud, document))).toEqual(['aws.route-tables.none']);
	});
});
