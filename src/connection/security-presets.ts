import type {AwsTunnelOptions, SecurityPreset, TencentSecurityOptions} from './document.ts';

/** A preset as the wizard shows it. */
export interface PresetText {
	readonly id: Exclude<SecurityPreset, 'custom'>;
	readonly title: string;
	readonly means: string;
}

export const presetTexts: readonly PresetText[] = [
	{
		id: 'strong',
		title: 'Strong',
		means:
			'IKEv2, AES-256, SHA-2, DH group 14 or higher, perfect forward secrecy. For any device of the last ten years.',
	},
	{
		id: 'compatible',
		title: 'For old devices',
		means:
			'IKEv1 or IKEv2 with AES-128 and SHA-1 allowed, DH group 2 allowed on AWS. Weak: use it only where the device cannot do better.',
	},
];

/** What to do where a document leaves algorithms open: the presets set all of them. */
export const choosePreset = 'set security.preset to strong, or to compatible for old devices';

/**
 * AWS tunnel options of a preset. All lists are sent, since AWS negotiates from its lowest allowed value.
 * Source: AWS Site-to-Site VPN User Guide, "Tunnel options"; ranges from the EC2 API, VpnTunnelOptionsSpecification.
 */
export const awsPresets: Readonly<Record<SecurityPreset, AwsTunnelOptions>> = {
	strong: {
		ikeVersions: ['ikev2'],
		phase1Encryption: ['AES256', 'AES256-GCM-16'],
		phase1Integrity: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
		phase1DhGroups: [14, 15, 16, 17, 18, 19, 20, 21],
		phase1LifetimeSeconds: 28_800,
		phase2Encryption: ['AES256', 'AES256-GCM-16'],
		phase2Integrity: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
		phase2DhGroups: [14, 15, 16, 17, 18, 19, 20, 21],
		phase2LifetimeSeconds: 3600,
		dpdTimeoutSeconds: 30,
		dpdTimeoutAction: 'restart',
		startupAction: 'add',
	},
	compatible: {
		ikeVersions: ['ikev1', 'ikev2'],
		phase1Encryption: ['AES128', 'AES256'],
		phase1Integrity: ['SHA1', 'SHA2-256'],
		phase1DhGroups: [2, 14],
		phase1LifetimeSeconds: 28_800,
		phase2Encryption: ['AES128', 'AES256'],
		phase2Integrity: ['SHA1', 'SHA2-256'],
		phase2DhGroups: [2, 14],
		phase2LifetimeSeconds: 3600,
		dpdTimeoutSeconds: 30,
		dpdTimeoutAction: 'clear',
		startupAction: 'add',
	},
	custom: {},
};

/**
 * Tencent Cloud options of a preset. Every field is given: the API's own defaults are weak (3DES, MD5, GROUP1) and have changed over time.
 * Source: vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification.
 */
export const tencentPresets: Readonly<Record<SecurityPreset, TencentSecurityOptions>> = {
	strong: {
		ikeVersion: 'IKEV2',
		exchangeMode: 'MAIN',
		ikeEncryption: 'AES-CBC-256',
		ikeIntegrity: 'SHA-256',
		ikeDhGroup: 'GROUP14',
		ikeLifetimeSeconds: 28_800,
		ipsecEncryption: 'AES-CBC-256',
		ipsecIntegrity: 'SHA-256',
		pfsDhGroup: 'DH-GROUP14',
		ipsecLifetimeSeconds: 3600,
		ipsecLifetimeKilobytes: 4_096_000_000,
	},
	compatible: {
		ikeVersion: 'IKEV1',
		exchangeMode: 'MAIN',
		ikeEncryption: 'AES-CBC-128',
		ikeIntegrity: 'SHA',
		ikeDhGroup: 'GROUP5',
		ikeLifetimeSeconds: 28_800,
		ipsecEncryption: 'AES-CBC-128',
		ipsecIntegrity: 'SHA1',
		pfsDhGroup: 'DH-GROUP5',
		ipsecLifetimeSeconds: 3600,
		ipsecLifetimeKilobytes: 4_096_000_000,
	},
	custom: {},
};

/** An AWS tunnel's options in force: the tunnel's own over the connection's over the preset's. */
export function awsTunnelOptionsInForce(
	preset: SecurityPreset,
	...overrides: readonly (AwsTunnelOptions | undefined)[]
): AwsTunnelOptions {
	return Object.assign({}, awsPresets[preset], ...overrides.map(withoutUndefined));
}

/** Tencent Cloud options in force: the document's own over the preset's. */
export function tencentOptionsInForce(
	preset: SecurityPreset,
	overrides: TencentSecurityOptions | undefined,
): TencentSecurityOptions {
	return Object.assign({}, tencentPresets[preset], withoutUndefined(overrides));
}

function withoutUndefined(options: object | undefined): object {
	return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
}
