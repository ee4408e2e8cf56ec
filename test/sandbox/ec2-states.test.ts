import {
	AttachVpnGatewayCommand,
	CreateTransitGatewayRouteCommand,
	CreateVpnConnectionCommand,
	type CreateVpnConnectionCommandInput,
	CreateVpnConnectionRouteCommand,
	CreateVpnGatewayCommand,
	DeleteCustomerGatewayCommand,
	DeleteTransitGatewayRouteCommand,
	DeleteVpnConnectionCommand,
	DeleteVpnConnectionRouteCommand,
	DeleteVpnGatewayCommand,
	DescribeRouteTablesCommand,
	DescribeTransitGatewayAttachmentsCommand,
	DescribeTransitGatewaysCommand,
	DescribeVpcsCommand,
	DescribeVpnConnectionsCommand,
	DetachVpnGatewayCommand,
	EnableVgwRoutePropagationCommand,
	GetActiveVpnTunnelStatusCommand,
	ModifyVpnConnectionOptionsCommand,
	ModifyVpnTunnelOptionsCommand,
	SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import {XMLParser} from 'fast-xml-parser';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

async function create(input: Partial<CreateVpnConnectionCommandInput> = {}): Promise<string> {
	const {VpnConnection: made} = await aws.ec2.send(
		new CreateVpnConnectionCommand({
			Type: 'ipsec.1',
			CustomerGatewayId: 'cgw-0e11f167',
			VpnGatewayId: 'vgw-9a4cacf3',
			...input,
		}),
	);
	return made?.VpnConnectionId ?? '';
}

const createStatic = () => create({Options: {StaticRoutesOnly: true}});

async function read(id: string) {
	const {VpnConnections: [found] = []} = await aws.ec2.send(
		new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
	);
	if (!found) throw new Error('not found');
	return found;
}

/** Status and message of each tunnel, in the order of the tunnel options. */
async function tunnels(id: string): Promise<readonly (string | undefined)[]> {
	const {Options: options, VgwTelemetry: telemetry = []} = await read(id);
	return (options?.TunnelOptions ?? []).map(({OutsideIpAddress: address}) => {
		const status = telemetry.find(({OutsideIpAddress}) => OutsideIpAddress === address);
		return status && `${status.Status} ${status.StatusMessage} ${status.AcceptedRouteCount}`;
	});
}

describe('a connection comes up as if a device had been waiting', () => {
	it('is pending with its outside addresses alone, then available, then its tunnels come UP one after the other', async () => {
		const id = await create();
		const pending = await read(id);
		expect(pending).toMatchObject({State: 'pending', VgwTelemetry: [], Type: 'ipsec.1', Category: 'VPN'});
		const outside = expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/);
		expect(pending.Options?.TunnelOptions).toEqual([{OutsideIpAddress: outside}, {OutsideIpAddress: outside}]);
		expect(pending.CustomerGatewayConfiguration).toContain('<pre_shared_key>');

		aws.advance(4000);
		expect((await read(id)).State).toBe('available');
		expect(await tunnels(id)).toEqual(['DOWN IPSEC IS DOWN 0', 'DOWN IPSEC IS DOWN 0']);
		aws.advance(3000);
		expect(await tunnels(id)).toEqual(['DOWN IPSEC IS UP 0', 'DOWN IPSEC IS DOWN 0']);
		aws.advance(1500);
		expect(await tunnels(id)).toEqual(['UP 5 BGP ROUTES 5', 'DOWN IPSEC IS DOWN 0']);
		aws.advance(6500);
		expect(await tunnels(id)).toEqual(['UP 5 BGP ROUTES 5', 'UP 5 BGP ROUTES 5']);
	});

	it('with static routes the message is empty and the count is that of the routes', async () => {
		const id = await createStatic();
		aws.advance(5000);
		await aws.ec2.send(
			new CreateVpnConnectionRouteCommand({VpnConnectionId: id, DestinationCidrBlock: '192.168.7.9/24'}),
		);
		expect((await read(id)).Routes).toEqual([
			{DestinationCidrBlock: '192.168.7.0/24', Source: 'Static', State: 'pending'},
		]);
		aws.advance(10_000);
		expect(await tunnels(id)).toEqual(['UP  1', 'UP  1']);
		expect((await read(id)).Routes?.[0]?.State).toBe('available');
	});

	it('lists telemetry in another order than the tunnels, as AWS may', async () => {
		const id = await create();
		aws.advance(5000);
		const {Options: options, VgwTelemetry: telemetry} = await read(id);
		const addresses = (options?.TunnelOptions ?? []).map(({OutsideIpAddress}) => OutsideIpAddress);
		expect(telemetry?.map(({OutsideIpAddress}) => OutsideIpAddress)).toEqual(addresses.toReversed());
	});

	it('a tunnel goes down and up when it is told to, and says since when', async () => {
		const id = await create();
		aws.advance(20_000);
		const before = (await read(id)).VgwTelemetry?.map(({LastStatusChange}) => LastStatusChange?.getTime() ?? 0) ?? [];
		aws.advance(60_000);
		aws.sandbox.setTunnel(id, 1, 'DOWN');
		expect(await tunnels(id)).toEqual(['UP 5 BGP ROUTES 5', 'DOWN IPSEC IS DOWN 0']);
		const after = (await read(id)).VgwTelemetry?.map(({LastStatusChange}) => LastStatusChange?.getTime() ?? 0) ?? [];
		expect(Math.max(...after)).toBeGreaterThan(Math.max(...before));
		aws.sandbox.setTunnel(id, 1, 'UP');
		expect(await tunnels(id)).toEqual(['UP 5 BGP ROUTES 5', 'UP 5 BGP ROUTES 5']);
		expect(() => aws.sandbox.setTunnel('vpn-00000000', 0, 'UP')).toThrow('vpn-00000000');
		expect(() => aws.sandbox.setTunnel(id, 2, 'UP')).toThrow('2');
	});

	it('a faster clock does not put events into the future of its clients', async () => {
		const fast = await openAws({speed: 100});
		const {VpnConnection: made} = await fast.ec2.send(
			new CreateVpnConnectionCommand({
				Type: 'ipsec.1',
				CustomerGatewayId: 'cgw-0e11f167',
				VpnGatewayId: 'vgw-9a4cacf3',
			}),
		);
		fast.advance(200);
		const {VpnConnections: [found] = []} = await fast.ec2.send(
			new DescribeVpnConnectionsCommand({VpnConnectionIds: [made?.VpnConnectionId ?? '']}),
		);
		expect(found?.VgwTelemetry?.map(({Status}) => Status)).toEqual(['UP', 'UP']);
		for (const {LastStatusChange: at} of found?.VgwTelemetry ?? [])
			expect(at?.getTime()).toBeLessThanOrEqual(Date.now() + 200);
		await fast.close();
	});
});

