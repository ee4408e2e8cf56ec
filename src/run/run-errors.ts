import type {Action, ActionResult, Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import type {InDoubt} from './run-event.ts';

/** The actions of a run that nobody knows the end of: they may have been carried out. */
export function doubtsOf(
	plan: Plan,
	sent: ReadonlySet<string>,
	results: ReadonlyMap<string, ActionResult>,
): readonly InDoubt[] {
	return plan.actions
		.filter(({id}) => sent.has(id) && !results.has(id))
		.map(({id, title, call}) => ({action: id, title, call}));
}

/** What somebody else made between the plan and now is no step of this run: the site's device would be set up for other ciphers. */
export function notOurs({cloud}: Plan, {call, makes}: Action, {id, whose, differs = []}: ActionResult): CloudError {
	const says = `${makes || 'It'} ${id} was made meanwhile, and not by this run${whose ? `: it is ${whose}` : ''}`;
	return new CloudError({
		cloud,
		kind: 'api',
		code: '',
		message: `It differs from what was asked for: ${differs.join('; ')}`,
		call,
		retryable: false,
		ambiguous: false,
		says,
		mend: 'Ask whose it is. To have it, plan again with its settings; to have your own, take other gateways, or delete it first',
	});
}

/** What ended when the time was over, with what it was waited for last; an error that says more stays as it is. */
export function outOfTime({cloud}: Plan, {title, call}: Action, error: unknown, waitedFor: string): unknown {
	const isTime = error instanceof Error && error.name === 'TimeoutError';
	if (!isTime && !isAbort(error) && !(error instanceof CloudError && error.info.kind === 'timeout')) return error;
	return new CloudError({
		cloud,
		kind: 'timeout',
		code: '',
		message: waitedFor || 'Nothing was heard of it yet',
		call,
		retryable: false,
		ambiguous: error instanceof CloudError && error.info.ambiguous,
		says: `The time limit was over: ${title} did not come to its end`,
		mend: 'A longer --timeout waits longer; what was made goes on by itself',
	});
}

/** Whether somebody's wish to stop ended it. */
export function isAbort(error: unknown): boolean {
	if (error instanceof CloudError) return error.info.kind === 'aborted';
	return error instanceof Error && error.name === 'AbortError';
}
