import type {KeyBinding} from './screen.ts';
import {type Turn, turn, type WizardState} from './state.ts';

/** The key that leads to the first screen from everywhere, also out of a text. */
export const homeKeyName = 'ctrl-l';

/** The keys that move a highlight through rows. */
export const moveKeys: readonly string[] = ['up', 'down', 'page-up', 'page-down', 'home', 'end'];

const openHelp = (state: WizardState) => turn({...state, help: {scroll: 0}});

export const helpKey: KeyBinding = {keys: ['?', 'ctrl-g'], label: 'help', aside: true, run: openHelp};
/** Where a question mark can be typed. */
export const helpKeyInText: KeyBinding = {...helpKey, keys: ['ctrl-g']};

export function backKey(run: (state: WizardState, key: Key) => Turn): KeyBinding {
	return {keys: ['escape', 'shift-tab'], label: 'back', shown: 'escape', run};
}

/** The binding that a key has. */
export function bindingOf(bindings: readonly KeyBinding[], key: Key): KeyBinding | undefined {
	const name = keyName(key);
	return bindings.find(({keys}) => keys.includes(name));
}

export interface Hint {
	/** A key's name of the key map (`enter`, `up/down`, `ctrl-s`, `?`). */
	readonly key: string;
	readonly label: string;
}

/** What the footer says of the keys that work. */
export function hintsOf(bindings: readonly KeyBinding[]): readonly Hint[] {
	return bindings.flatMap(({keys, shown, label, disabled}) =>
		shown === '' || disabled !== undefined ? [] : [{key: shown ?? keys[0] ?? '', label}],
	);
}

/** Every key with what it does, for the help. */
export function helpOf(
	bindings: readonly KeyBinding[],
): readonly {readonly keys: readonly string[]; readonly label: string}[] {
	return bindings.flatMap(({keys, shown = '', label, help = label, disabled}) =>
		disabled === undefined ? [{keys: keys.length > 0 ? keys : [shown || 'type'], label: help}] : [],
	);
}

/** A row that the keys up, down, page-up, page-down, home and end lead to, or undefined for another key. */
export function movedTo(key: Key, from: number, total: number, page = 10): number | undefined {
	const last = Math.max(0, total - 1);
	const clamp = (row: number) => Math.max(0, Math.min(last, row));
	switch (key.name) {
		case 'up':
			return clamp(from - 1);
		case 'down':
			return clamp(from + 1);
		case 'page-up':
			return clamp(from - page);
		case 'page-down':
			return clamp(from + page);
		case 'home':
			return 0;
		case 'end':
			return last;
		default:
			return undefined;
	}
}

/**
 * The first line of a text after one of the same keys. How many lines a text has is known only where it is wrapped and drawn: below its
 * last page the screen tells where that begins (`scroll-ended`).
 */
export function scrolledTo(key: Key, from: number, page = 10): number {
	return movedTo(key, from, Number.MAX_SAFE_INTEGER, page) ?? from;
}

/** A key as the wizard sees it: one at a time, however many arrived together. */
export interface Key {
	/** `char` carries `text` (one grapheme). Ctrl and Alt combinations are `char` with the letter in `text` and the flag set. */
	readonly name:
		| 'char'
		| 'enter'
		| 'escape'
		| 'tab'
		| 'backspace'
		| 'delete'
		| 'up'
		| 'down'
		| 'left'
		| 'right'
		| 'home'
		| 'end'
		| 'page-up'
		| 'page-down'
		| 'insert'
		| 'unknown';
	readonly text: string;
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
}

/** A key's name in the key map and the footer: `ctrl-s`, `shift-tab`, `enter`, `?`. */
export function keyName(key: Key): string {
	const base = key.name === 'char' ? key.text : key.name;
	const shift = key.shift && key.name !== 'char' ? 'shift-' : '';
	return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${shift}${base}`;
}
