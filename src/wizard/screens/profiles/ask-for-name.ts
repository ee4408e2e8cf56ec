import {askedOf} from '../../answers/asked.ts';
import type {WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/ask.ts';

/** Asks under which name the connection is kept; its own name is offered. */
export function askForProfileName(state: WizardState): WizardState {
	return ask(state, 'save-profile', '', (askedOf(state).answers.texts.name ?? '').trim());
}
