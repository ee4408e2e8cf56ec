import {noAnswers} from './answers.ts';
import type {WizardState} from './state.ts';

/** What the next connection begins with: nothing of the last one is left to be sent again. */
export function withNothingAsked(state: WizardState): WizardState {
	return {...state, answers: noAnswers, typedKeys: {}, reviewed: false, findings: []};
}
