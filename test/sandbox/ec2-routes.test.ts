import * as sdk from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, refusal} from './aws.ts';

/* What a user would lose: a prefix that was taken for there, or for gone, since the sandbox keeps its routes otherwise than EC2. */

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

const hub = 'tgw-0c2d11f0';
const edge = 'vgw-9a4cacf3';

async function tableNamed(name: string): Promise<sdk.RouteTable> {
	const {RouteTables: [table] = []} = await aws.ec2.send(
		new sdk.DescribeRouteTablesCommand({Filters: [{Name: 'tag:Name', Values: [name]}]}),
	);
	if (!table) throw new Error(`no ${name}`);
	return table;
}

async function hubTable(): Promise<string> {
	const {TransitGateways: [gateway] = []} = await aws.ec2.send(
		new sdk.DescribeTransitGatewaysCommand({TransitGatewayIds: [hub]}),
	);
	return gateway?.Options?.AssociationDefaultRouteTableId ?? '';
}

async function attachmentOf(resource: string): Promise<sdk.TransitGatewayAttachment> {
	const {TransitGatewayAttachments: [found] = []} = await aws.ec2.send(
		new sdk.DescribeTransitGatewayAttachmentsCommand({
			Filters: [
				{Name: 'resource-id', Values: [resource]},
				{Name: 'state', Values: ['available']},
			],
		}),
	);
	return found ?? {};
}

async function connectionNamed(name: string): Promise<sdk.VpnConnection> {
	const {VpnConnections: [found] = []} = await aws.ec2.send(
		new sdk.DescribeVpnConnectionsCommand({Filters: [{Name: 'tag:Name', Values: [name]}]}),
	);
	if (!found) throw new Error(`no ${name}`);
	return found;
}

describe('static routes of a connection', () => {
	it('that are deleted linger, and one to the same range can be made again', async () => {
		const {VpnConnectionId = ''} = await connectionNamed('osaka-shared');
		const route = {VpnConnectionId, DestinationCidrBlock: '192.168.30.0/24'};
		const states = async () =>
			(await connectionNamed('osaka-shared')).Routes?.map(
				({DestinationCidrBlock, State}) => `${DestinationCidrBlock} ${State}`,
			);
		await aws.ec2.send(new sdk.DeleteVpnConnectionRouteCommand(route));
		expect(await states()).toEqual(['192.168.30.0/24 deleting', '192.168.31.0/24 available']);
		aws.advance(2000);
		expect(await states()).toEqual(['192.168.30.0/24 deleted', '192.168.31.0/24 available']);
		const again = aws.ec2.send(new sdk.DeleteVpnConnectionRouteCommand(route));
		expect((await refusal(again)).code).toBe('InvalidRoute.NotFound');
		await aws.ec2.send(new sdk.CreateVpnConnectionRouteCommand(route));
		expect(await states()).toEqual(['192.168.31.0/24 available', '192.168.30.0/24 pending']);
		aws.advance(2000);
		expect(await states()).toEqual(['192.168.31.0/24 available', '192.168.30.0/24 available']);
		await aws.ec2.send(new sdk.DeleteVpnConnectionRouteCommand(route));
		aws.advance(11 * 60_000);
		expect(await states()).toEqual(['192.168.31.0/24 available']);
	});

	it('stay in the tables that they are propagated to while one tunnel is changed', async () => {
		const learned = async () =>
			(await tableNamed('shared-main')).Routes?.filter(({Origin}) => Origin === 'EnableVgwRoutePropagation').length;
		const {VpnConnectionId, Options: options} = await connectionNamed('osaka-shared');
		expect(await learned()).toBe(2);
		await aws.ec2.send(
			new sdk.ModifyVpnTunnelOptionsCommand({
				VpnConnectionId,
				VpnTunnelOutsideIpAddress: options?.TunnelOptions?.[1]?.OutsideIpAddress,
				TunnelOptions: {DPDTimeoutSeconds: 40},
			}),
		);
		expect(await learned()).toBe(2);
	});
});

