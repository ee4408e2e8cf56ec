import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hintsNow} from '../../src/ui/chrome.ts';
import {askedOf} from '../../src/wizard/answers/asked.ts';
import {toDraft} from '../../src/wizard/answers/draft.ts';
import {stepOf, visibleFields} from '../../src/wizard/steps/steps.ts';
import {Driver} from './driver.ts';

const keys = fc.constantFrom(
	...['enter', 'escape', 'tab', 'shift-tab', 'backspace', 'delete', 'up', 'down', 'left', 'right', 'home', 'end'],
	...['page-up', 'page-down', '?', ' ', 'a', '1', '/', ',', '.', '👩‍💻', '网', 'é', 'y', 'n', 'q'],
	...[
		'ctrl-a',
		'ctrl-d',
		'ctrl-e',
		'ctrl-g',
		'ctrl-k',
		'ctrl-n',
		'ctrl-o',
		'ctrl-r',
		'ctrl-s',
		'ctrl-t',
		'ctrl-u',
		'ctrl-w',
		'ctrl-x',
		'ctrl-y',
	],
);
const pastes = fc.constantFrom(
	'10.0.0.0/16 -> 192.168.0.0/24, 192.168.1.0/24',
	'10.0.0.0/16\n10.1.0.0/16\r\n10.2.0.0/16',
	'\u001B[31mred\u001B[0m\u0007\u0000',
	'-> -> ->\n⇄\n|||',
	'',
	'x'.repeat(5000),
);
const act = fc.oneof(
	{weight: 12, arbitrary: keys.map(key => (driver: Driver) => driver.press(key))},
	{weight: 2, arbitrary: fc.constant((driver: Driver) => driver.press('enter', 'enter', 'enter', 'enter'))},
	{weight: 1, arbitrary: pastes.map(text => (driver: Driver) => driver.send({type: 'paste', text}))},
	{weight: 1, arbitrary: fc.constant((driver: Driver) => driver.send({type: 'resize', columns: 40, rows: 15}))},
	{weight: 1, arbitrary: fc.constant((driver: Driver) => driver.send({type: 'rested'}))},
);

function lookOver(driver: Driver): void {
	const {state} = driver;
	for (const [key, view] of Object.entries(state.lists)) {
		expect(view.cursor, key).toBeGreaterThanOrEqual(0);
		expect(view.cursor, key).toBeLessThan(Math.max(1, view.matches.length));
	}

	const {answers} = askedOf(state);
	expect(state.pairs.row).toBeGreaterThanOrEqual(0);
	if (state.screen.name === 'step' && state.screen.step === 'pairs') {
		expect(state.pairs.row).toBeLessThanOrEqual(answers.pairs.length);
		expect(state.pairs.cursor).toBeLessThanOrEqual(answers.pairs[state.pairs.row]?.[state.pairs.side].length ?? 0);
	}

	if (state.screen.name === 'step' && stepOf(state.screen.step).kind === 'form')
		expect(visibleFields(stepOf(state.screen.step), askedOf(state)).length).toBeGreaterThan(0);
	expect(hintsNow(state).length).toBeGreaterThan(0);
	toDraft(state.answers);
}

test('whatever is pressed, nothing throws and every cursor stays in its place', () => {
	fc.assert(
		fc.property(fc.boolean(), fc.array(act, {maxLength: 60}), (tencent, acts) => {
			const driver = new Driver();
			if (tencent) driver.press('enter', 'down', 'enter');
			for (const one of acts) {
				one(driver);
				lookOver(driver);
			}
		}),
		{numRuns: 300},
	);
});

test('Esc and Shift-Tab never change what was typed or chosen', () => {
	fc.assert(
		fc.property(fc.boolean(), fc.array(act, {maxLength: 40}), (tencent, acts) => {
			const driver = new Driver();
			if (tencent) driver.press('enter', 'down', 'enter');
			for (const one of acts) one(driver);
			const given = () => {
				const {texts, pairs, choices, gateways, sites, mode, region, touched} = askedOf(driver.state).answers;
				// suggestions may come and go; what the user touched may not
				const own = Object.fromEntries(Object.entries(texts).filter(([id]) => touched.includes(id)));
				return {own, choices, gateways, sites, mode, region, pairs: touched.includes('pairs') ? pairs : []};
			};
			const before = given();
			for (let count = 0; count < 25; count += 1) driver.press(count % 2 === 0 ? 'escape' : 'shift-tab');
			expect(given()).toEqual(before);
		}),
		{numRuns: 200},
	);
});
