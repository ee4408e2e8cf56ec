import type {CloudErrorKind} from '../../contract/cloud.ts';

/** What an EC2 or STS error code means to the user. Data: the error mapping and docs/rules.md read it. */
export interface ErrorCodeText {
	readonly code: string;
	/** Only for messages that match; the first entry that fits is taken. */
	readonly message?: RegExp;
	readonly kind?: CloudErrorKind;
	readonly says: string;
	readonly mend: string;
	/** The document path it belongs to. */
	readonly field?: string;
	/** Nothing was done, and the same call can succeed later. */
	readonly transient?: boolean;
	/** A sentence that names the authority: the EC2 error list, or the public report it was seen in. */
	readonly source: string;
}

export const errorList = 'Amazon EC2 API Reference, "Error codes for the Amazon EC2 API"';
