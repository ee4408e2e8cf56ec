import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';

/** The saved connections; they are listed anew. */
export function openProfiles(state: WizardState): Turn {
	return turn({...state, screen: {name: 'profiles'}}, {type: 'list-profiles'});
}
