import type {Action, ActionResult, Cloud, RunContext} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {endedByLimit} from '../clouds/net/linked-signal.ts';

/**
 * Looks for a result after an ambiguous end, and the waits between them: what was made may take a while to be listed. All are taken
 * however long ago the call went out: a clock that was set meanwhile must not make a thing twice.
 */
export const lookUpWaitsMs = [0, 1000, 2000, 4000, 8000];

/**
 * Whether the call was carried out after all. Undefined: it was not, as far as several looks over some seconds can tell.
 * @throws CloudError the first error, when the last look got no answer: nobody knows then, and nothing may be sent again
 */
export async function lookUp(
	cloud: Pick<Cloud, 'find'>,
	action: Action,
	context: RunContext,
	{sleep}: {readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>},
	{first}: {readonly first?: CloudError} = {},
): Promise<ActionResult | undefined> {
	let unanswered: CloudError | undefined;
	for (const [look, waitMs] of lookUpWaitsMs.entries()) {
		if (waitMs > 0) {
			// a look that nobody waits for any more leaves open what the call came to
			if (endedByLimit(context.signal)) throw first ?? unanswered ?? context.signal.reason;
			await sleep(waitMs, context.signal).catch((error: unknown) => {
				throw endedByLimit(context.signal) ? (first ?? unanswered ?? error) : error;
			});
		}

		context.waiting?.(
			`no clear answer to ${action.call}: looking whether it was carried out, ${look + 1} of ${lookUpWaitsMs.length}`,
		);
		try {
			const found = await cloud.find(action, context);
			unanswered = undefined;
			if (found) return found;
		} catch (error) {
			if (!(error instanceof CloudError)) throw error;
			unanswered = error;
			if (context.signal.aborted) break;
		}
	}

	if (unanswered) throw first ?? unanswered;
	return undefined;
}
