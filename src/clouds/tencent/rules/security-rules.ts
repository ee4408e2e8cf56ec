import type {CloudRule} from '../../contract/cloud.ts';
import {bothBegin} from '../../engine/both-begin.ts';
import {found} from '../../rules/cloud-rule.ts';
import {isEverything, siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentSecurityOptions} from '../document.ts';
import {neededOptions} from '../placed-options.ts';
import {versionOf} from '../read/site.ts';
import {optionsRule, tencentRule, unknownVersion} from './tencent-rule.ts';

const page = 'Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification and IPSECOptionsSpecification';
const nist = 'NIST SP 800-77 Rev. 1, section 3.2; RFC 8247';

type Name = keyof TencentSecurityOptions;

/** Choices that are weak today, each with why. */
const weak: readonly {readonly name: Name; readonly values: readonly string[]; readonly why: string}[] = [
	{name: 'ikeEncryption', values: ['DES-CBC'], why: 'DES can be broken in a day'},
	{name: 'ipsecEncryption', values: ['DES-CBC'], why: 'DES can be broken in a day'},
	{name: 'ikeEncryption', values: ['3DES-CBC'], why: '3DES is withdrawn (64-bit blocks)'},
	{name: 'ipsecEncryption', values: ['3DES-CBC'], why: '3DES is withdrawn (64-bit blocks)'},
	{name: 'ipsecEncryption', values: ['NULL'], why: 'the traffic would not be encrypted at all'},
	{name: 'ikeIntegrity', values: ['MD5'], why: 'MD5 is broken'},
	{name: 'ipsecIntegrity', values: ['MD5'], why: 'MD5 is broken'},
	{name: 'ikeIntegrity', values: ['SHA'], why: 'SHA-1 is on its way out'},
	{name: 'ipsecIntegrity', values: ['SHA1'], why: 'SHA-1 is on its way out'},
	{name: 'ikeDhGroup', values: ['GROUP1', 'GROUP2', 'GROUP5'], why: 'its prime is too short'},
	{name: 'pfsDhGroup', values: ['DH-GROUP1', 'DH-GROUP2', 'DH-GROUP5'], why: 'its prime is too short'},
	{name: 'ikeDhGroup', values: ['GROUP24'], why: 'its prime is of doubtful make'},
	{name: 'pfsDhGroup', values: ['DH-GROUP24'], why: 'its prime is of doubtful make'},
	{name: 'pfsDhGroup', values: ['NULL'], why: 'without forward secrecy one stolen key opens all traffic recorded'},
];

