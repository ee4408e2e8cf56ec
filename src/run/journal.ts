import type {FileHandle} from 'node:fs/promises';
import {open, readdir, rename, unlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {readBounded, UnreadFile} from '../clouds/sign-in/bounded-file.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {refuseBegunDeletion} from './begun-deletion.ts';
import {claimRun, PairClaim, runLockPath} from './claim.ts';
import {codeOf, failsHere, reasonOf} from './file-trouble.ts';
import {keepPrivate, makePrivateFolder, syncFolder} from './folders.ts';
import {type JournalEntry, toLine} from './journal-format.ts';
import type {Holder, Lock} from './lock.ts';
import {lockedBy} from './lock.ts';
import {isRunId, newRunId} from './run-id.ts';
import {type DeleteRecord, isDelete, type JournalRecord, type RunRecord, recordOf} from './run-record.ts';

/** Where a run writes what it does. Every line is on the disk before `append` returns. */
export interface Journal {
	readonly runId: string;
	append(entry: JournalEntry): Promise<void>;
	close(): Promise<void>;
}

/** A journal that can't be read as a run, and why. It is left as it is. */
export interface UnreadableRun {
	readonly runId: string;
	readonly path: string;
	readonly reason: string;
}

/** The file of a run. @throws UserError when `runId` is not one of ours: it becomes a file name */
export function journalPath(stateFolder: string, runId: string): string {
	if (!isRunId(runId)) throw new UserError(`"${runId}" is not the id of a run`, {mend: 'tunnelwright runs lists them'});
	return join(stateFolder, 'runs', `${runId}.jsonl`);
}

/**
 * Starts the journal of a new run (file mode 0600 in a 0700 folder). The run is this process's alone until the journal is closed,
 * and so is the pair of gateways once the plan is written. A plan is not written while a deletion of its connection has begun.
 * @throws UserError when it can't be written: nothing may be made then
 */
export async function createJournal(stateFolder: string, runId: string = newRunId()): Promise<Journal> {
	const path = journalPath(stateFolder, runId);
	makePrivateFolder(stateFolder);
	makePrivateFolder(join(stateFolder, 'runs'));
	const lock = claimRun(path, runId);
	try {
		const handle = await openOrSay(path, 'wx');
		// the folders may be as new as the file
		for (const folder of [join(stateFolder, 'runs'), stateFolder, dirname(stateFolder)]) syncFolder(folder);
		return journalOn(handle, {stateFolder, path, runId, lock, claim: new PairClaim(stateFolder, runId)});
	} catch (error) {
		lock.release();
		throw error;
	}
}

/**
 * Opens the journal of a run that is to go on, for this process alone, and reads it.
 * @throws UserError when another process works on the run, or it can't be read or written
 */
export function reopenRun(stateFolder: string, runId: string): Promise<Reopened<RunRecord>> {
	return reopenJournal(stateFolder, runId, asRun);
}

/** The same for a deletion that is to be finished. @throws UserError */
export function reopenDelete(stateFolder: string, runId: string): Promise<Reopened<DeleteRecord>> {
	return reopenJournal(stateFolder, runId, asDelete);
}

/** A journal that is written on, and what stood in it. */
interface Reopened<Kind extends JournalRecord> {
	readonly journal: Journal;
	readonly record: Kind;
}

async function reopenJournal<Kind extends JournalRecord>(
	stateFolder: string,
	runId: string,
	as: (record: JournalRecord) => Kind,
): Promise<Reopened<Kind>> {
	const path = journalPath(stateFolder, runId);
	// first, so that no lock is left beside a run that is not there
	as(await readAnyJournal(stateFolder, runId));
	const lock = claimRun(path, runId);
	const claim = new PairClaim(stateFolder, runId);
	try {
		makePrivateFolder(join(stateFolder, 'runs'));
		tighten(path);
		const record = as(await readAnyJournal(stateFolder, runId));
		if (!record.sandbox) claim.take(record);
		const handle = await openOrSay(path, 'a');
		// a torn last line must not swallow the next entry
		if (!readText(path).endsWith('\n')) await handle.appendFile('\n');
		return {journal: journalOn(handle, {stateFolder, path, runId, lock, claim, record}), record};
	} catch (error) {
		claim.release();
		lock.release();
		throw error;
	}
}

/** Who works on a run now; undefined when nobody does. */
export function workingOn(stateFolder: string, runId: string): Holder | undefined {
	return lockedBy(runLockPath(journalPath(stateFolder, runId)));
}

/**
 * Takes a run off the lists. What it made stays, and so does its journal, under `runs/forgotten`.
 * @returns where the journal is now @throws UserError when there is no such run, or another process works on it
 */
export async function forgetRun(stateFolder: string, runId: string): Promise<string> {
	const path = journalPath(stateFolder, runId);
	readText(path);
	const lock = claimRun(path, runId);
	try {
		const folder = join(stateFolder, 'runs', 'forgotten');
		makePrivateFolder(folder);
		const kept = join(folder, `${runId}.jsonl`);
		await rename(path, kept).catch((error: unknown) => {
			throw unwritable(path, error);
		});
		return kept;
	} finally {
		lock.release();
	}
}

/** @throws UserError when others can write to it and that can't be changed */
function tighten(path: string): void {
	try {
		keepPrivate(path);
	} catch (error) {
		throw unwritable(path, error);
	}
}

async function openOrSay(path: string, flags: string): Promise<FileHandle> {
	try {
		return await open(path, flags, 0o600);
	} catch (error) {
		throw unwritable(path, error);
	}
}

function unwritable(path: string, error: unknown): UserError {
	return new UserError(`the run's journal ${path} can't be written: ${reasonOf(error)}`, {
		mend: 'a run without its journal could not be finished or undone: make room, or set TUNNELWRIGHT_HOME to a folder that you can write to',
		...(failsHere(error) ? {exit: exitCode.machine} : {}),
	});
}

interface Opened {
	readonly stateFolder: string;
	readonly path: string;
	readonly runId: string;
	/** Both are let go when the journal is closed. */
	readonly lock: Lock;
	readonly claim: PairClaim;
	/** What stood in it when it was opened again. */
	readonly record?: JournalRecord;
}

function journalOn(handle: FileHandle, {stateFolder, path, runId, lock, claim, record}: Opened): Journal {
	return {
		runId,
		async append(entry) {
			if (entry.type === 'resume' && record && !isDelete(record))
				refuseBegunDeletion((await listRuns(stateFolder)).deletes, record);
			if (entry.type === 'begin' || entry.type === 'begin-delete') {
				try {
					if (!entry.sandbox) claim.take(entry);
					// nobody else can begin one from here on: what was looked at before the gateways were claimed may have changed
					if (entry.type === 'begin') refuseBegunDeletion((await listRuns(stateFolder)).deletes, entry);
				} catch (error) {
					// nothing stands in it, and nothing will
					await unlink(path).catch(() => {});
					throw error;
				}
			}

			try {
				await handle.appendFile(toLine(entry));
				await handle.sync();
			} catch (error) {
				throw unwritable(path, error);
			}

			if (entry.type === 'done') claim.learn(entry.action, entry.result);
		},
		async close() {
			await handle.close();
			claim.release();
			lock.release();
		},
	};
}

/** Reads a run back. A torn or damaged line is skipped and counted. @throws UserError when the file tells of no run that makes something */
export async function readJournal(stateFolder: string, runId: string): Promise<RunRecord> {
	return asRun(await readAnyJournal(stateFolder, runId));
}

/** Reads a run or a deletion back. @throws UserError when the file tells of neither */
export async function readAnyJournal(stateFolder: string, runId: string): Promise<JournalRecord> {
	const path = journalPath(stateFolder, runId);
	return recordOf(runId, path, readText(path));
}

function asRun(record: JournalRecord): RunRecord {
	if (!isDelete(record)) return record;
	throw new UserError(`${record.runId} is a deletion: what it deleted can't be brought back`, {
		mend:
			record.state === 'deleting'
				? `tunnelwright runs resume ${record.runId} --yes finishes it`
				: 'make a new connection; its device will need a new configuration',
	});
}

/** @throws UserError where the journal tells of a run that makes something */
export function asDelete(record: JournalRecord): DeleteRecord {
	if (isDelete(record)) return record;
	throw new UserError(`${record.runId} is no deletion`, {
		mend: `tunnelwright runs show ${record.runId} says what it is`,
	});
}

/** A run writes some twenty lines, and a plan of the largest document takes less than a megabyte. */
const largestBytes = 100_000_000;

function readText(path: string): string {
	try {
		return readBounded(path, largestBytes).toString('utf8');
	} catch (error) {
		if (error instanceof UnreadFile && error.code === 'ENOTFILE')
			throw new UserError(`the journal ${path} is no ordinary file`, {mend: 'move it away'});
		throw new UserError(
			codeOf(error) === 'ENOENT'
				? 'there is no run of this id'
				: `the journal ${path} can't be read: ${reasonOf(error)}`,
			{mend: 'tunnelwright runs --all lists what there is'},
		);
	}
}

/** Every run and every deletion with a journal, newest first; what can't be read is told beside. */
export async function listRuns(stateFolder: string): Promise<{
	readonly runs: readonly RunRecord[];
	readonly deletes: readonly DeleteRecord[];
	readonly unreadable: readonly UnreadableRun[];
}> {
	const names = await readdir(join(stateFolder, 'runs')).catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') return [];
		throw new UserError(`the runs in ${join(stateFolder, 'runs')} can't be read: ${reasonOf(error)}`, {
			mend: 'make the folder readable, or set TUNNELWRIGHT_HOME to another one',
		});
	});
	const ids = names
		.filter(name => name.endsWith('.jsonl'))
		.map(name => name.slice(0, -'.jsonl'.length))
		.filter(isRunId)
		.sort()
		.reverse();
	const runs: RunRecord[] = [];
	const deletes: DeleteRecord[] = [];
	const unreadable: UnreadableRun[] = [];
	for (const runId of ids) {
		try {
			const record = await readAnyJournal(stateFolder, runId);
			if (isDelete(record)) deletes.push(record);
			else runs.push(record);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			unreadable.push({runId, path: journalPath(stateFolder, runId), reason: error.message});
		}
	}

	return {runs, deletes, unreadable};
}
