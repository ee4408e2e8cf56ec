import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {modifyCodes} from '../../src/sandbox/tencent/connection/modify-codes.ts';
import type {TencentServer} from './tencent-server.ts';
import {
	bgpGatewayId,
	bgpTunnelId,
	connectedTunnel,
	gatewayId,
	learnedOf,
	readTunnel,
	startNaming,
} from './tencent-tunnels.ts';

/* What a user would lose: a change of a tunnel that went well on the sandbox, and cuts the traffic in the cloud. */

let server: TencentServer;
beforeEach(async () => {
	server = await startNaming();
});
afterEach(() => server.close());

const modify = (VpnConnectionId: string, change: object) =>
	server.vpc().ModifyVpnConnectionAttribute({VpnConnectionId, ...change});
const read = (id: string) => readTunnel(server, id);
const outcome = (change: Promise<unknown>): Promise<string> =>
	change.then(
		() => '',
		(error: {readonly code?: string}) => error.code ?? String(error),
	);

/** Long enough for a change to have its effect, and for the device to have connected anew. */
const effectMs = 3000;
const connectedMs = 6000;

describe('a change of a tunnel', () => {
	it('is taken at once, has its effect later, and cuts the line until the device starts again', async () => {
		const id = await connectedTunnel(server, {IKEOptionsSpecification: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14'}});
		const taken = await modify(id, {
			VpnConnectionName: 'renamed',
			PreShareKey: 'new-key',
			IKEOptionsSpecification: {DhGroupName: 'GROUP20'},
		});
		expect(Object.keys(taken)).toEqual(['RequestId']);
		expect(await read(id)).toMatchObject({
			State: 'UPDATING',
			NetStatus: 'AVAILABLE',
			VpnConnectionName: 'standing',
			PreShareKey: 'old-key',
			IKEOptionsSpecification: {DhGroupName: 'GROUP14'},
		});
		server.advance(effectMs);
		expect(await read(id)).toMatchObject({
			State: 'AVAILABLE',
			NetStatus: 'UNAVAILABLE',
			VpnConnectionName: 'renamed',
			PreShareKey: 'new-key',
			IKEOptionsSpecification: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP20'},
		});
		server.advance(connectedMs);
		expect(await read(id)).toMatchObject({State: 'AVAILABLE', NetStatus: 'AVAILABLE'});
	});

	it('lets no second change, reset or deletion in between', async () => {
		const id = await connectedTunnel(server);
		const {RequestId: TaskId = ''} = await modify(id, {DpdEnable: 1});
		const onGateway = {VpnGatewayId: gatewayId, VpnConnectionId: id};
		const busy = 'UnsupportedOperation.VpnConnInvalidState';
		expect(await outcome(modify(id, {DpdEnable: 0}))).toBe(busy);
		expect(await outcome(modify(id, {VpnConnectionName: 'other'}))).toBe(busy);
		expect(await outcome(server.vpc().ResetVpnConnection(onGateway))).toBe(busy);
		expect(await outcome(server.vpc().DeleteVpnConnection(onGateway))).toBe(
			'UnsupportedOperation.DeleteVpnConnInvalidState',
		);
		expect(await server.vpc().DescribeVpcTaskResult({TaskId})).toMatchObject({Status: 'RUNNING'});
		server.advance(effectMs);
		expect(await server.vpc().DescribeVpcTaskResult({TaskId})).toMatchObject({Status: 'SUCCESS'});
		expect(await read(id)).toMatchObject({DpdEnable: 1, VpnConnectionName: 'standing'});
		expect(await outcome(modify(id, {DpdEnable: 0}))).toBe('');
	});

	it('is refused while the tunnel is made', async () => {
		const {VpnConnection} = await server.vpc().CreateVpnConnection({
			VpnGatewayId: gatewayId,
			CustomerGatewayId: 'cgw-qa9sxpy7',
			VpnConnectionName: 'young',
			PreShareKey: 'key',
			RouteType: 'StaticRoute',
		});
		expect(await outcome(modify(VpnConnection?.VpnConnectionId ?? '', {DpdEnable: 1}))).toBe(
			'UnsupportedOperation.VpnConnInvalidState',
		);
	});

	it('of the name alone cuts nothing', async () => {
		const id = await connectedTunnel(server);
		await modify(id, {VpnConnectionName: 'renamed'});
		expect(await read(id)).toMatchObject({VpnConnectionName: 'renamed', State: 'AVAILABLE', NetStatus: 'AVAILABLE'});
		server.advance(effectMs);
		expect(await read(id)).toMatchObject({NetStatus: 'AVAILABLE'});
	});

	it('that changes nothing negotiates anew all the same', async () => {
		const id = await connectedTunnel(server);
		const {NegotiationType} = (await read(id)) ?? {};
		await modify(id, {NegotiationType});
		server.advance(effectMs);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE'});
	});

	it('reaches a tunnel that the account began with too, and leaves one down that was', async () => {
		for (const [id, NetStatus] of [
			['vpnx-cjkgz001', 'AVAILABLE'],
			['vpnx-eal8tpn2', 'UNAVAILABLE'],
		] as const) {
			await modify(id, {DpdTimeout: '45'});
			server.advance(effectMs);
			expect(await read(id)).toMatchObject({DpdTimeout: '45', NetStatus: 'UNAVAILABLE'});
			server.advance(connectedMs);
			expect(await read(id)).toMatchObject({NetStatus});
		}
	});

	it('never changes the routing mode or the gateway', async () => {
		const id = await connectedTunnel(server);
		for (const stranger of [{RouteType: 'Policy'}, {VpnGatewayId: bgpGatewayId}, {VpcId: 'vpc-gapcv96p'}])
			expect(await outcome(modify(id, stranger))).toBe('UnknownParameter');
	});

	it('takes every member there is', async () => {
		const id = await connectedTunnel(server);
		const change = {
			VpnConnectionName: 'all',
			PreShareKey: 'new-key',
			IKEOptionsSpecification: {PropoEncryAlgorithm: 'AES-CBC-256', IKESaLifetimeSeconds: 28_800, ExchangeMode: 'MAIN'},
			IPSECOptionsSpecification: {
				EncryptAlgorithm: 'AES-CBC-256',
				IntegrityAlgorith: 'SHA-256',
				PfsDhGroup: 'DH-GROUP14',
			},
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.130.1',
			HealthCheckRemoteIp: '169.254.130.2',
			HealthCheckConfig: {ProbeType: 'NQA', ProbeInterval: 2000, ProbeThreshold: 4, ProbeTimeout: 100},
			NegotiationType: 'passive',
			DpdEnable: 1,
			DpdTimeout: '60',
			DpdAction: 'clear',
			CustomerGatewayId: 'cgw-qa9sxpy7',
		};
		await modify(id, change);
		server.advance(effectMs);
		expect(await read(id)).toMatchObject(change);
	});
});

describe('SPD ranges of a change', () => {
	it('are a whole list, held against the other tunnels and not against what it replaces', async () => {
		const policies = (...RemoteCidrBlock: string[]) => ({
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock}],
		});
		const id = await connectedTunnel(server, {RouteType: 'Policy', ...policies('172.30.0.0/24')});
		await connectedTunnel(server, {
			CustomerGatewayId: 'cgw-2wqq41m9',
			RouteType: 'Policy',
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.0.0/16', RemoteCidrBlock: ['172.31.0.0/24']}],
		});
		for (const [change, code] of [
			[policies('172.31.0.0/25'), 'InvalidParameterValue.VpnConnCidrConflict'],
			[policies('10.9.0.0/24'), 'InvalidParameterValue.VpnConnCidrConflict'],
			[policies('172.30.0.0/24', '172.30.0.0/25'), 'UnsupportedOperation.VpnConnSPDOverlap'],
			[policies('10.8.4.0/25'), 'InvalidParameterValue.VpnConnCidrConflict'],
			[policies('here'), 'InvalidParameterValue.Malformed'],
			[policies(), 'InvalidParameterValue.Malformed'],
			[{SecurityPolicyDatabases: []}, 'InvalidParameterValue.Malformed'],
			[policies(...Array.from({length: 51}, (_, at) => `172.29.${at}.0/24`)), 'InvalidParameterValue.LimitExceeded'],
		] as const)
			expect(await outcome(modify(id, change))).toBe(code);
		await modify(id, policies('172.30.0.0/23'));
		server.advance(effectMs);
		expect((await read(id))?.SecurityPolicyDatabaseSet).toEqual([
			{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['172.30.0.0/23']},
		]);
	});
});

