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
		| 'fleet-tags';
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
