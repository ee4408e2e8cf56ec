import {printable} from '../connection/printable.ts';
import type {Key} from '../wizard/core/keys.ts';

type Name = Exclude<Key['name'], 'char'>;

/** A named key, or `undefined` where a sequence means nothing to us. Modifiers are xterm's: 1 plus shift 1, alt 2, ctrl 4; 8, 16, 32 are super, hyper, meta. */
export function named(name: Name | undefined, modifiers = 1): Key | undefined {
	const held = modifiers - 1;
	if (!name || held & (8 | 16 | 32)) return undefined;
	return {name, text: '', shift: (held & 1) !== 0, alt: (held & 2) !== 0, ctrl: (held & 4) !== 0};
}

/** A typed grapheme; undefined when nothing of it can be drawn. */
export function typed(
	grapheme: string,
	flags: {readonly ctrl?: boolean; readonly alt?: boolean; readonly shift?: boolean} = {},
): Key | undefined {
	const text = printable(grapheme);
	return text === ''
		? undefined
		: {name: 'char', text, ctrl: flags.ctrl ?? false, alt: flags.alt ?? false, shift: flags.shift ?? false};
}

/** A C0 control character or DEL as the key that sends it. ESC is not asked for here. */
export function controlKey(code: number, alt = false): Key | undefined {
	if (code === 0x0d || code === 0x0a) return named('enter', alt ? 3 : 1);
	if (code === 0x09) return named('tab', alt ? 3 : 1);
	if (code === 0x7f || code === 0x08) return named('backspace', alt ? 3 : 1);
	if (code === 0) return typed(' ', {ctrl: true, alt});
	return typed(String.fromCharCode(code + (code < 0x1b ? 0x60 : 0x40)), {ctrl: true, alt});
}

const byFinal: Readonly<Record<string, Name>> = {A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end'};
const byRxvtShift: Readonly<Record<string, Name>> = {a: 'up', b: 'down', c: 'right', d: 'left'};
const byNumber: Readonly<Record<string, Name>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'page-up',
	6: 'page-down',
	7: 'home',
	8: 'end',
};
/** Keypad keys of the kitty protocol: Unicode private use, 57399 and up. */
const keypad = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', '*', '-', '+'];
const keypadNamed: Readonly<Record<number, Name>> = {
	57414: 'enter',
	57417: 'left',
	57418: 'right',
	57419: 'up',
	57420: 'down',
	57421: 'page-up',
	57422: 'page-down',
	57423: 'home',
	57424: 'end',
	57425: 'insert',
	57426: 'delete',
};

/** `ESC O x`: cursor and keypad keys in application mode. */
export function ss3Key(final: string): Key | undefined {
	return named(final === 'M' ? 'enter' : byFinal[final]);
}

/**
 * A complete CSI sequence as a key; undefined for what is no key we know: mouse, focus, replies of the terminal, key releases.
 * Sources: ECMA-48 5.4, xterm ctlseqs "PC-Style Function Keys" and "modifyOtherKeys", the kitty keyboard protocol.
 */
export function csiKey(parameters: string, final: string): Key | undefined {
	if (final === '^' || final === '$') return named(byNumber[parameters], final === '^' ? 5 : 2); // rxvt: ctrl, shift
	if (!/^[\d;:]*$/.test(parameters)) return undefined;
	const [first = [], second = [], third = []] = parameters.split(';').map(part => part.split(':').map(Number));
	const modifiers = second[0] || 1;
	if (second[1] === 3) return undefined; // a key's release
	if (final === 'Z') return named('tab', 2);
	if (final === 'u') return codedKey(first[0] ?? 0, first[1], modifiers, third);
	if (final === '~') {
		if (first[0] === 27) return codedKey(third[0] ?? 0, undefined, modifiers, []);
		return named(byNumber[String(first[0])], modifiers);
	}

	return named(byFinal[final], modifiers) ?? (parameters === '' ? named(byRxvtShift[final], 2) : undefined);
}

/** A key given by its Unicode code: kitty's `CSI u` and xterm's modifyOtherKeys. */
function codedKey(
	code: number,
	shifted: number | undefined,
	modifiers: number,
	text: readonly number[],
): Key | undefined {
	const held = (modifiers - 1) & 63; // without the lock keys
	if (code === 27) return named('escape', held + 1);
	if (keypadNamed[code]) return named(keypadNamed[code], held + 1);
	if (code === 127 || code === 8 || code === 13 || code === 10 || code === 9) {
		const key = controlKey(code);
		return key && key.name !== 'char' ? named(key.name as Name, held + 1) : undefined; // cast: just told apart from 'char'
	}

	const onKeypad = keypad[code - 57_399];
	if ((code >= 0xe000 && code <= 0xf8ff && !onKeypad) || held & (8 | 16 | 32) || code < 32 || code > 0x10ffff)
		return undefined;
	const [shift, alt, ctrl] = [(held & 1) !== 0, (held & 2) !== 0, (held & 4) !== 0];
	const plain = onKeypad ?? String.fromCodePoint(code);
	if (ctrl) return typed(plain.toLowerCase(), {ctrl, alt, shift});
	const own = text.filter(each => each >= 32 && each <= 0x10ffff);
	if (own.length > 0 && !alt) return typed(String.fromCodePoint(...own));
	const upper = shifted && shifted <= 0x10ffff ? String.fromCodePoint(shifted) : plain.toUpperCase();
	return typed(shift ? upper : plain, {alt});
}
