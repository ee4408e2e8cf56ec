import {keptDraft} from '../answers/kept-draft.ts';
import type {Effect} from './effect.ts';
import type {WizardState} from './state.ts';

/** Leaves the wizard. What was being asked is kept as a draft; what was made is said on the normal screen. */
export function leave(
	state: WizardState,
	code: number,
	effects: Effect[],
	summary: readonly string[] = [],
	sandbox = false,
): WizardState {
	if (state.leaving) return state;
	const kept = keptDraft(state);
	if (kept) effects.push({type: 'save-draft', kept});
	effects.push({type: 'leave', code, summary, draft: kept !== undefined, ...(sandbox ? {sandbox} : {})});
	return {...state, leaving: true};
}
