import {refuseBegunDeletion} from './begun-deletion.ts';
import {pairOfPlan, refuseWhileHeld} from './claim.ts';
import {listRuns} from './journal.ts';

/**
 * Looks, for a plan that is shown or about to be carried out, whether a deletion of its connection has begun and not ended, or another
 * terminal works on its gateways. The journal of a run looks again once it has the gateways for itself. Reads files only.
 * @throws UserError that says who is at it, or how to finish what was begun
 */
export async function refuseWhileUnderWay(
	stateFolder: string,
	plan: Parameters<typeof pairOfPlan>[0],
	sandbox: boolean,
): Promise<void> {
	const {deletes} = await listRuns(stateFolder);
	refuseBegunDeletion(deletes, {plan, sandbox});
	// the embedded sandbox is each process's own
	if (!sandbox) refuseWhileHeld(stateFolder, pairOfPlan(plan));
}
