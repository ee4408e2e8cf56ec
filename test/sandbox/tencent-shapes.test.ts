import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {models, strangers} from './tencent-models.ts';
import {rawCall} from './tencent-raw.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

const vpc = models('tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.d.ts');
const sts = models('tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_models.d.ts');
const tag = models('tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_models.d.ts');
const monitor = models('tencentcloud-sdk-nodejs/tencentcloud/services/monitor/v20180724/monitor_models.d.ts');
const regions = models('tencentcloud-sdk-nodejs/tencentcloud/services/region/v20220627/region_models.d.ts');

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent();
});
afterAll(() => server.close());

const vault = 'qcs::vpc:ap-guangzhou:uin/:cgw/cgw-qa9sxpy7';
const tunnel = {VpnGatewayId: 'vpngw-6x0wxvtp', VpnConnectionId: 'vpnx-df9oztok'};

describe('answers hold what the SDK knows, in its types, so that typed clients read them', () => {
	it.each<[string, object]>([
		['DescribeVpcs', {Limit: '100'}],
		['DescribeVpnGateways', {Limit: 100}],
		['DescribeCustomerGateways', {Limit: 100}],
		['DescribeVpnConnections', {Limit: 100}],
		['DescribeVpnGatewayRoutes', {VpnGatewayId: 'vpngw-6x0wxvtp'}],
		['DescribeRouteTables', {Limit: '100'}],
		['DescribeCcns', {}],
		['DescribeCcnAttachedInstances', {}],
		['DescribeVpnGatewayCcnRoutes', {VpnGatewayId: 'vpngw-ccngz001'}],
		['DescribeVpcLimits', {LimitTypes: ['appid-max-vpcs']}],
		['DescribeCustomerGatewayVendors', {}],
		['GenerateVpnConnectionDefaultHealthCheckIp', {VpnGatewayId: 'vpngw-6x0wxvtp'}],
		['InquiryPriceCreateVpnGateway', {InternetMaxBandwidthOut: 5}],
		[
			'DownloadCustomerGatewayConfiguration',
			{
				...tunnel,
				InterfaceName: 'eth0',
				CustomerGatewayVendor: {Platform: 'ios', SoftwareVersion: 'V15.4', VendorName: 'cisco'},
			},
		],
		['CreateCustomerGateway', {CustomerGatewayName: 'x', IpAddress: '58.211.9.1', BgpAsn: 65001}],
		[
			'CreateVpnConnection',
			{
				VpnGatewayId: 'vpngw-6x0wxvtp',
				CustomerGatewayId: 'cgw-qa9sxpy7',
				VpnConnectionName: 'x',
				PreShareKey: 'x',
				RouteType: 'StaticRoute',
			},
		],
		[
			'CreateVpnGatewayRoutes',
			{
				VpnGatewayId: 'vpngw-6x0wxvtp',
				Routes: [
					{
						DestinationCidrBlock: '172.29.0.0/16',
						InstanceType: 'VPNCONN',
						InstanceId: 'vpnx-df9oztok',
						Priority: 0,
						Status: 'ENABLE',
					},
				],
			},
		],
		[
			'CreateRoutes',
			{
				RouteTableId: 'rtb-gzprod02',
				Routes: [{DestinationCidrBlock: '172.30.0.0/16', GatewayType: 'VPN', GatewayId: 'vpngw-1w9tue3d'}],
			},
		],
		['CreateVpnGateway', {VpcId: 'vpc-8ro3x6md', VpnGatewayName: 'x', InternetMaxBandwidthOut: 5}],
		['ModifyVpnConnectionAttribute', {VpnConnectionId: 'vpnx-eal8tpn2', VpnConnectionName: 'x'}],
		['ResetVpnConnection', tunnel],
		[
			'ModifyVpnGatewayRoutes',
			{VpnGatewayId: 'vpngw-6x0wxvtp', Routes: [{RouteId: 'vpnr-gzstag00', Status: 'DISABLE', Description: 'drained'}]},
		],
		['DescribeVpnGatewayRoutes', {VpnGatewayId: 'vpngw-bgp4gz01'}],
		['ModifyCustomerGatewayAttribute', {CustomerGatewayId: 'cgw-qa9sxpy7', CustomerGatewayName: 'x'}],
		['ModifyVpnGatewayAttribute', {VpnGatewayId: 'vpngw-6x0wxvtp', VpnGatewayName: 'x'}],
		['ResetVpnGatewayInternetMaxBandwidth', {VpnGatewayId: 'vpngw-6x0wxvtp', InternetMaxBandwidthOut: 20}],
		['DisableRoutes', {RouteTableId: 'rtb-gzstag01', RouteIds: [15020]}],
		['EnableRoutes', {RouteTableId: 'rtb-gzstag01', RouteItemIds: ['rti-gzvpn001']}],
		[
			'ReplaceRoutes',
			{
				RouteTableId: 'rtb-gzstag01',
				Routes: [
					{
						RouteId: 15020,
						DestinationCidrBlock: '172.31.0.0/17',
						GatewayType: 'VPN',
						GatewayId: 'vpngw-6x0wxvtp',
					},
				],
			},
		],
		['ResetRoutes', {RouteTableId: 'rtb-gzlegc01', RouteTableName: 'x', Routes: []}],
		['DeleteVpnConnection', tunnel],
	])('%s', async (action, body) => {
		const {response} = await rawCall(server.port, {action, body: JSON.stringify(body)});
		expect(response.Error).toBeUndefined();
		expect(strangers(response, `${action}Response`, vpc, action)).toEqual([]);
	});

	it.each<[string, object]>([
		['ModifyResourceTags', {Resource: vault, ReplaceTags: [{TagKey: 'a', TagValue: 'b'}]}],
		['TagResources', {ResourceList: [vault, `${vault}x`], Tags: [{TagKey: 'a', TagValue: 'b'}]}],
		['UnTagResources', {ResourceList: [vault, `${vault}x`], TagKeys: ['a']}],
	])('%s', async (action, body) => {
		const call = {action, version: '2018-08-13', body: JSON.stringify(body)};
		const {response} = await rawCall(server.port, call);
		expect(response.Error).toBeUndefined();
		expect(strangers(response, `${action}Response`, tag, action)).toEqual([]);
	});

	it.each<[string, object]>([
		['DescribeBaseMetrics', {Namespace: 'QCE/VPNX'}],
		[
			'GetMonitorData',
			{
				Namespace: 'QCE/VPNX',
				MetricName: 'InBandwidth',
				Instances: [{Dimensions: [{Name: 'vpnConnId', Value: 'vpnx-df9oztok'}]}],
			},
		],
	])('%s', async (action, body) => {
		const {response} = await rawCall(server.port, {action, version: '2018-07-24', body: JSON.stringify(body)});
		expect(response.Error).toBeUndefined();
		expect(strangers(response, `${action}Response`, monitor, action)).toEqual([]);
	});

	it('GetCallerIdentity and DescribeRegions', async () => {
		const identity = await rawCall(server.port, {action: 'GetCallerIdentity', version: '2018-08-13'});
		expect(strangers(identity.response, 'GetCallerIdentityResponse', sts, 'sts')).toEqual([]);
		const list = await rawCall(server.port, {
			action: 'DescribeRegions',
			version: '2022-06-27',
			body: '{"Product":"vpc"}',
		});
		expect(strangers(list.response, 'DescribeRegionsResponse', regions, 'region')).toEqual([]);
	});
});

