import {Secret} from '../../../connection/secret.ts';
import {withLate} from '../../core/late-state.ts';
import {turn} from '../../core/turn.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {resumeRun} from './open.ts';

/** The key that a run waits for: with it the run goes on. */
export const runKeyQuestion: Question = {
	title: ({subject}) => `The pre-shared key for ${subject}`,
	hint: 'The run stopped before its key was sent, and no key is ever kept: type it again to go on.',
	masked: true,
	answer(state, {subject, value}) {
		const {run, runKeys} = state.late;
		const closed = {...state, prompt: undefined};
		if (!run) return turn(closed);
		const given = withLate(closed, {runKeys: {...runKeys, [subject]: new Secret(value)}});
		return resumeRun(given, run);
	},
};
