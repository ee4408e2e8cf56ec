import type {
	AttachVpnGatewayCommandInput,
	CreateCustomerGatewayCommandInput,
	CreateTagsCommandInput,
	CreateTransitGatewayRouteCommandInput,
	CreateVpnConnectionCommandInput,
	CreateVpnConnectionRouteCommandInput,
	CreateVpnGatewayCommandInput,
	DescribeTransitGatewayAttachmentsCommandInput,
	DescribeVpnConnectionsCommandInput,
	EnableVgwRoutePropagationCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';

/*
 * The requests that a plan may hold, checked when they are sent: the SDK drops members that it does not know without a word
 * (a DryRun on a call that has none would be carried out), and a plan may come from a journal that was edited.
 */

const tag = z.strictObject({Key: z.string(), Value: z.string()});

function tagSpecifications<Type extends 'vpn-gateway' | 'customer-gateway' | 'vpn-connection'>(type: Type) {
	return z.array(z.strictObject({ResourceType: z.literal(type), Tags: z.array(tag)})).optional();
}

const encryption = z
	.array(z.strictObject({Value: z.enum(['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'])}))
	.optional();
const integrity = z.array(z.strictObject({Value: z.enum(['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'])})).optional();
const dhGroups = z.array(z.strictObject({Value: z.number().int()})).optional();

const tunnelOptions = z.strictObject({
	TunnelInsideCidr: z.string().optional(),
	TunnelInsideIpv6Cidr: z.string().optional(),
	PreSharedKey: z.string().optional(),
	Phase1LifetimeSeconds: z.number().int().optional(),
	Phase2LifetimeSeconds: z.number().int().optional(),
	RekeyMarginTimeSeconds: z.number().int().optional(),
	RekeyFuzzPercentage: z.number().int().optional(),
	ReplayWindowSize: z.number().int().optional(),
	DPDTimeoutSeconds: z.number().int().optional(),
	DPDTimeoutAction: z.string().optional(),
	Phase1EncryptionAlgorithms: encryption,
	Phase2EncryptionAlgorithms: encryption,
	Phase1IntegrityAlgorithms: integrity,
	Phase2IntegrityAlgorithms: integrity,
	Phase1DHGroupNumbers: dhGroups,
	Phase2DHGroupNumbers: dhGroups,
	IKEVersions: z.array(z.strictObject({Value: z.enum(['ikev1', 'ikev2'])})).optional(),
	StartupAction: z.string().optional(),
	LogOptions: z
		.strictObject({
			CloudWatchLogOptions: z.strictObject({
				LogEnabled: z.boolean().optional(),
				LogGroupArn: z.string().optional(),
				LogOutputFormat: z.string().optional(),
				BgpLogEnabled: z.boolean().optional(),
				BgpLogGroupArn: z.string().optional(),
				BgpLogOutputFormat: z.string().optional(),
			}),
		})
		.optional(),
	EnableTunnelLifecycleControl: z.boolean().optional(),
});

export const requests = {
	CreateVpnGateway: z.strictObject({
		Type: z.literal('ipsec.1'),
		AmazonSideAsn: z.number().int().optional(),
		TagSpecifications: tagSpecifications('vpn-gateway'),
	}) satisfies z.ZodType<CreateVpnGatewayCommandInput>,
	AttachVpnGateway: z.strictObject({
		VpcId: z.string(),
		VpnGatewayId: z.string(),
	}) satisfies z.ZodType<AttachVpnGatewayCommandInput>,
	CreateCustomerGateway: z.strictObject({
		Type: z.literal('ipsec.1'),
		IpAddress: z.string().optional(),
		BgpAsn: z.number().int().optional(),
		BgpAsnExtended: z.number().int().optional(),
		DeviceName: z.string().optional(),
		CertificateArn: z.string().optional(),
		TagSpecifications: tagSpecifications('customer-gateway'),
	}) satisfies z.ZodType<CreateCustomerGatewayCommandInput>,
	CreateVpnConnection: z.strictObject({
		Type: z.literal('ipsec.1'),
		CustomerGatewayId: z.string(),
		VpnGatewayId: z.string().optional(),
		TransitGatewayId: z.string().optional(),
		VpnConcentratorId: z.string().optional(),
		PreSharedKeyStorage: z.string().optional(),
		Options: z.strictObject({
			EnableAcceleration: z.boolean().optional(),
			StaticRoutesOnly: z.boolean(),
			TunnelInsideIpVersion: z.enum(['ipv4', 'ipv6']).optional(),
			LocalIpv4NetworkCidr: z.string().optional(),
			RemoteIpv4NetworkCidr: z.string().optional(),
			LocalIpv6NetworkCidr: z.string().optional(),
			RemoteIpv6NetworkCidr: z.string().optional(),
			OutsideIpAddressType: z.string().optional(),
			TransportTransitGatewayAttachmentId: z.string().optional(),
			TunnelBandwidth: z.enum(['standard', 'large']).optional(),
			TunnelOptions: z.array(tunnelOptions).length(2),
		}),
		TagSpecifications: tagSpecifications('vpn-connection'),
	}) satisfies z.ZodType<CreateVpnConnectionCommandInput>,
	CreateVpnConnectionRoute: z.strictObject({
		DestinationCidrBlock: z.string(),
		VpnConnectionId: z.string(),
	}) satisfies z.ZodType<CreateVpnConnectionRouteCommandInput>,
	EnableVgwRoutePropagation: z.strictObject({
		GatewayId: z.string(),
		RouteTableId: z.string(),
	}) satisfies z.ZodType<EnableVgwRoutePropagationCommandInput>,
	DescribeVpnConnections: z.strictObject({
		VpnConnectionIds: z.array(z.string()).length(1),
	}) satisfies z.ZodType<DescribeVpnConnectionsCommandInput>,
	DescribeTransitGatewayAttachments: z.strictObject({
		Filters: z.array(z.strictObject({Name: z.string(), Values: z.array(z.string())})),
	}) satisfies z.ZodType<DescribeTransitGatewayAttachmentsCommandInput>,
	CreateTransitGatewayRoute: z.strictObject({
		DestinationCidrBlock: z.string(),
		TransitGatewayRouteTableId: z.string(),
		TransitGatewayAttachmentId: z.string(),
	}) satisfies z.ZodType<CreateTransitGatewayRouteCommandInput>,
	CreateTags: z.strictObject({
		Resources: z.array(z.string()),
		Tags: z.array(tag),
	}) satisfies z.ZodType<CreateTagsCommandInput>,
} as const;

export type CallName = keyof typeof requests;
export type Request<Name extends CallName> = z.output<(typeof requests)[Name]>;

export function isCallName(name: string): name is CallName {
	return Object.hasOwn(requests, name);
}