/** A request with every member of its model filled in, types right and values mostly not. */
function filledIn(type: string): unknown {
	const element = /^Array<(.+)>$/.exec(type)?.[1];
	if (element) return [filledIn(element)];
	const model = vpc.get(type);
	if (model) return Object.fromEntries([...model].map(([name, member]) => [name, filledIn(member)]));
	return {string: 'x', number: 1, 'number | bigint': 1, boolean: true}[type];
}

describe('requests may hold every member the SDK can send', () => {
	it.each([
		'CreateVpnConnection',
		'ModifyVpnConnectionAttribute',
		'CreateCustomerGateway',
		'CreateVpnGateway',
		'CreateVpnGatewayRoutes',
		'CreateRoutes',
		'DeleteRoutes',
		'DeleteVpnConnection',
		'DeleteCustomerGateway',
		'DeleteVpnGateway',
		'DeleteVpnGatewayRoutes',
		'ResetVpnConnection',
		'ModifyVpnGatewayRoutes',
		'ModifyVpnGatewayCcnRoutes',
		'ModifyCustomerGatewayAttribute',
		'ModifyVpnGatewayAttribute',
		'ResetVpnGatewayInternetMaxBandwidth',
		'EnableRoutes',
		'DisableRoutes',
		'ReplaceRoutes',
		'ResetRoutes',
		'DescribeVpcs',
		'DescribeVpnGateways',
		'DescribeCustomerGateways',
		'DescribeVpnConnections',
		'DescribeVpnGatewayRoutes',
		'DescribeVpnGatewayCcnRoutes',
		'DescribeRouteTables',
		'DescribeCcns',
		'DescribeCcnAttachedInstances',
		'DescribeVpcLimits',
		'DescribeVpcTaskResult',
		'InquiryPriceCreateVpnGateway',
		'DownloadCustomerGatewayConfiguration',
		'GenerateVpnConnectionDefaultHealthCheckIp',
	])('%s', async action => {
		const body = filledIn(`${action}Request`);
		expect(Object.keys(Object(body)).length).toBeGreaterThan(0);
		const {response} = await rawCall(server.port, {action, body: JSON.stringify(body)});
		// Values are refused, which is after the members and their types were taken.
		expect(['UnknownParameter', 'MissingParameter', 'InvalidParameter', 'InvalidAction']).not.toContain(
			response.Error?.Code,
		);
	});
});
