import {modelSlot} from './model-slot.ts';
import type {WizardState} from './state.ts';

const told = modelSlot<readonly string[]>('told on leaving');

/** What was done on a screen that is left now, for the last words of the program. */
export function withLastWords(state: WizardState, lines: readonly string[]): WizardState {
	return lines.length === 0 ? state : told.put(state, [...(told.of(state) ?? []), ...lines]);
}

/** What was done on screens that have been left since. */
export function lastWordsOf(state: WizardState): readonly string[] {
	return told.of(state) ?? [];
}
