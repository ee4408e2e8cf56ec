import {ZodError} from 'zod';
import {printable} from '../../connection/printable.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';

/*
 * Actions and steps come back from files: journals of runs. One that was never planned like that is no bug of ours: the file was damaged or edited, and
 * whoever has it is told so.
 */

/** @throws UserError where a request holds what its call does not take; what the work throws otherwise */
export async function asKept<Result>(call: string, work: () => Result | Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw told(error, call);
	}
}

/** What is thrown in place of an error: another one where a request holds what its call does not take. */
export function told(error: unknown, call: string): unknown {
	return error instanceof ZodError ? notOurs(`a request of ${call} holds what that does not take`) : error;
}

/** What a journal holds and no plan or undo of ours. @param says may hold texts of the journal */
export function notOurs(says: string): UserError {
	return new UserError(`${printable(says, 200)}: its journal is not as tunnelwright wrote it`, {
		mend: 'It was damaged or edited: see in the console what stands, and make a new plan',
		exit: exitCode.refused,
	});
}
