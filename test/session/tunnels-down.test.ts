import {expect, it} from 'vitest';
import {downVerdict} from '../../src/session/tunnels-down.ts';
import type {Spell, TunnelHistory} from '../../src/watch/fleet/fleet.ts';
import {connectionOf, fleetNow, placeOf, placeState, snapshotOf} from '../watch/fake-fleet.ts';

/* What a user would lose: the alarm, or their sleep to one that is none. */

const minute = 60_000;
const ago = (minutes: number) => fleetNow - minutes * minute;
const down = (history: Partial<TunnelHistory>) => snapshotOf([connectionOf({id: 'vpn-1', tunnels: ['DOWN'], history})]);
const seen = (...spells: readonly (readonly [Spell['state'], number, number])[]): Partial<TunnelHistory> => ({
	sinceFrom: 'seen',
	since: ago(0),
	spells: spells.map(([state, from, to]) => ({state, from: ago(from), to: ago(to)})),
});

it('is up where every tunnel is, and down where one is not', () => {
	expect(downVerdict(snapshotOf([connectionOf({id: 'vpn-1'})])).says).toBe('up');
	const hurt = downVerdict(snapshotOf([connectionOf({id: 'vpn-1', tunnels: ['UP', 'DOWN']})]));
	expect(hurt).toMatchObject({says: 'down', tunnels: {up: 1, all: 2}, down: [{number: 2}]});
});

it('counts how long by the time of the cloud', () => {
	const snapshot = down({sinceFrom: 'cloud', since: ago(4)});
	expect(downVerdict(snapshot, 3 * minute).says).toBe('down');
	expect(downVerdict(snapshot, 5 * minute)).toMatchObject({says: 'up', notLong: [{number: 1, isLonger: false}]});
});

it('else by the looks: each one since then found it DOWN, whoever looked meanwhile or not', () => {
	const snapshot = down(seen(['UP', 30, 12], ['unseen', 12, 7], ['DOWN', 7, 7], ['unseen', 7, 2], ['DOWN', 2, 0]));
	expect(downVerdict(snapshot, 6 * minute)).toMatchObject({says: 'down', down: [{since: ago(7), isLonger: false}]});
	expect(downVerdict(snapshot, 8 * minute).says).toBe('up');
});

it('takes a tunnel for long enough where nobody knows since when, and says so', () => {
	const first = downVerdict(down(seen(['DOWN', 0, 0])), 60 * minute);
	expect(first).toMatchObject({says: 'down', down: [{since: ago(0), isLonger: true}]});
});

it('knows nothing of a region that does not answer, of a tunnel without a state, and where nothing is', () => {
	const place = placeOf();
	const error = {cloud: 'aws', kind: 'timeout', code: '', message: '', retryable: true, ambiguous: false} as const;
	const fine = connectionOf({id: 'vpn-1'});
	const failing = snapshotOf([fine], {places: [placeState(place, {error, failures: 1})]});
	expect(downVerdict(failing).says).toBe('unknown');
	expect(downVerdict(snapshotOf([connectionOf({id: 'vpn-1', tunnels: ['UP', 'UNKNOWN']})])).says).toBe('unknown');
	expect(downVerdict(snapshotOf([])).says).toBe('unknown');
	// what is known to be DOWN is, whatever else is not known
	const hurt = snapshotOf([connectionOf({id: 'vpn-1', tunnels: ['DOWN']})], {places: failing.places});
	expect(downVerdict(hurt).says).toBe('down');
});

it('takes no alarm for what is being changed, and never calls it well, and leaves out what is deleted', () => {
	const busy = connectionOf({
		id: 'vpn-1',
		tunnels: ['DOWN', 'UP'],
		health: 'working',
		status: {phase: 'working', state: 'modifying'},
	});
	const deleted = connectionOf({id: 'vpn-2', tunnels: ['DOWN'], health: 'gone', status: {phase: 'gone'}});
	const all = snapshotOf([busy, deleted, connectionOf({id: 'vpn-3'})]);
	const verdict = downVerdict(all, 2 * minute);
	expect(verdict).toMatchObject({says: 'up', connections: 2, tunnels: {up: 3, all: 4}, unknown: []});
	expect(verdict.working.map(({status}) => status.id)).toEqual(['vpn-1']);
	// a change without end: DOWN for longer than was asked for
	expect(downVerdict(all, minute)).toMatchObject({says: 'unknown', unknown: [{status: {id: 'vpn-1'}}]});
	const isMade = connectionOf({id: 'vpn-4', tunnels: [], status: {phase: 'working', state: 'strange'}});
	expect(downVerdict(snapshotOf([isMade]), 60 * minute).says).toBe('unknown');
});

it('counts by the last look that found it otherwise where nothing can be kept: each new watch would begin anew', () => {
	const snapshot = down(seen(['UP', 30, 12], ['unseen', 12, 0], ['DOWN', 0, 0]));
	expect(downVerdict(snapshot, 5 * minute)).toMatchObject({says: 'up', notLong: [{since: ago(0)}]});
	const isNotKept = true;
	expect(downVerdict({...snapshot, isNotKept}, 5 * minute)).toMatchObject({says: 'down', down: [{since: ago(0)}]});
	expect(downVerdict({...snapshot, isNotKept}, 20 * minute).says).toBe('up');
});

it('is never up where a tunnel that is UP carries nothing: named, and counted once it is UP for so long', () => {
	const empty = (since: number) =>
		snapshotOf([
			connectionOf({
				id: 'vpn-1',
				health: 'impaired',
				tunnel: {acceptedRoutes: 0},
				history: {sinceFrom: 'cloud', since},
			}),
		]);
	expect(downVerdict(empty(ago(10)), 5 * minute)).toMatchObject({says: 'impaired', impaired: [{health: 'impaired'}]});
	// BGP may still be telling its routes
	const fresh = downVerdict(empty(ago(1)), 5 * minute);
	expect(fresh).toMatchObject({says: 'up', impaired: [], notLongImpaired: [{health: 'impaired'}]});
	expect(downVerdict(empty(ago(1))).says).toBe('impaired');
});
