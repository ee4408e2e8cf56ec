import {deleteDraft} from '../../answers/delete-draft.ts';
import type {Question} from '../../overlays/prompt/question.ts';

export const deleteDraftQuestion: Question = {
	title: ({called}) => `Delete the draft${called && ` ${called}`}?`,
	hint: 'Only what was answered goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => deleteDraft(state, subject),
};
