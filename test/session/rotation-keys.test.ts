import {describe, expect, it} from 'vitest';
import type {Action, Plan, TunnelName} from '../../src/clouds/contract/cloud.ts';
import type {DeviceSide} from '../../src/connection/device-side.ts';
import type {KeySource} from '../../src/connection/document.ts';
import {Secret} from '../../src/connection/secret.ts';
import {UserError} from '../../src/connection/user-error.ts';
import type {RenewKeys} from '../../src/session/rotation.ts';
import {givenKeys, refuseUnset, renewalsOf} from '../../src/session/rotation-keys.ts';

/* What a user would lose: a new key that is the old one, one key for two tunnels, and which of them it was that could not be used. */

const tunnel = (number: number): TunnelName => ({connectionId: 'vpn-1', key: `198.51.100.${number}`, number});

function action(number: number, parameters: Action['parameters']): Action {
	const named = tunnel(number);
	return {
		id: `key:${number}`,
		title: 'renew the key',
		detail: '',
		service: 'ec2',
		call: 'Modify',
		parameters,
		dryRun: true,
		after: [],
		makes: '',
		change: {values: [], interrupts: {kind: 'tunnel', tunnel: named}, needsUp: [], backUp: []},
	};
}

function planOf(keys: readonly KeySource[] | undefined): Pick<Plan, 'actions' | 'deed'> {
	const deed: RenewKeys = {kind: 'renew-keys', tunnels: [1, 2], drain: true, ...(keys ? {keys} : {})};
	return {
		deed,
		actions: [1, 2].map(number => action(number, {Options: {Key: {$secret: `key${number}`}, Number: number}})),
	};
}

// cast: of a plan these two members are read
const renewals = (keys?: readonly KeySource[]) => renewalsOf(planOf(keys) as Plan);

const side = (keys: readonly string[]) =>
	// cast: of a side the keys are read
	({
		tunnels: keys.map((key, index) => ({
			cloudAddress: `198.51.100.${index + 1}`,
			key: {from: 'cloud', key: new Secret(key)},
		})),
	}) as unknown as DeviceSide;

const cloud = {id: 'aws', checkPresharedKey: (key: Secret) => (key.length < 8 ? 'it is short' : undefined)} as const;
const env = {ONE_VPN_KEY: 'first-new-key', TWO_VPN_KEY: 'second-new-key'};
const nobody = async () => undefined;
const from = (name: string): KeySource => ({from: 'env', name});
const given = (
	keys: readonly KeySource[],
	standing: DeviceSide | undefined,
	values: Readonly<Record<string, string>>,
) => givenKeys(cloud, renewals(keys), {env: values}, {ask: nobody, side: standing});

describe('the keys of a renewal', () => {
	it('are made fresh where nothing is said of them', () => {
		expect(renewals().map(({secret, source}) => [secret, source])).toEqual([
			['key1', {from: 'generated'}],
			['key2', {from: 'generated'}],
		]);
	});

	it('come from the variables that were named, each for its tunnel', async () => {
		const answer = await given([from('ONE_VPN_KEY'), from('TWO_VPN_KEY')], side(['old-key-1', 'old-key-2']), env);
		const keys = 'keys' in answer ? answer.keys : new Map();
		expect([...keys].map(([name, key]) => [name, key.reveal()])).toEqual([
			['key1', 'first-new-key'],
			['key2', 'second-new-key'],
		]);
	});

	it('are wanted by the tunnel that they are for', async () => {
		expect(await given([{from: 'prompt'}, {from: 'generated'}], undefined, {})).toEqual({wanted: 'tunnel 1'});
	});

	it.each([
		['is one for both tunnels', {ONE_VPN_KEY: 'one-new-key', TWO_VPN_KEY: 'one-new-key'}, /tunnel 2 .*of its own/],
		['is the one that stands', {...env, ONE_VPN_KEY: 'old-key-1'}, /tunnel 1 .*has now/],
		['stands at the other tunnel', {...env, ONE_VPN_KEY: 'old-key-2'}, /tunnel 1 .*tunnel 2 has it/],
		['has a form that the cloud does not take', {...env, TWO_VPN_KEY: 'short'}, /tunnel 2 .*it is short/],
		['is not there', {ONE_VPN_KEY: 'first-new-key'}, /TWO_VPN_KEY, which is not set/],
	])('are refused before anything is begun where one %s', async (_what, values, says) => {
		const asked = given([from('ONE_VPN_KEY'), from('TWO_VPN_KEY')], side(['old-key-1', 'old-key-2']), values);
		const error = await asked.then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		expect(String(error)).toMatch(says);
		for (const key of ['one-new-key', 'old-key-1', 'old-key-2']) expect(String(error)).not.toContain(key);
	});
});

describe('a variable that is not set', () => {
	const keys = [{from: 'env', name: 'ONE_VPN_KEY'}] as const;

	it('is told when the renewal is planned, before anybody types a name, with a way that every screen has', () => {
		const mend = 'set ONE_VPN_KEY and start again, or choose another source for the key';
		const told = expect.objectContaining({
			message: expect.stringContaining('ONE_VPN_KEY, which is not set'),
			details: expect.objectContaining({mend}),
		});
		expect(() => refuseUnset(keys, {env: {}})).toThrow(UserError);
		expect(() => refuseUnset(keys, {env: {}})).toThrow(told);
	});

	it('is nothing to be said of where it is set, or where no key comes from there', () => {
		refuseUnset(keys, {env: {ONE_VPN_KEY: 'first-new-key'}});
		refuseUnset([{from: 'generated'}], {env: {}});
		refuseUnset(undefined, {env: {}});
	});
});
