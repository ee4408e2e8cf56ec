import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {openHome} from '../home/open.ts';

/** The runs that stopped half way; the journals are read anew. */
export function openRuns(state: WizardState): Turn {
	return turn({...state, screen: {name: 'runs'}}, {type: 'list-runs'});
}

/** Back to the runs that stopped; to the first screen where none is left, for an empty list leads nowhere. */
export function backToRuns(state: WizardState): WizardState {
	return (state.runs?.length ?? 0) > 0 ? {...state, screen: {name: 'runs'}} : openHome(state);
}
