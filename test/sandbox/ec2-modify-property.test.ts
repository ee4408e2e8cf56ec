import * as sdk from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {type AwsSandbox, openAws} from './aws.ts';

/*
 * Whatever is changed in whatever order: only what a call names goes down, a call that is refused changes nothing, and all of it ends UP again.
 */

const id = 'vpn-40f41529';

const change = fc.record({
	tunnel: fc.constantFrom(0, 1),
	call: fc.constantFrom('options', 'replace', 'connection', 'move'),
	options: fc.record(
		{
			PreSharedKey: fc.constantFrom('Another.key_0123456789', 'short', '0begins_with_zero'),
			TunnelInsideCidr: fc.constantFrom('169.254.77.0/30', '169.254.78.0/30', '169.254.5.0/30', '10.0.0.0/30'),
			Phase1LifetimeSeconds: fc.constantFrom(900, 1800, 28_800, 28_801),
			Phase2LifetimeSeconds: fc.constantFrom(900, 1800, 3600),
			RekeyMarginTimeSeconds: fc.constantFrom(60, 540, 1800),
			IKEVersions: fc.constantFrom(['ikev1'], ['ikev2'], ['ikev1', 'ikev2'], ['ikev3']),
			StartupAction: fc.constantFrom('add', 'start'),
			Phase1EncryptionAlgorithms: fc.constantFrom(['AES128'], ['AES256-GCM-16'], ['AES256', 'AES128']),
			EnableTunnelLifecycleControl: fc.boolean(),
		},
		{requiredKeys: []},
	),
	SkipTunnelReplacement: fc.constantFrom(undefined, true, false),
	wait: fc.constantFrom(0, 500, 4000, 7000, 20_000),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function read({ec2}: AwsSandbox): Promise<sdk.VpnConnection> {
	const {VpnConnections: [found] = []} = await ec2.send(
		new sdk.DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
	);
	return found ?? {};
}

const valued = (values: readonly string[] | undefined) => values?.map(Value => ({Value}));

/** Makes the change, and says which tunnels it may take down; undefined where it was refused. */
async function make(
	aws: AwsSandbox,
	{call, tunnel, options, SkipTunnelReplacement}: Change,
	before: sdk.VpnConnection,
) {
	const VpnTunnelOutsideIpAddress = before.Options?.TunnelOptions?.[tunnel]?.OutsideIpAddress;
	const of = {VpnConnectionId: id, VpnTunnelOutsideIpAddress};
	try {
		if (call === 'options') {
			const {IKEVersions, Phase1EncryptionAlgorithms, ...plain} = options;
			const TunnelOptions = {
				...plain,
				...(IKEVersions ? {IKEVersions: valued(IKEVersions)} : {}),
				...(Phase1EncryptionAlgorithms ? {Phase1EncryptionAlgorithms: valued(Phase1EncryptionAlgorithms)} : {}),
			};
			await aws.ec2.send(new sdk.ModifyVpnTunnelOptionsCommand({...of, TunnelOptions, SkipTunnelReplacement}));
			return SkipTunnelReplacement ? [] : [tunnel];
		}

		if (call === 'replace') {
			await aws.ec2.send(new sdk.ReplaceVpnTunnelCommand(of));
			return [tunnel];
		}

		const CustomerGatewayId = tunnel === 0 ? 'cgw-0e11f167' : 'cgw-b4de3fdd';
		const VpnGatewayId = tunnel === 0 ? 'vgw-9a4cacf3' : 'vgw-f211f09b';
		const to = call === 'move' ? {VpnGatewayId} : {CustomerGatewayId};
		await aws.ec2.send(new sdk.ModifyVpnConnectionCommand({VpnConnectionId: id, ...to}));
		return [0, 1];
	} catch (error) {
		expect(error).toBeInstanceOf(sdk.EC2ServiceException);
		return undefined;
	}
}

const statusOf = ({Options: options, VgwTelemetry: telemetry}: sdk.VpnConnection, tunnel: number) =>
	telemetry?.find(({OutsideIpAddress}) => OutsideIpAddress === options?.TunnelOptions?.[tunnel]?.OutsideIpAddress);

it('changes in any order', {timeout: 120_000}, async () => {
	let made = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(change, {minLength: 1, maxLength: 8}), async changes => {
			const aws = await openAws();
			try {
				const addresses = (await read(aws)).Options?.TunnelOptions?.map(({OutsideIpAddress}) => OutsideIpAddress);
				for (const each of changes) {
					const before = await read(aws);
					const down = await make(aws, each, before);
					const after = await read(aws);
					if (!down) expect(after).toEqual(before);
					for (const tunnel of [0, 1])
						if (down?.includes(tunnel)) expect(statusOf(after, tunnel)?.Status).toBe('DOWN');
						else expect(statusOf(after, tunnel)).toEqual(statusOf(before, tunnel));
					if (down && down.length > 0) made += 1;
					if (down && down.length > 0) expect(after.State).toBe('modifying');
					aws.advance(each.wait);
				}

				aws.advance(60_000);
				const end = await read(aws);
				expect(end.State).toBe('available');
				expect(end.VgwTelemetry?.map(({Status}) => Status)).toEqual(['UP', 'UP']);
				expect(end.Options?.TunnelOptions?.map(({OutsideIpAddress}) => OutsideIpAddress)).toEqual(addresses);
				const inside = end.Options?.TunnelOptions?.map(({TunnelInsideCidr}) => TunnelInsideCidr);
				expect(new Set(inside).size).toBe(2);
			} finally {
				await aws.close();
			}
		}),
		{numRuns: 40},
	);
	// Or nothing was ever taken, and nothing was seen.
	expect(made).toBeGreaterThan(20);
});
