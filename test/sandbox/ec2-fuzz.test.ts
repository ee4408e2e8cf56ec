import {DescribeRouteTablesCommand, DescribeTransitGatewayAttachmentsCommand} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, rawCall} from './aws.ts';

/* What a user would lose: a change that the sandbox breaks on, where EC2 would say what is wrong. */

let aws: AwsSandbox;
let words: readonly string[];
beforeAll(async () => {
	aws = await openAws();
	const {RouteTables: tables = []} = await aws.ec2.send(new DescribeRouteTablesCommand({}));
	const {TransitGatewayAttachments: attachments = []} = await aws.ec2.send(
		new DescribeTransitGatewayAttachmentsCommand({}),
	);
	words = [
		...tables.map(({RouteTableId = ''}) => RouteTableId),
		...attachments.map(({TransitGatewayAttachmentId = ''}) => TransitGatewayAttachmentId),
		...attachments.map(({Association}) => Association?.TransitGatewayRouteTableId ?? ''),
		...['vpn-40f41529', 'vgw-9a4cacf3', 'vgw-f211f09b', 'cgw-0e11f167', 'cgw-b4de3fdd', 'tgw-0c2d11f0'],
		...['10.0.0.0/8', '192.168.30.0/24', '0.0.0.0/0', '10.0.0.1/8', '300.0.0.0/8', '::/0', '169.254.77.0/30'],
		...['true', 'false', 'enable', 'disable', '30', '-1', '1e3', 'constructor', '__proto__', ' ', ''],
	];
});
afterAll(() => aws.close());

const route = ['RouteTableId', 'DestinationCidrBlock', 'GatewayId', 'NatGatewayId', 'TransitGatewayId'];
const transitRoute = ['TransitGatewayRouteTableId', 'DestinationCidrBlock', 'TransitGatewayAttachmentId', 'Blackhole'];
const link = ['TransitGatewayRouteTableId', 'TransitGatewayAttachmentId'];
const tunnel = ['VpnConnectionId', 'VpnTunnelOutsideIpAddress'];
const tags = ['ResourceId.1', 'ResourceId.2', 'Tag.1.Key', 'Tag.1.Value', 'Tag.2.Key'];

/** Every call that changes what stands, and the parameters that it may have. */
const calls: Readonly<Record<string, readonly string[]>> = {
	AssociateTransitGatewayRouteTable: link,
	CreateRoute: route,
	CreateTags: tags,
	CreateTransitGatewayRoute: transitRoute,
	CreateTransitGatewayRouteTable: ['TransitGatewayId', 'TagSpecifications.1.ResourceType'],
	CreateVpnConnectionRoute: ['VpnConnectionId', 'DestinationCidrBlock'],
	DeleteRoute: route.slice(0, 2),
	DeleteTags: tags,
	DeleteTransitGatewayRoute: transitRoute.slice(0, 2),
	DeleteTransitGatewayRouteTable: link.slice(0, 1),
	DeleteVpnConnectionRoute: ['VpnConnectionId', 'DestinationCidrBlock'],
	DisableTransitGatewayRouteTablePropagation: link,
	DisableVgwRoutePropagation: ['GatewayId', 'RouteTableId'],
	DisassociateTransitGatewayRouteTable: link,
	EnableTransitGatewayRouteTablePropagation: link,
	EnableVgwRoutePropagation: ['GatewayId', 'RouteTableId'],
	GetActiveVpnTunnelStatus: tunnel,
	GetTransitGatewayAttachmentPropagations: [...link.slice(1), 'Filter.1.Name', 'Filter.1.Value.1'],
	GetTransitGatewayRouteTableAssociations: [...link.slice(0, 1), 'Filter.1.Name', 'Filter.1.Value.1'],
	GetTransitGatewayRouteTablePropagations: [...link.slice(0, 1), 'Filter.1.Name', 'Filter.1.Value.1'],
	GetVpnTunnelReplacementStatus: tunnel,
	ModifyTransitGateway: [
		'TransitGatewayId',
		...['DefaultRouteTableAssociation', 'AssociationDefaultRouteTableId'].map(name => `Options.${name}`),
		...['DefaultRouteTablePropagation', 'PropagationDefaultRouteTableId'].map(name => `Options.${name}`),
	],
	ModifyVpnConnection: ['VpnConnectionId', 'TransitGatewayId', 'VpnGatewayId', 'CustomerGatewayId'],
	ModifyVpnConnectionOptions: [
		'VpnConnectionId',
		...['Local', 'Remote'].flatMap(side => ['Ipv4', 'Ipv6'].map(family => `${side}${family}NetworkCidr`)),
		'TunnelBandwidth',
	],
	ModifyVpnTunnelCertificate: tunnel,
	ModifyVpnTunnelOptions: [
		...tunnel,
		'TunnelOptions.PreSharedKey',
		'TunnelOptions.TunnelInsideCidr',
		'TunnelOptions.TunnelInsideIpv6Cidr',
		'TunnelOptions.DPDTimeoutSeconds',
		'TunnelOptions.IKEVersion.1.Value',
		'TunnelOptions.Phase1DHGroupNumber.1.Value',
		'TunnelOptions.LogOptions.CloudWatchLogOptions.LogEnabled',
		'TunnelOptions.EnableTunnelLifecycleControl',
		'SkipTunnelReplacement',
		'PreSharedKeyStorage',
	],
	ReplaceRoute: route,
	ReplaceTransitGatewayRoute: transitRoute,
	ReplaceVpnTunnel: [...tunnel, 'ApplyPendingMaintenance'],
	SearchTransitGatewayRoutes: [...link.slice(0, 1), 'Filter.1.Name', 'Filter.1.Value.1', 'MaxResults'],
};

const refusals = /^(?:[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)?)?$/;

describe('whatever a change holds, it is answered as EC2 answers', () => {
	it.each(Object.entries(calls))('%s', {timeout: 60_000}, async (Action, names) => {
		const answers = new Set<string>();
		await fc.assert(
			fc.asyncProperty(
				fc.subarray([...names], {minLength: Math.ceil(names.length / 3)}),
				fc.array(fc.oneof(fc.constantFrom(...words), fc.string({unit: 'binary', maxLength: 12})), {
					minLength: names.length,
					maxLength: names.length,
				}),
				async (given, values) => {
					const parameters = Object.fromEntries(given.map((name, index) => [name, values[index] ?? '']));
					const {status, code, body} = await rawCall(aws.sandbox.port, {Action, ...parameters});
					expect(body).not.toContain('The sandbox itself failed');
					expect(code).toMatch(refusals);
					expect(status).toBe(code === '' ? 200 : 400);
					answers.add(code);
					aws.advance(5000);
				},
			),
			{numRuns: 25},
		);
		// Or all of them fell at one fence.
		expect(answers.size).toBeGreaterThan(1);
	});
});
