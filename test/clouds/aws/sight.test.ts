import {
	DescribeTransitGatewayAttachmentsCommand,
	DisableTransitGatewayRouteTablePropagationCommand,
	DisableVgwRoutePropagationCommand,
	EC2Client,
	ReplaceVpnTunnelCommand,
} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startAws} from './documents.ts';

/*
 * What a user would lose: a cause that AWS tells and nobody shows, a refused permission that hides what may be read, or a graph of another tunnel's bytes.
 */

const region = 'eu-central-1';
/** On a virtual private gateway, by BGP; on one with static routes; on a transit gateway. */
const byBgp = 'vpn-40f41529';
const byStatic = 'vpn-094aac9679b8ce92e';
const byTransit = 'vpn-04e4a1aa3591c77a8';
const {signal} = new AbortController();

let cloud: Cloud;
let sandbox: Sandbox;
/** Somebody else at the same account. */
let ec2: EC2Client;

beforeEach(async () => {
	({cloud, sandbox} = await startAws());
	ec2 = new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials: awsAdministrator});
});

afterEach(async () => {
	ec2.destroy();
	cloud.close();
	await sandbox.close();
});

const sight = async (id: string) => {
	const found = await cloud.sight?.(region, id, signal);
	if (!found) throw new Error('AWS tells of one connection');
	return found;
};

const traffic = async (id: string, span: {readonly from: number; readonly to: number}) => {
	const found = await cloud.traffic?.(region, id, span, signal);
	if (!found) throw new Error('AWS counts bytes');
	return found;
};

/** The sandbox's clock is the only event there is. */
async function until(come: () => Promise<boolean>): Promise<void> {
	await expect.poll(come, {timeout: 10_000, interval: 20}).toBe(true);
}

const hour = 3_600_000;
const lastHour = () => ({from: Date.now() - hour, to: Date.now()});

describe('what AWS tells of one connection', () => {
	it('is what each tunnel negotiated, by its outside address, and nothing for one that is DOWN', async () => {
		const {tunnels, unread} = await sight(byStatic);
		const [status] = await cloud.status(region, [byStatic], signal);
		expect(unread).toEqual([]);
		expect(tunnels.map(({key}) => key)).toEqual(status?.tunnels.map(({key}) => key));
		for (const {key, negotiated} of tunnels) {
			const isUp = status?.tunnels.find(tunnel => tunnel.key === key)?.state === 'UP';
			expect(negotiated === undefined).toBe(!isUp);
			if (isUp) expect(negotiated).toMatchObject({ikeVersion: 'ikev1', phase1Encryption: 'AES128', phase2DhGroup: '2'});
		}
	});

	it.each(['nothing', 'last', 'refused'] as const)(
		'a tunnel that is DOWN hides nothing else, whatever AWS answers for it: %s',
		async downTunnel => {
			sandbox.behave({downTunnel});
			const {tunnels, unread, routes} = await sight(byStatic);
			expect(unread).toEqual([]);
			expect(routes?.length).toBeGreaterThan(0);
			expect(tunnels.filter(({negotiated}) => negotiated)).toHaveLength(downTunnel === 'last' ? 2 : 1);
		},
	);

	it('IPsec that stands below a BGP that does not is told as negotiated', async () => {
		sandbox.setLine(byBgp, 0, {ipsec: true});
		const [status] = await cloud.status(region, [byBgp], signal);
		const down = status?.tunnels.find(({state}) => state === 'DOWN');
		expect(down?.message).toBe('IPSEC IS UP');
		expect((await sight(byBgp)).tunnels.find(({key}) => key === down?.key)?.negotiated).toBeDefined();
	});

	it('tells a setting up that failed in the cloud’s own words', async () => {
		sandbox.behave({provisioning: 'failed'});
		await ec2.send(new ReplaceVpnTunnelCommand({VpnConnectionId: byBgp, VpnTunnelOutsideIpAddress: '192.0.2.120'}));
		await until(async () => (await cloud.status(region, [byBgp], signal))[0]?.phase === 'settled');
		const failed = (await sight(byBgp)).tunnels.filter(({provisioningFailure}) => provisioningFailure);
		expect(failed).toMatchObject([{provisioningFailure: 'The tunnel could not be provisioned'}]);
	});

	it('the ways to the site: its own static routes, and those of the VPC’s tables to the gateway', async () => {
		const {routes, notPropagated, gateways} = await sight(byStatic);
		expect(routes).toEqual(
			expect.arrayContaining([
				{
					destination: '192.168.30.0/24',
					table: 'vgw-0052c0361a3b891c8',
					origin: 'static',
					state: 'active',
					raw: 'available',
				},
				{
					destination: '192.168.30.0/24',
					table: expect.stringMatching(/^rtb-/),
					origin: 'learned',
					state: 'active',
					raw: 'active',
				},
			]),
		);
		expect(notPropagated).toEqual([]);
		expect(gateways).toEqual([]);
	});

	it('names the route table whose propagation was switched off', async () => {
		const {routes} = await sight(byBgp);
		const table = routes?.find(({origin}) => origin === 'learned')?.table ?? '';
		await ec2.send(new DisableVgwRoutePropagationCommand({GatewayId: 'vgw-f211f09b', RouteTableId: table}));
		const after = await sight(byBgp);
		expect(after.notPropagated).toEqual([table]);
		expect(after.routes).toEqual([]);
	});

	it('of one on a transit gateway, the routes of its tables into it; without propagation there are none', async () => {
		const {routes, notPropagated} = await sight(byTransit);
		expect(routes?.length).toBeGreaterThan(0);
		for (const route of routes ?? []) expect(route).toMatchObject({origin: 'learned', state: 'active'});
		expect(notPropagated).toEqual([]);
		const table = routes?.[0]?.table ?? '';
		const Filters = [{Name: 'resource-id', Values: [byTransit]}];
		const {TransitGatewayAttachments: [attachment] = []} = await ec2.send(
			new DescribeTransitGatewayAttachmentsCommand({Filters}),
		);
		await ec2.send(
			new DisableTransitGatewayRouteTablePropagationCommand({
				TransitGatewayAttachmentId: attachment?.TransitGatewayAttachmentId,
				TransitGatewayRouteTableId: table,
			}),
		);
		await until(async () => (await sight(byTransit)).routes?.length === 0);
		expect(await sight(byTransit)).toMatchObject({routes: [], notPropagated: [table]});
	});

	it.each([
		['GetActiveVpnTunnelStatus', byBgp, 'what the tunnels have negotiated', ['routes', 'notPropagated']],
		['DescribeVpnGateways', byBgp, 'the state of vgw-f211f09b', ['tunnels']],
		['DescribeRouteTables', byBgp, 'the route tables of', ['tunnels']],
		['DescribeTransitGatewayAttachments', byTransit, 'what joins it to its transit gateway', ['tunnels']],
		['GetTransitGatewayAttachmentPropagations', byTransit, 'propagates into', ['tunnels', 'routes']],
		['SearchTransitGatewayRoutes', byTransit, 'the routes of tgw-rtb-', ['tunnels', 'notPropagated']],
	] as const)('%s that is not permitted stands in the answer, and hides nothing else', async (call, id, what, rest) => {
		const whole = await sight(id);
		sandbox.addFault({kind: 'denied', action: call});
		const found = await sight(id);
		expect(found.unread).toHaveLength(1);
		expect(found.unread[0]?.what).toContain(what);
		expect(found.unread[0]?.error).toMatchObject({code: 'UnauthorizedOperation', call});
		for (const part of rest) expect(found[part]).toEqual(whole[part]);
	});

	it('a connection that is not there is a wrong name, and one that may not be read an error', async () => {
		await expect(sight('vpn-0123456789abcdef0')).rejects.toBeInstanceOf(UserError);
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnConnections'});
		await expect(sight(byBgp)).rejects.toBeInstanceOf(CloudError);
	});
});

