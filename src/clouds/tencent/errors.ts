import {printable} from '../../connection/printable.ts';
import type {Secret} from '../../connection/secret.ts';
import type {CloudErrorInfo} from '../cloud.ts';
import {CloudError} from '../cloud-error.ts';
import {cloudWords} from '../cloud-words.ts';
import {networkTrouble, redirect, silence, type Tried} from '../network-trouble.ts';
import {Redirected} from './agents.ts';
import {knownError} from './error-table.ts';

/** How a call ended when it did not succeed: what was thrown, and why it was given up if we did that. */
export interface Failure {
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
 * Turns whatever the SDK threw into the one error that leaves this cloud.
 * The SDK throws its own class for API and transport errors alike, a FetchError for broken bodies, and a TypeError for a
 * reply without `Response`: they are told apart by what they carry.
 */
export function toCloudError(failure: Failure): CloudError {
	if (failure.thrown instanceof CloudError) return failure.thrown;
	return new CloudError({cloud: 'tencent', call: failure.call, ...describe(failure)});
}

type Described = Omit<CloudErrorInfo, 'cloud' | 'call'>;

function describe({thrown, writes, stopped, tookMs, tried, secrets = []}: Failure): Described {
	const message = cloudWords(wordsOf(thrown), longestMessage, secrets);
	const code = cloudWords(member(thrown, 'code'), 100, secrets);
	if (stopped === 'user')
		return {kind: 'aborted', code: '', message: 'The call was cancelled', retryable: false, ambiguous: writes};
	if (stopped === 'deadline' || /timeout/.test(member(thrown, 'type')) || message.startsWith('network timeout'))
		return {
			kind: 'timeout',
			code: '',
			...silence('tencent', tookMs, tried),
			retryable: !writes,
			ambiguous: writes,
		};
	const away = Redirected.in(message);
	if (away !== undefined)
		return {
			kind: 'protocol',
			code: '',
			message,
			retryable: false,
			ambiguous: writes,
			...redirect('tencent', away, tried),
		};
	if (isApiError(thrown, code))
		return apiError(code, message, cloudWords(member(thrown, 'requestId'), 100, secrets), writes);
	const status = number(thrown, 'httpCode');
	if (status !== undefined)
		return {
			kind: status >= 500 ? 'api' : 'protocol',
			code: `HTTP ${status}`,
			message: message || 'The endpoint answered without a body of the API',
			retryable: !writes && status >= 500,
			// something on the way has answered: what became of the call it does not tell
			ambiguous: writes,
			says: `${printable(tried?.host ?? 'The endpoint', 120)} did not answer as Tencent Cloud’s API does`,
			mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
		};
	if (thrown instanceof TypeError || member(thrown, 'type') === 'invalid-json' || thrown instanceof SyntaxError)
		return {
			kind: 'protocol',
			code: '',
			message: `The reply${tried ? ` of ${printable(tried.host, 120)}` : ''} was not one of Tencent Cloud’s API`,
			retryable: !writes,
			ambiguous: writes,
			mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
		};
	return networkError(code, message, writes, tried);
}

/** The SDK wraps errors of the way in a text of its own. */
const wrapped = /^request to \S+ failed, reason:\s*/;

function networkError(code: string, message: string, writes: boolean, tried: Tried | undefined): Described {
	const {
		sent = true,
		mayPass = true,
		...words
	} = networkTrouble('tencent', {code, message}, tried) ?? {
		says: 'Tencent Cloud could not be reached',
		mend: 'Check the network, a proxy or firewall, then try again',
	};
	return {
		kind: 'network',
		code: '',
		message: message.replace(wrapped, '') || words.says,
		retryable: mayPass && !(writes && sent),
		ambiguous: writes && sent,
		...words,
	};
}

function apiError(code: string, message: string, requestId: string, writes: boolean): Described {
	const known = knownError(code);
	const busy = code.startsWith('RequestLimitExceeded');
	const internal = code.startsWith('Internal');
	return {
		kind: known?.kind ?? 'api',
		code,
		message,
		// A request over the limit was not carried out, so that even a create may be sent again.
		retryable: busy || (internal && !writes),
		ambiguous: internal && writes,
		...(requestId && {requestId}),
		...(known && {says: known.says, mend: known.mend}),
		...(known?.field !== undefined && {field: known.field}),
	};
}

/** Node's own errors carry a `code` too (ECONNRESET): the API's have dots or a request id, and no `errno`. */
function isApiError(thrown: unknown, code: string): boolean {
	return (
		code !== '' && number(thrown, 'errno') === undefined && member(thrown, 'syscall') === '' && !/^E[A-Z]+$/.test(code)
	);
}

function wordsOf(thrown: unknown): string {
	return member(thrown, 'message') || (typeof thrown === 'string' ? thrown : 'The call failed without a word');
}

function member(value: unknown, name: string): string {
	const found = read(value, name);
	return typeof found === 'string' ? found : '';
}

function number(value: unknown, name: string): number | undefined {
	const found = read(value, name);
	return typeof found === 'number' ? found : undefined;
}

function read(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
