import {keptDraft} from '../answers/kept-draft.ts';
import type {WizardState} from './state.ts';
import {type Turn, turn} from './turn.ts';

/** Leaves the wizard. What was being asked is kept as a draft; what was made is said on the normal screen. */
export function leave(state: WizardState, code: number, summary: readonly string[] = [], sandbox = false): Turn {
	if (state.leaving) return turn(state);
	const kept = keptDraft(state);
	return turn({...state, leaving: true}, ...(kept ? [{type: 'save-draft', kept} as const] : []), {
		type: 'leave',
		code,
		summary,
		draft: kept !== undefined,
		...(sandbox ? {sandbox} : {}),
	});
}
