import {versionOf} from '../gateway/gateway-version.ts';
import {checkAddress, checkWords, filled, within} from '../protocol/checks.ts';
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
];
const ikeHashes = ['MD5', 'SHA', 'SHA1', 'SHA-256', 'SHA-512'];
const ipsecHashes = ['MD5', 'SHA1', 'SHA-256', 'SHA-512', 'SHA-384', 'SM3'];
const groups = ['1', '2', '5', '14', '15', '16', '19', '20', '21', '24'];

/** What the API takes for what a create leaves out: it is weak. The members stand in the order in which they are shown. */
export const ikeDefaults = {
	PropoEncryAlgorithm: '3DES-CBC',
	PropoAuthenAlgorithm: 'SHA',
	ExchangeMode: 'MAIN',
	LocalIdentity: 'ADDRESS',
	RemoteIdentity: 'ADDRESS',
	LocalAddress: '',
	RemoteAddress: '',
	LocalFqdnName: '',
	RemoteFqdnName: '',
	DhGroupName: 'GROUP1',
	IKESaLifetimeSeconds: 86_400,
	IKEVersion: 'IKEV1',
};
export const ipsecDefaults = {
	EncryptAlgorithm: 'AES-CBC-128',
	IntegrityAlgorith: 'SHA1',
	PfsDhGroup: 'NULL',
	IPSECSaLifetimeSeconds: 14_400,
	IPSECSaLifetimeTraffic: 4_096_000_000,
};

function checkCipher(cipher: string, gateway: VpnGateway): void {
	if (cipher.includes('GCM') && versionOf(gateway) < 4)
		throw new TencentError('UnsupportedOperation', `\`${cipher}\` needs a VPN gateway of version 4.0.`);
}

/** The identity of one end: an address, or a name that must then be given. */
function checkIdentity(ike: IkeOptions, side: 'Local' | 'Remote'): void {
	const path = `IKEOptionsSpecification.${side}`;
	if (ike[`${side}Identity`] === 'FQDN') filled(`${path}FqdnName`, ike[`${side}FqdnName`]);
	else checkAddress(`${path}Address`, filled(`${path}Address`, ike[`${side}Address`]));
}

/** The IKE options of a tunnel. What is left out keeps its value on a modify, and on a create takes the API's own default. */
export function settleIke(
	given: IkeInput = {},
	before: IkeOptions | undefined,
	gateway: VpnGateway,
	customerGateway: CustomerGateway,
): IkeOptions {
	const path = 'IKEOptionsSpecification';
	// The object as a whole is optional, so the peer's address has a default; asking for ADDRESS alone has not.
	const RemoteAddress = given.RemoteIdentity === undefined ? customerGateway.IpAddress : '';
	const ike = {...ikeDefaults, LocalAddress: gateway.PublicIpAddress, RemoteAddress, ...before, ...given};
	const identities = ['ADDRESS', 'FQDN'];
	checkWords(path, ike, {LocalIdentity: identities, RemoteIdentity: identities});
	checkIdentity(ike, 'Local');
	checkIdentity(ike, 'Remote');
	checkWords(path, ike, {PropoAuthenAlgorithm: ikeHashes, PropoEncryAlgorithm: ciphers});
	checkCipher(ike.PropoEncryAlgorithm, gateway);
	checkWords(path, ike, {ExchangeMode: ['MAIN', 'AGGRESSIVE'], DhGroupName: groups.map(group => `GROUP${group}`)});
	within(`${path}.IKESaLifetimeSeconds`, ike.IKESaLifetimeSeconds, 60, 604_800);
	checkWords(path, ike, {IKEVersion: ['IKEV1', 'IKEV2']});
	// The older name is taken, and reads back as the newer one.
	return ike.PropoAuthenAlgorithm === 'SHA1' ? {...ike, PropoAuthenAlgorithm: 'SHA'} : ike;
}

/**
 * The IPsec options of a tunnel, completed as {@link settleIke} does.
 * Only `IntegrityAlgorith`, as the API spells it, has an effect: `IntegrityAlgorithm` is taken and ignored.
 */
export function settleIpsec(
	{IntegrityAlgorithm, ...given}: IpsecInput = {},
	before: IpsecOptions | undefined,
	gateway: VpnGateway,
): IpsecOptions {
	const path = 'IPSECOptionsSpecification';
	const ipsec = {...ipsecDefaults, ...before, ...given};
	checkWords(path, ipsec, {EncryptAlgorithm: [...ciphers, 'NULL']});
	checkCipher(ipsec.EncryptAlgorithm, gateway);
	checkWords(path, ipsec, {
		IntegrityAlgorith: ipsecHashes,
		PfsDhGroup: ['NULL', ...groups.map(group => `DH-GROUP${group}`)],
	});
	within(`${path}.IPSECSaLifetimeSeconds`, ipsec.IPSECSaLifetimeSeconds, 180, 604_800);
	within(`${path}.IPSECSaLifetimeTraffic`, ipsec.IPSECSaLifetimeTraffic, 2560, 4_294_967_295);
	return ipsec;
}
