import * as sdk from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Ec2Behavior} from '../../src/sandbox/ec2/behavior.ts';
import {parseFault} from '../../src/sandbox/parse-fault.ts';
import {type AwsSandbox, openAws, refusal} from './aws.ts';

/* What a user would lose: a change that was rehearsed on the sandbox, and takes another tunnel down, or for longer, in the cloud. */

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

/** BGP, on a virtual private gateway, both tunnels UP. */
const id = 'vpn-40f41529';

async function read(): Promise<sdk.VpnConnection> {
	const {VpnConnections: [found] = []} = await aws.ec2.send(
		new sdk.DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
	);
	if (!found) throw new Error(`no ${id}`);
	return found;
}

const optionsOf = async (tunnel: number) => (await read()).Options?.TunnelOptions?.[tunnel] ?? {};
const outside = async (tunnel = 0) => (await optionsOf(tunnel)).OutsideIpAddress ?? '';

/** `Status message count` of both tunnels, in the order of the options. */
async function telemetry(): Promise<readonly string[]> {
	const {Options: options, VgwTelemetry: found = []} = await read();
	return (options?.TunnelOptions ?? []).map(({OutsideIpAddress: address}) => {
		const of = found.find(({OutsideIpAddress}) => OutsideIpAddress === address);
		return `${of?.Status} ${of?.StatusMessage} ${of?.AcceptedRouteCount}`;
	});
}

const up = 'UP 5 BGP ROUTES 5';
const down = 'DOWN IPSEC IS DOWN 0';

async function modify(
	TunnelOptions: sdk.ModifyVpnTunnelOptionsSpecification,
	more: Partial<sdk.ModifyVpnTunnelOptionsRequest> & {readonly tunnel?: number} = {},
): Promise<sdk.VpnConnection> {
	const {tunnel = 0, ...rest} = more;
	const {VpnConnection: answer} = await aws.ec2.send(
		new sdk.ModifyVpnTunnelOptionsCommand({
			VpnConnectionId: id,
			VpnTunnelOutsideIpAddress: await outside(tunnel),
			TunnelOptions,
			...rest,
		}),
	);
	return answer ?? {};
}

async function active(tunnel = 0): Promise<sdk.ActiveVpnTunnelStatus> {
	const {ActiveVpnTunnelStatus: status = {}} = await aws.ec2.send(
		new sdk.GetActiveVpnTunnelStatusCommand({VpnConnectionId: id, VpnTunnelOutsideIpAddress: await outside(tunnel)}),
	);
	return status;
}

