import {afterEach, describe, expect, it, vi} from 'vitest';
import type {ConnectionStatus} from '../../../src/clouds/contract/cloud.ts';
import {ticksAt} from '../../../src/watch/fleet/ticks.ts';
import {watchPlaces} from '../../../src/watch/fleet/watch-places.ts';
import {connection, FakePlace, FakeTime, noon, Reading, refusal} from './world.ts';

/* What a user would lose: an outage that is told late, twice or not at all; an account that is locked out of its own API; an old answer that looks new. */

function fleetOf(time: FakeTime, places: readonly FakePlace[], signal: AbortSignal, speed?: number) {
	return watchPlaces({
		signal,
		questions: async () => places.map(place => place.question()),
		clock: time.clock,
		later: time.later,
		random: () => 0.5,
		ticks: ticksAt(speed),
	});
}

function watched(time: FakeTime, places: readonly FakePlace[], {speed}: {readonly speed?: number} = {}) {
	const stop = new AbortController();
	const fleet = fleetOf(time, places, stop.signal, speed);
	return {fleet, reading: new Reading(fleet), stop: () => stop.abort()};
}

const gaps = ({askedAt}: FakePlace) =>
	askedAt.slice(1).map((at, index) => Math.round((at - (askedAt[index] ?? 0)) / 100) / 10);

describe('what is told of a fleet', () => {
	it('begins with nothing, and says nothing of what nobody has answered yet', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading} = watched(time, [place]);
		await time.pass(0);
		expect(reading.snapshots[0]).toMatchObject({places: [], isFinding: true, connections: [], changes: []});
		await time.pass(1000);
		expect(reading.last.counts).toMatchObject({up: 1, down: 0});
		expect(reading.last.tunnels).toEqual({up: 2, all: 2});
		expect(reading.last.places).toMatchObject([{asOf: noon, connections: 1, isStale: false}]);
		expect(reading.news).toEqual([]);
	});

	it('tells each change once, and the health with it', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1'), connection('vpn-2')]);
		const {reading} = watched(time, [place]);
		await time.pass(12_000);
		place.connections = [connection('vpn-1', ['UP', 'DOWN']), connection('vpn-2')];
		await time.pass(12_000);
		place.connections = [connection('vpn-1', ['DOWN', 'DOWN']), connection('vpn-3')];
		await time.pass(60_000);
		expect(reading.news).toEqual([
			'vpn-1 tunnel 2 UP → DOWN',
			'vpn-1 up → degraded',
			'vpn-1 tunnel 1 UP → DOWN',
			'vpn-1 degraded → down',
			'vpn-3 appeared',
			'vpn-2 gone',
		]);
		expect(reading.last.counts).toMatchObject({down: 1, up: 1, degraded: 0});
		const down = reading.last.connections.find(({status}) => status.id === 'vpn-1');
		expect(down).toMatchObject({health: 'down', trouble: 'both tunnels DOWN: IPSEC IS DOWN'});
		expect(down?.history[0]).toMatchObject({changesLastHour: 1, sinceFrom: 'seen'});
	});

	it('keeps the object of what did not change, and the list where nothing did', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1'), connection('vpn-2')]);
		const {reading} = watched(time, [place]);
		await time.pass(1000);
		const first = reading.last;
		await time.pass(30_000);
		expect(reading.last.version).toBeGreaterThan(first.version);
		expect(reading.last.connections).toBe(first.connections);
		place.connections = [connection('vpn-1', ['DOWN', 'UP']), connection('vpn-2')];
		await time.pass(12_000);
		expect(reading.last.connections[0]).not.toBe(first.connections[0]);
		expect(reading.last.connections[1]).toBe(first.connections[1]);
	});

	it('lets one region fail by itself, keeps its last answer, and marks it once it is old', async () => {
		const time = new FakeTime();
		const [good, bad] = [
			new FakePlace(time, [connection('vpn-1')], 'aws eu-central-1'),
			new FakePlace(time, [connection('vpn-2')], 'aws eu-west-1'),
		];
		const {reading} = watched(time, [good, bad]);
		await time.pass(1000);
		bad.failure = refusal({kind: 'network', code: 'ECONNRESET'});
		await time.pass(20_000);
		const states = () => Object.fromEntries(reading.last.places.map(state => [state.place.key, state]));
		expect(states()['aws eu-west-1']).toMatchObject({asOf: noon, failures: 2, isStale: false, connections: 1});
		expect(reading.last.connections).toHaveLength(2);
		await time.pass(40_000);
		expect(states()['aws eu-west-1']).toMatchObject({asOf: noon, isStale: true});
		expect(states()['aws eu-central-1']).toMatchObject({isStale: false, error: undefined});
		bad.failure = undefined;
		await time.pass(12_000);
		expect(states()['aws eu-west-1']).toMatchObject({isStale: false, failures: 0, error: undefined});
		expect(reading.news).toEqual([]);
	});

	it('ends with a bug of ours, and with the last reader', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading, fleet} = watched(time, [place]);
		place.failure = new TypeError('a bug');
		await time.pass(1000);
		expect(reading.end).toMatchObject({error: place.failure});
		expect(time.timers).toBe(0);
		const other = watched(time, [new FakePlace(time)]);
		const iterator = other.fleet[Symbol.asyncIterator]();
		await iterator.next();
		other.stop();
		await time.pass(1000);
		expect(other.reading.end).toBe('done');
		expect(await iterator.next()).toMatchObject({done: true});
		expect(time.timers).toBe(0);
		expect(fleet).toBeDefined();
	});
});