describe('another customer gateway', () => {
	const other = 'cgw-2wqq41m9';

	it('is taken on a 4.0 gateway only, and never where it has a tunnel', async () => {
		const id = await connectedTunnel(server);
		expect(await outcome(modify('vpnx-df9oztok', {CustomerGatewayId: other}))).toBe('UnsupportedOperation');
		await connectedTunnel(server, {CustomerGatewayId: other});
		expect(await outcome(modify(id, {CustomerGatewayId: other}))).toBe('UnsupportedOperation');
		expect(await outcome(modify(id, {CustomerGatewayId: 'cgw-nosuch01'}))).toBe('ResourceNotFound');
		expect(await outcome(modify(bgpTunnelId, {CustomerGatewayId: 'cgw-qa9sxpy7'}))).toBe(
			'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn',
		);
	});

	it('connects when the peer’s address moves in the same call, and not while it is the old one', async () => {
		const id = await connectedTunnel(server);
		await modify(id, {CustomerGatewayId: other});
		server.advance(effectMs + connectedMs);
		expect(await read(id)).toMatchObject({
			CustomerGatewayId: other,
			NetStatus: 'UNAVAILABLE',
			IKEOptionsSpecification: {RemoteAddress: '1.2.3.4'},
		});
		const RemoteAddress = '58.211.1.12';
		await modify(id, {IKEOptionsSpecification: {RemoteIdentity: 'ADDRESS', RemoteAddress}});
		server.advance(effectMs + connectedMs);
		expect(await read(id)).toMatchObject({NetStatus: 'AVAILABLE', IKEOptionsSpecification: {RemoteAddress}});
	});
});

