import {styledCharsToString} from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {height, type InkOutput, Output, seen, someText, width, writeOn, writingOf} from './drawn-frames.ts';

interface Shim {
	readonly composed: (output: InkOutput, pieces: unknown) => ReturnType<InkOutput['get']> | undefined;
	readonly piecesWith: (caches: unknown, toText: typeof styledCharsToString) => unknown;
	readonly remembered: <Made>(make: (text: string) => Made, most?: number) => (text: string) => Made;
	readonly sharedBy: (caches: unknown) => unknown;
}

// plain JavaScript of the build, with these exports
const shim: Shim = await import(new URL('../../src/build/shims/quick-output.mjs', import.meta.url).href);
const {composed, piecesWith, remembered, sharedBy} = shim;

const pieces = piecesWith(sharedBy(new Output({width, height}).caches.constructor), styledCharsToString);

test('a frame put together from whole texts looks as Ink draws it cell by cell', () => {
	let together = 0;
	fc.assert(
		fc.property(fc.array(writingOf(someText), {maxLength: 6}), writings => {
			const output = new Output({width, height});
			writeOn(output, writings);
			const quick = composed(output, pieces);
			if (!quick) return;
			together += 1;
			const slow = output.get();
			expect(quick.height).toBe(slow.height);
			expect(seen(quick.output)).toEqual(seen(slow.output));
		}),
		{numRuns: 500},
	);
	expect(together).toBeGreaterThan(100);
});

test('texts over one another are left to the cells', () => {
	const output = new Output({width, height});
	output.write(0, 0, 'under', {transformers: []});
	output.write(2, 0, 'over', {transformers: []});
	expect(composed(output, pieces)).toBeUndefined();
});

test('what is drawn no more is forgotten: a clock on the screen must not fill the memory', () => {
	let made = 0;
	const lengthOf = remembered(text => {
		made += 1;
		return text.length;
	}, 10);
	for (let second = 0; second < 1000; second += 1) {
		lengthOf('stays on the screen');
		lengthOf(`since ${second}`);
	}

	expect(made).toBe(1001);
	expect(lengthOf('since 999')).toBe(9);
	expect(made).toBe(1001);
	lengthOf('since 0');
	expect(made).toBe(1002);
});
