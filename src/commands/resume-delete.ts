import {type ExitCode, UserError} from '../connection/user-error.ts';
import {deleteStepsLeft} from '../run/delete.ts';
import {foldersOf} from '../run/folders.ts';
import {reopenDelete} from '../run/journal.ts';
import type {DeleteRecord} from '../run/run-record.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {carryOut, deleteStopMessage} from './delete-command.ts';
import {cloudOfRun} from './run-of-journal.ts';
import {stepText} from './tell-taking-away.ts';
import {withSession} from './with-session.ts';

/** `runs resume ID` for a deletion: goes on where it stopped. Each step is looked for before. @throws UserError, CloudError */
export async function resumeDelete(
	first: DeleteRecord,
	options: CommandOptions & {readonly yes?: boolean},
	io: CommandIo,
): Promise<ExitCode> {
	const {runId} = first;
	refuseIfOver(first);
	if (!options.yes)
		throw new UserError('resuming goes on deleting, so it needs --yes', {
			field: '--yes',
			items: deleteStepsLeft(first).map(step => `would ${stepText(step)}`),
			mend: `tunnelwright runs resume ${runId} --yes`,
		});
	return withSession({options, io, stopping: () => deleteStopMessage}, async ({session, signal}) => {
		const {cloud} = await cloudOfRun(session, first, signal);
		const {journal, record} = await reopenDelete(foldersOf(io.env).state, runId);
		try {
			refuseIfOver(record);
			const {sandbox, account: whose} = record;
			const from = {stateFolder: foldersOf(io.env).state, sandbox, account: whose};
			return await carryOut(cloud, {...record, from}, {journal, options, signal}, io);
		} finally {
			await journal.close();
		}
	});
}

function refuseIfOver({state, runId, removal}: DeleteRecord): void {
	if (state === 'deleted')
		throw new UserError(`the deletion ${runId} of ${removal.connection.id} has ended, as its journal tells`, {
			mend: 'tunnelwright status shows what is there',
		});
}
