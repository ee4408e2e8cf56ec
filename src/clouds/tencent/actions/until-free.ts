import type {Action, RunContext} from '../../contract/cloud.ts';
import {CloudError, cloudError} from '../../contract/cloud-error.ts';
import {pause} from '../wire/pause.ts';

/** A change of a tunnel is usually over in seconds; the official Terraform provider waits three minutes for each. */
const limitMs = 5 * 60_000;
/** Milliseconds before the next try. */
export const pollMs = (attempt: number) => Math.min(500 * 1.5 ** attempt, 5000);

/** Whether a refusal says that something else is being done to it, or to its gateway: nothing was done, and it passes. */
export function isBusy(code: string): boolean {
	return /InvalidState$|MutexOperationTaskRunning$/.test(code);
}

/**
 * Sends a call until the cloud is free for it: it refuses a change while another one of the same tunnel or gateway goes on.
 * Source: vpc 2017-03-12, ModifyVpnConnectionAttribute and DeleteVpnConnection, error codes.
 * @throws CloudError any other; the refusal itself after five minutes
 */
export async function untilFree<Reply>(
	{call}: Action,
	context: RunContext,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const began = performance.now();
	for (let attempt = 0; ; attempt += 1) {
		try {
			return await send();
		} catch (error) {
			if (!(error instanceof CloudError) || error.info.ambiguous || !isBusy(error.info.code)) throw error;
			if (performance.now() - began > limitMs) throw error;
			context.waiting?.(`${call}: ${error.info.says ?? error.info.code}; again in a moment`);
			await pause(pollMs(attempt), context.pauses ?? context.signal);
			await context.beforeResend?.();
		}
	}
}

/** Looks until nothing is in the way. @param why what is, in words @throws CloudError after five minutes */
export async function untilReady(
	{call}: Action,
	context: RunContext,
	why: () => Promise<string | undefined>,
): Promise<void> {
	const began = performance.now();
	let waited = false;
	for (let attempt = 0; ; attempt += 1) {
		const waits = await why();
		if (waits === undefined) {
			if (!waited || !context.beforeResend) return;
			// somebody else was at it: what carries the traffic may be another by now
			await context.beforeResend();
			waited = false;
			continue;
		}

		waited = true;
		if (performance.now() - began > limitMs)
			throw cloudError('tencent', {
				kind: 'timeout',
				call,
				says: `${waits} after five minutes: nothing was sent`,
				mend: 'Look at it in the console, then resume the run',
			});
		context.waiting?.(`${waits}: it is waited for before it is changed`);
		await pause(pollMs(attempt), context.pauses ?? context.signal);
	}
}
