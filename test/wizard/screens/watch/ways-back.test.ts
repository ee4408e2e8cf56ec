import {describe, expect, test} from 'vitest';
import type {WizardState} from '../../../../src/wizard/core/state.ts';
import {watching as panel} from '../../../../src/wizard/screens/panel/model.ts';
import {watchOne} from '../../../../src/wizard/screens/panel/open.ts';
import {undoing} from '../../../../src/wizard/screens/undo/model.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';
import type {Driver} from '../../driver.ts';
import {cursorOf, watching} from './watching.ts';

/* What a user would lose: the place in the list that they were at; or a change that goes to another account than the row is of. */

const at = (cloud: string, region: string, profile: string) => placeOf({cloud, region, profile});
const fleet = [
	connectionOf({id: 'vpn-0000aaaa', name: 'berlin', place: at('aws', 'eu-west-1', 'lab')}),
	connectionOf({id: 'vpn-0000bbbb', name: 'sofia', place: at('aws', 'eu-central-1', 'network')}),
	connectionOf({id: 'vpnx-3333', name: 'shanghai', place: at('tencent', 'ap-guangzhou', 'cn')}),
];
const own: Partial<WizardState['options']> = {
	sandbox: false,
	watch: {profiles: {aws: ['network', 'lab'], tencent: ['cn']}},
	accounts: {aws: {profile: 'network'}, tencent: {}},
};

/** With the cursor on a row, of the list or of the view that it opens. */
function on(index: number, where: 'watch' | 'panel'): Driver {
	const driver = watching(fleet, own);
	for (let count = 0; count < 5 && cursorOf(driver) !== fleet[index]!.key; count += 1) driver.press('down');
	expect(cursorOf(driver)).toBe(fleet[index]!.key);
	if (where === 'panel') driver.press('enter');
	driver.effects.length = 0;
	return driver;
}

/** What was asked for is read back: the review opens. */
function readBack(driver: Driver, index: number, itself: boolean): Driver {
	const {id} = fleet[index]!.status;
	const found = {id, draft: {...planOf().document}, notes: [], ...(itself ? {itself: true as const} : {})};
	driver.send({type: 'read-back', request: driver.state.awaited['read-back'] ?? 0, found});
	expect(driver.at).toBe('review');
	return driver;
}

const isAt = (driver: Driver, where: string, index: number) => {
	expect(driver.at).toBe(where);
	if (where === 'panel') expect(panel.of(driver.state)?.id).toBe(fleet[index]!.status.id);
	else expect(cursorOf(driver)).toBe(fleet[index]!.key);
};

const rows = [0, 1, 2] as const;
const wheres = ['watch', 'panel'] as const;
const cases = wheres.flatMap(where => rows.map(index => ({where, index, name: fleet[index]!.status.name})));

describe.each(cases)('from $where, of $name, Esc leads back', ({where, index}) => {
	test.each(['d', 'h', 'k', 'x'])('from %s', key => {
		const driver = on(index, where).press(key);
		expect(driver.at).not.toBe(where);
		isAt(driver.press('escape'), where, index);
	});

	test.each([
		{key: 'e', itself: true},
		{key: 'n', itself: false},
	])('from $key, and nothing of it is a draft', ({key, itself}) => {
		const driver = readBack(on(index, where).press(key), index, itself);
		isAt(driver.press('escape'), where, index);
		expect(driver.effects.some(({type}) => type === 'clear-draft')).toBe(true);
		driver.press('ctrl-l');
		expect(driver.state.answers.edits).toBeUndefined();
	});

	test('a deletion that is over leads to the list', () => {
		const driver = on(index, where).press('x');
		driver.state = undoing.change(driver.state, {phase: 'undone'}).state;
		expect(driver.press('escape').at).toBe('watch');
		expect(driver.press('escape').at).toBe('home');
	});

	test.each(['e', 'h', 'k', 'n', 'x'])('%s acts with the profile of the row, and on its region', key => {
		const {place, status} = fleet[index]!;
		const driver = on(index, where).press(key);
		const picked = driver.effects.flatMap(each => (each.type === 'use-profile' ? [each] : []));
		const isInUse = place.profile === 'network';
		expect(picked).toEqual(isInUse ? [] : [{type: 'use-profile', cloud: place.cloud, profile: place.profile}]);
		expect(driver.state.options.accounts?.[place.cloud]?.profile).toBe(place.profile);
		const asked = JSON.stringify(driver.effects.filter(({type}) => type !== 'use-profile'));
		expect(asked).toContain(`"region":"${place.region}"`);
		expect(asked).toContain(`"id":"${status.id}"`);
		// the profile comes first: what is asked for is asked with it
		if (picked.length > 0) expect(driver.effects.findIndex(({type}) => type === 'use-profile')).toBe(0);
	});

	test('d asks with the profile of the row, and picks none', () => {
		const {place, status} = fleet[index]!;
		const driver = on(index, where).press('d');
		const {cloud, region, profile} = place;
		expect(driver.effects).toMatchObject([{type: 'read-why', place: {cloud, region, profile, id: status.id}}]);
	});
});

describe('an edit', () => {
	test('that was begun stays for the first screen, and is said', () => {
		const driver = readBack(on(0, 'watch').press('e'), 0, true);
		const {answers} = driver.state;
		driver.state = {...driver.state, answers: {...answers, of: {...answers.of}}};
		isAt(driver.press('escape'), 'watch', 0);
		expect(driver.state.notice?.text).toContain('is kept');
		expect(driver.state.answers.edits?.id).toBe('vpn-0000aaaa');
	});

	test('that is carried out leads back to the list, and to the first screen where it was begun there', () => {
		const driver = readBack(on(1, 'panel').press('e'), 1, true);
		const made = watchOne(driver.state, {cloud: 'aws', region: 'eu-central-1', id: 'vpn-0000bbbb'});
		driver.state = made.state;
		expect(driver.at).toBe('panel');
		isAt(driver.press('escape'), 'watch', 1);
		const home = readBack(on(1, 'watch').press('e'), 1, true).press('ctrl-l');
		home.state = watchOne(home.state, {cloud: 'aws', region: 'eu-central-1', id: 'vpn-0000bbbb'}).state;
		expect(home.press('escape').at).toBe('home');
	});

	test('shift-tab goes a step back, as ever', () => {
		const driver = readBack(on(0, 'watch').press('e'), 0, true).press('shift-tab');
		expect(driver.state.screen.name).toBe('step');
	});
});