it("the configuration has AWS's elements, in AWS's order, with the addresses and keys of the tunnels", async () => {
	const id = await create();
	aws.advance(5000);
	const {Options: options, CustomerGatewayConfiguration: xml = ''} = await read(id);
	const tree = new XMLParser({ignoreAttributes: false, parseTagValue: false}).parse(xml);
	const [first, second] = tree.vpn_connection.ipsec_tunnel;
	expect(Object.keys(tree.vpn_connection)).toEqual([
		'customer_gateway_id',
		'vpn_gateway_id',
		'vpn_connection_type',
		'ipsec_tunnel',
		'@_id',
	]);
	const end = {
		tunnel_outside_address: {ip_address: expect.any(String)},
		tunnel_inside_address: {
			ip_address: expect.stringMatching(/^169\.254\./),
			network_mask: '255.255.255.252',
			network_cidr: '30',
		},
		bgp: {asn: expect.any(String), hold_time: '30'},
	};
	expect(first).toEqual({
		customer_gateway: {
			...end,
			tunnel_outside_address: {ip_address: '203.0.113.10'},
			bgp: {asn: '65010', hold_time: '30'},
		},
		vpn_gateway: {...end, bgp: {asn: '64512', hold_time: '30'}},
		ike: {
			authentication_protocol: 'sha1',
			encryption_protocol: 'aes-128-cbc',
			lifetime: '28800',
			perfect_forward_secrecy: 'group2',
			mode: 'main',
			pre_shared_key: expect.stringMatching(/^[A-Za-z1-9._][A-Za-z0-9._]{31}$/),
		},
		ipsec: {
			protocol: 'esp',
			authentication_protocol: 'hmac-sha1-96',
			encryption_protocol: 'aes-128-cbc',
			lifetime: '3600',
			perfect_forward_secrecy: 'group2',
			mode: 'tunnel',
			clear_df_bit: 'true',
			fragmentation_before_encryption: 'true',
			tcp_mss_adjustment: '1379',
			dead_peer_detection: {interval: '10', retries: '3'},
		},
	});
	for (const tunnel of [first, second]) {
		const shown = options?.TunnelOptions?.find(
			({OutsideIpAddress}) => OutsideIpAddress === tunnel.vpn_gateway.tunnel_outside_address.ip_address,
		);
		expect(shown?.PreSharedKey).toBe(tunnel.ike.pre_shared_key);
		expect(shown?.TunnelInsideCidr?.split('.').slice(0, 3)).toEqual(
			tunnel.vpn_gateway.tunnel_inside_address.ip_address.split('.').slice(0, 3),
		);
	}

	const staticId = await createStatic();
	const {CustomerGatewayConfiguration: staticXml} = await read(staticId);
	expect(staticXml).toContain('<vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>');
	expect(staticXml).not.toContain('<bgp>');
});

