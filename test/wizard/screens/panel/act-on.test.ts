import {expect, test} from 'vitest';
import {turn, type WizardState} from '../../../../src/wizard/core/state.ts';
import {inItsAccount, takeAccountTold} from '../../../../src/wizard/screens/panel/act-on.ts';
import {wizardAtHome} from '../../played.ts';

/* What a user would lose: a deletion that goes to another account than the one that was looked at. */

const home = wizardAtHome();
const own: WizardState = {
	...home,
	options: {...home.options, sandbox: false, accounts: {aws: {profile: 'network'}, tencent: {}}},
};
const does = (state: WizardState) =>
	turn({...state, notice: {tone: 'plain', text: 'reading it back'}}, {type: 'list-runs'});

test('what is done to a connection of another profile is done with that profile, and it is said', () => {
	const done = inItsAccount(own, {cloud: 'aws', region: 'r', profile: 'lab'}, does);
	expect(done.effects).toEqual([{type: 'use-profile', cloud: 'aws', profile: 'lab'}, {type: 'list-runs'}]);
	expect(done.state.options.accounts?.aws).toEqual({profile: 'lab'});
	expect(done.state.notice?.text).toBe('AWS is used with profile lab from now on · reading it back');
	// for what is said once it was read
	const {told, state} = takeAccountTold(done.state);
	expect([told, takeAccountTold(state).told]).toEqual(['AWS is used with profile lab from now on', '']);
});

test.each([
	['of the profile in use', own, {profile: 'network'}],
	['of whatever is in use', own, {}],
	['in the sandbox, which has one account', {...own, options: {...own.options, sandbox: true}}, {profile: 'lab'}],
] as const)('nothing is picked for one %s', (_, state, profile) => {
	const done = inItsAccount(state, {cloud: 'aws', region: 'r', ...profile}, does);
	expect(done.effects).toEqual([{type: 'list-runs'}]);
	expect(done.state.notice?.text).toBe('reading it back');
});
