import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {Screen} from '../../src/ui/app.tsx';
import type {Driver} from '../wizard/driver.ts';
import {change, keysKept, marked, tell} from '../wizard/many/marked.ts';

/* What a user would lose: what goes down when several connections are changed, told where the answer is typed, on the smallest terminal as well. */

/** One tunnel that nothing stands beside. */
function alone(id: string, name: string): Plan {
	const plan = change(id, name);
	const interrupts = {kind: 'tunnel', tunnel: {connectionId: id, key: id, number: 1}} as const;
	return {
		...plan,
		actions: plan.actions.map(action => ({...action, change: {values: [], interrupts, needsUp: [], backUp: []}})),
	};
}

function asked(columns: number, rows: number): Driver {
	const driver = marked(3).press('ctrl-o').press('dpd timeout', 'enter').press('45', 'enter');
	for (const index of [0, 1, 2]) {
		const plan = alone(`vpn-${index + 1}`, `office-${index + 1}`);
		tell(driver, index, {heard: 'planned', plan, secrets: new Map(), notes: [], unknown: []});
		tell(driver, index, {heard: 'checked'});
	}

	return driver.send({type: 'resize', columns, rows});
}

/** The screen, its lines joined: a sentence may be broken anywhere. */
function drawn({state}: Driver): string {
	const frame = stripAnsi(renderToString(<Screen state={state} />, {columns: state.size.columns}));
	return frame.replaceAll(/\s+/g, ' ');
}

describe.each([
	[120, 40],
	[80, 24],
	[60, 15],
	[40, 15],
	[40, 12],
	[40, 10],
])('several connections on %i x %i', (columns, rows) => {
	test('the question tells what goes down and what to type, and the line to type in is there', () => {
		const frame = drawn(asked(columns, rows).press('enter').press('cha'));
		expect(frame).toContain('All traffic is interrupted at each.');
		expect(frame).toContain('Type change 3 and press ⏎ to change them.');
		expect(frame).toContain('❯ cha');
	});

	test('the list under the question is moved through', () => {
		const driver = asked(columns, rows).press('enter').press('down', 'down');
		expect(drawn(driver)).toContain('office-3');
	});

	test('Enter is named where it goes on', () => {
		expect(drawn(asked(columns, rows))).toContain('⏎ confirm');
	});
});

test('what is said of a connection stands near its name, however wide the terminal is', () => {
	const {state} = asked(200, 60);
	const frame = stripAnsi(renderToString(<Screen state={state} />, {columns: 200}));
	expect(frame).toMatch(/office-1 {2}vpn-1 {1,4}1 value changes/);
});

test('the option list is asked about one connection as one', () => {
	const driver = marked(1);
	expect(keysKept(driver)).toContain('ctrl-o');
	expect(drawn(driver.press('ctrl-o'))).toContain('What is changed on the one connection?');
});
