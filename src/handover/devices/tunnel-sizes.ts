import type {DeviceSide, DeviceTunnel, Encryption, Integrity} from '../../connection/device-side.ts';
import type {SiteFacts} from '../handover-file.ts';

/** Ethernet, and what lines of providers carry at most. */
const wanMtu = 1500;

/** What fits into a tunnel. */
export interface TunnelSizes {
	/** Bytes; right whichever of the allowed algorithms is negotiated. */
	readonly mtu: number;
	/** Bytes: the MTU without the TCP header and that of the IP version that the tunnel carries. */
	readonly mss: number;
}

export function tunnelSizes(
	tunnel: Pick<DeviceTunnel, 'cloudAddress' | 'esp' | 'insideIpv6'>,
	{alwaysUdp}: Pick<DeviceSide, 'alwaysUdp'>,
	{nat}: Pick<SiteFacts, 'nat'>,
): TunnelSizes {
	const path = {wan: wanMtu, nat: nat !== false || alwaysUdp === true, outsideIpv6: tunnel.cloudAddress.includes(':')};
	const mtu = smallestTunnelMtu(tunnel.esp, path);
	return {mtu, mss: mtu - (tunnel.insideIpv6 ? 60 : 40)};
}

/** Bytes of the integrity check value (RFC 2404, RFC 4868, RFC 2403). */
const icv: Readonly<Record<Integrity, number>> = {md5: 12, sha1: 12, sha256: 16, sha384: 24, sha512: 32, sm3: 16};

/** Bytes of the initialisation vector, and what the padding aligns to (RFC 4303, 4106, 3602, 2451). */
function cipherOf(encryption: Encryption): {readonly iv: number; readonly align: number; readonly aead: boolean} {
	if (encryption.endsWith('-gcm')) return {iv: 8, align: 4, aead: true};
	if (encryption === '3des-cbc' || encryption === 'des-cbc') return {iv: 8, align: 8, aead: false};
	if (encryption === 'null') return {iv: 0, align: 4, aead: false};
	return {iv: 16, align: 16, aead: false};
}

/**
 * The largest packet, in bytes, that fits into an ESP tunnel over a path of `wan` bytes without being cut.
 * Source: RFC 4303, section 2, in tunnel mode over IPv4; UDP encapsulation is RFC 3948.
 */
export function tunnelMtu(given: {
	readonly wan: number;
	readonly encryption: Encryption;
	/** Left out for a cipher that protects integrity by itself. */
	readonly integrity?: Integrity | undefined;
	/** Whether ESP travels in UDP, as behind NAT. */
	readonly nat: boolean;
	/** Over IPv6 outside. */
	readonly outsideIpv6?: boolean;
}): number {
	const {iv, align, aead} = cipherOf(given.encryption);
	const check = aead ? 16 : given.integrity ? icv[given.integrity] : 0;
	const room = given.wan - (given.outsideIpv6 ? 40 : 20) - (given.nat ? 8 : 0) - 8 - iv - check;
	return Math.floor(room / align) * align - 2;
}

/** The smallest of what any pair of algorithms allows: what is safe whichever of them is negotiated. */
function smallestTunnelMtu(
	{encryption, integrity}: {readonly encryption: readonly Encryption[]; readonly integrity: readonly Integrity[]},
	path: {readonly wan: number; readonly nat: boolean; readonly outsideIpv6?: boolean},
): number {
	const checks = integrity.length > 0 ? integrity : [undefined];
	return Math.min(
		...encryption.flatMap(cipher => checks.map(check => tunnelMtu({...path, encryption: cipher, integrity: check}))),
	);
}
