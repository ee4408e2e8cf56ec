import * as sdk from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

/* What a user would lose: a change that was tried on the sandbox, and does something else in the cloud. */

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

const onVgw = 'vpn-40f41529';
const tgw = 'tgw-0c2d11f0';

async function read(id: string): Promise<sdk.VpnConnection> {
	const {VpnConnections: [found] = []} = await aws.ec2.send(
		new sdk.DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
	);
	if (!found) throw new Error(`no ${id}`);
	return found;
}

async function outside(id: string, tunnel = 0): Promise<string> {
	return (await read(id)).Options?.TunnelOptions?.[tunnel]?.OutsideIpAddress ?? '';
}

describe('where keys are kept', () => {
	const storage = async (PreSharedKeyStorage: string) =>
		aws.ec2.send(
			new sdk.ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: onVgw,
				VpnTunnelOutsideIpAddress: await outside(onVgw),
				TunnelOptions: {},
				PreSharedKeyStorage,
			}),
		);

	it('moves with an empty TunnelOptions, which has no place on the wire, and hides the keys behind an ARN with its six characters', async () => {
		await storage('SecretsManager');
		aws.advance(10_000);
		const moved = await read(onVgw);
		expect(moved.PreSharedKeyArn).toMatch(
			/^arn:aws:secretsmanager:eu-central-1:\d{12}:secret:s2svpn!vpn-40f41529-\w{6}$/,
		);
		for (const tunnel of moved.Options?.TunnelOptions ?? []) expect(tunnel.PreSharedKey).toBeUndefined();
		await storage('Standard');
		aws.advance(10_000);
		expect((await read(onVgw)).Options?.TunnelOptions?.[0]?.PreSharedKey).toMatch(/^\S{32}$/);
	});

	it('is not changed by a request that names nothing', async () => {
		const answer = await rawCall(aws.sandbox.port, {
			Action: 'ModifyVpnTunnelOptions',
			VpnConnectionId: onVgw,
			VpnTunnelOutsideIpAddress: await outside(onVgw),
		});
		expect(answer).toMatchObject({code: 'MissingParameter'});
	});
});

describe('the ends of a connection', () => {
	const modify = (more: Omit<sdk.ModifyVpnConnectionRequest, 'VpnConnectionId'>) =>
		aws.ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId: onVgw, ...more}));

	it('move to a transit gateway: both tunnels are replaced, the addresses stay, and it gets an attachment', async () => {
		const addresses = [await outside(onVgw, 0), await outside(onVgw, 1)];
		await modify({TransitGatewayId: tgw});
		expect(await read(onVgw)).toMatchObject({State: 'modifying', TransitGatewayId: tgw});
		expect((await read(onVgw)).VgwTelemetry?.map(({Status}) => Status)).toEqual(['DOWN', 'DOWN']);
		aws.advance(10_000);
		expect((await read(onVgw)).VpnGatewayId).toBeUndefined();
		expect([await outside(onVgw, 0), await outside(onVgw, 1)]).toEqual(addresses);
		const {TransitGatewayAttachments: attachments} = await aws.ec2.send(
			new sdk.DescribeTransitGatewayAttachmentsCommand({Filters: [{Name: 'resource-id', Values: [onVgw]}]}),
		);
		expect(attachments).toMatchObject([{TransitGatewayId: tgw, ResourceType: 'vpn', State: 'available'}]);
	});

	it('take another customer gateway, and refuse none at all', async () => {
		const {CustomerGateway: site} = await aws.ec2.send(
			new sdk.CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '198.51.100.99', BgpAsn: 64_999}),
		);
		const CustomerGatewayId = site?.CustomerGatewayId ?? '';
		await modify({CustomerGatewayId});
		expect((await read(onVgw)).CustomerGatewayId).toBe(CustomerGatewayId);
		aws.advance(10_000);
		expect((await refusal(modify({}))).code).toBe('MissingParameter');
		expect((await refusal(modify({CustomerGatewayId: 'cgw-00000000'}))).code).toBe('InvalidCustomerGatewayID.NotFound');
	});
});

