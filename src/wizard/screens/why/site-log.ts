import type {Question} from '../../overlays/prompt/question.ts';
import {askingWhy} from './model.ts';
import {pastedLog, withSite} from './open.ts';

/** Which file holds the site's log. It is read again with each question. */
export const siteLogQuestion: Question = {
	title: () => 'Log or state of the site’s device: which file?',
	hint: 'As of charon, pluto, FRR, FortiOS, IOS, PAN-OS, Junos or RouterOS. It is kept nowhere. The log itself can be pasted too, here as well.',
	answer: (state, _, path) =>
		withSite({...askingWhy.change(state, {typed: path}).state, prompt: undefined}, {kind: 'file', path}),
	cancelled: (state, {value}) => askingWhy.change(state, {typed: value}).state,
	// a path has one line
	pasted: (state, text) => (text.trim().includes('\n') ? pastedLog({...state, prompt: undefined}, text) : undefined),
};
