import * as z from 'zod';
import type {RoutingMode} from '../../connection/document.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {standards} from '../contract/option.ts';
import {optionMembers, optionMembersWithStandards} from '../document/option-members.ts';
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
import {dpdOptions, healthCheckOptions, ikeOptions, ipsecOptions, probeOptions, sessionOptions} from './options.ts';
import {healthCheckStandards} from './placed-options.ts';
import {tencentPresets} from './presets.ts';

const identity = z
	.discriminatedUnion('type', [
		z.strictObject({type: z.literal('ADDRESS'), address: ipv4.optional()}),
		z.strictObject({type: z.literal('FQDN'), name: z.string().min(1)}),
	])
	.optional();

/** Source: Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification. */
const tencentSecurityOptions = z.strictObject({
	...optionMembers(ikeOptions),
	localIdentity: identity.describe("The cloud's identity (Tencent Cloud's local is the cloud side)"),
	remoteIdentity: identity.describe("The site's identity"),
	...optionMembers(ipsecOptions),
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
	...optionMembersWithStandards(sessionOptions),
	dpd: z.strictObject({...optionMembersWithStandards(dpdOptions), enabled: z.boolean()}).default(standards(dpdOptions)),
	healthCheck: z
		.strictObject({...optionMembers({...healthCheckOptions, ...probeOptions}), enabled: z.boolean()})
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
