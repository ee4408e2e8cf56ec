import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {backToWatch} from '../watch/at-home.ts';
import {watching} from './model.ts';

/** Back from what was done to a connection: to the view of it, or to the list where it was not opened. */
export function backToConnection(state: WizardState): Turn {
	return watching.of(state) ? turn({...state, screen: {name: 'panel'}}) : backToWatch(state);
}
