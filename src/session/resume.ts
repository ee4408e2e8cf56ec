import type {Action, Cloud} from '../clouds/contract/cloud.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {executePlan} from '../run/engine.ts';
import {reopenRun} from '../run/journal.ts';
import type {RunRecord} from '../run/run-record.ts';
import {begunRun, cloudOfWork, stateFolderOf} from './begun-work.ts';
import {type AskKey, keysForRun, needsKeys} from './keys.ts';
import type {Session} from './open-session.ts';
import type {RotationEvent} from './rotation.ts';
import type {RunLimits} from './run.ts';
import {withUnlike} from './unlike.ts';

/** As of a run or a renewal of keys; or that it can only go on with a key that has to be typed first. */
export type ResumeEvent = RotationEvent;

/**
 * Goes on where a run stopped, continuing its journal. What was made is taken over; what is in doubt is looked up first. Keys are asked for
 * before anybody else is kept from the run.
 * @param compares false where the caller compares what was changed by itself
 * @throws UserError when it is over, worked elsewhere, or somebody else is at it; CloudError
 */
export async function* resumeRun(
	session: Session,
	runId: string,
	{askKey, compares = true, ...limits}: RunLimits & {readonly askKey: AskKey; readonly compares?: boolean},
): AsyncGenerator<ResumeEvent, void, undefined> {
	const first = await begunRun(session, runId);
	refuseEnded(first);
	const {cloud, identity} = await cloudOfWork(session, first, limits.signal);
	if (first.plan.deed?.kind === 'renew-keys') {
		yield* goOnRenewing(session, first, {cloud, account: identity?.account, askKey, limits});
		return;
	}

	const keys = needsKeys(actionsLeft(first))
		? await keysForRun(cloud, first.plan.document, session, askKey)
		: {secrets: new Map<string, never>()};
	if ('wanted' in keys) {
		yield {type: 'key-wanted', field: keys.wanted};
		return;
	}

	const {journal, record} = await reopenRun(stateFolderOf(session), runId);
	try {
		refuseEnded(record);
		const events = executePlan(cloud, record.plan, {
			...limits,
			secrets: keys.secrets,
			journal,
			sandbox: record.sandbox,
			earlier: record,
			account: identity?.account,
		});
		yield* compares ? withUnlike(events, cloud, record.plan, limits.signal) : events;
	} finally {
		await journal.close();
	}
}

/** The same of a renewal of keys, which asks for none that the cloud has got already. */
async function* goOnRenewing(
	session: Session,
	first: RunRecord,
	{
		cloud,
		account,
		askKey,
		limits,
	}: {readonly cloud: Cloud; readonly account: string | undefined; readonly askKey: AskKey; readonly limits: RunLimits},
): AsyncGenerator<ResumeEvent, void, undefined> {
	const {keysToGoOn, resumeRotation} = await import('./rotate-keys.ts');
	const keys = await keysToGoOn(session, cloud, first, {askKey, signal: limits.signal});
	if ('wanted' in keys) {
		yield {type: 'key-wanted', field: keys.wanted};
		return;
	}

	const {journal, record} = await reopenRun(stateFolderOf(session), first.runId);
	try {
		refuseEnded(record);
		yield* resumeRotation(session, {cloud, journal, record, account, ...keys}, limits);
	} finally {
		await journal.close();
	}
}

/** What a run would go on with. */
export function actionsLeft({plan, results}: RunRecord): readonly Action[] {
	return plan.actions.filter(({id}) => !results.has(id));
}

/** What a run has sent and not waited for to the end. */
export function actionsWaitedFor({plan, results, settled}: RunRecord): readonly Action[] {
	return plan.actions.filter(({id}) => results.has(id) && !settled.has(id));
}

/** @throws UserError when there is nothing to go on with */
export function refuseEnded({state, runId, connectionId = '', plan}: RunRecord): void {
	if (state === 'finished')
		throw new UserError(
			`the run ${runId} reached its end: ${connectionId || 'the connection'} ${plan.deed ? 'is as it was to be' : plan.exists ? 'stands as it was asked for' : 'was made'}`,
			{
				mend: `tunnelwright status ${connectionId} --region ${plan.region} shows it`,
				changedElsewhere: true,
			},
		);
	if (state !== 'unfinished')
		throw new UserError(`the run ${runId} ${state === 'undone' ? 'was undone' : 'is being undone'}`, {
			mend: state === 'undone' ? 'apply the document again' : `tunnelwright runs undo ${runId} --yes`,
			exit: exitCode.refused,
			changedElsewhere: true,
		});
}
