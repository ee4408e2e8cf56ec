import type {Hears} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {lookOnce} from './at-home.ts';
import {choiceOf, chosen, isNamed} from './chosen.ts';
import {fleet, sameChoice, watchFleet} from './fleet.ts';
import {fleetList, openingList, ordered} from './model.ts';
import {keptText, keptView} from './view.ts';

/** Keeps for the next start how the list looks and what was chosen to be watched. */
export function keepView(state: WizardState): Turn {
	const {view, filter} = fleetList.of(state) ?? openingList;
	return turn(state, {type: 'keep-view', text: keptText({view, filter, choice: chosen.of(state) ?? {}})});
}

/** `watch` alone begins before it is known what was chosen the last time. */
function isOtherWatched(state: WizardState): boolean {
	const {watch} = state.options;
	const watched = fleet.of(state)?.choice;
	const isAsBegun = watched !== undefined && !isNamed(watched);
	return watch !== undefined && !isNamed(watch) && isAsBegun && !sameChoice(watched, choiceOf(state));
}

/** Whatever screen is on top by now, it stays. */
function openKept(state: WizardState): Turn {
	const {watching} = fleet.of(state) ?? {};
	const opened = watchFleet(state, choiceOf(state), watching === 'on' ? 'on' : 'once');
	const notice = {tone: 'look', text: 'watches what was chosen the last time · w chooses'} as const;
	return andThen(opened, now => turn({...now, notice}));
}

export const keptHears: Hears = {
	'view-kept'(state, {text}) {
		const {view, filter, choice} = keptView(text);
		const list = fleetList.of(state);
		// what the user did meanwhile is newer
		const viewed = list?.isTouched ? state : ordered(state, {view, filter});
		if (chosen.of(state)) return andThen(turn(viewed), lookOnce);
		return andThen(turn(chosen.put(viewed, choice)), now => (isOtherWatched(now) ? openKept(now) : lookOnce(now)));
	},
};
