import {versionOf} from '../gateway/gateway-version.ts';
import {checkAddress, filled, oneOf, within} from '../protocol/checks.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, IkeOptions, IpsecOptions, VpnGateway} from '../store/store.ts';
import type {IkeInput, IpsecInput} from './connection-shape.ts';

const ciphers = [
	'3DES-CBC',
	'AES-CBC-128',
	'AES-CBC-192',
	'AES-CBC-256',
	'DES-CBC',
	'SM4',
	'AES128GCM128',
	'AES192GCM128',
	'AES256GCM128',
] as const;
const ikeHashes = ['MD5', 'SHA', 'SHA1', 'SHA-256', 'SHA-512'] as const;
const ipsecHashes = ['MD5', 'SHA1', 'SHA-256', 'SHA-512', 'SHA-384', 'SM3'] as const;
const groups = ['1', '2', '5', '14', '15', '16', '19', '20', '21', '24'] as const;
const identities = ['ADDRESS', 'FQDN'] as const;

function checkCipher<T extends string>(
	parameter: string,
	value: string,
	allowed: readonly T[],
	gateway: VpnGateway,
): string {
	const cipher = oneOf(parameter, value, allowed);
	if (cipher.includes('GCM') && versionOf(gateway) < 4) {
		throw new TencentError('UnsupportedOperation', `\`${cipher}\` needs a VPN gateway of version 4.0.`);
	}
	return cipher;
}

/** The identity of one end: an address, or a name that must then be given. */
function checkIdentity(
	side: 'Local' | 'Remote',
	type: 'ADDRESS' | 'FQDN',
	address: string,
	name: string,
): {readonly address: string; readonly name: string} {
	const path = 'IKEOptionsSpecification';
	if (type === 'FQDN') return {address, name: filled(`${path}.${side}FqdnName`, name)};
	checkAddress(`${path}.${side}Address`, filled(`${path}.${side}Address`, address));
	return {address, name};
}

/**
 * The IKE options of a tunnel. What is left out keeps its value on a modify, and on a create takes the API's
 * own default, which is weak (3DES-CBC, SHA, GROUP1, IKEv1).
 */
export function settleIke(
	given: IkeInput | undefined = {},
	before: IkeOptions | undefined,
	gateway: VpnGateway,
	customerGateway: CustomerGateway,
): IkeOptions {
	const path = 'IKEOptionsSpecification';
	const LocalIdentity = oneOf(
		`${path}.LocalIdentity`,
		given.LocalIdentity ?? before?.LocalIdentity ?? 'ADDRESS',
		identities,
	);
	const RemoteIdentity = oneOf(
		`${path}.RemoteIdentity`,
		given.RemoteIdentity ?? before?.RemoteIdentity ?? 'ADDRESS',
		identities,
	);
	// The object as a whole is optional, so the peer's address has a default; asking for ADDRESS alone has not.
	const peerAddress = given.RemoteIdentity === 'ADDRESS' ? '' : customerGateway.IpAddress;
	const local = checkIdentity(
		'Local',
		LocalIdentity,
		given.LocalAddress ?? before?.LocalAddress ?? gateway.PublicIpAddress,
		given.LocalFqdnName ?? before?.LocalFqdnName ?? '',
	);
	const remote = checkIdentity(
		'Remote',
		RemoteIdentity,
		given.RemoteAddress ?? before?.RemoteAddress ?? (RemoteIdentity === 'FQDN' ? '' : peerAddress),
		given.RemoteFqdnName ?? before?.RemoteFqdnName ?? '',
	);
	const hash = oneOf(
		`${path}.PropoAuthenAlgorithm`,
		given.PropoAuthenAlgorithm ?? before?.PropoAuthenAlgorithm ?? 'SHA',
		ikeHashes,
	);
	return {
		PropoEncryAlgorithm: checkCipher(
			`${path}.PropoEncryAlgorithm`,
			given.PropoEncryAlgorithm ?? before?.PropoEncryAlgorithm ?? '3DES-CBC',
			ciphers,
			gateway,
		),
		// The older name is taken, and reads back as the newer one.
		PropoAuthenAlgorithm: hash === 'SHA1' ? 'SHA' : hash,
		ExchangeMode: oneOf(`${path}.ExchangeMode`, given.ExchangeMode ?? before?.ExchangeMode ?? 'MAIN', [
			'MAIN',
			'AGGRESSIVE',
		]),
		LocalIdentity,
		RemoteIdentity,
		LocalAddress: local.address,
		RemoteAddress: remote.address,
		LocalFqdnName: local.name,
		RemoteFqdnName: remote.name,
		DhGroupName: oneOf(
			`${path}.DhGroupName`,
			given.DhGroupName ?? before?.DhGroupName ?? 'GROUP1',
			groups.map(group => `GROUP${group}`),
		),
		IKESaLifetimeSeconds: within(
			`${path}.IKESaLifetimeSeconds`,
			given.IKESaLifetimeSeconds ?? before?.IKESaLifetimeSeconds ?? 86_400,
			60,
			604_800,
		),
		IKEVersion: oneOf(`${path}.IKEVersion`, given.IKEVersion ?? before?.IKEVersion ?? 'IKEV1', ['IKEV1', 'IKEV2']),
	};
}

/**
 * The IPsec options of a tunnel, completed as {@link settleIke} does.
 * Only `IntegrityAlgorith`, as the API spells it, has an effect: `IntegrityAlgorithm` is taken and ignored.
 */
export function settleIpsec(
	given: IpsecInput | undefined = {},
	before: IpsecOptions | undefined,
	gateway: VpnGateway,
): IpsecOptions {
	const path = 'IPSECOptionsSpecification';
	return {
		EncryptAlgorithm: checkCipher(
			`${path}.EncryptAlgorithm`,
			given.EncryptAlgorithm ?? before?.EncryptAlgorithm ?? 'AES-CBC-128',
			[...ciphers, 'NULL'],
			gateway,
		),
		IntegrityAlgorith: oneOf(
			`${path}.IntegrityAlgorith`,
			given.IntegrityAlgorith ?? before?.IntegrityAlgorith ?? 'SHA1',
			ipsecHashes,
		),
		PfsDhGroup: oneOf(`${path}.PfsDhGroup`, given.PfsDhGroup ?? before?.PfsDhGroup ?? 'NULL', [
			'NULL',
			...groups.map(group => `DH-GROUP${group}`),
		]),
		IPSECSaLifetimeSeconds: within(
			`${path}.IPSECSaLifetimeSeconds`,
			given.IPSECSaLifetimeSeconds ?? before?.IPSECSaLifetimeSeconds ?? 14_400,
			180,
			604_800,
		),
		IPSECSaLifetimeTraffic: within(
			`${path}.IPSECSaLifetimeTraffic`,
			given.IPSECSaLifetimeTraffic ?? before?.IPSECSaLifetimeTraffic ?? 4_096_000_000,
			2560,
			4_294_967_295,
		),
	};
}
