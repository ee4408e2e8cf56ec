import {expect, test} from 'vitest';
import {Secret} from '../../../../src/connection/secret.ts';
import type {Effect} from '../../../../src/wizard/core/effect.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: that what is made is what was confirmed, with the keys that were checked and no others. */

const lastOf = <Type extends Effect['type']>(driver: Driver, type: Type): Extract<Effect, {type: Type}> => {
	const found = driver.effects.findLast((effect): effect is Extract<Effect, {type: Type}> => effect.type === type);
	if (!found) throw new Error(`${type} was not asked for`);
	return found;
};

const plan = planOf();
const generated = {presharedKey: new Secret('a-key-of-the-dry-run')};
const secrets = new Map([['tunnel1', generated.presharedKey]]);

/** At the dry run, once it has come to its end. */
function planned(driver: Driver): Driver {
	const {request} = lastOf(driver, 'preflight');
	return driver
		.send({type: 'planned', request, plan, commandLines: [], secrets, generated})
		.send({type: 'preflight-done', request});
}

const dryRun = () => planned(new Driver().enterUntil('review').enterUntil('dry-run'));

test('a run is asked for with the plan, the keys and the account that were confirmed', () => {
	const driver = dryRun().enterUntil('confirm').press('berlin-office', 'enter');
	expect(driver.at).toBe('run');
	const run = lastOf(driver, 'run');
	expect(run).toMatchObject({plan, account: '123456789012'});
	expect(run.secrets).toBe(secrets);
});

test('one that could not even begin its journal is asked for again with the same', () => {
	const driver = dryRun().enterUntil('confirm').press('berlin-office', 'enter');
	const {request} = lastOf(driver, 'run');
	driver.send({type: 'run-failed', request, trouble: {message: 'no room on the disk'}}).press('r');
	const again = lastOf(driver, 'run');
	expect(again).toMatchObject({plan, account: '123456789012'});
	expect([again.request > request, again.secrets]).toEqual([true, secrets]);
});

test('a second dry run keeps the keys that the first one made; after a run they are that connection’s own', () => {
	const driver = dryRun().press('r');
	expect(lastOf(driver, 'preflight').generated).toEqual(generated);
	planned(driver).press('escape').enterUntil('dry-run');
	expect(lastOf(driver, 'preflight').generated).toEqual(generated);
	planned(driver).enterUntil('confirm').press('berlin-office', 'enter');
	const {request} = lastOf(driver, 'run');
	driver
		.send({type: 'run-failed', request, trouble: {message: 'no room on the disk'}})
		.press('e')
		.enterUntil('dry-run');
	expect(lastOf(driver, 'preflight').generated).toEqual({});
});
