import {expect, it} from 'vitest';
import {allCases, kinds} from './all-cases.ts';
import {deedOf} from './deeds.ts';
import {inTurns} from './in-turns.ts';
import {referenceOf} from './reference.ts';
import {Ends} from './same-state.ts';
import {seeded, seedOfNow} from './seed.ts';

/*
 * A share of what `npm run torture` does, the same one each time: a user who is cut off anywhere in a run would be billed for what
 * nobody knows of, or get a thing twice. Of renewals of keys: rotation.test.ts. TORTURE_SEED=… takes another share, CASES=new another one each time.
 */
const given = process.env.TORTURE_SEED !== undefined || process.env.CASES === 'new';
const seed = given ? seedOfNow() : 20_261_126;
const random = seeded(seed);
const oneOf = <Item>(items: readonly Item[]): Item => {
	const item = items[Math.floor(random() * items.length)];
	if (item === undefined) throw new Error('there is nothing to choose from');
	return item;
};
const some = <Item>(items: readonly Item[], count: number) =>
	items
		.map(item => ({item, at: random()}))
		.sort((a, b) => a.at - b.at)
		.slice(0, count)
		.map(({item}) => item);
const aws = ['aws-new-vgw', 'aws-vgw-bgp', 'aws-vgw-static', 'aws-vgw-new-site', 'aws-tgw-bgp', 'aws-tgw-static'];
const tencent = ['vpc-policy', 'vpc-static', 'vpc-bgp', 'ccn-static', 'ccn-bgp'].map(name => `tencent-${name}`);

it.each([
	['makes', oneOf(aws)],
	['makes', oneOf(tencent)],
	['changes', oneOf(aws)],
	['changes', oneOf(tencent)],
])(
	`a run that %s %s and is broken off ends with each thing once, or with what stood before (TORTURE_SEED=${seed})`,
	async (deed, name) => {
		const file = `examples/${name}.json`;
		const example = {reference: await referenceOf(file, deedOf(deed, file)), ends: new Ends()};
		const all = allCases(example, seed);
		// a change has no deletion
		const possible = kinds.filter(kind => all[kind].length > 0);
		const kills = possible.filter(kind => !/fault|replies/i.test(kind));
		const faults = possible.filter(kind => !kills.includes(kind));
		const sample = [...some(kills, 3), ...some(faults, 2)].map(kind => oneOf(all[kind]));
		const outcomes = await inTurns(sample, 2);
		expect(outcomes).toHaveLength(5);
		expect(outcomes.filter(({wrong}) => wrong.length > 0)).toEqual([]);
	},
	300_000,
);
