import {deleteDraft} from '../../answers/delete-draft.ts';
import {pushedBy} from '../../core/turn.ts';
import type {Question} from '../../overlays/prompt/question.ts';

/** Its value is the connection's name, where it has one. */
export const deleteDraftQuestion: Question = {
	title: ({value}) => `Delete the draft${value && ` ${value}`}?`,
	hint: 'Only what was answered goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => pushedBy(effects => deleteDraft(state, subject, effects)),
};
