import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {TencentServer} from './tencent-server.ts';
import {bgpGatewayId, gatewayId, startNaming} from './tencent-tunnels.ts';

/* What a user would lose: a gateway whose change was tried on the sandbox, and is refused or costs its address in the cloud. */

let server: TencentServer;
beforeEach(async () => {
	server = await startNaming();
});
afterEach(() => server.close());

const change = (VpnGatewayId: string, more: object) => server.vpc().ModifyVpnGatewayAttribute({VpnGatewayId, ...more});
const bandwidth = (VpnGatewayId: string, InternetMaxBandwidthOut: number) =>
	server.vpc().ResetVpnGatewayInternetMaxBandwidth({VpnGatewayId, InternetMaxBandwidthOut});
const read = async (id: string) => (await server.vpc().DescribeVpnGateways({VpnGatewayIds: [id]})).VpnGatewaySet?.[0];

describe('a VPN gateway', () => {
	it('takes another name and ASN, and keeps the rest', async () => {
		const before = await read(bgpGatewayId);
		const {VpnGateway} = await server.vpc().CreateVpnGateway({
			VpcId: 'vpc-8ro3x6md',
			VpnGatewayName: 'new',
			InternetMaxBandwidthOut: 200,
			BgpAsn: 64_999,
		});
		const id = VpnGateway?.VpnGatewayId ?? '';
		await expect(change(id, {VpnGatewayName: 'early'})).rejects.toMatchObject({
			code: 'UnsupportedOperation.InvalidState',
		});
		server.advance(15_000);
		expect(Object.keys(await change(id, {VpnGatewayName: '网关', BgpAsn: 65_001}))).toEqual(['RequestId']);
		expect(await read(id)).toMatchObject({VpnGatewayName: '网关', BgpAsn: 65_001, InternetMaxBandwidthOut: 200});
		await change(bgpGatewayId, {VpnGatewayName: 'renamed'});
		expect(await read(bgpGatewayId)).toEqual({...before, VpnGatewayName: 'renamed'});
	});

	it.each<[string, string, object]>([
		[gatewayId, 'InvalidParameterValue.TooLong', {VpnGatewayName: `${'网'.repeat(20)}n`}],
		[gatewayId, 'InvalidParameterValue.Empty', {VpnGatewayName: ''}],
		[gatewayId, 'UnsupportedOperation.VpnUnsupportedBgp', {BgpAsn: 65_001}],
		[bgpGatewayId, 'UnsupportedOperation.VpnUnsupportedModifyBgpAsn', {BgpAsn: 65_001}],
		[bgpGatewayId, 'InvalidParameterValue', {BgpAsn: 45_090}],
		[gatewayId, 'UnsupportedOperation', {InstanceChargeType: 'POSTPAID_BY_HOUR'}],
		[gatewayId, 'InvalidParameterValue.Malformed', {InstanceChargeType: 'PREPAID'}],
		[gatewayId, 'UnsupportedOperation', {MaxConnection: 5}],
		['vpngw-sslgz001', 'InvalidParameterValue', {MaxConnection: 7}],
		['vpngw-nosuch01', 'ResourceNotFound', {VpnGatewayName: 'x'}],
	])('%s refuses with %s: %j', async (id, code, more) => {
		await expect(change(id, more)).rejects.toMatchObject({code});
	});

	it('goes from the month to the hour, and an SSL one takes more clients', async () => {
		await change('vpngw-isolgz01', {InstanceChargeType: 'POSTPAID_BY_HOUR'});
		expect(await read('vpngw-isolgz01')).toMatchObject({InstanceChargeType: 'POSTPAID_BY_HOUR', RenewFlag: ''});
		await change('vpngw-sslgz001', {MaxConnection: 20});
		expect(await read('vpngw-sslgz001')).toMatchObject({MaxConnection: 20});
	});

	it('has its bandwidth changed inside its band, up and down, with its address kept', async () => {
		const before = await read(gatewayId);
		for (const wanted of [5, 100]) {
			await bandwidth(gatewayId, wanted);
			expect(await read(gatewayId)).toEqual({...before, InternetMaxBandwidthOut: wanted});
		}
		await bandwidth(bgpGatewayId, 1000);
		for (const [id, wanted, code] of [
			[gatewayId, 200, 'UnsupportedOperation.VpnUnsupportedModifyBandwidth'],
			[bgpGatewayId, 100, 'UnsupportedOperation.VpnUnsupportedModifyBandwidth'],
			[bgpGatewayId, 3000, 'InvalidParameterValue'],
			[gatewayId, 7, 'InvalidParameterValue'],
		] as const)
			await expect(bandwidth(id, wanted)).rejects.toMatchObject({code});
		expect(await read(bgpGatewayId)).toMatchObject({InternetMaxBandwidthOut: 1000});
	});
});

