import type {Environment} from '../connection/environment.ts';
import {isPlain, plain} from './attention-bytes.ts';

/*
 * The window's title: it is put aside first, and taken back on the way out. Source: xterm ctlseqs, OSC 2 and "Window manipulation" 22 and 23.
 */

const putAside = '\u001B[22;2t';
const takeBack = '\u001B[23;2t';
const titled = (text: string) => `\u001B]2;${text}\u0007`;

/** The title of the terminal's window, as far as this program has given it one. What each call gives is to be written. */
export class WindowTitle {
	readonly #isAble: boolean;
	#wanted = '';
	#shown = '';
	#isGivenAway = false;

	constructor(env: Environment) {
		this.#isAble = !isPlain(env);
	}

	/** @param text '' for the title that was there before */
	show(text: string): string {
		this.#wanted = plain(text);
		return this.#write();
	}

	/**
	 * The terminal is somebody else's for now: the title that was there before. A terminal that keeps none aside shows its own name again, and not for ever
	 * how many were down.
	 */
	giveBack(): string {
		this.#isGivenAway = true;
		return this.#write();
	}

	/** The terminal is this program's again. */
	takeAgain(): string {
		this.#isGivenAway = false;
		return this.#write();
	}

	#write(): string {
		const before = this.#shown;
		const now = this.#isAble && !this.#isGivenAway ? this.#wanted : '';
		if (now === before) return '';
		this.#shown = now;
		if (now === '') return titled('') + takeBack;
		return (before === '' ? putAside : '') + titled(now);
	}
}
