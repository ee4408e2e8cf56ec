import type {Encryption, Integrity} from '../../connection/device-side.ts';

/*
 * What the device asks for, of what the cloud allows, and what first. Source of the order: RFC 8221 and RFC 8247 (what must and should
 * be used), elliptic curves before large exponents for their speed. What they advise against is asked for only where the cloud allows
 * nothing better: AWS picks the lowest of what both sides allow.
 */

const encryptionOrder: readonly Encryption[] = [
	'aes256-gcm',
	'aes192-gcm',
	'aes128-gcm',
	'aes256-cbc',
	'aes192-cbc',
	'aes128-cbc',
	'sm4-cbc',
	'3des-cbc',
	'des-cbc',
	'null',
];
const integrityOrder: readonly Integrity[] = ['sha384', 'sha256', 'sha512', 'sm3', 'sha1', 'md5'];
const groupOrder: readonly number[] = [20, 19, 21, 14, 15, 16, 17, 18, 24, 23, 5, 22, 2, 1];

const weakEncryption: ReadonlySet<Encryption> = new Set(['3des-cbc', 'des-cbc', 'null']);
const weakIntegrity: ReadonlySet<Integrity> = new Set(['sha1', 'md5']);
/** Short ones, and those with doubtful primes (RFC 8247, section 2.4). */
const weakGroups: ReadonlySet<number> = new Set([1, 2, 5, 22, 23, 24]);

export function preferredEncryption(allowed: readonly Encryption[]): readonly Encryption[] {
	return preferred(encryptionOrder, allowed, weakEncryption);
}

export function preferredIntegrity(allowed: readonly Integrity[]): readonly Integrity[] {
	return preferred(integrityOrder, allowed, weakIntegrity);
}

export function preferredGroups(allowed: readonly number[]): readonly number[] {
	return preferred(groupOrder, allowed, weakGroups);
}

function preferred<Name>(order: readonly Name[], allowed: readonly Name[], weak: ReadonlySet<Name>): readonly Name[] {
	const known = order.filter(name => allowed.includes(name));
	const strong = known.filter(name => !weak.has(name));
	return strong.length > 0 ? strong : known;
}

/** IKEv2 where the cloud speaks it. */
export function ikeVersion(allowed: readonly (1 | 2)[]): 1 | 2 {
	return allowed.includes(2) ? 2 : 1;
}

export function isAead(encryption: Encryption): boolean {
	return encryption.endsWith('-gcm');
}
