import {describe, expect, test} from 'vitest';
import type {FleetChange, FleetConnection, FleetSnapshot, Health} from '../../../src/watch/fleet/fleet.ts';
import {attentionKey, windowTitle} from '../../../src/wizard/attention/attention.ts';
import {isKnownProblem, knownKey} from '../../../src/wizard/attention/known.ts';
import type {AttentionWish} from '../../../src/wizard/attention/wish.ts';
import type {Effect} from '../../../src/wizard/core/effect.ts';
import type {WizardState} from '../../../src/wizard/core/state.ts';
import {update} from '../../../src/wizard/core/update.ts';
import {watchFleet} from '../../../src/wizard/screens/watch/fleet.ts';
import {press} from '../../ui/fixtures.ts';
import {connectionOf, fleetNow, snapshotOf} from '../../watch/fake-fleet.ts';
import {wizardAtHome} from '../played.ts';

const up = (id: string) => connectionOf({id, name: id});
const down = (id: string) => connectionOf({id, name: id, tunnels: ['DOWN', 'DOWN']});
const half = (id: string) => connectionOf({id, name: id, tunnels: ['UP', 'DOWN']});

let number = 0;
const health = ({key, place, status: {id, name}, health: to}: FleetConnection, from?: Health): FleetChange => {
	number += 1;
	return {number, at: fleetNow, connection: key, place, id, name, what: {kind: 'health', from, to}};
};

/** A wizard that watches, and what it was told and asked for since. */
class Watcher {
	state: WizardState;
	readonly #request: number;
	readonly effects: Effect[] = [];
	#changes: readonly FleetChange[] = [];

	constructor(attention: AttentionWish = 'auto') {
		const home = wizardAtHome();
		const watched = watchFleet({...home, options: {...home.options, attention}}, {});
		this.state = watched.state;
		this.#request = this.state.awaited.fleet ?? 0;
	}

