import {type ExitCode, UserError} from '../connection/user-error.ts';
import {begunDeletion, deleteStepsLeft, finishDeletion} from '../session/delete.ts';
import type {DeleteRecord} from '../session/list-runs.ts';
import type {Session} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {tellDeletion} from './delete-command.ts';
import {stepText} from './tell-taking-away.ts';

/** `runs resume ID` for a deletion: goes on where it stopped. Each step is looked for before. @throws UserError, CloudError */
export async function resumeDelete(
	session: Session,
	{runId}: DeleteRecord,
	options: CommandOptions & {readonly yes?: boolean},
	signal: AbortSignal,
	io: CommandIo,
): Promise<ExitCode> {
	const record = await begunDeletion(session, runId);
	if (!options.yes)
		throw new UserError('resuming goes on deleting, so it needs --yes', {
			field: '--yes',
			items: deleteStepsLeft(record).map(step => `would ${stepText(step)}`),
			mend: `tunnelwright runs resume ${runId} --yes`,
		});
	const events = finishDeletion(session, runId, {signal, ...(io.sleep ? {sleep: io.sleep} : {})});
	return tellDeletion(record, events, options, io);
}
