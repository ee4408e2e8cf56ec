import {pause as wait} from '../../net/pause.ts';
import {toCloudError} from './errors.ts';

/** Waits; an abort ends it at once. @throws CloudError of kind aborted */
export function pause(ms: number, signal: AbortSignal, call: string): Promise<void> {
	return wait(ms, signal, error =>
		toCloudError(error, {call, changes: false, aborted: signal.aborted, timedOut: false}),
	);
}

/** How often to look again: quickly at first, then less, as AWS takes minutes. The sandbox's clock can be fast. */
export function pollMs(attempt: number, sandbox: boolean): number {
	return sandbox ? Math.min(100 * 1.5 ** attempt, 1000) : Math.min(2000 * 1.2 ** attempt, 5000);
}
