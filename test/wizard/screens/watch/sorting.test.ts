import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cloudName} from '../../../../src/clouds/registry.ts';
import {type FleetConnection, healthOrder} from '../../../../src/watch/fleet/fleet.ts';
import {connectionNamed} from '../../../../src/wizard/screens/watch/connection-named.ts';
import {differences} from '../../../../src/wizard/screens/watch/differences.ts';
import {isMeant, isNarrower, wordsOf} from '../../../../src/wizard/screens/watch/filter.ts';
import {isShown, sectionsOf} from '../../../../src/wizard/screens/watch/order.ts';
import {factsOf} from '../../../../src/wizard/screens/watch/row-facts.ts';
import {sorted} from '../../../../src/wizard/screens/watch/sorting.ts';
import {type SortColumn, usualView} from '../../../../src/wizard/screens/watch/view.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';
import {keyOf, someConnection, someSnapshots} from './snapshots.ts';

/* What stays as it was is not worked out anew; here it is held against what would come of doing so. */

const columns = ['state', 'name', 'id', 'cloud', 'account', 'region', 'since', 'routes', 'flaps'] as const;
const rankOf: Readonly<Record<SortColumn, (connection: FleetConnection) => number | string>> = {
	state: ({health}) => healthOrder.indexOf(health),
	name: connection => factsOf(connection).name,
	id: ({status}) => status.id,
	cloud: ({place}) => cloudName(place.cloud),
	account: ({place}) => place.account,
	region: ({place}) => place.region,
	since: connection => -factsOf(connection).since,
	routes: connection => factsOf(connection).routes,
	flaps: connection => -factsOf(connection).flaps,
};
const compare = (one: number | string, other: number | string) => (one < other ? -1 : one > other ? 1 : 0);

function plainlySorted(connections: readonly FleetConnection[], sort: SortColumn, isReversed: boolean) {
	const name = rankOf.name;
	return connections.toSorted(
		(one, other) =>
			(isReversed ? -1 : 1) * compare(rankOf[sort](one), rankOf[sort](other)) ||
			compare(name(one), name(other)) ||
			compare(one.key, other.key),
	);
}

describe('rows in order', () => {
	test('however snapshots follow each other, each is in the order that it asks for', () => {
		fc.assert(
			fc.property(
				someSnapshots,
				fc.infiniteStream(fc.constantFrom(...columns)),
				fc.infiniteStream(fc.boolean()),
				(snapshots, sorts, ways) => {
					for (const connections of snapshots)
						for (let round = 0; round < 3; round += 1) {
							const [sort, isReversed] = [sorts.next().value, ways.next().value];
							expect(sorted(connections, {sort, isReversed}).map(keyOf)).toEqual(
								plainlySorted(connections, sort, isReversed).map(keyOf),
							);
						}
				},
			),
		);
	});

	test('after one change of a thousand the names and ids of the others are not looked at again', () => {
		let reads = 0;
		const counted = (connection: FleetConnection): FleetConnection => ({
			...connection,
			get status() {
				reads += 1;
				return connection.status;
			},
		});
		const place = placeOf();
		const before = Array.from({length: 1000}, (_, index) =>
			counted(connectionOf({id: `vpn-${(index * 7) % 1000}`, place})),
		);
		const by = (sort: SortColumn, connections: readonly FleetConnection[]) =>
			sorted(connections, {sort, isReversed: false});
		for (const sort of columns) by(sort, before);
		const now = before.with(500, counted(connectionOf({id: 'vpn-500', place, health: 'down'})));
		reads = 0;
		for (const sort of columns) by(sort, now);
		expect(reads).toBeLessThan(20);
	});
});

describe('what changed', () => {
	test('what was, with what is said to have changed, is what is', () => {
		fc.assert(
			fc.property(someSnapshots, snapshots => {
				for (const [index, now] of snapshots.entries()) {
					const before = snapshots[index - 1] ?? [];
					const {changed, isSame} = differences(before, now);
					const told = new Map(before.map(each => [each.key, each]));
					for (const {before: was, now: is} of changed) {
						expect(was === is).toBe(false);
						if (is) told.set(is.key, is);
						else told.delete(was?.key ?? '');
					}

					expect(new Set(told.values())).toEqual(new Set(now));
					expect(isSame).toBe(before.length === now.length && before.every(({key}, at) => key === now[at]?.key));
					for (const each of now) expect(connectionNamed(now, each.key)).toBe(each);
					for (const {key} of before) expect(connectionNamed(now, key)).toBe(now.find(each => each.key === key));
				}
			}),
		);
	});
});

describe('a filter that grows', () => {
	const someWords = fc
		.array(fc.constantFrom('o', 'of', 'office', '!lab', '!la', 'down', '!', 'tencent', '!up'), {maxLength: 3})
		.map(words => words.join(' '));

	test('finds what it finds among all', () => {
		fc.assert(
			fc.property(fc.uniqueArray(someConnection, {selector: keyOf}), fc.array(someWords), (connections, filters) => {
				for (const filter of filters) {
					const [section] = sectionsOf(connections, usualView, filter);
					const meant = connections.filter(isShown(usualView, filter)).map(keyOf);
					expect(section?.members.toSorted()).toEqual(meant.toSorted());
				}
			}),
		);
	});

	test('is narrower only where all that it means was meant before', () => {
		fc.assert(
			fc.property(someWords, someWords, fc.string(), (longer, shorter, text) => {
				const [words, others] = [wordsOf(longer), wordsOf(shorter)];
				const haystack = `${text} office lab`.toLowerCase();
				if (isNarrower(words, others) && isMeant(haystack, words)) expect(isMeant(haystack, others)).toBe(true);
			}),
		);
		expect(isNarrower(wordsOf('berlin down'), wordsOf('berl'))).toBe(true);
		expect(isNarrower(wordsOf('berlin !la'), wordsOf('berlin !lab'))).toBe(true);
		expect(isNarrower(wordsOf('berlin !lab'), wordsOf('berlin !la'))).toBe(false);
	});
});
