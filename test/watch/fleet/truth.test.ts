import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {ConnectionStatus, TunnelState} from '../../../src/clouds/contract/cloud.ts';
import {
	type Fleet,
	type FleetChange,
	type FleetConnection,
	type FleetSnapshot,
	type Health,
	healthOrder,
	type PlaceState,
} from '../../../src/watch/fleet/fleet.ts';
import {watchPlaces} from '../../../src/watch/fleet/watch-places.ts';
import {HistoryFolder} from '../../../src/watch/history/history-folder.ts';
import {connection, FakePlace, FakeTime, Reading, refusal, settled} from './world.ts';

/*
 * What a user would lose: the trust in the screen. Whatever happens to the clouds, the network, the machine, its clock and the terminal, each snapshot shows what the
 * cloud said at the time that it names, no younger than it is; nothing is in its state for longer than it was seen; and each change is told once.
 */

type Step =
	| {readonly do: 'pass' | 'sleep' | 'stop' | 'set'; readonly ms: number}
	| {
			readonly do: 'flip';
			readonly place: number;
			readonly which: number;
			readonly tunnel: number;
			readonly to: TunnelState;
	  }
	| {readonly do: 'appear' | 'vanish' | 'fail' | 'throttle' | 'heal'; readonly place: number}
	| {readonly do: 'slow'; readonly place: number; readonly ms: number}
	| {readonly do: 'pause' | 'resume' | 'ask now'}
	| {readonly do: 'restart'; readonly ms: number};

const place = fc.nat({max: 2});
const ms = (min: number, max: number) => fc.integer({min, max});
const step = fc.oneof(
	{weight: 6, arbitrary: fc.record({do: fc.constant('pass' as const), ms: ms(100, 90_000)})},
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('flip' as const),
			place,
			which: fc.nat({max: 3}),
			tunnel: fc.nat({max: 1}),
			to: fc.constantFrom<TunnelState>('UP', 'DOWN', 'UNKNOWN'),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({do: fc.constantFrom('appear' as const, 'vanish', 'fail', 'throttle', 'heal', 'heal'), place}),
	},
	{weight: 1, arbitrary: fc.record({do: fc.constant('slow' as const), place, ms: ms(0, 8000)})},
	{weight: 1, arbitrary: fc.record({do: fc.constantFrom('pause' as const, 'resume', 'resume', 'ask now')})},
	{weight: 1, arbitrary: fc.record({do: fc.constant('sleep' as const), ms: ms(3000, 7_200_000)})},
	{weight: 1, arbitrary: fc.record({do: fc.constant('stop' as const), ms: ms(100, 600_000)})},
	{
		weight: 1,
		arbitrary: fc.record({do: fc.constant('set' as const), ms: fc.oneof(ms(3000, 7_200_000), ms(-7_200_000, -3000))}),
	},
	{weight: 1, arbitrary: fc.record({do: fc.constant('restart' as const), ms: ms(0, 600_000)})},
) satisfies fc.Arbitrary<Step>;

/** The coarsest of the clocks is one of whole seconds. */
const coarseMs = 2000;
/** Longer than three ticks, and what a question may take: nobody looked then. */
/** Over a pause of this length a state goes on that was so before and after (docs/watching.md). */
const shortPauseMs = 60_000;
const longestGapMs = 30_000 + 8000 + 1000;

class Play {
	readonly time = new FakeTime();
	readonly places = [0, 1, 2].map(index => new FakePlace(this.time, [], `aws region-${index}`));
	readonly #folder: string;
	#made = 0;
	#fleet: Fleet | undefined;
	#stop = new AbortController();
	#reading: Reading | undefined;
	/** How many good answers each place had before this session. */
	#looksBefore: readonly number[] = [0, 0, 0];

