import type {Cloud, Identity} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import {foldersOf} from '../run/folders.ts';
import {readAnyJournal, readJournal} from '../run/journal.ts';
import {isDelete, type JournalRecord, type RunRecord} from '../run/run-record.ts';
import type {Session} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import {identityOf} from './prepare.ts';

/** Reads a run that is to go on or to be undone, or a deletion that is to be finished. @throws UserError when nothing of it can be there any more */
export async function journalToGoOn(runId: string, io: CommandIo): Promise<JournalRecord> {
	const record = await readAnyJournal(foldersOf(io.env).state, runId);
	refuseSandbox(record);
	return record;
}

/** Reads a run that is to go on or to be undone. @throws UserError when nothing of it can be there any more */
export async function runToGoOn(runId: string, io: CommandIo): Promise<RunRecord> {
	const record = await readJournal(foldersOf(io.env).state, runId);
	refuseSandbox(record);
	return record;
}

function refuseSandbox({sandbox, runId}: JournalRecord): void {
	if (sandbox)
		throw new UserError(
			`the run ${runId} worked on the embedded sandbox clouds, which ended with it: nothing of it is left`,
			{
				mend: `tunnelwright runs forget ${runId}`,
			},
		);
}

/** The cloud of a run, once it is sure that it is the same account. @throws UserError, CloudError */
export async function cloudOfRun(
	session: Session,
	record: JournalRecord,
	signal: AbortSignal,
): Promise<{readonly cloud: Cloud; readonly identity: Identity | undefined}> {
	const {cloud: cloudId, region} = isDelete(record) ? record.removal : record.plan;
	const cloud = await session.cloud(cloudId, region);
	const identity = await identityOf(cloud, signal);
	if (record.account !== undefined && identity?.account !== undefined && identity.account !== record.account)
		throw new UserError(
			`the run ${record.runId} worked in the account ${record.account}, and these credentials are of ${identity.account}`,
			{mend: `use credentials of the account ${record.account}`},
		);
	return {cloud, identity};
}
