import {afterEach, describe, expect, it} from 'vitest';
import type {TencentBehavior} from '../../src/sandbox/tencent/behavior.ts';
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

/* What a user would lose: a change that is right only if the cloud happens to do what its pages leave open in the way that was guessed. */

let server: TencentServer;
afterEach(() => server.close());

async function standing(tencent: Partial<TencentBehavior>, more: object = {}): Promise<string> {
	server = await startNaming({tencent});
	return connectedTunnel(server, more);
}

const read = (id: string) => readTunnel(server, id);

async function modify(VpnConnectionId: string, change: object): Promise<void> {
	await server.vpc().ModifyVpnConnectionAttribute({VpnConnectionId, ...change});
	server.advance(3000);
}

describe('what a change leaves out', () => {
	const custom = {
		IKEOptionsSpecification: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14', PropoEncryAlgorithm: 'AES-CBC-256'},
		IPSECOptionsSpecification: {EncryptAlgorithm: 'AES-CBC-256', PfsDhGroup: 'DH-GROUP14'},
		EnableHealthCheck: true,
		HealthCheckConfig: {ProbeInterval: 2000, ProbeThreshold: 5},
		NegotiationType: 'passive',
		DpdEnable: 1,
		DpdTimeout: '45',
		DpdAction: 'clear',
	};
	const change = {
		IKEOptionsSpecification: {DhGroupName: 'GROUP20'},
		HealthCheckConfig: {ProbeThreshold: 3},
	};
	const otherwise = {EnableHealthCheck: true, NegotiationType: 'passive', DpdEnable: 1, DpdTimeout: '45'};

	it('stays', async () => {
		const id = await standing({}, custom);
		await modify(id, change);
		expect(await read(id)).toMatchObject({
			...otherwise,
			IKEOptionsSpecification: {...custom.IKEOptionsSpecification, DhGroupName: 'GROUP20'},
			IPSECOptionsSpecification: custom.IPSECOptionsSpecification,
			HealthCheckConfig: {ProbeInterval: 2000, ProbeThreshold: 3},
		});
	});

	it('or goes back to its default inside a block that is there', async () => {
		const id = await standing({omitted: 'blockDefault'}, custom);
		await modify(id, change);
		expect(await read(id)).toMatchObject({
			...otherwise,
			IKEOptionsSpecification: {IKEVersion: 'IKEV1', DhGroupName: 'GROUP20', PropoEncryAlgorithm: '3DES-CBC'},
			IPSECOptionsSpecification: custom.IPSECOptionsSpecification,
			HealthCheckConfig: {ProbeInterval: 5000, ProbeThreshold: 3},
		});
	});

	it('or wherever it has one', async () => {
		const id = await standing({omitted: 'default'}, custom);
		await modify(id, change);
		expect(await read(id)).toMatchObject({
			PreShareKey: 'old-key',
			EnableHealthCheck: false,
			NegotiationType: 'active',
			DpdEnable: 0,
			DpdTimeout: '30',
			DpdAction: 'restart',
			IKEOptionsSpecification: {IKEVersion: 'IKEV1', DhGroupName: 'GROUP20'},
			IPSECOptionsSpecification: custom.IPSECOptionsSpecification,
		});
	});
});

describe('while a change runs', () => {
	it('the state may not tell of it, and a second change is refused all the same', async () => {
		const id = await standing({changing: 'AVAILABLE'});
		const request = {VpnConnectionId: id, PreShareKey: 'new-key'};
		await server.vpc().ModifyVpnConnectionAttribute(request);
		expect(await read(id)).toMatchObject({State: 'AVAILABLE', PreShareKey: 'old-key'});
		await expect(server.vpc().ModifyVpnConnectionAttribute(request)).rejects.toMatchObject({
			code: 'UnsupportedOperation.VpnConnInvalidState',
		});
	});

	it.each(['InvalidState', 'MutexOperationTaskRunning'] as const)(
		'that may be with the code %s',
		async tunnelBusyCode => {
			const id = await standing({tunnelBusyCode});
			const request = {VpnConnectionId: id, PreShareKey: 'new-key'};
			await server.vpc().ModifyVpnConnectionAttribute(request);
			const code = `UnsupportedOperation.${tunnelBusyCode}`;
			await expect(server.vpc().ModifyVpnConnectionAttribute(request)).rejects.toMatchObject({code});
			await expect(
				server.vpc().ResetVpnConnection({VpnGatewayId: gatewayId, VpnConnectionId: id}),
			).rejects.toMatchObject({code});
		},
	);

	it('the tunnel may read back as it will be, before the line is cut', async () => {
		const id = await standing({changing: 'AVAILABLE', readBack: 'atOnce'});
		await server.vpc().ModifyVpnConnectionAttribute({VpnConnectionId: id, PreShareKey: 'new-key'});
		expect(await read(id)).toMatchObject({State: 'AVAILABLE', NetStatus: 'AVAILABLE', PreShareKey: 'new-key'});
		server.advance(3000);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE', PreShareKey: 'new-key'});
	});
});

