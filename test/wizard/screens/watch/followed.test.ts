import {describe, expect, test} from 'vitest';
import type {WizardState} from '../../../../src/wizard/core/state.ts';
import {watchOne} from '../../../../src/wizard/screens/panel/open.ts';
import {openWatch} from '../../../../src/wizard/screens/watch/at-home.ts';
import {fleet} from '../../../../src/wizard/screens/watch/fleet.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';
import {type Driver, viewHere} from '../../driver.ts';
import {changing, watching} from './watching.ts';

/* What a user would lose: an alarm at night, because somebody looked at another screen in the evening. */

const berlin = connectionOf({id: 'vpn-0000aaaa', name: 'berlin'});
const sofia = connectionOf({id: 'vpn-0000bbbb', name: 'sofia', tunnels: ['DOWN', 'UP']});
const all = [berlin, sofia];

const opened = (options: Partial<WizardState['options']> = {}) => watching(all, options);
const said = ({effects}: Driver) => effects.flatMap(effect => (effect.type === 'fleet-pause' ? [effect.paused] : []));
const isAsked = (driver: Driver) => fleet.of(driver.state)?.watching === 'on' && !said(driver).includes(true);

/** From the list and the view of one, through every screen that is opened there, to the first screen. */
const ways: readonly (readonly string[])[] = [
	['escape'],
	['ctrl-l'],
	['enter', 'ctrl-l'],
	['enter', 'escape', 'escape'],
	['d', 'ctrl-l'],
	['h', 'ctrl-l'],
	['k', 'ctrl-l'],
	['x', 'ctrl-l'],
	['enter', 'd', 'ctrl-l'],
	['enter', 'h', 'ctrl-l'],
	['enter', 'x', 'ctrl-l'],
];

describe('what is watched, once nobody looks at it', () => {
	test.each(ways.map(keys => ({keys})))('goes on where a program or Prometheus is told: $keys', ({keys}) => {
		const driver = opened({follow: true}).press(...keys);
		expect(driver.at).toBe('home');
		expect(isAsked(driver)).toBe(true);
	});

	test('goes on where somebody is called by bell or notification, and calls from the first screen too', () => {
		const driver = opened({attention: 'bell'}).press('escape');
		expect(isAsked(driver)).toBe(true);
		const change = {
			number: 1,
			at: driver.state.now,
			place: berlin.place,
			connection: berlin.key,
			id: berlin.status.id,
			name: 'berlin',
			what: {kind: 'health', from: 'up', to: 'down'},
		} as const;
		changing(driver, [connectionOf({id: 'vpn-0000aaaa', tunnels: ['DOWN', 'DOWN']}), sofia], {changes: [change]});
		expect(driver.effects.filter(({type}) => type === 'call-attention')).toHaveLength(1);
	});

	test.each([{}, {attention: 'off'}] as const)('asks nobody any more where nobody hears of it: %j', options => {
		const driver = opened(options).press('escape');
		expect(said(driver)).toEqual([true]);
	});

	test('a watch that was paused by hand stays paused, and the first screen says so', () => {
		const driver = opened({follow: true}).press('p', 'escape');
		expect(said(driver)).toEqual([true]);
		expect(fleet.of(driver.state)?.isPaused).toBe(true);
		expect(viewHere(driver.state)?.rows.flatMap(({cells}) => cells)).toContainEqual(
			expect.stringMatching(/UP .*paused$/),
		);
	});

	test('opened again, the last good answers stand there at once, as old as they are', () => {
		const driver = opened().press('escape');
		const before = fleet.of(driver.state)?.snapshot;
		driver.press('down', 'down', 'enter');
		expect(driver.at).toBe('watch');
		expect(fleet.of(driver.state)?.snapshot).toBe(before);
		expect(driver.effects.slice(-2)).toEqual([{type: 'fleet-pause', paused: false}, {type: 'fleet-now'}]);
		expect(driver.effects.filter(({type}) => type === 'watch-fleet')).toHaveLength(1);
	});
});

describe('while something else is looked at for a while', () => {
	const begun = ({effects}: Driver) =>
		effects.flatMap(effect => (effect.type === 'watch-fleet' ? [effect.choice] : []));
	const taken = (driver: Driver, {state, effects}: ReturnType<typeof watchOne>) => {
		driver.state = state;
		driver.effects.push(...effects);
		return driver;
	};

	test('a connection that was made where all is watched is told of among the others', () => {
		const driver = opened({follow: true});
		taken(driver, watchOne(driver.state, {cloud: 'aws', region: 'eu-central-1', id: 'vpn-0000cccc'}));
		expect(driver.at).toBe('panel');
		expect(begun(driver)).toEqual([{}]);
		expect(driver.effects.at(-1)).toEqual({type: 'fleet-now', place: berlin.place.key});
	});

	test('one of another region is watched alone, and then again what was watched before', () => {
		const driver = opened({follow: true});
		taken(driver, watchOne(driver.state, {cloud: 'aws', region: 'eu-west-1', id: 'vpn-0000cccc'}));
		const other = connectionOf({id: 'vpn-0000cccc', place: placeOf({cloud: 'aws', region: 'eu-west-1'})});
		expect(driver.effects.at(-1)).toMatchObject({type: 'watch-fleet', meanwhile: true});
		changing(driver, [other]).press('escape');
		expect(begun(driver)).toEqual([{}, {clouds: ['aws'], regions: ['eu-west-1'], ids: ['vpn-0000cccc']}, {}]);
		expect(isAsked(driver)).toBe(true);
	});

	test('without anybody who is told, it is not asked about any more', () => {
		const driver = opened();
		taken(driver, openWatch(driver.state, {ids: ['vpn-0000aaaa']}));
		changing(driver, [berlin]).press('escape');
		expect(said(driver).at(0)).toBe(true);
		expect(fleet.of(driver.state)?.watching).not.toBe('on');
	});
});