describe('one tunnel that is changed', () => {
	it('is DOWN from the call on until the device has started it again, and the other one carries on', async () => {
		expect(await telemetry()).toEqual([up, up]);
		await modify({DPDTimeoutSeconds: 40});
		expect((await read()).State).toBe('modifying');
		expect(await telemetry()).toEqual([down, up]);
		expect(await active()).toEqual({
			ProvisioningStatus: 'pending',
			ProvisioningStatusReason: 'The tunnel is being provisioned',
		});
		expect(await active(1)).toMatchObject({ProvisioningStatus: 'available', IkeVersion: 'ikev1'});
		aws.advance(4000);
		expect((await read()).State).toBe('available');
		expect(await telemetry()).toEqual([down, up]);
		expect(await active()).toEqual({ProvisioningStatus: 'available'});
		aws.advance(2500);
		expect(await telemetry()).toEqual(['DOWN IPSEC IS UP 0', up]);
		aws.advance(1500);
		expect(await telemetry()).toEqual([up, up]);
		expect(await active()).toMatchObject({ProvisioningStatus: 'available', IkeVersion: 'ikev1'});
	});

	it.each([undefined, 'modifying'] as const)('whose reply says its State is %s', async reply => {
		if (reply) aws.sandbox.behave({tunnelOptionsReply: reply});
		expect((await modify({DPDTimeoutSeconds: 40})).State).toBe(reply ?? 'available');
		expect((await read()).State).toBe('modifying');
	});

	it.each([
		[{device: 'silent'}, {}, down],
		[{device: 'silent'}, {StartupAction: 'start', IKEVersions: [{Value: 'ikev2'}]}, down],
		[{device: 'answers'}, {IKEVersions: [{Value: 'ikev2'}]}, down],
		[{device: 'answers'}, {StartupAction: 'start', IKEVersions: [{Value: 'ikev2'}]}, up],
		[{provisioning: 'failed'}, {}, down],
	] satisfies readonly (readonly [Partial<Ec2Behavior>, sdk.ModifyVpnTunnelOptionsSpecification, string])[])(
		'comes back, or not, where the behavior is %j and the options are %j',
		async (behavior, options, expected) => {
			aws.sandbox.behave(behavior);
			await modify({DPDTimeoutSeconds: 40, ...options});
			aws.advance(60_000);
			expect(await telemetry()).toEqual([expected, up]);
			aws.sandbox.setTunnel(id, 0, 'UP');
			expect(await telemetry()).toEqual([up, up]);
		},
	);

	it('cannot be UP before its endpoint stands, whatever the device does', async () => {
		aws.sandbox.behave({device: 'silent'});
		await modify({DPDTimeoutSeconds: 40});
		aws.sandbox.setTunnel(id, 0, 'UP');
		expect(await telemetry()).toEqual([down, up]);
		aws.advance(4000);
		expect(await telemetry()).toEqual([up, up]);
	});

	it('that could not be set up says so until the next change', async () => {
		aws.sandbox.behave({provisioning: 'failed'});
		await modify({DPDTimeoutSeconds: 40});
		aws.advance(60_000);
		expect(await active()).toEqual({
			ProvisioningStatus: 'failed',
			ProvisioningStatusReason: 'The tunnel could not be provisioned',
		});
		aws.sandbox.behave({provisioning: 'available'});
		await modify({DPDTimeoutSeconds: 50});
		aws.advance(60_000);
		expect(await active()).toMatchObject({ProvisioningStatus: 'available'});
		expect(await telemetry()).toEqual([up, up]);
	});

	it.each([undefined, 'OperationNotPermitted'])('lets no other change of the connection in: %s', async code => {
		if (code) aws.sandbox.behave({busyCode: code});
		await modify({DPDTimeoutSeconds: 40});
		const of = {VpnConnectionId: id, VpnTunnelOutsideIpAddress: await outside(1)};
		const changes = [
			() => modify({DPDTimeoutSeconds: 40}, {tunnel: 1}),
			() => aws.ec2.send(new sdk.ReplaceVpnTunnelCommand(of)),
			() => aws.ec2.send(new sdk.ModifyVpnConnectionOptionsCommand({VpnConnectionId: id})),
			() => aws.ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId: id, CustomerGatewayId: 'cgw-0e11f167'})),
		];
		for (const change of changes) expect((await refusal(change())).code).toBe(code ?? 'IncorrectState');
		expect(await telemetry()).toEqual([down, up]);
		aws.advance(10_000);
		await modify({DPDTimeoutSeconds: 40}, {tunnel: 1});
	});

	it('was drained before, and the other one next, where somebody at the device sees to it', async () => {
		aws.sandbox.behave({drains: 'next'});
		const drained = 'UP 0 BGP ROUTES 0';
		expect(await telemetry()).toEqual([drained, up]);
		await modify({DPDTimeoutSeconds: 40});
		expect(await telemetry()).toEqual([down, drained]);
		aws.advance(10_000);
		expect(await telemetry()).toEqual([up, drained]);
		await modify({DPDTimeoutSeconds: 40}, {tunnel: 1});
		expect(await telemetry()).toEqual([up, down]);
		aws.advance(10_000);
		expect(await telemetry()).toEqual([up, up]);
		aws.advance(60_000);
		expect(await telemetry()).toEqual([drained, up]);
	});

	it('comes back with the routes that its device announces: one that was drained with none', async () => {
		aws.sandbox.setTunnel(id, 0, 'UP', 0);
		expect(await telemetry()).toEqual(['UP 0 BGP ROUTES 0', up]);
		await modify({DPDTimeoutSeconds: 40});
		expect(await telemetry()).toEqual([down, up]);
		aws.advance(10_000);
		expect(await telemetry()).toEqual(['UP 0 BGP ROUTES 0', up]);
		aws.sandbox.setTunnel(id, 0, 'UP', 3);
		expect(await telemetry()).toEqual(['UP 3 BGP ROUTES 3', up]);
	});
});

it('a change of the whole connection takes both tunnels down, and its addresses and keys stay', async () => {
	const before = (await read()).Options?.TunnelOptions;
	const {VpnConnection: answer} = await aws.ec2.send(
		new sdk.ModifyVpnConnectionOptionsCommand({VpnConnectionId: id, LocalIpv4NetworkCidr: '10.0.0.0/8'}),
	);
	expect(answer?.State).toBe('modifying');
	expect(await telemetry()).toEqual([down, down]);
	aws.advance(10_000);
	expect(await telemetry()).toEqual([up, up]);
	expect((await read()).Options?.TunnelOptions).toEqual(before);
});

