import {setTimeout as sleep} from 'node:timers/promises';
import {CloudError} from '../cloud-error.ts';

/** Waits. @throws CloudError of kind 'aborted' when the signal ends it */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(ms, undefined, {signal});
	} catch {
		throw new CloudError({
			cloud: 'tencent',
			kind: 'aborted',
			code: '',
			message: 'The wait was cancelled',
			retryable: false,
			ambiguous: false,
		});
	}
}
