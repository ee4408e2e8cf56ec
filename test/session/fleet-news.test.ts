import {describe, expect, it} from 'vitest';
import {type FleetNews, FleetNewsFeed} from '../../src/session/fleet-news.ts';
import {newsJson} from '../../src/session/news-json.ts';
import type {FleetChange, FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import {connectionOf, fleetNow, placeOf, placeState, snapshotOf} from '../watch/fake-fleet.ts';

/* What a user would lose: a change that no program hears of, or hears of twice; an outage of a region that looks like calm. */

const aws = placeOf({cloud: 'aws', region: 'eu-central-1', profile: 'network'});
const other = placeOf({cloud: 'tencent', region: 'ap-guangzhou'});
const berlin = connectionOf({id: 'vpn-1', name: 'berlin', place: aws});
const hurt = connectionOf({id: 'vpn-1', name: 'berlin', place: aws, tunnels: ['UP', 'DOWN']});
const error = {
	cloud: 'tencent',
	kind: 'network',
	code: 'ECONNRESET',
	message: 'cut off',
	mend: 'see tunnelwright accounts',
	retryable: true,
	ambiguous: false,
} as const;

const tunnelChange = (number: number, over: Partial<FleetChange> = {}): FleetChange => ({
	number,
	at: fleetNow,
	connection: berlin.key,
	place: aws,
	id: 'vpn-1',
	name: 'berlin',
	what: {
		kind: 'tunnel',
		number: 2,
		tunnel: '203.0.113.2',
		from: 'UP',
		to: 'DOWN',
		message: 'IPSEC IS DOWN\u001B[2J\u202E',
	},
	...over,
});

const types = (news: readonly FleetNews[]) =>
	news.map(each => (each.type === 'place' ? `place ${each.event}` : each.type));

function begun(snapshot: FleetSnapshot = snapshotOf([berlin])): FleetNewsFeed {
	const feed = new FleetNewsFeed();
	expect(types(feed.take(snapshot))).toEqual(['state']);
	return feed;
}

describe('the feed', () => {
	it('tells the state of all first, once every place was asked', () => {
		const feed = new FleetNewsFeed();
		const unasked = placeState(other, {asOf: undefined, polling: true});
		expect(feed.take(snapshotOf([], {places: [], isFinding: true}))).toEqual([]);
		expect(feed.take(snapshotOf([berlin], {isFinding: true}))).toEqual([]);
		expect(feed.take(snapshotOf([berlin], {places: [placeState(aws), unasked]}))).toEqual([]);
		const failed = placeState(other, {asOf: undefined, error, failures: 1});
		expect(types(feed.take(snapshotOf([berlin], {places: [placeState(aws), failed]})))).toEqual(['state']);
	});

	it('does not wait for a place that never answers, and tells what stands there once it does', () => {
		const feed = new FleetNewsFeed();
		const unasked = placeState(other, {asOf: undefined, polling: true});
		const places = [placeState(aws), unasked];
		expect(feed.take(snapshotOf([berlin], {places}))).toEqual([]);
		expect(types(feed.take(snapshotOf([berlin], {places, at: fleetNow + 11_000})))).toEqual(['state']);
		const there = connectionOf({id: 'vpnx-1', place: other});
		const [answered] = feed.take(snapshotOf([berlin, there]));
		expect(answered && newsJson(answered)).toMatchObject({
			type: 'place',
			event: 'answered',
			region: 'ap-guangzhou',
			connections: [{connection: 'vpnx-1'}],
		});
	});

	it('tells each change once, the older first, and none of before', () => {
		const feed = begun(snapshotOf([berlin], {changes: [tunnelChange(0), tunnelChange(-1)]}));
		const changes = [tunnelChange(2), tunnelChange(1), tunnelChange(0), tunnelChange(-1)];
		const news = feed.take(snapshotOf([hurt], {changes}));
		expect(news.map(each => each.type === 'change' && each.change.number)).toEqual([1, 2]);
		expect(feed.take(snapshotOf([hurt], {changes}))).toEqual([]);
	});

	it('tells what it found at the start after the state of all: a tunnel that was cut while nobody watched', () => {
		const feed = new FleetNewsFeed();
		const changes = [tunnelChange(2), tunnelChange(1), tunnelChange(0), tunnelChange(-1)];
		const first = feed.take(snapshotOf([hurt], {changes}));
		expect(types(first)).toEqual(['state', 'change', 'change']);
		expect(first.flatMap(each => (each.type === 'change' ? [each.change.number] : []))).toEqual([1, 2]);
		expect(feed.take(snapshotOf([hurt], {changes: [...changes]}))).toEqual([]);
	});

	it('says how many it could not tell, and then tells all anew', () => {
		const feed = begun();
		expect(types(feed.take(snapshotOf([berlin], {changes: [3, 2, 1].map(number => tunnelChange(number))})))).toEqual([
			'change',
			'change',
			'change',
		]);
		const news = feed.take(snapshotOf([hurt], {changes: [tunnelChange(9), tunnelChange(8)]}));
		expect(types(news)).toEqual(['change', 'change', 'state']);
		expect(news[2]).toMatchObject({missed: 4});
	});

	it('tells of a place that fails, goes stale, and answers again', () => {
		const feed = begun();
		const at = (over: Parameters<typeof placeState>[1]) =>
			types(feed.take(snapshotOf([berlin], {places: [placeState(aws, over)]})));
		expect(at({error, failures: 1})).toEqual(['place failed']);
		expect(at({error, failures: 2})).toEqual([]);
		expect(at({error: {...error, code: 'ETIMEDOUT'}, failures: 3, isStale: true})).toEqual([
			'place failed',
			'place stale',
		]);
		expect(at({})).toEqual(['place recovered']);
		expect(at({isStale: true})).toEqual(['place stale']);
		expect(at({})).toEqual(['place current']);
	});

	it('says when it was seen, never when the place last answered: lines go forward', () => {
		const feed = begun();
		const numbered = {...aws, accountNumber: '111122223333'};
		const told = (seconds: number, over: Parameters<typeof placeState>[1]) =>
			feed
				.take(snapshotOf([berlin], {at: fleetNow + seconds * 1000, places: [placeState(numbered, over)]}))
				.map(newsJson);
		const asOf = fleetNow - 60_000;
		const [stale] = told(1, {asOf, isStale: true});
		const [failed] = told(2, {asOf, isStale: true, error, failures: 1});
		const [recovered] = told(3, {asOf: fleetNow});
		expect([stale?.at, failed?.at, recovered?.at]).toEqual(
			[1, 2, 3].map(s => new Date(fleetNow + s * 1000).toISOString()),
		);
		expect(failed).toMatchObject({event: 'failed', asOf: new Date(asOf).toISOString(), accountNumber: '111122223333'});
	});

	it('tells of a clock that jumped before the state of all, though it is over by then', () => {
		const feed = new FleetNewsFeed();
		const clock = {kind: 'slept', at: fleetNow, ms: 6000} as const;
		expect(feed.take(snapshotOf([], {isFinding: true, clock}))).toEqual([]);
		expect(types(feed.take(snapshotOf([berlin])))).toEqual(['state', 'clock']);
		expect(feed.take(snapshotOf([berlin]))).toEqual([]);
	});

	it('tells of a clock that jumped, once', () => {
		const feed = begun();
		const clock = {kind: 'slept', at: fleetNow, ms: 3_600_000} as const;
		const [told] = feed.take(snapshotOf([berlin], {clock}));
		expect(told && newsJson(told)).toEqual({
			version: 1,
			type: 'clock',
			at: '2026-11-21T17:03:11.000Z',
			event: 'slept',
			seconds: 3600,
		});
		expect(feed.take(snapshotOf([berlin], {clock: {...clock}}))).toEqual([]);
	});
});

describe('a line', () => {
	it('has every member of a change, with the place, and how the connection fares', () => {
		const feed = begun();
		const [news] = feed.take(snapshotOf([hurt], {changes: [tunnelChange(1)]}));
		expect(news && newsJson(news)).toEqual({
			version: 1,
			type: 'tunnel',
			at: '2026-11-21T17:03:11.000Z',
			number: 1,
			cloud: 'aws',
			profile: 'network',
			account: 'network',
			accountNumber: null,
			region: 'eu-central-1',
			connection: 'vpn-1',
			name: 'berlin',
			health: 'degraded',
			trouble: 'tunnel 2 DOWN: IPSEC IS DOWN',
			tunnel: 2,
			address: '203.0.113.2',
			from: 'UP',
			to: 'DOWN',
			message: 'IPSEC IS DOWN\u001B[2J\u202E',
			unseen: false,
		});
	});

	it('of the state has places with the age of what they said, and tunnels with since when, and who says so', () => {
		const failed = placeState(other, {asOf: undefined, error, failures: 2});
		const snapshot = snapshotOf([hurt], {places: [placeState(aws, {connections: 1}), failed]});
		const json = newsJson({type: 'state', snapshot, missed: 0});
		expect(json).toMatchObject({
			type: 'state',
			missed: 0,
			complete: true,
			counts: {degraded: 1, up: 0},
			tunnels: {up: 1, all: 2},
			places: [
				{region: 'eu-central-1', asOf: '2026-11-21T17:03:07.000Z', stale: false, error: null, connectionCount: 1},
				{region: 'ap-guangzhou', asOf: null, failures: 2, error: {kind: 'network', code: 'ECONNRESET'}},
			],
			connections: [
				{
					connection: 'vpn-1',
					tunnels: [{}, {tunnel: 2, state: 'DOWN', since: '2026-11-21T17:01:11.000Z', sinceFrom: 'cloud'}],
				},
			],
		});
	});

	it('names the account in the commands that mend something', () => {
		const failed = placeState(aws, {error: {...error, cloud: 'aws'}, failures: 1});
		const [news] = begun().take(snapshotOf([berlin], {places: [failed]}));
		expect(news && newsJson(news)).toMatchObject({
			error: {mend: 'see tunnelwright accounts --aws-profile network'},
		});
	});
});
