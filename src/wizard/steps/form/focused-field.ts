import {askedOf} from '../../answers/asked.ts';
import type {WizardState} from '../../core/state.ts';
import type {Field} from '../field.ts';
import {stepOf, visibleFields} from '../steps.ts';

/** The field of the form on the screen that has the focus: the first one where the focused one is hidden. */
export function focusedField(state: WizardState): Field | undefined {
	if (state.screen.name !== 'step') return undefined;
	const fields = visibleFields(stepOf(state.screen.step), askedOf(state));
	return fields.find(field => field.id === state.form.focus) ?? fields[0];
}
