import type {ConnectionPlace} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {refuseBegunDeletion} from './begun-deletion.ts';
import {pairOfPlan, refuseWhileHeld} from './claim.ts';
import {listRuns} from './journal.ts';
import type {RunRecord} from './run-record.ts';

/**
 * Looks, for a plan that is shown or about to be carried out, whether a deletion of its connection has begun and not ended, or another
 * terminal works on its gateways. The journal of a run looks again once it has the gateways for itself. Reads files only.
 * @returns the runs that are there, newest first
 * @throws UserError that says who is at it, or how to finish what was begun
 */
export async function refuseWhileUnderWay(
	stateFolder: string,
	plan: Parameters<typeof pairOfPlan>[0],
	sandbox: boolean,
): Promise<readonly RunRecord[]> {
	const {deletes, runs} = await listRuns(stateFolder);
	refuseBegunDeletion(deletes, {plan, sandbox});
	// the embedded sandbox is each process's own
	if (!sandbox) refuseWhileHeld(stateFolder, pairOfPlan(plan));
	return runs;
}

/**
 * Looks, before keys are renewed, whether a renewal of the same connection was begun and has not ended: which of the keys in its files stands only that run
 * can tell. Reads files only.
 * @param isHere whether what a run worked on can still be there: an embedded sandbox ends with its program
 * @throws UserError that says how to go on with it
 */
export async function refuseUnfinishedRenewal(
	stateFolder: string,
	{cloud, region, id}: ConnectionPlace,
	isHere: (run: RunRecord) => boolean,
): Promise<void> {
	const {runs} = await listRuns(stateFolder);
	const begun = runs.find(
		run =>
			run.state === 'unfinished' &&
			run.plan.deed?.kind === 'renew-keys' &&
			run.plan.cloud === cloud &&
			run.plan.region === region &&
			run.plan.exists?.id === id &&
			mayHaveChanged(run) &&
			isHere(run),
	);
	if (!begun) return;
	throw new UserError(`new keys for ${printable(id)} were begun before, in run ${begun.runId}, and not finished`, {
		mend: `tunnelwright runs resume ${begun.runId} --yes goes on with them; tunnelwright runs forget ${begun.runId} gives them up`,
		exit: exitCode.refused,
	});
}

/** Whether anything of it was carried out, or may have been: of one that has begun nothing, every key in its files is one that nobody has. */
function mayHaveChanged({results, sent, hasGap}: RunRecord): boolean {
	return sent.size > 0 || hasGap || [...results.values()].some(({existed}) => !existed);
}
