import {renderToString} from 'ink';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {answersOf} from '../../src/wizard/answers/answers.ts';
import {fromDraft, toDraft} from '../../src/wizard/answers/draft.ts';
import {optionHere} from '../../src/wizard/steps/options/option-edit.ts';
import {Driver} from '../wizard/driver.ts';

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
] as const;

/** The screen exactly as large as the terminal, with the cursor in sight. */
function expectWhole(driver: Driver): string {
	const {columns, rows} = driver.state.size;
	const frame = stripAnsi(renderToString(<Screen state={driver.state} />, {columns}));
	const lines = frame.split('\n');
	expect(lines, frame).toHaveLength(rows);
	for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
	expect(frame).toMatch(/^ +❯ /m);
	return frame;
}

const clouds = [
	[
		'AWS',
		[] as readonly string[],
		{'tunnels.apart': 'each', insideIpVersion: 'ipv6', outsideAddressType: 'PrivateIpv4'},
	],
	['Tencent Cloud', ['down'], {'healthCheck.enabled': true, 'security.options.localIdentity.type': 'FQDN'}],
] as const;

describe.each(sizes)('at $columns x $rows', size => {
	test.each(clouds)(
		'every option of %s is drawn whole, closed and open, with its name in sight',
		(_, moves, options) => {
			const driver = new Driver()
				.send({type: 'resize', ...size})
				.press('enter', ...moves, 'enter')
				.enterUntil('options');
			const draft = toDraft(driver.state.answers);
			if (!draft) throw new Error('no draft');
			const answers = fromDraft(draft, driver.state.answers);
			driver.state = {
				...driver.state,
				answers: {...answers, of: {[draft.cloud]: {...answersOf(answers, draft.cloud), options}}},
			};
			expectWhole(driver);
			let count = 0;
			for (driver.press('down'); count < 100; driver.press('down'), count += 1) {
				const option = optionHere(driver.state);
				if (!option) throw new Error('the cursor is lost');
				expect(expectWhole(driver)).toContain(`❯ ${option.label}`);
				if (size.columns < 100) {
					const squeezed = (text: string) => text.replaceAll(/\s/g, '');
					const frame = expectWhole(driver);
					const isTold = squeezed(frame).includes(squeezed(option.help));
					expect(isTold || frame.includes('ctrl-g tells the rest'), frame).toBe(true);
				}

				if (option.kind !== 'boolean') {
					driver.press('enter');
					expect(expectWhole(driver)).toContain(option.label);
					driver.press('end');
					expectWhole(driver);
					driver.press('escape');
				}

				const before = driver.state.option.row;
				driver.press('down');
				if (driver.state.option.row === before) break;
				driver.press('up');
			}

			expect(count).toBeGreaterThan(20);
		},
	);
});

test('of a connection that is edited, only what was answered otherwise than it stands is marked as changed', () => {
	const driver = new Driver()
		.send({type: 'resize', columns: 80, rows: 40})
		.press('enter', 'enter')
		.enterUntil('options');
	const draft = toDraft(driver.state.answers);
	if (!draft) throw new Error('no draft');
	const dpd = 'security.options.dpdTimeoutSeconds';
	const options = {[dpd]: '60', 'security.options.rekeyFuzzPercentage': '50'};
	const own = answersOf(driver.state.answers, draft.cloud);
	const stands = {...driver.state.answers, of: {[draft.cloud]: {...own, options}}};
	const was = toDraft(stands);
	if (!was) throw new Error('no draft');
	const edits = {id: 'vpn-1', was};
	const marked = (answers: typeof stands) => {
		driver.state = {...driver.state, answers: {...answers, edits}};
		return expectWhole(driver)
			.split('\n')
			.filter(line => line.includes('changed'));
	};
	expect(marked(stands)).toEqual([]);
	const lines = marked({...stands, of: {[draft.cloud]: {...own, options: {...options, [dpd]: '45'}}}});
	expect(lines.filter(line => line.includes('(changed)'))).toHaveLength(1);
	expect(lines.join('\n')).toMatch(/1 setting changed/);
	expect(lines.join('\n')).toMatch(/DPD timeout .*45 .*\(changed\)/);
});
