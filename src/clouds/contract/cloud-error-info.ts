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
	/** In the user's words: what it means, what to do, and the field it belongs to. */
	readonly says?: string;
	readonly mend?: string;
	readonly field?: string;
}
