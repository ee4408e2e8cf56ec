import {openSession, type Session} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {interruptible} from './interrupt.ts';

/** What a command works with. */
interface CommandSession {
	readonly session: Session;
	/** Aborted by the first signal that asks for the end. */
	readonly signal: AbortSignal;
}

/** Whose work it is. */
interface CommandWork {
	readonly options: CommandOptions;
	readonly io: CommandIo;
	/** What the first Ctrl-C says, as of `interruptible`; none: the command only reads. */
	readonly stopping?: () => string;
}

/**
 * Does a command's work in a session of its own, which ends with it; its sandbox runs from the beginning.
 * @throws UserError for a fault that the sandbox does not know, and what the work throws
 */
export async function withSession<Result>(
	{options, io, stopping}: CommandWork,
	work: (at: CommandSession) => Promise<Result>,
): Promise<Result> {
	const interrupt = interruptible(io, stopping);
	const session = openSession({env: io.env, ...options, ...io.limits});
	try {
		await session.start();
		return await work({session, signal: interrupt.signal});
	} finally {
		interrupt.dispose();
		await session.close();
	}
}
