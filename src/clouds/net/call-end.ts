import type {CloudErrorInfo} from '../contract/cloud-error.ts';

/**
 * What is known of a call that ended with an error: the one place where both clouds decide it, and from which every text, exit code,
 * journal line, resume, undo and deletion follows. A call that ended without one was carried out: its reply was read by `aws/wire/read-reply.ts`
 * or `tencent/wire/read-reply.ts`, which believe nothing else.
 */
export type CallEnd =
	/** The API said no in its own form. Nothing was done. */
	| 'refused'
	/** The request never left, so nobody can have carried it out. */
	| 'not sent'
	/** Nothing that came back says what became of it: silence, a connection that broke, a reply that is none of the API's. */
	| 'not known';

/** What an end means for sending the same call again. @param later whether another try can end better */
export function meaningOf(
	end: CallEnd,
	{changes, later}: {readonly changes: boolean; readonly later: boolean},
): Pick<CloudErrorInfo, 'retryable' | 'ambiguous'> {
	const ambiguous = end === 'not known' && changes;
	return {retryable: later && !ambiguous, ambiguous};
}

/**
 * A call, or a wait between two, that somebody's wish to stop ended: nothing else makes an error of kind 'aborted'. What went out and
 * changes something is in doubt then, whatever is seen of it later.
 */
export function stoppedCall(
	{cloud, call, message}: Pick<CloudErrorInfo, 'cloud' | 'call' | 'message'>,
	{end, changes}: {readonly end: CallEnd; readonly changes: boolean},
): CloudErrorInfo {
	return {
		cloud,
		kind: 'aborted',
		code: '',
		message,
		...(call === undefined ? {} : {call}),
		...meaningOf(end, {changes, later: false}),
	};
}

/** A reply came, and it is none that the API gives: a sign-in page, another call's reply, one that was cut off or has no end. */
export class NotAReply extends Error {
	override readonly name = 'NotAReply';
	/** For the SDKs' own retries, which go by the status. */
	readonly $metadata: {readonly httpStatusCode?: number};

	/**
	 * @param message what is wrong with it, in words
	 * @param more `status`: of HTTP. `forKeys`: it was to bring the keys that the call would have been signed with. `lasting`: the next one
	 *   will be no better
	 */
	constructor(
		message: string,
		readonly more: {
			readonly status?: number;
			readonly location?: string;
			readonly forKeys?: boolean;
			readonly lasting?: boolean;
		} = {},
	) {
		super(message);
		this.$metadata = more.status === undefined ? {} : {httpStatusCode: more.status};
	}
}
