import {times} from '../../../connection/times.ts';
import type {Action, ActionResult} from '../../contract/cloud.ts';
import {CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {Look} from '../../engine/action-kind.ts';
import type {AwsReach} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';

/** What has to be waited for before the next action can use what a call made. */
export interface Readiness<Request> {
	/** The state that it is to come to. */
	readonly wanted: 'available' | 'attached';
	/** The state now; undefined where AWS does not know it yet. Reads only. @param id of what was made @throws CloudError */
	readonly state: (reach: AwsReach, id: string, request: () => Request) => Promise<string | undefined>;
	/** Told of what was there before too, since it was looked up for that. */
	readonly alwaysTold?: true;
}

/** How to look for the state of what an action made. */
export function watchState<Request>(
	{wanted, state, alwaysTold}: Readiness<Request>,
	action: Action,
	result: ActionResult,
	{reach, request}: {readonly reach: AwsReach; readonly request: () => Request},
): () => Promise<Look> {
	const subject = result.id || action.detail;
	const isTold = alwaysTold ?? (result.id !== '' && !result.existed);
	let unanswered = 0;
	const notYet = (shown: string): Look => {
		unanswered = 0;
		return {usable: false, state: shown, told: `${subject} is ${shown}`};
	};
	return async () => {
		let found: string | undefined;
		try {
			found = await state(reach, result.id, request);
		} catch (error) {
			if (!(error instanceof CloudError)) throw error;
			const {code, message, retryable} = error.info;
			// right after a create, AWS may not know the id yet: that is waiting, not failing
			if (/\.NotFound$/.test(code)) return notYet('not known yet');
			if (!retryable) throw error;
			unanswered += 1;
			return {
				usable: false,
				state: 'not answering',
				told: `not known how ${subject} is: ${code || message}, tried ${times(unanswered)}`,
			};
		}

		const shown = word(found) || 'not known yet';
		if (found === wanted) return {usable: true, detail: isTold ? `${subject}, ${shown}` : undefined};
		if (/^(delet|fail|reject|detach)/.test(found ?? ''))
			throw failed(`${subject} is ${shown}`, action.call, /^delet/.test(shown));
		return notYet(shown);
	};
}

function failed(says: string, call: string, gone: boolean): CloudError {
	const mend = 'Look at it in the AWS console; it may have been deleted meanwhile';
	return cloudError('aws', {code: 'IncorrectState', says, call, mend, ...(gone ? {gone} : {})});
}
