import {describe, expect, test} from 'vitest';
import {lacking} from '../lacking.ts';
import {changes, tryChange} from './changes.ts';
import {printedSteps} from './printed-steps.ts';

/*
 * What a user would lose: calls and file transfers, by a page of steps that takes a tunnel down while it carries them. A choice of `npm run lab`.
 */
const lacks = await lacking();
if (lacks.length > 0)
	process.stderr.write(`skipped: tunnels changed under traffic, since this machine lacks ${lacks.join(', ')}\n`);

const longestMs = 400_000;
const chosen = changes.filter(({title}) => /keys renewed on both|not drained/.test(title));

describe.runIf(lacks.length === 0)('tunnels are changed while traffic goes on', () => {
	test.each(chosen)('$title', {timeout: longestMs}, async trial => {
		expect(await tryChange(trial)).toMatch(trial.loses ? /^[1-9]/ : /^0 of [1-9]/);
	});
});

test('the lines of a page are read as they are printed', () => {
	const page =
		'## Drain\n\n1. One.\n\n   ```sh\n   a b\n     c\n   ```\n\n2. Two.\n3. Three.\n\n   ```sh\n   d\n   ```\n\n## Change\n\n1. No.\n';
	expect(printedSteps(page, 'Drain')).toEqual([
		{says: 'One.', lines: ['a b', '  c']},
		{says: 'Two.', lines: []},
		{says: 'Three.', lines: ['d']},
	]);
	expect(() => printedSteps(page, 'Bring back')).toThrow(/no section/);
});