describe('a route of a gateway', () => {
	const VpnGatewayId = 'vpngw-6x0wxvtp';
	const modify = (...Routes: {RouteId: string; Status?: string; Description?: string}[]) =>
		server.vpc().ModifyVpnGatewayRoutes({VpnGatewayId, Routes});

	it('is described and switched one without the other, and is told in the reply', async () => {
		const {Routes: [route] = []} = await modify({RouteId: 'vpnr-gzstag00', Status: 'DISABLE'});
		expect(route).toMatchObject({RouteId: 'vpnr-gzstag00', Status: 'DISABLE', Description: '', Priority: 0});
		const {Routes: [described] = []} = await modify({RouteId: 'vpnr-gzstag00', Description: 'drained'});
		expect(described).toMatchObject({Status: 'DISABLE', Description: 'drained'});
		// The status that it has is no error.
		const {Routes: [again] = []} = await modify({RouteId: 'vpnr-gzstag00', Status: 'DISABLE'});
		expect(again).toMatchObject({Status: 'DISABLE', Description: 'drained'});
	});

	it('that is refused leaves the others of the request as they were', async () => {
		const list = async () => (await server.vpc().DescribeVpnGatewayRoutes({VpnGatewayId})).Routes;
		const before = await list();
		const first = {RouteId: 'vpnr-gzstag00', Status: 'DISABLE'};
		for (const [second, code] of [
			[{RouteId: 'vpnr-gzstag01', Status: 'OFF'}, 'InvalidParameter'],
			[{RouteId: 'vpnr-nosuch01', Status: 'DISABLE'}, 'ResourceNotFound'],
		] as const)
			await expect(modify(first, second)).rejects.toMatchObject({code});
		await expect(modify()).rejects.toMatchObject({code: 'InvalidParameter'});
		expect(await list()).toEqual(before);
	});

	it('with the priority of another one needs a gateway of 3.1', async () => {
		const equal = (InstanceId: string, gateway: string, DestinationCidrBlock: string) =>
			server.vpc().CreateVpnGatewayRoutes({
				VpnGatewayId: gateway,
				Routes: [{DestinationCidrBlock, InstanceType: 'VPNCONN', InstanceId, Priority: 0, Status: 'ENABLE'}],
			});
		await equal('vpnx-df9oztok', VpnGatewayId, '172.25.0.0/16');
		await equal('vpnx-eal8tpn2', VpnGatewayId, '172.25.0.0/16');
		const old = 'vpngw-p4lmqawn';
		const ids: string[] = [];
		for (const CustomerGatewayId of ['cgw-qa9sxpy7', 'cgw-2wqq41m9']) {
			const {VpnConnection} = await server.vpc().CreateVpnConnection({
				VpnGatewayId: old,
				CustomerGatewayId,
				VpnConnectionName: 'line',
				PreShareKey: 'key',
				RouteType: 'StaticRoute',
			});
			ids.push(VpnConnection?.VpnConnectionId ?? '');
		}
		await equal(ids[0] ?? '', old, '172.25.0.0/16');
		await expect(equal(ids[1] ?? '', old, '172.25.0.0/16')).rejects.toMatchObject({
			code: 'UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn',
		});
	});
});

describe('a customer gateway', () => {
	it('is renamed with its name, which has to be there, and keeps its ASN when none is given', async () => {
		const client = server.vpc();
		const CustomerGatewayId = 'cgw-2wqq41m9';
		await client.ModifyCustomerGatewayAttribute({CustomerGatewayId, CustomerGatewayName: 'renamed'});
		const {CustomerGatewaySet} = await client.DescribeCustomerGateways({CustomerGatewayIds: [CustomerGatewayId]});
		expect(CustomerGatewaySet).toMatchObject([
			{CustomerGatewayName: 'renamed', BgpAsn: 65_010, IpAddress: '58.211.1.12'},
		]);
		for (const [request, code] of [
			[{CustomerGatewayId, BgpAsn: 65_011}, 'MissingParameter'],
			[{CustomerGatewayId, CustomerGatewayName: ''}, 'InvalidParameterValue.Empty'],
			[{CustomerGatewayId, CustomerGatewayName: 'x', BgpAsn: 45_090}, 'InvalidParameterValue'],
			[{CustomerGatewayId, CustomerGatewayName: 'x', IpAddress: '58.211.1.13'}, 'UnknownParameter'],
		] as const)
			await expect(client.request('ModifyCustomerGatewayAttribute', request)).rejects.toMatchObject({code});
	});
});