describe('routes of a VPC’s table', () => {
	const change = async (kind: 'Create' | 'Replace' | 'Delete', input: object) => {
		const {RouteTableId = ''} = await tableNamed('production-private');
		const route = {RouteTableId, DestinationCidrBlock: '192.168.0.0/16', ...input};
		if (kind === 'Create') return aws.ec2.send(new sdk.CreateRouteCommand(route));
		if (kind === 'Replace') return aws.ec2.send(new sdk.ReplaceRouteCommand(route));
		return aws.ec2.send(new sdk.DeleteRouteCommand(route));
	};
	const shown = async () =>
		(await tableNamed('production-private')).Routes?.find(
			({DestinationCidrBlock}) => DestinationCidrBlock === '192.168.0.0/16',
		);

	it('are made, lead elsewhere by one call, and go', async () => {
		await change('Create', {GatewayId: edge});
		expect(await shown()).toMatchObject({GatewayId: edge, Origin: 'CreateRoute', State: 'active'});
		expect((await refusal(change('Create', {GatewayId: edge}))).code).toBe('RouteAlreadyExists');
		await change('Replace', {TransitGatewayId: hub});
		expect(await shown()).toMatchObject({TransitGatewayId: hub, State: 'active'});
		expect(await shown()).not.toHaveProperty('GatewayId');
		await change('Delete', {});
		expect(await shown()).toBeUndefined();
	});

	it.each([
		['Delete', {}, 'InvalidRoute.NotFound'],
		['Replace', {GatewayId: edge}, 'InvalidParameterValue'],
		['Delete', {DestinationCidrBlock: '10.20.0.0/16'}, 'InvalidParameterValue'],
		['Create', {GatewayId: 'vgw-f211f09b'}, 'InvalidParameterValue'],
		['Create', {GatewayId: 'vgw-00000000'}, 'InvalidGatewayID.NotFound'],
		['Create', {NatGatewayId: 'nat-00000000'}, 'NatGatewayNotFound'],
		['Create', {TransitGatewayId: 'tgw-00000000'}, 'InvalidTransitGatewayID.NotFound'],
		['Create', {RouteTableId: 'rtb-00000000', GatewayId: edge}, 'InvalidRouteTableID.NotFound'],
		['Create', {GatewayId: edge, TransitGatewayId: hub}, 'InvalidParameterCombination'],
		['Create', {}, 'InvalidParameterCombination'],
		['Create', {GatewayId: edge, DestinationCidrBlock: '10.0.0.0/33'}, 'InvalidParameterValue'],
	] as const)('%s of %j is %s', async (kind, input, code) => {
		expect((await refusal(change(kind, input))).code).toBe(code);
	});
});

