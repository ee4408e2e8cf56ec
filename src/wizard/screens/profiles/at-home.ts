import type {WizardState} from '../../core/state.ts';
import {turn} from '../../core/turn.ts';
import type {Offer} from '../home/offer.ts';

export function profilesAtHome({profiles}: WizardState): Offer {
	const open = (now: WizardState) => turn({...now, screen: {name: 'profiles'}}, {type: 'list-profiles'});
	return {id: 'profiles', title: 'From a profile', says: profilesSay(profiles), open};
}

/** Before they are listed: what can be done with them. */
function profilesSay(profiles: WizardState['profiles']): string {
	if (!profiles) return 'load, rename, export, import';
	if (profiles.length === 0) return 'none is saved yet';
	const names = profiles.slice(0, 3).map(({name}) => name);
	return `${profiles.length} saved · ${names.join(', ')}${profiles.length > 3 ? ', …' : ''}`;
}
