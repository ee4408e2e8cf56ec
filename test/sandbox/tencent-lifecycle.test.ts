import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeEach(async () => {
	server = await startTencent({tencentCreateReply: 'id'});
});
afterEach(() => server.close());

const gatewayId = 'vpngw-1w9tue3d';

async function create(more: object = {}): Promise<{id: string; requestId: string}> {
	const {VpnConnection, RequestId = ''} = await server.vpc().CreateVpnConnection({
		VpnGatewayId: gatewayId,
		CustomerGatewayId: 'cgw-qa9sxpy7',
		VpnConnectionName: 'routes',
		PreShareKey: 'old-key',
		RouteType: 'StaticRoute',
		...more,
	});
	return {id: VpnConnection?.VpnConnectionId ?? '', requestId: RequestId};
}

async function read(id: string) {
	const {VpnConnectionSet} = await server.vpc().DescribeVpnConnections({VpnConnectionIds: [id]});
	return VpnConnectionSet?.[0];
}

describe('deleting a tunnel', () => {
	it('is refused while it is made; then it is DELETING, then gone, and its pair is free again', async () => {
		const {id} = await create();
		const client = server.vpc();
		const target = {VpnGatewayId: gatewayId, VpnConnectionId: id};
		await expect(client.DeleteVpnConnection(target)).rejects.toMatchObject({
			code: 'UnsupportedOperation.DeleteVpnConnInvalidState',
		});
		server.advance(10_000);
		await client.DeleteVpnConnection(target);
		expect(await read(id)).toMatchObject({State: 'DELETING'});
		await expect(create()).rejects.toMatchObject({code: 'ResourceInUse'});
		server.advance(5000);
		const {TotalCount} = await client.DescribeVpnConnections({
			Filters: [{Name: 'vpn-connection-id', Values: [id]}],
		});
		expect(TotalCount).toBe(0);
		await expect(client.DeleteVpnConnection(target)).rejects.toMatchObject({code: 'ResourceNotFound'});
		await create();
	});

	it('is refused on a gateway that is not its own', async () => {
		const {id} = await create();
		await expect(
			server.vpc().DeleteVpnConnection({VpnGatewayId: 'vpngw-6x0wxvtp', VpnConnectionId: id}),
		).rejects.toMatchObject({code: 'ResourceNotFound'});
	});
});

describe('a customer gateway', () => {
	it('is made, found by its address, refused twice, and not deleted while a tunnel ends at it', async () => {
		const client = server.vpc();
		const {CustomerGateway} = await client.CreateCustomerGateway({
			CustomerGatewayName: '新站点 🏢',
			IpAddress: '58.211.9.1',
			BgpAsn: 4_200_000_001,
			Tags: [{Key: 'city', Value: 'suzhou'}],
		});
		const id = CustomerGateway?.CustomerGatewayId ?? '';
		const {CustomerGatewaySet} = await client.DescribeCustomerGateways({
			Filters: [{Name: 'ip-address', Values: ['58.211.9.1']}],
		});
		expect(CustomerGatewaySet).toMatchObject([{CustomerGatewayId: id, BgpAsn: 4_200_000_001}]);
		await expect(
			client.CreateCustomerGateway({CustomerGatewayName: 'again', IpAddress: '58.211.9.1', BgpAsn: 4_200_000_001}),
		).rejects.toMatchObject({code: 'UnsupportedOperation.RecordExists'});
		const tunnel = await create({CustomerGatewayId: id});
		await expect(client.DeleteCustomerGateway({CustomerGatewayId: id})).rejects.toMatchObject({code: 'ResourceInUse'});
		server.advance(10_000);
		await client.DeleteVpnConnection({VpnGatewayId: gatewayId, VpnConnectionId: tunnel.id});
		server.advance(5000);
		await client.DeleteCustomerGateway({CustomerGatewayId: id});
		await expect(client.DescribeCustomerGateways({CustomerGatewayIds: [id]})).rejects.toMatchObject({
			code: 'ResourceNotFound',
		});
	});

	it.each([139341, 45090, 58835, 0, 4_294_967_296])('is refused the ASN %d', async BgpAsn => {
		await expect(
			server.vpc().CreateCustomerGateway({CustomerGatewayName: 'x', IpAddress: '58.211.9.1', BgpAsn}),
		).rejects.toMatchObject({code: 'InvalidParameterValue'});
	});

	it.each([
		...['127.0.0.1', '0.1.2.3', '224.0.0.5', '169.254.1.1', 'fd00::1', 'office', '58.211.9'],
		// the host part by class, all 0 or all 255
		...['58.0.0.0', '58.255.255.255', '139.199.0.0', '139.199.255.255', '203.1.2.0', '203.1.2.255'],
	])('is refused the address %s', async IpAddress => {
		await expect(server.vpc().CreateCustomerGateway({CustomerGatewayName: 'x', IpAddress})).rejects.toMatchObject({
			code: 'InvalidParameterValue',
		});
	});

	it.each(['58.211.9.255', '52.57.100.0', '139.199.4.255', '3.120.0.0'])('can have the address %s', async IpAddress => {
		await expect(server.vpc().CreateCustomerGateway({CustomerGatewayName: 'x', IpAddress})).resolves.toBeTruthy();
	});

	it('is refused a name of 61 characters', async () => {
		await expect(
			server.vpc().CreateCustomerGateway({CustomerGatewayName: 'x'.repeat(61), IpAddress: '58.211.9.1'}),
		).rejects.toMatchObject({code: 'InvalidParameterValue.TooLong'});
	});
});

