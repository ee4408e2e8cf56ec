import type {CloudId} from '../../clouds/contract/cloud.ts';
import {keyVariableProblem} from '../../connection/key-variable.ts';
import {checkCidr, checkIpv4} from '../../connection/networks.ts';
import {presetTexts} from '../../connection/security-presets.ts';
import {type ChoiceId, type SecretId, splitList, type TextId, tagParts} from '../answers/answers.ts';
import type {Asked} from '../answers/asked.ts';
import {insideProblem, slash30Problem} from './inside-problems.ts';
import {changedOptions, changesSecurity} from './options/option-table.ts';
import {picksVgw, withoutTables} from './route-tables.ts';

export interface Option {
	readonly id: string;
	readonly title: string;
	readonly means: string;
}

/** Text for the screen, where it depends on the cloud as a function. */
export type Words = string | ((cloud: CloudId) => string);

/** The text for a cloud. */
export function wordsFor(words: Words, cloud: CloudId): string {
	return typeof words === 'string' ? words : words(cloud);
}

interface FieldBase {
	readonly label: Words;
	readonly help: Words;
	/** Where the answer stands in the document, so that findings are shown at the field. */
	path(cloud: CloudId): string;
	when?(asked: Asked): boolean;
}

/** A line of text. `free` text may hold a question mark, so `?` types itself there. */
export interface TextField extends FieldBase {
	readonly kind: 'text';
	readonly id: TextId;
	readonly placeholder: string;
	/** Several values with commas: a paste joins its lines with commas. */
	readonly list?: boolean;
	readonly free?: boolean;
	/** Why the wizard can't go on with this text, or undefined. Empty text is given too. */
	syntax(value: string, asked: Asked): string | undefined;
}

export interface SecretField extends FieldBase {
	readonly kind: 'secret';
	readonly id: SecretId;
}

export interface ChoiceField extends FieldBase {
	readonly kind: 'choice';
	readonly id: ChoiceId;
	options(asked: Asked): readonly Option[];
}

/** Boxes to tick: the route tables. */
export interface BoxesField extends FieldBase {
	readonly kind: 'boxes';
	readonly id: 'routeTables';
	options(asked: Asked): readonly Option[];
	/** Said in place of the options while there are none. */
	empty(asked: Asked): string;
}

/** The option that a choice stands on: the answer, else the first. */
export function chosenIn(field: ChoiceField, asked: Asked): string {
	return asked.answers.choices[field.id] ?? field.options(asked)[0]?.id ?? '';
}

/** Where that option stands among the others. */
export function chosenBox(field: ChoiceField, asked: Asked): number {
	const chosen = chosenIn(field, asked);
	return Math.max(
		0,
		field.options(asked).findIndex(({id}) => id === chosen),
	);
}

export type Field = TextField | SecretField | ChoiceField | BoxesField;

const forAws = (asked: Asked) => asked.cloud === 'aws';
const tencentBgp = (asked: Asked) => asked.cloud === 'tencent' && asked.answers.mode === 'bgp';

