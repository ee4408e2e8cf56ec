import {askedOf} from '../answers/asked.ts';
import type {WizardState} from '../core/state.ts';
import type {Step} from './step.ts';

/** What the help says of a step first. */
export function aboutStep(step: Step, state: WizardState): readonly string[] {
	const asked = askedOf(state);
	return [step.question(asked), step.help(asked)].filter(Boolean);
}
