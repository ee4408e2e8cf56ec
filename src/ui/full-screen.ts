import type {Instance} from 'ink';
import {createElement, type ReactNode, useLayoutEffect} from 'react';
import {exitCode} from '../connection/user-error.ts';
import {noteHangUp} from '../run/process-end.ts';
import {type CapturedOutput, captureOutput} from './captured-output.ts';
import {drawingSurface, type Size, sizeOf} from './drawing-surface.ts';
import {ErrorBoundary} from './error-boundary.tsx';
import {stopJob} from './job-control.ts';
import {type InputEvent, QuietInput, readKeys} from './key-stream.ts';
import {mouseOff, mouseOn} from './mouse.ts';
import type {Outcome, Terminal, TerminalStreams} from './terminal.ts';
import {WindowTitle} from './window-title.ts';

type Ink = typeof import('ink');
type InkApp = ReturnType<Ink['useApp']>;

/** The signals that end the program. To a caller they all mean the same as Ctrl-C: cancelled. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
const saveMs = 3000;

/** No wrapping: a name that this terminal draws wider than Unicode says is cut at the edge and cannot tear the frame. */
const noWrap = '\u001B[?7l';
const wrapAgain = '\u001B[?7h';
const pasteOn = '\u001B[?2004h';
const pasteOff = '\u001B[?2004l';
/** Keys and more: what a terminal is asked to send. */
const inputOn = (mouse: boolean) => (mouse ? pasteOn + mouseOn : pasteOn);
const inputOff = mouseOff + pasteOff;
const plainText = '\u001B[0m';
const showCursor = '\u001B[?25h';
const leaveAlternateScreen = '\u001B[?1049l';

/** See `Terminal`. Raw mode is on already. */
export class FullScreen implements Terminal {
	readonly closed: Promise<Outcome>;
	readonly #streams: TerminalStreams;
	readonly #ink: Ink;
	readonly #surface: NodeJS.WriteStream;
	readonly #captured: CapturedOutput;
	readonly #title: WindowTitle;
	readonly #resolve: (outcome: Outcome) => void;
	readonly #endListeners = new Set<(exit: number) => void | Promise<void>>();
	readonly #suspendListeners = new Set<() => void>();
	readonly #unsubscribe: (() => void)[] = [];
	#instance: Instance | undefined;
	#app: InkApp | undefined;
	#listener: ((event: InputEvent) => void) | undefined;
	#stopReading: (() => void) | undefined;
	#isSuspended = false;
	#isEnding = false;
	#isClosed = false;

	constructor(streams: TerminalStreams, ink: Ink) {
		this.#streams = streams;
		this.#ink = ink;
		this.#surface = drawingSurface(streams.stdout, streams.env);
		this.#captured = captureOutput([streams.stdout, streams.stderr]);
		this.#title = new WindowTitle(streams.env);
		let resolve: (outcome: Outcome) => void = () => {};
		this.closed = new Promise(settle => {
			resolve = settle;
		});
		this.#resolve = resolve;
		this.#watchEndings();
	}

