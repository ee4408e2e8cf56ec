import type {TunnelOptions} from '../store/resources.ts';

/** In strongSwan's words. Groups: RFC 3526, 5114, 5903. */
const groupWords: ReadonlyMap<number, string> = new Map([
	[2, 'modp1024'],
	[5, 'modp1536'],
	[14, 'modp2048'],
	[15, 'modp3072'],
	[16, 'modp4096'],
	[17, 'modp6144'],
	[18, 'modp8192'],
	[19, 'ecp256'],
	[20, 'ecp384'],
	[21, 'ecp521'],
	[22, 'modp1024s160'],
	[23, 'modp2048s224'],
	[24, 'modp2048s256'],
]);

/** What AWS takes where an option is left out. Source: Site-to-Site VPN User Guide, "VPN tunnel options". */
const allCiphers = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
const allHashes = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'];
const allGroups = [...groupWords.keys()];

export function ikeProposals(options: TunnelOptions): string {
	const {phase1Encryption, phase1Integrity, phase1DhGroups} = options;
	// Group 5 is for phase 2 alone.
	const groups = phase1DhGroups ?? allGroups.filter(group => group !== 5);
	return proposals(phase1Encryption ?? allCiphers, phase1Integrity ?? allHashes, groups, 'prf');
}

export function espProposals({phase2Encryption, phase2Integrity, phase2DhGroups}: TunnelOptions): string {
	return proposals(phase2Encryption ?? allCiphers, phase2Integrity ?? allHashes, phase2DhGroups ?? allGroups, '');
}

/** One proposal for ciphers that protect integrity by themselves, one for the others. @param prf what IKE needs beside the former */
function proposals(
	ciphers: readonly string[],
	hashes: readonly string[],
	groups: readonly number[],
	prf: 'prf' | '',
): string {
	const hashWords = hashes.map(name => name.replace('SHA2-', 'SHA').toLowerCase());
	const dh = groups.flatMap(group => groupWords.get(group) ?? []);
	const gcm = ciphers.filter(name => name.includes('GCM')).map(name => name.replaceAll('-', '').toLowerCase());
	const cbc = ciphers.filter(name => !name.includes('GCM')).map(name => name.toLowerCase());
	const suites = [
		...(gcm.length > 0 ? [[...gcm, ...(prf === '' ? [] : hashWords.map(word => `prf${word}`)), ...dh]] : []),
		...(cbc.length > 0 ? [[...cbc, ...hashWords, ...dh]] : []),
	];
	return suites.map(words => words.join('-')).join(',');
}
