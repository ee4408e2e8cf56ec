import {cursorRow, emptyList, type ListView, type Row, withRows} from './list.ts';
import {loadOf} from './loads.ts';
import type {List} from './screen.ts';
import type {Load, WizardState} from './state.ts';

export function viewOf({lists}: WizardState, {key}: Pick<List, 'key'>): ListView {
	return lists[key] ?? emptyList;
}

export function withView(state: WizardState, {key}: Pick<List, 'key'>, view: ListView): WizardState {
	return {...state, lists: {...state.lists, [key]: view}};
}

/** The row under the cursor; undefined where there is nothing in the list. */
export function rowIn(state: WizardState, list: Pick<List, 'key'>): Row | undefined {
	return cursorRow(viewOf(state, list));
}

/** The state with the rows of a list as they are now; cursor and filter stay. */
export function withFreshRows(state: WizardState, list: Pick<List, 'key' | 'content' | 'cloud' | 'asks'>): WizardState {
	const {cloud, asks} = list;
	const {rows, preferred} = list.content(state);
	const view = viewOf(state, list);
	return view.rows === rows ? state : withView(state, list, withRows({...view, cloud, asks}, rows, preferred));
}

/** How the list's data stands: ready, still loading, or failed. What failed beside the first reading is done without. */
export function listLoad(
	state: WizardState,
	{readings, needsAll = false}: Pick<List, 'readings' | 'needsAll'>,
): Load | undefined {
	const loads = readings.map(reading => loadOf(state, reading));
	const first = needsAll ? (loads.find(load => load?.status === 'error') ?? loads[0]) : loads[0];
	if (first?.status === 'error') return first;
	return loads.find(load => load?.status === 'loading') ?? first;
}
