import type {Cloud} from '../clouds/contract/cloud.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {AskKey} from '../session/keys.ts';
import {openSession, type Session} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';

/** What a command works with. */
export interface CommandWork<Options = CommandOptions> {
	readonly session: Session;
	readonly options: Options;
	readonly io: CommandIo;
	/** Aborted by the first signal that asks for the end. */
	readonly signal: AbortSignal;
	/** Tells a line of what goes on: with `--json` the document stands alone on standard output. */
	readonly say: (line: string) => void;
}

/**
 * Does a command's work in a session of its own, which ends with it; its sandbox runs from the beginning.
 * @param stopping what the first Ctrl-C says, as of `interruptible`; none: the command only reads
 * @throws UserError for a fault that the sandbox does not know, and what the work throws
 */
export async function withSession<Options extends CommandOptions>(
	options: Options,
	io: CommandIo,
	work: (at: CommandWork<Options>) => Promise<ExitCode>,
	stopping?: () => string,
): Promise<ExitCode> {
	const {signal, dispose} = interruptible(io, stopping);
	const session = openSession({env: io.env, ...options, ...io.limits});
	try {
		await session.start();
		return await work({session, options, io, signal, say: options.json ? io.err : io.out});
	} finally {
		dispose();
		await session.close();
	}
}

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

/** Asks for the key of a field at the terminal. @throws UserError where nobody can be asked (`mend` says what to do then), or it is cancelled */
export function askKeyAt(
	io: CommandIo,
	signal: AbortSignal,
	mend = 'write {"from": "env", "name": "NAME"} there and set NAME, or {"from": "generated"}',
): AskKey {
	return async field => {
		if (!io.interactive)
			throw new UserError(`${field} is to be typed, but there is no terminal to ask at`, {
				field,
				mend,
			});
		return io.askSecret(`Pre-shared key for ${field} (not shown): `, signal);
	};
}

/** How long nothing is said while a cloud is waited for, ms. */
const quietMs = 5000;

/** What a cloud is asked for; a wait that grows long is said on standard error. */
export async function saidWhileWaiting<Answer>(
	{title}: Pick<Cloud, 'title'>,
	io: CommandIo,
	answer: Promise<Answer>,
): Promise<Answer> {
	const timer = setTimeout(() => io.err(`still waiting for ${title} to answer; Ctrl-C gives up`), quietMs);
	try {
		return await answer;
	} finally {
		clearTimeout(timer);
	}
}