describe('taking things away again', () => {
	it('a connection is deleting, then deleted for a while without configuration, then gone; its site gateway is free only then', async () => {
		const id = await createStatic();
		aws.advance(5000);
		await aws.ec2.send(
			new CreateVpnConnectionRouteCommand({VpnConnectionId: id, DestinationCidrBlock: '192.168.7.0/24'}),
		);
		const deleteSite = () => aws.ec2.send(new DeleteCustomerGatewayCommand({CustomerGatewayId: 'cgw-0e11f167'}));
		expect(await refusal(deleteSite())).toMatchObject({
			code: 'IncorrectState',
			message: 'The customer gateway is in use.',
		});
		await aws.ec2.send(new DeleteVpnConnectionCommand({VpnConnectionId: id}));
		expect((await read(id)).State).toBe('deleting');
		aws.advance(3000);
		const gone = await read(id);
		expect(gone).toMatchObject({State: 'deleted', Routes: [{State: 'deleted'}]});
		expect(gone.CustomerGatewayConfiguration).toBeUndefined();
		expect(gone.VgwTelemetry).toBeUndefined();
		await deleteSite();
		aws.advance(11 * 60_000);
		expect((await refusal(read(id))).code).toBe('InvalidVpnConnectionID.NotFound');
		const again = aws.ec2.send(new DeleteVpnConnectionCommand({VpnConnectionId: id}));
		expect((await refusal(again)).code).toBe('InvalidVpnConnectionID.NotFound');
	});

	it('a gateway that was made, attached and let go', async () => {
		const {Vpcs: vpcs = []} = await aws.ec2.send(
			new DescribeVpcsCommand({Filters: [{Name: 'tag:Name', Values: ['analytics', 'production']}]}),
		);
		const vpcOf = (name: string) => vpcs.find(({Tags}) => Tags?.some(({Value}) => Value === name))?.VpcId;
		const make = () => aws.ec2.send(new CreateVpnGatewayCommand({Type: 'ipsec.1', AmazonSideAsn: 64_999}));
		const VpnGatewayId = (await make()).VpnGateway?.VpnGatewayId ?? '';
		expect((await refusal(make())).code).toBe('VpnGatewayLimitExceeded');
		const attach = (VpcId: string | undefined) => aws.ec2.send(new AttachVpnGatewayCommand({VpnGatewayId, VpcId}));

		expect(await refusal(attach(vpcOf('production')))).toMatchObject({
			code: 'InvalidVpcState',
			message: expect.stringContaining('vgw-9a4cacf3'),
		});
		expect((await attach(vpcOf('analytics'))).VpcAttachment?.State).toBe('attaching');
		expect((await refusal(attach(vpcOf('production')))).code).toBe('VpnGatewayAttachmentLimitExceeded');

		const {RouteTables: [table] = []} = await aws.ec2.send(
			new DescribeRouteTablesCommand({Filters: [{Name: 'vpc-id', Values: [vpcOf('analytics') ?? '']}]}),
		);
		const propagate = () =>
			aws.ec2.send(new EnableVgwRoutePropagationCommand({GatewayId: VpnGatewayId, RouteTableId: table?.RouteTableId}));
		expect((await refusal(propagate())).code).toBe('Gateway.NotAttached');
		aws.advance(2000);
		await propagate();
		const remove = () => aws.ec2.send(new DeleteVpnGatewayCommand({VpnGatewayId}));
		expect((await refusal(remove())).code).toBe('IncorrectState');
		await aws.ec2.send(new DetachVpnGatewayCommand({VpnGatewayId, VpcId: vpcOf('analytics')}));
		aws.advance(2000);
		await remove();
	});
});

