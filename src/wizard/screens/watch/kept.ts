import type {Hears} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {lookOnce} from './at-home.ts';
import {chosen} from './chosen.ts';
import {fleetList, openingList, ordered} from './model.ts';
import {keptText, keptView} from './view.ts';

/** Keeps for the next start how the list looks and what was chosen to be watched. */
export function keepView(state: WizardState): Turn {
	const {view, filter} = fleetList.of(state) ?? openingList;
	return turn(state, {type: 'keep-view', text: keptText({view, filter, choice: chosen.of(state) ?? {}})});
}

export const keptHears: Hears = {
	'view-kept'(state, {text}) {
		const {view, filter, choice} = keptView(text);
		const list = fleetList.of(state);
		// what the user did meanwhile is newer
		const viewed = list?.isTouched ? state : ordered(state, {view, filter});
		return andThen(turn(chosen.of(state) ? viewed : chosen.put(viewed, choice)), lookOnce);
	},
};