/** Rules about encryption, negotiation and dead peer detection. */
export const securityRules: readonly CloudRule[] = [
	optionsRule({
		id: 'tencent.security.complete',
		field: 'security.options',
		enforcedBy: 'tunnelwright',
		says: 'Preset custom names every option: none is left to the API’s defaults, which are weak and have changed.',
		mend: 'Give the option, or choose a preset and change only what differs',
		source: page,
		check: options =>
			neededOptions.flatMap(({name, field, what, inFull = what}) =>
				found(field, Reflect.get(options, name) === undefined && `the ${inFull} is not given`),
			),
	}),
	optionsRule({
		id: 'tencent.security.weak',
		field: 'security.options',
		severity: 'warn',
		says: 'Weak algorithms work, and protect badly.',
		mend: 'Choose AES, SHA-256 or higher and DH group 14 or higher, if the device can',
		source: nist,
		check: options =>
			weak.flatMap(({name, values, why}) => {
				const value = options[name];
				return found(
					`security.options.${name}`,
					typeof value === 'string' && values.includes(value) && `${value}: ${why}`,
				);
			}),
	}),
	optionsRule({
		id: 'tencent.security.ikev1',
		field: 'security.options.ikeVersion',
		severity: 'warn',
		says: 'IKEv1 is historic.',
		mend: 'Choose IKEV2, if the device can',
		source: 'RFC 9395, section 3',
		check: ({ikeVersion}) => ikeVersion === 'IKEV1' && 'IKEv1 is deprecated',
	}),
	optionsRule({
		id: 'tencent.security.aggressive',
		field: 'security.options.exchangeMode',
		severity: 'warn',
		says: 'Aggressive mode sends a hash of the pre-shared key before the peer is known, which can be guessed offline.',
		mend: 'Choose MAIN, if the device can',
		source: 'RFC 2409, section 5.4; NIST SP 800-77 Rev. 1, section 3.2',
		check: ({ikeVersion, exchangeMode}) =>
			exchangeMode === 'AGGRESSIVE' &&
			ikeVersion !== 'IKEV2' &&
			'aggressive mode exposes the pre-shared key to guessing',
	}),
	optionsRule({
		id: 'tencent.security.exchange-unused',
		field: 'security.options.exchangeMode',
		severity: 'note',
		says: 'IKEv2 has no exchange modes.',
		mend: 'Leave the exchange mode out',
		source: 'RFC 7296, section 1.2',
		check: ({ikeVersion, exchangeMode}) =>
			ikeVersion === 'IKEV2' && exchangeMode === 'AGGRESSIVE' && 'AGGRESSIVE means nothing with IKEv2',
	}),
	optionsRule({
		id: 'tencent.security.gcm-ikev1',
		field: 'security.options.ikeEncryption',
		enforcedBy: 'tunnelwright',
		says: 'GCM encrypts IKE itself with IKEv2 only.',
		mend: 'Choose IKEV2, or AES-CBC for IKE',
		source: 'RFC 5282, section 1',
		check: ({ikeVersion, ikeEncryption}) =>
			ikeVersion === 'IKEV1' && isGcm(ikeEncryption) && `${ikeEncryption} does not exist in IKEv1`,
	}),
	optionsRule({
		id: 'tencent.security.gcm-version',
		field: 'security.options.ipsecEncryption',
		says: 'GCM needs gateway version 4.0.',
		mend: 'Choose AES-CBC, or a gateway of version 4.0',
		source: page,
		needs: 'account',
		check: (options, draft, facts) =>
			(versionOf(draft, facts) ?? 4) < 4
				? gcmFields(options).map(field => ({
						field,
						message: `the gateway is of version ${facts.cloudGateway?.version}`,
					}))
				: [],
	}),
	optionsRule({
		id: 'tencent.security.gcm-version-unknown',
		field: 'security.options.ipsecEncryption',
		severity: 'warn',
		says: 'GCM needs gateway version 4.0; a version that cannot be read cannot be checked.',
		mend: 'Look the version up in the console, or choose AES-CBC',
		source: page,
		needs: 'account',
		check: (options, draft, facts) => gcmFields(options).flatMap(field => found(field, unknownVersion(draft, facts))),
	}),
	optionsRule({
		id: 'tencent.security.lifetimes',
		field: 'security.options.ipsecLifetimeSeconds',
		severity: 'warn',
		says: 'The IPsec lifetime is not longer than the IKE lifetime.',
		mend: 'Usual are 28800 seconds for IKE and 3600 for IPsec',
		source: 'NIST SP 800-77 Rev. 1, section 3.3',
		check: ({ikeLifetimeSeconds, ipsecLifetimeSeconds}) =>
			ikeLifetimeSeconds !== undefined &&
			ipsecLifetimeSeconds !== undefined &&
			ipsecLifetimeSeconds > ikeLifetimeSeconds &&
			`IPsec keys live ${ipsecLifetimeSeconds} s, the IKE keys above them ${ikeLifetimeSeconds} s`,
	}),
	tencentRule({
		id: 'tencent.negotiation.one-begins',
		field: 'negotiation',
		severity: 'note',
		says: 'With negotiation active the cloud begins. So does the device by the files for it, unless they are for strongSwan and made for a device that is not behind NAT, and DPD is on with restart: when both begin, they can be left with two sets of SAs.',
		mend: 'Set negotiation to passive; or, where strongSwan has the public address itself, DPD on with restart, and make the files for a device that is not behind NAT',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, NegotiationType; RFC 7296, section 2.8',
		check: ({negotiation, dpd, cloudGateway, ...draft}) => {
			// then it can't: tencent.ccn.everything
			const cannot = cloudGateway?.kind === 'ccn' && siteRangesOf(draft).some(({cidr}) => isEverything(cidr));
			const restarts = dpd?.enabled === true && dpd.action === 'restart';
			return negotiation === 'active' && !cannot && bothBegin('the cloud', restarts);
		},
	}),
	tencentRule({
		id: 'tencent.negotiation.passive',
		field: 'negotiation',
		severity: 'note',
		says: 'With negotiation passive the cloud waits for the site, with flowTrigger for traffic.',
		mend: 'Choose active, unless the site always begins',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, NegotiationType',
		check: ({negotiation}) =>
			(negotiation === 'passive' && 'the tunnel stays down until the site’s device begins') ||
			(negotiation === 'flowTrigger' && 'the tunnel stays down until traffic flows'),
	}),
	tencentRule({
		id: 'tencent.dpd.off',
		field: 'dpd.enabled',
		severity: 'warn',
		says: 'Without dead peer detection a lost peer is noticed only when keys expire.',
		mend: 'Turn it on',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, DpdEnable; RFC 3706',
		check: ({dpd}) => dpd?.enabled === false && 'dead peer detection is off',
	}),
];

function isGcm(algorithm: string | undefined): boolean {
	return algorithm?.includes('GCM') ?? false;
}

function gcmFields({ikeEncryption, ipsecEncryption}: TencentSecurityOptions): readonly string[] {
	return [
		...(isGcm(ikeEncryption) ? ['security.options.ikeEncryption'] : []),
		...(isGcm(ipsecEncryption) ? ['security.options.ipsecEncryption'] : []),
	];
}
