import {overlayOf} from '../overlays/registry.ts';
import type {WizardEvent} from './event.ts';
import type {WizardState} from './state.ts';

/**
 * A key that is shown is masked again as soon as its field or the screen is left, something lies over it, or somebody else may look:
 * help, a prompt, another size, Ctrl-Z, leaving.
 */
export function maskAgain(before: WizardState, after: WizardState, event: WizardEvent): WizardState {
	if (!after.form.revealed) return after;
	const stays =
		(before.form.focus === '' || after.form.focus === before.form.focus) &&
		after.screen === before.screen &&
		overlayOf(after) === undefined &&
		!after.leaving &&
		event.type !== 'resize' &&
		event.type !== 'suspended';
	return stays ? after : {...after, form: {...after.form, revealed: false}};
}
