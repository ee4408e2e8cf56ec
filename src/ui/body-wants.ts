import {askedOf} from '../wizard/answers/asked.ts';
import {viewOf} from '../wizard/core/list-view.ts';
import type {WizardState} from '../wizard/core/state.ts';
import {listOf} from '../wizard/screens/registry.ts';
import type {Glyphs} from './glyphs.ts';
import {listWants} from './list-table.ts';
import {optionsWant} from './screens/options-step.tsx';
import {pairsWant} from './screens/pair-columns.ts';

/** The width at which nothing of the step on the screen is cut: the summary beside it gets what is left. 0 where it does not matter. */
export function bodyWants(state: WizardState, glyphs: Glyphs): number {
	const list = listOf(state);
	if (list) return listWants(list.columns, viewOf(state, list).rows, glyphs);
	if (state.screen.name !== 'step') return 0;
	if (state.screen.step === 'options') return optionsWant(askedOf(state));
	return state.screen.step === 'pairs' ? pairsWant(askedOf(state), state.pairs.row, glyphs) : 0;
}
