import {createContext, type ReactNode, use} from 'react';
import type {CheckResult, TunnelState} from '../clouds/contract/cloud.ts';
import type {Environment} from '../connection/environment.ts';
import type {Severity} from '../connection/finding.ts';
import type {Span} from './parts/line.tsx';

/** Every sign that the screens draw. Each stands beside a word, so none of them carries the meaning alone. */
export interface Glyphs {
	readonly pointer: string;
	readonly pass: string;
	readonly refuse: string;
	readonly warn: string;
	readonly unknown: string;
	/** Before a time: it is that, or more. */
	readonly atLeast: string;
	readonly up: string;
	readonly down: string;
	readonly later: string;
	readonly join: string;
	readonly arrow: string;
	readonly changed: string;
	readonly rule: string;
	readonly ellipsis: string;
	readonly mask: string;
	readonly bar: {readonly up: string; readonly part: string; readonly down: string; readonly unknown: string};
	/** Beside the title of the column that rows are in order by. */
	readonly order: {readonly usual: string; readonly reversed: string};
	/** Bars by height, from nothing to all. */
	readonly steps: readonly string[];
	readonly spinner: readonly string[];
	readonly keys: Readonly<Record<string, string>>;
	/** Spells what the texts themselves hold beyond ASCII, cell for cell; left out where nothing is to be changed. */
	readonly spell?: (text: string) => string;
	/** The line between two panes. */
	readonly upright: string;
}

export const unicodeGlyphs: Glyphs = {
	pointer: '❯',
	pass: '✔',
	refuse: '✖',
	warn: '!',
	unknown: '–',
	atLeast: '≥',
	up: '●',
	down: '○',
	later: '·',
	join: '⇄',
	arrow: '→',
	changed: '~',
	rule: '─',
	ellipsis: '…',
	mask: '•',
	bar: {up: '█', part: '▄', down: '▁', unknown: '·'},
	order: {usual: '↓', reversed: '↑'},
	steps: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	keys: {
		enter: '⏎',
		up: '↑',
		down: '↓',
		left: '←',
		right: '→',
		'page-up': 'pgup',
		'page-down': 'pgdn',
		delete: 'del',
		escape: 'esc',
		'up/down': '↑↓',
		'left/right': '←→',
	},
	upright: '│',
};

/** One cell for one cell, so that what was measured still fits. Names in other scripts stay as they are: they are data. */
const spellings: Readonly<Record<string, string>> = {
	'’': "'",
	'‘': "'",
	'“': '"',
	'”': '"',
	'·': '-',
	'–': '-',
	'—': '-',
	'…': '~',
	'⇄': '=',
	'→': '>',
	'←': '<',
	'✔': '+',
	'✖': 'x',
	'×': 'x',
	'█': '#',
};
const spelled = new RegExp(`[${Object.keys(spellings).join('')}]`, 'g');

function inAscii(text: string): string {
	return text.replace(spelled, sign => spellings[sign] ?? sign);
}

export const asciiGlyphs: Glyphs = {
	pointer: '>',
	pass: '+',
	refuse: 'x',
	warn: '!',
	unknown: '-',
	atLeast: '>=',
	up: '*',
	down: 'o',
	later: '.',
	join: '<>',
	arrow: '->',
	changed: '~',
	rule: '-',
	ellipsis: '~',
	mask: '*',
	bar: {up: '#', part: '=', down: '_', unknown: '.'},
	order: {usual: 'v', reversed: '^'},
	steps: ['_', '-', '=', '+', '*', '#'],
	spinner: ['|', '/', '-', '\\'],
	keys: {
		enter: 'enter',
		up: 'up',
		down: 'down',
		left: 'left',
		right: 'right',
		'page-up': 'pgup',
		'page-down': 'pgdn',
		delete: 'del',
		escape: 'esc',
		'up/down': 'up/dn',
		'left/right': 'lt/rt',
	},
	spell: inAscii,
	upright: '|',
};

/**
 * The signs that a terminal can draw: ASCII when `TUNNELWRIGHT_ASCII` asks for it, on the Linux console, and where the locale is not UTF-8.
 * No locale at all (Windows, many containers) counts as UTF-8.
 */
export function glyphsFor(env: Environment): Glyphs {
	const wish = env.TUNNELWRIGHT_ASCII;
	if (wish !== undefined && wish !== '') return wish === '0' ? unicodeGlyphs : asciiGlyphs;
	if (env.TERM === 'linux') return asciiGlyphs;
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return locale === '' || /utf-?8/i.test(locale) ? unicodeGlyphs : asciiGlyphs;
}

/** A key's name of the key map as the footer writes it: `enter` is ⏎, `ctrl-s` stays. */
export function keyLabel(name: string, glyphs: Glyphs): string {
	return glyphs.keys[name] ?? name;
}

const GlyphsContext = createContext<Glyphs>(unicodeGlyphs);

/** Sets the signs that everything inside draws with. Without it: Unicode. */
export function Look({glyphs, children}: {readonly glyphs: Glyphs; readonly children: ReactNode}) {
	return <GlyphsContext value={glyphs}>{children}</GlyphsContext>;
}

/** The signs to draw with. */
export function useGlyphs(): Glyphs {
	return use(GlyphsContext);
}

/** What a mark stands for. Progress: later, running, waiting, done, failed. */
type MarkKind = CheckResult | Severity | TunnelState | 'later' | 'running' | 'waiting' | 'done' | 'failed';

/** The sign before something that is picked or not: of one among others, or of several. */
export function tick(kind: 'one' | 'several', isPicked: boolean, glyphs: Glyphs): Span {
	const sign = isPicked ? glyphs.pass : ' ';
	const text = kind === 'several' ? `[${sign}] ` : `${isPicked ? glyphs.up : glyphs.down} `;
	return {text, tone: isPicked ? 'good' : 'dim'};
}

/** The one-cell sign of a state, in its colour. Put a word beside it. `running` and `waiting` turn. */
export function mark(kind: MarkKind, glyphs: Glyphs): Span {
	switch (kind) {
		case 'pass':
		case 'done':
			return {text: glyphs.pass, tone: 'good'};
		case 'refuse':
		case 'failed':
			return {text: glyphs.refuse, tone: 'bad'};
		case 'warn':
			return {text: glyphs.warn, tone: 'look'};
		case 'note':
		case 'later':
			return {text: glyphs.later, tone: 'dim'};
		case 'unknown':
		case 'UNKNOWN':
			return {text: glyphs.unknown, tone: 'dim'};
		case 'UP':
			return {text: glyphs.up, tone: 'good'};
		case 'DOWN':
			return {text: glyphs.down, tone: 'bad'};
		case 'running':
			return {text: ' ', tone: 'focus', spin: true};
		case 'waiting':
			return {text: ' ', tone: 'look', spin: true};
	}
}

/**
 * What a colour may say, and nothing else: good is fine, look is worth a look, bad is refused or down, focus is where you are, dim is over or beside the point.
 * strong is the plain colour in bold, for headings.
 */
export type Tone = 'plain' | 'strong' | 'good' | 'look' | 'bad' | 'focus' | 'dim';

interface TextStyle {
	readonly color?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
}

const styles: Readonly<Record<Tone, TextStyle>> = {
	plain: {},
	strong: {bold: true},
	good: {color: 'green'},
	look: {color: 'yellow'},
	bad: {color: 'red'},
	focus: {color: 'cyan', bold: true},
	dim: {dimColor: true},
};

/** Ink's text properties for a tone: spread them into `<Text>`. */
export function textStyle(tone: Tone | undefined): TextStyle {
	return styles[tone ?? 'plain'];
}
