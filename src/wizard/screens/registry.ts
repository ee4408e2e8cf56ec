import type {List, Screen} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
import {screenOfStep} from '../steps/registry.ts';
import {accountsScreen} from './accounts/screen.ts';
import {confirmScreen} from './confirm/screen.ts';
import {draftsScreen} from './drafts/screen.ts';
import {dryRunScreen} from './dry-run/screen.ts';
import {handoverScreen} from './handover/screen.ts';
import {homeScreen} from './home/screen.ts';
import {panelScreen} from './panel/screen.ts';
import {profilesScreen} from './profiles/screen.ts';
import {reviewScreen} from './review/screen.ts';
import {runScreen} from './run/screen.ts';
import {runsScreen} from './runs/screen.ts';
import {undoScreen} from './undo/screen.ts';
import {watchScreen} from './watch/screen.ts';
import {watchRegionScreen} from './watch-region/screen.ts';

/** Every screen by its name in the state. */
const screens = {
	accounts: accountsScreen,
	'dry-run': dryRunScreen,
	confirm: confirmScreen,
	run: runScreen,
	undo: undoScreen,
	panel: panelScreen,
	handover: handoverScreen,
	drafts: draftsScreen,
	home: homeScreen,
	profiles: profilesScreen,
	review: reviewScreen,
	runs: runsScreen,
	watch: watchScreen,
	'watch-region': watchRegionScreen,
} as const satisfies Readonly<Record<string, Screen>>;

/** The screens one by one, as events are told to them. */
export const allScreens: readonly Screen[] = Object.values(screens);

/** The screen that the state is at, whatever lies over it. */
export function screenOf({screen}: WizardState): Screen | undefined {
	if (screen.name === 'step') return screenOfStep(screen.step);
	const {name} = screen;
	return name in screens ? screens[name as keyof typeof screens] : undefined;
}

/** The list on the screen, or undefined where it shows none. */
export function listOf(state: WizardState): List | undefined {
	return screenOf(state)?.list?.(state);
}
