import type {CreateVpnConnectionRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {startTencent, type TencentServer} from './tencent-server.ts';

/** The request of the API's own documentation. */
const sample: CreateVpnConnectionRequest = {
	VpnConnectionName: 'TEST_CONN',
	PreShareKey: '6325ac',
	VpcId: 'vpc-gapcv96p',
	Tags: [{Key: 'city', Value: 'shanghai'}],
	IPSECOptionsSpecification: {PfsDhGroup: 'NULL', EncryptAlgorithm: '3DES-CBC', IntegrityAlgorith: 'SHA1'},
	SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['58.211.1.0/24']}],
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-qa9sxpy7',
	IKEOptionsSpecification: {
		IKEVersion: 'IKEV1',
		RemoteIdentity: 'ADDRESS',
		PropoAuthenAlgorithm: 'MD5',
		RemoteAddress: '1.2.3.4',
		LocalIdentity: 'ADDRESS',
		LocalAddress: '58.211.2.5',
		ExchangeMode: 'MAIN',
		PropoEncryAlgorithm: '3DES-CBC',
		DhGroupName: 'GROUP1',
	},
};

const bgpRequest: CreateVpnConnectionRequest = {
	VpnGatewayId: 'vpngw-bgp4gz01',
	CustomerGatewayId: 'cgw-2wqq41m9',
	VpnConnectionName: 'bgp',
	PreShareKey: 'secret',
	RouteType: 'Bgp',
	BgpConfig: {TunnelCidr: '169.254.130.0/30', LocalBgpIp: '169.254.130.1', RemoteBgpIp: '169.254.130.2'},
};

const routeRequest: CreateVpnConnectionRequest = {
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-2wqq41m9',
	VpnConnectionName: 'routes',
	PreShareKey: 'secret',
	RouteType: 'StaticRoute',
};

let server: TencentServer;
beforeEach(async () => {
	server = await startTencent();
});
afterEach(() => server.close());

async function tunnel(name: string, of: TencentServer = server) {
	const {VpnConnectionSet = []} = await of.vpc().DescribeVpnConnections({
		Filters: [{Name: 'vpn-connection-name', Values: [name]}],
	});
	return VpnConnectionSet[0];
}

describe('the documented request', () => {
	it('makes a tunnel as it is printed', async () => {
		const {VpnConnection} = await server.vpc().CreateVpnConnection(sample);
		expect(VpnConnection).toMatchObject({
			VpcId: 'vpc-gapcv96p',
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			VpnConnectionName: 'TEST_CONN',
			State: 'PENDING',
		});
		server.advance(20_000);
		expect(await tunnel('TEST_CONN')).toMatchObject({
			VpnConnectionId: expect.stringMatching(/^vpnx-[0-9a-z]{8}$/),
			RouteType: 'STATIC',
			PreShareKey: '6325ac',
			State: 'AVAILABLE',
			NetStatus: 'AVAILABLE',
			SecurityPolicyDatabaseSet: sample.SecurityPolicyDatabases,
			IKEOptionsSpecification: sample.IKEOptionsSpecification,
			IPSECOptionsSpecification: sample.IPSECOptionsSpecification,
			TagSet: [{Key: 'city', Value: 'shanghai'}],
		});
	});

	it('is answered without a usable id by default, and with odd values that reads do not repeat', async () => {
		const {VpnConnection} = await server.vpc().CreateVpnConnection(sample);
		expect(VpnConnection).toMatchObject({
			VpnConnectionId: '',
			NetStatus: '',
			CreatedTime: '0000-00-00 00:00:00',
			DpdEnable: -1,
			SecurityPolicyDatabaseSet: [],
		});
		expect(await tunnel('TEST_CONN')).toMatchObject({
			DpdEnable: 0,
			DpdAction: 'restart',
			DpdTimeout: '30',
			CreatedTime: expect.stringMatching(/^20\d\d-/),
		});
	});

	it('can be told to answer with the id, or with no such member', async () => {
		for (const reply of ['id', 'no-id'] as const) {
			const other = await startTencent({tencentCreateReply: reply});
			const {VpnConnection} = await other.vpc().CreateVpnConnection(sample);
			const made = await tunnel('TEST_CONN', other);
			expect(VpnConnection?.VpnConnectionId).toBe(reply === 'id' ? made?.VpnConnectionId : undefined);
			await other.close();
		}
	});

	it('gets the weak defaults of the API when it names no algorithms', async () => {
		await server.vpc().CreateVpnConnection(routeRequest);
		expect(await tunnel('routes')).toMatchObject({
			NegotiationType: 'active',
			IKEOptionsSpecification: {
				PropoEncryAlgorithm: '3DES-CBC',
				PropoAuthenAlgorithm: 'SHA',
				DhGroupName: 'GROUP1',
				IKEVersion: 'IKEV1',
				IKESaLifetimeSeconds: 86_400,
				LocalAddress: '58.211.2.5',
				RemoteAddress: '58.211.1.12',
			},
			IPSECOptionsSpecification: {
				EncryptAlgorithm: 'AES-CBC-128',
				IntegrityAlgorith: 'SHA1',
				PfsDhGroup: 'NULL',
				IPSECSaLifetimeSeconds: 14_400,
			},
		});
	});

	it('ignores the integrity algorithm when it is spelt right, so that only a read-back shows it', async () => {
		await server.vpc().CreateVpnConnection({
			...routeRequest,
			IPSECOptionsSpecification: {IntegrityAlgorithm: 'SHA-256'},
		});
		expect((await tunnel('routes'))?.IPSECOptionsSpecification).toMatchObject({IntegrityAlgorith: 'SHA1'});
	});
});

