import {printable} from '../../../connection/printable.ts';
import {found} from '../../rules/cloud-rule.ts';
import {runTag} from '../wire/tags.ts';
import {awsRule, sources} from './rule.ts';

/** Source: Amazon EC2 User Guide, "Tag restrictions". */
const longestKey = 128;
const longestValue = 256;
/** Source: Amazon EC2 API Reference, Tag. */
const shorterKey = 127;

/** 50 tags a resource, less the Name and the mark of the run. */
const mostTags = 48;

/** Characters as AWS counts them: one beyond the basic plane is one. */
function lengthOf(text: string): number {
	return [...text].length;
}

/** Names and tags. */
export const namingRules = [
	awsRule({
		id: 'aws.name.length',
		field: 'name',
		says: 'A name is a tag’s value: up to 256 characters.',
		mend: 'Shorten it',
		source: sources.tags,
		check: draft => {
			const length = lengthOf(draft.name ?? '');
			return length > 256 && `${length} characters are more than 256`;
		},
	}),
	awsRule({
		id: 'aws.name.empty',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'A connection has a name: by it, it is found again.',
		mend: 'Give it a name',
		source: 'tunnelwright: AWS takes an empty Name tag, and its console then shows a blank',
		check: draft => draft.name !== undefined && draft.name.trim() === '' && 'The name is empty',
	}),
	awsRule({
		id: 'aws.name.characters',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'Names and tags hold no control characters.',
		mend: 'Type it again without them',
		source: sources.tags,
		check: draft => [
			...(draft.name !== undefined && printable(draft.name) !== draft.name
				? found('name', 'The name holds characters that cannot be shown')
				: []),
			...Object.entries(draft.tags ?? {}).flatMap(([key, value]) =>
				printable(key) !== key || printable(value) !== value
					? found(`tags.${printable(key, 60)}`, 'The tag holds characters that cannot be shown')
					: [],
			),
		],
	}),
	awsRule({
		id: 'aws.tags.prefix',
		field: 'tags',
		says: 'A tag’s key does not begin with aws:, in any spelling.',
		mend: 'Choose another key',
		source: sources.tags,
		check: draft =>
			Object.keys(draft.tags ?? {}).flatMap(key =>
				/^aws:/i.test(key) ? found(`tags.${printable(key, 60)}`, `${printable(key, 60)} begins with aws:`) : [],
			),
	}),
	awsRule({
		id: 'aws.tags.length',
		field: 'tags',
		says: `A tag’s key has 1 to ${longestKey} characters, its value up to ${longestValue}.`,
		mend: 'Shorten it',
		source: sources.tags,
		check: draft =>
			Object.entries(draft.tags ?? {}).flatMap(([key, value]) => [
				...(key === '' || lengthOf(key) > longestKey
					? found(`tags.${printable(key, 60)}`, `The key has ${lengthOf(key)} characters`)
					: []),
				...(lengthOf(value) > longestValue
					? found(`tags.${printable(key, 60)}`, `The value has ${lengthOf(value)} characters`)
					: []),
			]),
	}),
	awsRule({
		id: 'aws.tags.key-128',
		field: 'tags',
		severity: 'warn',
		says: `AWS’s pages disagree on a tag’s key of ${longestKey} characters: one allows it, the API’s own says ${shorterKey} at most.`,
		mend: `Keep it to ${shorterKey} characters`,
		source: `open: ${sources.tags} says ${longestKey}, Amazon EC2 API Reference, Tag, says ${shorterKey}`,
		check: draft =>
			Object.keys(draft.tags ?? {}).flatMap(key =>
				lengthOf(key) > shorterKey && lengthOf(key) <= longestKey
					? found(`tags.${printable(key, 60)}`, `The key has ${lengthOf(key)} characters, which AWS may refuse`)
					: [],
			),
	}),
	awsRule({
		id: 'aws.tags.count',
		field: 'tags',
		says: 'A resource carries 50 tags; two of them are the name and the mark of the run.',
		mend: `Keep ${mostTags} or fewer`,
		source: sources.tags,
		check: draft => {
			const count = Object.keys(draft.tags ?? {}).length;
			return count > mostTags && `${count} tags are more than ${mostTags}`;
		},
	}),
	awsRule({
		id: 'aws.tags.kept',
		field: 'tags',
		enforcedBy: 'tunnelwright',
		says: `The tags Name and ${runTag} are set from the document's name and by the run.`,
		mend: 'Remove the tag; the name goes into the field name',
		source: 'tunnelwright: both are how it finds again what it made',
		check: draft =>
			[runTag, 'Name'].flatMap(key =>
				Object.hasOwn(draft.tags ?? {}, key) ? found(`tags.${key}`, `${key} is set by tunnelwright`) : [],
			),
	}),
];
