import type {Secret} from '../../../connection/secret.ts';
import type {Turn, WizardState} from '../../core/state.ts';
import {checkTyped} from '../../core/typed-key.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {resumeKeys} from './again.ts';
import {renewingKeys} from './model.ts';

/** The new key of a tunnel that is to be typed: with it the renewal begins, or goes on. */
export const rotationKeyQuestion: Question = {
	title: ({subject}) => `The new pre-shared key for ${subject}`,
	hint: 'It is never shown and never kept: the device gets it in its new file, the cloud in its call.',
	masked: true,
	answer: (state, {value}) =>
		renewingKeys.on(state, ({place: {cloud, region}}) => checkTyped(state, {cloud, region}, value)),
};

/** One that the cloud can take: with it the renewal goes on. */
export function withTypedKey(state: WizardState, subject: string, key: Secret): Turn {
	const closed = {...state, prompt: undefined};
	return renewingKeys.on(closed, model =>
		resumeKeys(renewingKeys.put(closed, {...model, typed: {...model.typed, [subject]: key}})),
	);
}
