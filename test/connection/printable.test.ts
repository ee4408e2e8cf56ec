import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {printable} from '../../src/connection/printable.ts';

describe('printable: a name from a cloud cannot steer the terminal', () => {
	it.each([
		['plain', 'prod-edge', 'prod-edge'],
		['colours', '\u001B[31mred\u001B[0m', 'red'],
		['8-bit CSI', '\u009B31mred', 'red'],
		['clear screen and home', 'a\u001B[2J\u001B[Hb', 'ab'],
		['window title', '\u001B]0;owned\u0007name', 'name'],
		['hyperlink', '\u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\', 'link'],
		['clipboard write without an end', 'a\u001B]52;c;ZXZpbA==', 'a'],
		['a sequence cut off', 'a\u001B[31', 'a'],
		['a lone escape', 'a\u001B', 'a'],
		['line breaks and tabs', 'a\r\n\tb', 'a b'],
		['bell, backspace, delete', 'a\u0007\u0008\u007Fb', 'ab'],
		['bidi override', 'a\u202Egpj.exe\u202C', 'agpj.exe'],
		['zero-width space, tags', 'a\u200Bb\u{E0041}', 'ab'],
		['unpaired surrogate', 'a\uD83Db', 'a\uFFFDb'],
		['emoji with joiner', '👩‍💻', '👩‍💻'],
		['Chinese', '上海机房', '上海机房'],
	])('%s', (_, text, expected) => {
		expect(printable(text)).toBe(expected);
	});

	it('leaves no control character or escape in any text, is idempotent, and never exceeds the width asked for', () => {
		const piece = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.constantFrom('\u001B[', '\u001B]', '\u009B', '\u202E', '👩‍💻', '网络', 'e\u0301', '\u0007', '\u001B\\'),
		);
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 12}), fc.nat(30), (pieces, cells) => {
				const text = pieces.join('');
				const safe = printable(text);
				expect(safe).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
				expect(printable(safe)).toBe(safe);
				expect(stringWidth(printable(text, cells))).toBeLessThanOrEqual(cells);
			}),
			{numRuns: 500},
		);
	});

	it('cuts by cells, not by characters, and says so', () => {
		expect(printable('上海机房', 8)).toBe('上海机房');
		expect(printable('上海机房', 7)).toBe('上海机…');
		expect(printable('上海机房', 6)).toBe('上海…');
		expect(printable('abc', 0)).toBe('');
	});
});