it('its bandwidth changes in place, but for the regions that refuse it', async () => {
	const {VpnConnections: [onHub] = []} = await aws.ec2.send(
		new sdk.DescribeVpnConnectionsCommand({Filters: [{Name: 'tag:Name', Values: ['hamburg-hub']}]}),
	);
	const change = () =>
		aws.ec2.send(
			new sdk.ModifyVpnConnectionOptionsCommand({VpnConnectionId: onHub?.VpnConnectionId, TunnelBandwidth: 'large'}),
		);
	aws.sandbox.behave({bandwidth: 'refused'});
	expect((await refusal(change())).code).toBe('UnsupportedOperation');
	aws.sandbox.clearFaults();
	expect((await change()).VpnConnection?.Options?.TunnelBandwidth).toBe('large');
});

it('another certificate of one endpoint takes that one down', async () => {
	const {CustomerGateways: [roaming] = []} = await aws.ec2.send(
		new sdk.DescribeCustomerGatewaysCommand({Filters: [{Name: 'tag:Name', Values: ['roaming-lab']}]}),
	);
	const {VpnConnection: made} = await aws.ec2.send(
		new sdk.CreateVpnConnectionCommand({
			Type: 'ipsec.1',
			CustomerGatewayId: roaming?.CustomerGatewayId,
			VpnGatewayId: 'vgw-9a4cacf3',
		}),
	);
	const VpnConnectionId = made?.VpnConnectionId ?? '';
	const certificates = async () => {
		const {VpnConnections: [found] = []} = await aws.ec2.send(
			new sdk.DescribeVpnConnectionsCommand({VpnConnectionIds: [VpnConnectionId]}),
		);
		return found?.VgwTelemetry ?? [];
	};
	aws.advance(20_000);
	const [one, other] = await certificates();
	expect(one?.CertificateArn).toMatch(/^arn:aws:acm:eu-central-1:\d{12}:certificate\/[\da-f-]{36}$/);
	await aws.ec2.send(
		new sdk.ModifyVpnTunnelCertificateCommand({VpnConnectionId, VpnTunnelOutsideIpAddress: one?.OutsideIpAddress}),
	);
	const [changed, same] = await certificates();
	expect(changed?.CertificateArn).not.toBe(one?.CertificateArn);
	expect(changed?.Status).toBe('DOWN');
	expect(same).toEqual(other);
	expect((await read()).VgwTelemetry?.[0]).not.toHaveProperty('CertificateArn');
});

