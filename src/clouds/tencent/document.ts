import * as z from 'zod';
import {ipv4, keySource, rangePair, routing, securityPreset, siteGateway, tags} from '../document/parts.ts';
import {tencentSite} from './form/fields.ts';
import {tencent} from './module.ts';
import {dpdOptions, ikeOptions, ipsecOptions, probeOptions, sessionOptions} from './options.ts';
import type {Limits} from './tunnel-option.ts';

const whole = ({limits}: {readonly limits: Limits}) => z.number().int().min(limits.least).max(limits.most);

/** Source: Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification. */
const tencentSecurityOptions = z.strictObject({
	ikeVersion: z.enum(ikeOptions.ikeVersion.values).optional(),
	exchangeMode: z.enum(ikeOptions.exchangeMode.values).optional(),
	ikeEncryption: z.enum(ikeOptions.ikeEncryption.values).optional(),
	ikeIntegrity: z.enum(ikeOptions.ikeIntegrity.values).optional(),
	ikeDhGroup: z.enum(ikeOptions.ikeDhGroup.values).optional(),
	ikeLifetimeSeconds: whole(ikeOptions.ikeLifetimeSeconds).optional(),
	localIdentity: z
		.discriminatedUnion('type', [
			z.strictObject({type: z.literal('ADDRESS'), address: ipv4.optional()}),
			z.strictObject({type: z.literal('FQDN'), name: z.string().min(1)}),
		])
		.optional()
		.describe("The cloud's identity (Tencent Cloud's local is the cloud side)"),
	remoteIdentity: z
		.discriminatedUnion('type', [
			z.strictObject({type: z.literal('ADDRESS'), address: ipv4.optional()}),
			z.strictObject({type: z.literal('FQDN'), name: z.string().min(1)}),
		])
		.optional()
		.describe("The site's identity"),
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
