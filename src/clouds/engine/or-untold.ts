import {CloudError} from '../contract/cloud-error.ts';
import type {Unread} from '../contract/sight.ts';

/**
 * A part of what is told of one connection. Whatever keeps it back (no permission, no answer in time) stands in `unread`, and keeps nothing else back.
 * @param what in words, for a sentence: `the negotiated algorithms`
 * @throws CloudError when it is cancelled; our own bugs
 */
export async function orUntold<T>(what: string, reading: Promise<T>, unread: Unread[]): Promise<T | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
		unread.push({what, error: error.info});
		return undefined;
	}
}