describe('tasks', () => {
	it('tells by the request id when a tunnel is made', async () => {
		const {id, requestId} = await create();
		expect(await server.vpc().DescribeVpcTaskResult({TaskId: requestId})).toMatchObject({Status: 'RUNNING'});
		server.advance(5000);
		expect(await server.vpc().DescribeVpcTaskResult({TaskId: requestId})).toMatchObject({
			Status: 'SUCCESS',
			Result: [{ResourceId: id}],
		});
		await expect(server.vpc().DescribeVpcTaskResult({TaskId: 'nothing'})).rejects.toMatchObject({
			code: 'ResourceNotFound',
		});
	});
});

const gatewayRoute = (InstanceId: string, more: object = {}) => ({
	VpnGatewayId: gatewayId,
	Routes: [
		{
			DestinationCidrBlock: '172.30.0.0/16',
			InstanceType: 'VPNCONN',
			InstanceId,
			Priority: 0,
			Status: 'ENABLE',
			...more,
		},
	],
});

describe('the routes of a VPN gateway', () => {
	it('lead to a destination-route tunnel, are listed, and go with it', async () => {
		const {id} = await create();
		const client = server.vpc();
		const {Routes} = await client.CreateVpnGatewayRoutes(gatewayRoute(id));
		expect(Routes).toMatchObject([{RouteId: expect.stringMatching(/^vpnr-/), InstanceId: id, Type: 'Static'}]);
		const listed = async () =>
			(await client.DescribeVpnGatewayRoutes({VpnGatewayId: gatewayId, Filters: [{Name: 'InstanceId', Values: [id]}]}))
				.TotalCount;
		expect(await listed()).toBe(1);
		server.advance(10_000);
		await client.DeleteVpnConnection({VpnGatewayId: gatewayId, VpnConnectionId: id});
		server.advance(5000);
		expect(await listed()).toBe(0);
	});

	it('are deleted one by one', async () => {
		const {id} = await create();
		const client = server.vpc();
		const {Routes = []} = await client.CreateVpnGatewayRoutes(gatewayRoute(id));
		await client.DeleteVpnGatewayRoutes({VpnGatewayId: gatewayId, RouteIds: [Routes[0]?.RouteId ?? '']});
		expect((await client.DescribeVpnGatewayRoutes({VpnGatewayId: gatewayId})).TotalCount).toBe(0);
	});

	it('stand for two lines to one place with priorities 0 and 100', async () => {
		const first = await create();
		const second = await create({CustomerGatewayId: 'cgw-2wqq41m9'});
		const client = server.vpc();
		await client.CreateVpnGatewayRoutes(gatewayRoute(first.id));
		await client.CreateVpnGatewayRoutes(gatewayRoute(second.id, {Priority: 100}));
		expect((await client.DescribeVpnGatewayRoutes({VpnGatewayId: gatewayId})).TotalCount).toBe(2);
	});

	it('are refused twice, to SPD tunnels, to strangers, and with other priorities', async () => {
		const {id} = await create();
		const client = server.vpc();
		await client.CreateVpnGatewayRoutes(gatewayRoute(id));
		const spd = await create({
			CustomerGatewayId: 'cgw-2wqq41m9',
			RouteType: 'Policy',
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['172.30.0.0/24']}],
		});
		for (const [request, code] of [
			[gatewayRoute(id), 'InvalidParameterValue.VpnGatewayRouteDuplicate'],
			[gatewayRoute(spd.id), 'UnsupportedOperation'],
			[gatewayRoute('vpnx-df9oztok'), 'ResourceNotFound'],
			[gatewayRoute(id, {Priority: 50}), 'InvalidParameterValue.Malformed'],
			[gatewayRoute(id, {Status: 'ON'}), 'InvalidParameterValue.Malformed'],
			[gatewayRoute(id, {DestinationCidrBlock: '224.0.0.0/8'}), 'InvalidParameterValue.Malformed'],
		] as const) {
			await expect(client.CreateVpnGatewayRoutes(request)).rejects.toMatchObject({code});
		}
		expect((await client.DescribeVpnGatewayRoutes({VpnGatewayId: gatewayId})).TotalCount).toBe(1);
	});
});

