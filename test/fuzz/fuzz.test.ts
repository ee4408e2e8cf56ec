import {describe, expect, it} from 'vitest';
import {runTarget} from './run-target.ts';
import {targets} from './targets.ts';

/*
 * A share of `npm run fuzz`, the same cases each time. What a user would lose: the wizard, to a name that somebody gave a gateway; an
 * hour, to a file that hangs it; their clipboard, to an escape sequence.
 */
const runs: Readonly<Record<string, number>> = {
	text: 25,
	document: 150,
	request: 40,
	stores: 40,
	keeping: 40,
	'sign-in': 12,
	'configuration-xml': 60,
	keys: 60,
	'wire-aws': 15,
	'wire-tencent': 10,
	screens: 14,
	'device-files': 80,
	code: 20,
	sandbox: 60,
	'site-logs': 60,
	arguments: 60,
};

describe('whatever comes in', () => {
	it('every target has its share here', () => {
		expect(Object.keys(runs)).toEqual(Object.keys(targets));
	});

	it.each(Object.keys(targets))(
		'%s: no crash, no hang, nothing that steers the terminal',
		async name => {
			const target = await targets[name]?.();
			if (!target) throw new Error(`no target ${name}`);
			try {
				const {failures} = await runTarget(target, {seed: 20_261_125, runs: runs[name] ?? 10});
				expect(failures.map(({says, again}) => `${says}\n${again}`)).toEqual([]);
			} finally {
				await target.close?.();
			}
		},
		120_000,
	);
});
