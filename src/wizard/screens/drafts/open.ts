import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';

/** The drafts that are offered; they are listed anew. */
export function openDrafts(state: WizardState): Turn {
	return turn({...state, screen: {name: 'drafts'}}, {type: 'list-drafts'});
}
