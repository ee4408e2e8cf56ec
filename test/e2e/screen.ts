import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A string that must stand on the screen, a pattern that must match it, or a condition on its text. */
export type Wanted = string | RegExp | ((text: string) => boolean);

export interface ScreenOptions {
	readonly columns?: number;
	readonly rows?: number;
	/** The whole environment of the child but for TERM. */
	readonly env: Readonly<Record<string, string>>;
	readonly cwd: string;
}

/** What a program left a terminal in. */
export interface TerminalState {
	readonly alternateScreen: boolean;
	readonly cursorHidden: boolean;
	readonly bracketedPaste: boolean;
	readonly kittyKeyboard: boolean;
	/** Clicks are reported to the program: the terminal selects no text by itself. */
	readonly mouse: boolean;
}

/** The state a shell expects to find. */
export const asItWas: TerminalState = {
	alternateScreen: false,
	cursorHidden: false,
	bracketedPaste: false,
	kittyKeyboard: false,
	mouse: false,
};

/** What a shell prints when its program has ended, for printf; and the line that it waits for, sent once all before it is drawn. */
export const over = '\\033]7777;over\\007';
export const seen = 'seen';

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** A child on a real pseudo-terminal, and the screen that it drew, cell by cell. */
export class Screen {
	/** Resolves once the child has ended and its last words are on the screen. */
	readonly exited: Promise<{readonly exitCode: number; readonly signal?: number | undefined}>;
	readonly term: InstanceType<typeof xterm.Terminal>;
	readonly #pty: IPty;
	#bytes = '';
	#over = false;
	#closed = false;
	/** Within a frame: what is on the screen is neither the one before nor the next. A terminal shows nothing of it (mode 2026). */
	#drawing = false;

