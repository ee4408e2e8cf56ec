import type {Key} from '../wizard/core/keys.ts';
import {safeCells} from '../wizard/core/paste.ts';
import {controlKey, csiKey, named, ss3Key, typed} from './key-codes.ts';
import {type MouseEvent, mouseReport} from './mouse.ts';
import {graphemes} from './text-width.ts';

/** What comes from the keyboard: a key, or a text that was pasted (escape sequences and control characters taken out, line breaks as `\n`, tabs kept: they part the cells of a sheet). */
export type InputEvent =
	| MouseEvent
	| {readonly type: 'key'; readonly key: Key}
	| {readonly type: 'paste'; readonly text: string /** More came than is kept. */; readonly truncated: boolean};

/** What has been received and does not make an event yet. */
export interface DecoderState {
	/** Bytes of an unfinished UTF-8 character. */
	readonly bytes: Uint8Array;
	/** An unfinished escape sequence, with its ESC. */
	readonly text: string;
	/** The text of an unfinished paste. */
	readonly paste: string | undefined;
	/** A CR came last: an LF that follows belongs to it. */
	readonly afterReturn: boolean;
}

export const emptyDecoder: DecoderState = {bytes: new Uint8Array(), text: '', paste: undefined, afterReturn: false};

/** Characters of a paste that are kept. */
export const longestPaste = 1 << 20;
const longestSequence = 4096;
const pasteEnd = '\u001B[201~';
const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

/**
 * Decodes what a terminal in raw mode sent. Pure: however the bytes are cut into chunks, the same keys and pastes come out
 * (only a grapheme that is cut in two may come as two keys of type `char`, to be inserted one after the other).
 */
export function decode(
	state: DecoderState,
	chunk: Uint8Array,
): {readonly state: DecoderState; readonly events: readonly InputEvent[]} {
	const bytes = state.bytes.length > 0 ? Buffer.concat([state.bytes, chunk]) : chunk;
	const whole = bytes.length - unfinishedBytes(bytes);
	const reader = new Reader(state.paste, state.afterReturn);
	const rest = reader.read(state.text + utf8.decode(bytes.subarray(0, whole)));
	return {
		state: {bytes: bytes.slice(whole), text: rest, paste: reader.paste, afterReturn: reader.afterReturn},
		events: reader.events,
	};
}

/**
 * What to make of an unfinished sequence when nothing more has come for a while: a lone ESC was the Esc key, ESC and `[` was alt-[.
 * An unfinished paste is given as it is.
 */
export function flush(state: DecoderState): {readonly state: DecoderState; readonly events: readonly InputEvent[]} {
	if (state.paste !== undefined) return {state: emptyDecoder, events: [pasted(state.paste + state.text)]};
	const key =
		state.text === '\u001B'
			? named('escape')
			: state.text.length === 2
				? typed(state.text.slice(1), {alt: true})
				: undefined;
	return {state: {...state, text: ''}, events: key ? [{type: 'key', key}] : []};
}

/** How many bytes at the end begin a UTF-8 character that is not whole yet. */
function unfinishedBytes(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return 0;
		if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
	}

	return 0;
}

function pasted(raw: string): InputEvent {
	const kept = raw.slice(0, longestPaste);
	const text = kept
		.split(/\r\n|\r|\n/)
		.map(line => safeCells(line))
		.join('\n');
	return {type: 'paste', text, truncated: raw.length > longestPaste};
}