describe('a new tunnel on the cloud clock', () => {
	it('is PENDING, then configured but not connected, then connected within 15 seconds, then its health check says so', async () => {
		await server.vpc().CreateVpnConnection({...routeRequest, EnableHealthCheck: true});
		const states: unknown[] = [];
		for (let second = 0; second <= 30; second += 1) {
			const {State, NetStatus, HealthCheckStatus} = (await tunnel('routes')) ?? {};
			states.push(`${State}/${NetStatus}/${HealthCheckStatus}`);
			server.advance(1000);
		}
		expect([...new Set(states)]).toEqual([
			'PENDING//',
			'AVAILABLE/UNAVAILABLE/UNAVAILABLE',
			'AVAILABLE/AVAILABLE/',
			'AVAILABLE/AVAILABLE/AVAILABLE',
		]);
		expect(states.findIndex(state => String(state).startsWith('AVAILABLE/AVAILABLE'))).toBeLessThanOrEqual(15);
	});

	it('goes down and up when its line does', async () => {
		await server.vpc().CreateVpnConnection(routeRequest);
		server.advance(20_000);
		const id = (await tunnel('routes'))?.VpnConnectionId ?? '';
		expect(server.service.setTunnel(id, 0, 'DOWN')).toBe(true);
		expect(await tunnel('routes')).toMatchObject({State: 'AVAILABLE', NetStatus: 'UNAVAILABLE'});
		server.service.setTunnel(id, 0, 'UP');
		expect(await tunnel('routes')).toMatchObject({NetStatus: 'AVAILABLE'});
		expect(server.service.setTunnel('vpnx-nothere1', 0, 'UP')).toBe(false);
		expect(server.service.setTunnel(id, 1, 'UP')).toBe(false);
	});
});

describe('how routing modes read back', () => {
	it('shows a destination-route tunnel as everything to everything', async () => {
		await server.vpc().CreateVpnConnection(routeRequest);
		expect(await tunnel('routes')).toMatchObject({
			RouteType: 'StaticRoute',
			SecurityPolicyDatabaseSet: [{LocalCidrBlock: '0.0.0.0/0', RemoteCidrBlock: ['0.0.0.0/0']}],
		});
	});

	it('shows a BGP tunnel with both ASNs, as texts', async () => {
		await server.vpc().CreateVpnConnection(bgpRequest);
		expect((await tunnel('bgp'))?.BgpConfig).toEqual({
			...bgpRequest.BgpConfig,
			LocalBgpAsn: '64551',
			RemoteBgpAsn: '65010',
		});
	});

	it('cuts the host bits of ranges off', async () => {
		await server.vpc().CreateVpnConnection({
			...sample,
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.9/24', RemoteCidrBlock: ['172.123.10.5/16']}],
		});
		expect((await tunnel('TEST_CONN'))?.SecurityPolicyDatabaseSet).toEqual([
			{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['172.123.0.0/16']},
		]);
	});

	it('takes a tunnel on a CCN gateway with an empty VPC', async () => {
		await server.vpc().CreateVpnConnection({...routeRequest, VpcId: '', VpnGatewayId: 'vpngw-ccngz001'});
		expect(await tunnel('routes')).toMatchObject({VpcId: '', VpnGatewayId: 'vpngw-ccngz001'});
	});
});

