import type {Plan} from '../clouds/cloud.ts';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {isSamePair, pairOfPlan, pairOfRemoval, refuseWhileHeld} from './claim.ts';
import {listRuns} from './journal.ts';

/**
 * Looks, before anything is made, whether a deletion between the plan's two gateways has begun and not ended, or another terminal works on
 * them: that the connection is there still is no reason to be content, and that it is gone none to make it. Reads files only.
 * @throws UserError that says who is at it, or how to finish what was begun
 */
export async function refuseWhileUnderWay(
	stateFolder: string,
	plan: Pick<Plan, 'cloud' | 'region' | 'document' | 'actions' | 'exists'>,
	sandbox: boolean,
): Promise<void> {
	const pair = pairOfPlan(plan);
	const {deletes} = await listRuns(stateFolder);
	const deletion = deletes.find(
		({removal, state, sandbox: played}) =>
			state === 'deleting' &&
			played === sandbox &&
			(removal.connection.id === plan.exists?.id || isSamePair(pairOfRemoval(removal), pair)),
	);
	if (!deletion) {
		// the embedded sandbox is each process's own
		if (!sandbox) refuseWhileHeld(stateFolder, pair);
		return;
	}

	const {removal, runId} = deletion;
	throw new UserError(`${printable(removal.connection.id)} is being deleted, in run ${runId}`, {
		mend: `tunnelwright runs resume ${runId} --yes finishes that, if no other terminal does; then try again`,
		exit: exitCode.refused,
	});
}
