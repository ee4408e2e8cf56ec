import {expect, test} from 'vitest';
import {causes} from '../../src/why/causes/registry.ts';
import {labCases} from '../lab/why/lab-cases.ts';
import {causeTable, tableText} from './cause-table.ts';

/* The table of causes: `WHY_TABLE=1` prints it. What a user would lose: a cause that is written down, and that nothing ever finds. */

test('every cause is found first by some evidence', () => {
	const rows = causeTable();
	if (process.env.WHY_TABLE) process.stdout.write(`${tableText(rows)}\n`);
	expect(rows.filter(({cause, first}) => cause !== first)).toEqual([]);
	// those that are made with real devices are tried in the lab
	const found = new Set([...rows, ...labCases].map(({cause}) => cause));
	expect(causes.map(({id}) => id).filter(id => !found.has(id))).toEqual([]);
});
