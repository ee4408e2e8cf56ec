import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {sweepOrphans} from '../../src/sandbox/lab/belongings.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {lacking} from './lacking.ts';
import {comesBackAfterRefusal} from './refused.ts';
import {type Trial, tryOut} from './trial.ts';
import {failing, later, working} from './trials.ts';

/*
 * What a user would lose: files that do not bring the tunnel up. A choice of `npm run lab`, which has every mode and preset.
 */
const lacks = await lacking();
if (lacks.length > 0) process.stderr.write(`skipped: real IPsec, since this machine lacks ${lacks.join(', ')}\n`);

const chosen = (trials: readonly Trial[], titles: RegExp) => trials.filter(({title}) => titles.test(title));
const up = chosen(working, /static routes, strong|IKEv1$|SPD.*NAT|Cloud, BGP|characters \((1|2|6)\)/);
const deleted = chosen(later, /SPD 2x2, IKEv2: the cloud deletes|AWS: .* IKE SAs/);
const down = chosen(failing, /wrong (key|range|proposal)/);

/** Far beyond what a trial takes: what does not come up says so after a minute and a half, with its reason. */
const longestMs = 300_000;

describe.runIf(lacks.length === 0)('real IPsec with the files that are handed over', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		await sweepOrphans();
		sandbox = await startSandbox({speed: 1000});
	});
	afterAll(() => sandbox.close());

	test.each(up)(
		'$title',
		async trial => {
			expect(await tryOut(sandbox, trial)).toMatch(/LAN to LAN|pairs of ranges answer/);
		},
		longestMs,
	);

	test.each(deleted)(
		'$title',
		async trial => {
			expect(await tryOut(sandbox, trial)).toMatch(/has it anew$/);
		},
		longestMs,
	);

	test(
		'a cloud that refuses at first is asked again by the next packet; start alone would have given up',
		async () => {
			expect(await comesBackAfterRefusal(sandbox)).toBe(true);
			expect(await comesBackAfterRefusal(sandbox, 'start')).toBe(false);
		},
		longestMs,
	);

	test.each(down)(
		'$title does not come up',
		async trial => {
			expect(await tryOut(sandbox, trial)).toMatch(/^stays down/);
		},
		longestMs,
	);
});
