import type {Unread} from '../../connection/inventory.ts';
import type {CloudErrorInfo} from '../contract/cloud-error.ts';
import {CloudError} from '../contract/cloud-error.ts';
import {missingPermissions} from '../permissions.ts';

/**
 * What a read gives that is good to know and not needed. Where the cloud refuses it, that is kept in `unread` with the cloud's words:
 * what could not be read is not known, and never taken for nothing.
 * @throws CloudError for every other failure
 */
export async function orUnread<T>(
	reading: Promise<T>,
	about: Pick<Unread, 'id' | 'what' | 'field'>,
	unread: Unread[],
): Promise<T | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (!isRefusal(error)) throw error;
		unread.push(unreadOf(error.info, about));
		return undefined;
	}
}

/** What a read gives, or undefined when the cloud refuses it: for what is good to know and not needed. @throws CloudError for every other failure */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (isRefusal(error)) return undefined;
		throw error;
	}
}

/** Whether the cloud said no, and would again. */
function isRefusal(error: unknown): error is CloudError {
	return error instanceof CloudError && error.info.kind === 'api' && !error.info.retryable;
}

/** What is told of a read that the cloud refused. */
export function unreadOf(info: CloudErrorInfo, about: Pick<Unread, 'id' | 'what' | 'field'>): Unread {
	const permissions = missingPermissions(info);
	return {
		...about,
		why: [info.code, info.says ?? info.message].filter(Boolean).join(': '),
		...(permissions.length > 0 ? {permissions} : {}),
	};
}
