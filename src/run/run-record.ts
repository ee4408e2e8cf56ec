import type {ActionResult, CloudErrorInfo, Plan, UndoEnd} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import {asCalled} from './as-called.ts';
import {fromLine, type JournalEntry} from './journal-format.ts';
import type {Removal} from './removal.ts';
import type {SeenBefore} from './seen-before.ts';

interface AnyRecord {
	readonly runId: string;
	readonly startedAt: number;
	readonly updatedAt: number;
	readonly sandbox: boolean;
	readonly account?: string;
	readonly lastError: CloudErrorInfo | undefined;
	/** Lines that could not be read; a torn last line (power cut) counts. */
	readonly damagedLines: number;
}

/** What a journal tells of its run. */
export interface RunRecord extends AnyRecord {
	readonly plan: Plan;
	/** By action id: what each action made or found. */
	readonly results: ReadonlyMap<string, ActionResult>;
	/** Actions that were waited for to the end. */
	readonly settled: ReadonlySet<string>;
	/** Actions whose call went out and may have been carried out: what is found of them is this run's own. */
	readonly sent: ReadonlySet<string>;
	/** The action whose call went out and whose end is not written down: look it up before anything else. */
	readonly openAction: string | undefined;
	/** Actions whose call the cloud refused: they made nothing. */
	readonly refused: ReadonlySet<string>;
	/** Parts of a batch that stood before the run, by action id. */
	readonly standing: ReadonlyMap<string, readonly string[]>;
	/** The tunnels that an action takes down, as they were right before its call, by action id. A journal of before holds none. */
	readonly seen: ReadonlyMap<string, readonly SeenBefore[]>;
	/** The same of the undo's steps. */
	readonly undoSeen: ReadonlyMap<string, readonly SeenBefore[]>;
	/** Tunnels whose new files were written before the cloud got their key, as people count, by action id. */
	readonly filesWritten: ReadonlyMap<string, number>;
	/** Steps of the undo whose call may have gone out, by action id. */
	readonly undoSent: ReadonlySet<string>;
	/** Steps of the undo that are done, by action id. */
	readonly undone: ReadonlyMap<string, UndoEnd>;
	/** `undoing`: an undo has begun and not ended; it can only be undone further. */
	readonly state: 'unfinished' | 'finished' | 'undoing' | 'undone';
	readonly connectionId: string | undefined;
	/** A line that could not be read is none that a power cut tore: what the run did may stand there alone. */
	readonly hasGap: boolean;
}

/** What the journal of a deletion tells. It can be finished, and never taken back. */
export interface DeleteRecord extends AnyRecord {
	readonly removal: Removal;
	/** How each step that is over ended, by its id. */
	readonly undone: ReadonlyMap<string, UndoEnd>;
	readonly state: 'deleting' | 'deleted';
}

/** What any journal tells: of a run that makes something, or of a deletion. */
export type JournalRecord = RunRecord | DeleteRecord;

export function isDelete(record: JournalRecord): record is DeleteRecord {
	return 'removal' in record;
}

/** Reads the text of a journal. A torn or damaged line is skipped and counted. @throws UserError when it tells of no run */
export function recordOf(runId: string, path: string, text: string): JournalRecord {
	const entries: JournalEntry[] = [];
	let damagedLines = 0;
	let torn = false;
	let hasGap = false;
	for (const line of text.split('\n')) {
		if (line.trim() === '') continue;
		const parsed = fromLine(line);
		// a power cut tears the last line that was being written: before its call, or after one that the line before tells of
		hasGap ||= torn && !('entry' in parsed && (parsed.entry.type === 'resume' || parsed.entry.type === 'undo'));
		torn = !('entry' in parsed);
		if ('entry' in parsed) entries.push(parsed.entry);
		else if (parsed.problem === 'newer')
			throw new UserError(`the journal ${path} was written by a newer tunnelwright`, {mend: 'update tunnelwright'});
		else damagedLines += 1;
	}

	const begin = entries.find(entry => entry.type === 'begin' || entry.type === 'begin-delete');
	if (!begin)
		throw new UserError(
			entries.length === 0 && damagedLines <= 1
				? `the journal ${path} was cut off before its run made anything`
				: `the journal ${path} does not say which plan it belongs to`,
			{mend: `tunnelwright runs forget ${runId} takes it off the list`},
		);
	const common = {
		runId,
		startedAt: begin.at,
		updatedAt: entries.at(-1)?.at ?? begin.at,
		sandbox: begin.sandbox,
		account: begin.account,
		damagedLines,
	};
	if (begin.type === 'begin') return {...common, hasGap, plan: begin.plan, ...replay(entries)};
	const {undone, lastError, state} = replay(entries);
	return {
		...common,
		removal: {...begin.removal, steps: begin.removal.steps.map(step => asCalled(begin.removal.cloud, step))},
		undone,
		lastError,
		state: state === 'undone' ? 'deleted' : 'deleting',
	};
}

