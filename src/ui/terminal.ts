import type {ReactNode} from 'react';
import {UserError} from '../connection/user-error.ts';
import type {Size} from './drawing-surface.ts';
import {FullScreen} from './full-screen.ts';
import type {InputEvent, TerminalInput} from './key-stream.ts';

export interface TerminalStreams {
	readonly stdin: TerminalInput;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	/** Changed in place before Ink is loaded: give process.env. */
	readonly env: ProcessEnvironment;
	/** Ask the terminal for clicks and the wheel. It then selects text with Shift held only. */
	readonly mouse?: boolean;
}

/** How it ended. */
export interface Outcome {
	readonly exit: number;
	/** Printed on the normal screen once the terminal is back: what was made, how to go on. A line break is added. */
	readonly text?: string;
	/** What went wrong, when nobody meant to leave: our bug. */
	readonly error?: unknown;
}

/** The full screen: Ink on the alternate screen, keys past Ink's input layer, and the terminal given back on every way out. */
export interface Terminal {
	/** Draws a tree, or the next one. The first call opens the screen. */
	render(node: ReactNode): void;
	/** Resolves when what was rendered is on the screen. */
	flushed(): Promise<void>;
	/** The drawable size; never zero. */
	size(): Size;
	onResize(listener: (size: Size) => void): () => void;
	/** Starts to listen to keys and pastes, one listener at a time. What was typed before comes first. Ctrl-Z does not arrive: it suspends. */
	onInput(listener: (event: InputEvent) => void): void;
	/** Asked when a signal or a lost line ends the program, with the exit code of all that is cancelled: time to save. Waited for up to three seconds, or until the next signal. */
	onEnd(listener: (exit: number) => void | Promise<void>): void;
	/** Told before the terminal is given away (Ctrl-Z, an editor): what is drawn then is drawn first. */
	onSuspend(listener: () => void): void;
	/** Sends the terminal a control sequence that draws nothing, as to take text into its clipboard. */
	send(sequence: string): void;
	/** Gives the window this title until it is given back; '' for the one that it had before. */
	title(text: string): void;
	/** Gives the terminal to `work` (an editor, a pager), then draws anew. Rejects as `work` does. */
	suspend(work: () => Promise<void>): Promise<void>;
	/** Stops the job until `fg`, as Ctrl-Z does. Does nothing on Windows. */
	suspendJob(): Promise<void>;
	/** Gives the terminal back, prints the outcome's text, then what others wrote meanwhile. Calls after the first do nothing. */
	leave(outcome: Outcome): void;
	/** Resolves once the terminal is back and all is printed, however it ended. Never rejects. */
	readonly closed: Promise<Outcome>;
}

/**
 * Opens the terminal for the full screen. Raw mode is on before Ink is even loaded, so that what is typed meanwhile is neither echoed
 * nor a signal; bracketed paste comes on after the first frame. Ink reads colours and more from the environment when it is imported:
 * import the app, and all that imports Ink, only after this has resolved.
 * @throws UserError when stdin or stdout is not a terminal
 */
export async function openTerminal(streams: TerminalStreams): Promise<Terminal> {
	const {stdin, stdout, env} = streams;
	if (!stdin.isTTY || !stdin.setRawMode || !stdout.isTTY)
		throw new UserError('the wizard needs a terminal; `plan` and `apply` work without one');
	stdin.setRawMode(true);
	prepareEnvironment(env);
	try {
		return new FullScreen(streams, await import('ink'));
	} catch (error) {
		stdin.setRawMode(false);
		throw error;
	}
}

/** An environment that can be changed: process.env. */
type ProcessEnvironment = Record<string, string | undefined>;

/**
 * Sets what Ink and what it loads read from the environment when they are imported. Call it before `import('ink')`.
 * - NO_COLOR (no-color.org) is not known to chalk: FORCE_COLOR=0 is.
 * - DEV=true, set for other reasons on many a machine, would make Ink look for React's developer tools.
 */
function prepareEnvironment(env: ProcessEnvironment): void {
	if (env.NO_COLOR) env.FORCE_COLOR = '0';
	if (env.DEV === 'true') delete env.DEV;
}
