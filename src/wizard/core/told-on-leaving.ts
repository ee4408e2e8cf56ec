import {modelSlot} from './model-slot.ts';
import type {WizardState} from './state.ts';

interface Told {
	readonly lines: readonly string[];
	/** The run that it is told of; '' of none. */
	readonly runId: string;
}

const told = modelSlot<readonly Told[]>('told on leaving');

/** What was done on a screen that is left now, for the last words of the program. What was told of the same run before is over. */
export function withLastWords(state: WizardState, lines: readonly string[], runId = ''): WizardState {
	if (lines.length === 0) return state;
	const before = (told.of(state) ?? []).filter(each => runId === '' || each.runId !== runId);
	return told.put(state, [...before, {lines, runId}]);
}

/** What was done on screens that have been left since. @param but a run that is told of already */
export function lastWordsOf(state: WizardState, but?: string): readonly string[] {
	return (told.of(state) ?? []).flatMap(({lines, runId}) => (runId !== '' && runId === but ? [] : lines));
}
