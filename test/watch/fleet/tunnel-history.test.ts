import {describe, expect, it} from 'vitest';
import type {TunnelState} from '../../../src/clouds/contract/cloud.ts';
import type {TunnelHistory} from '../../../src/watch/fleet/fleet.ts';
import {countedAt, lookAt} from '../../../src/watch/fleet/tunnel-history.ts';
import {noon} from './world.ts';

/* What a user would lose: since when a tunnel is down, and how often it fell; or memory, to one that flaps for days. */

const second = 1000;
const hour = 3_600_000;

/** A tunnel that is looked at every ten seconds, or after `afterMs`, with what the cloud says of it. */
class Watched {
	at = noon;
	history: TunnelHistory | undefined;
	look(state: TunnelState, {since, afterMs = 10 * second}: {readonly since?: number; readonly afterMs?: number} = {}) {
		const before = this.history ? this.at : undefined;
		this.at += afterMs;
		const tunnel = {key: 't', state, raw: state, message: '', ...(since === undefined ? {} : {since})};
		const {history, turn} = lookAt(this.history, tunnel, {at: this.at, before, isGap: afterMs > 30 * second});
		this.history = history;
		return {history, turn};
	}
}

describe('since when a tunnel is as it is', () => {
	it('is what the cloud says, as soon as it does', () => {
		const watched = new Watched();
		expect(watched.look('UP').history).toMatchObject({since: watched.at, sinceFrom: 'found'});
		expect(watched.look('UP', {since: noon - hour}).history).toMatchObject({since: noon - hour, sinceFrom: 'cloud'});
		const {turn, history} = watched.look('DOWN', {since: watched.at + 4 * second});
		expect(turn).toEqual({at: watched.at - 6 * second, from: 'UP'});
		expect(history).toMatchObject({since: watched.at - 6 * second, sinceFrom: 'cloud'});
		expect(history.spells.at(-1)).toMatchObject({state: 'DOWN', from: watched.at - 6 * second});
	});

	it('is the cloud’s too where its news came late, but nothing is told as seen before it was', () => {
		const watched = new Watched();
		watched.look('UP');
		watched.look('UP');
		const fell = watched.at - 5 * second;
		const {turn, history} = watched.look('DOWN', {since: fell});
		expect(turn?.at).toBe(fell);
		expect(history.since).toBe(fell);
		expect(history.spells.at(-1)?.from).toBe(watched.at);
	});

	it('is when it was seen where the cloud’s time has nothing to do with it, or is still to come', () => {
		const watched = new Watched();
		watched.look('UP');
		watched.look('UP');
		expect(watched.look('DOWN', {since: noon - hour}).turn?.at).toBe(watched.at);
		const seen = {since: watched.at, sinceFrom: 'seen'};
		expect(watched.history).toMatchObject(seen);
		// it was seen UP after that time
		expect(watched.look('DOWN', {since: noon - hour}).history).toMatchObject(seen);
		const {turn, history} = watched.look('UP', {since: watched.at + hour});
		expect(turn?.at).toBe(watched.at);
		expect(history).toMatchObject({since: watched.at, sinceFrom: 'seen'});
	});

	it('is that time at least where it was found so, at the first look or after a while without any', () => {
		const watched = new Watched();
		expect(watched.look('DOWN').history).toMatchObject({since: watched.at, sinceFrom: 'found'});
		expect(watched.look('UP').history).toMatchObject({since: watched.at, sinceFrom: 'seen'});
		expect(watched.look('UP', {afterMs: hour}).history).toMatchObject({since: watched.at, sinceFrom: 'found'});
		expect(watched.look('DOWN', {afterMs: hour}).history).toMatchObject({since: watched.at, sinceFrom: 'found'});
	});

	it('goes on over a pause of less than a minute, as its strip does; not over a longer one, and not where it was another', () => {
		const watched = new Watched();
		watched.look('UP');
		const {since} = watched.look('DOWN').history;
		expect(watched.look('DOWN', {afterMs: 50 * second}).history).toMatchObject({since, sinceFrom: 'seen'});
		expect(watched.look('DOWN', {afterMs: 60 * second}).history.spells.map(({state}) => state)).toEqual(['UP', 'DOWN']);
		const after = watched.look('DOWN', {afterMs: 70 * second}).history;
		expect(after).toMatchObject({since: watched.at, sinceFrom: 'found'});
		expect(after.spells.map(({state}) => state)).toEqual(['UP', 'DOWN', 'unseen', 'DOWN']);
		expect(watched.look('UP', {afterMs: 50 * second}).turn).toMatchObject({unseen: true});
	});

	it('moves with the cloud’s time without a change being told of, where it is in the same state at each look', () => {
		const watched = new Watched();
		watched.look('UP', {since: noon - hour});
		const before = watched.look('UP', {since: noon - hour}).history;
		expect(watched.look('UP', {since: noon - hour}).history).toBe(before);
		const {turn, history} = watched.look('UP', {since: watched.at + second});
		expect(turn).toBeUndefined();
		expect(history.since).toBe(watched.at - 9 * second);
		expect(history.spells).toHaveLength(1);
	});

	it('is of now after a while without a look, and the cloud’s change of that while is told as unseen', () => {
		const watched = new Watched();
		watched.look('UP', {since: noon - hour});
		const {turn, history} = watched.look('UP', {since: noon + 60 * second, afterMs: 120 * second});
		expect(turn).toEqual({at: noon + 60 * second, from: 'UP', unseen: true});
		expect(history.spells.map(({state}) => state)).toEqual(['UP', 'unseen', 'UP']);
		expect(history.changesLastHour).toBe(0);
		// nothing has changed there by the cloud's word
		expect(watched.look('UP', {since: noon + 60 * second, afterMs: 120 * second}).turn).toBeUndefined();
	});
});

describe('the changes of the last hour', () => {
	it('are fewer as time goes on, and what was not known in between is none of them', () => {
		const watched = new Watched();
		for (const state of ['UP', 'DOWN', 'UNKNOWN', 'DOWN', 'UP'] as const) watched.look(state);
		expect(watched.history?.changesLastHour).toBe(2);
		const history = watched.look('UP').history;
		expect(countedAt(history, noon + hour)).toBe(history);
		expect(countedAt(history, noon + hour + 30 * second).changesLastHour).toBe(1);
		expect(countedAt(history, noon + 2 * hour).changesLastHour).toBe(0);
	});

	it('are all there of a tunnel that never rests, and its history stays bounded', () => {
		const watched = new Watched();
		for (let look = 0; look < 20_000; look += 1) watched.look(look % 2 === 0 ? 'UP' : 'DOWN', {afterMs: 2500});
		expect(watched.history?.changesLastHour).toBe(1440);
		expect(watched.history?.spells.length).toBeLessThanOrEqual(1500);
		const calm = new Watched();
		for (let look = 0; look < 3000; look += 1) calm.look(look % 2 === 0 ? 'UP' : 'DOWN', {afterMs: 31 * second});
		const oldest = calm.history?.spells[0]?.from ?? 0;
		expect(calm.at - oldest).toBeGreaterThanOrEqual(hour);
		expect(calm.history?.spells.length).toBeLessThanOrEqual(240);
	});
});
