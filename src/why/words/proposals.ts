import type {DeviceTunnel, Encryption, Integrity} from '../../connection/device-side.ts';
import {encryptionWords, groupWords} from '../../handover/linux/strongswan-keywords.ts';

type Proposals = Pick<DeviceTunnel['ike'], 'encryption' | 'integrity' | 'dhGroups'>;

/** `aes256-cbc or aes128-cbc, with sha256, DH group 14 or 19`. */
export function proposalWords({encryption, integrity, dhGroups}: Proposals): string {
	return [
		encryption.join(' or '),
		integrity.length > 0 ? `with ${integrity.join(' or ')}` : '',
		dhGroups.length > 0 ? `DH group ${dhGroups.join(' or ')}` : 'no DH group (PFS off)',
	]
		.filter(Boolean)
		.join(', ');
}

/** Words of strongSwan, which Libreswan takes too. */
const ciphers: Readonly<Partial<Record<Encryption, string>>> = {...encryptionWords, 'sm4-cbc': 'sm4'};
/** The best that both ends may have, best first: one of each is enough. */
const bestCiphers: readonly Encryption[] = ['aes256-gcm', 'aes256-cbc', 'aes128-gcm', 'aes128-cbc'];
const bestHashes: readonly Integrity[] = ['sha256', 'sha384', 'sha512', 'sha1'];
const bestGroups = [14, 19, 20, 16, 15];

function best<Of>(offered: readonly Of[], wanted: readonly Of[]): Of | undefined {
	return wanted.find(each => offered.includes(each)) ?? offered[0];
}

/** One proposal that the cloud takes, in strongSwan's words: `aes256-sha256-modp2048`; undefined where it offers nothing. */
export function oneProposal({encryption, integrity, dhGroups}: Proposals, phase: 'ike' | 'esp'): string | undefined {
	const cipher = best(encryption, bestCiphers);
	if (cipher === undefined) return undefined;
	const hash = best(integrity, bestHashes);
	const isGcm = cipher.endsWith('-gcm');
	const group = best(dhGroups, bestGroups);
	return [
		ciphers[cipher],
		isGcm ? (phase === 'ike' && hash ? `prf${hash}` : '') : hash,
		group === undefined ? '' : (groupWords.get(group) ?? ''),
	]
		.filter(Boolean)
		.join('-');
}
