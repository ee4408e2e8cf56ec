import type {Question} from '../../overlays/prompt/question.ts';
import {withSite} from './open.ts';

/** Which file holds the site's log. It is read again with each question. */
export const siteLogQuestion: Question = {
	title: () => 'Log or state of the site’s device: which file?',
	hint: 'As of charon, pluto, FRR, FortiOS, IOS, PAN-OS, Junos or RouterOS. It is kept nowhere. A log can be pasted too: back on the screen.',
	answer: (state, _, path) => withSite({...state, prompt: undefined}, {kind: 'file', path}),
};
