import type {Prompt, WizardState} from '../../core/state.ts';
import type {Turn} from '../../core/turn.ts';

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
