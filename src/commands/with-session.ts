import type {ExitCode} from '../connection/user-error.ts';
import {openSession, type Session} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {interruptible} from './interrupt.ts';

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
