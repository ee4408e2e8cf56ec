import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../../../src/ui/app.tsx';
import {hintsNow, keysBehindHelp} from '../../../../src/ui/chrome.ts';
import type {Effect} from '../../../../src/wizard/core/effect.ts';
import {fleet} from '../../../../src/wizard/screens/watch/fleet.ts';
import {Driver} from '../../driver.ts';

const long = `staging-${'eu-central-1-network-operations-'.repeat(2)}readonly`;
const profile = (name: string, region: string) => ({name, kind: 'keys', region, detail: 'keys'});
const profiles = [profile('prod', 'us-east-1'), profile('eu', 'eu-central-1'), profile(long, 'eu-west-1')];

const signedIn = (region: string | undefined) =>
	({
		type: 'signed-in',
		signIns: {
			aws: {source: 'profile', profiles, tried: []},
			tencent: {source: 'profile', profiles: [profile('gz', 'ap-guangzhou')], tried: []},
		},
		credentials: {aws: '', tencent: ''},
		regions: {aws: region, tencent: 'ap-shanghai'},
	}) as const;

const own = () => new Driver(undefined, true, {sandbox: false}).send(signedIn('us-east-1'));
const watched = ({effects}: Driver) => effects.filter(({type}) => type === 'watch-fleet');
const used = (driver: Driver) =>
	driver.effects.findLast((effect): effect is Extract<Effect, {type: 'use-profile'}> => effect.type === 'use-profile');

function pick(driver: Driver, name: string): Driver {
	while (driver.at !== 'home') driver.press('escape');
	const rows = driver.state.lists.home?.rows ?? [];
	driver.press('home', ...Array<string>(rows.findIndex(({id}) => id === 'account aws')).fill('down'), 'enter');
	return driver.press(name, 'enter');
}

describe('another account', () => {
	test('is looked up by its profile’s whole name, however long it is', () => {
		expect(long.length).toBeGreaterThan(70);
		expect(used(pick(own(), 'staging'))).toMatchObject({cloud: 'aws', profile: long});
	});

	test('is looked at anew: what stands in the account before is not shown as its own', () => {
		const driver = own();
		expect(fleet.of(driver.state)?.snapshot?.connections.length).toBe(0);
		const asked = watched(driver).length;
		pick(driver, 'eu');
		expect(fleet.of(driver.state)?.snapshot).toBeUndefined();
		driver.send(signedIn('eu-central-1'));
		expect(watched(driver).length).toBe(asked + 1);
		expect(fleet.of(driver.state)?.snapshot?.connections.map(({status}) => status.id)).toEqual(['vpn-0000aaaa']);
	});

	test('begins its list of regions at its own, wherever the cursor was before', () => {
		const driver = own();
		driver.press('home', 'enter', 'enter').press('down', 'down');
		expect(driver.at).toBe('region');
		pick(driver, 'eu').send(signedIn('eu-west-1'));
		driver.press('home', 'enter', 'enter', 'enter');
		expect(driver.state.answers.of.aws?.region).toBe('eu-west-1');
	});
});

describe('with profiles, and nothing to sign in with until one is picked', () => {
	/** At the regions of AWS, which could not be read. */
	function refused(problem: string | undefined, credentials?: true): Driver {
		const signIn = {...(problem === undefined ? {source: 'environment'} : {problem}), profiles, tried: ['environment']};
		const driver = new Driver(undefined, false, {sandbox: false}).send({
			...signedIn(undefined),
			signIns: {aws: signIn},
		});
		driver.press('enter', 'enter');
		const load = driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'regions');
		if (load?.type !== 'load') throw new Error('no regions are read');
		const detail =
			'Tried: environment (AWS_ACCESS_KEY_ID and AWS_PROFILE are not set); profile default (none in ~/.aws/config)';
		const trouble = {
			message: 'no credentials',
			mend: 'choose one of: eu, prod',
			detail,
			...(credentials ? {credentials} : {}),
		};
		return driver.send({type: 'load-failed', slot: load.slot, request: load.request, trouble});
	}

	const text = ({state}: Driver) => stripAnsi(renderToString(createElement(Screen, {state}), {columns: 80}));

	test.each([
		['there are none', refused('no credentials found')],
		['they are refused', refused(undefined, true)],
	])('the list that can’t be read says so where %s, and the key picks one without a way round', (_, driver) => {
		expect(driver.at).toBe('region');
		expect(text(driver).replaceAll(/\s+/g, ' ')).toContain(
			'ctrl-o picks a profile to sign in with; ctrl-r tries again',
		);
		expect(text(driver).split('\n').at(-1)).toContain('ctrl-o other account');
		// there is no row: Enter reads again, and nothing can be filtered
		expect(hintsNow(driver.state)).toContainEqual({key: 'enter', label: 'try again'});
		expect(hintsNow(driver.state).map(({key}) => key)).not.toContain('type');
		driver.send({type: 'resize', columns: 40, rows: 15});
		expect(stripAnsi(renderToString(createElement(Screen, {state: driver.state}), {columns: 40}))).toContain('ctrl-o');
		driver.send({type: 'resize', columns: 80, rows: 24});
		driver.press('ctrl-o');
		expect(driver.at).toBe('accounts');
		const loads = driver.effects.filter(({type}) => type === 'load').length;
		driver.press('eu', 'enter');
		expect(driver.at).toBe('region');
		expect(used(driver)).toMatchObject({cloud: 'aws', profile: 'eu'});
		expect(driver.effects.slice(-3).map(({type}) => type)).toContain('load');
		expect(driver.effects.filter(({type}) => type === 'load').length).toBeGreaterThan(loads);
	});

	test('a network that fails is no matter of profiles', () => {
		expect(text(refused(undefined))).not.toContain('picks a profile');
	});

	test('esc leads back to the list, and lists that are none of the way offer no other account', () => {
		expect(refused('none').press('ctrl-o', 'escape').at).toBe('region');
		for (const screen of [{name: 'fleet-choice'}, {name: 'accounts', cloud: 'aws', from: 'home'}] as const) {
			const state = {...refused('none').state, screen};
			const keys = keysBehindHelp(state).flatMap(({keys}) => keys);
			expect(keys).not.toContain('ctrl-o');
			expect(keys).not.toContain('ctrl-p');
		}
	});
});
