import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PlanValue} from '../../src/clouds/contract/cloud.ts';
import {jsonWord} from '../../src/clouds/engine/script-words.ts';

/* What a user would lose: a key that a text of a document puts where everybody sees it. */

function asTheShellReads(value: PlanValue): unknown {
	const word = jsonWord(value, name => `"$KEY_${name}"`);
	const env = {PATH: process.env.PATH ?? '', KEY_1: 'secret', SITE_ID: 'cgw-1'};
	return JSON.parse(execFileSync('/bin/sh', ['-c', `printf %s ${word}`], {env, encoding: 'utf8'}));
}

test('a text that looks like a place for a key stays a text', () => {
	for (const text of ['\u00000\u0000', '\\u00000\\u0000', '$KEY_1', '"$KEY_1"', "'$KEY_1'", '$(id)'])
		expect(asTheShellReads({name: text, key: {$secret: '1'}, ids: [{$result: 'site'}]})).toEqual({
			name: text,
			key: 'secret',
			ids: ['cgw-1'],
		});
});

test('whatever a plan holds, the shell reads the same JSON', () => {
	const json = fc.object({maxDepth: 3, values: [fc.string({unit: 'binary'}), fc.integer(), fc.boolean()]});
	fc.assert(
		fc.property(
			// names of holes are the plan's own
			json.filter(value => !/"\$(?:result|secret)"/.test(JSON.stringify(value))),
			value => {
				// plain data: the generator gives objects, lists, texts, numbers and switches
				expect(asTheShellReads(value as PlanValue)).toEqual(JSON.parse(JSON.stringify(value)));
			},
		),
		{numRuns: 40},
	);
});
