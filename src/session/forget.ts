import type {UndoStep} from '../clouds/contract/cloud.ts';
import {deleteStepsLeft} from '../run/delete.ts';
import {forgetRun, readAnyJournal} from '../run/journal.ts';
import {isDelete, type RunRecord} from '../run/run-record.ts';
import {stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';

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

/** Ids of what a run made and did not take back. */
export function leftOver({results, undone, plan}: RunRecord): readonly string[] {
	return [...results]
		.filter(([action, result]) => !result.existed && result.id !== '' && !undone.has(action))
		.filter(([action]) => plan.actions.some(({id, makes}) => id === action && makes !== ''))
		.map(([, result]) => result.id);
}
