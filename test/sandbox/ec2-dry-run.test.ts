import * as sdk from '@aws-sdk/client-ec2';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {awsReader} from '../../src/sandbox/aws-keys.ts';
import {operations} from '../../src/sandbox/ec2/protocol/operations.ts';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeAll(async () => {
	aws = await openAws();
});
afterAll(() => aws.close());

const vgw = 'vgw-9a4cacf3';
const cgw = 'cgw-0e11f167';
const vpn = 'vpn-40f41529';
const table = 'rtb-0123456789abcdef0';
const tgwTable = 'tgw-rtb-0123456789abcdef0';
const vpc = 'vpc-0123456789abcdef0';
const tgwLink = {
	TransitGatewayRouteTableId: tgwTable,
	TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0',
};

/** Every call that changes something and has a dry run, with enough to be of its shape. */
const changes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
	['AssociateTransitGatewayRouteTable', tgwLink],
	['AttachVpnGateway', {VpnGatewayId: vgw, VpcId: vpc}],
	['CreateCustomerGateway', {Type: 'ipsec.1', IpAddress: '203.0.113.77', BgpAsn: '65077'}],
	['CreateRoute', {RouteTableId: table, DestinationCidrBlock: '10.0.0.0/8', GatewayId: vgw}],
	['CreateTags', {'ResourceId.1': vgw, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b'}],
	['CreateTransitGatewayRoute', {DestinationCidrBlock: '10.0.0.0/8', TransitGatewayRouteTableId: tgwTable}],
	['CreateTransitGatewayRouteTable', {TransitGatewayId: 'tgw-0c2d11f0'}],
	['CreateVpnConcentrator', {Type: 'ipsec.1', TransitGatewayId: 'tgw-0c2d11f0'}],
	['CreateVpnConnection', {Type: 'ipsec.1', CustomerGatewayId: cgw, VpnGatewayId: vgw}],
	['CreateVpnGateway', {Type: 'ipsec.1'}],
	['DeleteCustomerGateway', {CustomerGatewayId: cgw}],
	['DeleteRoute', {RouteTableId: table, DestinationCidrBlock: '10.0.0.0/8'}],
	['DeleteTags', {'ResourceId.1': vgw}],
	['DeleteTransitGatewayRoute', {DestinationCidrBlock: '10.0.0.0/8', TransitGatewayRouteTableId: tgwTable}],
	['DeleteTransitGatewayRouteTable', {TransitGatewayRouteTableId: tgwTable}],
	['DeleteVpnConcentrator', {VpnConcentratorId: 'vcn-0123456789abcdef0'}],
	['DeleteVpnConnection', {VpnConnectionId: vpn}],
	['DeleteVpnGateway', {VpnGatewayId: vgw}],
	['DetachVpnGateway', {VpnGatewayId: vgw, VpcId: vpc}],
	['DisableTransitGatewayRouteTablePropagation', tgwLink],
	['DisableVgwRoutePropagation', {GatewayId: vgw, RouteTableId: table}],
	['DisassociateTransitGatewayRouteTable', tgwLink],
	['EnableTransitGatewayRouteTablePropagation', tgwLink],
	['EnableVgwRoutePropagation', {GatewayId: vgw, RouteTableId: table}],
	['ModifyTransitGateway', {TransitGatewayId: 'tgw-0c2d11f0'}],
	['ModifyVpnConnection', {VpnConnectionId: vpn, CustomerGatewayId: cgw}],
	['ModifyVpnConnectionOptions', {VpnConnectionId: vpn}],
	['ModifyVpnTunnelCertificate', {VpnConnectionId: vpn, VpnTunnelOutsideIpAddress: '192.0.2.1'}],
	[
		'ModifyVpnTunnelOptions',
		{VpnConnectionId: vpn, VpnTunnelOutsideIpAddress: '192.0.2.1', 'TunnelOptions.DPDTimeoutSeconds': '30'},
	],
	['ReplaceRoute', {RouteTableId: table, DestinationCidrBlock: '10.0.0.0/8', GatewayId: vgw}],
	['ReplaceTransitGatewayRoute', {DestinationCidrBlock: '10.0.0.0/8', TransitGatewayRouteTableId: tgwTable}],
	['ReplaceVpnTunnel', {VpnConnectionId: vpn, VpnTunnelOutsideIpAddress: '192.0.2.1'}],
];
const withoutDryRun = ['CreateVpnConnectionRoute', 'DeleteVpnConnectionRoute'];

async function everything(): Promise<string> {
	const {ec2} = aws;
	const answers = [
		await ec2.send(new sdk.DescribeVpnConnectionsCommand({})),
		await ec2.send(new sdk.DescribeCustomerGatewaysCommand({})),
		await ec2.send(new sdk.DescribeVpnGatewaysCommand({})),
		await ec2.send(new sdk.DescribeRouteTablesCommand({})),
		await ec2.send(new sdk.DescribeTransitGatewayAttachmentsCommand({})),
		await ec2.send(new sdk.DescribeTagsCommand({})),
	];
	return JSON.stringify(answers.map(answer => ({...answer, $metadata: undefined})));
}

describe('a dry run against the sandbox never creates what a dry run against EC2 would not', () => {
	it('covers every call that changes something', () => {
		const mutating = [...operations.values()].filter(({mutates}) => mutates).map(({name}) => name);
		expect([...changes.map(([name]) => name), ...withoutDryRun].sort()).toEqual(mutating.sort());
	});

	it.each(changes)('%s answers DryRunOperation (412) and changes nothing', async (Action, parameters) => {
		const before = await everything();
		const answer = await rawCall(aws.sandbox.port, {Action, ...parameters, DryRun: 'true'});
		expect(answer).toMatchObject({status: 412, code: 'DryRunOperation'});
		expect(await everything()).toBe(before);
		expect(aws.sandbox.requests.findLast(({action}) => action === Action)).toMatchObject({
			dryRun: true,
			code: 'DryRunOperation',
			region: 'eu-central-1',
		});
	});

	it.each(withoutDryRun)('%s has no dry run: sending one is an error, and nothing is done', async Action => {
		const before = await everything();
		const parameters = {Action, VpnConnectionId: vpn, DestinationCidrBlock: '192.168.99.0/24', DryRun: 'true'};
		expect(await rawCall(aws.sandbox.port, parameters)).toMatchObject({status: 400, code: 'UnknownParameter'});
		expect(await everything()).toBe(before);
	});

	it.each([...operations.values()].filter(({mutates}) => !mutates).map(({name}) => name))(
		'%s, which only reads, has a dry run too',
		async Action => {
			const ids: Record<string, Record<string, string>> = {
				GetActiveVpnTunnelStatus: {VpnConnectionId: vpn, VpnTunnelOutsideIpAddress: '192.0.2.1'},
				GetVpnTunnelReplacementStatus: {VpnConnectionId: vpn, VpnTunnelOutsideIpAddress: '192.0.2.1'},
				GetTransitGatewayAttachmentPropagations: {TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0'},
				GetTransitGatewayRouteTableAssociations: {TransitGatewayRouteTableId: tgwTable},
				GetTransitGatewayRouteTablePropagations: {TransitGatewayRouteTableId: tgwTable},
				GetVpnConnectionDeviceSampleConfiguration: {VpnConnectionId: vpn, VpnConnectionDeviceTypeId: 'x'},
				SearchTransitGatewayRoutes: {TransitGatewayRouteTableId: tgwTable, 'Filter.1.Name': 'type'},
			};
			const answer = await rawCall(aws.sandbox.port, {Action, ...ids[Action], DryRun: 'true'});
			expect(answer).toMatchObject({status: 412, code: 'DryRunOperation'});
		},
	);

	it('refuses a key that may only read, with DryRun and without, and creates nothing', async () => {
		const ec2 = aws.client({credentials: awsReader});
		const before = await everything();
		for (const DryRun of [true, false]) {
			const call = new sdk.CreateVpnConnectionCommand({
				Type: 'ipsec.1',
				CustomerGatewayId: cgw,
				VpnGatewayId: vgw,
				DryRun,
			});
			const {code, status, message} = await refusal(ec2.send(call));
			expect([code, status]).toEqual(['UnauthorizedOperation', 403]);
			expect(message).toMatch(/Encoded authorization failure message: [\w-]{200,}$/);
		}

		expect(await everything()).toBe(before);
		expect((await ec2.send(new sdk.DescribeVpnGatewaysCommand({}))).VpnGateways?.length).toBeGreaterThan(0);
	});
});
