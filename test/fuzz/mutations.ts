import fc from 'fast-check';
import {hostileText, hostileTextOfAnyLength} from './hostile-text.ts';

/** One change to a JSON value: the place is `at` modulo the number of places, so that it stays a place when the value shrinks. */
export interface JsonChange {
	readonly at: number;
	readonly how: 'replace' | 'remove' | 'repeat' | 'rename' | 'to text' | 'nest';
	readonly value: unknown;
}

const numbers = [
	0,
	-0,
	-1,
	1.5,
	1e21,
	2 ** 53,
	2 ** 31,
	-(2 ** 63),
	65_536,
	4_294_967_296,
	253_402_300_800_000,
	Number.MAX_VALUE,
];
const dates = [
	'0000-01-01T00:00:00Z',
	'0000-00-00 00:00:00',
	'-271821-04-20T00:00:00Z',
	'+275760-09-13T00:00:01Z',
	'9999-99-99T99:99:99Z',
];

const replacement = fc.oneof(
	{weight: 4, arbitrary: hostileTextOfAnyLength},
	{
		weight: 3,
		arbitrary: fc.constantFrom<unknown>(null, true, false, '', [], {}, [null], [[]], {'': null}, ...numbers, ...dates),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'10.0.0.0/33',
			'256.1.1.1',
			'0.0.0.0/0',
			'::/0',
			'1.2.3.4/-1',
			'01.02.03.04',
			'fe80::1%eth0',
			'10.0.0.0/8/8',
		),
	},
	{weight: 1, arbitrary: fc.jsonValue({maxDepth: 3})},
);

export const jsonChanges = fc.array(
	fc.record({
		at: fc.nat(9999),
		how: fc.constantFrom<JsonChange['how'][]>(
			'replace',
			'replace',
			'replace',
			'remove',
			'repeat',
			'rename',
			'to text',
			'nest',
		),
		value: replacement,
	}),
	{minLength: 1, maxLength: 4},
);

/** The value with the changes made to a copy of it. */
export function changedJson(value: unknown, changes: readonly JsonChange[]): unknown {
	const root = {value: structuredClone(value)};
	for (const change of changes) {
		const places = placesOf(root);
		const place = places[change.at % places.length];
		if (place) changeAt(place.holder, place.name, change);
	}

	return root.value;
}

interface Place {
	readonly holder: object;
	readonly name: string;
}

function placesOf(holder: object, depth = 0): readonly Place[] {
	if (depth > 40) return [];
	return Object.entries(holder).flatMap(([name, member]) => [
		{holder, name},
		...(typeof member === 'object' && member !== null ? placesOf(member, depth + 1) : []),
	]);
}

function changeAt(holder: object, name: string, {how, value}: JsonChange): void {
	// copies throughout: a value that stands twice could be put into itself
	const before: unknown = structuredClone(Reflect.get(holder, name));
	switch (how) {
		case 'replace':
			put(holder, name, structuredClone(value));
			return;
		case 'remove':
			if (Array.isArray(holder)) holder.splice(Number(name), 1);
			else Reflect.deleteProperty(holder, name);
			return;
		case 'repeat':
			put(
				holder,
				name,
				Array.from({length: 3}, () => structuredClone(before)),
			);
			return;
		case 'rename':
			// an index of four billion would make a list of that length
			put(holder, typeof value === 'string' && !Array.isArray(holder) ? value.slice(0, 50) : `${name}x`, before);
			return;
		case 'to text':
			put(holder, name, typeof before === 'object' ? JSON.stringify(before) : String(before));
			return;
		case 'nest': {
			let nested: unknown = before;
			for (let depth = 0; depth < 300; depth += 1) nested = depth % 2 === 0 ? [nested] : {a: nested};
			put(holder, name, nested);
		}
	}
}

/** As JSON.parse would: `__proto__` too becomes a member of its own. */
function put(holder: object, name: string, value: unknown): void {
	Object.defineProperty(holder, name, {value, enumerable: true, configurable: true, writable: true});
}

/** What JSON.stringify would give up on: files that nest deeper are written by hand. */
export const deepJson = fc.constantFrom(
	'['.repeat(100_000),
	`${'['.repeat(100_000)}${']'.repeat(100_000)}`,
	`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
	`{"version":1,"cloud":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
);

/** One change to a text of any format. */
export interface TextChange {
	readonly at: number;
	readonly how: 'insert' | 'cut' | 'end here' | 'repeat' | 'overwrite';
	readonly text: string;
	readonly length: number;
}

export const textChanges = fc.array(
	fc.record({
		at: fc.nat(1_000_000),
		how: fc.constantFrom<TextChange['how'][]>('insert', 'insert', 'cut', 'end here', 'repeat', 'overwrite'),
		text: hostileText,
		length: fc.nat(60),
	}),
	{minLength: 1, maxLength: 5},
);

/** The text with the changes made to it, each at `at` modulo its length. */
export function changedText(text: string, changes: readonly TextChange[]): string {
	return changes.reduce(changeText, text);
}

function changeText(before: string, {at, how, text, length}: TextChange): string {
	const place = at % (before.length + 1);
	const head = before.slice(0, place);
	const tail = before.slice(place);
	switch (how) {
		case 'insert':
			return `${head}${text}${tail}`;
		case 'cut':
			return `${head}${tail.slice(length)}`;
		case 'end here':
			return head;
		case 'repeat':
			return `${head}${tail.slice(0, length).repeat(20)}${tail}`;
		case 'overwrite':
			return `${head}${text}${tail.slice(text.length)}`;
	}
}

/** Bytes that are no text: a text with its UTF-8 cut, or none at all. */
export const anyBytes = fc.oneof(
	fc.uint8Array({maxLength: 300}),
	hostileText.map(text => new Uint8Array(Buffer.from(text).subarray(1))),
	hostileText.map(text => new Uint8Array(Buffer.from(text, 'utf16le'))),
);
