import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {TunnelHistory} from '../../../src/watch/fleet/fleet.ts';
import {watchPlaces} from '../../../src/watch/fleet/watch-places.ts';
import {HistoryFolder} from '../../../src/watch/history/history-folder.ts';
import {connection, FakePlace, FakeTime, Reading, settled} from '../fleet/world.ts';

/* What a user would lose: since when a tunnel is down, after the terminal was closed; or what another terminal has seen. */

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function watched(time: FakeTime, ...places: readonly FakePlace[]) {
	const stop = new AbortController();
	const fleet = watchPlaces({
		signal: stop.signal,
		questions: async () => places.map(place => place.question()),
		history: () => new HistoryFolder(folder, time.wall),
		clock: time.clock,
		later: time.later,
		random: () => 0.5,
	});
	const reading = new Reading(fleet);
	return {
		reading,
		async stop() {
			stop.abort();
			await settled();
		},
	};
}

const states = (history: TunnelHistory | undefined) => history?.spells.map(({state}) => state);
const file = () => join(folder, 'aws.123456789012.eu-central-1.json');
const minute = 60_000;

describe('the history of tunnels', () => {
	it('goes on after a restart, with the time between as one in which nobody looked', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const first = watched(time, place);
		await time.pass(5 * minute);
		place.connections = [connection('vpn-1', ['UP', 'DOWN'])];
		await time.pass(5 * minute);
		await first.stop();
		const stopped = time.wall;
		time.stop(20 * minute);
		place.connections = [connection('vpn-1', ['DOWN', 'DOWN'])];
		const {reading} = watched(time, place);
		await time.pass(1000);
		const [one, two] = reading.last.connections[0]?.history ?? [];
		expect(states(one)).toEqual(['UP', 'unseen', 'DOWN']);
		expect(states(two)).toEqual(['UP', 'DOWN', 'unseen', 'DOWN']);
		expect(two?.changesLastHour).toBe(1);
		expect(one?.spells[1]?.from).toBeGreaterThan(stopped - 15_000);
		expect(reading.news).toEqual([
			'vpn-1 tunnel 2 UP → DOWN',
			'vpn-1 up → degraded',
			'vpn-1 tunnel 1 UP → DOWN unseen',
		]);
		// what was told before is no news
		expect(reading.last.changes.filter(({number}) => number > 0)).toHaveLength(1);
	});

	it('goes on as if nothing had been where the restart is quick', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const first = watched(time, place);
		await time.pass(5 * minute);
		await first.stop();
		const {reading} = watched(time, place);
		await time.pass(1000);
		const [tunnel] = reading.last.connections[0]?.history ?? [];
		expect(states(tunnel)).toEqual(['UP']);
		expect(time.wall - (tunnel?.since ?? time.wall)).toBeGreaterThan(4 * minute);
	});

	it('tells of a change that the cloud says was meanwhile, when it was', async () => {
		const time = new FakeTime();
		const since = (at: number) =>
			connection('vpn-1', ['UP'], {
				tunnels: [{key: '3.120.14.1', state: 'UP', raw: 'UP', message: '', since: at}],
			});
		const place = new FakePlace(time, [since(time.wall - minute)]);
		const first = watched(time, place);
		await time.pass(minute);
		await first.stop();
		time.stop(20 * minute);
		const fell = time.wall - 5 * minute;
		place.connections = [since(fell)];
		const {reading} = watched(time, place);
		await time.pass(1000);
		expect(reading.news).toEqual(['vpn-1 tunnel 1 UP → UP unseen']);
		expect(reading.last.changes[0]?.at).toBe(fell);
		expect(reading.last.connections[0]?.history[0]).toMatchObject({since: fell, sinceFrom: 'cloud'});
	});

	it('of two that watch at once is kept of both, and what only one of them watches too', async () => {
		const time = new FakeTime();
		const [wide, narrow] = [
			new FakePlace(time, [connection('vpn-1'), connection('vpn-2')]),
			new FakePlace(time, [connection('vpn-1')]),
		];
		const [one, other] = [watched(time, wide), watched(time, narrow)];
		await time.pass(5 * minute);
		wide.connections = [connection('vpn-1', ['UP', 'DOWN']), connection('vpn-2', ['DOWN', 'DOWN'])];
		narrow.connections = wide.connections.slice(0, 1);
		await time.pass(5 * minute);
		await one.stop();
		await time.pass(5 * minute);
		await other.stop();
		const last = watched(time, wide);
		await time.pass(1000);
		const [first, second] = last.reading.last.connections;
		expect(states(first?.history[1])).toEqual(['UP', 'DOWN']);
		expect(states(second?.history[0])).toEqual(['UP', 'DOWN', 'unseen', 'DOWN']);
		expect(last.reading.news.filter(news => news === 'vpn-1 tunnel 2 UP → DOWN')).toHaveLength(1);
		expect(last.reading.news).toContain('vpn-2 up → down');
	});

	it('waits for another process that writes it at that moment, but not for ever', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		const first = watched(time, place);
		await time.pass(5000);
		// process 1 is alive as long as the machine is
		writeFileSync(`${file()}.lock`, JSON.stringify({pid: 1, host: hostname(), purpose: 'history'}));
		await first.stop();
		expect(readdirSync(folder)).toEqual(['aws.123456789012.eu-central-1.json.lock']);
		const second = watched(time, place);
		await time.pass(16 * minute);
		expect(readdirSync(folder)).toHaveLength(1);
		rmSync(`${file()}.lock`);
		await time.pass(2000);
		expect(readdirSync(folder)).toEqual(['aws.123456789012.eu-central-1.json']);
		await second.stop();
	});

	it('is its owner’s alone, and survives the loss of the process', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		watched(time, place);
		await time.pass(6 * minute);
		// nobody has stopped it: this is what a crash leaves
		expect(statSync(file()).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['aws.123456789012.eu-central-1.json']);
		time.stop(minute);
		const {reading} = watched(time, place);
		await time.pass(1000);
		expect(states(reading.last.connections[0]?.history[0])?.slice(0, 2)).toEqual(['UP', 'unseen']);
	});

	it.each([
		['cut off', '{"version":1,"connections":{"vpn-1"'],
		['something else', '[1, 2, 3]'],
		['of another shape', '{"version":1,"connections":{"x":null},"changes":[]}'],
		['of changes that are none', '{"version":1,"connections":{},"changes":[null,5]}'],
		['of tunnels that are none', '{"version":1,"connections":{"vpn-1":[7]},"changes":[]}'],
	])('that is %s stands aside and is told', async (_what, text) => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		writeFileSync(file(), text);
		const {reading, stop} = watched(time, place);
		await time.pass(5000);
		expect(reading.last.notice).toMatch(/was damaged: it is kept as .*damaged/);
		expect(reading.last.connections).toHaveLength(1);
		await stop();
		const aside = readdirSync(folder).find(name => name.includes('damaged'));
		expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
		expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({version: 1});
	});

	it('that is far too large stands aside and is told, and is not deleted with what is old', async () => {
		const time = new FakeTime();
		const place = new FakePlace(time, [connection('vpn-1')]);
		writeFileSync(file(), '');
		truncateSync(file(), 3_000_000_000);
		const first = watched(time, place);
		await time.pass(5000);
		expect(first.reading.last.notice).toMatch(/was damaged: it is kept as .*damaged/);
		await first.stop();
		const again = watched(time, place);
		await time.pass(5000);
		await again.stop();
		const aside = readdirSync(folder).find(name => name.includes('damaged'));
		expect(statSync(join(folder, aside ?? '')).size).toBe(3_000_000_000);
		expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({version: 1});
	});

	it('is told of each place', () => {
		const region = (name: string, text?: string) => {
			const path = join(folder, `aws.123456789012.${name}.json`);
			if (text === undefined) mkdirSync(path);
			else writeFileSync(path, text);
			return {cloud: 'aws', region: name, key: name, account: 'x', accountNumber: '123456789012'} as const;
		};
		const places = [
			region('eu-west-1', '{'),
			region('eu-west-2', '[]'),
			region('eu-west-3', JSON.stringify({version: 2, connections: {}, changes: []})),
			region('eu-north-1'),
		];
		const history = new HistoryFolder(folder, Date.now());
		for (const place of places) history.open(place, Date.now());
		expect(history.notice).toMatch(/^2 files of the history were damaged and are set aside as .*west-1.*, .*west-2.*:/);
		expect(history.notice).toMatch(/west-3\.json: a newer tunnelwright wrote it/);
		expect(history.notice).toContain('eu-north-1.json: ');
	});

	it('of a newer program is left alone', async () => {
		const time = new FakeTime();
		const text = JSON.stringify({version: 2, connections: {}, changes: []});
		writeFileSync(file(), text);
		const {reading, stop} = watched(time, new FakePlace(time, [connection('vpn-1')]));
		await time.pass(5000);
		expect(reading.last.notice).toContain('a newer tunnelwright wrote it');
		await stop();
		expect(readFileSync(file(), 'utf8')).toBe(text);
	});

	it('makes nothing of what a stranger wrote into it', async () => {
		const time = new FakeTime();
		const spells = [
			['UP', time.wall + minute, time.wall + 2 * minute],
			['DOWN', 5, 'x'],
			['\u001B]0;x', 1, 2],
			['UP', time.wall - 3 * minute, time.wall - 2 * minute],
		];
		const tunnels = [{tunnel: '3.120.14.1', since: 'x', spells}, {}];
		const changes = [{at: 'x'}, {at: time.wall - 5, id: 'vpn-\u001B[2J1', name: {}, what: {kind: 'appeared'}}];
		writeFileSync(file(), JSON.stringify({version: 1, connections: {'vpn-1': tunnels, __proto__: 1}, changes}));
		const {reading} = watched(time, new FakePlace(time, [connection('vpn-1')]));
		await time.pass(5000);
		expect(states(reading.last.connections[0]?.history[0])).toEqual(['UP', 'unseen', 'UP']);
		expect(reading.last.changes).toMatchObject([{id: 'vpn-1', name: '', what: {kind: 'appeared'}}]);
	});

	it('is forgotten where nobody has watched a place for months', () => {
		writeFileSync(file(), '{}');
		utimesSync(file(), 1000, 1000);
		expect(new HistoryFolder(folder, Date.now()).notice).toBeUndefined();
		expect(readdirSync(folder)).toEqual([]);
	});

	it('that can’t be kept is told, and keeps nobody from watching', async () => {
		const time = new FakeTime();
		rmSync(folder, {recursive: true});
		const {reading, stop} = watched(time, new FakePlace(time, [connection('vpn-1')]));
		await time.pass(5000);
		expect(reading.last.notice).toContain('can’t be made');
		expect(reading.last.connections).toHaveLength(1);
		await stop();
		expect(reading.end).toBe('done');
	});
});
