import {setTimeout as delay} from 'node:timers/promises';

/** Waits; an abort ends the wait at once with an AbortError. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await delay(ms, undefined, {signal});
}
