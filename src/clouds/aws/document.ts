import * as z from 'zod';
import type {DocumentPart} from '../contract/document-part.ts';
import {standards} from '../contract/option.ts';
import {optionMembers} from '../document/option-members.ts';
import {
	asn,
	cidr,
	keySource,
	membersUnder,
	ownKeys,
	posix,
	rangePair,
	routing,
	securityPreset,
	siteGateway,
	tags,
} from '../document/parts.ts';
import {awsSite} from './form/fields.ts';
import {aws} from './module.ts';
import {connectionStandards, documentOptions, logOptions, tunnelOptions} from './options.ts';
import {awsPresets} from './presets.ts';

/** One AWS tunnel's options; what is left out comes from the security preset. Source: EC2 API, VpnTunnelOptionsSpecification. */
const awsTunnelOptions = z.strictObject({
	...optionMembers(documentOptions),
	logs: z.strictObject(optionMembers(logOptions)).optional(),
});
export type AwsTunnelOptions = z.infer<typeof awsTunnelOptions>;

const awsTunnel = z.strictObject({
	presharedKey: keySource.default({from: 'generated'}),
	insideCidr: cidr.optional().describe('/30 in 169.254.0.0/16; AWS picks one if left out'),
	insideIpv6Cidr: z.string().optional().describe('/126 in fd00::/8'),
	options: awsTunnelOptions.optional(),
});
export type AwsTunnel = z.infer<typeof awsTunnel>;

export const awsConnection = z.strictObject({
	$schema: z.string().optional(),
	version: z.literal(1),
	cloud: z.literal('aws'),
	name: z.string().min(1).max(256),
	region: z.string().regex(aws.region.form, 'must look like eu-central-1'),
	cloudGateway: z
		.discriminatedUnion('kind', [
			z.strictObject({kind: z.literal('vgw'), id: z.string().regex(/^vgw-[0-9a-f]+$/, 'must look like vgw-9a4cacf3')}),
			z.strictObject({kind: z.literal('tgw'), id: z.string().regex(/^tgw-[0-9a-f]+$/, 'must look like tgw-0c2d11f0')}),
			z.strictObject({
				kind: z.literal('new-vgw'),
				vpcId: z.string().regex(/^vpc-[0-9a-f]+$/, 'must look like vpc-0a1b2c3d'),
				name: z.string().max(256).optional(),
				asn: asn.optional(),
			}),
			z.strictObject({kind: z.literal('concentrator'), id: z.string().min(1)}),
			z.strictObject({kind: z.literal('none')}).describe('Attached later, for Cloud WAN'),
		])
		.describe("The cloud's end of the tunnel"),
	site: siteGateway(awsSite.longestName, 'cgw-'),
	routing,
	ranges: z
		.array(rangePair)
		.max(1)
		.default([])
		.describe('One pair that the traffic is narrowed to; none: a new connection takes everything'),
	routeTables: z
		.array(z.string().regex(/^rtb-[0-9a-f]+$/, 'must look like rtb-0d9e1f2a'))
		.default([])
		.describe('Route tables that learn the site’s routes from the virtual private gateway'),
	security: z.strictObject({preset: securityPreset, options: awsTunnelOptions.optional()}).default({preset: 'strong'}),
	tunnels: z
		.tuple([awsTunnel, awsTunnel])
		.default([{presharedKey: {from: 'generated'}}, {presharedKey: {from: 'generated'}}]),
	keyStorage: z.enum(['Standard', 'SecretsManager']).optional(),
	acceleration: z.boolean().optional(),
	insideIpVersion: z.enum(['ipv4', 'ipv6']).optional(),
	ipv6Ranges: z.strictObject({cloudSide: z.string(), siteSide: z.string()}).optional(),
	outsideAddressType: z.enum(['PublicIpv4', 'PrivateIpv4', 'Ipv6']).optional(),
	transportAttachmentId: z.string().optional(),
	tunnelBandwidth: z.enum(['standard', 'large']).optional(),
	tags,
});
export type AwsConnection = z.infer<typeof awsConnection>;

const ec2 = 'Amazon EC2 API Reference';
const ofTunnel = /^tunnels\[\d*\]\.options/;

/** What AWS says of its document beside the schema. */
export const awsDocumentPart: DocumentPart = {
	schema: awsConnection,
	sources: [
		[/^security\.preset$/, 'tunnelwright: its presets'],
		[/^security\.options\.logs/, `${ec2}, CloudWatchLogOptionsSpecification`],
		[/presharedKey\.name$/, posix],
		[/presharedKey\.from$/, ownKeys],
		[/^(security\.options|tunnels)/, `${ec2}, VpnTunnelOptionsSpecification`],
		[/^cloudGateway\.(vpcId|name|asn)/, `${ec2}, CreateVpnGateway and AttachVpnGateway`],
		[/^site/, `${ec2}, CreateCustomerGateway`],
		[/^routing\.(tunnelCidr|cloudAddress|siteAddress)/, 'RFC 4632, section 3.1'],
		[/^routing\.prefixes/, `${ec2}, CreateVpnConnectionRoute and CreateTransitGatewayRoute`],
		[/^routeTables/, `${ec2}, EnableVgwRoutePropagation`],
		[/^region/, `${ec2}, DescribeRegions`],
		[/^name/, 'Amazon EC2 User Guide, "Tag restrictions"'],
		[/^(keyStorage|cloudGateway|routing\.mode)/, `${ec2}, CreateVpnConnection`],
		[/^/, `${ec2}, VpnConnectionOptionsSpecification`],
	],
	examples: {
		region: aws.region.example,
		'cloudGateway.id': 'vgw-9a4cacf3 or tgw-0c2d11f0',
		'cloudGateway.vpcId': 'vpc-0a1b2c3d',
		'site.id': 'cgw-0e11f167',
		'routeTables[]': 'rtb-0d9e1f2a',
		'tunnels[].presharedKey.name': 'VPN_KEY',
		'tunnels[].insideCidr': '169.254.44.0/30',
	},
	kinds: {'cloudGateway.kind': ['vgw', 'tgw', 'new-vgw', 'concentrator', 'none'], 'routing.mode': ['bgp', 'static']},
	keyPlace: '"tunnels": [{"presharedKey": {"from": "env", "name": "VPN_KEY"}}, {}] says from where each tunnel’s comes',
	defaults: {
		...connectionStandards,
		...membersUnder('security.options', {...standards(tunnelOptions), ...awsPresets.strong}),
		...membersUnder('security.options.logs', standards(logOptions)),
		// EC2 API, VpnConnectionOptionsSpecification
		'ipv6Ranges.cloudSide': '::/0',
		'ipv6Ranges.siteSide': '::/0',
	},
	wanted: () => ({}),
	sameAs: field => field.replace(ofTunnel, 'security.options'),
};
