import type {KeyBinding} from './screen.ts';
import {turn, type WizardState} from './state.ts';

type Typed = Pick<WizardState, 'answers' | 'typedKeys' | 'form' | 'option' | 'prompt'>;

/** What was pasted last into a line of text, for taking it back whole: how all was before, and what it left. */
export interface PastedText {
	readonly before: Typed;
	readonly after: Typed;
	readonly screen: WizardState['screen'];
}

function typedOf({answers, typedKeys, form, option, prompt}: WizardState): Typed {
	return {answers, typedKeys, form, option, prompt};
}

function isSame(a: Typed, b: Typed): boolean {
	return (
		a.answers === b.answers &&
		a.typedKeys === b.typedKeys &&
		a.option.find?.text === b.option.find?.text &&
		a.prompt?.value === b.prompt?.value
	);
}

/** The state after a paste, with the way back where it changed what is typed. */
export function withWayBack(before: WizardState, after: WizardState): WizardState {
	if (isSame(before, after)) return after;
	return {...after, pastedText: {before: typedOf(before), after: typedOf(after), screen: after.screen}};
}

/** Whether what was pasted last stands as it was pasted. */
function canTakeBack(state: WizardState): boolean {
	const {pastedText} = state;
	return pastedText !== undefined && pastedText.screen === state.screen && isSame(pastedText.after, state);
}

/** Takes back what was pasted last into a line of text. The footer has it only while there is something to take back, and then always. */
export function takeBackKey(state: WizardState): KeyBinding {
	const shown = canTakeBack(state) ? {} : {shown: ''};
	return {keys: ['ctrl-y'], label: 'undo', ...shown, run: now => turn(takeBack(now))};
}

function takeBack(state: WizardState): WizardState {
	const {pastedText} = state;
	if (!pastedText || !canTakeBack(state)) return state;
	return {
		...state,
		...pastedText.before,
		pastedText: undefined,
		notice: {tone: 'plain', text: 'the paste is taken back'},
	};
}
