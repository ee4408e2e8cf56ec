import type {DeviceTunnel, Encryption, Integrity} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import {ikeVersion, isAead, preferredEncryption, preferredGroups, preferredIntegrity} from '../devices/algorithms.ts';
import {encryptionWords, groupWords} from './strongswan-keywords.ts';

/** strongSwan's keywords of integrity. Source: strongSwan documentation, "Cipher Suites". */
const integrityWords: Readonly<Partial<Record<Integrity, string>>> = {
	md5: 'md5',
	sha1: 'sha1',
	sha256: 'sha256',
	sha384: 'sha384',
	sha512: 'sha512',
};

/** In IKEv1 each combination is a proposal of its own; more would not fit into the first packet. */
const mostIkev1Proposals = 12;

/** One proposal: any of each kind. */
interface Suite {
	readonly encryption: readonly Encryption[];
	/** Or pseudo-random functions, where the encryption needs no integrity. */
	readonly integrity: readonly Integrity[];
	readonly groups: readonly number[];
}

/**
 * Phase 1 in strongSwan's words: everything that the cloud allows, strongest first, as far as strongSwan has it.
 * @throws UserError when strongSwan speaks nothing of it
 */
export function ikeProposals({name, ike, ikeVersions}: Pick<DeviceTunnel, 'name' | 'ike' | 'ikeVersions'>): string {
	const version = ikeVersion(ikeVersions);
	// IKEv1 has no authenticated encryption in phase 1 (RFC 5282 is IKEv2's).
	const encryption = spoken(encryptionWords, preferredEncryption(ike.encryption)).filter(
		cipher => version === 2 || !isAead(cipher),
	);
	const integrity = spoken(integrityWords, preferredIntegrity(ike.integrity));
	const suites = suitesOf(encryption, integrity, preferredGroups(ike.dhGroups), integrity);
	return written(suites, version, 'ike', `IKE of ${name}`);
}

/** Phase 2. The groups are those of perfect forward secrecy. @throws UserError when strongSwan speaks nothing of it */
export function espProposals({name, esp, ikeVersions}: Pick<DeviceTunnel, 'name' | 'esp' | 'ikeVersions'>): string {
	const version = ikeVersion(ikeVersions);
	const groups = preferredGroups(esp.dhGroups);
	const suites = suitesOf(
		spoken(encryptionWords, preferredEncryption(esp.encryption)),
		spoken(integrityWords, preferredIntegrity(esp.integrity)),
		// IKEv1 sends one key exchange for all proposals of phase 2 (RFC 2409, section 5.5).
		version === 1 ? groups.slice(0, 1) : groups,
		[],
	);
	return written(suites, version, 'esp', `ESP of ${name}`);
}

function suitesOf(
	encryption: readonly Encryption[],
	integrity: readonly Integrity[],
	groups: readonly number[],
	prf: readonly Integrity[],
): readonly Suite[] {
	const aead = encryption.filter(isAead);
	const others = encryption.filter(cipher => !isAead(cipher));
	return [
		...(aead.length > 0 ? [{encryption: aead, integrity: prf, groups}] : []),
		...(others.length > 0 && integrity.length > 0 ? [{encryption: others, integrity, groups}] : []),
	];
}

function written(suites: readonly Suite[], version: 1 | 2, phase: 'ike' | 'esp', what: string): string {
	const lines = (version === 1 ? suites.flatMap(singles).slice(0, mostIkev1Proposals) : suites).map(suite =>
		words(suite, phase),
	);
	if (lines.length > 0) return lines.join(',');
	throw new UserError(`strongSwan speaks none of the algorithms that the cloud allows for ${what}`, {
		mend: 'choose others for the connection, or another device: tunnelwright config --list-devices',
	});
}

function words({encryption, integrity, groups}: Suite, phase: 'ike' | 'esp'): string {
	const aead = encryption.every(isAead);
	return [
		...encryption.map(name => encryptionWords[name]),
		...integrity.map(name => (phase === 'ike' && aead ? `prf${integrityWords[name]}` : integrityWords[name])),
		...groups.map(group => groupWords.get(group)),
	].join('-');
}

/** Every combination, the best of each kind first. */
function singles({encryption, integrity, groups}: Suite): readonly Suite[] {
	const checks = integrity.length > 0 ? integrity.map(name => [name]) : [[]];
	const exchanges = groups.length > 0 ? groups.map(group => [group]) : [[]];
	return encryption.flatMap(cipher =>
		checks.flatMap(check => exchanges.map(exchange => ({encryption: [cipher], integrity: check, groups: exchange}))),
	);
}

function spoken<Name extends string>(table: Readonly<Partial<Record<Name, string>>>, names: readonly Name[]): Name[] {
	return names.filter(name => table[name] !== undefined);
}
