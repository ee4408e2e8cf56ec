import {exitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';

export interface Interrupt {
	/** Aborted by the first signal that asks for the end. */
	readonly signal: AbortSignal;
	/** Stops listening. */
	dispose(): void;
}

/**
 * The first SIGINT, SIGTERM, SIGHUP or SIGQUIT aborts the signal and says `message`; a second one leaves at once, but for SIGHUP, which a
 * closed terminal sends more than once. All end with 130: to a caller they mean that the job was cancelled.
 * What has a message has something to bring to its end: a reader of its output that goes away is as a SIGHUP then.
 */
export function interruptible(io: CommandIo, message?: string): Interrupt {
	const controller = new AbortController();
	const dispose = io.onInterrupt(
		signal => {
			if (controller.signal.aborted) {
				if (signal !== 'SIGHUP') io.leave(exitCode.cancelled);
				return;
			}

			controller.abort();
			if (message) io.err(message);
		},
		{unread: message !== undefined},
	);
	return {signal: controller.signal, dispose};
}