const spd = (...pairs: readonly (readonly [string, ...string[]])[]) =>
	pairs.map(([LocalCidrBlock, ...RemoteCidrBlock]) => ({LocalCidrBlock, RemoteCidrBlock}));

const range = (index: number) => `172.${20 + Math.floor(index / 256)}.${index % 256}.0/24`;

type Case = [what: string, code: string, request: CreateVpnConnectionRequest, region?: string];

const refusals: Case[] = [
	[
		'an SPD tunnel with BGP settings',
		'InvalidParameter.Coexist',
		{...sample, RouteType: 'Policy', BgpConfig: bgpRequest.BgpConfig},
	],
	[
		'a BGP tunnel with SPD ranges',
		'InvalidParameter.Coexist',
		{...bgpRequest, SecurityPolicyDatabases: spd(['10.0.0.0/24', '172.20.0.0/24'])},
	],
	['a destination-route tunnel with SPD ranges', 'InvalidParameter.Coexist', {...sample, RouteType: 'StaticRoute'}],
	[
		'a site range inside the VPC',
		'InvalidParameterValue.VpcCidrConflict',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '10.8.200.0/24'])},
	],
	[
		'a site range that holds the VPC',
		'InvalidParameterValue.VpcCidrConflict',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '10.0.0.0/8'])},
	],
	[
		'a site range inside an assistant range',
		'InvalidParameterValue.VpcCidrConflict',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '10.9.1.0/24'])},
	],
	[
		'a range that is none',
		'InvalidParameterValue.Malformed',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/33', '172.20.0.0/24'])},
	],
	[
		'an IPv6 range',
		'InvalidParameterValue.Malformed',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', 'fd00::/64'])},
	],
	[
		'a multicast range',
		'InvalidParameterValue.Malformed',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '224.0.0.0/24'])},
	],
	[
		'a loopback range',
		'InvalidParameterValue.Malformed',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '127.0.0.0/24'])},
	],
	[
		'a rule without site ranges',
		'InvalidParameterValue.Empty',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24'])},
	],
	[
		'an SPD tunnel without rules',
		'InvalidParameterValue.Empty',
		{...sample, RouteType: 'Policy', SecurityPolicyDatabases: []},
	],
	[
		'the same site range twice',
		'InvalidParameterValue.Duplicate',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '172.20.0.0/24', '172.20.0.9/24'])},
	],
	[
		'both sides in one range',
		'InvalidParameterValue.VpnConnSpdCidrConflict',
		{...sample, SecurityPolicyDatabases: spd(['172.20.0.0/16', '172.20.1.0/24'])},
	],
	[
		'two rules that overlap on both sides',
		'InvalidParameterValue.VpnConnSpdCidrConflict',
		{...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '172.20.0.0/16'], ['10.8.0.0/16', '172.20.9.0/24'])},
	],
	[
		'ranges another tunnel of the gateway has',
		'InvalidParameterValue.VpnConnCidrConflict',
		{
			...sample,
			VpcId: '',
			VpnGatewayId: 'vpngw-cjkgz001',
			SecurityPolicyDatabases: spd(['10.64.3.0/24', '192.168.100.128/25']),
		},
	],
	[
		'eleven rules',
		'LimitExceeded',
		{
			...sample,
			SecurityPolicyDatabases: Array.from({length: 11}, (_, index) => ({
				LocalCidrBlock: '10.8.4.0/24',
				RemoteCidrBlock: [range(index)],
			})),
		},
	],
	[
		'51 site ranges in a rule',
		'LimitExceeded',
		{
			...sample,
			SecurityPolicyDatabases: [
				{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: Array.from({length: 51}, (_, index) => range(index))},
			],
		},
	],
	[
		'201 pairs of ranges',
		'LimitExceeded',
		{
			...sample,
			SecurityPolicyDatabases: Array.from({length: 5}, (_, rule) => ({
				LocalCidrBlock: `10.8.${rule}.0/24`,
				RemoteCidrBlock: Array.from({length: rule === 4 ? 1 : 50}, (_, index) => range(index)),
			})),
		},
	],
	['a name of 61 characters', 'InvalidParameterValue.TooLong', {...sample, VpnConnectionName: '名'.repeat(61)}],
	['an empty name', 'InvalidParameterValue.Empty', {...sample, VpnConnectionName: ''}],
	['an empty pre-shared key', 'InvalidParameterValue.Empty', {...sample, PreShareKey: ''}],
	['an empty gateway', 'InvalidParameterValue.Empty', {...sample, VpnGatewayId: ''}],
	['an id that is none', 'InvalidParameterValue.Malformed', {...sample, VpnGatewayId: 'gateway 1'}],
	['a gateway that is not there', 'ResourceNotFound', {...sample, VpnGatewayId: 'vpngw-notthere'}],
	['a customer gateway that is not there', 'ResourceNotFound', {...sample, CustomerGatewayId: 'cgw-notthere'}],
	['a VPC that is not there', 'ResourceNotFound', {...sample, VpcId: 'vpc-notthere'}],
	["a VPC that is not the gateway's", 'ResourceNotFound', {...sample, VpcId: 'vpc-8ro3x6md'}],
	[
		'a pair that has its tunnel',
		'ResourceInUse',
		{...routeRequest, VpnGatewayId: 'vpngw-6x0wxvtp', CustomerGatewayId: 'cgw-apytvc1n'},
	],
	[
		'a gateway that is being made',
		'UnsupportedOperation.InvalidState',
		{...routeRequest, VpnGatewayId: 'vpngw-pendgz01'},
	],
	['a gateway for remote workers', 'UnsupportedOperation', {...routeRequest, VpnGatewayId: 'vpngw-sslgz001'}],
	['a gateway that is not paid for', 'UnsupportedOperation', {...routeRequest, VpnGatewayId: 'vpngw-isolgz01'}],
	['an unknown routing mode', 'InvalidParameterValue.Malformed', {...routeRequest, RouteType: 'OSPF'}],
	[
		'an unknown cipher',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IKEOptionsSpecification: {PropoEncryAlgorithm: 'AES-256'}},
	],
	[
		'an unknown hash',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IPSECOptionsSpecification: {IntegrityAlgorith: 'SHA-1'}},
	],
	[
		'an unknown group',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IPSECOptionsSpecification: {PfsDhGroup: 'GROUP14'}},
	],
	[
		'too short an IKE lifetime',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IKEOptionsSpecification: {IKESaLifetimeSeconds: 59}},
	],
	[
		'too short an IPsec lifetime',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IPSECOptionsSpecification: {IPSECSaLifetimeSeconds: 179}},
	],
	[
		'too little traffic a key',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IPSECOptionsSpecification: {IPSECSaLifetimeTraffic: 2559}},
	],
	[
		'a local name that is missing',
		'InvalidParameterValue.Empty',
		{...routeRequest, IKEOptionsSpecification: {LocalIdentity: 'FQDN'}},
	],
	[
		'a remote name that is missing',
		'InvalidParameterValue.Empty',
		{...routeRequest, IKEOptionsSpecification: {RemoteIdentity: 'FQDN'}},
	],
	[
		'a remote address that is missing',
		'InvalidParameterValue.Empty',
		{...routeRequest, IKEOptionsSpecification: {RemoteIdentity: 'ADDRESS'}},
	],
	[
		'a remote address that is none',
		'InvalidParameterValue.Malformed',
		{...routeRequest, IKEOptionsSpecification: {RemoteAddress: 'vpn.example.com'}},
	],
	[
		'GCM on a 3.1 gateway',
		'UnsupportedOperation',
		{...routeRequest, VpnGatewayId: 'vpngw-6x0wxvtp', IPSECOptionsSpecification: {EncryptAlgorithm: 'AES256GCM128'}},
	],
	['an unknown negotiation', 'InvalidParameterValue.Malformed', {...routeRequest, NegotiationType: 'lazy'}],
	['DPD after 10 seconds', 'InvalidParameterValue.Malformed', {...routeRequest, DpdEnable: 1, DpdTimeout: '10'}],
	['DPD switched to 2', 'InvalidParameterValue.Malformed', {...routeRequest, DpdEnable: 2}],
	['an unknown DPD action', 'InvalidParameterValue.Malformed', {...routeRequest, DpdAction: 'hold'}],
	[
		'a health check on an SPD tunnel',
		'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck',
		{...sample, EnableHealthCheck: true},
	],
	[
		'a health check inside the VPC',
		'InvalidParameterValue.VpnConnHealthCheckIpConflict',
		{...routeRequest, EnableHealthCheck: true, HealthCheckRemoteIp: '10.8.0.9'},
	],
	[
		'a health check to itself',
		'InvalidParameterValue.VpnConnHealthCheckIpConflict',
		{
			...routeRequest,
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.150.1',
			HealthCheckRemoteIp: '169.254.150.1',
		},
	],
	[
		"a health check on another tunnel's address",
		'InvalidParameterValue.VpnConnHealthCheckIpConflict',
		{...routeRequest, VpnGatewayId: 'vpngw-6x0wxvtp', EnableHealthCheck: true, HealthCheckLocalIp: '169.254.168.2'},
	],
	[
		'a health check on an old gateway',
		'UnsupportedOperation',
		{...routeRequest, VpnGatewayId: 'vpngw-sgold001', CustomerGatewayId: 'cgw-sgoffic1', EnableHealthCheck: true},
		'ap-singapore',
	],
	[
		'probes every 6 seconds',
		'InvalidParameterValue.Malformed',
		{...routeRequest, EnableHealthCheck: true, HealthCheckConfig: {ProbeInterval: 6000}},
	],
	[
		'two probes',
		'InvalidParameterValue.Malformed',
		{...routeRequest, EnableHealthCheck: true, HealthCheckConfig: {ProbeThreshold: 2}},
	],
	[
		'a probe of another kind',
		'InvalidParameterValue.Malformed',
		{...routeRequest, EnableHealthCheck: true, HealthCheckConfig: {ProbeType: 'ICMP'}},
	],
	['BGP without its settings', 'InvalidParameterValue.Empty', {...bgpRequest, BgpConfig: undefined}],
	['BGP settings without BGP', 'InvalidParameter.Coexist', {...routeRequest, BgpConfig: bgpRequest.BgpConfig}],
	[
		'BGP on a gateway too small',
		'UnsupportedOperation.VpnUnsupportedBgp',
		{...bgpRequest, VpnGatewayId: 'vpngw-1w9tue3d'},
	],
	[
		'BGP on a gateway without ASN',
		'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn',
		{...bgpRequest, VpnGatewayId: 'vpngw-sgccn001', CustomerGatewayId: 'cgw-sgoffic1'},
		'ap-singapore',
	],
	[
		'BGP to a site without ASN',
		'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn',
		{...bgpRequest, CustomerGatewayId: 'cgw-qa9sxpy7'},
	],
	[
		"BGP to a site with the gateway's ASN",
		'UnsupportedOperation.VpnUnsupportedBgpAsnEqual',
		{...bgpRequest, CustomerGatewayId: 'cgw-sameasn1'},
	],
	[
		'a BGP range of /29',
		'InvalidParameterValue.VpnConnBgpTunnelCidrMask',
		{
			...bgpRequest,
			BgpConfig: {TunnelCidr: '169.254.130.0/29', LocalBgpIp: '169.254.130.1', RemoteBgpIp: '169.254.130.2'},
		},
	],
	[
		'a BGP address outside the /30',
		'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported',
		{
			...bgpRequest,
			BgpConfig: {TunnelCidr: '169.254.130.0/30', LocalBgpIp: '169.254.130.1', RemoteBgpIp: '169.254.130.6'},
		},
	],
	[
		'one BGP address for both ends',
		'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported',
		{
			...bgpRequest,
			BgpConfig: {TunnelCidr: '169.254.130.0/30', LocalBgpIp: '169.254.130.1', RemoteBgpIp: '169.254.130.1'},
		},
	],
	[
		'a BGP range in use',
		'InvalidParameterValue.VpnConnBgpTunnelCidrConflict',
		{
			...bgpRequest,
			BgpConfig: {TunnelCidr: '169.254.128.0/30', LocalBgpIp: '169.254.128.1', RemoteBgpIp: '169.254.128.2'},
		},
	],
	[
		'another mode beside BGP',
		'UnsupportedOperation.VpnConnRouteTypeMixed',
		{...routeRequest, VpnGatewayId: 'vpngw-bgp4gz01'},
	],
	[
		'a range of the private network',
		'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet',
		{
			...sample,
			VpcId: '',
			VpnGatewayId: 'vpngw-sgpriv01',
			CustomerGatewayId: 'cgw-sgoffic1',
			SecurityPolicyDatabases: spd(['10.101.0.0/24', '10.250.0.128/25']),
		},
		'ap-singapore',
	],
	[
		'a tag key twice',
		'InvalidParameterValue.TagDuplicateKey',
		{
			...sample,
			Tags: [
				{Key: 'a', Value: '1'},
				{Key: 'a', Value: '2'},
			],
		},
	],
	[
		'a tag key too long',
		'InvalidParameterValue.TagInvalidKeyLen',
		{...sample, Tags: [{Key: 'k'.repeat(128), Value: ''}]},
	],
	['a tag key of odd characters', 'InvalidParameterValue.TagInvalidKey', {...sample, Tags: [{Key: 'a|b', Value: ''}]}],
	[
		'a tag value too long',
		'InvalidParameterValue.TagInvalidVal',
		{...sample, Tags: [{Key: 'k', Value: 'v'.repeat(256)}]},
	],
	[
		'a tag key of the cloud',
		'UnsupportedOperation.TagSystemReservedTagKey',
		{...sample, Tags: [{Key: 'qcs:owner', Value: ''}]},
	],
	[
		'51 tags',
		'LimitExceeded.TagKeyPerResourceExceeded',
		{...sample, Tags: Array.from({length: 51}, (_, index) => ({Key: `k${index}`, Value: ''}))},
	],
];