describe('the route tables of a VPC', () => {
	const table = 'rtb-gzprod02';
	const route = (DestinationCidrBlock: string, GatewayId = gatewayId) => ({
		RouteTableId: table,
		Routes: [{DestinationCidrBlock, GatewayType: 'VPN', GatewayId}],
	});

	it('take a route to the VPN gateway and give it back', async () => {
		const client = server.vpc();
		const made = await client.CreateRoutes(route('172.30.0.0/16'));
		const RouteItemId = made.RouteTableSet?.[0]?.RouteSet?.[0]?.RouteItemId;
		expect(RouteItemId).toMatch(/^rti-/);
		const read = await client.DescribeRouteTables({RouteTableIds: [table]});
		expect(read.RouteTableSet?.[0]?.RouteSet?.map(item => item.DestinationCidrBlock)).toContain('172.30.0.0/16');
		const gone = await client.DeleteRoutes({
			RouteTableId: table,
			Routes: [{DestinationCidrBlock: '', GatewayType: '', GatewayId: '', RouteItemId}],
		});
		expect(gone.RouteSet).toHaveLength(1);
	});

	it("refuse the VPC's own ranges, a second way, and another VPC's gateway", async () => {
		const client = server.vpc();
		await client.CreateRoutes(route('172.30.0.0/16'));
		for (const [request, code] of [
			[route('10.8.3.0/24'), 'InvalidParameterValue.VpcCidrConflict'],
			[route('172.30.0.0/16'), 'InvalidParameterValue.Duplicate'],
			[route('0.0.0.0/0'), 'UnsupportedOperation.EcmpWithUserRoute'],
			[route('172.31.0.0/16', 'vpngw-6x0wxvtp'), 'InvalidParameterValue.RouteNextHopInvalid'],
			[route('172.31.0.0/16', 'vpngw-notthere'), 'ResourceNotFound'],
		] as const) {
			await expect(client.CreateRoutes(request)).rejects.toMatchObject({code});
		}
	});
});

describe('the configuration of the device', () => {
	it('is written for the vendors it lists, with the key in clear', async () => {
		const {id} = await create();
		const client = server.vpc();
		const {CustomerGatewayVendorSet = []} = await client.DescribeCustomerGatewayVendors();
		expect(CustomerGatewayVendorSet.length).toBeGreaterThan(0);
		for (const CustomerGatewayVendor of CustomerGatewayVendorSet) {
			const {CustomerGatewayConfiguration} = await client.DownloadCustomerGatewayConfiguration({
				VpnGatewayId: gatewayId,
				VpnConnectionId: id,
				CustomerGatewayVendor,
				InterfaceName: 'eth0',
			});
			expect(CustomerGatewayConfiguration).toContain('58.211.2.5');
			expect(CustomerGatewayConfiguration).toContain('old-key');
			expect(CustomerGatewayConfiguration).toContain('eth0');
		}
	});
});

