import type * as z from 'zod';
import type {ConnectionDocument} from '../../connection/document.ts';
import {printable} from '../../connection/printable.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {cloudIds, cloudModules, isCloud} from '../registry.ts';
import {connectionDocument, documentPartOf, knownExampleOf} from './documents.ts';

/** What is wrong with one field of a document, in plain words. */
export interface DocumentProblem {
	/** Path as findings use it: `ranges[0].siteSide[1]`; '' is the document as a whole. */
	readonly field: string;
	/** The value as it may be shown: cut, cleaned, and hidden where a key could stand. '' when there is none. */
	readonly value: string;
	readonly problem: string;
	readonly mend: string;
}

/** A document that keeps the schema, or everything that is wrong with it. */
type ParsedDocument =
	| {readonly document: ConnectionDocument; readonly problems?: undefined}
	| {readonly document?: undefined; readonly problems: readonly DocumentProblem[]};

/** Checks any JSON value against the one schema; defaults are filled in. */
export function parseDocument(json: unknown): ParsedDocument {
	const parsed = connectionDocument.safeParse(json);
	if (parsed.success && holdsUnkeptTag(json)) return {problems: [unkept]};
	if (parsed.success) return {document: parsed.data};
	return {problems: parsed.error.issues.flatMap(issue => problemsOf(issue, json))};
}

/** The one key that schemas drop without a word, so that a document would be carried out without it. Source: zod 4, core/schemas.ts, $ZodRecord. */
export const unkeptTag = '__proto__';

const unkept: DocumentProblem = {
	field: `tags.${unkeptTag}`,
	value: '',
	problem: 'is a key that a tag of a document can’t have',
	mend: 'take it out: a tag of that key can be set in the cloud’s console, and is left alone',
};

function holdsUnkeptTag(json: unknown): boolean {
	const tags: unknown = lookAt(json, ['tags']).value;
	return typeof tags === 'object' && tags !== null && Object.hasOwn(tags, unkeptTag);
}

/** A problem on one line: `site.address: "1.2.3" — … — …`. */
export function problemLine(problem: DocumentProblem): string {
	const place = problem.field || 'document';
	return [problem.value === '' ? `${place}:` : `${place}: ${problem.value}`, problem.problem, problem.mend]
		.filter(Boolean)
		.join(' — ')
		.replace(': — ', ': ');
}

/** A zod path as a document path. */
function fieldPath(path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, part) => {
		if (typeof part === 'number') return `${text}[${part}]`;
		const name = printable(String(part), 60);
		return text === '' ? name : `${text}.${name}`;
	}, '');
}

type Issue = z.core.$ZodIssue;

/** Puts zod's issues into plain words. One issue may be several problems: each unknown member is one. */
export function problemsOf(issue: Issue, input: unknown): readonly DocumentProblem[] {
	const field = fieldPath(issue.path);
	const {found, value} = lookAt(input, issue.path);
	const at = (problem: string, mend: string): readonly DocumentProblem[] => [
		{field, value: found ? shownValue(field, value) : '', problem, mend},
	];
	if (holdsKey(field) && issue.code === 'invalid_type' && typeof value === 'string')
		return at('a document never holds a key', 'write {"from": "env", "name": "NAME"} and set NAME when you apply');
	if (value === '' && ['invalid_format', 'too_small', 'custom'].includes(issue.code))
		return at('is empty', emptyMend(input, field));
	switch (issue.code) {
		case 'invalid_type':
			return found && value !== undefined
				? at(`is ${kindOf(value)}, but must be ${typeWords[issue.expected] ?? issue.expected}`, mendOf(issue.expected))
				: at('is missing', `add it: ${typeWords[issue.expected] ?? issue.expected}`);
		case 'invalid_value':
			if (!found || value === undefined) return at('is missing', `write ${oneOf(issue.values)}`);
			return at('is not one of the values that it can have', `write ${oneOf(issue.values)}`);
		case 'invalid_union':
			return unionProblems(issue, input, at, found && value !== undefined);
		case 'unrecognized_keys':
			return issue.keys.map(key => ({
				field: fieldPath([...issue.path, key]),
				value: '',
				problem: 'is not a member that a document has here',
				mend: holdsKey(key)
					? `take it out: a document never holds a key; ${keyPlace(input)}`
					: 'take it out, or check its spelling against tunnelwright schema',
			}));
		case 'too_small':
			return at(
				sizeWords('at least', issue.origin, issue.minimum),
				countsThings(issue.origin) ? 'add to it' : 'raise it',
			);
		case 'too_big':
			return at(
				sizeWords('at most', issue.origin, issue.maximum),
				countsThings(issue.origin) ? 'shorten it' : 'lower it',
			);
		case 'custom':
			return [{field, value: '', problem: printable(issue.message, 300), mend: ''}];
		default:
			return at(printable(issue.message, 300), '');
	}
}

