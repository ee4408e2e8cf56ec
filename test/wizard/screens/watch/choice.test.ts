import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FleetChoice} from '../../../../src/session/fleet-choice.ts';
import type {SignInView, WizardState} from '../../../../src/wizard/core/state.ts';
import {isTicked, type Tickable, tagsIn, tagText, ticked} from '../../../../src/wizard/screens/fleet-choice/ticks.ts';
import {keptView} from '../../../../src/wizard/screens/watch/view.ts';
import {connectionOf, placeOf, placeState} from '../../../watch/fake-fleet.ts';
import {Driver, rowHere, viewHere} from '../../driver.ts';
import {watching} from './watching.ts';

const profile = (name: string) => ({name, kind: 'keys', region: 'eu-central-1', detail: 'keys'});
const signIn: SignInView = {source: 'environment', profiles: ['network', 'lab'].map(profile), tried: []};

/** Where it is chosen what is watched, with two profiles of one cloud. */
function choosing(): Driver {
	return new Driver(undefined, true, {sandbox: false, accounts: {aws: {}, tencent: {}}})
		.send({
			type: 'signed-in',
			signIns: {aws: signIn, tencent: {source: 'environment', profiles: [], tried: []}},
			credentials: {aws: '', tencent: ''},
			regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
		})
		.press('down', 'down', 'enter')
		.press('w');
}

function pointTo(driver: Driver, id: string): Driver {
	driver.press('home');
	for (let count = 0; count < 60 && rowHere(driver.state)?.id !== id; count += 1) driver.press('down');
	expect(rowHere(driver.state)?.id).toBe(id);
	return driver;
}

const watched = ({effects}: Driver): FleetChoice | undefined => {
	const effect = effects.findLast(({type}) => type === 'watch-fleet');
	return effect?.type === 'watch-fleet' ? effect.choice : undefined;
};

describe('what is watched', () => {
	test('two profiles side by side in every region, and it is kept', () => {
		const driver = choosing();
		for (const id of ['profile aws network', 'profile aws lab', 'every region']) pointTo(driver, id).press('tab');
		driver.press('enter');
		expect(driver.at).toBe('watch');
		const choice = watched(driver);
		expect(choice).toEqual({
			clouds: ['aws', 'tencent'],
			profiles: {aws: ['network', 'lab']},
			regions: 'all',
		});
		const kept = driver.effects.findLast(({type}) => type === 'keep-view');
		expect(kept?.type === 'keep-view' && keptView(kept.text).choice).toEqual(choice);
	});

	test('esc leaves it as it was', () => {
		const driver = choosing();
		pointTo(driver, 'every region').press('tab').press('escape');
		expect(driver.at).toBe('watch');
		expect(watched(driver)).toEqual({});
	});

	test('a region of a cloud, and tags that are typed', () => {
		const driver = choosing();
		pointTo(driver, 'region eu-west-1').press('tab');
		pointTo(driver, 'tags').press('enter', 'site=berlin, team', 'enter');
		expect(viewHere(driver.state)?.rows.find(({id}) => id === 'tags')?.cells).toContain('site=berlin, team');
		pointTo(driver, 'region eu-west-1').press('enter');
		expect(watched(driver)).toEqual({
			regions: ['eu-west-1'],
			tags: [{key: 'site', value: 'berlin'}, {key: 'team'}],
		});
	});

	test('accounts by their numbers and connections by their ids, which are checked as they are typed', () => {
		const driver = choosing();
		pointTo(driver, 'accounts').press('enter', '1111 2222-33', 'enter');
		expect(driver.state.prompt?.trouble).toContain('2222-33 is no number');
		driver.press('ctrl-u', '111122223333', 'enter');
		pointTo(driver, 'ids').press('enter', 'ctrl-u', 'vpn-40f41529, nonsense', 'enter');
		expect(driver.state.prompt?.trouble).toContain('nonsense is no id');
		driver.press('ctrl-u', 'vpn-40f41529', 'enter');
		pointTo(driver, 'cloud aws').press('enter');
		expect(watched(driver)).toMatchObject({accounts: ['111122223333'], ids: ['vpn-40f41529']});
	});

	test('an account whose number is known is ticked, and of ids those that are marked in the list are offered', () => {
		const place = {...placeOf(), accountNumber: '444455556666'};
		const rows = ['vpn-0000aaaa', 'vpn-0000bbbb'].map(id => connectionOf({id, place}));
		const driver = watching(rows, {}, {places: [placeState(place)]}).press('tab', 'tab', 'w');
		pointTo(driver, 'account 444455556666').press('tab');
		pointTo(driver, 'ids').press('enter');
		expect(driver.state.prompt?.value).toBe('vpn-0000aaaa, vpn-0000bbbb');
		driver.press('enter');
		pointTo(driver, 'cloud aws').press('enter');
		expect(watched(driver)).toMatchObject({accounts: ['444455556666'], ids: ['vpn-0000aaaa', 'vpn-0000bbbb']});
	});

	test('what the command named is told, and Tab takes it off', () => {
		const driver = new Driver(undefined, true, {watch: {ids: ['vpn-0000aaaa']}}).press('w');
		expect(viewHere(driver.state)?.rows.find(({id}) => id === 'ids')?.cells).toContain('vpn-0000aaaa');
		pointTo(driver, 'ids').press('tab');
		pointTo(driver, 'cloud aws').press('enter');
		expect(watched(driver)).toEqual({});
	});
});

