import type {CloudId} from '../../connection/finding.ts';

export type CloudErrorKind = 'api' | 'credentials' | 'network' | 'timeout' | 'aborted' | 'protocol';

/** The one error that leaves a cloud. No raw SDK error does. */
export interface CloudErrorInfo {
	readonly cloud: CloudId;
	readonly kind: CloudErrorKind;
	/** The cloud's code, as it came; '' for network errors. */
	readonly code: string;
	/** The cloud's message: encoded blobs cut, control characters gone. */
	readonly message: string;
	readonly requestId?: string;
	/** The call that failed. */
	readonly call?: string;
	/** Sending the same call again can help, and cannot do harm. */
	readonly retryable: boolean;
	/** The call may have been carried out all the same: look before sending it again. */
	readonly ambiguous: boolean;
	/** What it was about is not there any more: going on can't help. */
	readonly gone?: true;
	/** In the user's words: what it means, what to do, and the field it belongs to. */
	readonly says?: string;
	readonly mend?: string;
	/** The same where a command has an option for it: the wizard has a key. */
	readonly mendByOption?: string;
	readonly field?: string;
}

const ownStops: ReadonlySet<string> = new Set(['ChangedMeanwhile', 'BusyMeanwhile', 'GoneMeanwhile']);

/** Whether tunnelwright stopped before a call, by what it had read: the cloud refused nothing. */
export function isOwnStop({code}: Pick<CloudErrorInfo, 'code'>): boolean {
	return ownStops.has(code);
}

/** What a cloud said, or why it could not be asked: the only error that `clouds/` lets out. */
export class CloudError extends Error {
	override readonly name = 'CloudError';

	constructor(readonly info: CloudErrorInfo) {
		super([isOwnStop(info) ? '' : info.code, info.says ?? info.message].filter(Boolean).join(': '));
	}
}

/** Why a call is sent again, in words: the cloud's own code where it has one, for it can be looked up. */
export function reasonIn(info: CloudErrorInfo): string {
	return [isOwnStop(info) ? '' : info.code, info.says ?? info.message].filter(Boolean).join(', ') || info.kind;
}

/** What we say in a cloud's place. Where it is left out, `says` is the message too, the call was answered, and sending it again is of no use. */
export function cloudError(
	cloud: CloudId,
	{
		requestId,
		...given
	}: Partial<Omit<CloudErrorInfo, 'cloud'>> & ({readonly says: string} | {readonly message: string}),
): CloudError {
	return new CloudError({
		cloud,
		kind: 'api',
		code: '',
		message: given.says ?? '',
		retryable: false,
		ambiguous: false,
		...(requestId ? {requestId} : {}),
		...given,
	});
}