describe('how often a cloud is asked', () => {
	it('is every ten seconds while all is calm, quicker for a minute after a change, and rarely where nothing stands', async () => {
		const time = new FakeTime();
		const [calm, empty] = [new FakePlace(time, [connection('vpn-1')]), new FakePlace(time, [], 'aws eu-west-1')];
		watched(time, [calm, empty]);
		await time.pass(60_500);
		expect(gaps(calm)).toEqual([10.1, 10.1, 10.1, 10.1, 10.1, 10.1].map(gap => expect.closeTo(gap, 0)));
		expect(gaps(empty)).toEqual([expect.closeTo(60, 0)]);
		const before = calm.askedAt.length;
		calm.connections = [connection('vpn-1', ['DOWN', 'UP'])];
		await time.pass(150_000);
		const quick = gaps(calm).slice(before);
		expect(quick.filter(gap => gap < 3).length).toBeGreaterThanOrEqual(23);
		expect(quick.at(-1)).toBeCloseTo(10, 0);
	});

	it('is quicker while the cloud is at work', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1', ['DOWN', 'DOWN'], {state: 'pending', phase: 'working'})]);
		watched(time, [place]);
		await time.pass(26_000);
		expect(place.askedAt.length).toBe(11);
	});

	it('is ever less often while it turns calls away, says when, and comes back step by step', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading, fleet} = watched(time, [place]);
		await time.pass(1000);
		place.failure = refusal();
		await time.pass(220_000);
		expect(gaps(place).slice(1)).toEqual([20.1, 40, 80.1].map(gap => expect.closeTo(gap, 0)));
		const [state] = reading.last.places;
		expect(state).toMatchObject({isThrottled: true, isStale: true, failures: 4});
		// pressing a key does not help against a cloud that turns calls away
		fleet.askNow();
		const asked = place.askedAt.length;
		await time.pass(2000);
		expect(place.askedAt.length).toBe(asked);
		expect(state?.nextAt).toBeGreaterThan(time.wall);
		place.failure = undefined;
		await time.pass((state?.nextAt ?? 0) - time.wall + 500);
		expect(place.askedAt.length).toBe(asked + 1);
		expect(reading.last.places[0]).toMatchObject({isStale: false, isThrottled: true, error: undefined});
		await time.pass(200_000);
		expect(reading.last.places[0]).toMatchObject({isThrottled: false});
	});

	it('does not send 200 questions of one account at once', async () => {
		const time = new FakeTime();
		const regions = Array.from({length: 200}, (_, index) => {
			const place = new FakePlace(time, [connection(`vpn-${index}`)], `tencent region-${index}`);
			const limit = {key: 'tencent account', perSecond: 5};
			return Object.assign(place, {
				question: () => ({place: place.asked.place, find: async () => [{...place.asked, limit}]}),
			});
		});
		const {reading} = watched(time, regions);
		await time.pass(60_000);
		const asked = regions.flatMap(({askedAt}) => askedAt).sort((one, other) => one - other);
		for (const at of asked)
			expect(asked.filter(other => other >= at && other < at + 1000).length).toBeLessThanOrEqual(10);
		expect(regions.every(({askedAt}) => askedAt.length > 0)).toBe(true);
		expect(reading.last.counts.up).toBe(200);
	});

	it('is at once where somebody asks, but not with each press of the key; routes are read anew then', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {fleet} = watched(time, [place]);
		await time.pass(5000);
		for (let press = 0; press < 20; press += 1) {
			fleet.askNow();
			await time.pass(100);
		}

		expect(place.askedAt.length).toBeLessThanOrEqual(4);
		expect(place.askedAt.length).toBeGreaterThanOrEqual(3);
		expect(place.oldRoutes.slice(0, 2)).toEqual([0, 0]);
		await time.pass(30_000);
		expect(place.oldRoutes.at(-1)).toBeGreaterThan(0);
	});

	it('is never while it is paused, and the pause is a time in which nobody looked', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading, fleet} = watched(time, [place]);
		await time.pass(5000);
		fleet.pause();
		await time.pass(300_000);
		expect(place.askedAt.length).toBe(1);
		expect(reading.last).toMatchObject({isPaused: true, places: [{isStale: true}]});
		place.connections = [connection('vpn-1', ['DOWN', 'UP'])];
		fleet.resume();
		await time.pass(1000);
		expect(reading.last).toMatchObject({isPaused: false, places: [{isStale: false}]});
		expect(reading.news).toEqual(['vpn-1 tunnel 1 UP → DOWN unseen', 'vpn-1 up → degraded']);
		const [down, up] = reading.last.connections[0]?.history ?? [];
		expect(down?.spells.map(({state}) => state)).toEqual(['UP', 'unseen', 'DOWN']);
		// it is UP again, or still: since when is not known further back than now
		expect(up?.spells.map(({state}) => state)).toEqual(['UP', 'unseen', 'UP']);
		expect(up?.since).toBeGreaterThanOrEqual(noon + 300_000);
	});

	it('leaves a reader that does not pull with the newest snapshot alone, and makes no more than four a second', async () => {
		const time = new FakeTime();
		const regions = Array.from(
			{length: 40},
			(_, index) => new FakePlace(time, [connection(`vpn-${index}`)], `aws r-${index}`),
		);
		const {reading} = watched(time, regions, {speed: 100});
		await time.pass(10_000);
		expect(reading.snapshots.length).toBeLessThanOrEqual(42);
		expect(reading.snapshots.length).toBeGreaterThan(30);
		const slow = fleetOf(time, regions.slice(0, 1), new AbortController().signal)[Symbol.asyncIterator]();
		await slow.next();
		await time.pass(60_000);
		const next = await slow.next();
		expect(next.value).toMatchObject({places: [{polling: false, asOf: expect.closeTo(time.wall, -5)}]});
		expect(next.done === true ? 0 : next.value.version).toBe(2);
	});
});