describe('routes of a transit gateway', () => {
	const search = async (TransitGatewayRouteTableId: string, Name = 'state', value = 'active') =>
		(
			await aws.ec2.send(
				new sdk.SearchTransitGatewayRoutesCommand({
					TransitGatewayRouteTableId,
					Filters: [{Name, Values: [value]}],
				}),
			)
		).Routes ?? [];

	it('lead elsewhere by one call, and go before what is propagated to the same range', async () => {
		const TransitGatewayRouteTableId = await hubTable();
		const {VpnConnectionId = ''} = await connectionNamed('hamburg-hub');
		const [learned] = await search(TransitGatewayRouteTableId, 'attachment.resource-id', VpnConnectionId);
		expect(learned).toMatchObject({Type: 'propagated', State: 'active'});
		const route = {TransitGatewayRouteTableId, DestinationCidrBlock: learned?.DestinationCidrBlock ?? ''};
		const exact = () => search(TransitGatewayRouteTableId, 'route-search.exact-match', route.DestinationCidrBlock);
		const missing = aws.ec2.send(new sdk.ReplaceTransitGatewayRouteCommand({...route, Blackhole: true}));
		expect((await refusal(missing)).code).toBe('InvalidRoute.NotFound');
		await aws.ec2.send(new sdk.CreateTransitGatewayRouteCommand({...route, Blackhole: true}));
		expect(await exact()).toMatchObject([{Type: 'static', State: 'blackhole'}]);
		const {TransitGatewayAttachmentId} = await attachmentOf(VpnConnectionId);
		await aws.ec2.send(new sdk.ReplaceTransitGatewayRouteCommand({...route, TransitGatewayAttachmentId}));
		expect(await exact()).toMatchObject([{Type: 'static', State: 'active'}]);
		await aws.ec2.send(new sdk.DeleteTransitGatewayRouteCommand(route));
		expect(await exact()).toMatchObject([{Type: 'propagated', State: 'active'}]);
		aws.sandbox.setTunnel(VpnConnectionId, 0, 'DOWN');
		aws.sandbox.setTunnel(VpnConnectionId, 1, 'DOWN');
		expect(await exact()).toEqual([]);
	});

	it('are in the tables that an attachment is joined to', async () => {
		const first = await hubTable();
		const {TransitGatewayRouteTable: made} = await aws.ec2.send(
			new sdk.CreateTransitGatewayRouteTableCommand({
				TransitGatewayId: hub,
				TagSpecifications: [{ResourceType: 'transit-gateway-route-table', Tags: [{Key: 'Name', Value: 'sites'}]}],
			}),
		);
		const second = made?.TransitGatewayRouteTableId ?? '';
		const {VpnConnectionId = ''} = await connectionNamed('hamburg-hub');
		const attachment = async () => (await attachmentOf(VpnConnectionId)).Association;
		const {TransitGatewayAttachmentId = ''} = await attachmentOf(VpnConnectionId);
		const link = (TransitGatewayRouteTableId: string) => ({TransitGatewayRouteTableId, TransitGatewayAttachmentId});
		const associate = () => aws.ec2.send(new sdk.AssociateTransitGatewayRouteTableCommand(link(second)));
		expect((await refusal(associate())).code).toBe('IncorrectState');
		aws.advance(3000);
		expect((await refusal(associate())).code).toBe('Resource.AlreadyAssociated');
		const leave = (table: string) => aws.ec2.send(new sdk.DisassociateTransitGatewayRouteTableCommand(link(table)));
		expect((await refusal(leave(second))).code).toBe('InvalidAssociation.NotFound');
		expect((await leave(first)).Association?.State).toBe('disassociating');
		aws.advance(3000);
		expect(await attachment()).toBeUndefined();
		expect((await associate()).Association?.State).toBe('associating');
		aws.advance(3000);
		expect(await attachment()).toEqual({TransitGatewayRouteTableId: second, State: 'associated'});
		const {Associations} = await aws.ec2.send(
			new sdk.GetTransitGatewayRouteTableAssociationsCommand({TransitGatewayRouteTableId: second}),
		);
		expect(Associations).toMatchObject([{ResourceId: VpnConnectionId, State: 'associated'}]);

		const enable = () => aws.ec2.send(new sdk.EnableTransitGatewayRouteTablePropagationCommand(link(second)));
		expect(await search(second)).toEqual([]);
		expect((await enable()).Propagation?.State).toBe('enabled');
		expect((await refusal(enable())).code).toBe('TransitGatewayRouteTablePropagation.Duplicate');
		expect((await search(second)).length).toBeGreaterThan(0);
		const propagations = async () =>
			(await aws.ec2.send(new sdk.GetTransitGatewayRouteTablePropagationsCommand({TransitGatewayRouteTableId: second})))
				.TransitGatewayRouteTablePropagations;
		expect(await propagations()).toMatchObject([{TransitGatewayAttachmentId, State: 'enabled'}]);
		const ofAttachment = async () =>
			(
				await aws.ec2.send(new sdk.GetTransitGatewayAttachmentPropagationsCommand({TransitGatewayAttachmentId}))
			).TransitGatewayAttachmentPropagations?.map(({TransitGatewayRouteTableId, State}) => [
				TransitGatewayRouteTableId,
				State,
			]);
		expect(await ofAttachment()).toEqual([
			[first, 'enabled'],
			[second, 'enabled'],
		]);
		const disable = () => aws.ec2.send(new sdk.DisableTransitGatewayRouteTablePropagationCommand(link(second)));
		await disable();
		expect((await refusal(disable())).code).toBe('TransitGatewayRouteTablePropagation.NotFound');
		expect(await propagations()).toEqual([]);

		const remove = () =>
			aws.ec2.send(new sdk.DeleteTransitGatewayRouteTableCommand({TransitGatewayRouteTableId: second}));
		expect((await refusal(remove())).code).toBe('IncorrectState');
		await leave(second);
		aws.advance(3000);
		expect((await remove()).TransitGatewayRouteTable?.State).toBe('deleting');
	});
});

describe('the default tables of a transit gateway', () => {
	const modify = (Options: sdk.ModifyTransitGatewayOptions) =>
		aws.ec2.send(new sdk.ModifyTransitGatewayCommand({TransitGatewayId: hub, Options}));

	it('are what a new attachment is joined to: where they are off it is joined to none, and what stands keeps its own', async () => {
		const table = await hubTable();
		await modify({DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable'});
		expect((await refusal(modify({}))).code).toBe('IncorrectState');
		aws.advance(3000);
		expect(await hubTable()).toBe('');
		const {VpnConnectionId: standing = ''} = await connectionNamed('hamburg-hub');
		expect((await attachmentOf(standing)).Association).toMatchObject({TransitGatewayRouteTableId: table});
		const {VpnConnectionId = ''} = await connectionNamed('berlin-staging');
		await aws.ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId, TransitGatewayId: hub}));
		aws.advance(10_000);
		const {TransitGatewayAttachmentId = '', Association} = await attachmentOf(VpnConnectionId);
		expect(Association).toBeUndefined();
		const {TransitGatewayAttachmentPropagations} = await aws.ec2.send(
			new sdk.GetTransitGatewayAttachmentPropagationsCommand({TransitGatewayAttachmentId}),
		);
		expect(TransitGatewayAttachmentPropagations).toEqual([]);
	});

	it.each([
		[
			{DefaultRouteTablePropagation: 'disable', PropagationDefaultRouteTableId: 'tgw-rtb-0'},
			'InvalidParameterCombination',
		],
		[{DefaultRouteTablePropagation: 'off'}, 'InvalidParameterValue'],
		[{AssociationDefaultRouteTableId: 'tgw-rtb-00000000'}, 'InvalidRouteTableID.NotFound'],
	] as const)('%j is %s', async (options, code) => {
		// what no enum of the SDK has is what a stranger's tool may send
		expect((await refusal(modify(options as sdk.ModifyTransitGatewayOptions))).code).toBe(code);
	});
});

