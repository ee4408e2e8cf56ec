import * as z from 'zod';
import {asn, cidr, keySource, rangePair, routing, securityPreset, siteGateway, tags} from '../document/parts.ts';
import {aws} from './module.ts';

const awsEncryption = z.enum(['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16']);
const awsIntegrity = z.enum(['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512']);
const awsDh1 = z.literal([2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
const awsDh2 = z.literal([2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);

/** One AWS tunnel's options; what is left out comes from the security preset. Source: EC2 API, VpnTunnelOptionsSpecification. */
export const awsTunnelOptions = z.strictObject({
	ikeVersions: z
		.array(z.enum(['ikev1', 'ikev2']))
		.min(1)
		.optional(),
	phase1Encryption: z.array(awsEncryption).min(1).optional(),
	phase1Integrity: z.array(awsIntegrity).min(1).optional(),
	phase1DhGroups: z.array(awsDh1).min(1).optional(),
	phase1LifetimeSeconds: z.number().int().min(900).max(28_800).optional(),
	phase2Encryption: z.array(awsEncryption).min(1).optional(),
	phase2Integrity: z.array(awsIntegrity).min(1).optional(),
	phase2DhGroups: z.array(awsDh2).min(1).optional(),
	phase2LifetimeSeconds: z.number().int().min(900).max(3600).optional(),
	rekeyMarginTimeSeconds: z.number().int().min(60).max(1800).optional(),
	rekeyFuzzPercentage: z.number().int().min(0).max(100).optional(),
	replayWindowSize: z.number().int().min(64).max(2048).optional(),
	dpdTimeoutSeconds: z.number().int().min(30).optional(),
	dpdTimeoutAction: z.enum(['clear', 'none', 'restart']).optional(),
	startupAction: z.enum(['add', 'start']).optional(),
	lifecycleControl: z.boolean().optional(),
	logs: z
		.strictObject({
			logEnabled: z.boolean().optional(),
			logGroupArn: z.string().optional(),
			logOutputFormat: z.enum(['json', 'text']).optional(),
			bgpLogEnabled: z.boolean().optional(),
			bgpLogGroupArn: z.string().optional(),
			bgpLogOutputFormat: z.enum(['json', 'text']).optional(),
		})
		.optional(),
});
export type AwsTunnelOptions = z.infer<typeof awsTunnelOptions>;

export const awsTunnel = z.strictObject({
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
	site: siteGateway(256),
	routing,
	ranges: z
		.array(rangePair)
		.max(1)
		.default([{cloudSide: '0.0.0.0/0', siteSide: ['0.0.0.0/0']}]),
	routeTables: z
		.array(z.string().regex(/^rtb-[0-9a-f]+$/, 'must look like rtb-0d9e1f2a'))
		.default([])
		.describe('Route tables that learn the site’s routes from the virtual private gateway'),
	security: z.strictObject({preset: securityPreset, options: awsTunnelOptions.optional()}).default({preset: 'strong'}),
	tunnels: z
		.tuple([awsTunnel, awsTunnel])
		.default([{presharedKey: {from: 'generated'}}, {presharedKey: {from: 'generated'}}]),
	keyStorage: z.enum(['Standard', 'SecretsManager']).default('Standard'),
	acceleration: z.boolean().default(false),
	insideIpVersion: z.enum(['ipv4', 'ipv6']).default('ipv4'),
	ipv6Ranges: z.strictObject({cloudSide: z.string(), siteSide: z.string()}).optional(),
	outsideAddressType: z.enum(['PublicIpv4', 'PrivateIpv4', 'Ipv6']).default('PublicIpv4'),
	transportAttachmentId: z.string().optional(),
	tunnelBandwidth: z.enum(['standard', 'large']).default('standard'),
	tags,
});
export type AwsConnection = z.infer<typeof awsConnection>;
