import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {graphemesOf} from '../../src/connection/graphemes.ts';
import {printable} from '../../src/connection/printable.ts';
import {fitLine, line, wrapped} from '../../src/ui/parts/line.tsx';
import {textWindow} from '../../src/ui/parts/text-line.tsx';
import {editLine} from '../../src/wizard/core/text-edit.ts';

/* What a user would lose: the wizard, to a long paste or to a name that was made to freeze it. */

const pieces = fc.array(fc.constantFrom('a', '👩‍💻', 'e\u0301', '网', '🇩🇪', '각', ' ', 'क्ष', '👨‍👩‍👧‍👦'), {
	minLength: 200,
	maxLength: 900,
});

describe('graphemes', () => {
	it('are those of the whole text, though it is taken piece by piece', () => {
		fc.assert(
			fc.property(pieces, parts => {
				const text = parts.join('');
				expect([...graphemesOf(text)]).toEqual(Array.from(new Intl.Segmenter().segment(text), ({segment}) => segment));
			}),
			{numRuns: 40},
		);
	});

	it.each(['\u200D', 'ᄀ', '👩‍', 'क्', '\u0301'])('are of some characters even where %j never ends one', piece => {
		const text = `a${piece.repeat(5000)}b`;
		const parts = [...graphemesOf(text)];
		expect(parts.join('')).toBe(text);
		expect(Math.max(...parts.map(part => part.length))).toBeLessThanOrEqual(64);
	});
});

describe('a text of a million characters', () => {
	// the segmenter alone takes minutes for one of these: the test's own time limit is the measure
	it.each(['网', '👩‍💻', '\u200D', '👩‍', 'ᄀ', 'क्', '\u0301', 'w'])('of %j is cut, wrapped and edited', piece => {
		const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
		const cut = printable(text, 30);
		expect(cut.length).toBeLessThan(1000);
		expect(fitLine(line(text), 80).length).toBeGreaterThanOrEqual(0);
		expect(wrapped(text.slice(0, 100_000), 80).length).toBeGreaterThan(0);
		const typed = text.slice(0, 100_000);
		expect(editLine({value: typed, cursor: typed.length}, backspace)?.value.length).toBeLessThan(typed.length);
		expect(textWindow(typed, typed.length, 30).text.length).toBeLessThan(3000);
	});
});

const backspace = {name: 'backspace', text: '', ctrl: false, alt: false, shift: false} as const;
