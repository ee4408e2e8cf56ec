import {styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';

interface Clip {
	readonly x1?: number;
	readonly x2?: number;
	readonly y1?: number;
	readonly y2?: number;
}

/** What Ink draws a frame on. */
export interface InkOutput {
	readonly caches: object;
	write(x: number, y: number, text: string, options: {readonly transformers: readonly unknown[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {readonly output: string; readonly height: number};
}

export type OutputClass = new (size: {readonly width: number; readonly height: number}) => InkOutput;

/** A text with its place, and the edges that it is cut at. */
export interface Writing {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly clips: readonly Clip[];
	/** Whether something colours it on its way to the cells. */
	readonly loud: boolean;
}

export const width = 30;
export const height = 5;

// a file inside of Ink that its package does not name
const inkOutput: {readonly default: OutputClass} = await import(
	new URL('../../node_modules/ink/build/output.js', import.meta.url).href
);
/** Ink's own, as it comes. */
export const Output = inkOutput.default;

/** What a person sees: each sign with its styles, in whatever order they were set, without the blanks at the end. */
export const seen = (frame: string) =>
	frame.split('\n').map(row => {
		const signs = styledCharsFromTokens(tokenize(row)).map(({value, styles}) => [
			value,
			styles.map(({code}) => code).sort(),
		]);
		while (signs.at(-1)?.[0] === ' ' && signs.at(-1)?.[1]?.length === 0) signs.pop();
		return signs;
	});

const styled = fc
	.tuple(
		fc.constantFrom('', '\u001B[2m', '\u001B[36m\u001B[1m', '\u001B[7m'),
		fc.string({unit: 'grapheme', maxLength: 12}),
	)
	.map(([code, text]) => (code === '' ? text : `${code}${text}\u001B[0m`));

export const someText = fc.oneof(
	styled,
	fc.array(styled, {maxLength: 3}).map(parts => parts.join('')),
	fc.constantFrom('上海机房', 'a👨‍👩‍👧b', 'é\u200Bx', 'two\nlines', '  ', '───'),
);

const bound = (most: number) => fc.integer({min: -2, max: most + 2});

export const writingOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Writing> =>
	fc.record({
		x: bound(width),
		y: bound(height),
		text,
		clips: fc.array(fc.record({x1: bound(width), x2: bound(width), y1: bound(height), y2: bound(height)}), {
			maxLength: 2,
		}),
		loud: fc.boolean(),
	});

/** Puts the texts of a frame on an output, as Ink's renderer does. */
export function writeOn(output: InkOutput, writings: readonly Writing[]): void {
	for (const {x, y, text, clips, loud} of writings) {
		for (const clip of clips) output.clip(clip);
		output.write(x, y, text, {transformers: loud ? [(line: string) => `\u001B[33m${line}\u001B[39m`] : []});
		for (const _ of clips) output.unclip();
	}
}
