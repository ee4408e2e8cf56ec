import {askedOf} from '../answers/asked.ts';
import {cursorRow, withRows} from '../core/list.ts';
import {viewOf, withFreshRows, withView} from '../core/list-view.ts';
import type {WizardState} from '../core/state.ts';
import type {StepList} from './step.ts';

/** A list as it is opened: a cursor that stands on what can't be chosen goes to what can. Opened, it goes where the keys say. */
export function openList(state: WizardState, {key, content}: StepList): WizardState {
	const list = {key: key(askedOf(state)), content};
	const fresh = withFreshRows(state, list);
	const view = viewOf(fresh, list);
	if (cursorRow(view)?.selectable !== false) return fresh;
	const {rows, preferred} = content(fresh);
	return withView(fresh, list, withRows({...view, touched: false}, rows, preferred));
}