describe('an endpoint', () => {
	it('is replaced alone, and says what maintenance it has', async () => {
		const address = await outside(onVgw, 1);
		const target = {VpnConnectionId: onVgw, VpnTunnelOutsideIpAddress: address};
		expect(
			await aws.ec2.send(new sdk.ReplaceVpnTunnelCommand({...target, ApplyPendingMaintenance: true})),
		).toMatchObject({
			Return: true,
		});
		const telemetry = (await read(onVgw)).VgwTelemetry ?? [];
		expect(telemetry.find(({OutsideIpAddress}) => OutsideIpAddress === address)?.Status).toBe('DOWN');
		expect(telemetry.find(({OutsideIpAddress}) => OutsideIpAddress !== address)?.Status).toBe('UP');
		expect(await aws.ec2.send(new sdk.GetVpnTunnelReplacementStatusCommand(target))).toMatchObject({
			...target,
			MaintenanceDetails: {PendingMaintenance: 'None'},
		});
	});

	it('has no certificate where the customer gateway has none', async () => {
		const target = {VpnConnectionId: onVgw, VpnTunnelOutsideIpAddress: await outside(onVgw)};
		expect((await refusal(aws.ec2.send(new sdk.ModifyVpnTunnelCertificateCommand(target)))).code).toBe(
			'UnsupportedOperation',
		);
	});

	it('keeps up when its lifecycle control is switched and the replacement is skipped', async () => {
		const change = {
			VpnConnectionId: onVgw,
			VpnTunnelOutsideIpAddress: await outside(onVgw),
			SkipTunnelReplacement: true,
		};
		await aws.ec2.send(
			new sdk.ModifyVpnTunnelOptionsCommand({...change, TunnelOptions: {EnableTunnelLifecycleControl: true}}),
		);
		expect(await read(onVgw)).toMatchObject({State: 'available'});
		expect((await read(onVgw)).Options?.TunnelOptions?.[0]?.EnableTunnelLifecycleControl).toBe(true);
	});

	it('says of logs that were never asked for that they are off', async () => {
		expect((await read(onVgw)).Options?.TunnelOptions?.[0]?.LogOptions).toEqual({
			CloudWatchLogOptions: {LogEnabled: false},
		});
	});
});

it('a VPN concentrator is made, becomes available, and is not deleted while it has a connection', async () => {
	const {VpnConcentrator: made} = await aws.ec2.send(
		new sdk.CreateVpnConcentratorCommand({Type: 'ipsec.1', TransitGatewayId: tgw}),
	);
	const VpnConcentratorId = made?.VpnConcentratorId ?? '';
	expect(made).toMatchObject({State: 'pending', TransitGatewayId: tgw});
	aws.advance(10_000);
	const {CustomerGateway: site} = await aws.ec2.send(
		new sdk.CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '198.51.100.98', BgpAsn: 64_998}),
	);
	const {VpnConnection: connection} = await aws.ec2.send(
		new sdk.CreateVpnConnectionCommand({
			Type: 'ipsec.1',
			CustomerGatewayId: site?.CustomerGatewayId ?? '',
			VpnConcentratorId,
		}),
	);
	const remove = () => aws.ec2.send(new sdk.DeleteVpnConcentratorCommand({VpnConcentratorId}));
	expect((await refusal(remove())).code).toBe('IncorrectState');
	await aws.ec2.send(new sdk.DeleteVpnConnectionCommand({VpnConnectionId: connection?.VpnConnectionId ?? ''}));
	aws.advance(10_000);
	await remove();
	const {VpnConcentrators: left = []} = await aws.ec2.send(new sdk.DescribeVpnConcentratorsCommand({}));
	expect(left.find(found => found.VpnConcentratorId === VpnConcentratorId)?.State).toBe('deleting');
});
