import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hintsNow} from '../../../src/ui/chrome.ts';
import {joinTags, splitTags} from '../../../src/wizard/answers/answers.ts';
import {askedOf} from '../../../src/wizard/answers/asked.ts';
import {pasteIntoLine} from '../../../src/wizard/core/paste.ts';
import {editLine, type TextLine} from '../../../src/wizard/core/text-edit.ts';
import {stepOf} from '../../../src/wizard/steps/steps.ts';
import {Driver, keysOf} from '../driver.ts';

const typed = (start: string, ...names: readonly string[]): TextLine =>
	names
		.flatMap(keysOf)
		.reduce<TextLine>((line, key) => editLine(line, key) ?? line, {value: start, cursor: start.length});

describe('a line of text', () => {
	test.each([
		['an emoji of several code points goes at once', 'a👩‍💻', ['backspace'], 'a'],
		['a letter with a combining mark too', 'e\u0301x', ['backspace', 'backspace'], ''],
		['delete takes what is behind the cursor', 'abc', ['home', 'delete'], 'bc'],
		['ctrl-w takes a word with the comma behind it', '10.0.0.0/8, 10.1.0.0/16', ['ctrl-w'], '10.0.0.0/8, '],
		['ctrl-u takes what is before, ctrl-k what is behind', 'abcdef', ['left', 'left', 'ctrl-u', 'ctrl-k'], ''],
		['letters go in at the cursor', '10.0.0.0/6', ['left', '1'], '10.0.0.0/16'],
		['Chinese is moved over as one', '网络', ['left', 'x'], '网x络'],
	])('%s', (_, start, names, value) => {
		expect(typed(start, ...names).value).toBe(value);
	});

	test('the cursor never stands inside a grapheme', () => {
		const pieces = fc.array(fc.constantFrom('a', '👩‍💻', 'e\u0301', '网', '🇩🇪', ' '), {maxLength: 8});
		const moves = fc.array(fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete', 'x', 'ctrl-w'), {
			maxLength: 20,
		});
		fc.assert(
			fc.property(pieces, moves, (parts, names) => {
				const line = typed(parts.join(''), ...names);
				const edges = new Set(
					[...new Intl.Segmenter().segment(line.value)].map(({index}) => index).concat(line.value.length),
				);
				expect(edges.has(line.cursor)).toBe(true);
			}),
		);
	});
});

describe('a paste into a line', () => {
	test('is taken back whole while it stands as pasted: in a form, over a suggestion, and in a question', () => {
		const driver = new Driver().enterUntil('routing').press('static', 'enter');
		const before = driver.state.answers;
		driver.paste('172.16.1.0/24\n172.16.2.0/24');
		expect(driver.state.answers).not.toEqual(before);
		const isOffered = () => hintsNow(driver.state).some(({key}) => key === 'ctrl-y');
		expect(isOffered()).toBe(true);
		driver.press('home', 'ctrl-y');
		expect(isOffered()).toBe(false);
		expect(driver.state.answers).toEqual(before);
		driver.paste('172.16.1.0/24').press('9', 'ctrl-y');
		expect(askedOf(driver.state).answers.texts.prefixes).toBe('172.16.1.0/249');
		const asked = new Driver().enterUntil('review').press('ctrl-s', 'ctrl-u', 'a').paste('bc').press('ctrl-y');
		expect(asked.state.prompt?.value).toBe('a');
	});

	test('joins lines with what the field separates by, and says so', () => {
		expect(pasteIntoLine('10.0.0.0/8\r\n10.1.0.0/16\n', ', ')).toEqual({
			text: '10.0.0.0/8, 10.1.0.0/16',
			notice: 'pasted: 2 lines joined with commas',
		});
		expect(pasteIntoLine('berlin\noffice', ' ')).toEqual({
			text: 'berlin office',
			notice: 'pasted: 1 line break removed',
		});
	});

	test('never holds a control character', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				expect(pasteIntoLine(text, ' ').text).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
			}),
		);
	});
});

test('tags come back as they were typed, commas and equals signs in values included', () => {
	const key = fc.string({minLength: 1, maxLength: 8}).filter(text => /^[a-z0-9:]+$/i.test(text));
	const value = fc
		.string({maxLength: 12})
		.filter(text => text === text.trim() && !text.includes('\\') && !text.includes('\n'));
	fc.assert(
		fc.property(fc.dictionary(key, value), tags => {
			expect(splitTags(joinTags(tags))).toEqual({...tags});
		}),
	);
});

test('a tag key that is given twice is named', () => {
	const tags = stepOf('name').fields?.find(({id}) => id === 'tags');
	if (tags?.kind !== 'text') throw new Error('no field for tags');
	const problem = (value: string) => tags.syntax(value, askedOf(new Driver().enterUntil('name').state));
	expect(problem('team=net,site=a,site=b')).toBe('The tag key "site" is given twice');
	expect(problem('team=net,site=a')).toBeUndefined();
});
