import {pause as wait} from '../../net/pause.ts';
import {cancelled} from './errors.ts';

/** Waits, with no call in flight. @throws CloudError of kind 'aborted' when the signal ends it */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
	return wait(ms, signal, () => cancelled('The wait was cancelled', {end: 'not sent', changes: false}));
}
