import {found} from '../../rules/cloud-rule.ts';
import {listOptions, tunnelOptions} from '../options.ts';
import {awsRule, eachTunnel, sources} from './rule.ts';

type ListOption = (typeof listOptions)[number];

/** The values that an option allows and that are weak by today's measure. */
function weak(
	draft: Parameters<typeof eachTunnel>[0],
	options: readonly ListOption[],
	values: readonly (string | number)[],
	say: (value: string | number, option: ListOption) => string,
) {
	return eachTunnel(draft, placed =>
		options.flatMap(option => {
			const allowed: readonly (string | number)[] = placed.options[option] ?? [];
			return allowed
				.filter(value => values.includes(value))
				.flatMap(value => found(placed.pathOf(option), say(value, option)));
		}),
	);
}

function phaseOf(option: ListOption): string {
	return option.startsWith('phase1') ? 'phase 1' : 'phase 2';
}

const weakMend = 'Choose the strong preset, unless the device cannot do better';
const negotiated = 'AWS Site-to-Site VPN User Guide, "Tunnel options" (AWS negotiates from its lowest allowed value)';

/** Which algorithms may be used. */
export const cryptoRules = [
	awsRule({
		id: 'aws.crypto.gcm-needs-ikev2',
		field: 'security.options.phase1Encryption',
		enforcedBy: 'tunnelwright',
		says: 'AES-GCM in phase 1 needs IKEv2: IKEv1 has no combined ciphers.',
		mend: 'Allow ikev2, or use AES128 or AES256 in phase 1',
		source: 'RFC 5282, section 1 (combined ciphers are defined for IKEv2)',
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				options.ikeVersions?.length &&
				!options.ikeVersions.includes('ikev2') &&
				options.phase1Encryption?.some(algorithm => algorithm.includes('GCM'))
					? found(pathOf('phase1Encryption'), 'AES-GCM is allowed in phase 1, but only IKEv1')
					: undefined,
			),
	}),
	awsRule({
		id: 'aws.crypto.gcm-with-ikev1',
		field: 'security.options.phase1Encryption',
		severity: 'warn',
		says: 'A device that speaks IKEv1 cannot use AES-GCM in phase 1.',
		mend: 'Allow ikev2 only, or add AES256 to phase 1',
		source: 'RFC 5282, section 1 (combined ciphers are defined for IKEv2)',
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				options.ikeVersions?.includes('ikev1') &&
				options.ikeVersions.includes('ikev2') &&
				options.phase1Encryption?.length &&
				options.phase1Encryption.every(algorithm => algorithm.includes('GCM'))
					? found(pathOf('phase1Encryption'), 'IKEv1 is allowed, but phase 1 has AES-GCM only: IKEv1 would never work')
					: undefined,
			),
	}),
	awsRule({
		id: 'aws.crypto.empty-list',
		field: 'security.options',
		enforcedBy: 'tunnelwright',
		says: 'A list of algorithms holds at least one.',
		mend: 'Choose one, or leave the list out',
		source: sources.tunnelOptions,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				listOptions.flatMap(option =>
					options[option]?.length === 0
						? found(pathOf(option), 'Nothing is allowed here: the tunnel could never come up')
						: [],
				),
			),
	}),
	awsRule({
		id: 'aws.crypto.left-open',
		field: 'security.options',
		severity: 'warn',
		says: 'A list that is left out is AWS’s own, which allows IKEv1, AES-128, SHA-1 and DH group 2.',
		mend: 'Choose the strong preset, or name what is allowed',
		source: negotiated,
		check: draft =>
			eachTunnel(draft, ({tunnel, options}) => {
				const open = listOptions.filter(
					option =>
						options[option] === undefined &&
						!(option === 'phase2Integrity' && isGcmOnly(options.phase2Encryption)) &&
						!(option === 'phase1Integrity' && isGcmOnly(options.phase1Encryption)),
				);
				if (open.length === 0) return undefined;
				const where = draft.tunnels?.[tunnel]?.options ? `tunnels[${tunnel}].options` : 'security.options';
				return found(
					where,
					`Left to AWS, weak choices included: ${open.map(option => tunnelOptions[option].label).join(', ')}`,
				);
			}),
	}),
	awsRule({
		id: 'aws.crypto.ikev1',
		field: 'security.options.ikeVersions',
		severity: 'warn',
		says: 'IKEv1 is obsolete.',
		mend: weakMend,
		source: 'RFC 9395, section 3',
		check: draft => weak(draft, ['ikeVersions'], ['ikev1'], () => 'IKEv1 is allowed'),
	}),
	awsRule({
		id: 'aws.crypto.aes128',
		field: 'security.options.phase1Encryption',
		severity: 'warn',
		says: 'AES with 128-bit keys is the weakest cipher that AWS allows.',
		mend: weakMend,
		source: negotiated,
		check: draft =>
			weak(
				draft,
				['phase1Encryption', 'phase2Encryption'],
				['AES128', 'AES128-GCM-16'],
				(value, option) => `${value} is allowed in ${phaseOf(option)}`,
			),
	}),
	awsRule({
		id: 'aws.crypto.sha1',
		field: 'security.options.phase1Integrity',
		severity: 'warn',
		says: 'SHA-1 is deprecated.',
		mend: weakMend,
		source: 'NIST SP 800-131A Revision 2, section 9',
		check: draft =>
			weak(
				draft,
				['phase1Integrity', 'phase2Integrity'],
				['SHA1'],
				(_value, option) => `SHA-1 is allowed in ${phaseOf(option)}`,
			),
	}),
	awsRule({
		id: 'aws.crypto.dh',
		field: 'security.options.phase1DhGroups',
		severity: 'warn',
		says: 'Diffie-Hellman groups 2, 5, 22, 23 and 24 are weak.',
		mend: weakMend,
		source: 'RFC 8247, section 2.4',
		check: draft =>
			weak(
				draft,
				['phase1DhGroups', 'phase2DhGroups'],
				[2, 5, 22, 23, 24],
				(value, option) => `DH group ${value} is allowed in ${phaseOf(option)}`,
			),
	}),
	awsRule({
		id: 'aws.crypto.govcloud',
		field: 'security.options',
		severity: 'warn',
		says: 'AWS GovCloud (US) takes SHA-2 and DH group 14 as the least.',
		mend: 'Leave SHA-1 and DH groups 2 and 5 out',
		source: 'AWS Site-to-Site VPN User Guide, "Your customer gateway device" (GovCloud minimum)',
		check: draft =>
			draft.region?.startsWith('us-gov-')
				? weak(
						draft,
						['phase1Integrity', 'phase2Integrity', 'phase1DhGroups', 'phase2DhGroups'],
						['SHA1', 2, 5],
						(value, option) =>
							`${typeof value === 'number' ? `DH group ${value}` : value} in ${phaseOf(option)} is below GovCloud's least`,
					)
				: [],
	}),
];

function isGcmOnly(algorithms: readonly string[] | undefined): boolean {
	return algorithms !== undefined && algorithms.length > 0 && algorithms.every(algorithm => algorithm.includes('GCM'));
}
