// One example's row of the table, in a process of its own: node worker.ts EXAMPLE EVERY SEED [KINDS [DEED]]. The parent is told of each case
// that has ended, and gets the row in the end.
import {allCases, kinds} from './all-cases.ts';
import {deedOf} from './deeds.ts';
import {inTurns} from './in-turns.ts';
import type {Outcome} from './kill-cases.ts';
import {referenceOf} from './reference.ts';
import type {Progress, Row} from './row.ts';
import {Ends} from './same-state.ts';

const [name = '', every = '1', seed = '1', chosen = kinds.join(), what = 'makes'] = process.argv.slice(2);
const began = performance.now();
const file = `examples/${name}.json`;
const example = {reference: await referenceOf(file, deedOf(what, file)), ends: new Ends()};
const all = allCases(example, Number(seed));
const cells: Row['cells'][number][] = [];
const wrong: string[] = [];
const columns = kinds
	.filter(kind => chosen.split(',').includes(kind))
	.map(kind => ({kind, cases: all[kind].filter((_, index) => index % Number(every) === 0)}));
const count = columns.reduce((sum, {cases}) => sum + cases.length, 0);
let done = 0;
for (const {kind, cases} of columns) {
	const told = cases.map(one => async () => {
		const outcome = await one();
		done += 1;
		process.send?.({done, of: count, wrong: tell(outcome)} satisfies Progress);
		return outcome;
	});
	// most of a case is waiting, as the program does before it tries again; a fault's more than a kill's
	const outcomes = await inTurns(told, /fault|replies/i.test(kind) ? 6 : 3);
	const bad = outcomes.filter(outcome => outcome.wrong.length > 0);
	cells.push({cases: outcomes.length, bad: bad.length});
	wrong.push(...bad.flatMap(tell));
}

const row: Row = {name, cells, wrong, states: example.ends.size, seconds: (performance.now() - began) / 1000};
process.send?.(row, () => process.exit(0));

function tell({what, wrong}: Outcome): readonly string[] {
	return wrong.length === 0 ? [] : [`${what}: ${wrong.join(' | ')}`];
}
