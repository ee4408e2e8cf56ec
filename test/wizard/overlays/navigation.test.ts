import {describe, expect, test} from 'vitest';
import {wayOf} from '../../../src/ui/chrome.ts';
import {goToKeyName, wayKeys} from '../../../src/wizard/overlays/go-to/overlay.ts';
import {placesOf} from '../../../src/wizard/overlays/go-to/places.ts';
import {reviewLines} from '../../../src/wizard/screens/review/review.ts';
import {Driver, viewHere} from '../driver.ts';

const at = (step: string) => new Driver().enterUntil(step);

describe('ctrl-l', () => {
	// a cloud and a region alone are no draft
	test.each(['site', 'routing', 'routes', 'security', 'options', 'name', 'review'])(
		'leads to the first screen from %s, and the draft goes on there',
		step => {
			const driver = at(step);
			const {answers} = driver.state;
			driver.press('ctrl-l');
			expect(driver.at).toBe('home');
			expect(driver.state.answers).toEqual(answers);
			expect(driver.press('down', 'enter').at).toBe(step);
		},
	);

	test('and it is said there which connection the draft is of', () => {
		const driver = at('name').press('ctrl-u', 'berlin', 'ctrl-l');
		const says = viewHere(driver.state)
			?.rows.find(({id}) => id === 'draft')
			?.cells.join(' ');
		expect(says).toMatch(/where you were: .*AWS · eu-central-1 · berlin/);
	});

	test('keeps what is in the field, however wrong it is', () => {
		const driver = at('name').press('ctrl-u', 'berlin, and a', 'ctrl-l');
		expect(driver.at).toBe('home');
		expect(driver.press('down', 'enter').state.answers.of.aws?.texts.name).toContain('berlin, and a');
	});

	test('leads there from lists, an option that is open, the search, the dry run and the panel as well', () => {
		expect(new Driver().press('down', 'down', 'enter', 'ctrl-l').at).toBe('home');
		expect(at('options').press('down', 'enter', 'ctrl-l').at).toBe('home');
		expect(at('options').press('/', 'dpd', 'ctrl-l').at).toBe('home');
		const dryRun = at('review').press('end', 'enter');
		expect(dryRun.at).toBe('dry-run');
		expect(dryRun.press('ctrl-l').at).toBe('home');
		expect(dryRun.effects.map(({type}) => type)).toContain('stop-preflight');
	});
});

describe('a step by its number', () => {
	test.each([
		['alt-3', 'gateway'],
		['alt-1', 'cloud'],
		['alt-7', 'security'],
		['alt-0', 'review'],
	])('%s leads from the review to %s', (key, step) => {
		const driver = at('review');
		for (const [digit] of key.slice(4)) {
			const pressed = {name: 'char', text: digit ?? '', ctrl: false, alt: true, shift: false} as const;
			driver.send({type: 'key', key: pressed});
		}

		expect(driver.at).toBe(step);
	});

	test.each(['aws', 'tencent'])('is the one that the way shows with that number, for all ten of %s', cloud => {
		for (let number = 1; number <= 10; number += 1) {
			const driver = new Driver()
				.press('enter', ...(cloud === 'tencent' ? ['down'] : []), 'enter')
				.enterUntil('review');
			const key = {name: 'char', text: String(number % 10), ctrl: false, alt: true, shift: false} as const;
			const way = wayOf(driver.send({type: 'key', key}).state);
			expect(way.findIndex(({state}) => state === 'now') + 1).toBe(number);
			expect(way.at(number - 1)?.title).toBe(placesOf(driver.state)[number - 1]?.title);
		}
	});

	test('is also listed behind ctrl-p, for terminals that keep alt for themselves: in a text field too', () => {
		const driver = at('name').press('ctrl-p', '2');
		expect(driver.at).toBe('region');
		expect(driver.state.answers.of.aws?.texts.name).not.toContain('2');
		expect(driver.press('ctrl-p', 'home', 'enter').at).toBe('cloud');
		expect(driver.press('ctrl-p', 'escape').at).toBe('cloud');
	});

	test('goes on to the review when the answer was changed from there, and stays at that answer', () => {
		const driver = at('review').press('ctrl-p', '9');
		expect(driver.at).toBe('name');
		driver.press('enter', 'enter');
		expect(driver.at).toBe('review');
	});

	test('is refused while something before it has no answer, and says what', () => {
		const driver = at('site').press('ctrl-p', '7');
		expect(driver.at).toBe('site');
		expect(driver.state.notice?.text).toMatch(/^security can’t be opened yet · first site gateway: /);
		expect(
			placesOf(driver.state)
				.filter(({why}) => why === undefined)
				.map(({title}) => title),
		).toEqual(['cloud', 'region', 'cloud gateway', 'site gateway']);
	});

	test('opens the very step that is to be answered next, and keeps what is typed in one that is left half done', () => {
		const driver = at('site').press('new', 'enter');
		expect(driver.at).toBe('site-new');
		driver.press('ctrl-u', '10.0.0', 'ctrl-p', '2');
		expect(driver.at).toBe('region');
		expect(driver.press('ctrl-p', '7').state.notice?.text).toContain('site gateway');
		expect(driver.state.answers.of.aws?.texts['site.address']).toBe('10.0.0');
	});

	test('has one key for each place, and none that types a letter', () => {
		const jump = wayKeys.find(({shown}) => shown === '');
		expect(jump?.keys).toHaveLength(placesOf(at('review').state).length);
		expect(goToKeyName).toMatch(/^ctrl-/);
	});
});

