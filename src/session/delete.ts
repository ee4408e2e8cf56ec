import type {ConnectionPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import * as run from '../run/delete.ts';
import {asDelete, reopenDelete} from '../run/journal.ts';
import type {Removal} from '../run/removal.ts';
import type {DeleteRecord} from '../run/run-record.ts';
import type {UndoEvent} from '../run/take-away.ts';
import {begunWork, cloudOfWork, stateFolderOf} from './begun-work.ts';
import {besideIdentity, identityOf} from './identity.ts';
import type {Session} from './open-session.ts';
import type {UndoLimits} from './undo.ts';

export {deleteStepsLeft} from '../run/delete.ts';
export type {Removal} from '../run/removal.ts';

/** As of an undo; before it, that a journal tells of it, so that it can be finished from then on. */
export type DeleteEvent = UndoEvent | {readonly type: 'begun'; readonly runId: string};

/** What was shown, and whose account it is, where that is known. */
export interface ShownRemoval {
	readonly removal: Removal;
	readonly account: string | undefined;
}

/**
 * Reads what hangs on a connection: what would go with it, and what would stay. Changes nothing.
 * @throws UserError when it is not there, or its deletion was begun already and has not ended; CloudError
 */
export async function readDeletion(
	session: Session,
	place: ConnectionPlace,
	signal: AbortSignal,
): Promise<ShownRemoval> {
	const cloud = await session.cloud(place.cloud, place.region);
	const where = {...place, sandbox: session.sandbox, stateFolder: stateFolderOf(session)};
	const {identity, found} = await besideIdentity(
		cloud,
		(both, asked) => run.readRemoval(cloud, {...where, account: async () => (await asked)?.account}, both),
		signal,
	);
	return {removal: found, account: identity?.account};
}

/** The deletion of a journal, to be finished. Reads files only. @throws UserError when it is over, or none */
async function begunDeletion(session: Session, runId: string): Promise<DeleteRecord> {
	const record = asDelete(await begunWork(session, runId));
	refuseDeleted(record);
	return record;
}

/** The same with what is to be known of it as it stands now. Changes nothing. @throws UserError, CloudError */
export async function readBegunDeletion(session: Session, runId: string, signal: AbortSignal): Promise<DeleteRecord> {
	const record = await begunDeletion(session, runId);
	const {cloud} = await cloudOfWork(session, record, signal);
	return {...record, removal: await run.removalNow(cloud, record.removal, signal)};
}

/** Deletes what was shown, journalled: see `deleteConnection`. There is no way back. @throws UserError, CloudError */
export async function* deleteShown(
	session: Session,
	{removal, account}: ShownRemoval,
	limits: UndoLimits,
): AsyncGenerator<DeleteEvent, void, undefined> {
	const {signal} = limits;
	const cloud = await session.cloud(removal.cloud, removal.region);
	const whose = account ?? (await identityOf(cloud, signal))?.account;
	const place = {stateFolder: stateFolderOf(session), sandbox: session.sandbox, account: whose};
	const journal = await run.beginDelete(cloud, removal, place, signal);
	session.ownRuns.add(journal.runId);
	try {
		yield {type: 'begun', runId: journal.runId};
		yield* run.deleteConnection(cloud, {removal, undone: new Map()}, {...limits, journal});
	} finally {
		await journal.close();
	}
}

/** Goes on with a deletion where it stopped. Each step is looked for before. @throws UserError, CloudError */
export async function* finishDeletion(
	session: Session,
	runId: string,
	limits: UndoLimits,
): AsyncGenerator<DeleteEvent, void, undefined> {
	const {cloud} = await cloudOfWork(session, await begunDeletion(session, runId), limits.signal);
	const stateFolder = stateFolderOf(session);
	const {journal, record} = await reopenDelete(stateFolder, runId);
	try {
		refuseDeleted(record);
		const {sandbox, account} = record;
		yield {type: 'begun', runId};
		yield* run.deleteConnection(cloud, {...record, from: {stateFolder, sandbox, account}}, {...limits, journal});
	} finally {
		await journal.close();
	}
}

function refuseDeleted({state, runId, removal}: DeleteRecord): void {
	if (state === 'deleted')
		throw new UserError(`the deletion ${runId} of ${removal.connection.id} has ended, as its journal tells`, {
			mend: 'tunnelwright status shows what is there',
			changedElsewhere: true,
		});
}