/** What the entries add up to, in the order they were written. */
export function replay(
	entries: readonly JournalEntry[],
): Omit<RunRecord, 'runId' | 'startedAt' | 'updatedAt' | 'sandbox' | 'account' | 'plan' | 'damagedLines' | 'hasGap'> {
	const results = new Map<string, ActionResult>();
	const settled = new Set<string>();
	/** Calls whose end is not known, for good: a later refusal does not tell of them. */
	const inDoubt = new Set<string>();
	const refused = new Set<string>();
	const standing = new Map<string, readonly string[]>();
	const seen = new Map<string, readonly SeenBefore[]>();
	const undoSeen = new Map<string, readonly SeenBefore[]>();
	const filesWritten = new Map<string, number>();
	const undoSent = new Set<string>();
	const undone = new Map<string, UndoEnd>();
	let openAction: string | undefined;
	let lastError: CloudErrorInfo | undefined;
	let connectionId: string | undefined;
	let state: RunRecord['state'] = 'unfinished';
	for (const entry of entries) {
		switch (entry.type) {
			case 'intent':
				// after a crash the first attempt's end stays open; so does one whose end stood in a line that can't be read
				if (openAction !== undefined) inDoubt.add(openAction);
				openAction = entry.action;
				refused.delete(entry.action);
				// what stands at a later attempt may come from the first
				if (!standing.has(entry.action)) standing.set(entry.action, entry.standing ?? []);
				if (entry.tunnels && !seen.has(entry.action)) seen.set(entry.action, entry.tunnels);
				break;
			case 'ambiguous':
				inDoubt.add(entry.action);
				break;
			case 'resume':
			case 'undo':
				if (openAction !== undefined) inDoubt.add(openAction);
				lastError = undefined;
				if (entry.type === 'undo') state = 'undoing';
				break;
			case 'done':
				results.set(entry.action, entry.result);
				if (openAction === entry.action) openAction = undefined;
				lastError = undefined;
				break;
			case 'failed':
				lastError = entry.error;
				// a refusal is an answer: the call made nothing. An ambiguous end is none
				if (entry.error.ambiguous) inDoubt.add(entry.action);
				else if (!inDoubt.has(entry.action)) {
					openAction = undefined;
					refused.add(entry.action);
					// it made nothing: what stands at the next attempt is somebody else's
					if (!results.has(entry.action)) {
						standing.delete(entry.action);
						seen.delete(entry.action);
					}
				}

				break;
			case 'settled':
				settled.add(entry.action);
				break;
			case 'files-written':
				filesWritten.set(entry.action, entry.tunnel);
				break;
			case 'finished':
				connectionId = entry.connectionId;
				state = 'finished';
				break;
			// whatever tells of an undo: the line of its beginning may be one that can't be read
			case 'undo-intent':
				undoSent.add(entry.action);
				if (entry.tunnels && !undoSeen.has(entry.action)) undoSeen.set(entry.action, entry.tunnels);
				state = 'undoing';
				break;
			case 'undone':
				undone.set(entry.action, entry.how);
				lastError = undefined;
				state = 'undoing';
				break;
			case 'undo-failed':
				lastError = entry.error;
				state = 'undoing';
				break;
			case 'undo-finished':
				state = 'undone';
				break;
			default:
				break;
		}
	}

	const sent = new Set([...inDoubt, ...(openAction === undefined ? [] : [openAction])]);
	for (const action of results.keys()) sent.delete(action);
	const sentOff = {sent, refused, openAction, standing, seen, filesWritten};
	return {results, settled, ...sentOff, undoSent, undoSeen, undone, lastError, connectionId, state};
}
