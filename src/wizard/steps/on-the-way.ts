import {askedOf} from '../answers/asked.ts';
import {backKey, type Key} from '../core/keys.ts';
import type {KeyBinding} from '../core/screen.ts';
import type {Turn, WizardState} from '../core/state.ts';
import {homeKey, leaveKey} from '../core/ways-out.ts';
import {wayKeys} from '../overlays/go-to/keys.ts';
import {goBack} from './go-on.ts';
import {findingsAt} from './standing.ts';
import type {Step, StepId} from './steps.ts';

/** What the help says of a step first. */
export function aboutStep(step: Step, state: WizardState): readonly string[] {
	const asked = askedOf(state);
	return [step.question(asked), step.help(asked)].filter(Boolean);
}

/** What is said of an answer, and how to mend it. */
export function findingWords(state: WizardState, step: StepId, field: string): readonly string[] {
	return findingsAt(state, step, field).map(({message, mend}) => [message, mend].filter(Boolean).join('. '));
}

/** The keys that lead out of a step. `back` may stay in it. */
export function stepWaysOut(
	{id}: Step,
	back: (state: WizardState, key: Key) => Turn = state => goBack(state, id),
	behindBack: readonly KeyBinding[] = [],
): readonly KeyBinding[] {
	return [backKey(back), ...behindBack, ...elsewhereKeys];
}

/** The keys that lead elsewhere from anywhere on the way. */
export const elsewhereKeys: readonly KeyBinding[] = [...wayKeys, homeKey(), leaveKey()];