	/** @param changes newest first */
	hears(
		connections: readonly FleetConnection[],
		changes: readonly FleetChange[] = [],
		over: Partial<FleetSnapshot> = {},
	): readonly Effect[] {
		this.#changes = [...changes, ...this.#changes];
		const snapshot = snapshotOf(connections, {changes: this.#changes, ...over});
		const turn = update(this.state, {type: 'fleet', request: this.#request, snapshot});
		this.state = turn.state;
		const calls = turn.effects.filter(({type}) => type === 'call-attention');
		this.effects.push(...calls);
		return calls;
	}
}

describe('a change calls', () => {
	test('once, and never for what stood so when the watch began', () => {
		const watcher = new Watcher();
		expect(watcher.hears([down('a')], [health(down('a'))])).toEqual([]);
		expect(watcher.hears([down('a'), half('b')], [health(half('b'), 'up')])).toMatchObject([
			{wish: 'auto', message: {body: 'b: tunnel 2 DOWN: IPSEC IS DOWN'}},
		]);
		expect(watcher.hears([down('a'), half('b')])).toEqual([]);
	});

	test('in one message, the worst first, however many there are', () => {
		const watcher = new Watcher();
		watcher.hears([up('a'), up('b'), half('c')]);
		const now = [half('a'), down('b'), up('c')];
		const changes = [health(now[0]!, 'up'), health(now[1]!, 'up'), health(now[2]!, 'degraded')];
		const calls = watcher.hears(now, changes.reverse());
		expect(calls).toHaveLength(1);
		expect(calls[0]).toMatchObject({
			message: {
				body: '3 connections changed: 2 with a problem, 1 without one now. First: b: tunnel 1 DOWN: IPSEC IS DOWN',
			},
		});
	});

	test('with one message a minute: the others ring, and are told in the next one', () => {
		const watcher = new Watcher();
		watcher.hears([up('a'), up('b')]);
		watcher.hears([down('a'), up('b')], [health(down('a'), 'up')]);
		const soon = watcher.hears([down('a'), half('b')], [health(half('b'), 'up')], {at: fleetNow + 10_000});
		expect(soon).toEqual([{type: 'call-attention', wish: 'auto'}]);
		// what another region tells a moment later rings with it
		const other = watcher.hears([down('a'), down('b')], [health(down('b'), 'degraded')], {at: fleetNow + 12_000});
		expect(other).toEqual([]);
		expect(watcher.hears([down('a'), down('b')], [], {at: fleetNow + 20_000})).toEqual([]);
		expect(watcher.hears([down('a'), down('b')], [], {at: fleetNow + 61_000})).toMatchObject([
			{message: {body: 'b: tunnel 1 DOWN: IPSEC IS DOWN'}},
		]);
		expect(watcher.hears([down('a'), down('b')], [], {at: fleetNow + 200_000})).toEqual([]);
	});

	test('not because nobody knows for a while', () => {
		const watcher = new Watcher();
		watcher.hears([up('a')]);
		const unknown = {...up('a'), health: 'unknown'} as const;
		expect(watcher.hears([unknown], [health(unknown, 'up')])).toEqual([]);
		expect(watcher.hears([up('a')], [health(up('a'), 'unknown')])).toEqual([]);
		expect(watcher.hears([down('a')], [health(down('a'), 'unknown')])).toHaveLength(1);
	});

	test('nobody while nothing is watched: home only looks once', () => {
		const watcher = new Watcher();
		watcher.state = watchFleet(wizardAtHome(), {}, 'once').state;
		const request = watcher.state.awaited.fleet ?? 0;
		for (const [connection, changes] of [
			[up('a'), []],
			[down('a'), [health(down('a'), 'up')]],
		] as const)
			expect(
				update(watcher.state, {type: 'fleet', request, snapshot: snapshotOf([connection], {changes})}).effects.filter(
					({type}) => type === 'call-attention',
				),
			).toEqual([]);
	});
});

describe('a problem that somebody knows of', () => {
	const known = (watcher: Watcher, connection: FleetConnection) => {
		watcher.state = knownKey(connection).run?.(watcher.state, press('a')).state ?? watcher.state;
	};

	test('calls no more, until it is another one', () => {
		const watcher = new Watcher();
		watcher.hears([up('a')]);
		watcher.hears([half('a')], [health(half('a'), 'up')]);
		known(watcher, half('a'));
		expect(isKnownProblem(watcher.state, half('a'))).toBe(true);
		expect(watcher.hears([half('a')], [health(half('a'), 'unknown')])).toEqual([]);
		const later = {at: fleetNow + 10_000};
		expect(watcher.hears([down('a')], [health(down('a'), 'degraded')], later)).toHaveLength(1);
		expect(isKnownProblem(watcher.state, down('a'))).toBe(false);
	});

	test('is forgotten once it is over: the next time it calls', () => {
		const watcher = new Watcher();
		watcher.hears([half('a')]);
		known(watcher, half('a'));
		watcher.hears([up('a')], [health(up('a'), 'degraded')]);
		watcher.hears([half('a')], [health(half('a'), 'up')], {at: fleetNow + 100_000});
		expect(isKnownProblem(watcher.state, half('a'))).toBe(false);
		expect(watcher.effects).toHaveLength(2);
	});

	test('is not counted in the title', () => {
		const watcher = new Watcher('title');
		watcher.hears([half('a'), down('b'), up('c')]);
		expect(windowTitle(watcher.state)).toBe('1 down, 1 degraded · tunnelwright');
		known(watcher, down('b'));
		expect(windowTitle(watcher.state)).toBe('1 degraded · tunnelwright');
	});
});

describe('the title', () => {
	test('is the window’s own where nothing is watched, and where it was not wanted', () => {
		expect(windowTitle(wizardAtHome())).toBe('');
		const off = new Watcher('off');
		off.hears([down('a')]);
		expect(windowTitle(off.state)).toBe('');
		const watcher = new Watcher('title');
		watcher.hears([up('a')]);
		expect(windowTitle(watcher.state)).toBe('1 up · tunnelwright');
		expect(windowTitle({...watcher.state, leaving: true})).toBe('');
	});
});

test('how it calls is picked by a key, kept, and what was kept gives way to what is said now', () => {
	const kept = update(wizardAtHome(), {type: 'wish-kept', wish: 'bell'}).state;
	const next = attentionKey.run?.(kept, press('b'));
	expect(next?.effects).toEqual([{type: 'keep-wish', wish: 'auto'}]);
	expect(next?.state.notice?.text).toMatch(/^calls you by auto/);
	const watcher = new Watcher('off');
	const told = update(watcher.state, {type: 'wish-kept', wish: '99'}).state;
	expect(attentionKey.run?.(told, press('b')).effects).toEqual([{type: 'keep-wish', wish: 'title'}]);
	expect(update(wizardAtHome(), {type: 'wish-kept', wish: 'constructor'}).state.models).toEqual({});
});
