import type {WizardState} from '../../core/state.ts';
import type {Offer} from '../home/offer.ts';
import {lookAgain, watchSays} from './watch-list.ts';

export function watchAtHome(state: WizardState): Offer {
	const open = (now: WizardState) => lookAgain({...now, screen: {name: 'watch'}});
	return {id: 'watch', title: 'Watch tunnels', says: watchSays(state), open};
}