	constructor(file: string, args: readonly string[], {columns = 80, rows = 24, env, cwd}: ScreenOptions) {
		this.term = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
		this.#pty = spawn(file, [...args], {
			cols: columns,
			rows,
			cwd,
			name: env.TERM ?? 'xterm-256color',
			env: {...env},
		});
		this.#pty.onData(data => {
			this.#bytes += data;
			this.term.write(data);
		});
		this.term.onData(reply => this.#write(reply)); // what the program asks the terminal gets a real answer
		this.term.parser.registerOscHandler(7777, () => {
			this.#write(`${seen}\n`);
			return true;
		});
		for (const [final, drawing] of [
			['h', true],
			['l', false],
		] as const)
			this.term.parser.registerCsiHandler({prefix: '?', final}, params => {
				if (params.includes(2026)) this.#drawing = drawing;
				return false; // the terminal has its own say
			});
		this.exited = new Promise(resolve => {
			this.#pty.onExit(exit => {
				this.#over = true;
				if (this.#closed) resolve(exit);
				else void this.#drawn().then(() => resolve(exit));
			});
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	/** Everything that was written so far, escape sequences and all. */
	get bytes(): string {
		return this.#bytes;
	}

	get columns(): number {
		return this.term.cols;
	}

	/** The rows as drawn, without trailing blanks. */
	lines(): string[] {
		const {active} = this.term.buffer;
		return Array.from(
			{length: this.term.rows},
			(_, y) => active.getLine(active.viewportY + y)?.translateToString(true, 0, this.term.cols) ?? '',
		);
	}

	text(): string {
		return this.lines().join('\n').trimEnd();
	}

	/** Resolves with the screen's text once it is as wanted; fails with the screen that was there instead. */
	async until(wanted: Wanted, timeoutMs = 10_000): Promise<string> {
		const holds = (text: string) => {
			if (typeof wanted === 'function') return wanted(text);
			return wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted);
		};
		for (const deadline = Date.now() + timeoutMs; ; await this.#news(50)) {
			const ended = this.#over; // read before the screen: what came with the end is on it then
			await this.#drawn();
			const text = this.text();
			if ((ended || !this.#drawing) && holds(text)) return text;
			if (ended || Date.now() > deadline) {
				const rule = '-'.repeat(this.columns);
				throw new Error(`never saw ${wanted}${ended ? ' (the program has ended)' : ''}\n${rule}\n${text}\n${rule}`);
			}
		}
	}

	/**
	 * Waits for `wanted` and for bracketed paste, which is turned on with raw mode: the first frame appears a little
	 * earlier, and keys sent in between would become signals.
	 */
	ready(wanted: Wanted, timeoutMs?: number): Promise<string> {
		const holds = (text: string) =>
			typeof wanted === 'function'
				? wanted(text)
				: wanted instanceof RegExp
					? wanted.test(text)
					: text.includes(wanted);
		return this.until(text => this.term.modes.bracketedPasteMode && holds(text), timeoutMs);
	}

	/** Resolves in the very moment in which `text` has been written; for measuring, where until() looks too seldom. */
	written(text: string, timeoutMs = 20_000): Promise<void> {
		return new Promise((resolve, reject) => {
			const look = () => {
				if (!this.#bytes.includes(text)) return;
				clearTimeout(timer);
				listener.dispose();
				resolve();
			};
			const timer = setTimeout(() => {
				listener.dispose();
				reject(new Error(`${text} was never written:\n${this.#bytes}`));
			}, timeoutMs);
			const listener = this.#pty.onData(look);
			look();
		});
	}

	/** Sends keys and resolves with how long it took until the program wrote something, ms. */
	async answerTime(pressed: string, timeoutMs = 5000): Promise<number> {
		const started = performance.now();
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				listener.dispose();
				reject(new Error(`no answer to ${JSON.stringify(pressed)}\n${this.text()}`));
			}, timeoutMs);
			const listener = this.#pty.onData(() => {
				clearTimeout(timer);
				listener.dispose();
				resolve(performance.now() - started);
			});
			this.#write(pressed);
		});
	}

	/** Types one key after another, as a person does. */
	async type(text: string, delayMs = 5): Promise<void> {
		for (const key of text) {
			this.#write(key);
			await pause(delayMs);
		}
	}

	/** Sends everything in one write. */
	send(keys: string): void {
		this.#write(keys);
	}

	/** Sends text as a terminal does when something is pasted. */
	paste(text: string): void {
		this.#write(`\u001B[200~${text}\u001B[201~`);
	}

	resize(columns: number, rows: number): void {
		this.term.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	async state(): Promise<TerminalState> {
		await this.#drawn();
		const after = (set: string, reset: string) => this.#bytes.lastIndexOf(set) > this.#bytes.lastIndexOf(reset);
		return {
			alternateScreen: this.term.buffer.active.type === 'alternate',
			cursorHidden: after('\u001B[?25l', '\u001B[?25h'),
			bracketedPaste: this.term.modes.bracketedPasteMode,
			kittyKeyboard: after('\u001B[>1u', '\u001B[<u'),
			mouse: this.term.modes.mouseTrackingMode !== 'none' || after('\u001B[?1006h', '\u001B[?1006l'),
		};
	}

	/** The terminal's window is closed: its line is gone, and nobody reads what is written. */
	hangUp(): void {
		// IPty leaves it out; every terminal of the library has it
		if ('destroy' in this.#pty && typeof this.#pty.destroy === 'function') this.#pty.destroy();
	}

	/** Ends the child whatever it is doing. Harmless when it has ended. */
	close(): void {
		this.#closed = true;
		if (!this.#over) this.#pty.kill('SIGKILL');
		this.term.dispose();
	}

	/** Resolves when something has been written or the child has ended, or after `limitMs` for conditions that look at the time. */
	#news(limitMs: number): Promise<void> {
		return new Promise(resolve => {
			const over = () => {
				clearTimeout(timer);
				data.dispose();
				exit.dispose();
				resolve();
			};
			const timer = setTimeout(over, limitMs);
			const data = this.#pty.onData(over);
			const exit = this.#pty.onExit(over);
		});
	}

	#write(data: string): void {
		if (!this.#over) this.#pty.write(data);
	}

	#drawn(): Promise<void> {
		return new Promise(resolve => this.term.write('', resolve));
	}
}