describe('what stands after a change of tunnel options', () => {
	it('is negotiated from its lowest values up, as AWS does', async () => {
		await modify({
			Phase1EncryptionAlgorithms: [{Value: 'AES256'}, {Value: 'AES128'}],
			Phase2EncryptionAlgorithms: [{Value: 'AES256-GCM-16'}],
			Phase1DHGroupNumbers: [{Value: 20}, {Value: 14}],
		});
		aws.advance(10_000);
		const found = await active();
		expect(found).toMatchObject({
			Phase1EncryptionAlgorithm: 'AES128',
			Phase2EncryptionAlgorithm: 'AES256-GCM-16',
			Phase1IntegrityAlgorithm: 'SHA1',
			Phase1DHGroup: 14,
			Phase2DHGroup: 2,
			IkeVersion: 'ikev1',
		});
		expect(found).not.toHaveProperty('Phase2IntegrityAlgorithm');
	});

	it('shows a default only once it was asked for, and replaces a list as a whole', async () => {
		expect(await optionsOf(0)).not.toHaveProperty('Phase1LifetimeSeconds');
		await modify({Phase1LifetimeSeconds: 28_800, Phase1DHGroupNumbers: [{Value: 19}, {Value: 20}]});
		aws.advance(10_000);
		expect(await optionsOf(0)).toMatchObject({
			Phase1LifetimeSeconds: 28_800,
			Phase1DHGroupNumbers: [{Value: 19}, {Value: 20}],
		});
		await modify({Phase1DHGroupNumbers: [{Value: 21}]});
		aws.advance(10_000);
		expect(await optionsOf(0)).toMatchObject({Phase1LifetimeSeconds: 28_800, Phase1DHGroupNumbers: [{Value: 21}]});
		expect(await optionsOf(1)).not.toHaveProperty('Phase1DHGroupNumbers');
	});

	const group = (name: string) => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`;
	it.each([
		['replaced', {LogEnabled: false}],
		['merged', {LogEnabled: false, LogGroupArn: group('a'), BgpLogEnabled: true, BgpLogGroupArn: group('b')}],
	] as const)('has its logs %s by those of a request', async (logOptions, expected) => {
		aws.sandbox.behave({logOptions});
		const CloudWatchLogOptions = {
			LogEnabled: true,
			LogGroupArn: group('a'),
			BgpLogEnabled: true,
			BgpLogGroupArn: group('b'),
		};
		await modify({LogOptions: {CloudWatchLogOptions}});
		aws.advance(10_000);
		expect((await optionsOf(0)).LogOptions).toEqual({CloudWatchLogOptions});
		await modify({LogOptions: {CloudWatchLogOptions: {LogEnabled: false}}});
		aws.advance(10_000);
		expect((await optionsOf(0)).LogOptions?.CloudWatchLogOptions).toEqual(expected);
	});

	it('keeps to the limits, counting in what stands', async () => {
		const refused = async (options: sdk.ModifyVpnTunnelOptionsSpecification) => (await refusal(modify(options))).code;
		await modify({Phase2LifetimeSeconds: 3600, IKEVersions: [{Value: 'ikev2'}], StartupAction: 'start'});
		aws.advance(10_000);
		expect(await refused({Phase1LifetimeSeconds: 900})).toBe('InvalidParameterValue');
		expect(await refused({IKEVersions: [{Value: 'ikev1'}]})).toBe('InvalidParameterCombination');
		expect(await refused({TunnelInsideCidr: (await optionsOf(1)).TunnelInsideCidr})).toBe('InvalidParameterValue');
		await modify({TunnelInsideCidr: (await optionsOf(0)).TunnelInsideCidr, StartupAction: 'add'});
		aws.advance(10_000);
		await modify({IKEVersions: [{Value: 'ikev1'}]});
		aws.advance(10_000);
		expect(await refused({Phase1EncryptionAlgorithms: [{Value: 'AES256-GCM-16'}]})).toBe('InvalidParameterCombination');
		expect(await telemetry()).toEqual([up, up]);
	});

	it('keys of one tunnel alone go to Secrets Manager where EC2 is said to do so, and are shown as REDACTED', async () => {
		aws.sandbox.behave({keyStorage: 'one', storedKey: 'redacted'});
		await modify({}, {PreSharedKeyStorage: 'SecretsManager'});
		aws.advance(10_000);
		expect((await optionsOf(0)).PreSharedKey).toBe('REDACTED');
		expect((await optionsOf(1)).PreSharedKey).toMatch(/^\S{32}$/);
		expect((await read()).PreSharedKeyArn).toContain(':secret:s2svpn!');
	});
});

describe('lifecycle control and maintenance', () => {
	const status = async (tunnel = 0) =>
		(
			await aws.ec2.send(
				new sdk.GetVpnTunnelReplacementStatusCommand({
					VpnConnectionId: id,
					VpnTunnelOutsideIpAddress: await outside(tunnel),
				}),
			)
		).MaintenanceDetails;
	const dayMs = 24 * 60 * 60 * 1000;

	it('skipping the replacement belongs to that switch alone', async () => {
		const skip = {SkipTunnelReplacement: true};
		const both = {EnableTunnelLifecycleControl: true, DPDTimeoutSeconds: 40};
		expect((await refusal(modify(both, skip))).code).toBe('InvalidParameterCombination');
		expect((await refusal(modify({DPDTimeoutSeconds: 40}, skip))).code).toBe('InvalidParameterCombination');
		await modify({EnableTunnelLifecycleControl: true}, skip);
		expect((await read()).State).toBe('available');
		expect(await telemetry()).toEqual([up, up]);
		aws.sandbox.behave({skipWithOthers: 'ignored'});
		await modify(both, skip);
		expect(await telemetry()).toEqual([down, up]);
	});

	it('what is pending has a date, and turning the control off carries it out, which cannot be skipped', async () => {
		await modify({EnableTunnelLifecycleControl: true}, {SkipTunnelReplacement: true});
		expect(await status()).toEqual({PendingMaintenance: 'None'});
		aws.sandbox.announceMaintenance(id, 0, 7 * dayMs);
		expect(await status()).toEqual({PendingMaintenance: 'Available', MaintenanceAutoAppliedAfter: expect.any(Date)});
		expect(await status(1)).toEqual({PendingMaintenance: 'None'});
		const off = {EnableTunnelLifecycleControl: false};
		expect((await refusal(modify(off, {SkipTunnelReplacement: true}))).code).toBe('IncorrectState');
		await modify(off);
		expect(await telemetry()).toEqual([down, up]);
		expect(await status()).toEqual({PendingMaintenance: 'None', LastMaintenanceApplied: expect.any(Date)});
	});

	it('is announced for every tunnel with lifecycle control where EC2 is said to do so, once', async () => {
		aws.sandbox.addFault(parseFault('maintenance=pending'));
		expect(await status()).toEqual({PendingMaintenance: 'None'});
		await modify({EnableTunnelLifecycleControl: true}, {SkipTunnelReplacement: true});
		expect(await status()).toMatchObject({PendingMaintenance: 'Available'});
		expect(await status(1)).toEqual({PendingMaintenance: 'None'});
		aws.advance(15 * dayMs);
		expect(await status()).toEqual({PendingMaintenance: 'None', LastMaintenanceApplied: expect.any(Date)});
	});

	it('what nobody accepted applies itself once its date has come', async () => {
		aws.sandbox.announceMaintenance(id, 1, dayMs);
		aws.advance(dayMs - 1000);
		expect(await telemetry()).toEqual([up, up]);
		aws.advance(2000);
		expect(await telemetry()).toEqual([up, down]);
		expect(await status(1)).toEqual({PendingMaintenance: 'None', LastMaintenanceApplied: expect.any(Date)});
		aws.advance(10_000);
		expect(await telemetry()).toEqual([up, up]);
		expect(() => aws.sandbox.announceMaintenance('vpn-00000000', 0, 1)).toThrow('vpn-00000000');
	});

	it('is accepted by replacing the tunnel, and only where the request says so', async () => {
		aws.sandbox.announceMaintenance(id, 0, dayMs);
		const replace = async (ApplyPendingMaintenance?: boolean) =>
			aws.ec2.send(
				new sdk.ReplaceVpnTunnelCommand({
					VpnConnectionId: id,
					VpnTunnelOutsideIpAddress: await outside(),
					ApplyPendingMaintenance,
				}),
			);
		await replace();
		expect((await status())?.PendingMaintenance).toBe('Available');
		aws.advance(10_000);
		await replace(true);
		expect(await status()).toEqual({PendingMaintenance: 'None', LastMaintenanceApplied: expect.any(Date)});
		expect(await telemetry()).toEqual([down, up]);
	});
});

describe('a change whose answer does not come', () => {
	const tag = {Resources: [id], Tags: [{Key: 'owner', Value: 'net'}]};
	const changes: Readonly<Record<string, (ec2: sdk.EC2Client, of: string) => Promise<unknown>>> = {
		ModifyVpnTunnelOptions: (ec2, of) =>
			ec2.send(
				new sdk.ModifyVpnTunnelOptionsCommand({
					VpnConnectionId: id,
					VpnTunnelOutsideIpAddress: of,
					TunnelOptions: {PreSharedKey: 'Another.key_0123456789'},
				}),
			),
		ReplaceVpnTunnel: (ec2, of) =>
			ec2.send(new sdk.ReplaceVpnTunnelCommand({VpnConnectionId: id, VpnTunnelOutsideIpAddress: of})),
		ModifyVpnConnectionOptions: ec2 =>
			ec2.send(new sdk.ModifyVpnConnectionOptionsCommand({VpnConnectionId: id, LocalIpv4NetworkCidr: '10.0.0.0/8'})),
		ModifyVpnConnection: ec2 =>
			ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId: id, CustomerGatewayId: 'cgw-0e11f167'})),
		CreateTags: ec2 => ec2.send(new sdk.CreateTagsCommand(tag)),
		DeleteTags: ec2 => ec2.send(new sdk.DeleteTagsCommand({Resources: [id], Tags: [{Key: 'Name'}]})),
	};

	it.each(Object.keys(changes))(
		'%s: carried out where the reply is lost, and not where it never got there',
		async action => {
			const of = await outside();
			const hasty = aws.client({requestHandler: {socketTimeout: 200}});
			const change = () => changes[action]?.(hasty, of) ?? Promise.resolve();
			const before = await read();
			for (const kind of ['throttle', 'error5xx', 'denied', 'reset', 'garbage', 'hang'] as const) {
				aws.sandbox.addFault({kind, action, times: 1});
				expect((await refusal(change())).code).not.toBe('');
				expect(await read()).toEqual(before);
			}

			aws.sandbox.addFault({kind: 'lost-reply', action, times: 1});
			await refusal(change());
			expect(await read()).not.toEqual(before);
			expect(aws.sandbox.requests.filter(each => each.action === action && each.code === '')).toHaveLength(1);
		},
	);
});