describe('health check addresses', () => {
	it('are offered free ones, inside the range for tunnels', async () => {
		const client = server.vpc();
		const offered = await client.GenerateVpnConnectionDefaultHealthCheckIp({VpnGatewayId: 'vpngw-6x0wxvtp'});
		expect(offered.HealthCheckLocalIp).not.toBe('169.254.128.1');
		const {VpnConnection} = await client.CreateVpnConnection({
			VpnGatewayId: 'vpngw-6x0wxvtp',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			VpnConnectionName: 'probed',
			PreShareKey: 'k',
			RouteType: 'StaticRoute',
			EnableHealthCheck: true,
			HealthCheckLocalIp: offered.HealthCheckLocalIp,
			HealthCheckRemoteIp: offered.HealthCheckRemoteIp,
		});
		expect(await read(VpnConnection?.VpnConnectionId ?? '')).toMatchObject({
			EnableHealthCheck: true,
			HealthCheckLocalIp: offered.HealthCheckLocalIp,
			HealthCheckConfig: {ProbeType: 'NQA', ProbeInterval: 5000, ProbeThreshold: 3, ProbeTimeout: 150},
		});
	});
});

describe('a new VPN gateway', () => {
	it('is PENDING, then AVAILABLE, takes a tunnel, and is deleted only without one', async () => {
		const client = server.vpc();
		const {VpnGateway} = await client.CreateVpnGateway({
			VpcId: 'vpc-8ro3x6md',
			VpnGatewayName: 'new',
			InternetMaxBandwidthOut: 200,
			BgpAsn: 64999,
		});
		const id = VpnGateway?.VpnGatewayId ?? '';
		expect(VpnGateway).toMatchObject({State: 'PENDING'});
		await expect(create({VpnGatewayId: id})).rejects.toMatchObject({code: 'UnsupportedOperation.InvalidState'});
		server.advance(15_000);
		const tunnel = await create({VpnGatewayId: id});
		await expect(client.DeleteVpnGateway({VpnGatewayId: id})).rejects.toMatchObject({code: 'UnsupportedOperation'});
		server.advance(10_000);
		await client.DeleteVpnConnection({VpnGatewayId: id, VpnConnectionId: tunnel.id});
		server.advance(5000);
		await client.DeleteVpnGateway({VpnGatewayId: id});
	});

	// vpc 2017-03-12, CreateVpnGateway, VpnGatewayName: 60 bytes at most; a letter of Chinese has three
	it.each([
		['n'.repeat(60), true],
		['n'.repeat(61), false],
		['网'.repeat(20), true],
		[`${'网'.repeat(20)}n`, false],
	])('has a name of 60 bytes at most: %s', async (VpnGatewayName, fits) => {
		const request = {VpcId: 'vpc-8ro3x6md', VpnGatewayName, InternetMaxBandwidthOut: 200};
		const made = server.vpc().CreateVpnGateway(request);
		if (fits) expect((await made).VpnGateway?.VpnGatewayName).toBe(VpnGatewayName);
		else await expect(made).rejects.toMatchObject({code: 'InvalidParameterValue.TooLong'});
	});

	it.each<[string, string, object]>([
		['no VPC', 'UnsupportedOperation.VpnGwVpcIdMustHave', {VpcId: ''}],
		['a VPC it cannot have', 'UnsupportedOperation.VpnGwVpcIdNotHave', {Type: 'CCN'}],
		['a VPC that is not there', 'InvalidVpcId.NotFound', {VpcId: 'vpc-notthere'}],
		['a bandwidth that is not sold', 'InvalidParameterValue', {InternetMaxBandwidthOut: 7}],
		['an ASN but no BGP', 'UnsupportedOperation.VpnUnsupportedBgp', {InternetMaxBandwidthOut: 5, BgpAsn: 64999}],
	])('is refused with %s', async (_what, code, more) => {
		const request = {VpcId: 'vpc-8ro3x6md', VpnGatewayName: 'new', InternetMaxBandwidthOut: 200, ...more};
		await expect(server.vpc().CreateVpnGateway(request)).rejects.toMatchObject({code});
	});
});
