import {movedTo} from '../../core/keys.ts';
import type {KeyBinding, Overlay} from '../../core/screen.ts';
import {placeShown, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey} from '../../core/ways-out.ts';
import {places} from '../../steps/steps.ts';
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

/** The places on the way, to be jumped to by their numbers. */
export const goToOverlay: Overlay = {
	isOpen: ({goTo: open}) => open !== undefined,
	keys: () => [
		{keys: [], label: 'go there', shown: '1-9 0'},
		{
			keys: ['up', 'down', 'home', 'end'],
			label: 'move',
			shown: 'up/down',
			run: (state, key) => turn({...state, goTo: {cursor: movedTo(key, state.goTo?.cursor ?? 0, places.length) ?? 0}}),
		},
		{keys: ['enter'], label: 'go there', run: state => goTo(state, (state.goTo?.cursor ?? 0) + 1)},
		{
			keys: ['escape', goToKeyName, 'shift-tab', 'q'],
			label: 'close',
			run: state => turn({...state, goTo: undefined}),
		},
		homeKey(),
	],
	typed: (state, key) =>
		key.name === 'char' && !key.ctrl && /^\d$/.test(key.text) ? goTo(state, Number(key.text) || 10) : turn(state),
};