describe('what CreateVpnConnection refuses, and with which documented code', () => {
	it('takes everything at the site’s side, as the guides to primary and standby tunnels give it', async () => {
		const request = {...sample, SecurityPolicyDatabases: spd(['10.8.4.0/24', '0.0.0.0/0'])};
		await expect(server.vpc().CreateVpnConnection(request)).resolves.toBeTruthy();
	});

	it.each(refusals)('%s', async (_what, code, request, region) => {
		const client = server.vpc(undefined, region);
		const before = (await client.DescribeVpnConnections({})).TotalCount;
		await expect(client.CreateVpnConnection(request)).rejects.toMatchObject({code});
		expect((await client.DescribeVpnConnections({})).TotalCount).toBe(before);
	});

	it('names the ranges that clash, and the tunnel that has them', async () => {
		const request = {
			...sample,
			VpcId: '',
			VpnGatewayId: 'vpngw-cjkgz001',
			SecurityPolicyDatabases: spd(['10.64.3.0/24', '192.168.100.0/24']),
		};
		await expect(server.vpc().CreateVpnConnection(request)).rejects.toThrow(/192\.168\.100\.0\/24.*vpnx-cjkgz001/);
	});

	it('takes 20 customer gateways and their 20 tunnels on one gateway, and no more', async () => {
		const client = server.vpc(undefined, 'ap-hongkong');
		const create = (CustomerGatewayId: string) =>
			client.CreateVpnConnection({...routeRequest, VpnGatewayId: 'vpngw-hkmain01', CustomerGatewayId});
		for (let index = 1; index < 20; index += 1) {
			const {CustomerGateway} = await client.CreateCustomerGateway({
				CustomerGatewayName: `site-${index}`,
				IpAddress: `58.1.2.${index}`,
			});
			await create(CustomerGateway?.CustomerGatewayId ?? '');
		}
		await create('cgw-hkoffic1');
		await expect(
			client.CreateCustomerGateway({CustomerGatewayName: 'one-more', IpAddress: '58.1.3.1'}),
		).rejects.toMatchObject({
			code: 'LimitExceeded',
		});
		expect((await client.DescribeVpnConnections({Limit: 100})).TotalCount).toBe(20);
	});
});
