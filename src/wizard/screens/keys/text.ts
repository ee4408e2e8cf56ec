import type {WizardState} from '../../core/state.ts';
import {panelEnd} from '../panel/summary.ts';
import {renewingKeys} from './model.ts';
import {keysSummary} from './summary.ts';

/** What is said on leaving: which tunnels have their new key, and how to go on with the others; then what is watched. */
export function keysEnd(state: WizardState): readonly string[] {
	const model = renewingKeys.of(state);
	const told = model ? keysSummary(model) : [];
	const watched = panelEnd(state);
	return [...told, ...(told.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}
