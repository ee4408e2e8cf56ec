import type {KeyBinding, Screen} from './screen.ts';
import {type Turn, turn, type WizardState} from './state.ts';

/** Where a screen keeps what it shows; it stays there while another screen is looked at. */
export interface ModelSlot<Model> {
	of(state: WizardState): Model | undefined;
	put(state: WizardState, model: Model | undefined): WizardState;
	/** What a model leads to; nothing where there is none. */
	on(state: WizardState, leadsTo: (model: Model) => Turn): Turn;
	/** The model with some of it changed; nothing where there is none. */
	change(state: WizardState, change: Partial<Model> | ((model: Model) => Partial<Model>)): Turn;
}

/** @param name the screen's own */
export function modelSlot<Model>(name: string): ModelSlot<Model> {
	const slot: ModelSlot<Model> = {
		// cast: nobody but this slot puts anything under its name
		of: state => state.models[name] as Model | undefined,
		put: (state, model) => ({...state, models: {...state.models, [name]: model}}),
		on(state, leadsTo) {
			const model = slot.of(state);
			return model === undefined ? turn(state) : leadsTo(model);
		},
		change: (state, change) =>
			slot.on(state, model => {
				const changed = typeof change === 'function' ? change(model) : change;
				return turn(slot.put(state, {...model, ...changed}));
			}),
	};
	return slot;
}

interface ModelScreen<Model> extends Omit<Screen, 'keys' | 'calm' | 'scrollEnded'> {
	keys(model: Model, state: WizardState): readonly KeyBinding[];
	/** What of it is said only until the next key. */
	readonly calm?: (model: Model) => Partial<Model>;
	scrollEnded?(model: Model, top: number): Partial<Model>;
}

/** A screen that shows the model of a slot: there are keys only while there is one. */
export function modelScreen<Model>(
	slot: ModelSlot<Model>,
	{keys, calm, scrollEnded, ...rest}: ModelScreen<Model>,
): Screen {
	return {
		...rest,
		keys(state) {
			const model = slot.of(state);
			return model === undefined ? [] : keys(model, state);
		},
		calm: state => (calm ? slot.change(state, calm).state : state),
		scrollEnded: (state, top) => slot.change(state, model => scrollEnded?.(model, top) ?? {}).state,
	};
}
