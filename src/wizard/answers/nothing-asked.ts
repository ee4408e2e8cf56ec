import type {WizardState} from '../core/state.ts';
import {noAnswers} from './answers.ts';

/** Lists that belong to no connection: how they are filtered stays, and is in sight. */
const ofNoConnection = /^(?:home|profiles|drafts|runs|watch|watch-region .*|accounts .*)$/;

/** What the next connection begins with: nothing of the last one is left to be sent again, and no list is filtered for it. */
export function withNothingAsked(state: WizardState): WizardState {
	const lists = Object.fromEntries(Object.entries(state.lists).filter(([key]) => ofNoConnection.test(key)));
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
