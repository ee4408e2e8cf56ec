import {placeShown} from '../../core/place-shown.ts';
import type {KeyBinding} from '../../core/screen.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {goTo, placesOf} from './places.ts';

export const goToKeyName = 'ctrl-p';

/** The keys of the places: the tenth has 0. */
const jumpKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map(digit => `alt-${digit}`);

/** The keys of a screen on the way that lead to the other places. */
export const wayKeys: readonly KeyBinding[] = [
	{keys: [goToKeyName], label: 'go to a step', aside: true, run: openGoTo},
	{
		keys: jumpKeys,
		label: 'to the step of that number',
		shown: '',
		aside: true,
		run: (state, {text}) => goTo(state, Number(text) || 10),
	},
];

/** The cursor of the list of places begins on the place that is on the screen. */
function openGoTo(state: WizardState): Turn {
	const shown = placeShown(state);
	const here = placesOf(state).findIndex(({target}) => target === shown);
	return turn({...state, goTo: {cursor: Math.max(0, here)}});
}
