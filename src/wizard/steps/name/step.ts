import {tagParts} from '../../answers/answers.ts';
import type {Field} from '../field.ts';
import type {Step} from '../step.ts';

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
	kind: 'form',
	question: () => 'What is it called?',
	help: () => 'Both can be changed in the cloud at any time.',
	when: () => true,
	paths: ['name', 'tags'],
	fields,
};
