import {moveKeys, scrolledTo} from '../../core/keys.ts';
import type {Overlay} from '../../core/screen.ts';
import {turn, type WizardState} from '../../core/state.ts';

/** The help of a screen. Keys that it has no use for do nothing, so that nothing happens unseen. */
export const helpOverlay: Overlay = {
	isOpen: ({help}) => help !== undefined,
	keys: () => [
		{
			keys: ['escape', 'enter', '?', 'ctrl-g', 'q'],
			label: 'close',
			run: state => turn({...state, help: undefined}),
		},
		{
			keys: moveKeys,
			label: 'scroll',
			shown: 'up/down',
			run: (state, key) => turn(withScroll(state, scrolledTo(key, state.help?.scroll ?? 0))),
		},
	],
	scrollEnded: (state, top) => withScroll(state, Math.min(state.help?.scroll ?? 0, top)),
};

const withScroll = (state: WizardState, scroll: number): WizardState => ({...state, help: {scroll}});
