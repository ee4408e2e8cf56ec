import {describe, expect, test} from 'vitest';
import {answersOf, type TextId} from '../../../src/wizard/answers/answers.ts';
import {askedOf} from '../../../src/wizard/answers/asked.ts';
import {toDraft} from '../../../src/wizard/answers/draft.ts';
import {ask} from '../../../src/wizard/overlays/prompt/question.ts';
import {Driver} from '../driver.ts';

const textOf = (driver: Driver, id: TextId) => askedOf(driver.state).answers.texts[id];
const paste = (driver: Driver, text: string) => driver.send({type: 'paste', text});
const atName = () => new Driver().enterUntil('name');

describe('a suggestion in a field', () => {
	test('gives way to the first letters, which are not lost to a slow reader: the rest goes in behind them', () => {
		const driver = atName();
		const before = textOf(driver, 'name');
		expect(before).toMatch(/eu-central-1$/);
		expect(textOf(driver.press('paris'), 'name')).toBe('paris');
		expect(textOf(driver.press('home', 'x'), 'name')).toBe('xparis');
	});

	test('gives way to a paste, and the next paste goes in behind it', () => {
		const driver = paste(atName(), 'paris\n');
		expect(textOf(driver, 'name')).toBe('paris');
		expect(textOf(paste(driver, '-2'), 'name')).toBe('paris-2');
	});

	test('stays where a paste holds nothing', () => {
		const driver = atName();
		const before = textOf(driver, 'name');
		expect(textOf(paste(driver, ' \n\u0007'), 'name')).toBe(before);
		expect(textOf(driver.press('x'), 'name')).toBe('x');
	});

	test.each([
		['backspace', 'my-site-eu-central-x'],
		['left', 'my-site-eu-central-x1'],
		['right', 'my-site-eu-central-1x'],
		['home', 'xmy-site-eu-central-1'],
		['end', 'my-site-eu-central-1x'],
		['delete', 'my-site-eu-central-1x'],
		['ctrl-a', 'xmy-site-eu-central-1'],
		['ctrl-e', 'my-site-eu-central-1x'],
		['ctrl-k', 'my-site-eu-central-1x'],
		['ctrl-u', 'x'],
	])('is edited as it stands once %s was pressed', (key, after) => {
		const driver = new Driver().enterUntil('site').press('end', 'enter').enterUntil('name');
		expect(textOf(driver, 'name')).toBe('my-site-eu-central-1');
		expect(textOf(driver.press(key, 'x'), 'name')).toBe(after);
	});

	test('that is typed again letter by letter is typed, not taken for a suggestion at each letter', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter', 'tab');
		expect(driver.state.form.focus).toBe('site.asn');
		expect(textOf(driver, 'site.asn')).toBe('65010');
		expect(textOf(driver.press('65010', '1'), 'site.asn')).toBe('650101');
	});

	test('is one still after its field was only passed through, and is none once Enter took the form', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter', 'tab', 'shift-tab', 'tab', '64999');
		expect(textOf(driver, 'site.asn')).toBe('64999');
		driver.enterUntil('routing').press('escape');
		expect(driver.at).toBe('site-new');
		expect(textOf(driver.press('tab', '9'), 'site.asn')).toBe('649999');
		const name = textOf(driver, 'site.name') ?? '';
		expect(textOf(driver.press('tab', '2'), 'site.name')).toBe(`${name}2`);
	});

	test('what was typed before, and what a profile says, is none', () => {
		const made = atName().press('paris').enterUntil('review');
		const draft = toDraft(made.state.answers);
		if (!draft) throw new Error('no draft');
		const driver = new Driver().send({type: 'profile-loaded', name: 'paris', draft}).press('up', 'enter');
		expect(driver.at).toBe('name');
		expect(textOf(driver.press('-2'), 'name')).toBe('paris-2');
	});

	test('what was said of a field that stays empty is not asked for again', () => {
		const driver = atName().press('ctrl-u', 'escape', 'enter');
		expect(driver.at).toBe('name');
		expect(textOf(driver, 'name')).toBe('');
	});

	test('of ranges is added to by a comma, typed or pasted; anything else takes its place', () => {
		const atRanges = () => new Driver().enterUntil('routing').press('static', 'enter');
		const before = textOf(atRanges(), 'prefixes');
		expect(before).toMatch(/\/24$/);
		expect(textOf(atRanges().press(', 10.7.0.0/16'), 'prefixes')).toBe(`${before}, 10.7.0.0/16`);
		expect(textOf(paste(atRanges(), ', 10.7.0.0/16'), 'prefixes')).toBe(`${before}, 10.7.0.0/16`);
		expect(textOf(paste(atRanges(), '10.7.0.0/16\n10.8.0.0/16'), 'prefixes')).toBe('10.7.0.0/16, 10.8.0.0/16');
	});
});