export const routeFields: readonly Field[] = [
	{
		kind: 'text',
		id: 'prefixes',
		label: 'Ranges at the site',
		placeholder: 'e.g. 192.168.10.0/24, 192.168.20.0/24',
		list: true,
		help: 'The ranges at the site side that the cloud routes into the tunnel, with commas. Paste as many as you like.',
		path: () => 'routing.prefixes',
		when: asked => asked.answers.mode === 'static',
		syntax: value => {
			const prefixes = splitList(value);
			if (prefixes.length === 0)
				return 'Give at least one range: without BGP nothing else tells the cloud what is at the site';
			return firstProblem(prefixes, checkCidr);
		},
	},
	{
		kind: 'text',
		id: 'tunnelCidr',
		label: 'Inside range',
		placeholder: 'e.g. 169.254.128.0/30',
		help: 'A /30 in 169.254.128.0/17 that the two BGP speakers share inside the tunnel.',
		path: () => 'routing.tunnelCidr',
		when: tencentBgp,
		syntax: checkedOrMissing(slash30Problem, 'Give the /30 for the BGP session'),
	},
	{
		kind: 'text',
		id: 'cloudAddress',
		label: 'Cloud side address',
		placeholder: 'e.g. 169.254.128.1',
		help: 'The cloud side’s BGP address inside that /30.',
		path: () => 'routing.cloudAddress',
		when: tencentBgp,
		syntax: checkedOrMissing(checkIpv4, 'Give the cloud side’s address'),
	},
	{
		kind: 'text',
		id: 'siteAddress',
		label: 'Site side address',
		placeholder: 'e.g. 169.254.128.2',
		help: 'The device’s BGP address inside that /30.',
		path: () => 'routing.siteAddress',
		when: tencentBgp,
		syntax: checkedOrMissing(checkIpv4, 'Give the site side’s address'),
	},
	{
		kind: 'boxes',
		id: 'routeTables',
		label: 'Route tables that learn the site’s routes',
		help: 'Route propagation: the ticked tables of the VPC send traffic for the site to the gateway. Without it nothing in the VPC finds the way.',
		path: () => 'routeTables',
		// by what was answered, not by what is read: a field that came later would take keys that were meant for the next one
		when: picksVgw,
		empty: withoutTables,
		options: asked =>
			(asked.routeTables ?? []).map(table => ({
				id: table.id,
				title: [table.id, table.name, table.main ? 'main' : ''].filter(Boolean).join(' · '),
				means: table.propagatingGateways.includes(asked.gateway?.id ?? '') ? 'propagates already' : '',
			})),
	},
	...(['1', '2'] as const).map(
		(tunnel): Field => ({
			kind: 'text',
			id: `insideCidr${tunnel}`,
			label: `Tunnel ${tunnel} inside range`,
			placeholder: '(AWS picks one)',
			help: 'A /30 in 169.254.0.0/16 for the addresses inside this tunnel. Leave it empty unless your device needs a fixed one.',
			path: () => `tunnels[${Number(tunnel) - 1}].insideCidr`,
			when: forAws,
			syntax: (value, asked) => (value === '' ? undefined : insideProblem(value, Number(tunnel), asked)),
		}),
	),
];

const keySources: readonly Option[] = [
	{id: 'generated', title: 'Generated', means: 'fresh and strong; shown with the device’s configuration'},
	{id: 'typed', title: 'Typed here', means: 'kept in memory only, never saved'},
	{id: 'env', title: 'From an environment variable', means: 'read when the connection is made'},
];
const eachItsOwn: Option = {id: 'each', title: 'Each tunnel its own way', means: 'choose for tunnel 1 and 2 apart'};

/** Where the key of a tunnel comes from, given the choice for both. */
export function keyFrom(asked: Asked, key: SecretId): string {
	const all = asked.answers.choices['key.from'] ?? 'generated';
	return all === 'each' ? (asked.answers.choices[`${key}.from`] ?? 'generated') : all;
}

const keyPath = (key: SecretId) => (cloud: CloudId) =>
	cloud === 'aws' ? `tunnels[${key === 'key1' ? 0 : 1}].presharedKey` : 'presharedKey';
const hasKey = (key: SecretId) => (asked: Asked) => key === 'key1' || asked.cloud === 'aws';
/** AWS has two tunnels in a connection, Tencent Cloud one. */
const ofTunnel = (words: string, key: SecretId) => (cloud: CloudId) =>
	cloud === 'aws' ? `${words} of tunnel ${key === 'key1' ? 1 : 2}` : words;
const keyForm: Readonly<Record<CloudId, string>> = {
	aws: '8 to 64 letters, digits, dots and underscores, not beginning with 0.',
	tencent: 'Up to 128 printable ASCII characters without spaces; fewer than 8 can be guessed.',
};