describe('after a change', () => {
	it('a new key may wait for the next rekey, other changes never do', async () => {
		const id = await standing({newKey: 'atRekey'});
		await modify(id, {PreShareKey: 'new-key'});
		expect(await read(id)).toMatchObject({NetStatus: 'AVAILABLE', PreShareKey: 'new-key'});
		await modify(id, {PreShareKey: 'newer-key', DpdEnable: 1});
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE'});
	});

	it.each([
		['active', 'AVAILABLE'],
		['passive', 'UNAVAILABLE'],
		['flowTrigger', 'UNAVAILABLE'],
	])('a device that only answers leaves it to the cloud to start: %s', async (NegotiationType, NetStatus) => {
		const id = await standing({device: 'answers'}, {NegotiationType});
		await modify(id, {DpdEnable: 1});
		server.advance(600_000);
		expect(await read(id)).toMatchObject({NetStatus});
	});

	it('the device may not start the tunnel again by itself', async () => {
		const id = await standing({device: 'silent'});
		await modify(id, {DpdEnable: 1});
		server.advance(600_000);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE'});
		expect(server.service.setTunnel(id, 0, 'UP')).toBe(true);
		expect(await read(id)).toMatchObject({NetStatus: 'AVAILABLE'});
		await server.vpc().ResetVpnConnection({VpnGatewayId: gatewayId, VpnConnectionId: id});
		server.advance(600_000);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE'});
	});
});

it('what the cloud does otherwise is said while it runs, and taken back', async () => {
	const id = await standing({});
	server.service.behave({changing: 'AVAILABLE', readBack: 'atOnce'});
	await server.vpc().ModifyVpnConnectionAttribute({VpnConnectionId: id, DpdEnable: 1});
	expect(await read(id)).toMatchObject({State: 'AVAILABLE', DpdEnable: 1});
	server.service.behaveAsUsual();
	expect(await read(id)).toMatchObject({State: 'UPDATING', DpdEnable: 0});
});

describe('a reset', () => {
	const custom = {
		IKEOptionsSpecification: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14'},
		EnableHealthCheck: true,
		DpdEnable: 1,
		RouteType: 'Policy',
		SecurityPolicyDatabases: [{LocalCidrBlock: '0.0.0.0/0', RemoteCidrBlock: ['0.0.0.0/0']}],
	};
	const reset = (VpnConnectionId: string) =>
		server.vpc().ResetVpnConnection({VpnGatewayId: gatewayId, VpnConnectionId});

	it('cuts the tunnel for a while', async () => {
		const id = await standing({}, custom);
		expect(Object.keys(await reset(id))).toEqual(['RequestId']);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE', DpdEnable: 1});
		server.advance(10_000);
		expect(await read(id)).toMatchObject({NetStatus: 'AVAILABLE', EnableHealthCheck: true});
	});

	it('may clear its options', async () => {
		const id = await standing({reset: 'clears'}, custom);
		await reset(id);
		server.advance(10_000);
		expect(await read(id)).toMatchObject({
			NetStatus: 'AVAILABLE',
			PreShareKey: 'old-key',
			IKEOptionsSpecification: {IKEVersion: 'IKEV1', DhGroupName: 'GROUP1', RemoteAddress: '1.2.3.4'},
			EnableHealthCheck: false,
			DpdEnable: 0,
		});
	});

	it('of a BGP tunnel that may clear options leaves its addresses', async () => {
		server = await startNaming({tencent: {reset: 'clears'}});
		const {BgpConfig} = (await read(bgpTunnelId)) ?? {};
		await server.vpc().ResetVpnConnection({VpnGatewayId: bgpGatewayId, VpnConnectionId: bgpTunnelId});
		server.advance(10_000);
		expect(await read(bgpTunnelId)).toMatchObject({BgpConfig, IKEOptionsSpecification: {IKEVersion: 'IKEV1'}});
	});
});

