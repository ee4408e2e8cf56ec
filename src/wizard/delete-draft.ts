import {noAnswers} from './answers.ts';
import type {Effect} from './effect.ts';
import type {WizardState} from './state.ts';

/** Deletes a draft; '' is what this wizard is at. */
export function deleteDraft(state: WizardState, file: string, effects: Effect[]): WizardState {
	if (file !== '') {
		effects.push({type: 'delete-draft', file});
		return state;
	}

	effects.push({type: 'clear-draft'});
	const emptied = {...state, answers: noAnswers, typedKeys: {}, reviewed: false, findings: [], place: undefined};
	return {...emptied, keptAnswers: undefined, notice: {tone: 'good', text: 'draft deleted'}};
}