/** Where a document says from where its key comes; what is there is refused, whatever it is called. */
function keyPlace(input: unknown): string {
	const part = partFor(input);
	if (part) return part.keyPlace;
	return cloudModules()
		.map(({id, title}) => `for ${title} ${documentPartOf(id).keyPlace}`)
		.join(', ');
}

function emptyMend(input: unknown, field: string): string {
	const part = partFor(input);
	const example = part && knownExampleOf(part, field);
	return example === undefined ? 'fill it in' : `write it as in ${example}`;
}

/** What the cloud says that the document names, where it names one. */
function partFor(input: unknown): DocumentPart | undefined {
	const cloud = lookAt(input, ['cloud']).value;
	return isCloud(cloud) ? documentPartOf(cloud) : undefined;
}

function unionProblems(
	issue: Extract<Issue, {code: 'invalid_union'}>,
	input: unknown,
	at: (problem: string, mend: string) => readonly DocumentProblem[],
	present: boolean,
): readonly DocumentProblem[] {
	const ofSchema = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : undefined;
	// what the document's own cloud has, where the clouds differ and the schema's part is common to them
	const options = partFor(input)?.kinds[issue.path.join('.')] ?? ofSchema ?? knownOptions(issue.path);
	const mend = options.length > 0 ? `write ${oneOf(options)}` : 'see tunnelwright schema';
	if (!present) {
		const parent = lookAt(input, issue.path.slice(0, -1));
		// the whole member is missing, or is no object at all
		if (typeof parent.value !== 'object' || parent.value === null)
			return at(`is ${kindOf(parent.value)}, but must be an object`, mend);
		return at('is missing', mend);
	}

	return at('is not one of the values that it can have', mend);
}

/** The values of the schema's discriminators: zod's issue does not always carry them. */
function knownOptions(path: readonly PropertyKey[]): readonly string[] {
	const field = path
		.filter(part => typeof part !== 'number')
		.map(String)
		.join('.');
	return discriminators[field] ?? discriminators[String(path.at(-1))] ?? [];
}

const discriminators: Readonly<Record<string, readonly string[]>> = {
	cloud: cloudIds(),
	'site.kind': ['existing', 'new'],
	from: ['generated', 'env', 'prompt'],
};

const typeWords: Readonly<Record<string, string>> = {
	string: 'text in quotes',
	number: 'a number without quotes',
	int: 'a whole number',
	boolean: 'true or false',
	object: 'an object in { }',
	record: 'an object in { }',
	array: 'a list in [ ]',
	tuple: 'a list in [ ]',
};

function mendOf(expected: string): string {
	return expected === 'int' ? 'write a whole number' : `write ${typeWords[expected] ?? expected}`;
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (value === undefined) return 'missing';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return 'text';
	if (typeof value === 'object') return 'an object';
	return typeof value === 'number' ? 'a number' : 'true or false';
}

/** Only what a key could stand under: its value is never shown. */
function holdsKey(field: string): boolean {
	return /key|secret|psk|password|token/i.test(field) && !/keyStorage/.test(field);
}

function shownValue(field: string, value: unknown): string {
	if (value === undefined) return '';
	// a whole document that is one text may be a key that went to the wrong place
	if (holdsKey(field) || (field === '' && typeof value === 'string')) return '[hidden]';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'string') return `"${printable(value, 60)}"`;
	return printable(String(value), 60);
}

function lookAt(input: unknown, path: readonly PropertyKey[]): {readonly found: boolean; readonly value: unknown} {
	let value = input;
	for (const part of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
			return {found: false, value: undefined};
		value = Reflect.get(value, part);
	}

	return {found: true, value};
}

/** Whether the limit is a number of entries or characters, not a value. */
function countsThings(origin: string): boolean {
	return origin !== 'number' && origin !== 'int' && origin !== 'bigint';
}

function sizeWords(bound: 'at least' | 'at most', origin: string, limit: number | bigint): string {
	if (!countsThings(origin)) return `must be ${bound} ${limit}`;
	const unit =
		origin === 'array' ? (Number(limit) === 1 ? 'entry' : 'entries') : Number(limit) === 1 ? 'character' : 'characters';
	return `must have ${bound} ${limit} ${unit}`;
}

function oneOf(values: readonly unknown[]): string {
	const texts = values.map(value => (typeof value === 'string' ? `"${value}"` : String(value)));
	return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
