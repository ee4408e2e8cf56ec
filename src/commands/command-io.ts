import type {Environment} from '../connection/environment.ts';
import type {Secret} from '../connection/secret.ts';

export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT';

/** What a command knows of the world: tests give their own. */
export interface CommandIo {
	readonly env: Environment;
	/** Whether somebody can be asked. */
	readonly interactive: boolean;
	/** A line, or lines, on standard output: what was asked for. */
	out(text: string): void;
	/** Resolves once standard output has room for more; left out: it always has. */
	drained?(): Promise<void>;
	/** On standard error: progress beside JSON, and what went wrong. */
	err(text: string): void;
	/** Standard input, up to a little more than `largestBytes`: what is longer is nothing that is wanted. */
	readInput(largestBytes: number): Promise<Uint8Array>;
	/** Asks without showing what is typed. @throws UserError when it is cancelled, by the signal too */
	askSecret(question: string, signal: AbortSignal): Promise<Secret>;
	/** Asks for a line, shown as it is typed. @throws UserError when it is cancelled, by the signal too */
	ask(question: string, signal: AbortSignal): Promise<string>;
	/**
	 * Calls back on SIGINT, SIGTERM, SIGHUP and SIGQUIT; returns how to stop that. `unread`: with SIGHUP also where nobody reads the output
	 * any more (a terminal that is gone, a pipe that was closed), which ends the process at once otherwise.
	 */
	onInterrupt(callback: (signal: InterruptSignal) => void, options?: {readonly unread?: boolean}): () => void;
	/** Writes a file about a bug of ours, without anything of the user's, and says where. */
	reportBug?(error: unknown): string | undefined;
	/** Calls back with the exit code when the process ends, from wherever that is. */
	onLeave?(callback: (code: number) => void): void;
	/** How a run waits between two tries; tests shorten it. Rejects when the signal is aborted. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
	/** How long a call to a cloud may take, ms; tests shorten it. */
	readonly limits?: {readonly timeoutMs: number};
	/** How many times as fast as ours the clouds' clock goes, where no option may say so; tests have their sandbox beside them. */
	readonly clockFactor?: number;
	/** Ends the process at once. */
	leave(code: number): void;
}
