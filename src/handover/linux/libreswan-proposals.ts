import type {DeviceTunnel, Encryption, Integrity} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import {isAead, preferredEncryption, preferredGroups, preferredIntegrity} from '../devices/algorithms.ts';
import {ownDevices} from '../devices/registry.ts';

/** Libreswan's keywords. Source: Libreswan, ipsec.conf(5), `ike=` and `esp=`. */
const encryptionWords: Readonly<Partial<Record<Encryption, string>>> = {
	'aes128-cbc': 'aes128',
	'aes192-cbc': 'aes192',
	'aes256-cbc': 'aes256',
	'aes128-gcm': 'aes_gcm128',
	'aes192-gcm': 'aes_gcm192',
	'aes256-gcm': 'aes_gcm256',
	'3des-cbc': '3des',
};
const integrityWords: Readonly<Partial<Record<Integrity, string>>> = {
	md5: 'md5',
	sha1: 'sha1',
	sha256: 'sha2_256',
	sha384: 'sha2_384',
	sha512: 'sha2_512',
};
/** Group 2 and 22 are not compiled in, and elliptic curves are IKEv2's alone ("not supported by IKEv1"). */
const groups: Readonly<Record<1 | 2, readonly number[]>> = {
	1: [5, 14, 15, 16, 17, 18],
	2: [5, 14, 15, 16, 17, 18, 19, 20, 21],
};
/** As many as fit into a first packet with ease. */
const mostProposals = 8;

/** Phase 1 in Libreswan's words, the best first. @throws UserError when it speaks nothing of it */
export function ikeOf({ike, name}: Pick<DeviceTunnel, 'name' | 'ike'>, version: 1 | 2): string {
	const ciphers = preferredEncryption(ike.encryption).filter(cipher => version === 2 || !isAead(cipher));
	const exchanges = groupsFor(ike.dhGroups, version);
	const proposals = ciphers.flatMap(cipher =>
		preferredIntegrity(ike.integrity).flatMap(integrity =>
			exchanges.slice(0, 2).map(group => [encryptionWords[cipher], integrityWords[integrity], group] as const),
		),
	);
	const lines = proposals.flatMap(([cipher, integrity, group]) =>
		cipher && integrity ? [`${cipher}-${integrity};dh${group}`] : [],
	);
	return someOf(lines, `IKE of ${name}`);
}

/**
 * Phase 2. One group alone: with two Libreswan leaves the connection out without a word ("more than one IKEv2 ESP DH algorithm").
 * @throws UserError when it speaks nothing of it
 */
export function espOf({esp, name}: Pick<DeviceTunnel, 'name' | 'esp'>, version: 1 | 2): string {
	const [group] = groupsFor(esp.dhGroups, version);
	if (group === undefined && esp.dhGroups.length > 0) return someOf([], `ESP of ${name}`);
	const suffix = group === undefined ? '' : `;dh${group}`;
	const lines = preferredEncryption(esp.encryption).flatMap(cipher => {
		const word = encryptionWords[cipher];
		if (!word) return [];
		if (isAead(cipher)) return [`${word}${suffix}`];
		return preferredIntegrity(esp.integrity).flatMap(integrity =>
			integrityWords[integrity] ? [`${word}-${integrityWords[integrity]}${suffix}`] : [],
		);
	});
	return someOf(lines, `ESP of ${name}`);
}

/** The best of those that Libreswan has: what is preferred may be what it lacks. */
function groupsFor(allowed: readonly number[], version: 1 | 2): readonly number[] {
	return preferredGroups(allowed.filter(group => groups[version].includes(group)));
}

function someOf(lines: readonly string[], what: string): string {
	if (lines.length > 0) return lines.slice(0, mostProposals).join(',');
	throw new UserError(`Libreswan speaks none of the algorithms that the cloud allows for ${what}`, {
		mend: `choose DH group 14 or higher and AES for the connection, or use --device ${ownDevices()[0]?.id}`,
	});
}
