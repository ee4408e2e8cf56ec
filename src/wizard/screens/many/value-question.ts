import type {Option} from '../../../clouds/contract/option.ts';
import {splitTags, tagParts} from '../../answers/answers.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {askAgain, type Question} from '../../overlays/prompt/question.ts';
import {isWithin, limitsText, valueProblem} from '../../steps/options/option-values.ts';
import {changingMany} from './model.ts';
import {type OneChange, sharedOption} from './one-change.ts';
import {withOneChange} from './open.ts';

/** A value, or a tag, that is typed for several connections. */
export const manyValueQuestion: Question = {
	title: ({subject, called}) =>
		subject === 'tag'
			? 'Which tag, as key=value?'
			: subject === 'untag'
				? 'The key of which tag?'
				: `${called}: what is it to be?`,
	hint: 'Each of the connections gets it; what it changes is shown before anything is done.',
	answer(state, {subject}, text) {
		const read = changeOf(state, subject, text);
		return 'problem' in read ? turn(askAgain(state, read.problem)) : asked(state, read);
	},
};

function asked(state: WizardState, change: OneChange): Turn {
	return withOneChange({...state, prompt: undefined}, change);
}

function changeOf(state: WizardState, subject: string, text: string): OneChange | {readonly problem: string} {
	if (subject === 'tag') {
		const [key = '', value] = tagParts(text)[0] ?? [];
		if (key === '' || value === undefined) return {problem: 'Write key=value'};
		if (Object.keys(splitTags(text)).length > 1) return {problem: 'One tag at a time'};
		return {kind: 'tag', key, value};
	}

	if (subject === 'untag') return {kind: 'untag', key: text};
	const {cloud = ''} = changingMany.of(state) ?? {};
	const option = sharedOption(cloud, subject);
	const problem = option ? problemOf(option, text) : 'This option is not there any more';
	return problem === undefined ? {kind: 'set', path: subject, value: text} : {problem};
}

/** A number that no connection takes is refused here: at each of them it would be. */
function problemOf(option: Option, text: string): string | undefined {
	if (option.kind === 'number' && !isWithin(option, text)) return `${option.label} is ${limitsText(option)}`;
	return valueProblem(option, text);
}
