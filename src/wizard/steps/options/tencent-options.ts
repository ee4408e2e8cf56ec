import {tencentPresets} from '../../../clouds/tencent/presets.ts';
import type {CloudAnswers, OptionValue} from '../../answers/answers.ts';
import {always, type Option, type OptionChoice, type Standard} from './option.ts';
import {tencentSessionOptions} from './tencent-session-options.ts';

const ids = (...all: readonly string[]): readonly OptionChoice[] => all.map(id => ({id}));
const ciphers = [
	'AES-CBC-256',
	'AES-CBC-192',
	'AES-CBC-128',
	'AES256GCM128',
	'AES192GCM128',
	'AES128GCM128',
	'SM4',
	'3DES-CBC',
	'DES-CBC',
] as const;
const groups = ['1', '2', '5', '14', '15', '16', '19', '20', '21', '24'] as const;

const ike = 'IKE';
const ipsec = 'IPsec';
const identity = 'Identities';
const security = (name: string) => ({path: `security.options.${name}`, standard: fromPreset(name)});

function fromPreset(name: string): (answers: CloudAnswers) => Standard {
	return ({choices}) => {
		const preset = choices.preset === 'compatible' || choices.preset === 'custom' ? choices.preset : 'strong';
		const value: unknown = Object.entries(tencentPresets[preset]).find(([member]) => member === name)?.[1];
		const given: OptionValue | undefined =
			typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
		const whose = given === undefined ? 'not given' : preset === 'strong' ? 'strong' : 'for old devices';
		return {value: given, whose};
	};
}

/** The identity of one end, with what its type needs. */
function identities(name: 'localIdentity' | 'remoteIdentity', side: string): readonly Option[] {
	const path = `security.options.${name}`;
	const typeOf = ({options}: CloudAnswers) => options[`${path}.type`];
	return [
		{
			path: `${path}.type`,
			section: identity,
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
			section: identity,
			kind: 'text',
			label: `${side} address`,
			example: '203.0.113.10',
			standard: always(undefined, 'its public address'),
			only: answers => typeOf(answers) === 'ADDRESS',
			help: 'The address to be named by. Leave it empty for the public address.',
		},
		{
			path: `${path}.name`,
			section: identity,
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

/** Every option of a Tencent Cloud tunnel that other steps do not ask. Source: vpc 2017-03-12, CreateVpnConnection. */
export const tencentOptions: readonly Option[] = [
	{
		...security('ikeVersion'),
		section: ike,
		kind: 'choice',
		label: 'IKE version',
		choices: ids('IKEV2', 'IKEV1'),
		help: 'IKEv1 is obsolete: choose it only for a device that has nothing else.',
	},
	{
		...security('exchangeMode'),
		section: ike,
		kind: 'choice',
		label: 'Exchange mode',
		choices: [
			{id: 'MAIN', means: 'identities are protected'},
			{id: 'AGGRESSIVE', means: 'faster, and the key can be guessed offline'},
		],
		help: 'IKEv1 only; IKEv2 has no modes.',
	},
	{
		...security('ikeEncryption'),
		section: ike,
		kind: 'choice',
		label: 'IKE encryption',
		choices: ids(...ciphers),
		help: 'The cipher of the IKE exchange. GCM needs IKEv2.',
	},
	{
		...security('ikeIntegrity'),
		section: ike,
		kind: 'choice',
		label: 'IKE integrity',
		choices: ids('SHA-512', 'SHA-256', 'SHA', 'MD5'),
		help: 'The hash of the IKE exchange. SHA and MD5 are weak.',
	},
	{
		...security('ikeDhGroup'),
		section: ike,
		kind: 'choice',
		label: 'IKE DH group',
		choices: ids(...groups.map(group => `GROUP${group}`)),
		help: 'The Diffie-Hellman group of the IKE keys: 14 or higher is strong.',
	},
	{
		...security('ikeLifetimeSeconds'),
		section: ike,
		kind: 'number',
		label: 'IKE lifetime',
		unit: 's',
		from: 60,
		to: 604_800,
		help: 'How long IKE keys are used before new ones are agreed.',
	},
	...identities('localIdentity', 'Cloud side'),
	...identities('remoteIdentity', 'Site side'),
	{
		...security('ipsecEncryption'),
		section: ipsec,
		kind: 'choice',
		label: 'IPsec encryption',
		choices: [...ids(...ciphers), {id: 'NULL', means: 'no encryption at all'}],
		help: 'The cipher of the traffic itself. GCM needs a gateway of version 4.0.',
	},
	{
		...security('ipsecIntegrity'),
		section: ipsec,
		kind: 'choice',
		label: 'IPsec integrity',
		choices: ids('SHA-512', 'SHA-384', 'SHA-256', 'SHA1', 'SM3', 'MD5'),
		help: 'The hash of the traffic. SHA1 and MD5 are weak.',
	},
	{
		...security('pfsDhGroup'),
		section: ipsec,
		kind: 'choice',
		label: 'PFS DH group',
		choices: [...ids(...groups.map(group => `DH-GROUP${group}`)), {id: 'NULL', means: 'no perfect forward secrecy'}],
		help: 'Perfect forward secrecy: fresh keys that do not follow from IKE’s.',
	},
	{
		...security('ipsecLifetimeSeconds'),
		section: ipsec,
		kind: 'number',
		label: 'IPsec lifetime',
		unit: 's',
		from: 180,
		to: 604_800,
		help: 'How long traffic keys are used. Not longer than IKE’s.',
	},
	{
		...security('ipsecLifetimeKilobytes'),
		section: ipsec,
		kind: 'number',
		label: 'IPsec lifetime, traffic',
		unit: 'KB',
		from: 2560,
		to: 4_294_967_295,
		help: 'How much traffic the keys are used for. Whichever lifetime ends first counts.',
	},
	...tencentSessionOptions,
];