describe('a suggested pair', () => {
	const atPairs = () => new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
	const pairsOf = (driver: Driver) => answersOf(driver.state.answers, 'tencent').pairs;

	test('gives way cell by cell', () => {
		const driver = atPairs().press('10.9.0.0/16', 'tab', '172.20.0.0/16');
		expect(pairsOf(driver)).toEqual([{cloudSide: '10.9.0.0/16', siteSide: '172.20.0.0/16'}]);
		expect(pairsOf(driver.press(', 172.21.0.0/16', 'shift-tab', '0'))).toEqual([
			{cloudSide: '10.9.0.0/160', siteSide: '172.20.0.0/16, 172.21.0.0/16'},
		]);
	});

	test('is edited as it stands after backspace, and its other cell is a suggestion still', () => {
		const driver = atPairs().press('backspace', '7', 'tab', '172.20.0.0/16');
		expect(pairsOf(driver)).toEqual([{cloudSide: '10.0.0.0/17', siteSide: '172.20.0.0/16'}]);
	});

	test('is a suggestion still after another pair was added', () => {
		const driver = atPairs().press('ctrl-n', '10.1.0.0/16', 'up', '10.2.0.0/16');
		expect(pairsOf(driver).map(({cloudSide}) => cloudSide)).toEqual(['10.2.0.0/16', '10.1.0.0/16']);
	});

	test('gives way to pasted pairs and to a pasted list, but not once it was touched', () => {
		const pairs = '10.1.0.0/16 -> 172.21.0.0/16\n10.2.0.0/16 -> 172.22.0.0/16';
		expect(pairsOf(paste(atPairs(), pairs)).map(({cloudSide}) => cloudSide)).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
		expect(pairsOf(paste(atPairs().press('10.9.0.0/16'), pairs)).map(({cloudSide}) => cloudSide)).toEqual([
			'10.9.0.0/16',
			'10.1.0.0/16',
			'10.2.0.0/16',
		]);
		expect(pairsOf(paste(atPairs().press('tab'), '172.22.0.0/16\n172.23.0.0/16'))[0]?.siteSide).toBe(
			'172.22.0.0/16, 172.23.0.0/16',
		);
		expect(pairsOf(paste(atPairs().press('tab'), ', 172.22.0.0/16'))[0]?.siteSide).toMatch(/\/24, 172\.22\.0\.0\/16$/);
	});

	test('gives way to a paste on "+ add a pair" too: no made-up pair is sent beside the pasted ones', () => {
		const pairs = '10.1.0.0/16 -> 172.21.0.0/16\n10.2.0.0/16 -> 172.22.0.0/16';
		const pasted = [
			{cloudSide: '10.1.0.0/16', siteSide: '172.21.0.0/16'},
			{cloudSide: '10.2.0.0/16', siteSide: '172.22.0.0/16'},
		];
		expect(pairsOf(paste(atPairs().press('down'), pairs))).toEqual(pasted);
		expect(pairsOf(paste(atPairs().press('down', 'enter'), pairs))).toEqual(pasted);
		expect(pairsOf(paste(atPairs().press('down'), '10.1.0.0/16'))).toEqual([{cloudSide: '10.1.0.0/16', siteSide: ''}]);
		expect(pairsOf(paste(atPairs().press('down'), '10.1.0.0/16\n10.2.0.0/16')).map(pair => pair.cloudSide)).toEqual([
			'10.1.0.0/16',
			'10.2.0.0/16',
		]);
		const mended = atPairs().press('10.9.0.0/16', 'down');
		expect(pairsOf(paste(mended, pairs)).map(({cloudSide}) => cloudSide)).toEqual([
			'10.9.0.0/16',
			'10.1.0.0/16',
			'10.2.0.0/16',
		]);
	});

	test('moves no cursor where it is not seen: right goes to the end of the other cell, left edits there', () => {
		const driver = atPairs().press('right', 'left', 'x');
		expect(pairsOf(driver)[0]?.siteSide).toMatch(/\/2x4$/);
	});
});

test('a name that a prompt suggests gives way to typing and to a paste, and is edited by the other keys', () => {
	const asking = () => {
		const driver = new Driver();
		driver.state = ask(driver.state, 'rename-profile', 'berlin', 'berlin');
		return driver;
	};
	expect(asking().press('paris').state.prompt?.value).toBe('paris');
	expect(paste(asking(), 'paris').press('-2').state.prompt?.value).toBe('paris-2');
	expect(paste(asking(), '\u0007').state.prompt?.value).toBe('berlin');
	expect(asking().press('end', '-2').state.prompt?.value).toBe('berlin-2');
	expect(asking().press('backspace', 'x').state.prompt?.value).toBe('berlix');
});
