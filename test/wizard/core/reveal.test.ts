import {describe, expect, test} from 'vitest';
import {Driver} from '../driver.ts';

const shown = () =>
	new Driver()
		.enterUntil('security')
		.press('enter', 'down', 'enter', 'S3cret.of.tunnel1', 'enter', 'S3cret.of.tunnel2', 'ctrl-t');

describe('a key that is shown', () => {
	test('stays so while it is typed on, and is masked by the same key', () => {
		const driver = shown();
		expect(driver.state.form.revealed).toBe(true);
		expect(driver.press('x', 'left', 'backspace').state.form.revealed).toBe(true);
		expect(driver.send({type: 'clock', now: 5}).state.form.revealed).toBe(true);
		expect(driver.press('ctrl-t').state.form.revealed).toBe(false);
	});

	test.each([
		['another field', ['shift-tab']],
		['the next step', ['enter']],
		['the step before', ['escape']],
		['help', ['ctrl-g']],
		['help and back', ['ctrl-g', 'escape']],
		['a prompt, and its end', ['ctrl-s', 'escape']],
		['leaving', ['ctrl-c']],
	])('is masked again by %s', (_, keys) => {
		expect(shown().press(...keys).state.form.revealed).toBe(false);
	});

	test.each([
		[{type: 'resize', columns: 70, rows: 20} as const],
		[{type: 'suspended'} as const],
		[{type: 'asked-to-leave', code: 130} as const],
	])('is masked again by %j', event => {
		expect(shown().send(event).state.form.revealed).toBe(false);
	});
});
