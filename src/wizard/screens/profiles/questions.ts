import {askedOf} from '../../answers/asked.ts';
import {toDraft} from '../../answers/draft.ts';
import {madeUpIn} from '../../answers/made-up.ts';
import {turn} from '../../core/turn.ts';
import {askAgain} from '../../overlays/prompt/ask.ts';
import type {Question} from '../../overlays/prompt/question.ts';

export const saveQuestion: Question = {
	title: () => 'Save as a profile',
	hint: 'A profile holds no key. It asks before it replaces one.',
	answer(state, {trouble}, name) {
		const draft = toDraft(state.answers);
		if (!draft) return turn(askAgain(state, 'There is nothing to save yet'));
		const madeUp = madeUpIn(askedOf(state).answers);
		// what is told goes with the next key typed, so that it is of this very name
		return turn(state, {type: 'save-profile', name, draft, again: trouble !== '', madeUp});
	},
};

export const renameQuestion: Question = {
	title: ({subject}) => `Rename ${subject}`,
	hint: 'The new name.',
	answer: (state, {subject}, to) => turn(state, {type: 'rename-profile', name: subject, to}),
};

export const exportQuestion: Question = {
	title: ({subject}) => `Export ${subject}`,
	hint: 'A file that plan, apply and import read. One that exists is not overwritten.',
	answer: (state, {subject}, path) => turn(state, {type: 'export-profile', name: subject, path}),
};

export const importQuestion: Question = {
	title: () => 'Import a profile',
	hint: 'The file of a connection document.',
	answer: (state, _, path) => turn(state, {type: 'import-profile', path}),
};

export const deleteQuestion: Question = {
	title: ({subject}) => `Delete the profile ${subject}?`,
	hint: 'Only the profile goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => turn(state, {type: 'delete-profile', name: subject}),
};
