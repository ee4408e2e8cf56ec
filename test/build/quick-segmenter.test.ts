import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';

interface Shim {
	readonly isNarrow: (text: string) => boolean;
	readonly isSimple: (text: string) => boolean;
	readonly QuickSegmenter: typeof Intl.Segmenter;
}

const shim = new URL('../../src/build/shims/quick-segmenter.mjs', import.meta.url).href;
// plain JavaScript of the build, with these exports
const {isNarrow, isSimple, QuickSegmenter} = (await import(shim)) as Shim;

const real = new Intl.Segmenter();
const quick = new QuickSegmenter();
const codePoints = Array.from({length: 0x2_fff + 1}, (_, point) => String.fromCharCode(point));
const narrow = codePoints.filter(isNarrow);
const simple = codePoints.filter(isSimple);

describe('the short way for plain text', () => {
	test('holds what the frames are drawn with', () => {
		for (const character of 'abc XYZ 019 ─│❯✔✖●○⠋⏎↑↓→⇄▁█…’·–é') expect(isNarrow(character), character).toBe(true);
	});

	test('every character of it takes one cell', () => {
		expect(narrow.filter(character => stringWidth(character) !== 1)).toEqual([]);
	});

	test('texts of it take as many cells as string-width says', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...narrow)), characters => {
				const text = characters.join('');
				expect(stringWidth(text)).toBe(text.length);
			}),
		);
	});

	test('texts of it fall apart into the graphemes of Intl.Segmenter', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...simple)), characters => {
				const text = characters.join('');
				expect([...quick.segment(text)]).toEqual([...real.segment(text)]);
			}),
		);
	});
});

test('any other text is left to Intl.Segmenter', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			expect([...quick.segment(text)]).toEqual([...real.segment(text)]);
			for (const index of [0, 1, text.length]) {
				expect(quick.segment(text).containing(index)).toEqual(real.segment(text).containing(index));
			}
		}),
	);
	expect([...quick.segment('网络👩‍💻\r\n')].map(({segment}) => segment)).toEqual(['网', '络', '👩‍💻', '\r\n']);
});