	constructor(folder: string) {
		this.#folder = folder;
		for (const each of this.places) each.connections = [this.#fresh(each), this.#fresh(each)];
		this.#begin();
	}

	async do(one: Step): Promise<void> {
		const at = 'place' in one ? this.places[one.place] : undefined;
		if (one.do === 'pass') await this.time.pass(one.ms);
		else if (one.do === 'sleep') this.time.sleep(one.ms);
		else if (one.do === 'stop') this.time.stop(one.ms);
		else if (one.do === 'set') this.time.set(one.ms);
		else if (one.do === 'pause') this.#fleet?.pause();
		else if (one.do === 'resume') this.#fleet?.resume();
		else if (one.do === 'ask now') this.#fleet?.askNow();
		else if (one.do === 'restart') {
			await this.end();
			this.time.stop(one.ms);
			this.#begin();
		} else if (!at) return;
		else if (one.do === 'appear') at.connections = [...at.connections, this.#fresh(at)];
		else if (one.do === 'vanish') at.connections = at.connections.slice(1);
		else if (one.do === 'fail') at.failure = refusal({kind: 'network', code: 'ECONNRESET'});
		else if (one.do === 'throttle') at.failure = refusal();
		else if (one.do === 'heal') at.failure = undefined;
		else if (one.do === 'slow') at.takesMs = one.ms;
		else if (one.do === 'flip')
			at.connections = at.connections.map((each, index) =>
				index === one.which ? flipped(each, one.tunnel, one.to) : each,
			);
	}

	/** The session ends as by Ctrl-C; what it told is compared with what there was to tell. */
	async end(): Promise<void> {
		// what is under way comes, and is read
		this.#fleet?.pause();
		await this.time.pass(9000);
		this.#stop.abort();
		await settled();
		const end = this.#reading?.end;
		if (typeof end === 'object') throw end.error;
		expect(end).toBe('done');
		const told = new Map(
			(this.#reading?.snapshots ?? []).flatMap(({changes}) => changes).map(change => [change.number, change]),
		);
		const news = [...told.values()].filter(({number}) => number > 0).sort((one, other) => one.number - other.number);
		expect(news.map(({number}) => number)).toEqual(news.map((_, index) => index + 1));
		for (const [index, each] of this.places.entries()) {
			const expected = turnsOf(each, this.#looksBefore[index] ?? 0);
			const ofPlace = news.filter(change => change.place.key === each.key);
			expect(ofPlace.flatMap(tunnelTurn)).toEqual(expected);
		}

		this.#looksBefore = this.places.map(({looks}) => looks.length);
	}

	#begin(): void {
		this.#stop = new AbortController();
		this.#fleet = watchPlaces({
			signal: this.#stop.signal,
			questions: async () => this.places.map(each => each.question()),
			history: () => new HistoryFolder(this.#folder, this.time.wall),
			clock: this.time.clock,
			later: this.time.later,
			random: () => 0.5,
		});
		this.#reading = new Reading(this.#fleet, snapshot => this.#judge(snapshot));
	}

	#fresh({key}: FakePlace): ConnectionStatus {
		this.#made += 1;
		return connection(`vpn-${this.#made}`, ['UP', 'DOWN'], {region: key.split(' ')[1] ?? ''});
	}

	#judge(snapshot: FleetSnapshot): void {
		const {connections, counts, tunnels, places} = snapshot;
		must(
			Math.abs(snapshot.at - this.time.wall) < 2,
			`a snapshot is of its time, and not ${snapshot.at - this.time.wall} off`,
		);
		const counted: Partial<Record<Health, number>> = {};
		for (const {health} of connections) counted[health] = (counted[health] ?? 0) + 1;
		for (const health of healthOrder) must(counts[health] === (counted[health] ?? 0), `the count of ${health}`);
		const all = connections.flatMap(({status}) => status.tunnels);
		must(tunnels.all === all.length, 'the count of tunnels');
		must(tunnels.up === all.filter(({state}) => state === 'UP').length, 'the count of tunnels that are UP');
		const known = new Set(places.map(({place: {key}}) => key));
		must(
			connections.every(({place: {key}}) => known.has(key)),
			'each connection has its place',
		);
		for (const state of places) this.#judgePlace(snapshot, state);
	}

	#judgePlace(snapshot: FleetSnapshot, state: PlaceState): void {
		const shown = snapshot.connections.filter(({place: {key}}) => key === state.place.key);
		const from = this.places.find(({key}) => key === state.place.key);
		must(shown.length === state.connections, 'the count of a place');
		if (!from || state.asOf === undefined) {
			must(shown.length === 0, 'nothing is told before the first answer');
			return;
		}