describe('the review', () => {
	const rowOf = (driver: Driver) => {
		const {screen} = driver.state;
		return screen.name === 'review' ? reviewLines(driver.state)[screen.cursor] : undefined;
	};

	test.each([
		['region', 1],
		['routing', 4],
		['security', 6],
	])('stands at %s after it was changed or only looked at', (step, downs) => {
		const driver = at('review').press('home', ...Array.from({length: downs}, () => 'down'), 'enter');
		expect(driver.at).toBe(step);
		driver.press('escape');
		expect(driver.at).toBe('review');
		expect(rowOf(driver)?.step).toBe(step);
		driver.press('enter').enterUntil('review');
		expect(rowOf(driver)?.step).toBe(step);
	});

	test('stands at going on when the last question was answered', () => expect(rowOf(at('review'))).toBeUndefined());
});

describe('/ in the options', () => {
	test('finds one of sixty by its name, its place in the document or what it does, and Enter goes to it', () => {
		const driver = at('options').press('/', 'startup');
		expect(driver.state.option.row).toMatch(/startupAction$/);
		driver.press('enter');
		expect(driver.state.option.find).toBeUndefined();
		expect(driver.state.option.row).toMatch(/startupAction$/);
	});

	test('goes back to where one was on esc, and leaves the step with the next', () => {
		const driver = at('options').press('down', 'down');
		const {row} = driver.state.option;
		driver.press('/', 'startup', 'escape');
		expect(driver.state.option).toEqual({row, editing: undefined});
		expect(driver.at).toBe('options');
		expect(driver.press('escape').at).not.toBe('options');
	});

	test('says that nothing is found, and goes nowhere', () => {
		const driver = at('options').press('/', 'zzzz');
		expect(driver.state.option.row).toBe('');
		expect(driver.press('enter').at).toBe('options');
	});
});

test('the review that is not open yet says to go on from the step that one stands in, not that it is to be asked first', () => {
	const options = at('options').press('down', 'down', 'enter', 'down', 'enter');
	options.send({type: 'key', key: {name: 'char', text: '0', ctrl: false, alt: true, shift: false}});
	expect(options.state.notice?.text).toBe('review can’t be opened yet · first go on from here');
});

test('Home and End lead to the ends of a help, as in every text that scrolls', () => {
	const driver = new Driver().press('?', 'page-down', 'end');
	const end = driver.state.help?.scroll ?? 0;
	expect(end).toBeGreaterThan(100);
	// the screen knows where its last page begins
	driver.send({type: 'scroll-ended', top: 7});
	expect(driver.state.help?.scroll).toBe(7);
	expect(driver.press('home').state.help?.scroll).toBe(0);
});
