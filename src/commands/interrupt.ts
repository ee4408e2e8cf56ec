import {exitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';

interface Interrupt {
	/** Aborted by the first signal that asks for the end. */
	readonly signal: AbortSignal;
	/** Stops listening. */
	dispose(): void;
}

/** How long what only reads may take to end by itself. */
const graceMs = 2000;

/**
 * The first SIGINT, SIGTERM, SIGHUP or SIGQUIT aborts the signal and says `message`, as it is by then; a second one leaves at once, but for SIGHUP, which a
 * closed terminal sends more than once. All end with 130: to a caller they mean that the job was cancelled.
 * What has no message only reads: where it is still there after two seconds, held up by a disk or a program, the process ends without it.
 * What has a message has something to bring to its end: a reader of its output that goes away is as a SIGHUP then.
 */
export function interruptible(io: CommandIo, message?: () => string): Interrupt {
	const controller = new AbortController();
	let late: NodeJS.Timeout | undefined;
	const stop = io.onInterrupt(
		signal => {
			if (controller.signal.aborted) {
				if (signal !== 'SIGHUP') io.leave(exitCode.cancelled);
				return;
			}

			controller.abort();
			if (message) io.err(message());
			else late = setTimeout(() => io.leave(exitCode.cancelled), graceMs);
		},
		{unread: message !== undefined},
	);
	const dispose = () => {
		clearTimeout(late);
		stop();
	};
	return {signal: controller.signal, dispose};
}
