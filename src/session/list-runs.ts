import type {Action, UndoStep} from '../clouds/contract/cloud.ts';
import type {FilesAhead} from '../connection/files-ahead.ts';
import {isGone} from '../connection/take-down.ts';
import {deleteStepsLeft} from '../run/delete.ts';
import {forgetRun, listRuns, readAnyJournal, type UnreadableRun, workingOn} from '../run/journal.ts';
import {isDelete, type JournalRecord, type RunRecord} from '../run/run-record.ts';
import {trafficOff} from '../run/traffic-off.ts';
import {stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';

export {type DeleteRecord, isDelete, type RunRecord} from '../run/run-record.ts';
export {doubtedActions} from '../run/undo.ts';

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

interface Forgotten {
	/** Where its journal is now. */
	readonly journal: string;
	/** Ids of what it made and did not take back. */
	readonly left: readonly string[];
	/** Of a deletion: the steps that were not done. */
	readonly notDeleted: readonly UndoStep[];
	/** Whether that is still in an account: an embedded sandbox ended with its program. */
	readonly stands: boolean;
}

/** Takes a run off the list. What it made stays. @throws UserError when there is no such run, or another process works on it */
export async function forget(session: Pick<Session, 'env'>, runId: string): Promise<Forgotten> {
	const stateFolder = stateFolderOf(session);
	// what can't be read can be forgotten all the same
	const record = await readAnyJournal(stateFolder, runId).catch(() => undefined);
	const journal = await forgetRun(stateFolder, runId);
	return {
		journal,
		left: record && !isDelete(record) ? leftOver(record) : [],
		notDeleted: record && isDelete(record) && record.state === 'deleting' ? deleteStepsLeft(record) : [],
		stands: record?.sandbox === false,
	};
}

/** Takes a run off the list that has changed nothing, for another one takes its place. One that was gone on with elsewhere stays. @throws UserError */
export async function forgetUntouched(session: Pick<Session, 'env'>, runId: string): Promise<void> {
	const {record} = await runOf(session, runId);
	if (isDelete(record) || record.state !== 'unfinished' || record.sent.size > 0) return;
	if ([...record.results.values()].every(({existed}) => existed)) await forget(session, runId);
}

/** What a run carried out and did not wait for to its end. */
export function openOf({plan, results, settled}: Pick<RunRecord, 'plan' | 'results' | 'settled'>): readonly Action[] {
	return plan.actions.filter(({id}) => results.get(id)?.existed === false && !settled.has(id));
}

/** How far a run came: `after 1 of 2 actions, 1 more not waited for to its end`. */
export function howFar(record: Pick<RunRecord, 'plan' | 'results' | 'settled'>): string {
	const open = openOf(record).length;
	const ends = open === 0 ? '' : `, ${open} more not waited for to ${open === 1 ? 'its end' : 'their ends'}`;
	return `after ${record.results.size - open} of ${record.plan.actions.length} actions${ends}`;
}

/** What traffic a run has taken off a tunnel and neither it nor its undo has given back, in words. */
export function trafficOffOf({plan, sent, results, undone}: RunRecord): readonly string[] {
	// what was given back and is taken back again is off once more
	const left = [...results].filter(([action]) => !undone.has(action));
	return trafficOff({actions: plan.actions.filter(({id}) => !undone.has(id))}, sent, new Map(left));
}

/** The tunnels whose new files a run has written, and whose key the cloud has not been seen to take. */
export function filesAheadOf({plan, filesWritten, results, sent}: RunRecord): readonly FilesAhead[] {
	return plan.actions.flatMap(({id}) => {
		const tunnel = filesWritten.get(id);
		return tunnel === undefined || results.has(id) ? [] : [{tunnel, inDoubt: sent.has(id)}];
	});
}

/** Ids of what a run made and did not take back. */
export function leftOver({results, undone, plan}: RunRecord): readonly string[] {
	return [...results]
		.filter(([action, result]) => !result.existed && result.id !== '' && !isGone(undone.get(action)))
		.filter(([action]) => plan.actions.some(({id, makes}) => id === action && makes !== ''))
		.map(([, result]) => result.id);
}
