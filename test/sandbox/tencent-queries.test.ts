import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent();
});
afterAll(() => server.close());

const filter = (Name: string, ...Values: string[]) => ({Filters: [{Name, Values}]});

describe('the inventory of ap-guangzhou', () => {
	it('holds the ids of the official samples', async () => {
		const client = server.vpc();
		const {CustomerGatewaySet} = await client.DescribeCustomerGateways({
			CustomerGatewayIds: ['cgw-qa9sxpy7', 'cgw-2wqq41m9'],
		});
		expect(CustomerGatewaySet).toHaveLength(2);
		const {VpnGatewaySet} = await client.DescribeVpnGateways({VpnGatewayIds: ['vpngw-1w9tue3d']});
		expect(VpnGatewaySet?.[0]).toMatchObject({VpcId: 'vpc-gapcv96p', State: 'AVAILABLE', RestrictState: 'NORMAL'});
		expect((await client.DescribeVpcs({VpcIds: ['vpc-gapcv96p']})).VpcSet?.[0]).toMatchObject({
			CidrBlock: '10.8.0.0/16',
			AssistantCidrSet: [{CidrBlock: '10.9.0.0/20'}],
		});
	});

	it('shows every state a list must be able to draw', async () => {
		const {VpnGatewaySet = []} = await server.vpc().DescribeVpnGateways({Limit: 100});
		expect(VpnGatewaySet.map(gateway => gateway.State)).toContain('PENDING');
		expect(VpnGatewaySet.map(gateway => gateway.Type)).toEqual(expect.arrayContaining(['IPSEC', 'CCN', 'SSL']));
		expect(VpnGatewaySet.map(gateway => gateway.RestrictState)).toContain('PROTECTIVELY_ISOLATED');
		const {VpnConnectionSet = []} = await server.vpc().DescribeVpnConnections({});
		expect(VpnConnectionSet.map(connection => connection.NetStatus)).toEqual(
			expect.arrayContaining(['AVAILABLE', 'UNAVAILABLE']),
		);
	});

	it('has one old tunnel whose lifetimes are texts', async () => {
		const {VpnConnectionSet} = await server.vpc().DescribeVpnConnections({VpnConnectionIds: ['vpnx-5p7vkch8']});
		expect(VpnConnectionSet?.[0]?.IKEOptionsSpecification?.IKESaLifetimeSeconds).toBe('86400');
	});
});

describe('choosing', () => {
	it('takes ids or filters, never both', async () => {
		const client = server.vpc();
		for (const call of [
			client.DescribeVpnConnections({VpnConnectionIds: ['vpnx-5p7vkch8'], ...filter('vpc-id', 'vpc-0a36uwkr')}),
			client.DescribeVpnGateways({VpnGatewayIds: ['vpngw-1w9tue3d'], ...filter('type', 'IPSEC')}),
			client.DescribeCustomerGateways({CustomerGatewayIds: ['cgw-qa9sxpy7'], ...filter('ip-address', '1.2.3.4')}),
			client.DescribeVpcs({VpcIds: ['vpc-gapcv96p'], ...filter('is-default', 'false')}),
		]) {
			await expect(call).rejects.toMatchObject({code: 'InvalidParameter.Coexist'});
		}
	});

	it('finds the tunnel of a pair of gateways, which is how its id is learnt', async () => {
		const {VpnConnectionSet} = await server.vpc().DescribeVpnConnections({
			Filters: [
				{Name: 'vpn-gateway-id', Values: ['vpngw-6x0wxvtp']},
				{Name: 'customer-gateway-id', Values: ['cgw-876ql2tz']},
			],
		});
		expect(VpnConnectionSet?.map(connection => connection.VpnConnectionId)).toEqual(['vpnx-eal8tpn2']);
	});

	it('takes the values of one filter as alternatives', async () => {
		const {TotalCount} = await server.vpc().DescribeVpnGateways(filter('type', 'CCN', 'SSL'));
		expect(TotalCount).toBe(2);
	});

	it('finds VPCs by a part of their name and by tag', async () => {
		const byName = await server.vpc().DescribeVpcs(filter('vpc-name', 'stag'));
		expect(byName.VpcSet?.map(vpc => vpc.VpcId)).toEqual(['vpc-8ro3x6md']);
		const byTag = await server.vpc().DescribeVpcs(filter('tag:city', 'shanghai'));
		expect(byTag.VpcSet?.map(vpc => vpc.VpcId)).toEqual(['vpc-p5sf61yj']);
	});

	it.each<[string, string, object]>([
		['a filter it does not know', 'InvalidParameter.FilterInvalidKey', filter('colour', 'red')],
		['six values', 'InvalidParameterValue.LimitExceeded', filter('vpc-id', '1', '2', '3', '4', '5', '6')],
		[
			'eleven filters',
			'InvalidParameterValue.LimitExceeded',
			{Filters: Array.from({length: 11}, () => ({Name: 'vpc-id', Values: ['x']}))},
		],
		['a page of 101', 'InvalidParameterValue.LimitExceeded', {Limit: 101}],
		['a page of none', 'InvalidParameterValue.Range', {Limit: 0}],
		['an unknown id', 'ResourceNotFound', {VpnConnectionIds: ['vpnx-notthere']}],
		['an id that is none', 'InvalidParameterValue.Malformed', {VpnConnectionIds: ['tunnel']}],
	])('refuses %s', async (_what, code, request) => {
		await expect(server.vpc().DescribeVpnConnections(request)).rejects.toMatchObject({code});
	});

	it('has codes of its own for the ids of gateways', async () => {
		await expect(server.vpc().DescribeVpnGateways({VpnGatewayIds: ['vpngw-notthere']})).rejects.toMatchObject({
			code: 'InvalidVpnGatewayId.NotFound',
		});
		await expect(server.vpc().DescribeVpnGateways({VpnGatewayIds: ['gateway']})).rejects.toMatchObject({
			code: 'InvalidVpnGatewayId.Malformed',
		});
	});
});