describe('its traffic', () => {
	it('is told by tunnel and direction, in bytes a second, oldest first', async () => {
		const {stepSeconds, series, source} = await traffic(byBgp, lastHour());
		expect([stepSeconds, source]).toEqual([300, 'CloudWatch AWS/VPN']);
		expect(series.map(({tunnel, direction}) => `${tunnel} ${direction}`)).toEqual([
			'192.0.2.120 in',
			'192.0.2.120 out',
			'198.19.40.126 in',
			'198.19.40.126 out',
		]);
		for (const {points} of series) {
			expect(points.length).toBeGreaterThanOrEqual(11);
			expect(points.map(({at}) => at)).toEqual([...points].map(({at}) => at).sort((one, other) => one - other));
			for (const {at, bytesPerSecond} of points) {
				expect(at % 300_000).toBe(0);
				expect(bytesPerSecond).toBeGreaterThan(0);
			}
		}
	});

	it('of a tunnel that is DOWN is nothing, and of one that only AWS sends on comes nothing in', async () => {
		const down = (await cloud.status(region, [byStatic], signal))[0]?.tunnels.find(({state}) => state === 'DOWN');
		const {series} = await traffic(byStatic, lastHour());
		for (const {tunnel, points} of series)
			expect(points.every(({bytesPerSecond}) => bytesPerSecond === 0)).toBe(tunnel === down?.key);
		sandbox.behave({traffic: 'outOnly'});
		const oneWay = await traffic(byBgp, lastHour());
		for (const {direction, points} of oneWay.series)
			expect(points.every(({bytesPerSecond}) => bytesPerSecond === 0)).toBe(direction === 'in');
	});

	it('of a long time comes in pages, whole, and in longer steps', async () => {
		const week = 7 * 24 * hour;
		const {stepSeconds, series} = await traffic(byBgp, {from: Date.now() - week, to: Date.now()});
		expect(stepSeconds).toBe(600);
		const pages = sandbox.requests.filter(({action}) => action === 'GetMetricData').length;
		expect(pages).toBeGreaterThan(1);
		for (const {points} of series) {
			const gaps = points.slice(1).map(({at}, index) => at - (points[index]?.at ?? 0));
			expect(new Set(gaps)).toEqual(new Set([600_000]));
		}
	});

	it('that may not be read is an error that names the permission', async () => {
		sandbox.addFault({kind: 'denied', action: 'GetMetricData'});
		const error = await traffic(byBgp, lastHour()).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(CloudError);
		if (!(error instanceof CloudError)) return;
		const {missingPermissions} = await import('../../../src/clouds/permissions.ts');
		expect(missingPermissions(error.info)).toEqual(['cloudwatch:GetMetricData']);
	});

	it.each(['garbage', 'error5xx', 'reset', 'throttle'] as const)(
		'is never taken from what is no answer of CloudWatch: %s',
		async kind => {
			sandbox.addFault({kind, action: 'GetMetricData'});
			const error = await traffic(byBgp, lastHour()).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(CloudError);
			expect(error).toMatchObject({info: {ambiguous: false, call: 'GetMetricData'}});
		},
		30_000,
	);
});
