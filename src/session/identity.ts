import type {Cloud, Identity} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {linkedTo} from '../clouds/net/linked-signal.ts';

/** How long whose account it is may be waited for, ms: nothing depends on it that can't do without. */
const longestMs = 10_000;

/**
 * Whose account it is; undefined where the cloud's token service can't be asked, or does not answer in time.
 * @throws CloudError when the credentials are none or wrong, or the call was cancelled
 */
export async function identityOf(cloud: Pick<Cloud, 'identity'>, signal: AbortSignal): Promise<Identity | undefined> {
	const limited = linkedTo(signal, AbortSignal.timeout(longestMs));
	try {
		return await cloud.identity(limited.signal);
	} catch (error) {
		if (signal.aborted || !(error instanceof CloudError) || error.info.kind === 'credentials') throw error;
		return undefined;
	} finally {
		limited.release();
	}
}

/**
 * Asks whose account it is and reads it, side by side: a network that is dead costs the time limit of one call, not of several in a row.
 * @param read given whose account it is, once that is known
 * @throws CloudError, and what `read` throws
 */
export async function besideIdentity<Found>(
	cloud: Pick<Cloud, 'identity'>,
	read: (signal: AbortSignal, identity: Promise<Identity | undefined>) => Promise<Found>,
	signal: AbortSignal,
): Promise<{readonly identity: Identity | undefined; readonly found: Found}> {
	const both = linkedTo(signal);
	try {
		const asked = identityOf(cloud, both.signal);
		const [identity, found] = await Promise.all([asked, read(both.signal, asked)]);
		return {identity, found};
	} finally {
		both.abort();
		both.release();
	}
}
