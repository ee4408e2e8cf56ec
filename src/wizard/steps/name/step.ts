import {joinTags, splitTags, tagParts, textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {type Field, putTexts, textsIn} from '../field.ts';
import type {Step} from '../steps.ts';

const fields: readonly Field[] = [
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
		toValue: text => ({...splitTags(text)}),
		// cast: tags of a document are texts by key
		fromValue: value => joinTags((value ?? {}) as Readonly<Record<string, string>>),
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

export const nameStep: Step = {
	id: 'name',
	title: 'name',
	label: 'Name',
	kind: 'form',
	question: () => 'What is it called?',
	help: () => 'Both can be changed in the cloud at any time.',
	paths: ['name', 'tags'],
	fields,
	toDocument: (draft, answers) => putTexts(fields, draft, answers),
	fromDocument: draft => ({texts: textsIn(fields, draft), seen: ['name']}),
	madeUp: {name: {called: 'name', seen: 'name'}},
	suggest(asked) {
		const texts = {name: freeName(asked)};
		return asked.sandbox ? {texts, madeUp: texts} : {texts};
	},
	says({answers}) {
		const tags = Object.keys(splitTags(textOf(answers, 'tags'))).length;
		return [textOf(answers, 'name'), tags > 0 && `${tags} tag${tags === 1 ? '' : 's'}`].filter(Boolean).join(' · ');
	},
};

/** Named after the site and the region; '' while nobody has said what the site is called. */
function freeName({answers, site, sandbox, connections}: Asked): string {
	const {region = ''} = answers;
	const typed = answers.sites[region]?.kind === 'new' ? textOf(answers, 'site.name') : (site?.name ?? '');
	const known = typed.trim() || (sandbox ? 'site' : '');
	if (known === '') return '';
	const base = `${known}-${region}`.slice(0, 56);
	const taken = new Set(connections?.map(({name}) => name));
	if (!taken.has(base)) return base;
	for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
