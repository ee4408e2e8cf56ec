import type {WizardState} from '../../core/state.ts';
import type {Turn} from '../../core/turn.ts';
import {lookAgain} from './watch-list.ts';

/** The connections that stand; they are read anew. */
export function openWatch(state: WizardState): Turn {
	return lookAgain({...state, screen: {name: 'watch'}});
}
