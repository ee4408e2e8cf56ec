import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {made, pageWithMade, withoutLog} from './made-for-real.ts';

/* What a user would lose: a cause that the page promises, and that nobody ever saw found where it really was. */

test('every cause is made for real, in the lab or at a sandbox’s cloud, or the page says why not', () => {
	expect(made.filter(({lab, sandbox, why}) => lab.length + sandbox.length === 0 && !why)).toEqual([]);
	// a reason that is no longer true
	expect(made.filter(({lab, sandbox, why}) => lab.length + sandbox.length > 0 && why)).toEqual([]);
});

test('every case of the lab has a log that is kept, so that the tests find its cause without root', () => {
	expect(withoutLog).toEqual([]);
});

test('docs/why.md has the table as it is', () => {
	const page = readFileSync('docs/why.md', 'utf8');
	expect(page).toBe(pageWithMade(page));
});
