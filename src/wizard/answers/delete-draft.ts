import type {Effect} from '../core/effect.ts';
import type {WizardState} from '../core/state.ts';
import {withNothingAsked} from './nothing-asked.ts';

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
