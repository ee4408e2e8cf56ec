import type {Plan} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {isSamePair, pairOfPlan, pairOfRemoval} from './claim.ts';
import type {DeleteRecord, RunRecord} from './run-record.ts';

/** What a run makes, as far as it tells which connection that is. */
interface Making {
	readonly plan: Pick<Plan, 'cloud' | 'region' | 'document' | 'actions' | 'exists'>;
	readonly sandbox: boolean;
	/** What the run has made or found already, by action id. */
	readonly results?: RunRecord['results'];
}

/**
 * The deletion that has begun between the plan's two gateways, or of its connection, and not ended: that the connection is there still is
 * no reason to be content, and that it is gone none to make it. Pure.
 */
function begunDeletion(deletes: readonly DeleteRecord[], {plan, sandbox, results}: Making): DeleteRecord | undefined {
	const pair = pairOfPlan(plan, results);
	return deletes.find(
		({removal, state, sandbox: played}) =>
			state === 'deleting' && played === sandbox && isSamePair(pairOfRemoval(removal), pair),
	);
}

/** @throws UserError that says how to finish the deletion that has begun */
export function refuseBegunDeletion(deletes: readonly DeleteRecord[], making: Making): void {
	const deletion = begunDeletion(deletes, making);
	if (!deletion) return;
	const {removal, runId} = deletion;
	throw new UserError(`${printable(removal.connection.id)} is being deleted, in run ${runId}`, {
		mend: `tunnelwright runs resume ${runId} --yes finishes that, if no other terminal does; then try again`,
		exit: exitCode.refused,
	});
}
