/** An error as `--json` tells it. Every member is always there. */
export interface FailureJson {
	/** user, cancelled, refused, bug, or what kind of cloud error: api, credentials, network, timeout, aborted, protocol. */
	readonly kind: string;
	/** The cloud's code, as it came; '' otherwise. */
	readonly code: string;
	/** Path into the document, or an option's name; '' when it belongs to none. */
	readonly field: string;
	readonly message: string;
	readonly mend: string;
	readonly requestId: string;
	/** Further lines: every problem of a document. */
	readonly items: readonly string[];
}

/** What there is to tell of an error, in that form. */
export function failureJson(told: Pick<FailureJson, 'kind' | 'message'> & Partial<FailureJson>): FailureJson {
	const {kind, code = '', field = '', message, mend = '', requestId = '', items = []} = told;
	return {kind, code, field, message, mend, requestId, items};
}

/** The same for people. */
export function failureText({message, items, mend}: Pick<FailureJson, 'message' | 'items' | 'mend'>): string {
	return [message, ...items.map(item => `  ${item}`), ...(mend ? [`  → ${mend}`] : [])].join('\n');
}
