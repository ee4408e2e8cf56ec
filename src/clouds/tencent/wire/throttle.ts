import pThrottle from 'p-throttle';
import {orEnd} from '../../net/linked-signal.ts';

/** Tencent Cloud allows 20 calls a second to most VPN actions (vpc 2017-03-12, CreateVpnConnection; older texts say 100). */
const callsPerSecond = 20;

/** One queue per endpoint, key and action for the whole process: the limit is the account's, however many clouds are open. */
const queues = new Map<string, () => Promise<void>>();

/** Waits for a turn to call `action`: an endpoint, whose key it is signed with, and an action of it. @throws the signal's reason when it is aborted first */
export async function turnOf(action: string, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	let queue = queues.get(action);
	if (!queue) {
		queue = pThrottle({limit: callsPerSecond, interval: 1000, strict: true})(async () => {});
		queues.set(action, queue);
	}

	await orEnd(queue(), signal);
}
