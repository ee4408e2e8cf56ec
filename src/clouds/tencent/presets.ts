import type {SecurityPreset} from '../../connection/document.ts';
import {present} from '../document/present.ts';
import type {TencentSecurityOptions} from './document.ts';

/** Of every option but the identities. */
type Whole = Required<Omit<TencentSecurityOptions, 'localIdentity' | 'remoteIdentity'>>;

/**
 * Tencent Cloud options of a preset. Every field is given: the API's own defaults are weak (3DES, MD5, GROUP1) and have changed over time.
 * Source: vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification.
 */
export const tencentPresets: Readonly<Record<'strong' | 'compatible', Whole> & {custom: TencentSecurityOptions}> = {
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

/** Tencent Cloud options in force: the document's own over the preset's. */
export function tencentOptionsInForce(
	preset: SecurityPreset,
	overrides: TencentSecurityOptions | undefined,
): TencentSecurityOptions {
	return Object.assign({}, tencentPresets[preset], present(overrides ?? {}));
}
