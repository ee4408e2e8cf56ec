import {describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import type {Cloud, ExistingConnection} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {changingCalls, converge, planOn, undo} from './converge.ts';
import {awsDocument} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: routes that do not come along to the new gateway, another connection that is made and billed beside the one that was meant. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

const {signal} = new AbortController();
const vgw = {kind: 'vgw', id: 'vgw-9a4cacf3'};
const otherVgw = {kind: 'vgw', id: 'vgw-f211f09b'};
const tgw = {kind: 'tgw', id: 'tgw-0c2d11f0'};
const prefixes = ['172.20.0.0/16', '172.21.0.0/16'];

const static_ = (cloudGateway: object, more: object = {}) =>
	awsDocument({cloudGateway, routing: {mode: 'static', prefixes}, tags: {team: 'net'}, ...more});

async function standing(document: AwsConnection, id: string): Promise<ExistingConnection> {
	const facts = await cloud.facts(document, signal, id);
	const found = facts.connections?.find(each => each.id === id);
	if (!found) throw new Error(`${id} is not there`);
	return found;
}

const routesOf = ({routes}: ExistingConnection) => routes?.map(({destination}) => destination).sort();

describe('a connection that is moved to another gateway', () => {
	const moves = [
		{
			title: 'from a virtual private to a transit gateway: prefixes go first, then they are put into its table',
			from: vgw,
			to: tgw,
			calls: [
				...['DeleteVpnConnectionRoute', 'DeleteVpnConnectionRoute', 'ModifyVpnConnection', 'CreateTags'],
				...['CreateTransitGatewayRoute', 'CreateTransitGatewayRoute'],
			],
		},
		{
			title: 'from a transit to a virtual private gateway: entries go from the table, then they are the connection’s',
			from: tgw,
			to: vgw,
			calls: [
				...['DeleteTransitGatewayRoute', 'DeleteTransitGatewayRoute', 'ModifyVpnConnection'],
				...['CreateVpnConnectionRoute', 'CreateVpnConnectionRoute'],
			],
		},
		{
			title: 'between virtual private gateways: prefixes stay with it',
			from: vgw,
			to: otherVgw,
			calls: ['ModifyVpnConnection'],
		},
	];
	it.each(moves)('$title', async ({from, to, calls}) => {
		const document = static_(from);
		const {connectionId} = await converge(cloud, document);
		const before = await standing(document, connectionId);
		const wanted = static_(to);
		const since = sandbox.requests.length;
		const made = await converge(cloud, wanted, {connectionId});
		expect(changingCalls(sandbox, since)).toEqual(calls);
		expect(made.plan.comparison?.differences).toEqual([
			expect.objectContaining({
				field: 'cloudGateway.id',
				was: from.id,
				wanted: to.id,
				interrupts: {kind: 'connection'},
			}),
		]);
		const move = made.plan.actions.find(({id}) => id === 'move');
		expect([move?.change?.needsUp, move?.change?.backUp.length]).toEqual([[], 2]);
		const after = await standing(wanted, connectionId);
		expect([after.cloudGatewayId, routesOf(after)]).toEqual([to.id, prefixes]);
		expect(after.tunnels?.map(({key}) => key)).toEqual(before.tunnels?.map(({key}) => key));
		const again = await planOn(cloud, wanted);
		expect([again.exists?.id, again.actions, again.comparison?.differences]).toEqual([connectionId, [], []]);
		const ends = await undo(cloud, made);
		expect(ends.filter(({how}) => !['put back', 'deleted'].includes(how))).toEqual([]);
		const back = await standing(document, connectionId);
		expect([back.cloudGatewayId, routesOf(back)]).toEqual([from.id, prefixes]);
		expect(back.settings).toEqual(before.settings);
	});

	it('takes along what the document does not speak of, unless it is pruned', async () => {
		const {connectionId} = await converge(cloud, static_(vgw));
		const fewer = static_(tgw, {routing: {mode: 'static', prefixes: prefixes.slice(0, 1)}});
		const kept = await converge(cloud, fewer, {connectionId});
		expect(routesOf(await standing(fewer, connectionId))).toEqual(prefixes);
		expect(kept.plan.comparison?.unspoken?.map(({was}) => was)).toEqual([prefixes[1]]);
		const back = static_(vgw, {routing: {mode: 'static', prefixes: prefixes.slice(0, 1)}});
		await converge(cloud, back, {connectionId, prune: true});
		expect(routesOf(await standing(back, connectionId))).toEqual(prefixes.slice(0, 1));
	});

	it('to another customer gateway, which is made first; its addresses, keys and routes stay', async () => {
		const document = static_(vgw);
		const {connectionId} = await converge(cloud, document);
		const before = await standing(document, connectionId);
		const site = {kind: 'new', name: 'new-line', address: '198.51.100.99', asn: 65_177};
		const wanted = static_(vgw, {site});
		const since = sandbox.requests.length;
		const made = await converge(cloud, wanted, {connectionId});
		expect(changingCalls(sandbox, since)).toEqual(['CreateCustomerGateway', 'ModifyVpnConnection']);
		expect(made.plan.comparison?.differences).toEqual([
			expect.objectContaining({
				field: 'site.address',
				was: expect.stringContaining('198.51.100.77'),
				wanted: expect.stringContaining('198.51.100.99'),
				interrupts: {kind: 'connection'},
			}),
		]);
		const after = await standing(wanted, connectionId);
		expect({...after.settings, site: 0}).toEqual({...before.settings, site: 0});
		expect(routesOf(after)).toEqual(prefixes);
		const [moved, gateway] = await undo(cloud, made);
		expect([moved?.how, gateway?.how]).toEqual(['put back', 'deleted']);
		// the action's own words tell the way there, which its undo does not go
		expect(moved?.step).toMatchObject({title: 'move VPN connection back', detail: connectionId});
		expect((await standing(document, connectionId)).siteGatewayId).toBe(before.siteGatewayId);
	});

	it('without its id is refused: nothing of it is touched, and no second one is made', async () => {
		const {connectionId} = await converge(cloud, static_(vgw));
		const facts = await cloud.facts(static_(tgw), signal);
		const refused = cloud.check(static_(tgw), facts).filter(({severity}) => severity === 'refuse');
		expect(refused).toMatchObject([
			{
				rule: 'aws.connection.same-name',
				field: 'name',
				mendByOption: expect.stringContaining(`--connection ${connectionId} moves it`),
			},
		]);
	});

	it('that is not there is said, and nothing is made in its place', async () => {
		await expect(planOn(cloud, static_(vgw), {connectionId: 'vpn-0123456789abcdef0'})).rejects.toThrow(
			/no connection vpn-0123/,
		);
	});

	it('to a concentrator, off its gateway, or to a device with a certificate, is only a new connection', async () => {
		const {connectionId} = await converge(cloud, awsDocument({cloudGateway: tgw}));
		const gateways = await cloud.siteGateways('eu-central-1', signal);
		const withCertificate = gateways.find(({certificateArn}) => certificateArn)?.id ?? '';
		for (const more of [
			{cloudGateway: {kind: 'none'}},
			{cloudGateway: tgw, site: {kind: 'existing', id: withCertificate}},
		]) {
			const plan = await planOn(cloud, awsDocument(more), {connectionId});
			expect(plan.actions).toEqual([]);
			expect(plan.comparison?.differences.map(({interrupts}) => interrupts?.kind)).toEqual(['new']);
		}
	});
});