/** The presets; the chosen one says when options depart from it. */
function presetsOf({cloud, answers}: Asked): readonly Option[] {
	const changed = changedOptions(cloud, answers).filter(changesSecurity).length;
	const custom: Option = {
		id: 'custom',
		title: 'Custom',
		means:
			cloud === 'aws'
				? 'Only what you set among the options, which come next; the rest is left to AWS, which allows weak ciphers.'
				: 'Every option is yours to set; they come next.',
	};
	const chosen = answers.choices.preset ?? 'strong';
	return [...presetTexts, custom].map(preset =>
		preset.id === chosen && preset.id !== 'custom' && changed > 0
			? {...preset, title: `${preset.title}, changed`, means: `${preset.means} ${changed} of the options differ.`}
			: preset,
	);
}

export const securityFields: readonly Field[] = [
	{
		kind: 'choice',
		id: 'preset',
		label: 'Security',
		help: 'Which ciphers the cloud side offers. The device must be able to speak one of them.',
		path: () => 'security',
		options: asked => presetsOf(asked),
	},
	{
		kind: 'choice',
		id: 'key.from',
		label: 'Pre-shared key',
		help: cloud =>
			cloud === 'aws'
				? 'The secret that both ends know. It is never written to a profile, a log or a report. AWS can keep it in Secrets Manager: that is the first of the options, which come next.'
				: 'The secret that both ends know. It is never written to a profile, a log or a report.',
		path: cloud => (cloud === 'aws' ? 'tunnels' : 'presharedKey'),
		options: asked => (asked.cloud === 'aws' ? [...keySources, eachItsOwn] : keySources),
	},
	...(['key1', 'key2'] as const).flatMap((key): readonly Field[] => [
		{
			kind: 'choice',
			id: `${key}.from`,
			label: ofTunnel('Key', key),
			help: 'Where this tunnel’s key comes from.',
			path: keyPath(key),
			when: asked => asked.cloud === 'aws' && asked.answers.choices['key.from'] === 'each',
			options: () => keySources,
		},
		{
			kind: 'secret',
			id: key,
			label: ofTunnel('Key', key),
			help: cloud => `${keyForm[cloud]} Ctrl-T shows it until you leave the field.`,
			path: keyPath(key),
			when: asked => hasKey(key)(asked) && keyFrom(asked, key) === 'typed',
		},
		{
			kind: 'text',
			id: `${key}.env`,
			label: ofTunnel('Variable', key),
			placeholder: `e.g. TUNNEL${key === 'key1' ? 1 : 2}_PSK`,
			help: 'The name of the environment variable that holds the key, without a dollar sign.',
			path: keyPath(key),
			when: asked => hasKey(key)(asked) && keyFrom(asked, key) === 'env',
			syntax: keyVariableProblem,
		},
	]),
];

export const nameFields: readonly Field[] = [
	{
		kind: 'text',
		id: 'name',
		label: 'Name',
		placeholder: 'e.g. berlin-office',
		free: true,
		help: 'The connection’s name in the cloud’s lists, and the profile’s name if you save one.',
		path: () => 'name',
		syntax: value => (value === '' ? 'Give the connection a name' : undefined),
	},
	{
		kind: 'text',
		id: 'tags',
		label: 'Tags',
		placeholder: 'e.g. team=network, site=berlin',
		list: true,
		free: true,
		help: 'key=value, with commas or pasted one a line. A comma that belongs to a value is written \\, . A key has up to 127 characters, a value 256.',
		path: () => 'tags',
		syntax: value => {
			const parts = tagParts(value);
			const bad = parts.find(([key, tag]) => key === '' || tag === undefined);
			if (bad?.[0] === '') return `"=${bad[1] ?? ''}" has no key before its =: write key=value`;
			if (bad) return `"${bad[0]}" has no value: write ${bad[0]}=value`;
			const twice = parts.find(([key], at) => parts.findIndex(([other]) => other === key) < at);
			return twice && `The tag key "${twice[0]}" is given twice`;
		},
	},
];

function firstProblem(values: readonly string[], check: (value: string) => string | undefined): string | undefined {
	for (const value of values) {
		const problem = check(value);
		if (problem) return problem;
	}

	return undefined;
}

function checkedOrMissing(check: (value: string) => string | undefined, missing: string) {
	return (value: string) => (value === '' ? missing : check(value));
}
