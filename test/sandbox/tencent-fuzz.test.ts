import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {modifyCodes} from '../../src/sandbox/tencent/connection/modify-codes.ts';
import {rawCall} from './tencent-raw.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent();
});
afterAll(() => server.close());

const word = fc.oneof(
	fc.constantFrom(
		'vpngw-1w9tue3d',
		'vpngw-6x0wxvtp',
		'cgw-qa9sxpy7',
		'vpnx-df9oztok',
		'vpc-gapcv96p',
		'rtb-gzprod02',
		'10.8.4.0/24',
		'0.0.0.0/0',
		'172.30.0.0/99',
		'Policy',
		'Bgp',
		'StaticRoute',
		'VPNCONN',
		'VPN',
		'',
	),
	fc.string({unit: 'binary'}),
);

const route = fc.record(
	{DestinationCidrBlock: word, GatewayType: word, GatewayId: word, RouteId: fc.integer()},
	{requiredKeys: ['DestinationCidrBlock', 'GatewayType', 'GatewayId']},
);
const gatewayRoute = fc.record({
	DestinationCidrBlock: word,
	InstanceType: word,
	InstanceId: word,
	Priority: fc.constantFrom(0, 100, -1),
	Status: fc.constantFrom('ENABLE', ''),
});
const routeChange = fc.record({RouteId: word, Status: word, Description: word}, {requiredKeys: ['RouteId']});
const tags = fc.array(fc.record({Key: word, Value: word}), {maxLength: 3});
const settings = {
	SecurityPolicyDatabases: fc.array(
		fc.record({LocalCidrBlock: word, RemoteCidrBlock: fc.array(word, {maxLength: 3})}),
		{maxLength: 3},
	),
	IKEOptionsSpecification: fc.record({RemoteAddress: word, LocalIdentity: word}, {requiredKeys: []}),
	EnableHealthCheck: fc.boolean(),
	HealthCheckLocalIp: word,
	BgpConfig: fc.record({TunnelCidr: word, LocalBgpIp: word, RemoteBgpIp: word}),
	DpdEnable: fc.integer(),
	DpdTimeout: word,
};
const filters = fc.array(fc.record({Name: word, Values: fc.array(word, {maxLength: 7})}), {maxLength: 3});
const paged = {Filters: filters, Offset: fc.integer(), Limit: fc.integer()};

/** The members each action must have, and those it may have. */
const requests: Record<string, [Record<string, fc.Arbitrary<unknown>>, Record<string, fc.Arbitrary<unknown>>]> = {
	CreateVpnConnection: [
		{VpnGatewayId: word, CustomerGatewayId: word, VpnConnectionName: word, PreShareKey: word},
		{...settings, VpcId: word, RouteType: word, Tags: tags},
	],
	ModifyVpnConnectionAttribute: [{VpnConnectionId: word}, {...settings, CustomerGatewayId: word}],
	ResetVpnConnection: [{VpnGatewayId: word, VpnConnectionId: word}, {}],
	ModifyVpnGatewayAttribute: [{VpnGatewayId: word}, {VpnGatewayName: word, BgpAsn: fc.integer()}],
	ResetVpnGatewayInternetMaxBandwidth: [{VpnGatewayId: word, InternetMaxBandwidthOut: fc.integer()}, {}],
	ModifyVpnGatewayRoutes: [{VpnGatewayId: word, Routes: fc.array(routeChange, {maxLength: 3})}, {}],
	CreateCustomerGateway: [
		{CustomerGatewayName: word, IpAddress: word},
		{BgpAsn: fc.integer(), Tags: tags},
	],
	CreateVpnGateway: [{VpcId: word, VpnGatewayName: word, InternetMaxBandwidthOut: fc.integer()}, {Type: word}],
	CreateVpnGatewayRoutes: [{VpnGatewayId: word, Routes: fc.array(gatewayRoute, {maxLength: 3})}, {}],
	CreateRoutes: [{RouteTableId: word, Routes: fc.array(route, {maxLength: 3})}, {}],
	DeleteRoutes: [{RouteTableId: word, Routes: fc.array(route, {maxLength: 3})}, {}],
	ReplaceRoutes: [{RouteTableId: word, Routes: fc.array(route, {maxLength: 3})}, {}],
	ResetRoutes: [{RouteTableId: word, RouteTableName: word, Routes: fc.array(route, {maxLength: 3})}, {}],
	DisableRoutes: [{RouteTableId: word}, {RouteIds: fc.array(fc.integer()), RouteItemIds: fc.array(word)}],
	DescribeVpcs: [{}, {Filters: filters, Offset: word, Limit: word}],
	DescribeVpnGateways: [{}, paged],
	DescribeVpnConnections: [{}, paged],
	DescribeCcnAttachedInstances: [{}, {...paged, OrderField: word}],
	DescribeVpcTaskResult: [{TaskId: word}, {}],
};

