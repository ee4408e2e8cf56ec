import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {keepView} from './kept.ts';
import {changeList, fleetList, ordered} from './model.ts';

/** Longer than anybody types to find something. */
const longest = 100;

export function openFilter(state: WizardState): Turn {
	return changeList(state, list => ({...list, isFiltering: true}));
}

/** The keys are commands again; the filter stays. */
export function closeFilter(state: WizardState): Turn {
	const closed = changeList(state, list => ({...list, isFiltering: false}));
	return keepView(closed.state);
}

/** Shows what these words mean. The cursor stays on its row where that is still shown, else it goes to the first one. */
export function filterTo(state: WizardState, filter: string): Turn {
	const before = fleetList.of(state);
	if (!before) return turn(state);
	const found = ordered(state, {filter: filter.slice(0, longest)});
	const after = fleetList.of(found);
	const isLost = after !== undefined && after.cursor !== before.cursor;
	const placed = isLost
		? changeList(found, list => ({...list, at: 0, cursor: list.entries[0]?.id ?? ''})).state
		: found;
	return before.isFiltering ? turn(placed) : keepView(placed);
}
