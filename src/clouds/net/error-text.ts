import type {CloudErrorKind} from '../contract/cloud.ts';

/** What an error code of a cloud means to the user, as data. */
export interface ErrorText {
	readonly code: string;
	/** It means the codes that begin with it, too, where none is nearer. */
	readonly family?: true;
	/** Only for messages that match; the first entry that fits is taken. */
	readonly message?: RegExp;
	readonly kind?: CloudErrorKind;
	readonly says: string;
	readonly mend: string;
	/** The document path it belongs to. */
	readonly field?: string;
	/** Nothing was done, and the same call can succeed later. */
	readonly transient?: true;
	/** A sentence that names the authority: the API's list of errors, or the public report it was seen in. */
	readonly source: string;
}

/** What a source says of some codes; several codes may mean the same. */
export function told(
	source: string,
	texts: readonly (Omit<ErrorText, 'code' | 'source'> & {readonly code: string | readonly string[]})[],
): readonly ErrorText[] {
	return texts.flatMap(({code: codes, ...text}) => [codes].flat().map(code => ({code, ...text, source})));
}
