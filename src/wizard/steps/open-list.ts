import {type Asked, askedOf} from '../answers/asked.ts';
import {cursorRow, withRows} from '../core/list.ts';
import {viewOf, withFreshRows, withView} from '../core/list-view.ts';
import type {List} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
import type {StepList} from './step.ts';

/** Under which name a list's filter and cursor are kept, what it holds, and whose things these are. */
export function keptList(
	{key, content, ofAllClouds}: StepList,
	asked: Asked,
): Pick<List, 'key' | 'content' | 'cloud' | 'asks'> {
	return {key: key(asked), content, asks: true, cloud: ofAllClouds ? undefined : asked.cloud};
}

/** A list as it is opened: a cursor that stands on what can't be chosen goes to what can. Opened, it goes where the keys say. */
export function openList(state: WizardState, own: StepList): WizardState {
	const list = keptList(own, askedOf(state));
	const fresh = withFreshRows(state, list);
	const view = viewOf(fresh, list);
	if (cursorRow(view)?.selectable !== false) return fresh;
	const {rows, preferred} = list.content(fresh);
	return withView(fresh, list, withRows({...view, touched: false}, rows, preferred));
}
