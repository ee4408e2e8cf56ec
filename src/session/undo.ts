import {noWayBack} from '../clouds/contract/change-words.ts';
import type {Action, UndoStep} from '../clouds/contract/cloud.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {reopenRun} from '../run/journal.ts';
import type {RunRecord} from '../run/run-record.ts';
import type {UndoEvent} from '../run/take-away.ts';
import {trafficOff} from '../run/traffic-off.ts';
import {undoPreview, undoRun} from '../run/undo.ts';
import {begunRun, cloudOfWork, stateFolderOf} from './begun-work.ts';
import type {Session} from './open-session.ts';
import type {RunLimits} from './run.ts';

/** What ends it before its end, and how it waits. */
export type UndoLimits = Pick<RunLimits, 'signal' | 'sleep' | 'evenIfDown'>;

/** What an undo would do. */
interface UndoShown {
	readonly steps: readonly UndoStep[];
	/** Actions that may have been carried out: looked up, and taken back if so. */
	readonly inDoubt: readonly Pick<Action, 'title' | 'detail'>[];
	/** What stays as the run changed it, in words: nobody knows what it was. */
	readonly asChanged: readonly string[];
}

/** What an undo would delete and put back, as far as the journal tells. Changes nothing. @throws UserError, CloudError */
export async function previewUndo(session: Session, runId: string, signal: AbortSignal): Promise<UndoShown> {
	const record = await begunRun(session, runId);
	refuseDeed(record);
	const {cloud} = await cloudOfWork(session, record, signal);
	const {steps, inDoubt, asChanged} = undoPreview(cloud, record);
	return {steps, asChanged, inDoubt: record.plan.actions.filter(({id}) => inDoubt.includes(id))};
}

/** Deletes what a run made, puts back what it changed, and touches nothing else: see `undoRun`. @throws UserError, CloudError */
export async function* takeBack(
	session: Session,
	runId: string,
	limits: UndoLimits,
): AsyncGenerator<UndoEvent, void, undefined> {
	const begun = await begunRun(session, runId);
	refuseDeed(begun);
	const {cloud} = await cloudOfWork(session, begun, limits.signal);
	const {journal, record} = await reopenRun(stateFolderOf(session), runId);
	try {
		yield* undoRun(cloud, record, {...limits, journal});
	} finally {
		await journal.close();
	}
}

/** @throws UserError for what has no way back: nobody knows the old keys, and an endpoint is not exchanged back */
function refuseDeed(record: RunRecord): void {
	const {runId, plan} = record;
	const {deed, exists} = plan;
	const why = whyNoWayBack(record);
	if (!deed || why === undefined) return;
	throw new UserError(`the run ${runId} can’t be taken back: ${why}`, {
		mend:
			deed.kind === 'renew-keys'
				? `tunnelwright rotate-keys ${exists?.id ?? 'ID'} gives it other keys; a run that broke off goes on by tunnelwright runs resume ${runId} --yes`
				: `tunnelwright status ${exists?.id ?? ''} shows how it stands`,
		exit: exitCode.refused,
	});
}

/** Why what a run did can't be taken back: nobody knows the old keys, and an endpoint is not exchanged back. Undefined where it can. */
export function whyNoWayBack({plan, sent, results}: Pick<RunRecord, 'plan' | 'sent' | 'results'>): string | undefined {
	const {deed} = plan;
	// traffic that it took off a tunnel is given back, as long as the tunnel is as it was: else it may be DOWN, and a resume waits for it
	const isAsBefore = plan.actions.every(
		({change}) => !change?.relieves || !(results.has(change.relieves.action) || sent.has(change.relieves.action)),
	);
	if (!deed || (isAsBefore && trafficOff(plan, sent, results).length > 0)) return undefined;
	const isBegun = plan.actions.some(({id, change}) => change && (sent.has(id) || results.get(id)?.existed === false));
	return isBegun ? noWayBack[deed.kind] : 'it has changed nothing';
}
