import type {CloudErrorInfo} from '../../../clouds/contract/cloud.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';

/** A one-line question over the screen. */
export interface Prompt {
	readonly purpose:
		| 'save-profile'
		| 'rename-profile'
		| 'export-profile'
		| 'import-profile'
		| 'delete-profile'
		| 'delete-draft'
		| 'forget-run'
		| 'run-key'
		| 'write-report'
		| 'even-if-down'
		| 'many-value'
		| 'rotation-key'
		| 'site-log'
		| 'fleet-tags'
		| 'fleet-accounts'
		| 'fleet-ids';
	/** The profile, draft, run or field it is about. */
	readonly subject: string;
	/** What that is called, where it has a name of its own. */
	readonly called: string;
	readonly value: string;
	readonly cursor: number;
	/** The value is a suggestion that nobody has touched. */
	readonly offered: boolean;
	readonly trouble: string;
}

/** What a prompt asks, what it says below, and what the answer does. */
export interface Question {
	title(prompt: Prompt): string;
	readonly hint: string;
	/** What `y` does, where it is answered with y or n. */
	readonly sure?: 'delete' | 'forget';
	/** What is typed is not shown. */
	readonly masked?: true;
	/**
	 * Of a text that was typed the prompt stays open until what it asks for is done; of y it is closed.
	 * @param text the answer without the blanks around it; never '' of a text
	 */
	answer(state: WizardState, prompt: Prompt, text: string): Turn;
	/** What becomes of a text that was typed and not answered; left out: it is forgotten. @param state with the prompt closed */
	cancelled?(state: WizardState, prompt: Prompt): WizardState;
	/** What a paste does that is no text for the line; undefined: it is one, and goes into it. */
	pasted?(state: WizardState, text: string): Turn | undefined;
}

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

/** Opens a question with a text that the user has typed already: it goes on where he left it. */
export function askOn(state: WizardState, purpose: Prompt['purpose'], subject: string, typed: string): WizardState {
	const asked = ask(state, purpose, subject, typed);
	return asked.prompt ? {...asked, prompt: {...asked.prompt, offered: false}} : asked;
}

/** The question stays, and says why. */
export function askAgain(state: WizardState, trouble: string): WizardState {
	return state.prompt ? {...state, prompt: {...state.prompt, trouble}} : state;
}

/** Goes on with what stopped for the other tunnel is not UP: asked for with a word, never by one key. @param subject what goes on */
export function allTheSameKeys(
	subject: 'run' | 'undo',
	error: Pick<CloudErrorInfo, 'mendByOption'> | undefined,
): readonly KeyBinding[] {
	if (error?.mendByOption === undefined) return [];
	const run = (state: WizardState) => turn(ask(state, 'even-if-down', subject, ''));
	return [{keys: ['i'], label: 'interrupt all the same', run}];
}
