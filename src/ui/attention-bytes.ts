import type {Environment} from '../connection/environment.ts';
import {printable} from '../connection/printable.ts';
import type {AttentionWish} from '../wizard/attention/wish.ts';

/*
 * What a terminal is sent so that somebody looks: a bell, and a desktop notification. Sources: iTerm2's "Proprietary Escape Codes" (OSC 9), urxvt's
 * perl extension 42-notify (OSC 777), kitty's "Desktop notifications" (OSC 99), tmux(1) "allow-passthrough".
 */

/** What is to be said. Both are untrusted text. */
interface Call {
	readonly title: string;
	readonly body: string;
}

/** The desktop notifications that there are. */
type Form = '9' | '777' | '99';

const bell = '\u0007';
const endOfString = '\u001B\\';
/** More than a notification shows. */
const longest = 200;

/**
 * The bytes of a call; empty where nothing is wished. The bell comes beside a notification too: within tmux and in many terminals it is all that arrives.
 * @param call left out: the bell alone
 */
export function attentionBytes(call: Call | undefined, wish: AttentionWish, env: Environment): string {
	if (wish === 'off' || wish === 'title') return '';
	const form = wish === 'bell' ? undefined : wish === 'auto' ? formFor(env) : wish;
	return `${call === undefined || form === undefined || isPlain(env) ? '' : through(written(call, form), env)}${bell}`;
}

/**
 * The notification that a terminal seems to know; undefined where none is known to work. Within tmux the variables are those of the terminal in which tmux
 * was begun, which may be another one by now: there OSC 9 is sent, for most know it and the others swallow it.
 */
function formFor(env: Environment): Form | undefined {
	const {TERM = '', TERM_PROGRAM} = env;
	if (isPlain(env) || env.ZELLIJ !== undefined || env.STY !== undefined) return undefined;
	if (isWithinTmux(env)) return '9';
	if (env.KITTY_WINDOW_ID !== undefined || TERM === 'xterm-kitty') return '99';
	if (TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'WezTerm') return '9';
	if (TERM_PROGRAM === 'ghostty' || TERM === 'xterm-ghostty') return '9';
	if (/^(?:foot|rxvt-unicode|contour)/.test(TERM)) return '777';
	// the first of them draws one, the others swallow what they do not know
	const knows = env.KONSOLE_VERSION ?? env.VTE_VERSION ?? env.WT_SESSION;
	return knows === undefined ? undefined : '777';
}

/** A terminal that would draw the sequence as text. */
export function isPlain({TERM = ''}: Environment): boolean {
	return TERM === 'dumb' || TERM === 'linux';
}

function isWithinTmux({TMUX, TERM = ''}: Environment): boolean {
	return TMUX !== undefined || TERM.startsWith('tmux');
}

function written({title, body}: Call, form: Form): string {
	switch (form) {
		case '9':
			return `\u001B]9;${startsSafe(plain(`${title}: ${body}`))}${bell}`;
		case '777':
			return `\u001B]777;notify;${plain(title)};${plain(body)}${bell}`;
		case '99':
			// the same id again takes the place of the one before: they do not pile up
			return (
				`\u001B]99;i=tunnelwright:d=0:p=title;${plain(title)}${endOfString}` +
				`\u001B]99;i=tunnelwright:d=1:p=body;${plain(body)}${endOfString}`
			);
	}
}

/** tmux hands a sequence on only so, and only with `allow-passthrough on`: it swallows it else. */
function through(sequence: string, env: Environment): string {
	return isWithinTmux(env) ? `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}${endOfString}` : sequence;
}

/** A text within a sequence: no control character of either set, no `;`, and not long. */
export function plain(text: string): string {
	return printable(text.slice(0, longest * 4), longest)
		.replaceAll(';', ',')
		.replaceAll(/\p{Cc}/gu, '')
		.trim();
}

/** OSC 9 with a number first is a progress bar in ConEmu and Windows Terminal, or reserved. */
function startsSafe(text: string): string {
	return /^\p{Nd}/u.test(text) || text === '' ? `tunnelwright: ${text}` : text;
}
