import type {Cloud, Identity} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import {foldersOf} from '../run/folders.ts';
import {readAnyJournal, readJournal} from '../run/journal.ts';
import {isDelete, type JournalRecord, type RunRecord} from '../run/run-record.ts';
import {identityOf} from './identity.ts';
import type {Session} from './open-session.ts';

/** Where the journals of a session's runs are. */
export function stateFolderOf({env}: Pick<Session, 'env'>): string {
	return foldersOf(env).state;
}

/** Reads a run that is to go on or to be undone, or a deletion that is to be finished. @throws UserError when that can't be from here */
export async function begunWork(session: Session, runId: string): Promise<JournalRecord> {
	return here(session, await readAnyJournal(stateFolderOf(session), runId));
}

/** The same of what is no deletion. @throws UserError */
export async function begunRun(session: Session, runId: string): Promise<RunRecord> {
	return here(session, await readJournal(stateFolderOf(session), runId));
}

/** @throws UserError where nothing of it can be there any more, or this is not where it worked */
function here<Kind extends JournalRecord>({sandbox, ownRuns}: Session, record: Kind): Kind {
	const {runId} = record;
	if (record.sandbox && !ownRuns.has(runId))
		throw new UserError(
			`the run ${runId} worked on the embedded sandbox clouds, which ended with it: nothing of it is left`,
			{
				mend: `tunnelwright runs forget ${runId}`,
			},
		);
	if (sandbox && !record.sandbox)
		throw new UserError(`the run ${runId} worked in an account, and these are the embedded sandbox clouds`, {
			field: '--sandbox',
			mend: 'leave --sandbox out',
		});
	return record;
}

/** The cloud of a run or a deletion, once it is sure that it is the same account. @throws UserError, CloudError */
export async function cloudOfWork(
	session: Session,
	record: JournalRecord,
	signal: AbortSignal,
): Promise<{readonly cloud: Cloud; readonly identity: Identity | undefined}> {
	const {account, runId} = record;
	const {cloud: id, region} = isDelete(record) ? record.removal : record.plan;
	const cloud = await session.cloud(id, region);
	const identity = await identityOf(cloud, signal);
	if (account !== undefined && identity?.account !== undefined && identity.account !== account)
		throw new UserError(
			`the run ${runId} worked in the account ${account}, and these credentials are of ${identity.account}`,
			{mend: `use credentials of the account ${account}`},
		);
	return {cloud, identity};
}
