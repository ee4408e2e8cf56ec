import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {keepView} from './kept.ts';
import {changeList, fleetList, movedToRow, ordered} from './model.ts';

/** Longer than anybody types to find something. */
const longest = 100;

/** What was looked for before is not what is looked for now. */
export function openFilter(state: WizardState): Turn {
	return turn(ordered(state, {filter: '', isFiltering: true}));
}

/** The keys are commands again; the filter stays. */
export function closeFilter(state: WizardState): Turn {
	const closed = changeList(state, list => ({...list, isFiltering: false}));
	return keepView(closed.state);
}

/** Shows what these words mean. The cursor stays on its row where that is still shown, else it goes to the first connection. */
export function filterTo(state: WizardState, filter: string): Turn {
	const before = fleetList.of(state);
	if (!before) return turn(state);
	const found = ordered(state, {filter: filter.slice(0, longest)});
	const after = fleetList.of(found);
	// a title is nothing that was looked for
	const meant = after?.entries.findIndex(({kind}) => kind === 'connection') ?? -1;
	const isTitle = filter !== '' && after?.entries[after.at]?.kind === 'section';
	const isLost = after !== undefined && (isTitle || after.cursor !== before.cursor);
	const placed = isLost ? changeList(found, list => movedToRow(list, Math.max(0, meant))).state : found;
	return before.isFiltering ? turn(placed) : keepView(placed);
}
