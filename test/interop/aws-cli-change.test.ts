import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsShell, hasAws, openAwsShell} from './aws-shell.ts';

/*
 * Changes of what stands, by the real `aws` CLI: what it sends, and whether it can read what comes back.
 */

if (!hasAws) console.warn('aws-cli-change.test.ts skipped: there is no `aws` command on this machine');

const id = 'vpn-40f41529';
const ofId = `--vpn-connection-id ${id}`;
const hub = 'tgw-0c2d11f0';

describe.skipIf(!hasAws)('changes by the aws CLI (skipped where there is no `aws`)', {timeout: 180_000}, () => {
	let aws: AwsShell;
	beforeAll(async () => {
		// The clock is turned by hand.
		aws = await openAwsShell({now: () => start + offset});
	});
	afterAll(() => aws.close());

	const start = Date.now();
	let offset = 0;
	const settle = () => {
		offset += 10_000;
	};

	const read = async () =>
		(await aws.json(`aws ec2 describe-vpn-connections --vpn-connection-ids ${id}`)).VpnConnections[0];
	const tunnelOf = async (index: number) => (await read()).Options.TunnelOptions[index];
	const ofTunnel = async (index: number) =>
		`${ofId} --vpn-tunnel-outside-ip-address ${(await tunnelOf(index)).OutsideIpAddress}`;

	/** Status of both tunnels, in the order of the options. */
	async function statuses(): Promise<readonly string[]> {
		const {Options: options, VgwTelemetry: telemetry} = await read();
		return options.TunnelOptions.map(
			({OutsideIpAddress: address}: {OutsideIpAddress: string}) =>
				telemetry.find((each: {OutsideIpAddress: string}) => each.OutsideIpAddress === address).Status,
		);
	}

	it('modify-vpn-tunnel-options: a dry run, one tunnel down, what was asked for read back', async () => {
		const line = `aws ec2 modify-vpn-tunnel-options ${await ofTunnel(0)} --tunnel-options '{"Phase1LifetimeSeconds":28800,"Phase1EncryptionAlgorithms":[{"Value":"AES256-GCM-16"}],"IKEVersions":[{"Value":"ikev2"}],"StartupAction":"start","LogOptions":{"CloudWatchLogOptions":{"LogEnabled":true,"LogGroupArn":"arn:aws:logs:eu-central-1:111122223333:log-group:vpn","LogOutputFormat":"json"}}}'`;
		const before = await read();
		expect(await aws.code(`${line} --dry-run`)).toBe('DryRunOperation');
		expect(await read()).toEqual(before);
		expect((await aws.json(line)).VpnConnection).toMatchObject({VpnConnectionId: id, State: 'available'});
		expect((await read()).State).toBe('modifying');
		expect(await statuses()).toEqual(['DOWN', 'UP']);
		expect(
			await aws.code(`aws ec2 modify-vpn-tunnel-options ${await ofTunnel(1)} --tunnel-options DPDTimeoutSeconds=40`),
		).toBe('IncorrectState');
		expect(
			(await aws.json(`aws ec2 get-active-vpn-tunnel-status ${await ofTunnel(0)}`)).ActiveVpnTunnelStatus,
		).toMatchObject({ProvisioningStatus: 'pending'});
		settle();
		await aws.json(`aws ec2 wait vpn-connection-available --vpn-connection-ids ${id}`);
		expect(await statuses()).toEqual(['UP', 'UP']);
		expect(await tunnelOf(0)).toMatchObject({
			Phase1LifetimeSeconds: 28_800,
			Phase1EncryptionAlgorithms: [{Value: 'AES256-GCM-16'}],
			IkeVersions: [{Value: 'ikev2'}],
			StartupAction: 'start',
			LogOptions: {CloudWatchLogOptions: {LogEnabled: true, LogOutputFormat: 'json'}},
		});
		expect(
			(await aws.json(`aws ec2 get-active-vpn-tunnel-status ${await ofTunnel(0)}`)).ActiveVpnTunnelStatus,
		).toMatchObject({Phase1EncryptionAlgorithm: 'AES256-GCM-16', IkeVersion: 'ikev2', ProvisioningStatus: 'available'});
		expect(await tunnelOf(1)).not.toHaveProperty('StartupAction');
	});

	it('a new key, and a key that goes to Secrets Manager', async () => {
		const options = (more: string) =>
			ofTunnel(1).then(of => aws.json(`aws ec2 modify-vpn-tunnel-options ${of} ${more}`));
		await options('--tunnel-options PreSharedKey=Another.key_0123456789');
		settle();
		expect((await tunnelOf(1)).PreSharedKey).toBe('Another.key_0123456789');
		await options(`--tunnel-options '{}' --pre-shared-key-storage SecretsManager`);
		settle();
		expect((await read()).PreSharedKeyArn).toContain('secretsmanager');
		expect(await tunnelOf(1)).not.toHaveProperty('PreSharedKey');
		await options(`--tunnel-options '{}' --pre-shared-key-storage Standard`);
		settle();
		expect((await tunnelOf(1)).PreSharedKey).toBe('Another.key_0123456789');
	});

	it('lifecycle control, pending maintenance, replace-vpn-tunnel and its status', async () => {
		const switched = (on: boolean, more = '') =>
			`aws ec2 modify-vpn-tunnel-options $OF --tunnel-options EnableTunnelLifecycleControl=${on} ${more}`;
		const of = await ofTunnel(0);
		await aws.json(switched(true, '--skip-tunnel-replacement').replace('$OF', of));
		expect(await statuses()).toEqual(['UP', 'UP']);
		aws.sandbox.announceMaintenance(id, 0, 24 * 60 * 60 * 1000);
		const status = async () => (await aws.json(`aws ec2 get-vpn-tunnel-replacement-status ${of}`)).MaintenanceDetails;
		expect(await status()).toMatchObject({
			PendingMaintenance: 'Available',
			MaintenanceAutoAppliedAfter: expect.stringMatching(/^\d{4}-/),
		});
		expect(await aws.code(switched(false, '--skip-tunnel-replacement').replace('$OF', of))).toBe('IncorrectState');
		const replace = `aws ec2 replace-vpn-tunnel ${of} --apply-pending-maintenance`;
		expect(await aws.code(`${replace} --dry-run`)).toBe('DryRunOperation');
		expect(await status()).toMatchObject({PendingMaintenance: 'Available'});
		expect(await aws.json(replace)).toEqual({Return: true});
		expect(await statuses()).toEqual(['DOWN', 'UP']);
		expect(await status()).toMatchObject({
			PendingMaintenance: 'None',
			LastMaintenanceApplied: expect.stringMatching(/^\d{4}-/),
		});
		settle();
		expect(await aws.code(`aws ec2 modify-vpn-tunnel-certificate ${of}`)).toBe('UnsupportedOperation');
	});

	it('modify-vpn-connection-options and modify-vpn-connection take both tunnels down', async () => {
		const range = `aws ec2 modify-vpn-connection-options ${ofId} --local-ipv4-network-cidr 10.0.0.0/8`;
		expect(await aws.code(`${range} --dry-run`)).toBe('DryRunOperation');
		expect((await aws.json(range)).VpnConnection.State).toBe('modifying');
		expect(await statuses()).toEqual(['DOWN', 'DOWN']);
		settle();
		expect(await statuses()).toEqual(['UP', 'UP']);

		const move = `aws ec2 modify-vpn-connection ${ofId} --transit-gateway-id ${hub}`;
		expect(await aws.code(`${move} --dry-run`)).toBe('DryRunOperation');
		expect((await aws.json(move)).VpnConnection).toMatchObject({State: 'modifying', TransitGatewayId: hub});
		settle();
		const attachments = async () =>
			(
				await aws.json(
					`aws ec2 describe-transit-gateway-attachments --filters Name=resource-id,Values=${id} Name=state,Values=available`,
				)
			).TransitGatewayAttachments;
		expect(await attachments()).toMatchObject([{TransitGatewayId: hub, ResourceType: 'vpn'}]);
		await aws.json(`aws ec2 modify-vpn-connection ${ofId} --vpn-gateway-id vgw-f211f09b`);
		settle();
		expect(await attachments()).toEqual([]);
		await aws.json(`aws ec2 modify-vpn-connection ${ofId} --customer-gateway-id cgw-0e11f167`);
		settle();
		expect(await read()).toMatchObject({CustomerGatewayId: 'cgw-0e11f167', VpnGatewayId: 'vgw-f211f09b'});
	});

	it('routes of a transit gateway and of a VPC', async () => {
		const {TransitGatewayRouteTables: tables} = await aws.json(
			`aws ec2 describe-transit-gateway-route-tables --filters Name=transit-gateway-id,Values=${hub}`,
		);
		const {TransitGatewayAttachments: attachments} = await aws.json(
			'aws ec2 describe-transit-gateway-attachments --filters Name=resource-type,Values=vpn',
		);
		const table = `--transit-gateway-route-table-id ${tables[0].TransitGatewayRouteTableId}`;
		const attachment = `--transit-gateway-attachment-id ${attachments[0].TransitGatewayAttachmentId}`;
		const route = `${table} --destination-cidr-block 172.19.0.0/16`;
		const shown = async (line: string) => (await aws.json(`aws ec2 ${line}`)).Route;
		expect(await shown(`create-transit-gateway-route ${route} --blackhole`)).toMatchObject({State: 'blackhole'});
		const replace = `replace-transit-gateway-route ${route} ${attachment}`;
		expect(await aws.code(`aws ec2 ${replace} --dry-run`)).toBe('DryRunOperation');
		expect(await shown(replace)).toMatchObject({State: 'active', Type: 'static'});
		expect(await shown(`delete-transit-gateway-route ${route}`)).toMatchObject({State: 'deleted'});
		const propagation = `disable-transit-gateway-route-table-propagation ${table} ${attachment}`;
		expect((await aws.json(`aws ec2 ${propagation}`)).Propagation).toMatchObject({State: 'disabled'});
		expect((await aws.json(`aws ec2 ${propagation.replace('disable', 'enable')}`)).Propagation).toMatchObject({
			State: 'enabled',
		});
		const association = `disassociate-transit-gateway-route-table ${table} ${attachment}`;
		expect((await aws.json(`aws ec2 ${association}`)).Association).toMatchObject({State: 'disassociating'});
		settle();
		expect((await aws.json(`aws ec2 ${association.replace('dis', '')}`)).Association).toMatchObject({
			State: 'associating',
		});
		expect(
			(await aws.json(`aws ec2 get-transit-gateway-route-table-propagations ${table}`))
				.TransitGatewayRouteTablePropagations,
		).toEqual(expect.arrayContaining([expect.objectContaining({ResourceType: 'vpn', State: 'enabled'})]));
		const tableId = tables[0].TransitGatewayRouteTableId;
		expect(
			(await aws.json(`aws ec2 get-transit-gateway-attachment-propagations ${attachment}`))
				.TransitGatewayAttachmentPropagations,
		).toEqual([{TransitGatewayRouteTableId: tableId, State: 'enabled'}]);
		const off = 'DefaultRouteTablePropagation=disable,DefaultRouteTableAssociation=disable';
		const modify = `modify-transit-gateway --transit-gateway-id ${hub} --options`;
		expect((await aws.json(`aws ec2 ${modify} ${off}`)).TransitGateway.Options).toMatchObject({
			DefaultRouteTablePropagation: 'disable',
			DefaultRouteTableAssociation: 'disable',
		});
		settle();
		const on = `DefaultRouteTablePropagation=enable,PropagationDefaultRouteTableId=${tableId}`;
		expect((await aws.json(`aws ec2 ${modify} ${on}`)).TransitGateway.Options).toMatchObject({
			DefaultRouteTablePropagation: 'enable',
			PropagationDefaultRouteTableId: tableId,
		});

		const {RouteTables: vpcTables} = await aws.json(
			'aws ec2 describe-route-tables --filters Name=tag:Name,Values=production-private',
		);
		const inVpc = `--route-table-id ${vpcTables[0].RouteTableId} --destination-cidr-block 172.19.0.0/16`;
		expect(await aws.json(`aws ec2 create-route ${inVpc} --gateway-id vgw-9a4cacf3`)).toEqual({Return: true});
		await aws.json(`aws ec2 replace-route ${inVpc} --transit-gateway-id ${hub}`);
		await aws.json(`aws ec2 delete-route ${inVpc}`);
		expect(await aws.code(`aws ec2 delete-route ${inVpc}`)).toBe('InvalidRoute.NotFound');
		const propagating = `--gateway-id vgw-9a4cacf3 --route-table-id ${vpcTables[0].RouteTableId}`;
		await aws.json(`aws ec2 enable-vgw-route-propagation ${propagating}`);
		await aws.json(`aws ec2 disable-vgw-route-propagation ${propagating}`);
	});

	it('static prefixes of a connection, which have no dry run and linger once they are deleted', async () => {
		const {
			VpnConnections: [found],
		} = await aws.json('aws ec2 describe-vpn-connections --filters Name=tag:Name,Values=osaka-shared');
		const route = `--vpn-connection-id ${found.VpnConnectionId} --destination-cidr-block 192.168.99.0/24`;
		const {stderr} = await aws.shell(`aws ec2 create-vpn-connection-route ${route} --dry-run`);
		expect(stderr).toMatch(/Unknown options: --dry-run/);
		await aws.json(`aws ec2 create-vpn-connection-route ${route}`);
		settle();
		await aws.json(`aws ec2 delete-vpn-connection-route ${route}`);
		settle();
		const {
			VpnConnections: [after],
		} = await aws.json(`aws ec2 describe-vpn-connections --vpn-connection-ids ${found.VpnConnectionId}`);
		expect(after.Routes).toEqual(
			expect.arrayContaining([{DestinationCidrBlock: '192.168.99.0/24', Source: 'Static', State: 'deleted'}]),
		);
	});

	it('tags: with a key alone, with an empty value, and all of them where none is named', async () => {
		const tags = async () =>
			Object.fromEntries(
				(await aws.json(`aws ec2 describe-tags --filters Name=resource-id,Values=${id}`)).Tags.map(
					({Key: key, Value: value}: {Key: string; Value: string}) => [key, value],
				),
			);
		const before = await tags();
		await aws.json(`aws ec2 create-tags --resources ${id} --tags Key=a,Value=1 Key=b,Value=`);
		await aws.json(`aws ec2 delete-tags --resources ${id} --tags Key=a,Value= Key=b,Value=`);
		expect(await tags()).toEqual({...before, a: '1'});
		expect(await aws.code(`aws ec2 delete-tags --resources ${id} --tags Key=a --dry-run`)).toBe('DryRunOperation');
		await aws.json(`aws ec2 delete-tags --resources ${id} --tags Key=a`);
		expect(await tags()).toEqual(before);
		expect(await aws.code(`aws ec2 create-tags --resources ${id} --tags Key=aws:x,Value=1`)).toBe(
			'InvalidParameterValue',
		);
		await aws.json(`aws ec2 delete-tags --resources ${id}`);
		expect(await tags()).toEqual({});
	});
});
