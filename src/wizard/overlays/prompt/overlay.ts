import {pasteIntoLine} from '../../core/paste.ts';
import type {KeyBinding, Overlay} from '../../core/screen.ts';
import {andChange, type Turn, turn, type WizardState} from '../../core/state.ts';
import {takeBackKey, withWayBack} from '../../core/take-back.ts';
import {editLine, insertInto, type TextLine} from '../../core/text-edit.ts';
import {askAgain} from './question.ts';
import {questionOf} from './questions.ts';

/** A question of one line over the screen: a text to type, or y and n. */
export const promptOverlay: Overlay = {
	isOpen: ({prompt}) => prompt !== undefined,
	keys: state => (isSure(state) ? sureKeys : textKeys(state)),
	typed: (state, key) => edited(state, line => editLine(line, key)),
	pasted: (state, pasted) =>
		(state.prompt && questionOf(state.prompt).pasted?.(state, pasted)) ??
		andChange(
			edited(state, line => {
				const {text} = pasteIntoLine(pasted, ' ');
				return text === '' ? undefined : insertInto(line, text);
			}),
			now => withWayBack(state, now),
		),
	hears: {
		'prompt-failed': (state, {message}) =>
			turn(state.prompt ? askAgain(state, message) : {...state, notice: {tone: 'bad', text: message}}),
		'prompt-done': (state, {message}) => turn({...closed(state), notice: {tone: 'good', text: message}}),
	},
};

const isSure = ({prompt}: WizardState) => prompt !== undefined && questionOf(prompt).sure !== undefined;
const closed = (state: WizardState): WizardState => ({...state, prompt: undefined});

const sureKeys: readonly KeyBinding[] = [
	{keys: ['y'], label: 'yes', run: state => answered(closed(state), state.prompt)},
	{keys: ['n', 'escape', 'shift-tab'], label: 'no', run: state => turn(closed(state))},
];

function textKeys(state: WizardState): readonly KeyBinding[] {
	return [
		{keys: ['enter'], label: 'do it', run: answerTyped},
		{keys: ['escape', 'shift-tab'], label: 'cancel', run: cancelled},
		takeBackKey(state),
	];
}

function cancelled(state: WizardState): Turn {
	const {prompt} = state;
	const left = closed(state);
	return turn(prompt ? (questionOf(prompt).cancelled?.(left, prompt) ?? left) : left);
}

function answerTyped(state: WizardState): Turn {
	const {prompt} = state;
	if (prompt?.value.trim() === '') return turn(askAgain(state, 'Type something, or press esc'));
	return answered(state, prompt);
}

function answered(state: WizardState, prompt: WizardState['prompt']): Turn {
	return prompt ? questionOf(prompt).answer(state, prompt, prompt.value.trim()) : turn(state);
}

function edited(state: WizardState, edit: (line: TextLine) => TextLine | undefined): Turn {
	const {prompt} = state;
	const line = prompt && !isSure(state) ? edit(prompt) : undefined;
	return turn(prompt && line ? {...state, prompt: {...prompt, ...line, offered: false, trouble: ''}} : state);
}
