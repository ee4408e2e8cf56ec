import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';

/** Where to pick another account for a cloud; it leads back to where one was. */
export function openAccounts(state: WizardState, cloud: CloudId): Turn {
	const from = state.screen.name === 'step' ? state.screen.step : 'home';
	return turn({...state, screen: {name: 'accounts', cloud, from}});
}