describe('routes', () => {
	it('learned routes appear in a propagating table while a tunnel is UP', async () => {
		const {RouteTables: tables = []} = await aws.ec2.send(new DescribeRouteTablesCommand({}));
		const table = tables.find(({Tags}) => Tags?.some(({Value}) => Value === 'production-private'))?.RouteTableId ?? '';
		const learned = async () => {
			const {RouteTables: [found] = []} = await aws.ec2.send(new DescribeRouteTablesCommand({RouteTableIds: [table]}));
			expect(found?.PropagatingVgws).toEqual([{GatewayId: 'vgw-9a4cacf3'}]);
			return found?.Routes?.filter(({Origin}) => Origin === 'EnableVgwRoutePropagation').map(
				({DestinationCidrBlock}) => DestinationCidrBlock,
			);
		};
		const id = await createStatic();
		await aws.ec2.send(new EnableVgwRoutePropagationCommand({GatewayId: 'vgw-9a4cacf3', RouteTableId: table}));
		aws.advance(5000);
		await aws.ec2.send(
			new CreateVpnConnectionRouteCommand({VpnConnectionId: id, DestinationCidrBlock: '192.168.7.0/24'}),
		);
		expect(await learned()).toEqual([]);
		aws.advance(10_000);
		expect(await learned()).toEqual(['192.168.7.0/24']);
		aws.sandbox.setTunnel(id, 0, 'DOWN');
		aws.sandbox.setTunnel(id, 1, 'DOWN');
		expect(await learned()).toEqual([]);
	});

	it('static routes need a static connection that is available; the same twice is one; a hundred is the end', async () => {
		const id = await createStatic();
		const add = (DestinationCidrBlock: string, VpnConnectionId = id) =>
			aws.ec2.send(new CreateVpnConnectionRouteCommand({VpnConnectionId, DestinationCidrBlock}));
		expect((await refusal(add('10.0.0.0/24'))).code).toBe('InvalidVpnConnection.InvalidState');
		expect((await refusal(add('10.0.0.0/24', 'vpn-40f41529'))).code).toBe('InvalidVpnConnection.InvalidType');
		aws.advance(5000);
		expect((await refusal(add('10.0.0.0/33'))).code).toBe('InvalidParameterValue');
		for (let index = 0; index < 100; index += 1) await add(`10.0.${index}.0/24`);
		await add('10.0.0.0/24');
		expect((await read(id)).Routes).toHaveLength(100);
		expect((await refusal(add('10.1.0.0/24'))).code).toBe('RouteLimitExceeded');
		const remove = () =>
			aws.ec2.send(new DeleteVpnConnectionRouteCommand({VpnConnectionId: id, DestinationCidrBlock: '10.0.0.0/24'}));
		await remove();
		expect((await refusal(remove())).code).toBe('InvalidRoute.NotFound');
	});

	it('a connection on a transit gateway gets an attachment, and static routes go by it', async () => {
		const id = await create({
			VpnGatewayId: undefined,
			TransitGatewayId: 'tgw-0c2d11f0',
			Options: {StaticRoutesOnly: true},
		});
		const attachment = async () => {
			const {TransitGatewayAttachments: [found] = []} = await aws.ec2.send(
				new DescribeTransitGatewayAttachmentsCommand({
					Filters: [
						{Name: 'resource-id', Values: [id]},
						{Name: 'resource-type', Values: ['vpn']},
					],
				}),
			);
			return found;
		};
		expect(await attachment()).toMatchObject({State: 'pending', TransitGatewayId: 'tgw-0c2d11f0', Tags: []});
		aws.advance(5000);
		const {TransitGateways: [hub] = []} = await aws.ec2.send(
			new DescribeTransitGatewaysCommand({TransitGatewayIds: ['tgw-0c2d11f0']}),
		);
		const route = {
			DestinationCidrBlock: '192.168.7.0/24',
			TransitGatewayRouteTableId: hub?.Options?.AssociationDefaultRouteTableId,
		};
		const TransitGatewayAttachmentId = (await attachment())?.TransitGatewayAttachmentId;
		const make = () => aws.ec2.send(new CreateTransitGatewayRouteCommand({...route, TransitGatewayAttachmentId}));
		expect((await make()).Route).toMatchObject({State: 'active', Type: 'static'});
		expect((await refusal(make())).code).toBe('RouteAlreadyExists');
		const {Routes: found} = await aws.ec2.send(
			new SearchTransitGatewayRoutesCommand({
				TransitGatewayRouteTableId: route.TransitGatewayRouteTableId,
				Filters: [{Name: 'attachment.resource-id', Values: [id]}],
			}),
		);
		expect(found?.map(({DestinationCidrBlock}) => DestinationCidrBlock)).toEqual(['192.168.7.0/24']);
		await aws.ec2.send(new DeleteTransitGatewayRouteCommand(route));
		const onConnection = new CreateVpnConnectionRouteCommand({
			VpnConnectionId: id,
			DestinationCidrBlock: '10.0.0.0/24',
		});
		expect((await refusal(aws.ec2.send(onConnection))).code).toBe('InvalidVpnConnection.InvalidType');
	});
});