		const age = snapshot.at - state.asOf;
		// an answer may have come that is not told yet: that one is younger
		const look = from.looks.findLast(({askedAt}) => age >= this.time.true - askedAt - coarseMs);
		if (!look) throw new Error(`an age of ${age} is smaller than the truth`);
		must(age < this.time.true - look.askedAt + coarseMs, `an age of ${age} is of some answer`);
		must(
			isDeepStrictEqual(
				shown.map(({status}) => status),
				look.answer,
			),
			'what is shown is what the cloud said then',
		);
		must(age <= longestGapMs || shown.length === 0 || state.isStale, `an age of ${age} is marked`);
		for (const each of shown) this.#judgeHistory(from, look.askedAt, each, snapshot.at);
	}

	#judgeHistory(from: FakePlace, until: number, {status, history}: FleetConnection, at: number): void {
		for (const [index, {since = 0, spells, sinceFrom}] of history.entries()) {
			must(sinceFrom !== 'cloud', 'this cloud tells no times');
			must(spells.at(-1)?.state === status.tunnels[index]?.state, 'the last spell is that of now');
			for (const [number, spell] of spells.entries()) {
				must(spell.to >= spell.from, 'a spell ends after it began');
				must(number === 0 || spell.from === spells[number - 1]?.to, 'nothing lies between two spells');
			}

			this.#judgeSince(from, until, status, index, at - since);
		}
	}

	/** Every look of that time saw it so, and there was no long while without one. */
	#judgeSince(from: FakePlace, until: number, {id, tunnels}: ConnectionStatus, index: number, forMs: number): void {
		let before = this.time.true - forMs + coarseMs;
		const first = from.looks.findIndex(({askedAt}) => askedAt >= before);
		for (const look of first < 0 ? [] : from.looks.slice(first)) {
			if (look.askedAt > until) break;
			const state = look.answer.find(each => each.id === id)?.tunnels[index]?.state;
			must(state === tunnels[index]?.state, `${id} was ${state} within the ${forMs} ms that it is said to be as it is`);
			must(
				look.askedAt - before <= Math.max(longestGapMs, shortPauseMs),
				`nobody looked at ${id} for a while in the ${forMs} ms it is said to be as it is`,
			);
			before = look.askedAt;
		}
	}
}

function must(isSo: boolean, what: string): void {
	if (!isSo) throw new Error(`not so: ${what}`);
}

function flipped(status: ConnectionStatus, tunnel: number, to: TunnelState): ConnectionStatus {
	const tunnels = status.tunnels.map((each, index) => (index === tunnel ? {...each, state: to, raw: to} : each));
	return {...status, tunnels};
}

/** What there was to tell of tunnels: each look against the last one that had the connection. */
function turnsOf({looks}: FakePlace, from: number): readonly string[] {
	const known = new Map<string, ConnectionStatus>();
	return looks.flatMap(({answer}, at) =>
		answer.flatMap(status => {
			const before = known.get(status.id);
			known.set(status.id, status);
			return status.tunnels.flatMap(({state}, index) => {
				const was = before?.tunnels[index]?.state;
				return at >= from && was !== undefined && was !== state ? [`${status.id} ${index + 1} ${was} ${state}`] : [];
			});
		}),
	);
}

function tunnelTurn({id, what}: FleetChange): readonly string[] {
	// one that goes back to its old state while nobody looks is no change of states
	return what.kind === 'tunnel' && what.from !== what.to ? [`${id} ${what.number} ${what.from} ${what.to}`] : [];
}

it('is what every snapshot tells, whatever happens', {timeout: 60_000}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 25}), async steps => {
			const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
			try {
				const play = new Play(folder);
				await settled();
				for (const one of steps) {
					await play.do(one);
					await settled();
				}

				await play.do({do: 'pass', ms: 5000});
				await play.end();
			} finally {
				rmSync(folder, {recursive: true, force: true});
			}
		}),
		{numRuns: 60, interruptAfterTimeLimit: 40_000},
	);
});
