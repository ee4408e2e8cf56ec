import type {Cloud, Identity} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import type {JournalRecord} from '../run/run-record.ts';
import type {Session} from '../session/open-session.ts';

const identityMs = 10_000;

/** Whose account it is; undefined where that can't be found out in time. */
export function identityOf(cloud: Cloud, signal: AbortSignal): Promise<Identity | undefined> {
	const limit = AbortSignal.any([signal, AbortSignal.timeout(identityMs)]);
	return cloud.identity(limit).catch(() => undefined);
}

/** The cloud of a run or a deletion, once it is sure that it is the same account. @throws UserError, CloudError */
export async function cloudOfRun(
	session: Session,
	record: JournalRecord,
	signal: AbortSignal,
): Promise<{readonly cloud: Cloud; readonly identity: Identity | undefined}> {
	const {account, runId} = record;
	const cloud = await session.cloud('removal' in record ? record.removal.cloud : record.plan.cloud);
	const identity = await identityOf(cloud, signal);
	if (account !== undefined && identity?.account !== undefined && identity.account !== account)
		throw new UserError(
			`the run ${runId} worked in the account ${account}, and these credentials are of ${identity.account}`,
			{mend: `use credentials of the account ${account}`},
		);
	return {cloud, identity};
}
