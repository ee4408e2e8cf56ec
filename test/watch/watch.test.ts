import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ConnectionStatus, TunnelState} from '../../src/clouds/contract/cloud.ts';
import {defaultIntervals, startWatching, updateSnapshot, type WatchEvent} from '../../src/watch/update-snapshot.ts';
import {watch} from '../../src/watch/watch.ts';
import type {WatchSnapshot} from '../../src/watch/watch-snapshot.ts';
import {cloudError, MemoryCloud} from '../run/memory-cloud.ts';

function connection(states: readonly TunnelState[], phase: ConnectionStatus['phase'] = 'settled'): ConnectionStatus {
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		id: 'vpn-1',
		name: 'office',
		state: phase === 'working' ? 'pending' : 'available',
		phase,
		routing: 'bgp',
		tunnels: states.map((state, index) => ({key: `3.120.14.${index}`, state, raw: state, message: state})),
	};
}

const throttled = cloudError({code: 'RequestLimitExceeded', retryable: true}).info;
const offline = cloudError({kind: 'network', code: '', retryable: true}).info;

function stateAfter(...events: readonly WatchEvent[]) {
	return events.reduce(
		(state, event) => updateSnapshot(state, event, defaultIntervals),
		startWatching('aws', 'eu-central-1', 0),
	);
}

describe('what a watch shows', () => {
	it('keeps the last good answer and its age through errors', () => {
		const {snapshot} = stateAfter(
			{type: 'answered', at: 1000, connections: [connection(['UP', 'DOWN'])]},
			{type: 'failed', at: 5000, error: offline},
		);
		expect(snapshot.connections).toHaveLength(1);
		expect(snapshot.asOf).toBe(1000);
		expect(snapshot.error).toEqual(offline);
		expect(
			stateAfter({type: 'failed', at: 1, error: offline}, {type: 'answered', at: 2, connections: []}).snapshot.error,
		).toBeUndefined();
	});

	it('asks often while something is on its way and seldom when not', () => {
		const working = stateAfter({type: 'answered', at: 0, connections: [connection(['DOWN'], 'working')]});
		expect(working.snapshot.nextAt).toBe(2500);
		expect(stateAfter({type: 'answered', at: 0, connections: [connection(['UP'])]}).snapshot.nextAt).toBe(5000);
	});

	it('backs off while the cloud turns calls away, up to a limit, and recovers at once', () => {
		let state = startWatching('aws', 'eu-central-1', 0);
		const waits: number[] = [];
		for (let count = 0; count < 6; count += 1) {
			state = updateSnapshot(state, {type: 'failed', at: 0, error: throttled}, defaultIntervals);
			waits.push(state.snapshot.nextAt);
		}

		expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 120_000, 120_000]);
		const next = updateSnapshot(state, {type: 'answered', at: 0, connections: []}, defaultIntervals);
		expect(next.snapshot.nextAt).toBe(5000);
	});

	it('stays truthful however long and wild the watch', () => {
		const state = fc.constantFrom<TunnelState>('UP', 'DOWN', 'UNKNOWN');
		const event: fc.Arbitrary<WatchEvent> = fc.oneof(
			fc.record({type: fc.constant('asking' as const), at: fc.nat()}),
			fc.record({type: fc.constant('failed' as const), at: fc.nat(), error: fc.constantFrom(throttled, offline)}),
			fc
				.array(state, {maxLength: 3})
				.map(states => ({type: 'answered' as const, at: 5, connections: [connection(states)]})),
		);
		fc.assert(
			fc.property(fc.array(event, {minLength: 1, maxLength: 400}), events => {
				const {snapshot} = stateAfter(...events);
				const answer = events.findLast(candidate => candidate.type === 'answered');
				expect(snapshot.connections).toEqual(answer?.type === 'answered' ? answer.connections : []);
				const latest = events.findLast(candidate => candidate.type !== 'asking');
				expect(snapshot.error !== undefined).toBe(latest?.type === 'failed');
				expect(snapshot.polling).toBe(events.at(-1)?.type === 'asking');
			}),
		);
	});
});

describe('the loop', () => {
	/** Time that passes only in sleeps. */
	function clock() {
		const time = {now: 0, sleeps: [] as number[]};
		const sleep = async (ms: number, signal: AbortSignal) => {
			signal.throwIfAborted();
			time.sleeps.push(ms);
			time.now += ms;
		};
		return {time, options: {region: 'eu-central-1', now: () => time.now, sleep}};
	}

	it('costs one call a poll and waits between polls', async () => {
		const cloud = new MemoryCloud();
		cloud.statuses = Array.from({length: 50}, () => connection(['UP']));
		const {time, options} = clock();
		const stop = new AbortController();
		const seen: WatchSnapshot[] = [];
		for await (const snapshot of watch(cloud, {...options, signal: stop.signal})) {
			seen.push(snapshot);
			if (cloud.statusCalls === 3 && !snapshot.polling) stop.abort();
		}

		expect(cloud.statusCalls).toBe(3);
		expect(time.sleeps).toEqual([5000, 5000]);
		expect(seen.map(snapshot => snapshot.polling)).toEqual([true, false, true, false, true, false]);
	});

	it('goes on after a cloud error and ends with a bug', async () => {
		const cloud = new MemoryCloud();
		const errors = [cloudError({kind: 'network'}), new TypeError('our bug')];
		cloud.status = async () => {
			throw errors.shift();
		};
		const {options} = clock();
		const seen: (string | undefined)[] = [];
		const all = async () => {
			for await (const snapshot of watch(cloud, {...options, signal: new AbortController().signal}))
				seen.push(snapshot.error?.kind);
		};
		await expect(all()).rejects.toThrow('our bug');
		expect(seen).toEqual([undefined, 'network', 'network']);
	});
});