test('who leaves is told the command that watches the same again, with the account in use', () => {
	const leaving = (options: Partial<WizardState['options']>) => {
		const driver = new Driver(undefined, true, {sandbox: false, ...options}).press('q');
		const left = driver.effects.findLast(({type}) => type === 'leave');
		return left?.type === 'leave' ? left.summary.join('\n') : '';
	};
	const choice: FleetChoice = {
		profiles: {aws: ['network', 'my lab']},
		regions: 'all',
		tags: [{key: 'site', value: 'berlin'}],
	};
	expect(leaving({watch: choice})).toContain(
		"Watch again: tunnelwright watch --aws-profile network --aws-profile 'my lab' --region all --tag site=berlin",
	);
	expect(leaving({watch: {}, accounts: {aws: {profile: 'lab'}, tencent: {}}})).toMatch(
		/tunnelwright watch .*--aws-profile lab.*--cloud aws --cloud tencent|--cloud aws --cloud tencent.*--aws-profile lab/,
	);
});

describe('ticks', () => {
	const rows: readonly Tickable[] = [
		{kind: 'cloud', cloud: 'aws'},
		{kind: 'cloud', cloud: 'tencent'},
		{kind: 'profile', cloud: 'aws', name: ''},
		{kind: 'profile', cloud: 'aws', name: 'network'},
		{kind: 'profile', cloud: 'aws', name: 'lab'},
		{kind: 'every profile', cloud: 'aws'},
		{kind: 'region', region: 'eu-central-1'},
		{kind: 'region', region: 'eu-west-1'},
		{kind: 'region in use'},
		{kind: 'every region'},
	];

	test('one way or another something is always meant: a cloud, somebody’s credentials, and a region', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...rows), {maxLength: 15}), presses => {
				const choice = presses.reduce(ticked, {} satisfies FleetChoice as FleetChoice);
				const isOn = (kind: (row: Tickable) => boolean) => rows.some(row => kind(row) && isTicked(choice, row));
				expect(isOn(({kind}) => kind === 'cloud')).toBe(true);
				expect(isOn(({kind}) => kind === 'profile' || kind === 'every profile')).toBe(true);
				expect(isOn(({kind}) => kind.includes('region'))).toBe(true);
			}),
		);
	});

	test('tags are read as they are written', () => {
		for (const text of ['site=berlin', 'team', 'site=berlin, team', 'a=b=c']) expect(tagText(tagsIn(text))).toBe(text);
		expect(tagsIn(' , ')).toEqual([]);
	});
});
