import type {WizardState} from '../core/state.ts';
import {noAnswers} from './answers.ts';

/** What the next connection begins with: nothing of the last one is left to be sent again, and no list of its questions is filtered. */
export function withNothingAsked(state: WizardState): WizardState {
	const lists = Object.fromEntries(Object.entries(state.lists).filter(([, {asks}]) => !asks));
	return {
		...state,
		answers: noAnswers,
		typedKeys: {},
		reviewed: false,
		editing: false,
		findings: [],
		factsKey: '',
		lists,
		place: undefined,
		keptAnswers: undefined,
		givenAnswers: undefined,
	};
}
