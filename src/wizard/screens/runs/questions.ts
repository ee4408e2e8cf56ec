import {turn} from '../../core/turn.ts';
import type {Question} from '../../overlays/prompt/question.ts';

export const forgetRunQuestion: Question = {
	title: ({subject}) => `Forget the run ${subject}?`,
	hint: 'It goes off this list. What it made stays, and may cost money. Its journal is put aside, not deleted.',
	sure: 'forget',
	answer: (state, {subject}) => turn(state, {type: 'forget-run', runId: subject}),
};
