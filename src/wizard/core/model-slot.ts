import type {WizardState} from './state.ts';

/** Where a screen keeps what it shows; it stays there while another screen is looked at. */
export interface ModelSlot<Model> {
	of(state: WizardState): Model | undefined;
	put(state: WizardState, model: Model | undefined): WizardState;
}

/** @param name the screen's own */
export function modelSlot<Model>(name: string): ModelSlot<Model> {
	return {
		// cast: nobody but this slot puts anything under its name
		of: state => state.models[name] as Model | undefined,
		put: (state, model) => ({...state, models: {...state.models, [name]: model}}),
	};
}
