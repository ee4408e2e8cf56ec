import {describe, expect, it} from 'vitest';
import {placesOfFleet, watchFleet} from '../../src/session/fleet.ts';
import type {Session} from '../../src/session/open-session.ts';
import type {FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import {standing, withOwnSession} from './own-session.ts';

/* What a user would lose: connections of an account or a region that are not watched, or watched twice; and one that can't be asked hiding the others. */

let session: Session;
withOwnSession(world => {
	({session} = world);
});

/** The first snapshot of which this is so. */
async function until(fleet: AsyncIterable<FleetSnapshot>, isSo: (snapshot: FleetSnapshot) => boolean) {
	for await (const snapshot of fleet) if (isSo(snapshot)) return snapshot;
	throw new Error('the fleet ended');
}

const hasAnswered = ({places, isFinding}: FleetSnapshot) =>
	!isFinding && places.every(({asOf, error}) => asOf !== undefined || error !== undefined);

describe('a fleet of both clouds', () => {
	it('holds what stands in the accounts and regions in use', async () => {
		const snapshot = await until(watchFleet(session, {}, {signal: AbortSignal.timeout(20_000)}), hasAnswered);
		const ids = snapshot.connections.map(({status}) => status.id);
		for (const id of standing) expect(ids).toContain(id);
		expect(snapshot.places.map(({place}) => place.key).sort()).toEqual(['aws eu-central-1', 'tencent ap-guangzhou']);
		const counted = Object.values(snapshot.counts).reduce((sum, count) => sum + count, 0);
		expect(counted).toBe(snapshot.connections.length);
	});

	it('is every region that is switched on, where all are meant', async () => {
		const {places, unknown} = await placesOfFleet({regions: 'all'}, session, AbortSignal.timeout(20_000));
		expect(unknown).toEqual([]);
		const regions = places.map(({region}) => region);
		expect(regions).toContain('eu-central-1');
		expect(regions).toContain('ap-guangzhou');
		expect(new Set(places.map(({key}) => key)).size).toBe(places.length);
		expect(places.length).toBeGreaterThan(20);
	});
});
