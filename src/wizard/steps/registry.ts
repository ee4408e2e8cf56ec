import type {Screen} from '../core/screen.ts';
import {formScreen} from './form/form-screen.ts';
import {listStepScreen} from './list-step.ts';
import {optionsScreen} from './options/screen.ts';
import {pairsScreen} from './pairs/screen.ts';
import {type Step, type StepId, steps} from './steps.ts';

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

const screens: ReadonlyMap<StepId, Screen> = new Map(steps.map(step => [step.id, screenFor(step)]));

/** The screen that asks a step. @throws Error for a step that there is none of */
export function screenOfStep(id: StepId): Screen {
	const screen = screens.get(id);
	if (!screen) throw new Error(`no step ${id}`);
	return screen;
}
