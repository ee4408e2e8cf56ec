import {beforeAll, describe, expect, test} from 'vitest';
import {sweepOrphans} from '../../src/sandbox/lab/belongings.ts';
import {lacking} from './lacking.ts';
import {tryCase} from './why/case.ts';
import {labCases} from './why/lab-cases.ts';

/*
 * What a user would lose: the cause of a tunnel that is down, found first from the device's own log. A share of `npm run lab -- why:`, which has all.
 */
const lacks = await lacking();
if (lacks.length > 0)
	process.stderr.write(`skipped: causes made for real, since this machine lacks ${lacks.join(', ')}\n`);

const longestMs = 300_000;

describe.runIf(lacks.length === 0)('a cause that is made for real is found first', () => {
	beforeAll(() => sweepOrphans());

	test.each(labCases.filter(({always}) => always))(
		'$title',
		async trial => {
			const {causes, text, given} = await tryCase(trial);
			expect(causes[0], `${text}\n${given}`).toBe(trial.cause);
			expect(`${text}${given}`).not.toContain('another-key-of-12');
		},
		longestMs,
	);
});