describe('BGP', () => {
	it('has its addresses changed, and its routes gone while it is cut', async () => {
		const range = {TunnelCidr: '169.254.140.0/30', LocalBgpIp: '169.254.140.1', RemoteBgpIp: '169.254.140.2'};
		const before = await learnedOf(server, bgpGatewayId, bgpTunnelId);
		expect(before).toHaveLength(5);
		expect(before[0]).toMatchObject({InstanceType: 'VPNCONN', InstanceId: bgpTunnelId, Status: 'ENABLE', Priority: 0});
		await modify(bgpTunnelId, {BgpConfig: range});
		server.advance(effectMs);
		expect(await read(bgpTunnelId)).toMatchObject({BgpConfig: range});
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toEqual([]);
		server.advance(connectedMs);
		expect(await read(bgpTunnelId)).toMatchObject({NetStatus: 'AVAILABLE'});
		server.advance(2000);
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toMatchObject(
			before.map(({RouteId, DestinationCidrBlock}) => ({RouteId, DestinationCidrBlock})),
		);
	});

	it.each([
		{TunnelCidr: '169.254.140.0/29', LocalBgpIp: '169.254.140.1', RemoteBgpIp: '169.254.140.2'},
		{TunnelCidr: '169.254.140.0/30', LocalBgpIp: '169.254.141.1', RemoteBgpIp: '169.254.140.2'},
		{TunnelCidr: 'x', LocalBgpIp: '', RemoteBgpIp: ''},
	])('refuses $TunnelCidr with a code of its own list', async BgpConfig => {
		expect(modifyCodes).toContain(await outcome(modify(bgpTunnelId, {BgpConfig})));
	});

	it('is nothing for a tunnel of another mode', async () => {
		const BgpConfig = {TunnelCidr: '169.254.140.0/30', LocalBgpIp: '169.254.140.1', RemoteBgpIp: '169.254.140.2'};
		expect(modifyCodes).toContain(await outcome(modify('vpnx-cjkgz001', {BgpConfig})));
	});
});

describe('what a change refuses', () => {
	it.each<[string, object]>([
		['InvalidParameterValue.TooLong', {VpnConnectionName: 'n'.repeat(61)}],
		['InvalidParameterValue.Malformed', {VpnConnectionName: ''}],
		['InvalidParameterValue.Malformed', {PreShareKey: ''}],
		['InvalidParameterValue.Malformed', {DpdTimeout: '90'}],
		['InvalidParameterValue.Malformed', {DpdEnable: 2}],
		['InvalidParameterValue.Malformed', {DpdAction: 'hold'}],
		['InvalidParameterValue.Malformed', {NegotiationType: 'never'}],
		['InvalidParameterValue.Malformed', {IKEOptionsSpecification: {DhGroupName: 'GROUP3'}}],
		['InvalidParameterValue.Malformed', {IKEOptionsSpecification: {RemoteIdentity: 'FQDN'}}],
		['InvalidParameterValue.Malformed', {IPSECOptionsSpecification: {IPSECSaLifetimeSeconds: 179}}],
		['InvalidParameterValue.Malformed', {EnableHealthCheck: true, HealthCheckConfig: {ProbeInterval: 999}}],
		['InvalidParameterValue.VpnConnHealthCheckIpConflict', {EnableHealthCheck: true, HealthCheckRemoteIp: '10.8.0.9'}],
	])('%s: %j', async (code, change) => {
		const id = await connectedTunnel(server);
		expect(await outcome(modify(id, change))).toBe(code);
		expect(await read(id)).toMatchObject({State: 'AVAILABLE', NetStatus: 'AVAILABLE', VpnConnectionName: 'standing'});
	});

	it('a health check on an SPD tunnel', async () => {
		expect(await outcome(modify('vpnx-cjkgz001', {EnableHealthCheck: true}))).toBe(
			'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck',
		);
	});

	it('what is not there', async () => {
		expect(await outcome(modify('vpnx-nosuch01', {DpdEnable: 1}))).toBe('ResourceNotFound');
		expect(await outcome(modify('tunnel', {DpdEnable: 1}))).toBe('InvalidParameterValue.Malformed');
	});
});
