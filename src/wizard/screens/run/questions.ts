import {Secret} from '../../../connection/secret.ts';
import {turn} from '../../core/turn.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {runKeysTyped, running} from './model.ts';
import {resumeRun} from './open.ts';

/** The key that a run waits for: with it the run goes on. */
export const runKeyQuestion: Question = {
	title: ({subject}) => `The pre-shared key for ${subject}`,
	hint: 'The run stopped before its key was sent, and no key is ever kept: type it again to go on.',
	masked: true,
	answer(state, {subject, value}) {
		const run = running.of(state);
		const closed = {...state, prompt: undefined};
		if (!run) return turn(closed);
		const keys = {...runKeysTyped.of(closed), [subject]: new Secret(value)};
		return resumeRun(runKeysTyped.put(closed, keys), run);
	},
};
