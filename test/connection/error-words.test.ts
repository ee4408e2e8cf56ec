import {describe, expect, test} from 'vitest';
import {engineWords, wordsOf} from '../../src/connection/error-words.ts';
import {Secret} from '../../src/connection/secret.ts';
import {framesOf} from '../../src/run/bug-report.ts';

const key = new Secret('Zq8.Leak4731.key');

/** What the engine, Node or a library throws when it is given a key. */
const quoting: readonly (readonly [string, () => unknown])[] = [
	['JSON.parse', () => JSON.parse(key.reveal())],
	['a URL', () => new URL(key.reveal())],
	['an argument', () => Buffer.alloc(key.reveal() as unknown as number)],
	['an argument of a wrong kind', () => Buffer.from(5 as unknown as string, key.reveal() as BufferEncoding)],
	['an encoding', () => Buffer.from('x', key.reveal() as BufferEncoding)],
	['a regular expression', () => new RegExp(`(${key.reveal()}`)],
	['a property', () => Reflect.get(null as unknown as object, key.reveal())],
	[
		'our own text',
		() => {
			throw new Error(`the key ${key.reveal()} is not in the session`);
		},
	],
	[
		'its name',
		() => {
			throw Object.assign(new Error('x'), {name: key.reveal()});
		},
	],
	[
		'a text',
		() => {
			throw key.reveal();
		},
	],
];

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}

	return undefined;
}

describe('an error that nobody foresaw', () => {
	test.each(quoting)('says no key: %s', (_, work) => {
		const error = thrownBy(work);
		for (const said of [engineWords(error), wordsOf(error), ...framesOf(error)]) expect(said).not.toContain('Leak4731');
	});

	test.each<[string, () => unknown]>([
		[
			"TypeError: Cannot read properties of undefined (reading 'name')",
			() => (undefined as unknown as {name: string}).name,
		],
		[
			'TypeError: x is not a function',
			() => {
				const x = 5 as unknown as () => void;
				x();
			},
		],
		['RangeError: Invalid time value', () => new Date(Number.NaN).toISOString()],
		['RangeError: Invalid array length', () => new Array(-1)],
	])('is told where it speaks of the program alone: %s', (words, work) => {
		expect(engineWords(thrownBy(work))).toBe(words);
		expect(wordsOf(thrownBy(work))).toBe(words);
	});

	test('keeps our own words for the screen, and only their length for a file', () => {
		const error = new Error('there is no dry run to report on yet');
		expect(wordsOf(error)).toBe('Error: there is no dry run to report on yet');
		expect(engineWords(error)).toBe('Error: (text of 36)');
	});

	test('has a stack without the folders of this machine', () => {
		const error = new Error('x');
		error.stack = [
			'Error: x',
			'    at Store.dispatch (file:///home/somebody/.npm/lib/node_modules/tunnelwright/dist/chunks/app-ABC.js:1:22)',
			'    at file:///home/somebody/tunnelwright/dist/main.js:3:4',
			'    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
			`    at ${key.reveal()} "quoted" (/home/somebody/secret project/x.js:1:1)`,
		].join('\n');
		expect(framesOf(error)).toEqual([
			'Store.dispatch dist/chunks/app-ABC.js:1:22',
			'dist/main.js:3:4',
			'process.processTicksAndRejections node:internal/process/task_queues:95:5',
			'(elsewhere)',
		]);
	});
});
