import type {WizardState} from '../../core/state.ts';

/** The first screen. What was being asked stays as it is, for going on. */
export function openHome(state: WizardState): WizardState {
	return {...state, screen: {name: 'home'}, editing: false, blocked: undefined};
}
