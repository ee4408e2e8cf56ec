import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsShell, hasAws, openAwsShell} from './aws-shell.ts';

/*
 * The real `aws` CLI, which nobody here wrote, must get from the sandbox what it would get from EC2.
 */

if (!hasAws) console.warn('aws-cli.test.ts skipped: there is no `aws` command on this machine');

describe.skipIf(!hasAws)(
	'the aws CLI against the sandbox (skipped where there is no `aws`)',
	{timeout: 180_000},
	() => {
		let aws: AwsShell;

		beforeAll(async () => {
			aws = await openAwsShell({speed: 20});
		});
		afterAll(() => aws.close());

		const shell: AwsShell['shell'] = (line, env) => aws.shell(line, env);
		const json: AwsShell['json'] = line => aws.json(line);

		const dynamic =
			'aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id cgw-0e11f167 --vpn-gateway-id vgw-9a4cacf3';
		const withStatic = `${dynamic} --options "{\\"StaticRoutesOnly\\":true}"`;
		const vpnId = /^vpn-0[0-9a-f]{16}$/;

		it('dry runs first: the answer is an error, as with EC2, and nothing is made', async () => {
			for (const line of [dynamic, withStatic]) {
				const {status, stderr} = await shell(`${line} --dry-run`);
				expect(stderr).toContain('An error occurred (DryRunOperation) when calling the CreateVpnConnection operation');
				expect(status).toBeGreaterThan(0);
			}

			const {VpnConnections: made} = await json(
				'aws ec2 describe-vpn-connections --filters Name=customer-gateway-id,Values=cgw-0e11f167',
			);
			expect(made).toEqual([]);
		});

		it('both documented examples run as printed, one after the other, with the documented fields', async () => {
			const {VpnConnection: first} = await json(dynamic);
			expect(first).toMatchObject({
				VpnConnectionId: expect.stringMatching(vpnId),
				CustomerGatewayConfiguration: expect.stringContaining('<vpn_connection id='),
				State: expect.stringMatching(/^(pending|available)$/),
				Type: 'ipsec.1',
				VpnGatewayId: 'vgw-9a4cacf3',
				CustomerGatewayId: 'cgw-0e11f167',
				Options: {StaticRoutesOnly: false},
				Tags: [],
				Routes: [],
				VgwTelemetry: expect.any(Array),
			});
			const {VpnConnection: second} = await json(withStatic);
			expect(second).toMatchObject({
				VpnConnectionId: expect.stringMatching(vpnId),
				CustomerGatewayConfiguration: expect.stringContaining('NoBGPVPNConnection'),
				State: 'pending',
				VpnGatewayId: 'vgw-9a4cacf3',
				CustomerGatewayId: 'cgw-0e11f167',
				Options: {StaticRoutesOnly: true},
			});
			expect(second.VpnConnectionId).not.toBe(first.VpnConnectionId);

			// The same in the shorthand syntax and from a file is the same connection.
			const {VpnConnection: shorthand} = await json(`${dynamic} --options StaticRoutesOnly=true`);
			await writeFile(
				join(aws.folder, 'input.json'),
				JSON.stringify({
					DryRun: false,
					Type: 'ipsec.1',
					CustomerGatewayId: 'cgw-0e11f167',
					VpnGatewayId: 'vgw-9a4cacf3',
					Options: {StaticRoutesOnly: true},
				}),
			);
			const {VpnConnection: fromFile} = await json('aws ec2 create-vpn-connection --cli-input-json file://input.json');
			expect([shorthand.VpnConnectionId, fromFile.VpnConnectionId]).toEqual([
				second.VpnConnectionId,
				second.VpnConnectionId,
			]);

			// What else stands on the command line overrides the file.
			const {VpnConnection: overridden} = await json(
				'aws ec2 create-vpn-connection --cli-input-json file://input.json --options StaticRoutesOnly=false',
			);
			expect(overridden.VpnConnectionId).toBe(first.VpnConnectionId);
		});

		it('the skeleton that the CLI prints is a request that the sandbox understands', async () => {
			const {status, stdout} = await shell('aws ec2 create-vpn-connection --generate-cli-skeleton');
			expect(status).toBe(0);
			await writeFile(join(aws.folder, 'skeleton.json'), stdout);
			const answer = await shell('aws ec2 create-vpn-connection --cli-input-json file://skeleton.json');
			expect(answer.stderr).toContain('(DryRunOperation)');
		});

		it('the CLI waits for the connection and reads its tunnels', async () => {
			const {VpnConnection: made} = await json(
				`${dynamic} --options '{"TunnelOptions":[{"TunnelInsideCidr":"169.254.77.0/30","IKEVersions":[{"Value":"ikev2"}],"Phase1DHGroupNumbers":[{"Value":20}]},{"TunnelInsideCidr":"169.254.78.0/30"}]}' --tag-specifications 'ResourceType=vpn-connection,Tags=[{Key=Name,Value=from cli}]'`,
			);
			await json(`aws ec2 wait vpn-connection-available --vpn-connection-ids ${made.VpnConnectionId}`);
			const {
				VpnConnections: [found],
			} = await json(`aws ec2 describe-vpn-connections --vpn-connection-ids ${made.VpnConnectionId}`);
			expect(found).toMatchObject({State: 'available', Tags: [{Key: 'Name', Value: 'from cli'}]});
			expect(found.VgwTelemetry).toHaveLength(2);
			expect(found.VgwTelemetry[0]).toMatchObject({
				OutsideIpAddress: expect.any(String),
				Status: expect.stringMatching(/^(UP|DOWN)$/),
				LastStatusChange: expect.any(String),
				StatusMessage: expect.any(String),
				AcceptedRouteCount: expect.any(Number),
			});
			const tunnel = found.Options.TunnelOptions.find(
				(candidate: {TunnelInsideCidr: string}) => candidate.TunnelInsideCidr === '169.254.77.0/30',
			);
			expect(tunnel).toMatchObject({IkeVersions: [{Value: 'ikev2'}], Phase1DHGroupNumbers: [{Value: 20}]});
		});

		it('the whole way of a static connection, and back', async () => {
			const {CustomerGateway: site} = await json(
				'aws ec2 create-customer-gateway --type ipsec.1 --ip-address 203.0.113.88 --bgp-asn 65088',
			);
			const {VpnConnection: made} = await json(
				`aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id ${site.CustomerGatewayId} --vpn-gateway-id vgw-9a4cacf3 --options StaticRoutesOnly=true`,
			);
			const id = made.VpnConnectionId;
			await json(`aws ec2 wait vpn-connection-available --vpn-connection-ids ${id}`);
			await json(
				`aws ec2 create-vpn-connection-route --vpn-connection-id ${id} --destination-cidr-block 192.168.88.0/24`,
			);
			const {RouteTables: tables} = await json(
				'aws ec2 describe-route-tables --filters Name=tag:Name,Values=production-private',
			);
			await json(
				`aws ec2 enable-vgw-route-propagation --gateway-id vgw-9a4cacf3 --route-table-id ${tables[0].RouteTableId}`,
			);
			await json(`aws ec2 create-tags --resources ${id} --tags Key=Name,Value=whole-way`);
			const {
				VpnConnections: [found],
			} = await json('aws ec2 describe-vpn-connections --filters Name=tag:Name,Values=whole-way');
			expect(found.Routes[0]).toMatchObject({DestinationCidrBlock: '192.168.88.0/24', Source: 'Static'});
			await json(
				`aws ec2 delete-vpn-connection-route --vpn-connection-id ${id} --destination-cidr-block 192.168.88.0/24`,
			);
			await json(`aws ec2 delete-vpn-connection --vpn-connection-id ${id}`);
			await json(`aws ec2 wait vpn-connection-deleted --vpn-connection-ids ${id}`);
			await json(`aws ec2 delete-customer-gateway --customer-gateway-id ${site.CustomerGatewayId}`);
		});

		it.each([
			'describe-regions --all-regions',
			'describe-vpcs',
			'describe-vpn-gateways',
			'describe-transit-gateways',
			'describe-transit-gateway-attachments',
			'describe-transit-gateway-vpc-attachments',
			'describe-transit-gateway-route-tables',
			'describe-customer-gateways',
			'describe-route-tables',
			'describe-vpn-connections',
			'describe-vpn-concentrators',
			'describe-tags',
			'get-vpn-connection-device-types',
		])('%s gives something that the CLI can read', async command => {
			const answer = await json(`aws ec2 ${command}`);
			expect(Object.values(answer)[0]).toEqual(expect.any(Array));
		});

		it('what befalls a gateway is told as EC2 tells it', async () => {
			const gateway = 'aws ec2 describe-vpn-gateways --vpn-gateway-ids vgw-9a4cacf3';
			const [well] = (await json(gateway)).VpnGateways;
			expect(well.VpcAttachments).toMatchObject([{State: 'attached'}]);
			aws.sandbox.setGateway('vgw-9a4cacf3', 'detached');
			const [detached] = (await json(gateway)).VpnGateways;
			expect(detached).toEqual({...well, VpcAttachments: [{...well.VpcAttachments[0], State: 'detached'}]});
			const {VpnGateways: found} = await json(
				'aws ec2 describe-vpn-gateways --filters Name=attachment.state,Values=detached',
			);
			expect(found).toMatchObject([{VpnGatewayId: 'vgw-9a4cacf3'}]);
			aws.sandbox.setGateway('vgw-9a4cacf3', 'well');
			expect((await json(gateway)).VpnGateways).toEqual([well]);
			const joints = 'aws ec2 describe-transit-gateway-attachments --filters Name=resource-type,Values=vpn';
			const [joint] = (await json(joints)).TransitGatewayAttachments;
			aws.sandbox.setGateway(joint.TransitGatewayId, 'deleting');
			const {TransitGatewayAttachments: going} = await json(`${joints} Name=state,Values=deleting`);
			expect(going).toContainEqual({...joint, State: 'deleting'});
			aws.sandbox.setGateway(joint.TransitGatewayId, 'well');
		});

		it('says who is asking, and who is not known', async () => {
			const {Account: account} = await json('aws sts get-caller-identity');
			expect(account).toMatch(/^\d{12}$/);
			const {stderr} = await shell('aws ec2 describe-regions', {AWS_SECRET_ACCESS_KEY: 'wrong'});
			expect(stderr).toContain('(AuthFailure)');
		});
	},
);
