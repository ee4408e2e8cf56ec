import type {WizardState} from '../../core/state.ts';
import type {Offer} from '../home/offer.ts';
import {openWatch} from './open.ts';
import {watchSays} from './watch-list.ts';

export function watchAtHome(state: WizardState): Offer {
	return {id: 'watch', title: 'Watch tunnels', says: watchSays(state), open: openWatch};
}
