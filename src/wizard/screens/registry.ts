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

/** Every screen by its name in the state; those of the steps are in steps/registry.ts. */
const screens: Readonly<Record<Exclude<WizardState['screen']['name'], 'step'>, Screen>> = {
	accounts: accountsScreen,
	confirm: confirmScreen,
	drafts: draftsScreen,
	'dry-run': dryRunScreen,
	handover: handoverScreen,
	home: homeScreen,
	panel: panelScreen,
	profiles: profilesScreen,
	review: reviewScreen,
	run: runScreen,
	runs: runsScreen,
	undo: undoScreen,
	watch: watchScreen,
	'watch-region': watchRegionScreen,
};

/** The screens one by one, as events are told to them. */
export const allScreens: readonly Screen[] = Object.values(screens);

/** The screen that the state is at, whatever lies over it. */
export function screenOf({screen}: WizardState): Screen {
	return screen.name === 'step' ? screenOfStep(screen.step) : screens[screen.name];
}

/** The list on the screen, or undefined where it shows none. */
export function listOf(state: WizardState): List | undefined {
	return screenOf(state).list?.(state);
}
