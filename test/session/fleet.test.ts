import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {placesOfFleet, watchFleet} from '../../src/session/fleet.ts';
import type {Session} from '../../src/session/open-session.ts';
import type {FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import {placeOf, standing, withOwnSession} from './own-session.ts';

/* What a user would lose: connections of an account or a region that are not watched, or watched twice; and one that can't be asked hiding the others. */

let session: Session;
let home: string;
withOwnSession(world => {
	({session, home} = world);
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

	it('keeps no key of what the clouds tell, in the history or in memory', async () => {
		const stop = new AbortController();
		const snapshot = await until(watchFleet(session, {}, {signal: stop.signal}), hasAnswered);
		stop.abort();
		const keys = await Promise.all(
			standing.map(async id => {
				const {cloud, region} = placeOf(id);
				const side = await (await session.cloud(cloud)).deviceSide?.(region, id, AbortSignal.timeout(20_000));
				return side?.tunnels.flatMap(({key}) => (key.from === 'cloud' ? [key.key.reveal()] : [])) ?? [];
			}),
		);
		expect(keys.flat().length).toBeGreaterThan(4);
		const folder = join(home, 'state', 'history');
		const kept = readdirSync(folder);
		expect(kept).toHaveLength(2);
		for (const name of kept) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
		const texts = [...kept.map(name => readFileSync(join(folder, name), 'utf8')), JSON.stringify(snapshot)];
		for (const key of keys.flat()) for (const text of texts) expect(text.includes(key)).toBe(false);
	});

	it('goes on with its account when another profile is picked', async () => {
		const stop = new AbortController();
		const fleet = watchFleet(session, {clouds: ['aws']}, {signal: stop.signal});
		const snapshots = fleet[Symbol.asyncIterator]();
		const next = async (isSo: (snapshot: FleetSnapshot) => boolean) => {
			for (;;) {
				const {value, done} = await snapshots.next();
				if (done) throw new Error('the fleet ended');
				if (isSo(value)) return value;
			}
		};
		const before = await next(hasAnswered);
		session.pickProfile('aws', 'another');
		fleet.askNow();
		const asOf = before.places[0]?.asOf ?? 0;
		const after = await next(({places: [place]}) => place?.error !== undefined || (place?.asOf ?? 0) > asOf);
		expect(after.places).toMatchObject([{error: undefined, place: {key: 'aws eu-central-1'}}]);
		await expect(session.cloudAt({cloud: 'aws', region: 'eu-central-1', profile: 'nobody'})).rejects.toThrow('nobody');
		stop.abort();
	});
});
