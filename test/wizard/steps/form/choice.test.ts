import {describe, expect, test} from 'vitest';
import {askedOf} from '../../../../src/wizard/answers/asked.ts';
import {stepOf, visibleFields} from '../../../../src/wizard/steps/steps.ts';
import {Driver} from '../../driver.ts';

const atSecurity = () => new Driver().enterUntil('security');
const choicesOf = (driver: Driver) => askedOf(driver.state).answers.choices;

describe('a choice in a form', () => {
	test('is not answered by passing over it: the ciphers and the key stay as they were', () => {
		const driver = atSecurity().press('enter', 'down', 'enter', 'S3cret.of.tunnel1', 'shift-tab', 'shift-tab');
		expect(driver.state.form.focus).toBe('preset');
		const before = choicesOf(driver);
		driver.press('down', 'down', 'down'); // past Custom, into the key's source
		expect(driver.state.form.focus).toBe('key.from');
		driver.press('down', 'down', 'down', 'down', 'up', 'up', 'up', 'tab', 'shift-tab', 'escape').enterUntil('security');
		expect(driver.at).toBe('security');
		expect(choicesOf(driver)).toEqual(before);
		expect(before).toMatchObject({'key.from': 'typed'});
		expect(driver.state.typedKeys['aws.key1']?.reveal()).toBe('S3cret.of.tunnel1');
	});

	test('is answered by space, which stays, and by Enter, which goes on', () => {
		const driver = atSecurity().press('down', ' ');
		expect(choicesOf(driver).preset).toBe('compatible');
		expect(driver.state.form.focus).toBe('preset');
		driver.press('down', 'enter');
		expect(choicesOf(driver).preset).toBe('custom');
		expect(driver.state.form.focus).toBe('key.from');
	});

	test('is entered on what was chosen, so that Enter alone changes nothing', () => {
		const driver = atSecurity().press('down', 'enter', 'escape').enterUntil('security');
		expect(driver.state.form.box).toBe(1);
		expect(choicesOf(driver.press('enter')).preset).toBe('compatible');
		expect(choicesOf(driver.press('shift-tab', 'up', 'enter')).preset).toBe('strong');
	});

	test('keeps a typed key while another source is chosen', () => {
		const driver = atSecurity().press('enter', 'down', 'enter', 'S3cret.of.tunnel1', 'shift-tab', 'up', ' ');
		expect(choicesOf(driver)['key.from']).toBe('generated');
		expect(visibleFields(stepOf('security'), askedOf(driver.state)).map(({id}) => id)).toEqual(['preset', 'key.from']);
		driver.press('down', 'enter');
		expect(driver.state.typedKeys['aws.key1']?.reveal()).toBe('S3cret.of.tunnel1');
	});
});
