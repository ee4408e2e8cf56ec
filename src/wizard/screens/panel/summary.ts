import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {lastWordsOf} from '../../core/told-on-leaving.ts';
import {handingOver} from '../handover/model.ts';
import {writtenSummary} from '../handover/text.ts';
import {unendedSummary} from '../run/made-summary.ts';
import {halfTaken} from '../undo/model.ts';
import {type PanelModel, panelSummary, watching} from './model.ts';

/** What is said on leaving from the panel, or from the hand-over before it. */
export function panelEnd(state: WizardState): readonly string[] {
	const panel = watching.of(state);
	const watched = panel ? withoutGoing(state, panel) : [];
	const told = [watched, unendedSummary(state), lastWordsOf(state), writtenSummary(state)].filter(
		lines => lines.length > 0,
	);
	return told.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** What is watched, but for connections whose deletion has begun here: that is told of them instead. */
function withoutGoing(state: WizardState, panel: PanelModel): readonly string[] {
	const {snapshot, ids} = panel;
	const going = new Set(Object.values(halfTaken.of(state) ?? {}).map(({told}) => told?.connection.id));
	if (!snapshot || going.size === 0) return panelSummary(panel);
	const connections = snapshot.connections.filter(({id}) => !going.has(id));
	if (connections.length === 0) return [];
	return panelSummary({...panel, ids: ids.filter(id => !going.has(id)), snapshot: {...snapshot, connections}});
}

/** Nothing is watched any more, and what lay before the panel goes with it. */
export function panelClosed(state: WizardState): Turn {
	return turn(handingOver.put(watching.put(state, undefined), undefined), {type: 'stop-watch'});
}
