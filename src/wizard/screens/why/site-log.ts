import type {Question} from '../../overlays/prompt/question.ts';
import {withSite} from './open.ts';

/** Which file holds the site's log. It is read again with each question. */
export const siteLogQuestion: Question = {
	title: () => 'Log or state of the site’s device: which file?',
	hint: 'as of charon, pluto, FRR, FortiOS, IOS, PAN-OS, Junos, RouterOS · enter reads it · esc back: a log can be pasted there too, of any lines',
	answer: (state, _, path) => withSite({...state, prompt: undefined}, {kind: 'file', path}),
};
