import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {placeShown, type Turn, turn, type WizardState} from '../../core/state.ts';

/** Where to pick another account for a cloud; it leads back to where one was. */
export function openAccounts(state: WizardState, cloud: CloudId): Turn {
	const from = placeShown(state) ?? 'home';
	return turn({...state, screen: {name: 'accounts', cloud, from}});
}

/** Leads there from where a cloud is asked about. */
export function accountKey(cloud: CloudId | undefined): KeyBinding {
	return {
		keys: ['ctrl-o'],
		label: 'other account',
		run: state => (cloud === undefined ? turn(state) : openAccounts(state, cloud)),
	};
}
