import type {Effect} from './effect.ts';
import {withNothingAsked} from './nothing-asked.ts';
import type {WizardState} from './state.ts';

/** Deletes a draft; '' is what this wizard is at. */
export function deleteDraft(state: WizardState, file: string, effects: Effect[]): WizardState {
	if (file !== '') {
		effects.push({type: 'delete-draft', file});
		return state;
	}

	effects.push({type: 'clear-draft'});
	const notice = {tone: 'good', text: 'draft deleted'} as const;
	return {...withNothingAsked(state), notice};
}
