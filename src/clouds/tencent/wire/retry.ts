import pRetry from 'p-retry';
import {CloudError} from '../../contract/cloud-error.ts';
import {endedByLimit} from '../../net/linked-signal.ts';
import {cancelled, tooLate} from './errors.ts';

const retries = 3;
/** The limit counts by the second, for every program of the account: a quarter of a minute of pauses outlasts a burst of others. */
const busyRetries = 6;
/** A call that got no answer has cost its whole time limit already: once more is enough. */
const timeoutRetries = 1;
/** The first pause as a share of a call's time limit: 0.3 s of 20 s. */
const firstPauseShare = 0.015;
/** The longest one: 5 s of 20 s. */
const longestPauseShare = 0.25;

interface RetryOptions {
	readonly signal: AbortSignal;
	/** How long one call may take, ms: whoever waits less for an answer also pauses less between two. */
	readonly timeoutMs: number;
	/** Told before each pause. */
	readonly waiting?: ((why: string) => void) | undefined;
	/** Whether the cloud has answered anything yet. One that never has is not waited for a second time. */
	readonly reached?: () => boolean;
}

/**
 * Does a call again while its error says that this helps and does no harm, with pauses that double, up to 5 seconds where a call may take 20.
 * The signal ends the pauses and keeps the first call from going out. It ends no call: a reply that came is given back, however late.
 * @param call given the number of the try, from 1
 * @throws CloudError the last one, or one of kind 'aborted' when the signal ends a pause; the call before it was turned away
 */
export async function withRetry<T>(
	call: (attempt: number) => Promise<T>,
	{signal, timeoutMs, waiting, reached = () => true}: RetryOptions,
): Promise<T> {
	if (signal.aborted)
		throw endedByLimit(signal) ? tooLate() : cancelled(callCancelled, {end: 'not sent', changes: true});
	let tries = 1;
	let last: CloudError | undefined;
	let reply: {readonly value: T} | undefined;
	const keepReply = async (attempt: number) => {
		reply = {value: await call(attempt)};
		return reply;
	};
	try {
		await pRetry(keepReply, {
			retries: busyRetries,
			minTimeout: timeoutMs * firstPauseShare,
			maxTimeout: timeoutMs * longestPauseShare,
			factor: 2,
			randomize: true,
			signal,
			shouldRetry({error, attemptNumber}) {
				const most = retriesFor(error, reached());
				tries = attemptNumber;
				if (!(error instanceof CloudError) || attemptNumber > most) return false;
				last = error;
				waiting?.(`${reason(error)}; trying again, ${attemptNumber + 1} of ${most + 1}`);
				return true;
			},
		});
	} catch (error) {
		// p-retry looks at the signal after a call that succeeded as well, and throws: its reply is what stands
		if (reply) return reply.value;
		if (error instanceof CloudError || !signal.aborted) throw withTries(error, tries);
		if (endedByLimit(signal) && last) throw last;
		// a pause was ended: what may be sent again was not carried out
		throw cancelled(callCancelled, {end: 'refused', changes: true});
	}
	if (!reply) throw new Error('A call ended without a reply and without an error');
	return reply.value;
}

const callCancelled = 'The call was cancelled';

/** A wait of which one part is told would be too short. */
function withTries(error: unknown, tries: number): unknown {
	if (!(error instanceof CloudError) || error.info.kind !== 'timeout' || tries === 1) return error;
	return new CloudError({...error.info, message: `${error.info.message}, tried ${tries} times`});
}

/** How often a call may be sent again after this error. */
function retriesFor(error: unknown, reached: boolean): number {
	if (!(error instanceof CloudError) || !error.info.retryable) return 0;
	if (isBusy(error)) return busyRetries;
	if (error.info.kind === 'timeout') return reached ? timeoutRetries : 0;
	return retries;
}

function isBusy({info}: CloudError): boolean {
	return info.code.startsWith('RequestLimitExceeded');
}

function reason(error: CloudError): string {
	if (isBusy(error)) return 'Tencent Cloud asks for fewer requests';
	return error.info.code || error.info.message;
}
