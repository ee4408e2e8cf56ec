import {setTimeout as after} from 'node:timers/promises';

/** Waits; an abort ends the wait at once with what `ended` makes of it, an AbortError where that is left out. */
export async function pause(ms: number, signal: AbortSignal, ended?: (error: unknown) => Error): Promise<void> {
	try {
		await after(ms, undefined, {signal});
	} catch (error) {
		throw ended ? ended(error) : error;
	}
}