describe('changing a connection', () => {
	it('one tunnel is replaced, comes back UP with the new options, and the other one stays', async () => {
		const id = 'vpn-40f41529';
		const {Options: options} = await read(id);
		const address = options?.TunnelOptions?.[0]?.OutsideIpAddress;
		await aws.ec2.send(
			new ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: id,
				VpnTunnelOutsideIpAddress: address,
				TunnelOptions: {IKEVersions: [{Value: 'ikev2'}], Phase1DHGroupNumbers: [{Value: 20}]},
			}),
		);
		expect((await read(id)).State).toBe('modifying');
		expect(await tunnels(id)).toEqual(['DOWN IPSEC IS DOWN 0', 'UP 5 BGP ROUTES 5']);
		aws.advance(10_000);
		expect(await tunnels(id)).toEqual(['UP 5 BGP ROUTES 5', 'UP 5 BGP ROUTES 5']);
		const {ActiveVpnTunnelStatus: active} = await aws.ec2.send(
			new GetActiveVpnTunnelStatusCommand({VpnConnectionId: id, VpnTunnelOutsideIpAddress: address}),
		);
		expect(active).toMatchObject({IkeVersion: 'ikev2', Phase1DHGroup: 20, ProvisioningStatus: 'available'});
	});

	it('the ranges of a connection are replaced with both tunnels', async () => {
		const id = 'vpn-40f41529';
		const modify = (LocalIpv4NetworkCidr: string) =>
			aws.ec2.send(new ModifyVpnConnectionOptionsCommand({VpnConnectionId: id, LocalIpv4NetworkCidr}));
		expect((await refusal(modify('10.0.0.1/8'))).code).toBe('InvalidParameterValue');
		await modify('10.0.0.0/8');
		expect((await refusal(modify('10.0.0.0/8'))).code).toBe('IncorrectState');
		aws.advance(10_000);
		expect((await read(id)).Options?.LocalIpv4NetworkCidr).toBe('10.0.0.0/8');
	});
});
