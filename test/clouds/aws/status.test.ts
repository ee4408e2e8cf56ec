import type {VpnConnection} from '@aws-sdk/client-ec2';
import {describe, expect, it} from 'vitest';
import {statusOf} from '../../../src/clouds/aws/read/status.ts';
import {startAws} from './documents.ts';

/* What a user would lose: a tunnel shown with the other's state, or a crash on a member that AWS left out. */

const since = new Date('2026-01-02T03:04:05Z');

const connection: VpnConnection = {
	VpnConnectionId: 'vpn-1',
	State: 'available',
	CustomerGatewayId: 'cgw-1',
	VpnGatewayId: 'vgw-1',
	Tags: [{Key: 'Name', Value: 'berlin\u001B[31m'}],
	Options: {
		StaticRoutesOnly: false,
		TunnelOptions: [
			{OutsideIpAddress: '18.185.90.201', TunnelInsideCidr: '169.254.58.220/30'},
			{OutsideIpAddress: '3.120.14.7', TunnelInsideCidr: '169.254.58.232/30'},
		],
	},
	VgwTelemetry: [
		{
			OutsideIpAddress: '3.120.14.7',
			Status: 'UP',
			StatusMessage: '5 BGP ROUTES',
			AcceptedRouteCount: 5,
			LastStatusChange: since,
		},
		{OutsideIpAddress: '18.185.90.201', Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN', AcceptedRouteCount: 0},
	],
};

describe('AWS status', () => {
	it('joins options and telemetry on the outside address, in its numeric order', () => {
		const {tunnels, name} = statusOf(connection, 'eu-central-1');
		expect(name).toBe('berlin');
		expect(tunnels.map(({outsideAddress, insideCidr, state}) => [outsideAddress, insideCidr, state])).toEqual([
			['3.120.14.7', '169.254.58.232/30', 'UP'],
			['18.185.90.201', '169.254.58.220/30', 'DOWN'],
		]);
		expect(tunnels[0]).toMatchObject({since: since.getTime(), acceptedRoutes: 5, message: '5 BGP ROUTES'});
		expect(tunnels[0]?.hint).toBeUndefined();
		expect(tunnels[1]?.hint).toContain('waits for your device');
	});

	it.each([
		{
			title: 'IPsec without BGP',
			telemetry: {Status: 'DOWN', StatusMessage: 'IPSEC IS UP'},
			hint: /BGP is not.*169\.254\.58\.233/,
		},
		{
			title: 'IPsec without BGP, with IPv6 inside',
			telemetry: {Status: 'DOWN', StatusMessage: 'IPSEC IS UP'},
			options: {
				TunnelInsideIpVersion: 'ipv6',
				TunnelOptions: [
					{
						OutsideIpAddress: '3.120.14.7',
						TunnelInsideCidr: '169.254.58.232/30',
						TunnelInsideIpv6Cidr: 'fd12:3456:789a:1::4/126',
					},
				],
			},
			hint: /BGP is not.* fd12:3456:789a:1::5,.* ::\/0 on both/,
		},
		{
			title: 'BGP without a prefix',
			telemetry: {Status: 'UP', StatusMessage: '0 BGP ROUTES', AcceptedRouteCount: 0},
			hint: /has no prefix of the device/,
		},
	])('says what is likely wrong: $title', ({telemetry, hint, options}) => {
		const given = {
			...connection,
			Options: options ?? connection.Options,
			VgwTelemetry: [{OutsideIpAddress: '3.120.14.7', ...telemetry}],
		} as VpnConnection; // as AWS sends it
		expect(statusOf(given, 'eu-central-1').tunnels[0]?.hint).toMatch(hint);
	});

	it.each([
		{title: 'nothing at all', given: {}},
		{title: 'empty tunnels of a pending connection', given: {State: 'pending', Options: {TunnelOptions: [{}, {}]}}},
		{title: 'a deleted one without telemetry', given: {State: 'deleted', Options: {}}},
		{title: 'telemetry without options', given: {VgwTelemetry: [{OutsideIpAddress: '3.3.3.3', Status: 'UP'}, {}]}},
	] as const)('takes $title', ({given}) => {
		const status = statusOf({VpnConnectionId: 'vpn-2', ...structuredClone(given)} as VpnConnection, 'eu-central-1'); // as AWS may send it
		expect(new Set(status.tunnels.map(({key}) => key)).size).toBe(status.tunnels.length);
		for (const tunnel of status.tunnels) expect(tunnel.key).not.toBe('');
	});

	it('tells what will change by itself from what will not', () => {
		const phaseOf = (State: VpnConnection['State']) => statusOf({...connection, State}, 'x').phase;
		expect([phaseOf('pending'), phaseOf('available'), phaseOf('deleting'), phaseOf('deleted')]).toEqual([
			'working',
			'settled',
			'working',
			'gone',
		]);
	});
});

describe('the site’s address beside each tunnel', () => {
	const {signal} = new AbortController();

	it('comes from the customer gateways, read once however often is asked', async () => {
		const {cloud, sandbox} = await startAws();
		try {
			const first = await cloud.status('eu-central-1', undefined, signal);
			const sites = new Map((await cloud.siteGateways('eu-central-1', signal)).map(({id, address}) => [id, address]));
			for (const {siteGatewayId, tunnels} of first)
				for (const {siteAddress} of tunnels) expect(siteAddress).toBe(sites.get(siteGatewayId ?? ''));
			expect(first.flatMap(({tunnels}) => tunnels).length).toBeGreaterThan(2);
			const before = sandbox.requests.length;
			await cloud.status('eu-central-1', undefined, signal);
			expect(sandbox.requests.slice(before).map(({action}) => action)).toEqual(['DescribeVpnConnections']);
		} finally {
			cloud.close();
			await sandbox.close();
		}
	});

	it('is left out where it may not be read, and the tunnels are told all the same', async () => {
		const {cloud, sandbox} = await startAws();
		try {
			sandbox.addFault({kind: 'garbage', action: 'DescribeCustomerGateways'});
			const first = await cloud.status('eu-central-1', undefined, signal);
			expect(first.length).toBeGreaterThan(1);
			for (const {tunnels} of first) for (const tunnel of tunnels) expect(tunnel.siteAddress).toBeUndefined();
		} finally {
			cloud.close();
			await sandbox.close();
		}
	});
});
