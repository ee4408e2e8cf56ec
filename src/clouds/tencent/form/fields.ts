import {freeInsideCidr, insideHosts} from '../../../connection/inside-cidr.ts';
import {checkCidr, checkIpv4} from '../../../connection/networks.ts';
import type {CloudForm, OwnField} from '../../contract/form.ts';
import {tencentInsideRange} from '../tunnel-option.ts';

export const tencentSite: CloudForm['site'] = {longestName: 60};

/** The two addresses of an inside range; none while it is no range. */
function hostsOf(range: string) {
	const [cloudAddress = '', siteAddress = ''] = insideHosts(range) ?? [];
	return {cloudAddress, siteAddress};
}

type Text = Omit<OwnField, 'path' | 'when' | 'syntax'>;

/** A field of the BGP session, which must be given. */
const ofBgp = (text: Text, missing: string, check: (value: string) => string | undefined): OwnField => ({
	...text,
	path: `routing.${text.id}`,
	when: ({mode}) => mode === 'bgp',
	syntax: value => (value === '' ? missing : check(value)),
});

export const tencentRoutes: CloudForm['routes'] = {
	help: 'Both BGP addresses lie in one /30 that no other tunnel of the gateway uses.',
	fields: [
		ofBgp(
			{
				id: 'tunnelCidr',
				label: 'Inside range',
				placeholder: 'e.g. 169.254.128.0/30',
				help: 'A /30 in 169.254.128.0/17 that the two BGP speakers share inside the tunnel.',
				following: text => hostsOf(text.trim()),
			},
			'Give the /30 for the BGP session',
			slash30Problem,
		),
		ofBgp(
			{
				id: 'cloudAddress',
				label: 'Cloud side address',
				placeholder: 'e.g. 169.254.128.1',
				help: 'The cloud side’s BGP address inside that /30.',
				follows: true,
			},
			'Give the cloud side’s address',
			checkIpv4,
		),
		ofBgp(
			{
				id: 'siteAddress',
				label: 'Site side address',
				placeholder: 'e.g. 169.254.128.2',
				help: 'The device’s BGP address inside that /30.',
				follows: true,
			},
			'Give the site side’s address',
			checkIpv4,
		),
	],
	suggest({answers, connections = []}) {
		if (answers.mode !== 'bgp') return {};
		const taken = connections.flatMap(({insideCidrs}) => [...insideCidrs]);
		// its first one, where all are taken: the rule says so
		const free = freeInsideCidr('', tencentInsideRange, taken) ?? freeInsideCidr('', tencentInsideRange, []) ?? '';
		// the two addresses are those of the range that stands there, whoever put it there
		const typed = answers.touched.includes('tunnelCidr') ? answers.texts.tunnelCidr?.trim() : undefined;
		return {tunnelCidr: free, ...hostsOf(typed ?? free)};
	},
	says: text => `${text('tunnelCidr')} · cloud ${text('cloudAddress')}, site ${text('siteAddress')}`,
};

/** Why a text is no /30 for the two BGP speakers, with the one that is near it. */
function slash30Problem(value: string): string | undefined {
	const problem = checkCidr(value);
	if (problem || value.endsWith('/30')) return problem;
	return `${value} is not a /30. Write it as ${freeInsideCidr(value, tencentInsideRange, [])}`;
}
