import type {Overlay} from '../../core/screen.ts';
import {turn, type WizardState} from '../../core/state.ts';

const steps: Readonly<Record<string, number>> = {up: -1, down: 1, 'page-up': -10, 'page-down': 10};

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
			keys: Object.keys(steps),
			label: 'scroll',
			shown: 'up/down',
			run: (state, {name}) => turn(scrolledTo(state, Math.max(0, (state.help?.scroll ?? 0) + (steps[name] ?? 0)))),
		},
	],
	scrollEnded: (state, top) => scrolledTo(state, Math.min(state.help?.scroll ?? 0, top)),
};

const scrolledTo = (state: WizardState, scroll: number): WizardState => ({...state, help: {scroll}});
