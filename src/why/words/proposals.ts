import type {DeviceTunnel, Encryption, Integrity} from '../../connection/device-side.ts';

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

/** Words of strongSwan, which Libreswan takes too. Source: strongSwan, "Algorithm proposals"; RFC 3526, 5114 and 5903 for the groups. */
const groups: Readonly<Record<number, string>> = {
	1: 'modp768',
	2: 'modp1024',
	5: 'modp1536',
	14: 'modp2048',
	15: 'modp3072',
	16: 'modp4096',
	17: 'modp6144',
	18: 'modp8192',
	19: 'ecp256',
	20: 'ecp384',
	21: 'ecp521',
	22: 'modp1024s160',
	23: 'modp2048s224',
	24: 'modp2048s256',
};
const ciphers: Readonly<Record<Encryption, string>> = {
	'aes128-cbc': 'aes128',
	'aes192-cbc': 'aes192',
	'aes256-cbc': 'aes256',
	'aes128-gcm': 'aes128gcm16',
	'aes192-gcm': 'aes192gcm16',
	'aes256-gcm': 'aes256gcm16',
	'3des-cbc': '3des',
	'des-cbc': 'des',
	'sm4-cbc': 'sm4',
	null: 'null',
};
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
		group === undefined ? '' : (groups[group] ?? ''),
	]
		.filter(Boolean)
		.join('-');
}
