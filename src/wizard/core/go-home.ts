import {openHome} from '../screens/home/open.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import {placeShown} from './place-shown.ts';
import type {WizardState} from './state.ts';
import {andThen, type Turn, turn} from './turn.ts';

/**
 * To the first screen. What was being asked stays as it is, for going on.
 * @param close what goes with the screen that is left
 */
export function goHome(state: WizardState, close: (state: WizardState) => Turn = turn): Turn {
	if (state.screen.name === 'home') return turn(state);
	const isAsking = placeShown(state) !== undefined;
	const home = andThen(close(state), now => turn(openHome({...now, goTo: undefined, help: undefined})));
	return isAsking ? home : andThen(home, lookAgain);
}