	render(node: ReactNode): void {
		if (this.#isClosed) return;
		const tree = createElement(
			ErrorBoundary,
			{onError: this.#bug},
			createElement(Bridge, {ink: this.#ink, onApp: this.#keepApp}, node),
		);
		if (this.#instance) {
			this.#instance.rerender(tree);
			return;
		}

		this.#write(noWrap);
		this.#instance = this.#ink.render(tree, {
			stdout: this.#surface,
			stderr: this.#streams.stderr,
			// Ink asks for Node's own stream type; it uses what QuietInput has, and never more than `read` of it.
			stdin: new QuietInput() as unknown as NodeJS.ReadStream,
			exitOnCtrlC: false,
			patchConsole: false,
			interactive: true, // CI variables on a real terminal mean nothing
			alternateScreen: true,
			incrementalRendering: true,
			maxFps: 60,
		});
		this.#instance.waitUntilExit().then(() => this.leave({exit: exitCode.done}), this.#bug);
		this.#write(inputOn(this.#streams.mouse === true));
	}

	async flushed(): Promise<void> {
		await this.#instance?.waitUntilRenderFlush();
	}

	size(): Size {
		return sizeOf(this.#streams.stdout, this.#streams.env);
	}

	onResize(listener: (size: Size) => void): () => void {
		const onResize = () => listener(this.size());
		const {stdout} = this.#streams;
		stdout.prependListener('resize', onResize); // before Ink's, which would draw the old frame first
		const stop = () => stdout.off('resize', onResize);
		this.#unsubscribe.push(stop);
		return stop;
	}

	onInput(listener: (event: InputEvent) => void): void {
		this.#listener = listener;
		this.#startReading();
	}

	onEnd(listener: (exit: number) => void | Promise<void>): void {
		this.#endListeners.add(listener);
	}

	onSuspend(listener: () => void): void {
		this.#suspendListeners.add(listener);
	}

	send(sequence: string): void {
		if (!this.#isClosed && !this.#isSuspended) this.#write(sequence);
	}

	title(text: string): void {
		this.#write(this.#title.show(text)); // empty while the terminal is given away
	}

	async suspend(work: () => Promise<void>): Promise<void> {
		const app = this.#app;
		if (!app || this.#isSuspended || this.#isClosed) return;
		this.#isSuspended = true;
		this.#stopReading?.();
		this.#stopReading = undefined;
		try {
			for (const listener of this.#suspendListeners) listener();
			await this.flushed();
			await app.suspendTerminal(async () => {
				this.#write(inputOff + wrapAgain + this.#title.giveBack());
				this.#setRawMode(false);
				try {
					await work();
				} finally {
					if (!this.#isClosed) {
						this.#setRawMode(true);
						this.#write(noWrap);
					}
				}
			});
		} finally {
			this.#isSuspended = false;
			if (!this.#isClosed) {
				this.#write(inputOn(this.#streams.mouse === true) + this.#title.takeAgain());
				this.#startReading();
			}
		}
	}

	async suspendJob(): Promise<void> {
		if (process.platform !== 'win32') await this.suspend(stopJob);
	}

	leave(outcome: Outcome): void {
		if (this.#isClosed) return;
		this.#restore();
		const text = outcome.text ? `${outcome.text}\n` : '';
		const {stdout, stderr} = this.#streams;
		const captured = this.#captured.release();
		// Resolved after the writes, so that a caller may end the process.
		stdout.write(text, () => stderr.write(captured, () => this.#resolve(outcome)));
		if (stdout.destroyed || stderr.destroyed) this.#resolve(outcome);
	}

	readonly #keepApp = (app: InkApp) => {
		this.#app = app;
	};

	readonly #bug = (error: unknown) => this.leave({exit: exitCode.bug, error});

	#write(data: string): void {
		try {
			this.#surface.write(data);
		} catch {
			// The terminal is gone; nothing is left to be drawn on.
		}
	}

	#setRawMode(raw: boolean): void {
		try {
			this.#streams.stdin.setRawMode?.(raw);
		} catch {
			// The terminal is gone, as above.
		}
	}

	#startReading(): void {
		const listener = this.#listener;
		if (!listener || this.#isClosed || this.#isSuspended) return;
		this.#stopReading?.();
		this.#stopReading = readKeys(this.#streams.stdin, event => {
			if (event.type === 'key' && event.key.ctrl && event.key.text === 'z') void this.suspendJob();
			else listener(event);
		});
	}

	/** Everything back as it was, at once and without waiting: it also runs while the process exits. */
	#restore(): void {
		this.#isClosed = true;
		this.#stopReading?.();
		for (const stop of this.#unsubscribe) stop();
		try {
			this.#instance?.unmount();
		} catch {
			this.#write(leaveAlternateScreen);
		}

		this.#write(inputOff + wrapAgain + plainText + showCursor + this.#title.giveBack());
		this.#setRawMode(false);
		this.#streams.stdin.unref?.();
	}

	#watchEndings(): void {
		const {stdin, stdout, stderr} = this.#streams;
		const listen = <Arguments extends readonly unknown[]>(
			emitter: NodeJS.EventEmitter,
			name: string,
			listener: (...given: Arguments) => void,
		) => {
			// The emitter's own type speaks of `any`; each call below names what the event gives.
			const on = listener as (...given: readonly unknown[]) => void;
			emitter.on(name, on);
			this.#unsubscribe.push(() => emitter.off(name, on));
		};
		const bug = this.#bug;
		for (const signal of endings)
			listen(process, signal, () => {
				if (signal === 'SIGHUP') noteHangUp();
				void this.#end();
			});
		// to the very end: what goes wrong on the way out must not end the program in Node's own words
		process.on('uncaughtException', bug).on('unhandledRejection', bug);
		void this.closed.then(() => process.off('uncaughtException', bug).off('unhandledRejection', bug));
		listen(process, 'exit', () => {
			this.#restore();
			this.#streams.stderr.write(this.#captured.release());
		});
		// Stopped and continued from outside: the shell has had the terminal meanwhile.
		if (process.platform !== 'win32') listen(process, 'SIGCONT', () => void this.suspend(async () => {}).catch(bug));
		// The line is gone: the same as SIGHUP, which does not come everywhere.
		const lost = () => {
			noteHangUp();
			void this.#end();
		};
		for (const name of ['end', 'close', 'error']) listen(stdin, name, lost);
		listen(stdout, 'error', lost);
		// What is written to a lost line later must not end the program in a stack trace.
		for (const stream of [stdin, stdout, stderr]) stream.on('error', () => {});
	}

	async #end(): Promise<void> {
		const exit = exitCode.cancelled;
		if (this.#isEnding) {
			this.leave({exit});
			return;
		}

		this.#isEnding = true;
		let timer: NodeJS.Timeout | undefined;
		const enough = new Promise<void>(resolve => {
			timer = setTimeout(resolve, saveMs);
		});
		try {
			await Promise.race([Promise.all([...this.#endListeners].map(async listener => listener(exit))), enough]);
			this.leave({exit});
		} catch (error) {
			this.leave({exit, error});
		} finally {
			clearTimeout(timer);
		}
	}
}

interface BridgeProps {
	readonly ink: Ink;
	readonly onApp: (app: InkApp) => void;
	readonly children?: ReactNode;
}

/** Ink gives `suspendTerminal` to components only. */
function Bridge({ink, onApp, children}: BridgeProps): ReactNode {
	const app = ink.useApp();
	useLayoutEffect(() => onApp(app), [app, onApp]);
	return children;
}