describe('a clock that can’t be relied on', () => {
	const hour = 3_600_000;

	it('that stood still while the machine slept: all is doubted, asked at once, and its age is true', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading} = watched(time, [place]);
		await time.pass(15_000);
		place.takesMs = 3000;
		time.sleep(hour);
		await time.pass(1500);
		expect(reading.last.clock).toMatchObject({kind: 'slept', ms: expect.closeTo(hour, -4)});
		expect(reading.last.places).toMatchObject([{isStale: true, polling: true}]);
		expect(reading.last.at - (reading.last.places[0]?.asOf ?? 0)).toBeGreaterThan(hour);
		await time.pass(4000);
		expect(reading.last.clock).toBeUndefined();
		expect(reading.last.places).toMatchObject([{isStale: false}]);
		expect(reading.last.connections[0]?.history[0]?.spells.map(({state}) => state)).toEqual(['UP', 'unseen', 'UP']);
	});

	it.each([
		['slept', (time: FakeTime) => time.stop(60_000)],
		['slept', (time: FakeTime) => time.withoutBootTime().sleep(60_000)],
		['clock set forward', (time: FakeTime) => time.set(hour)],
		['clock set back', (time: FakeTime) => time.set(-hour)],
	] as const)('is told: %s', async (kind, happen) => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading} = watched(time, [place]);
		await time.pass(15_000);
		const asked = place.askedAt.at(-1) ?? 0;
		place.takesMs = 3000;
		happen(time);
		await time.pass(1500);
		expect(reading.last.clock?.kind).toBe(kind);
		const [state] = reading.last.places;
		expect(state).toMatchObject({isStale: true, polling: true});
		const truth = time.true - asked - (time.wall - reading.last.at);
		expect(reading.last.at - (state?.asOf ?? 0)).toBeGreaterThanOrEqual(truth - 5);
		await time.pass(4000);
		expect(reading.last.clock).toBeUndefined();
		expect(reading.last.places[0]?.isStale).toBe(false);
	});
});

