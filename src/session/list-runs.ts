import {listRuns, readAnyJournal, type UnreadableRun, workingOn} from '../run/journal.ts';
import type {JournalRecord, RunRecord} from '../run/run-record.ts';
import {unheardOf} from '../run/undo.ts';
import {stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';

export {type DeleteRecord, isDelete, type RunRecord} from '../run/run-record.ts';

/** A run or a deletion as its journal tells of it. */
export interface Listed<Kind extends JournalRecord = JournalRecord> {
	readonly record: Kind;
	/** The process that works on it now. */
	readonly pid: number | undefined;
}

/** What waits for somebody: to go on, or to be taken back. */
const waiting: ReadonlySet<JournalRecord['state']> = new Set(['unfinished', 'undoing', 'deleting']);

/** Whether it did not reach its end. */
export function isOpen({state}: Pick<JournalRecord, 'state'>): boolean {
	return waiting.has(state);
}

/** Every run and deletion with a journal, newest first; what can't be read is told beside. Reads files only. @throws UserError */
export async function runsOf(
	session: Pick<Session, 'env'>,
): Promise<{readonly runs: readonly Listed[]; readonly unreadable: readonly UnreadableRun[]}> {
	const stateFolder = stateFolderOf(session);
	const {runs, deletes, unreadable} = await listRuns(stateFolder);
	const all = [...runs, ...deletes].sort((a, b) => (a.runId < b.runId ? 1 : -1));
	return {runs: all.map(record => listed(record, stateFolder)), unreadable};
}

/** One of them. @throws UserError */
export async function runOf(session: Pick<Session, 'env'>, runId: string): Promise<Listed> {
	const stateFolder = stateFolderOf(session);
	return listed(await readAnyJournal(stateFolder, runId), stateFolder);
}

function listed(record: JournalRecord, stateFolder: string): Listed {
	return {record, pid: workingOn(stateFolder, record.runId)?.pid};
}

/** Actions that may have been carried out, by id: looked up before anything else. */
export function doubtedActions(record: RunRecord): readonly string[] {
	return [...record.sent, ...unheardOf(record).map(({id}) => id)];
}
