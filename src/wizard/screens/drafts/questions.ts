import {deleteDraft} from '../../answers/delete-draft.ts';
import type {Question} from '../../overlays/prompt/question.ts';

/** Its value is the connection's name, where it has one. */
export const deleteDraftQuestion: Question = {
	title: ({value}) => `Delete the draft${value && ` ${value}`}?`,
	hint: 'Only what was answered goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => deleteDraft(state, subject),
};