describe('ten thousand connections', () => {
	afterEach(() => vi.restoreAllMocks());

	it('cost a tick what changed, and nothing where nothing did', async () => {
		const time = new FakeTime();
		const regions = Array.from({length: 40}, (_, region) => {
			const those = Array.from({length: 250}, (__, index) => connection(`vpn-${region}-${index}`));
			return new FakePlace(time, those, `aws region-${region}`);
		});
		const {reading} = watched(time, regions);
		await time.pass(9000);
		const before = reading.last;
		expect(before.counts.up).toBe(10_000);
		// the answers themselves are made anew by the played clouds, before they are counted
		const make = globalThis.structuredClone;
		const kept = vi.spyOn(globalThis, 'structuredClone').mockImplementation(make);
		const answers = () => regions.reduce((sum, {askedAt}) => sum + askedAt.length, 0);
		const boots = vi.spyOn(time.clock, 'booted');
		const asked = answers();
		await time.pass(12_000);
		const quiet = answers() - asked;
		expect(quiet).toBeGreaterThanOrEqual(40);
		expect(kept).toHaveBeenCalledTimes(quiet);
		// the system is asked for its clocks once for answers that come together
		expect(boots.mock.calls.length).toBeLessThan(quiet);
		expect(reading.last.connections).toBe(before.connections);
		expect(reading.last.counts).toBe(before.counts);
		for (const region of regions)
			region.connections = region.connections.map((each, index) =>
				index % 100 === 0 ? {...each, tunnels: connection(each.id, ['UP', 'DOWN']).tunnels} : each,
			);
		kept.mockClear();
		const then = answers();
		await time.pass(12_000);
		const changed = reading.last.connections.filter((each, index) => each !== before.connections[index]);
		expect(changed).toHaveLength(120);
		expect(kept).toHaveBeenCalledTimes(answers() - then + 120);
		expect(reading.last.counts).toMatchObject({up: 9880, degraded: 120});
		const unchanged = reading.last.connections.find(({status}) => status.id === 'vpn-0-1');
		expect(unchanged).toBe(before.connections[1]);
	});
});