describe('what a site does', () => {
	it('is silent: no change brings its tunnel up', async () => {
		const id = await standing({});
		server.service.setTunnel(id, 0, 'DOWN');
		await modify(id, {DpdEnable: 1});
		server.advance(600_000);
		expect(await read(id)).toMatchObject({NetStatus: 'UNAVAILABLE'});
	});

	it('is connected and answers no probe: the check that is turned on fails, and nothing goes through the tunnel', async () => {
		server = await startNaming();
		server.service.setLine(bgpTunnelId, 0, {ipsec: true, learned: ['10.99.0.0/16'], probesUnanswered: true});
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toHaveLength(1);
		await modify(bgpTunnelId, {EnableHealthCheck: true});
		server.advance(5000);
		expect(await read(bgpTunnelId)).toMatchObject({NetStatus: 'AVAILABLE', HealthCheckStatus: ''});
		server.advance(15_000);
		expect(await read(bgpTunnelId)).toMatchObject({NetStatus: 'AVAILABLE', HealthCheckStatus: 'UNAVAILABLE'});
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toEqual([]);
		server.service.setLine(bgpTunnelId, 0, {ipsec: true, learned: ['10.99.0.0/16']});
		expect(await read(bgpTunnelId)).toMatchObject({HealthCheckStatus: 'AVAILABLE'});
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toHaveLength(1);
	});

	it('takes its routes back from one tunnel, which stays up: the gateway’s list has none of them', async () => {
		server = await startNaming();
		server.service.setLine(bgpTunnelId, 0, {ipsec: true, learned: ['10.99.0.0/16', '10.98.0.0/16']});
		const routes = await learnedOf(server, bgpGatewayId, bgpTunnelId);
		expect(routes.map(({DestinationCidrBlock}) => DestinationCidrBlock)).toEqual(['10.99.0.0/16', '10.98.0.0/16']);
		const RouteId = routes[0]?.RouteId ?? '';
		for (const refused of [
			server.vpc().DeleteVpnGatewayRoutes({VpnGatewayId: bgpGatewayId, RouteIds: [RouteId]}),
			server.vpc().ModifyVpnGatewayRoutes({VpnGatewayId: bgpGatewayId, Routes: [{RouteId, Status: 'DISABLE'}]}),
		])
			await expect(refused).rejects.toMatchObject({code: 'UnsupportedOperation'});
		server.service.setLine(bgpTunnelId, 0, {ipsec: true, learned: []});
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toEqual([]);
		expect(await read(bgpTunnelId)).toMatchObject({NetStatus: 'AVAILABLE'});
		// Drained it stays, whatever else happens to it, until its device tells again.
		await modify(bgpTunnelId, {DpdTimeout: '45'});
		server.advance(20_000);
		server.service.setTunnel(bgpTunnelId, 0, 'UP');
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toEqual([]);
		server.service.setTunnel(bgpTunnelId, 0, 'UP', 7);
		expect(await learnedOf(server, bgpGatewayId, bgpTunnelId)).toHaveLength(7);
	});
});

it('the ASN of a customer gateway changes under a BGP tunnel where the cloud lets it, and the tunnel is cut', async () => {
	server = await startNaming({tencent: {speakerAsn: 'changes'}});
	const before = await read(bgpTunnelId);
	const CustomerGatewayId = before?.CustomerGatewayId ?? '';
	await server.vpc().ModifyCustomerGatewayAttribute({CustomerGatewayId, CustomerGatewayName: 'same', BgpAsn: 65_124});
	const {CustomerGatewaySet} = await server.vpc().DescribeCustomerGateways({CustomerGatewayIds: [CustomerGatewayId]});
	expect(CustomerGatewaySet).toMatchObject([{BgpAsn: 65_124}]);
	expect([before?.NetStatus, (await read(bgpTunnelId))?.NetStatus]).toEqual(['AVAILABLE', 'UNAVAILABLE']);
	server.advance(60_000);
	expect((await read(bgpTunnelId))?.NetStatus).toBe('AVAILABLE');
});
