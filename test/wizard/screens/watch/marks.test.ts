import {describe, expect, test} from 'vitest';
import type {FleetConnection} from '../../../../src/watch/fleet/fleet.ts';
import {fleetList} from '../../../../src/wizard/screens/watch/model.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';
import {changing, watching} from './watching.ts';

const frankfurt = placeOf();
const ireland = placeOf({cloud: 'aws', region: 'eu-west-1'});
const lab = placeOf({cloud: 'aws', region: 'eu-central-1', profile: 'lab'});
const fleet: readonly FleetConnection[] = [
	connectionOf({id: 'vpn-a', name: 'alpha', place: frankfurt}),
	connectionOf({id: 'vpn-b', name: 'bravo', place: frankfurt}),
	connectionOf({id: 'vpn-c', name: 'charlie', place: ireland}),
	connectionOf({id: 'vpn-d', name: 'delta', place: lab}),
];

/* What a user would lose: the few connections that are changed alike tonight, without the rest of the region. */
describe('marks', () => {
	test('Tab and space mark and go on; ctrl-o changes what is marked, wherever the cursor is', () => {
		const driver = watching(fleet).press('tab', ' ', 'end', 'ctrl-o');
		expect(driver.at).toBe('many-option');
		expect(driver.effects.findLast(({type}) => type === 'read-many')).toMatchObject({
			places: [
				{cloud: 'aws', region: 'eu-central-1', id: 'vpn-a'},
				{cloud: 'aws', region: 'eu-central-1', id: 'vpn-b'},
			],
		});
	});

	test('a second Tab takes the mark off, u takes all off', () => {
		const driver = watching(fleet).press('tab', 'up', 'tab');
		expect(fleetList.of(driver.state)?.marks.size).toBe(0);
		expect(fleetList.of(driver.press('home', 'tab', 'tab', 'u').state)?.marks.size).toBe(0);
	});

	test.each([
		['of two regions', ['bravo', 'charlie']],
		['of two accounts of one region', ['alpha', 'delta']],
	])('%s are not changed alike, and it is said why', (_, names) => {
		const driver = watching(fleet);
		for (const name of names) driver.press('/', name, 'enter', 'home', 'tab', 'escape');
		expect(fleetList.of(driver.state)?.marks.size).toBe(2);
		driver.press('ctrl-o');
		expect(driver.at).toBe('watch');
		expect(driver.state.notice?.text).toContain('several places');
	});

	test('on a title mark all rows below it', () => {
		const driver = watching(fleet).press('g', 'g', 'g', 'home', 'tab');
		expect([...(fleetList.of(driver.state)?.marks ?? [])].sort()).toEqual(
			[fleet[0]?.key, fleet[1]?.key, fleet[3]?.key].sort(),
		);
	});

	test('of what is gone are gone, and do not stand in the way', () => {
		const driver = changing(watching(fleet).press('tab', 'tab'), fleet.slice(1));
		expect([...(fleetList.of(driver.state)?.marks ?? [])]).toEqual([fleet[1]?.key]);
	});

	test('are not there any more once one has been at the first screen', () => {
		const driver = watching(fleet).press('tab', 'ctrl-l').press('down', 'down', 'enter');
		expect(driver.at).toBe('watch');
		expect(fleetList.of(driver.state)?.marks.size).toBe(0);
	});

	test('act in the account that they are of', () => {
		const driver = watching(fleet, {sandbox: false, accounts: {aws: {}, tencent: {}}});
		driver.press('/', 'delta', 'enter', 'tab', 'ctrl-o');
		expect(driver.effects.filter(({type}) => type === 'use-profile')).toMatchObject([{cloud: 'aws', profile: 'lab'}]);
		expect(driver.at).toBe('many-option');
	});
});
