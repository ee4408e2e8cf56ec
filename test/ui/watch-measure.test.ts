import fc from 'fast-check';
import {expect, test} from 'vitest';
import {measure} from '../../src/ui/screens/watch-measure.ts';
import type {FleetConnection} from '../../src/watch/fleet/fleet.ts';
import {connectionOf, placeOf} from '../watch/fake-fleet.ts';
import {someSnapshots} from '../wizard/screens/watch/snapshots.ts';

test('however snapshots follow each other, columns are as wide as if each were measured alone', () => {
	fc.assert(
		fc.property(someSnapshots, snapshots => {
			measure([]);
			const followed = snapshots.map(measure);
			const alone = snapshots.map(connections => {
				measure([]);
				return measure([...connections]);
			});
			expect(followed).toEqual(alone);
		}),
	);
});

test('after one change of a thousand no other connection is measured again', () => {
	let reads = 0;
	const place = placeOf();
	const counted = (connection: FleetConnection): FleetConnection => ({
		...connection,
		get trouble() {
			reads += 1;
			return connection.trouble;
		},
	});
	const before = Array.from({length: 1000}, (_, index) => counted(connectionOf({id: `vpn-${index}`, place})));
	measure(before);
	reads = 0;
	measure(before.with(500, counted(connectionOf({id: 'vpn-500', place, health: 'down'}))));
	expect(reads).toBe(2);
});
