import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {handingOver} from '../handover/model.ts';
import {writtenSummary} from '../handover/text.ts';
import {panelSummary, watching} from './model.ts';

/** What is said on leaving from the panel, or from the hand-over before it. */
export function panelEnd(state: WizardState): readonly string[] {
	const panel = watching.of(state);
	const written = writtenSummary(state);
	const watched = panel ? panelSummary(panel) : [];
	return written.length === 0 ? watched : [...watched, '', ...written];
}

/** Nothing is watched any more, and what lay before the panel goes with it. */
export function panelClosed(state: WizardState): Turn {
	return turn(handingOver.put(watching.put(state, undefined), undefined), {type: 'stop-watch'});
}
