import {groupWords} from '../../strongswan-words.ts';
import type {TunnelOptions} from './tunnel-input.ts';
import {allowed} from './tunnel-rules.ts';

/** What AWS takes where an option is left out is all that it knows. Source: Site-to-Site VPN User Guide, "VPN tunnel options". */
export const ikeProposals = (options: TunnelOptions): string =>
	proposals(
		options.Phase1EncryptionAlgorithm ?? allowed.Phase1EncryptionAlgorithm,
		options.Phase1IntegrityAlgorithm ?? allowed.Phase1IntegrityAlgorithm,
		options.Phase1DHGroupNumber ?? allowed.Phase1DHGroupNumber,
		'prf',
	);

export const espProposals = (options: TunnelOptions): string =>
	proposals(
		options.Phase2EncryptionAlgorithm ?? allowed.Phase2EncryptionAlgorithm,
		options.Phase2IntegrityAlgorithm ?? allowed.Phase2IntegrityAlgorithm,
		options.Phase2DHGroupNumber ?? allowed.Phase2DHGroupNumber,
		'',
	);

/** One proposal for ciphers that protect integrity by themselves, one for the others. @param prf what IKE needs beside the former */
function proposals(
	ciphers: readonly string[],
	hashes: readonly string[],
	groups: readonly number[],
	prf: 'prf' | '',
): string {
	const hashWords = hashes.map(name => name.replace('SHA2-', 'SHA').toLowerCase());
	const dh = groups.flatMap(group => groupWords[group] ?? []);
	const gcm = ciphers.filter(name => name.includes('GCM')).map(name => name.replaceAll('-', '').toLowerCase());
	const cbc = ciphers.filter(name => !name.includes('GCM')).map(name => name.toLowerCase());
	const suites = [
		...(gcm.length > 0 ? [[...gcm, ...(prf === '' ? [] : hashWords.map(word => `prf${word}`)), ...dh]] : []),
		...(cbc.length > 0 ? [[...cbc, ...hashWords, ...dh]] : []),
	];
	return suites.map(words => words.join('-')).join(',');
}
