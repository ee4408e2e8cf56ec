import {movedTo} from '../../core/keys.ts';
import type {Overlay} from '../../core/screen.ts';
import {turn} from '../../core/turn.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {places} from '../../steps/steps.ts';
import {goToKeyName} from './keys.ts';
import {goTo} from './places.ts';

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
		leaveKey(),
	],
	typed: (state, key) =>
		key.name === 'char' && !key.ctrl && /^\d$/.test(key.text) ? goTo(state, Number(key.text) || 10) : turn(state),
};
