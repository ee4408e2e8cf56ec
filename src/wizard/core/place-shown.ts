import type {StepId} from '../steps/step.ts';
import type {WizardState} from './state.ts';

/** Where on the way the screen is: a step, or the review. Undefined where it lies beside the way. */
export function placeShown({screen}: Pick<WizardState, 'screen'>): StepId | 'review' | undefined {
	return screen.name === 'step' ? screen.step : screen.name === 'review' ? 'review' : undefined;
}
