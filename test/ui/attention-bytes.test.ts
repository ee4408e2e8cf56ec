import {describe, expect, test} from 'vitest';
import {attentionBytes} from '../../src/ui/attention-bytes.ts';
import {WindowTitle} from '../../src/ui/window-title.ts';
import {hostileNames} from './hostile-names.ts';

const call = {title: 'tunnelwright', body: 'berlin-office: tunnel 2 DOWN: IPSEC IS DOWN'};
const esc = '\u001B';

describe('what a terminal is sent so that somebody looks', () => {
	test('is of the form that was asked for, with the bell beside it', () => {
		expect(attentionBytes(call, '9', {})).toBe(`${esc}]9;tunnelwright: ${call.body}\u0007\u0007`);
		expect(attentionBytes(call, '777', {})).toBe(`${esc}]777;notify;tunnelwright;${call.body}\u0007\u0007`);
		expect(attentionBytes(call, '99', {})).toBe(
			`${esc}]99;i=tunnelwright:d=0:p=title;tunnelwright${esc}\\${esc}]99;i=tunnelwright:d=1:p=body;${call.body}${esc}\\\u0007`,
		);
		expect(attentionBytes(call, 'bell', {})).toBe('\u0007');
		expect(attentionBytes(undefined, '99', {})).toBe('\u0007');
	});

	test('is nothing where nobody asked for it', () => {
		expect(attentionBytes(call, 'off', {TERM_PROGRAM: 'iTerm.app'})).toBe('');
		expect(attentionBytes(call, 'title', {TERM_PROGRAM: 'iTerm.app'})).toBe('');
	});

	test.each([
		[{TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1'}, ']99;'],
		[{TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app'}, ']9;'],
		[{TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm'}, ']9;'],
		[{TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty'}, ']9;'],
		[{TERM: 'foot'}, ']777;'],
		[{TERM: 'xterm-256color', KONSOLE_VERSION: '230800'}, ']777;'],
		[{TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'}, undefined],
		[{TERM: 'alacritty'}, undefined],
		[{TERM: 'xterm-256color'}, undefined],
		// text on the screen, where a sequence is not known as one
		[{TERM: 'linux'}, undefined],
		[{TERM: 'dumb', TERM_PROGRAM: 'iTerm.app'}, undefined],
		[{TERM: 'screen', STY: '1.pts', KITTY_WINDOW_ID: '1'}, undefined],
		[{TERM: 'xterm-kitty', ZELLIJ: '0', KITTY_WINDOW_ID: '1'}, undefined],
	] as const)('auto in %j sends %s', (env, form) => {
		const bytes = attentionBytes(call, 'auto', env);
		expect(bytes.endsWith('\u0007')).toBe(true);
		if (form === undefined) expect(bytes).toBe('\u0007');
		else expect(bytes).toContain(form);
	});

	test('within tmux, where the environment is another terminal’s, goes through it, and the bell beside it', () => {
		const bytes = attentionBytes(call, 'auto', {TERM: 'tmux-256color', TMUX: '/tmp/x,1,0', KITTY_WINDOW_ID: '1'});
		expect(bytes).toBe(`${esc}Ptmux;${esc}${esc}]9;tunnelwright: ${call.body}\u0007${esc}\\\u0007`);
		// each escape of what is inside is doubled: a single one would end it too early
		const inner = attentionBytes(call, '99', {TMUX: 'x'}).slice(`${esc}Ptmux;`.length, -`${esc}\\\u0007`.length);
		expect(inner.replaceAll(`${esc}${esc}`, '')).not.toContain(esc);
	});

	test('is a number first never: that is a progress bar', () => {
		const bytes = attentionBytes({title: '4', body: '1;50'}, '9', {});
		expect(bytes).toMatch(/\]9;tunnelwright: 4/);
		expect(bytes.slice(4, -2)).not.toContain(';');
	});

	test.each(hostileNames)('ends where it should, whatever a name holds: %j', name => {
		for (const wish of ['9', '777', '99'] as const) {
			const bytes = attentionBytes({title: name, body: `${name};\u009B2J\u0090q\u001B]0;x\u0007`}, wish, {});
			const own = attentionBytes({title: 'x', body: 'x'}, wish, {});
			const steering = (text: string) => text.match(/[\u0000-\u001F\u007F-\u009F]/g)?.join('');
			expect(steering(bytes)).toBe(steering(own));
			expect(bytes.match(/;/g)?.length).toBe(own.match(/;/g)?.length);
			expect(bytes.length).toBeLessThan(2000);
		}
	});
});

describe('the window’s title', () => {
	const put = `${esc}[22;2t`;
	const back = `${esc}]2;\u0007${esc}[23;2t`;

	test('is put aside once, changed, and taken back', () => {
		const title = new WindowTitle({TERM: 'xterm'});
		expect(title.show('1 down')).toBe(`${put}${esc}]2;1 down\u0007`);
		expect(title.show('1 down')).toBe('');
		expect(title.show('2 down')).toBe(`${esc}]2;2 down\u0007`);
		expect(title.show('')).toBe(back);
		expect(title.giveBack()).toBe('');
	});

	test('is the shell’s while the shell has the terminal', () => {
		const title = new WindowTitle({TERM: 'xterm'});
		title.show('1 down');
		expect(title.giveBack()).toBe(back);
		expect(title.show('2 down')).toBe('');
		expect(title.takeAgain()).toBe(`${put}${esc}]2;2 down\u0007`);
	});

	test('is not written where it would be text on the screen', () => {
		expect(new WindowTitle({TERM: 'linux'}).show('1 down')).toBe('');
		expect(new WindowTitle({TERM: 'xterm'}).show('\u001B]0;x\u0007\u009B')).not.toMatch(/x|\u009B/);
	});
});
