import {askedOf} from '../answers/asked.ts';
import type {Field} from '../steps/fields.ts';
import {optionContext} from '../steps/options/option-edit.ts';
import {stepOf, visibleFields} from '../steps/steps.ts';
import type {Context} from './key-map.ts';
import type {WizardState} from './state.ts';

/** What has the keys where nothing lies over the screen. */
export function contextOf(state: WizardState): Context {
	const {screen} = state;
	switch (screen.name) {
		case 'step': {
			const step = stepOf(screen.step);
			if (step.kind === 'options') return optionContext(state);
			return step.kind === 'form' ? fieldContext(focusedField(state)) : step.kind;
		}
		default:
			return screen.name;
	}
}

function fieldContext(field: Field | undefined): Context {
	if (field?.kind === 'text') return field.free ? 'free-text' : 'text';
	return field?.kind ?? 'text';
}

/** The field of the form on the screen that has the focus: the first one where the focused one is hidden. */
export function focusedField(state: WizardState): Field | undefined {
	if (state.screen.name !== 'step') return undefined;
	const fields = visibleFields(stepOf(state.screen.step), askedOf(state));
	return fields.find(field => field.id === state.form.focus) ?? fields[0];
}
