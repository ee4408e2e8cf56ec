import type {List, Screen} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
import {formScreen} from '../steps/form/form-screen.ts';
import {listStepScreen} from '../steps/list-step.ts';
import {optionsScreen} from '../steps/options/screen.ts';
import {pairsScreen} from '../steps/pairs/screen.ts';
import {type Step, type StepId, steps} from '../steps/steps.ts';
import {accountsScreen} from './accounts/screen.ts';
import {confirmScreen} from './confirm/screen.ts';
import {draftsScreen} from './drafts/screen.ts';
import {dryRunScreen} from './dry-run/screen.ts';
import {fleetChoiceScreen} from './fleet-choice/screen.ts';
import {handoverScreen} from './handover/screen.ts';
import {homeScreen} from './home/screen.ts';
import {keysScreen} from './keys/screen.ts';
import {manyOptionScreen} from './many/option-screen.ts';
import {manyScreen} from './many/screen.ts';
import {manyValueScreen} from './many/value-screen.ts';
import {panelScreen} from './panel/screen.ts';
import {profilesScreen} from './profiles/screen.ts';
import {reviewScreen} from './review/screen.ts';
import {runScreen} from './run/screen.ts';
import {runsScreen} from './runs/screen.ts';
import {undoScreen} from './undo/screen.ts';
import {watchScreen} from './watch/screen.ts';
import {whyScreen} from './why/screen.ts';

/** Every screen by its name in the state; those of the steps are made below. */
const screens: Readonly<Record<Exclude<WizardState['screen']['name'], 'step'>, Screen>> = {
	accounts: accountsScreen,
	confirm: confirmScreen,
	drafts: draftsScreen,
	'dry-run': dryRunScreen,
	'fleet-choice': fleetChoiceScreen,
	handover: handoverScreen,
	home: homeScreen,
	keys: keysScreen,
	many: manyScreen,
	'many-option': manyOptionScreen,
	'many-value': manyValueScreen,
	panel: panelScreen,
	profiles: profilesScreen,
	review: reviewScreen,
	run: runScreen,
	runs: runsScreen,
	undo: undoScreen,
	watch: watchScreen,
	why: whyScreen,
};

function screenFor(step: Step): Screen {
	if (step.list) return listStepScreen(step, step.list);
	switch (step.kind) {
		case 'pairs':
			return pairsScreen(step);
		case 'options':
			return optionsScreen(step);
		default:
			return formScreen(step);
	}
}

const stepScreens: ReadonlyMap<StepId, Screen> = new Map(steps.map(step => [step.id, screenFor(step)]));

/** The screens one by one, as events are told to them. */
export const allScreens: readonly Screen[] = Object.values(screens);

/** The screen that the state is at, whatever lies over it. @throws Error for a step that there is none of */
export function screenOf({screen}: WizardState): Screen {
	if (screen.name !== 'step') return screens[screen.name];
	const asking = stepScreens.get(screen.step);
	if (!asking) throw new Error(`no step ${screen.step}`);
	return asking;
}

/** The list on the screen, or undefined where it shows none. */
export function listOf(state: WizardState): List | undefined {
	return screenOf(state).list?.(state);
}