describe('the clouds’ own maintenance', () => {
	/** A place whose cloud tells of maintenance, and which connections were asked for, in their order. */
	function maintained(time: FakeTime, connections: readonly ConnectionStatus[]) {
		const asked: string[] = [];
		const place = new FakePlace(time, connections);
		const answer: {fails?: Error; pending: string} = {pending: 'Available'};
		const maintenance = async (id: string) => {
			asked.push(id);
			if (answer.fails) throw answer.fails;
			return [{key: '3.120.14.2', pending: answer.pending}];
		};
		const plain = place.question();
		const question = () => ({...plain, find: async () => [{...place.asked, maintenance}]});
		return {place: Object.assign(place, {question}), asked, answer};
	}

	it('comes with the tunnels, hourly, those with trouble first', async () => {
		const time = new FakeTime();
		const {place, asked, answer} = maintained(time, [connection('vpn-1'), connection('vpn-2', ['DOWN', 'DOWN'])]);
		const {reading} = watched(time, [place]);
		await time.pass(10_000);
		expect(asked).toEqual([]);
		await time.pass(60_000);
		expect(asked).toEqual(['vpn-2', 'vpn-1']);
		const told = () =>
			reading.last.connections.map(({status}) => status.tunnels.map(({maintenance}) => maintenance?.pending));
		expect(told()).toEqual([
			[undefined, 'Available'],
			[undefined, 'Available'],
		]);
		const before = reading.last.connections;
		await time.pass(60_000);
		expect(reading.last.connections).toBe(before);
		answer.pending = '';
		await time.pass(3_600_000);
		expect(asked).toHaveLength(4);
		expect(told()[0]).toEqual([undefined, '']);
		expect(reading.news).toEqual([]);
	});

	it('is asked of fifty connections in an hour, however many there are', async () => {
		const time = new FakeTime();
		const {place, asked} = maintained(
			time,
			Array.from({length: 300}, (_, index) => connection(`vpn-${index}`)),
		);
		watched(time, [place]);
		await time.pass(3_500_000);
		expect(asked).toHaveLength(50);
	});

	it('that is refused is not asked for again within the hour, and hides nothing', async () => {
		const time = new FakeTime();
		const {place, asked, answer} = maintained(time, [connection('vpn-1'), connection('vpn-2')]);
		answer.fails = refusal({code: 'UnauthorizedOperation', retryable: false});
		const {reading} = watched(time, [place]);
		await time.pass(1_800_000);
		expect(asked).toEqual(['vpn-1']);
		expect(reading.last.counts.up).toBe(2);
		expect(reading.end).toBeUndefined();
	});
});

describe('the gateways of a place', () => {
	const gateways = (reading: Reading) => reading.last.places[0]?.gateways;

	it('have an age of their own: that of the question they came with, until they are read again', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading} = watched(time, [place]);
		await time.pass(1000);
		// nothing hangs on one
		expect(reading.last.places[0]).not.toHaveProperty('gateways');
		place.gateways = {reads: 0};
		await time.pass(10_000);
		expect(gateways(reading)).toEqual({asOf: undefined, error: undefined});
		place.gateways = {reads: 1, ageMs: 0};
		await time.pass(10_000);
		const first = gateways(reading)?.asOf;
		expect(first).toBe(noon + (place.askedAt.at(-1) ?? 0));
		await time.pass(60_000);
		expect(gateways(reading)?.asOf).toBe(first);
		place.gateways = {reads: 2, ageMs: 4000};
		await time.pass(10_000);
		const newer = gateways(reading)?.asOf ?? 0;
		expect(newer).toBeGreaterThan(first ?? 0);
		// it was on its way for a while: not younger than it says
		expect(newer).toBeLessThan(noon + (place.askedAt.at(-1) ?? 0) - 3000);
	});

	it('that can’t be read say why, and what was known keeps its age', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		place.gateways = {reads: 1, ageMs: 0};
		const {reading} = watched(time, [place]);
		await time.pass(1000);
		const {asOf} = gateways(reading) ?? {};
		const error = refusal({code: 'UnauthorizedOperation', retryable: false}).info;
		place.gateways = {reads: 1, ageMs: 20_000, error};
		await time.pass(20_000);
		expect(gateways(reading)).toEqual({asOf, error});
		expect(reading.last.places[0]).toMatchObject({error: undefined, isStale: false});
		place.gateways = {reads: 2, ageMs: 0};
		await time.pass(20_000);
		expect(gateways(reading)).toEqual({asOf: expect.any(Number), error: undefined});
	});

	it('of a reading before this watch no age is known: the machine may have slept since', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const error = refusal().info;
		place.gateways = {reads: 7, ageMs: 1000, error};
		const {reading} = watched(time, [place]);
		await time.pass(1000);
		expect(gateways(reading)).toEqual({asOf: undefined, error});
	});

	it('are read anew after a sleep, which their own clock does not count', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const {reading} = watched(time, [place]);
		await time.pass(25_000);
		expect(place.oldRoutes.slice(1)).not.toContain(0);
		const before = place.oldRoutes.length;
		time.sleep(3_600_000);
		await time.pass(3000);
		expect(reading.last.clock?.kind ?? 'over').toMatch(/slept|over/);
		expect(place.oldRoutes.slice(before)).toContain(0);
	});
});
