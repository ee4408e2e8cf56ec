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
	const touched = new Set<string>();
	const place = placeOf();
	const counted = (connection: FleetConnection): FleetConnection => ({
		...connection,
		get history() {
			touched.add(connection.status.id);
			return connection.history;
		},
	});
	const before = Array.from({length: 1000}, (_, index) => counted(connectionOf({id: `vpn-${index}`, place})));
	measure(before);
	expect(touched.size).toBe(1000);
	touched.clear();
	measure(before.with(500, counted(connectionOf({id: 'vpn-500', place, health: 'down'}))));
	expect([...touched]).toEqual(['vpn-500']);
});
