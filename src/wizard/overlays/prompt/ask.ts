import type {Prompt, WizardState} from '../../core/state.ts';

/** Opens a question of one line over the screen. `value` is offered as the answer. */
export function ask(
	state: WizardState,
	purpose: Prompt['purpose'],
	subject: string,
	value: string,
	called = '',
): WizardState {
	const prompt = {purpose, subject, called, value, cursor: value.length, offered: value !== '', trouble: ''};
	return {...state, prompt};
}

/** The question stays, and says why. */
export function askAgain(state: WizardState, trouble: string): WizardState {
	return state.prompt ? {...state, prompt: {...state.prompt, trouble}} : state;
}
