import type {Screen} from '../core/screen.ts';
import {listStepScreen} from './list-step.ts';
import type {StepId} from './step.ts';
import {steps} from './steps.ts';

const screens: ReadonlyMap<StepId, Screen> = new Map(
	steps.flatMap(step => (step.list ? [[step.id, listStepScreen(step, step.list)]] : [])),
);

/** The screen that asks a step. */
export function screenOfStep(id: StepId): Screen | undefined {
	return screens.get(id);
}