describe('a connection that moves', () => {
	async function move(id: string, to: Partial<sdk.ModifyVpnConnectionRequest>) {
		await aws.ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId: id, ...to}));
		aws.advance(10_000);
	}

	it('has another attachment each time, and routes to the old one lead nowhere', async () => {
		const {VpnConnectionId = '', VpnGatewayId: home = ''} = await connectionNamed('berlin-staging');
		await move(VpnConnectionId, {TransitGatewayId: hub});
		const first = (await attachmentOf(VpnConnectionId)).TransitGatewayAttachmentId;
		const TransitGatewayRouteTableId = await hubTable();
		const route = {TransitGatewayRouteTableId, DestinationCidrBlock: '10.99.0.0/16'};
		await aws.ec2.send(new sdk.CreateTransitGatewayRouteCommand({...route, TransitGatewayAttachmentId: first}));
		await move(VpnConnectionId, {VpnGatewayId: home});
		expect((await connectionNamed('berlin-staging')).TransitGatewayId).toBeUndefined();
		expect(await attachmentOf(VpnConnectionId)).toEqual({});
		const {Routes: [stale] = []} = await aws.ec2.send(
			new sdk.SearchTransitGatewayRoutesCommand({
				TransitGatewayRouteTableId,
				Filters: [{Name: 'route-search.exact-match', Values: [route.DestinationCidrBlock]}],
			}),
		);
		expect(stale).toMatchObject({State: 'blackhole', Type: 'static'});
		await move(VpnConnectionId, {TransitGatewayId: hub});
		const second = (await attachmentOf(VpnConnectionId)).TransitGatewayAttachmentId;
		expect(second).toMatch(/^tgw-attach-/);
		expect(second).not.toBe(first);
	});

	it('goes from one virtual private gateway to another, unless an inside range is there already', async () => {
		const {VpnConnectionId = '', Options: options} = await connectionNamed('berlin-staging');
		await move(VpnConnectionId, {VpnGatewayId: edge});
		expect((await connectionNamed('berlin-staging')).VpnGatewayId).toBe(edge);
		const {VpnConnectionId: other = '', VpnGatewayId: home = ''} = await connectionNamed('osaka-shared');
		await aws.ec2.send(
			new sdk.ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: other,
				VpnTunnelOutsideIpAddress: (await connectionNamed('osaka-shared')).Options?.TunnelOptions?.[0]
					?.OutsideIpAddress,
				TunnelOptions: {TunnelInsideCidr: options?.TunnelOptions?.[0]?.TunnelInsideCidr},
			}),
		);
		aws.advance(10_000);
		expect((await refusal(move(other, {VpnGatewayId: edge}))).code).toBe('InvalidParameterValue');
		expect((await connectionNamed('osaka-shared')).VpnGatewayId).toBe(home);
	});

	it.each(['dropped', 'refused'] as const)('to a transit gateway with static routes has them %s', async movedRoutes => {
		aws.sandbox.behave({movedRoutes});
		const {VpnConnectionId = ''} = await connectionNamed('osaka-shared');
		const states = async () => (await connectionNamed('osaka-shared')).Routes?.map(({State}) => State);
		if (movedRoutes === 'refused') {
			expect((await refusal(move(VpnConnectionId, {TransitGatewayId: hub}))).code).toBe('IncorrectState');
			expect(await states()).toEqual(['available', 'available']);
			for (const DestinationCidrBlock of ['192.168.30.0/24', '192.168.31.0/24'])
				await aws.ec2.send(new sdk.DeleteVpnConnectionRouteCommand({VpnConnectionId, DestinationCidrBlock}));
		}

		await move(VpnConnectionId, {TransitGatewayId: hub});
		expect((await connectionNamed('osaka-shared')).TransitGatewayId).toBe(hub);
		expect(await states()).toEqual(['deleted', 'deleted']);
	});
});