describe('paging', () => {
	it('walks every tunnel once and says how many there are', async () => {
		const seen: string[] = [];
		let total = 1;
		for (let offset = 0; offset < total; offset += 2) {
			const answer = await server.vpc().DescribeVpnConnections({Offset: offset, Limit: 2});
			total = answer.TotalCount ?? 0;
			seen.push(...(answer.VpnConnectionSet ?? []).map(connection => connection.VpnConnectionId ?? ''));
		}
		expect(new Set(seen).size).toBe(total);
		expect(seen).toHaveLength(total);
	});

	it('takes texts for the pages of VPCs and route tables', async () => {
		expect((await server.vpc().DescribeVpcs({Offset: '1', Limit: '2'})).VpcSet).toHaveLength(2);
		expect((await server.vpc().DescribeRouteTables({Offset: '0', Limit: '1'})).RouteTableSet).toHaveLength(1);
		await expect(server.vpc().DescribeVpcs({Limit: 'all'})).rejects.toMatchObject({
			code: 'InvalidParameterValue.Malformed',
		});
	});
});

describe('quotas, networks and prices', () => {
	it('tells the quotas a plan asks about', async () => {
		const {VpcLimitSet} = await server.vpc().DescribeVpcLimits({
			LimitTypes: ['vpn-gateway-max-custom-gateways', 'custom-gateway-max-vpn-connections'],
		});
		expect(VpcLimitSet).toEqual([
			{LimitType: 'vpn-gateway-max-custom-gateways', LimitValue: 20},
			{LimitType: 'custom-gateway-max-vpn-connections', LimitValue: 20},
		]);
		await expect(server.vpc().DescribeVpcLimits({LimitTypes: ['max-teapots']})).rejects.toMatchObject({
			code: 'InvalidParameterValue',
		});
	});

	it("shows a CCN gateway's networks and the ranges it learns from them", async () => {
		const {CcnSet} = await server.vpc().DescribeCcns({CcnIds: ['ccn-8j0phqix']});
		expect(CcnSet?.[0]).toMatchObject({State: 'AVAILABLE'});
		const {InstanceSet} = await server.vpc().DescribeCcnAttachedInstances({
			Filters: [
				{Name: 'ccn-id', Values: ['ccn-8j0phqix']},
				{Name: 'instance-type', Values: ['VPC']},
			],
		});
		expect(InstanceSet?.map(instance => instance.InstanceId).sort()).toEqual([
			'vpc-gapcv96p',
			'vpc-p5sf61yj',
			'vpc-sgtest01',
		]);
		const {RouteSet} = await server.vpc().DescribeVpnGatewayCcnRoutes({VpnGatewayId: 'vpngw-ccngz001'});
		expect(RouteSet?.map(route => route.DestinationCidrBlock)).toContain('10.8.0.0/16');
	});

	it('prices a gateway by the hour and by the month', async () => {
		const hourly = await server.vpc().InquiryPriceCreateVpnGateway({InternetMaxBandwidthOut: 5});
		expect(hourly.Price?.InstancePrice).toMatchObject({UnitPrice: 0.48, ChargeUnit: 'HOUR'});
		await expect(server.vpc().InquiryPriceCreateVpnGateway({InternetMaxBandwidthOut: 7})).rejects.toMatchObject({
			code: 'InvalidParameterValue',
		});
	});
});
