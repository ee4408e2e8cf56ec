import {printable} from '../../../connection/printable.ts';
import type {Secret} from '../../../connection/secret.ts';
import type {CloudErrorInfo} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {cloudWords} from '../../contract/cloud-words.ts';
import {type CallEnd, meaningOf, NotAReply, stoppedCall} from '../../net/call-end.ts';
import {textMember} from '../../net/member.ts';
import {networkTrouble, overBefore, redirect, silence, type Tried} from '../../net/network-trouble.ts';
import {Redirected} from './agents.ts';
import {knownError} from './error-table.ts';
import {ApiRefusal} from './read-reply.ts';

/** How a call ended when it did not succeed: what was thrown, and why it was given up if we did that. */
interface Failure {
	readonly thrown: unknown;
	readonly call: string;
	/** Whether the call could have changed something. */
	readonly writes: boolean;
	/** `user`: the caller's signal. `deadline`: a time limit, ours or the caller's. */
	readonly stopped?: 'user' | 'deadline';
	/** How long the call took, ms. */
	readonly tookMs: number;
	/** Where it went. */
	readonly tried?: Tried;
	/** What was sent and must not come back: the cloud's messages quote values. */
	readonly secrets?: Iterable<Secret>;
}

const longestMessage = 500;
/**
 * Turns whatever a call threw into the one error that leaves this cloud. Only what `read-reply.ts` took for the API's own error is a
 * refusal; the HTTP client's errors carry codes too (ERR_STREAM_PREMATURE_CLOSE, HPE_…, Z_DATA_ERROR), and say nothing of the call.
 */
export function toCloudError(failure: Failure): CloudError {
	if (failure.thrown instanceof CloudError) return failure.thrown;
	const {call, stopped, writes: changes} = failure;
	if (stopped === 'user') return cancelled('The call was cancelled', {call, end: 'not known', changes});
	return new CloudError({cloud: 'tencent', call, ...describe(failure)});
}

/** What somebody's wish to stop ended. @param message what was ended */
export function cancelled(
	message: string,
	{call, end, changes}: {readonly call?: string; readonly end: CallEnd; readonly changes: boolean},
): CloudError {
	return new CloudError(stoppedCall({cloud: 'tencent', message, ...(call && {call})}, {end, changes}));
}

/** A call that was never begun: the caller's time limit was over before. */
export function tooLate(): CloudError {
	const meaning = meaningOf('not sent', {changes: true, later: true});
	return new CloudError({cloud: 'tencent', kind: 'timeout', code: '', ...overBefore('tencent'), ...meaning});
}

type Described = Omit<CloudErrorInfo, 'cloud' | 'call'>;

function describe({thrown, writes: changes, stopped, tookMs, tried, secrets = []}: Failure): Described {
	const message = cloudWords(wordsOf(thrown), longestMessage, secrets);
	if (
		stopped === 'deadline' ||
		/timeout/.test(textMember(thrown, 'type') ?? '') ||
		message.startsWith('network timeout')
	)
		return {
			kind: 'timeout',
			code: '',
			...silence('tencent', tookMs, tried),
			...meaningOf('not known', {changes, later: true}),
		};
	const away = Redirected.in(message);
	if (away !== undefined)
		return {
			kind: 'protocol',
			code: '',
			message,
			...meaningOf('not known', {changes, later: false}),
			...redirect('tencent', away, tried),
		};
	if (thrown instanceof ApiRefusal) {
		const code = cloudWords(thrown.code, 100, secrets);
		return apiError(code, message, cloudWords(thrown.requestId, 100, secrets), changes);
	}

	if (thrown instanceof NotAReply) return noReply(thrown, message, changes, tried);
	return networkError(cloudWords(textMember(thrown, 'code') ?? '', 100, secrets), message, changes, tried);
}

/** Something on the way has answered: what became of the call it does not tell. */
function noReply(
	{more: {status, lasting = false}}: NotAReply,
	message: string,
	changes: boolean,
	tried: Tried | undefined,
): Described {
	const host = printable(tried?.host ?? 'The endpoint', 120);
	return {
		kind: status !== undefined && status >= 500 ? 'api' : 'protocol',
		code: status === undefined ? '' : `HTTP ${status}`,
		message: status === undefined ? message : 'The endpoint answered without a body of the API',
		...meaningOf('not known', {changes, later: !lasting && (status === undefined || status >= 500)}),
		says: `${host} did not answer as Tencent Cloud’s API does`,
		mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
	};
}

/** The SDK wraps errors of the way in a text of its own. */
const wrapped = /^request to \S+ failed, reason:\s*/;

function networkError(code: string, message: string, changes: boolean, tried: Tried | undefined): Described {
	const {
		sent = true,
		mayPass = true,
		...words
	} = networkTrouble('tencent', {code, message}, tried) ?? {
		says: `The connection to ${printable(tried?.host ?? 'Tencent Cloud', 120)} broke`,
		mend: 'Check the network, a proxy or firewall, then try again',
	};
	return {
		kind: 'network',
		code: '',
		message: message.replace(wrapped, '') || words.says,
		...meaningOf(sent ? 'not known' : 'not sent', {changes, later: mayPass}),
		...words,
	};
}

function apiError(code: string, message: string, requestId: string, changes: boolean): Described {
	const known = knownError(code);
	const busy = code.startsWith('RequestLimitExceeded');
	const internal = code.startsWith('Internal');
	return {
		kind: known?.kind ?? 'api',
		code,
		message,
		// A request over the limit was not carried out, so that even a create may be sent again; what broke inside may have been.
		...meaningOf(internal ? 'not known' : 'refused', {changes, later: busy || internal}),
		...(requestId && {requestId}),
		...(known && {says: known.says, mend: known.mend}),
		...(known?.field !== undefined && {field: known.field}),
	};
}

function wordsOf(thrown: unknown): string {
	return textMember(thrown, 'message') ?? (typeof thrown === 'string' ? thrown : 'The call failed without a word');
}
