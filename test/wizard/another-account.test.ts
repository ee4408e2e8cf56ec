import {describe, expect, test} from 'vitest';
import type {Effect} from '../../src/wizard/effect.ts';
import {watchedPlaces} from '../../src/wizard/watch-list.ts';
import {Driver} from './driver.ts';

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
const regionsOf = ({state}: Driver) =>
	Object.fromEntries(watchedPlaces(state).map(({cloud, region}) => [cloud, region]));
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

	test('is watched in its own region, not in that of the account before', () => {
		const driver = own();
		expect(regionsOf(driver)).toEqual({aws: 'us-east-1', tencent: 'ap-shanghai'});
		pick(driver, 'eu').send(signedIn('eu-central-1'));
		expect(regionsOf(driver)).toEqual({aws: 'eu-central-1', tencent: 'ap-shanghai'});
		expect(driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'status')).toMatchObject(
			{
				reading: {cloud: 'aws', region: 'eu-central-1'},
			},
		);
	});

	test('that names no region asks for one, rather than look in another account’s', () => {
		const driver = pick(own(), 'eu').send(signedIn(undefined));
		expect(regionsOf(driver)).toEqual({tencent: 'ap-shanghai'});
	});

	test('begins its list of regions at its own, wherever the cursor was before', () => {
		const driver = own();
		driver.press('home', 'enter', 'enter').press('down', 'down');
		expect(driver.at).toBe('region');
		pick(driver, 'eu').send(signedIn('eu-west-1'));
		driver.press('home', 'enter', 'enter', 'enter');
		expect(driver.state.answers.aws.region).toBe('eu-west-1');
	});
});
