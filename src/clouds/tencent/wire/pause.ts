import {setTimeout as sleep} from 'node:timers/promises';
import {cancelled} from './errors.ts';

/** Waits, with no call in flight. @throws CloudError of kind 'aborted' when the signal ends it */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(ms, undefined, {signal});
	} catch {
		throw cancelled('The wait was cancelled', {end: 'not sent', changes: false});
	}
}
