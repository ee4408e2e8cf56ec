import {describe, expect, it} from 'vitest';
import {watchAtHome} from '../../../../src/wizard/screens/watch/at-home.ts';
import {placeTroubles} from '../../../../src/wizard/screens/watch/words.ts';
import {connectionOf, fleetNow, placeOf, placeState} from '../../../watch/fake-fleet.ts';
import {watching} from './watching.ts';

/* What a user would lose: connections of a region that hangs, missing from a count that looks like all of them. */

describe('a place that was not heard yet', () => {
	const heard = placeState(placeOf());
	const hangs = placeState(placeOf({cloud: 'aws', region: 'eu-west-1'}), {asOf: undefined, polling: true});

	it('is counted beside what was heard, in the list and on the first screen', () => {
		expect(placeTroubles([heard, hangs], fleetNow)).toEqual([{tone: 'look', text: '1 of 2 places not heard yet'}]);
		const signIn = {source: 'environment', profiles: [], tried: []};
		const driver = watching([connectionOf({id: 'vpn-1'})], {}, {places: [heard, hangs]}).send({
			type: 'signed-in',
			signIns: {aws: signIn, tencent: signIn},
			credentials: {aws: '', tencent: ''},
			regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
		});
		expect(watchAtHome(driver.state).says).toContain(
			'1 connection · 2 of 2 tunnels UP · in the regions in use · 1 of 2 places not heard yet',
		);
	});

	it('is not told where all were heard, none was, or why it is not', () => {
		expect(placeTroubles([heard], fleetNow)).toEqual([]);
		expect(placeTroubles([hangs], fleetNow)).toEqual([]);
	});
});

describe('gateways that can’t be read', () => {
	it('are said of their place, beside a list that is told all the same', () => {
		const error = {
			cloud: 'aws',
			kind: 'api',
			code: 'UnauthorizedOperation',
			message: 'You are not allowed.',
			retryable: false,
			ambiguous: false,
		} as const;
		const place = (asOf: number | undefined) => placeState(placeOf(), {gateways: {asOf, error}});
		expect(placeTroubles([place(undefined)], fleetNow)).toEqual([
			{
				tone: 'look',
				text: 'AWS · as found · eu-central-1: the state of gateways can’t be read: You are not allowed.',
			},
		]);
		expect(placeTroubles([place(fleetNow - 60_000)], fleetNow)[0]?.text).toMatch(/, what it was at [\d:]+ stays: /);
		const well = placeState(placeOf(), {gateways: {asOf: fleetNow, error: undefined}});
		expect(placeTroubles([well], fleetNow)).toEqual([]);
	});
});

describe('places that can’t be read for the same reason', () => {
	const refused = (region: string, profile: string, message: string) =>
		placeState(placeOf({cloud: 'aws', region, profile}), {
			error: {cloud: 'aws', kind: 'network', code: '', message, retryable: true, ambiguous: false},
		});

	it('are one line, so that another region that fails is seen too', () => {
		const dead = ['a', 'b', 'c'].map(profile => refused('eu-west-1', profile, 'it does not answer'));
		const mixed = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'].map(region => refused(region, 'a', 'no way'));
		const texts = placeTroubles([...dead, refused('eu-north-1', 'a', 'not allowed'), ...mixed], fleetNow).map(
			({text}) => text,
		);
		expect(texts).toEqual([
			'AWS · a · us-east-1, AWS · a · us-east-2, AWS · a · us-west-1, and 1 more can’t be read, what it said last stays: no way',
			'AWS · eu-west-1 · 3 accounts can’t be read, what it said last stays: it does not answer',
			'AWS · a · eu-north-1 can’t be read, what it said last stays: not allowed',
		]);
	});
});
