import type {FormAnswers, FormAsked} from '../../contract/form-asked.ts';
import {always, type Option, presetStandard, questionOf} from '../../contract/option.ts';
import {formSections} from '../placed-options.ts';
import {tencentPresets} from '../presets.ts';
import type {PlacedOption} from '../tunnel-option.ts';

/** The identity of one end, with what its type needs. */
function identities(name: 'localIdentity' | 'remoteIdentity', side: string): readonly Option[] {
	const path = `security.options.${name}`;
	const typeOf = ({options}: FormAnswers) => options[`${path}.type`];
	return [
		{
			path: `${path}.type`,
			section: 'Identities',
			kind: 'choice',
			label: `${side} identity`,
			choices: [
				{id: 'ADDRESS', title: 'Address', means: 'the usual: its public address'},
				{id: 'FQDN', title: 'Name', means: 'for a device behind NAT; not in IKEv1 main mode'},
			],
			standard: always(undefined, 'its public address'),
			help: `How the ${side.toLowerCase()} names itself to the other end. Both ends must be set alike.`,
		},
		{
			path: `${path}.address`,
			section: 'Identities',
			kind: 'text',
			label: `${side} address`,
			example: '203.0.113.10',
			standard: always(undefined, 'its public address'),
			only: answers => typeOf(answers) === 'ADDRESS',
			help: 'The address to be named by. Leave it empty for the public address.',
		},
		{
			path: `${path}.name`,
			section: 'Identities',
			kind: 'text',
			label: `${side} name`,
			example: 'vpn.example.com',
			standard: always(undefined, 'not given'),
			unset: '',
			only: answers => typeOf(answers) === 'FQDN',
			help: 'The name to be known by, as the other end expects it.',
		},
	];
}

const priority: Option = {
	path: 'routing.priority',
	section: 'Routes',
	kind: 'choice',
	numeric: true,
	label: 'Route priority',
	choices: [
		{id: '0', title: 'First choice', means: 'priority 0: traffic goes here'},
		{id: '100', title: 'Standby', means: 'priority 100: only while the first choice is down'},
	],
	standard: always(undefined, 'first choice, or standby of a tunnel with the same ranges'),
	only: answers => answers.mode === 'static',
	help: 'Among the tunnels of this gateway that lead to the same ranges. Equal priorities share the traffic (ECMP), from gateway version 3.1 on.',
};

const hasProbe = ({options}: FormAnswers) => options['healthCheck.enabled'] !== undefined;
const probes = {
	only: hasProbe,
	when: ({answers}: FormAsked) => answers.options['healthCheck.enabled'] === true,
};

const inSection = (
	section: keyof typeof formSections,
	restOf: (row: PlacedOption) => Pick<Option, 'standard' | 'when' | 'only' | 'unset'>,
) =>
	formSections[section].map((row): Option => {
		const {field, label = '', help = ''} = row;
		return {...questionOf({...row, label, help}), ...restOf(row), path: field, section};
	});

const security = ({name}: PlacedOption): Pick<Option, 'standard'> => ({
	standard: answers => presetStandard(tencentPresets, name, answers) ?? {value: undefined, whose: 'not given'},
});

/** Every option of a Tencent Cloud tunnel that other steps do not ask. Source: vpc 2017-03-12, CreateVpnConnection. */
export const tencentOptions: readonly Option[] = [
	...inSection('IKE', security),
	...identities('localIdentity', 'Cloud side'),
	...identities('remoteIdentity', 'Site side'),
	...inSection('IPsec', security),
	priority,
	...inSection('Session', ({field, standard}) => ({
		standard: always(typeof standard === 'number' ? String(standard) : standard, 'default'),
		unset: standard,
		...(/^dpd\.(?!enabled)/.test(field) ? {when: asked => asked.answers.options['dpd.enabled'] !== false} : {}),
	})),
	...inSection('Health check', ({field, standard}) => {
		if (standard === false) return {standard: always(false, 'default'), when: asked => asked.answers.mode !== 'policy'};
		return {...probes, standard: always(undefined, field.endsWith('Ip') ? 'the cloud picks one' : 'the cloud’s own')};
	}),
];

/** What the first line of the form says of them. */
export const tencentHeadlines = ['security.options.ikeVersion', 'security.options.ipsecEncryption', 'negotiation'];
