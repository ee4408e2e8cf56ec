import * as z from 'zod';
import type {RoutingMode} from '../../connection/document.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {
	ipv4,
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
import {tencentSite} from './form/fields.ts';
import {tencent} from './module.ts';
import {dpdOptions, ikeOptions, ipsecOptions, probeOptions, sessionOptions} from './options.ts';
import {healthCheckStandards} from './placed-options.ts';
import {tencentPresets} from './presets.ts';
import type {Limits} from './tunnel-option.ts';

const whole = ({limits}: {readonly limits: Limits}) => z.number().int().min(limits.least).max(limits.most);

const identity = z
	.discriminatedUnion('type', [
		z.strictObject({type: z.literal('ADDRESS'), address: ipv4.optional()}),
		z.strictObject({type: z.literal('FQDN'), name: z.string().min(1)}),
	])
	.optional();

/** Source: Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification. */
const tencentSecurityOptions = z.strictObject({
	ikeVersion: z.enum(ikeOptions.ikeVersion.values).optional(),
	exchangeMode: z.enum(ikeOptions.exchangeMode.values).optional(),
	ikeEncryption: z.enum(ikeOptions.ikeEncryption.values).optional(),
	ikeIntegrity: z.enum(ikeOptions.ikeIntegrity.values).optional(),
	ikeDhGroup: z.enum(ikeOptions.ikeDhGroup.values).optional(),
	ikeLifetimeSeconds: whole(ikeOptions.ikeLifetimeSeconds).optional(),
	localIdentity: identity.describe("The cloud's identity (Tencent Cloud's local is the cloud side)"),
	remoteIdentity: identity.describe("The site's identity"),
	ipsecEncryption: z.enum(ipsecOptions.ipsecEncryption.values).optional(),
	ipsecIntegrity: z.enum(ipsecOptions.ipsecIntegrity.values).optional(),
	pfsDhGroup: z.enum(ipsecOptions.pfsDhGroup.values).optional(),
	ipsecLifetimeSeconds: whole(ipsecOptions.ipsecLifetimeSeconds).optional(),
	ipsecLifetimeKilobytes: whole(ipsecOptions.ipsecLifetimeKilobytes).optional(),
});
export type TencentSecurityOptions = z.infer<typeof tencentSecurityOptions>;

export const tencentConnection = z.strictObject({
	$schema: z.string().optional(),
	version: z.literal(1),
	cloud: z.literal('tencent'),
	name: z.string().min(1).max(60),
	region: z.string().regex(tencent.region.form, 'must look like ap-guangzhou'),
	cloudGateway: z
		.discriminatedUnion('kind', [
			z.strictObject({
				kind: z.literal('vpc'),
				id: z.string().regex(/^vpngw-[a-z0-9]+$/, 'must look like vpngw-1w9tue3d'),
				vpcId: z.string().regex(/^vpc-[a-z0-9]+$/, 'must look like vpc-gapcv96p'),
			}),
			z.strictObject({
				kind: z.literal('ccn'),
				id: z.string().regex(/^vpngw-[a-z0-9]+$/, 'must look like vpngw-1w9tue3d'),
			}),
		])
		.describe("The cloud's end of the tunnel"),
	site: siteGateway(tencentSite.longestName, 'cgw-'),
	routing,
	ranges: z.array(rangePair).max(10).default([]).describe('SPD ranges, for routing mode policy'),
	security: z
		.strictObject({preset: securityPreset, options: tencentSecurityOptions.optional()})
		.default({preset: 'strong'}),
	presharedKey: keySource.default({from: 'generated'}),
	negotiation: z.enum(sessionOptions.negotiation.values).default(sessionOptions.negotiation.standard),
	dpd: z
		.strictObject({
			enabled: z.boolean(),
			timeoutSeconds: whole(dpdOptions.timeoutSeconds).default(dpdOptions.timeoutSeconds.standard),
			action: z.enum(dpdOptions.action.values).default(dpdOptions.action.standard),
		})
		.default({
			enabled: dpdOptions.enabled.standard,
			timeoutSeconds: dpdOptions.timeoutSeconds.standard,
			action: dpdOptions.action.standard,
		}),
	healthCheck: z
		.strictObject({
			enabled: z.boolean(),
			localIp: ipv4.optional(),
			remoteIp: ipv4.optional(),
			intervalMs: whole(probeOptions.intervalMs).optional(),
			threshold: whole(probeOptions.threshold).optional(),
			timeoutMs: whole(probeOptions.timeoutMs).optional(),
		})
		.optional(),
	tags,
});
export type TencentConnection = z.infer<typeof tencentConnection>;

const vpc = 'Tencent Cloud vpc 2017-03-12';
const identityTypes = ['ADDRESS', 'FQDN'];

const wanted: Readonly<Partial<Record<RoutingMode, Readonly<Record<string, readonly string[]>>>>> = {
	policy: {'': ['ranges']},
	bgp: {routing: ['tunnelCidr', 'cloudAddress', 'siteAddress']},
};

/** What Tencent Cloud says of its document beside the schema. */
export const tencentDocumentPart: DocumentPart = {
	schema: tencentConnection,
	sources: [
		[/^security\.preset$/, 'tunnelwright: its presets'],
		[/^security\.options\.(ike|exchange|local|remote)/, `${vpc}, IKEOptionsSpecification`],
		[/^security\.options/, `${vpc}, IPSECOptionsSpecification`],
		[/^site/, `${vpc}, CreateCustomerGateway`],
		[/^routing\.prefixes/, `${vpc}, CreateVpnGatewayRoutes`],
		[/^routing\.(tunnelCidr|cloudAddress|siteAddress)/, `${vpc}, BgpConfig`],
		[/^ranges/, 'Tencent Cloud VPN Connections documentation, "SPD policy" and "Limits"'],
		[/^healthCheck\.(interval|threshold|timeout)/, `${vpc}, HealthCheckConfig`],
		[/^dpd\.timeoutSeconds/, 'Tencent Cloud VPN Connections documentation, "Creating a VPN tunnel" (DPD)'],
		[/^region/, 'Tencent Cloud region 2022-06-27, DescribeRegions'],
		[/^presharedKey\.name$/, posix],
		[/^presharedKey/, ownKeys],
		[/^/, `${vpc}, CreateVpnConnection`],
	],
	examples: {
		region: tencent.region.example,
		'cloudGateway.id': 'vpngw-1w9tue3d',
		'cloudGateway.vpcId': 'vpc-gapcv96p',
		'site.id': 'cgw-qa9sxpy7',
		'presharedKey.name': 'VPN_KEY',
		'healthCheck.localIp': '169.254.200.1',
		'healthCheck.remoteIp': '169.254.200.2',
		'security.options.localIdentity.address': '203.0.113.10',
		'security.options.remoteIdentity.address': '203.0.113.10',
	},
	kinds: {
		'cloudGateway.kind': ['vpc', 'ccn'],
		'routing.mode': ['policy', 'static', 'bgp'],
		'security.options.localIdentity.type': identityTypes,
		'security.options.remoteIdentity.type': identityTypes,
	},
	keyPlace: '"presharedKey": {"from": "env", "name": "VPN_KEY"} beside "routing" says from where it comes',
	defaults: {
		...membersUnder('security.options', tencentPresets.strong),
		...healthCheckStandards,
	},
	wanted: mode => wanted[mode] ?? {},
	sameAs: field => field,
};
