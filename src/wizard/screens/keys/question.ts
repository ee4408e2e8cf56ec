import {Secret} from '../../../connection/secret.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {resumeKeys} from './again.ts';
import {renewingKeys} from './model.ts';

/** The new key of a tunnel that is to be typed: with it the renewal begins, or goes on. */
export const rotationKeyQuestion: Question = {
	title: ({subject}) => `The new pre-shared key for ${subject}`,
	hint: 'It is never shown and never kept: the device gets it in its new file, the cloud in its call.',
	masked: true,
	answer(state, {subject}, text) {
		const closed = {...state, prompt: undefined};
		return renewingKeys.on(closed, model => {
			const typed = {...model.typed, [subject]: new Secret(text)};
			return resumeKeys(renewingKeys.put(closed, {...model, typed}));
		});
	},
};