/** Characters of one grapheme, most of them one: only a run of them needs the segmenter. */
const run = /[^\u0000-\u001F\u007F]+/y;
const csi = /\u001B\[(?:\[.|[235678]\$|([\u0030-\u003F]*)[\u0020-\u002F]*([\u0040-\u007E]))/y;
const csiUnfinished = /\u001B\[(?:\[?|[\u0030-\u003F]*[\u0020-\u002F]*)$/y;
const ss3 = /\u001BO[\d;]*([\u0040-\u007E])/y;
const ss3Unfinished = /\u001BO[\d;]*$/y;
const reply = /\u001B[\]P_^X][^\u0007\u001B]*(?:\u0007|\u001B\\)/y;
const replyUnfinished = /\u001B[\]P_^X][^\u0007\u001B]*\u001B?$/y;

class Reader {
	readonly events: InputEvent[] = [];
	#text = '';
	#at = 0;

	constructor(
		public paste: string | undefined,
		public afterReturn: boolean,
	) {}

	/** Reads as far as it can; returns what is left: the start of a sequence. */
	read(text: string): string {
		this.#text = text;
		while (this.#at < text.length) if (!this.#step()) return text.slice(this.#at, this.#at + longestSequence);
		return '';
	}

	#match(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.#at;
		return pattern.exec(this.#text);
	}

	#push(key: Key | undefined): void {
		if (key) this.events.push({type: 'key', key});
	}

	#pushMouse(event: MouseEvent | undefined): void {
		if (event) this.events.push(event);
	}

	/** One event or run of text. False when more must come first. */
	#step(): boolean {
		if (this.paste !== undefined) return this.#readPaste(this.paste);
		const code = this.#text.charCodeAt(this.#at);
		if (code === 0x1b) return this.#readEscape();
		const follows = this.afterReturn;
		this.afterReturn = code === 0x0d;
		const characters = this.#match(run)?.[0];
		if (characters === undefined) {
			this.#at++;
			if (!(code === 0x0a && follows)) this.#push(controlKey(code));
			return true;
		}

		this.#at += characters.length;
		for (const grapheme of graphemes(characters)) this.#push(typed(grapheme));
		return true;
	}

	#readPaste(before: string): boolean {
		const end = this.#text.indexOf(pasteEnd, this.#at);
		if (end >= 0) {
			this.events.push(pasted(before + this.#text.slice(this.#at, end)));
			this.paste = undefined;
			this.#at = end + pasteEnd.length;
			return true;
		}

		// The end mark itself may be cut: what could be its start waits.
		const rest = this.#text.slice(this.#at);
		let held = Math.min(pasteEnd.length - 1, rest.length);
		while (held > 0 && !pasteEnd.startsWith(rest.slice(rest.length - held))) held--;
		this.#at += rest.length - held;
		this.paste = (before + rest.slice(0, rest.length - held)).slice(0, longestPaste + 1);
		return false;
	}

	#readEscape(): boolean {
		this.afterReturn = false;
		const next = this.#text[this.#at + 1];
		if (next === undefined) return false;
		if (next === '\u001B') {
			this.#at++;
			this.#push(named('escape'));
			return true;
		}

		if (next === '[') return this.#readCsi();
		if (next === 'O') return this.#readShort(ss3, ss3Unfinished, match => this.#push(ss3Key(match[1] ?? '')));
		if (']P_^X'.includes(next)) return this.#readShort(reply, replyUnfinished, () => {});
		return this.#readAlt();
	}

	#readCsi(): boolean {
		const mouse = '\u001B[M';
		if (this.#text.startsWith(mouse, this.#at)) {
			if (this.#text.length - this.#at < mouse.length + 3) return false;
			this.#at += mouse.length + 3; // the old mouse report: three characters that are no typing
			return true;
		}

		return this.#readShort(csi, csiUnfinished, match => {
			const [whole, parameters, final] = match;
			if (whole === '\u001B[200~') this.paste = '';
			else if (whole.endsWith('$') && final === undefined) this.#push(csiKey(whole.slice(2, -1), '$'));
			else if (parameters?.startsWith('<')) this.#pushMouse(mouseReport(parameters, final ?? ''));
			else if (final !== undefined) this.#push(csiKey(parameters ?? '', final));
		});
	}

	#readShort(pattern: RegExp, unfinished: RegExp, use: (match: RegExpExecArray) => void): boolean {
		const match = this.#match(pattern);
		if (match) {
			this.#at += match[0].length;
			use(match);
			return true;
		}

		if (this.#match(unfinished) && this.#text.length - this.#at < longestSequence) return false;
		this.#at += 2; // broken: its start is dropped, what follows is read for itself
		return true;
	}

	#readAlt(): boolean {
		const code = this.#text.charCodeAt(this.#at + 1);
		if (code < 0x20 || code === 0x7f) {
			this.#at += 2;
			this.#push(controlKey(code, true));
			return true;
		}

		const character = String.fromCodePoint(this.#text.codePointAt(this.#at + 1) ?? 0);
		this.#at += 1 + character.length;
		this.#push(typed(character, {alt: true}));
		return true;
	}
}
