import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {WizardState} from '../../core/state.ts';

/** What was chosen on the screen to be watched, now or at an earlier time; undefined until it is known what was kept. */
export const chosen = modelSlot<FleetChoice>('fleet choice');

/** What is watched where nothing else is said: what the command asked for, else what was chosen last. */
export function choiceOf(state: WizardState): FleetChoice {
	return (isNamed(state.options.watch) ? state.options.watch : chosen.of(state)) ?? {};
}

/** Whether the command names what it watches: `watch` alone is what was chosen last. */
export function isNamed(choice: FleetChoice | undefined): boolean {
	return choice !== undefined && Object.keys(choice).length > 0;
}
