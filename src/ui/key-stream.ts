import {Readable} from 'node:stream';
import {type DecoderState, decode, emptyDecoder, flush, type InputEvent} from './key-decoder.ts';

export type {InputEvent} from './key-decoder.ts';

/** What a terminal's input must be able to do: process.stdin where it is a TTY. */
export interface TerminalInput extends NodeJS.EventEmitter {
	readonly isTTY?: boolean;
	setRawMode?(raw: boolean): unknown;
	ref?(): unknown;
	unref?(): unknown;
	resume(): unknown;
	pause(): unknown;
}

/** How long an ESC may stand alone before it is the Esc key. Sequences of a slow line arrive within it. */
const escapeWaitMs = 35;
/** How long a paste without its end mark is waited for. */
const pasteWaitMs = 2000;

/**
 * Reads a terminal's input and tells each key and paste, one at a time and in order, however many came together.
 * @param listener called synchronously; must not throw
 * @returns ends the reading and pauses the input
 */
export function readKeys(input: TerminalInput, listener: (event: InputEvent) => void): () => void {
	let state: DecoderState = emptyDecoder;
	let timer: NodeJS.Timeout | undefined;
	let isOpen = true;

	const take = (result: {readonly state: DecoderState; readonly events: readonly InputEvent[]}) => {
		state = result.state;
		clearTimeout(timer);
		if (state.text !== '' || state.paste !== undefined)
			timer = setTimeout(() => take(flush(state)), state.paste === undefined ? escapeWaitMs : pasteWaitMs);
		for (const event of result.events) if (isOpen) listener(event);
	};
	const onData = (chunk: Uint8Array | string) => {
		take(decode(state, typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
	};

	input.on('data', onData);
	input.ref?.();
	input.resume();
	return () => {
		isOpen = false;
		clearTimeout(timer);
		input.off('data', onData);
		input.pause();
	};
}

/**
 * A stand-in for stdin to give to Ink: a terminal on which nobody ever types. Ink's own input layer handles all keys of one read
 * against the same render and so loses them; with this it stays quiet, and cannot touch the real terminal's raw mode.
 */
export class QuietInput extends Readable {
	readonly isTTY = true;

	override _read(): void {}

	setRawMode(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}