const call = fc
	.constantFrom(...Object.entries(requests))
	.chain(([action, [must, may]]) =>
		fc.tuple(
			fc.constant(action),
			fc.oneof(
				{weight: 9, arbitrary: fc.record({...must, ...may}, {requiredKeys: Object.keys(must)})},
				{weight: 1, arbitrary: fc.jsonValue()},
			),
		),
	);

describe('whatever a client sends', () => {
	it('is answered by the API, never by a fault of the sandbox itself', async () => {
		await fc.assert(
			fc.asyncProperty(call, async ([action, body]) => {
				const {status, response} = await rawCall(server.port, {action, body: JSON.stringify(body)});
				expect(status).toBe(200);
				expect(response.Error?.Code).not.toBe('InternalError');
				expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
			}),
			{numRuns: 300},
		);
	});

	it('is refused, of a change of a tunnel, with the codes that a change is listed with', async () => {
		const id = fc.constantFrom('vpnx-df9oztok', 'vpnx-cjkgz001', 'vpnx-bgpgz001');
		const common = ['InvalidParameter', 'UnknownParameter', 'MissingParameter'];
		const range = fc.constantFrom('10.8.4.0/24', '10.64.0.0/16', '172.30.0.0/16', '10.0.0.0/8', '0.0.0.0/0');
		const members: Record<string, fc.Arbitrary<unknown>> = {
			...settings,
			PreShareKey: word,
			VpnConnectionName: fc.string({maxLength: 70}),
			CustomerGatewayId: fc.constantFrom(
				'cgw-qa9sxpy7',
				'cgw-2wqq41m9',
				'cgw-sameasn1',
				'cgw-bgpdc001',
				'cgw-none0001',
			),
			SecurityPolicyDatabases: fc.array(
				fc.record({LocalCidrBlock: range, RemoteCidrBlock: fc.array(range, {maxLength: 60})}),
				{maxLength: 12},
			),
			IPSECOptionsSpecification: fc.record({EncryptAlgorithm: fc.constantFrom('AES256GCM128', 'AES-CBC-128', 'x')}),
			HealthCheckRemoteIp: fc.constantFrom('10.20.0.1', '169.254.200.1', 'x'),
			BgpConfig: fc.record({
				TunnelCidr: fc.constantFrom('169.254.140.0/30', '169.254.140.0/29', 'x'),
				LocalBgpIp: fc.constantFrom('169.254.140.1', '169.254.141.1'),
				RemoteBgpIp: fc.constantFrom('169.254.140.2', 'x'),
			}),
		};
		const change = fc
			.tuple(id, fc.subarray(Object.entries(members), {minLength: 1, maxLength: 2}))
			.chain(([VpnConnectionId, chosen]) =>
				fc.record({VpnConnectionId: fc.constant(VpnConnectionId), ...Object.fromEntries(chosen)}),
			);
		const codes = new Set<string>();
		await fc.assert(
			fc.asyncProperty(change, async body => {
				const call = {action: 'ModifyVpnConnectionAttribute', body: JSON.stringify(body)};
				const {response} = await rawCall(server.port, call);
				server.advance(10_000);
				const code = response.Error?.Code ?? '';
				codes.add(code);
				expect(['', ...modifyCodes, ...common]).toContain(code);
			}),
			{numRuns: 300},
		);
		expect(codes.size).toBeGreaterThan(5);
	});
});
