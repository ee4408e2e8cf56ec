import type {Effect} from '../../src/wizard/core/effect.ts';
import {initialState} from '../../src/wizard/core/initial-state.ts';
import {andThen, type Turn, type WizardState} from '../../src/wizard/core/state.ts';
import {update} from '../../src/wizard/core/update.ts';
import {identity, press} from '../ui/fixtures.ts';

/** The first screen of a wizard on the sandbox that knows who it is. */
export function wizardAtHome(over: Partial<WizardState> = {}): WizardState {
	const state = initialState(
		{
			sandbox: true,
			regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
			credentials: {aws: 'sandbox', tencent: 'sandbox'},
			profile: undefined,
		},
		{columns: 80, rows: 24},
	);
	return {...state, data: {...state.data, identities: {aws: identity}}, ...over};
}

/** On from a turn with keys, all that was asked for since in order. */
export function played(
	opened: Turn,
	keys: readonly string[],
): {readonly state: WizardState; readonly effects: readonly Effect[]} {
	return keys.reduce((before, key) => andThen(before, state => update(state, {type: 'key', key: press(key)})), opened);
}
