import fc from 'fast-check';
import type {TunnelState} from '../../../../src/clouds/contract/tunnel-status.ts';
import {type FleetConnection, healthOrder} from '../../../../src/watch/fleet/fleet.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';

/* Sets of connections that follow each other, as a watch tells them. */

const places = [placeOf(), placeOf({cloud: 'tencent', region: 'ap-guangzhou'})];
export const someConnection = fc
	.record({
		number: fc.nat(12),
		name: fc.constantFrom('office', 'Office 2', 'office 10', 'lab', '', '東京'),
		tunnels: fc.constantFrom<readonly TunnelState[]>(['UP'], ['UP', 'DOWN']),
		trouble: fc.constantFrom('', 'DOWN', 'x'.repeat(80)),
		place: fc.constantFrom(...places),
		health: fc.constantFrom(...healthOrder),
		changesLastHour: fc.nat(2),
		since: fc.constantFrom(1000, 2000, undefined),
	})
	.map(({number, changesLastHour, since, ...rest}) =>
		connectionOf({id: `vpn-${number}`, ...rest, history: {changesLastHour, since}}),
	);
export const keyOf = ({key}: FleetConnection) => key;
/** One set after the other, as snapshots come: each has some of the one before, the same objects, and some that are others. */
export const someSnapshots = fc
	.array(
		fc.record({
			other: fc.array(someConnection, {maxLength: 6}),
			keeps: fc.infiniteStream(fc.constantFrom(true, true, true, false)),
			atEnd: fc.boolean(),
		}),
		{minLength: 2, maxLength: 6},
	)
	.map(steps => {
		const snapshots: FleetConnection[][] = [];
		for (const {other, keeps, atEnd} of steps) {
			const before = (snapshots.at(-1) ?? []).filter(() => keeps.next().value);
			const changed = new Map(other.map(each => [each.key, each]));
			const kept = before.map(each => changed.get(each.key) ?? each);
			const here = new Set(kept.map(keyOf));
			const added = [...changed.values()].filter(({key}) => !here.has(key));
			snapshots.push(atEnd ? [...kept, ...added] : [...added, ...kept]);
		}

		return snapshots;
	});
