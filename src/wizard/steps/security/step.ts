import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {keyVariableProblem} from '../../../clouds/document/key-variable.ts';
import {presetTexts} from '../../../clouds/document/security-presets.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {writePath} from '../../../connection/document-path.ts';
import {keySourceAt} from '../../../connection/key-source.ts';
import {type SecretId, textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import type {Field, Option} from '../field.ts';
import {changedOptions, changesSecurity} from '../options/option-table.ts';
import type {Step} from '../steps.ts';
import {keyFrom, keysOf} from './key-from.ts';

const keySources: readonly Option[] = [
	{id: 'generated', title: 'Generated', means: 'fresh and strong; shown with the device’s configuration'},
	{id: 'typed', title: 'Typed here', means: 'kept in memory only, never saved'},
	{id: 'env', title: 'From an environment variable', means: 'read when the connection is made'},
];
const eachItsOwn: Option = {id: 'each', title: 'Each tunnel its own way', means: 'choose for tunnel 1 and 2 apart'};

const words = (cloud: CloudId) => moduleOf(cloud).form.keys;
const fieldsIn = (cloud: CloudId): readonly string[] => moduleOf(cloud).keyFields;
const hasSeveral = (cloud: CloudId) => fieldsIn(cloud).length > 1;
const numberOf = (key: SecretId) => (key === 'key1' ? 1 : 2);
const keyPath = (key: SecretId) => (cloud: CloudId) => fieldsIn(cloud)[numberOf(key) - 1] ?? '';
const hasKey = (key: SecretId, {cloud}: Asked) => keyPath(key)(cloud) !== '';
const ofTunnel = (label: string, key: SecretId) => (cloud: CloudId) =>
	hasSeveral(cloud) ? `${label} of tunnel ${numberOf(key)}` : label;

/** Of a connection that stands no key is changed beside the rest: that has a screen of its own. */
const hasItsKey = ({edits}: Asked) => edits === undefined;

/** The presets; the chosen one says when options depart from it. */
function presetsOf({cloud, answers}: Asked): readonly Option[] {
	const changed = changedOptions(cloud, answers).filter(option => changesSecurity(cloud, option)).length;
	const custom: Option = {
		id: 'custom',
		title: 'Custom',
		means: moduleOf(cloud).form.customPreset,
	};
	const chosen = answers.choices.preset ?? 'strong';
	return [...presetTexts(), custom].map(preset =>
		preset.id === chosen && preset.id !== 'custom' && changed > 0
			? {...preset, title: `${preset.title}, changed`, means: `${preset.means} ${changed} of the options differ.`}
			: preset,
	);
}

const fields: readonly Field[] = [
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
			['The secret that both ends know. It is never written to a profile, a log or a report.', words(cloud).kept ?? '']
				.join(' ')
				.trim(),
		path: cloud => words(cloud).around ?? keyPath('key1')(cloud),
		when: hasItsKey,
		options: ({cloud}) => (hasSeveral(cloud) ? [...keySources, eachItsOwn] : keySources),
	},
	...(['key1', 'key2'] as const).flatMap((key): readonly Field[] => [
		{
			kind: 'choice',
			id: `${key}.from`,
			label: ofTunnel('Key', key),
			help: 'Where this tunnel’s key comes from.',
			path: keyPath(key),
			when: asked => hasItsKey(asked) && hasSeveral(asked.cloud) && asked.answers.choices['key.from'] === 'each',
			options: () => keySources,
		},
		{
			kind: 'secret',
			id: key,
			label: ofTunnel('Key', key),
			help: cloud => `${words(cloud).form} Ctrl-T shows it until you leave the field.`,
			path: keyPath(key),
			when: asked => hasItsKey(asked) && hasKey(key, asked) && keyFrom(asked.answers, key) === 'typed',
		},
		{
			kind: 'text',
			id: `${key}.env`,
			label: ofTunnel('Variable', key),
			placeholder: `e.g. TUNNEL${numberOf(key)}_PSK`,
			help: 'The name of the environment variable that holds the key, without a dollar sign.',
			path: keyPath(key),
			when: asked => hasItsKey(asked) && hasKey(key, asked) && keyFrom(asked.answers, key) === 'env',
			syntax: keyVariableProblem,
		},
	]),
];

export const securityStep: Step = {
	id: 'security',
	title: 'security',
	label: 'Security',
	kind: 'form',
	question: () => 'How is the tunnel secured?',
	help: ({edits}) =>
		edits
			? 'Both ends must agree. The keys stay as they are: k at the tunnels renews them.'
			: 'Both ends must agree: the device’s configuration is written to match.',
	paths: ['security', 'tunnels'],
	fields,
	toDocument(draft, {choices, texts}) {
		const {preset} = choices;
		writePath(draft, 'security.preset', preset === 'compatible' || preset === 'custom' ? preset : 'strong');
		for (const [index, key] of keysOf(draft.cloud).entries()) {
			const from = keyFrom({choices}, key);
			const env = {from: 'env', name: (texts[`${key}.env`] ?? '').trim()};
			const source = from === 'env' ? env : {from: from === 'typed' ? 'prompt' : 'generated'};
			writePath(draft, moduleOf(draft.cloud).keyFields[index] ?? '', source);
		}
	},
	fromDocument(draft) {
		const sources = moduleOf(draft.cloud).keyFields.map(field => keySourceAt(draft, field));
		const [first = 'generated', second = first] = sources.map(key => (key?.from === 'prompt' ? 'typed' : key?.from));
		const names = sources.flatMap((key, index) => (key?.from === 'env' ? [[`key${index + 1}.env`, key.name]] : []));
		return {
			texts: Object.fromEntries(names),
			choices: {
				preset: draft.security?.preset ?? 'strong',
				'key.from': first === second ? first : 'each',
				'key1.from': first,
				'key2.from': second,
			},
			seen: ['security'],
		};
	},
	says({answers, cloud, edits}) {
		const sources = (edits ? [] : keysOf(cloud)).map(key => {
			const from = keyFrom(answers, key);
			if (from === 'env') return `key from $${textOf(answers, `${key}.env`)}`;
			return from === 'typed' ? 'key typed' : 'key generated';
		});
		const preset = answers.choices.preset ?? 'strong';
		const isChanged =
			preset !== 'custom' && changedOptions(cloud, answers).some(option => changesSecurity(cloud, option));
		const words = preset === 'compatible' ? 'for old devices' : preset;
		return [isChanged ? `${words}, changed` : words, ...new Set(sources)].join(' · ');
	},
};
