import type {WizardState} from '../core/state.ts';
import {type Turn, turn} from '../core/turn.ts';
import {withNothingAsked} from './nothing-asked.ts';

/** Deletes a draft; '' is what this wizard is at. */
export function deleteDraft(state: WizardState, file: string): Turn {
	if (file !== '') return turn(state, {type: 'delete-draft', file});
	const notice = {tone: 'good', text: 'draft deleted'} as const;
	return turn({...withNothingAsked(state), notice}, {type: 'clear-draft'});
}
