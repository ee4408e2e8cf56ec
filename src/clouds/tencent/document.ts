import * as z from 'zod';
import {ipv4, keySource, rangePair, routing, securityPreset, siteGateway, tags} from '../document/parts.ts';
import {tencent} from './module.ts';

const tencentIkeEncryption = z.enum([
	'3DES-CBC',
	'AES-CBC-128',
	'AES-CBC-192',
	'AES-CBC-256',
	'DES-CBC',
	'SM4',
	'AES128GCM128',
	'AES192GCM128',
	'AES256GCM128',
]);
const tencentIpsecEncryption = z.enum([
	'3DES-CBC',
	'AES-CBC-128',
	'AES-CBC-192',
	'AES-CBC-256',
	'DES-CBC',
	'SM4',
	'NULL',
	'AES128GCM128',
	'AES192GCM128',
	'AES256GCM128',
]);

/** Source: Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification. */
export const tencentSecurityOptions = z.strictObject({
	ikeVersion: z.enum(['IKEV1', 'IKEV2']).optional(),
	exchangeMode: z.enum(['MAIN', 'AGGRESSIVE']).optional(),
	ikeEncryption: tencentIkeEncryption.optional(),
	ikeIntegrity: z.enum(['MD5', 'SHA', 'SHA-256', 'SHA-512']).optional(),
	ikeDhGroup: z
		.enum(['GROUP1', 'GROUP2', 'GROUP5', 'GROUP14', 'GROUP15', 'GROUP16', 'GROUP19', 'GROUP20', 'GROUP21', 'GROUP24'])
		.optional(),
	ikeLifetimeSeconds: z.number().int().min(60).max(604_800).optional(),
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
	ipsecEncryption: tencentIpsecEncryption.optional(),
	ipsecIntegrity: z.enum(['MD5', 'SHA1', 'SHA-256', 'SHA-384', 'SHA-512', 'SM3']).optional(),
	pfsDhGroup: z
		.enum([
			'NULL',
			'DH-GROUP1',
			'DH-GROUP2',
			'DH-GROUP5',
			'DH-GROUP14',
			'DH-GROUP15',
			'DH-GROUP16',
			'DH-GROUP19',
			'DH-GROUP20',
			'DH-GROUP21',
			'DH-GROUP24',
		])
		.optional(),
	ipsecLifetimeSeconds: z.number().int().min(180).max(604_800).optional(),
	ipsecLifetimeKilobytes: z.number().int().min(2560).max(4_294_967_295).optional(),
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
	site: siteGateway(60),
	routing,
	ranges: z.array(rangePair).max(10).default([]).describe('SPD ranges, for routing mode policy'),
	security: z
		.strictObject({preset: securityPreset, options: tencentSecurityOptions.optional()})
		.default({preset: 'strong'}),
	presharedKey: keySource.default({from: 'generated'}),
	negotiation: z.enum(['active', 'passive', 'flowTrigger']).default('active'),
	dpd: z
		.strictObject({
			enabled: z.boolean(),
			timeoutSeconds: z.number().int().min(30).max(60).default(30),
			action: z.enum(['clear', 'restart']).default('restart'),
		})
		.default({enabled: true, timeoutSeconds: 30, action: 'restart'}),
	healthCheck: z
		.strictObject({
			enabled: z.boolean(),
			localIp: ipv4.optional(),
			remoteIp: ipv4.optional(),
			intervalMs: z.number().int().min(1000).max(5000).optional(),
			threshold: z.number().int().min(3).max(8).optional(),
			timeoutMs: z.number().int().min(10).max(5000).optional(),
		})
		.optional(),
	tags,
});
export type TencentConnection = z.infer<typeof tencentConnection>;
