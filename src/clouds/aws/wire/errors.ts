import {printable} from '../../../connection/printable.ts';
import type {Secret} from '../../../connection/secret.ts';
import {times} from '../../../connection/times.ts';
import type {CloudErrorInfo} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {cloudWords} from '../../contract/cloud-words.ts';
import {meaningOf, NotAReply, stoppedCall} from '../../net/call-end.ts';
import {networkTrouble, overBefore, redirect, silence, type Tried} from '../../net/network-trouble.ts';
import type {SignIn} from '../../sign-in/sign-in.ts';
import {errorCodes} from './error-codes.ts';
import {type ErrorFacts, factsOf} from './error-facts.ts';
import {parameterFields} from './parameter-fields.ts';
import {serviceOf} from './services.ts';

/** What was going on when an error came. */
interface CallSituation {
	/** API action name: `CreateVpnConnection`. */
	readonly call: string;
	/** The call changes something: an end that leaves open whether it was carried out is then ambiguous. */
	readonly changes: boolean;
	/** Set when the caller's signal ended the call. */
	readonly aborted: boolean;
	/** Whether a time limit ended it, the call's own or the caller's. */
	readonly timedOut?: boolean;
	/** The caller's time limit was over before it began. */
	readonly overBefore?: boolean;
	/** How long it took, ms. */
	readonly tookMs?: number;
	/** Where it went last; undefined when no request was made for it. */
	readonly tried?: Tried;
	/** What the API said to the tries before, where the SDK was still trying again. */
	readonly refused?: {readonly code: string; readonly tries: number};
	/** What the call is signed with. */
	readonly signIn?: SignIn;
	/** Values that must not appear in the message, whatever the cloud puts there. */
	readonly secrets?: readonly Secret[];
}

const credentialErrors = /^(CredentialsProviderError|TokenProviderError|ProviderError|SSOTokenProviderFailure)$/;

/** Turns whatever an SDK call threw into the one error that leaves a cloud. Never throws. */
export function toCloudError(error: unknown, situation: CallSituation): CloudError {
	if (error instanceof CloudError) return error;
	return new CloudError(infoOf(error, situation));
}

function infoOf(error: unknown, situation: CallSituation): CloudErrorInfo {
	const facts = factsOf(error);
	const base = {
		cloud: 'aws',
		code: '',
		message: cleanMessage(facts.message, situation.secrets),
		call: situation.call,
		...(facts.requestId ? {requestId: cloudWords(facts.requestId, 80, situation.secrets)} : {}),
	} as const;
	const {changes, tried} = situation;
	const unknown = meaningOf('not known', {changes, later: true});

	if (situation.aborted) return {...base, ...stoppedCall({...base, message: 'Stopped'}, {end: 'not known', changes})};
	if (situation.overBefore)
		return {...base, kind: 'timeout', ...meaningOf('not sent', {changes, later: true}), ...overBefore('aws')};
	const trouble = networkTrouble('aws', facts, tried);
	if (situation.timedOut && situation.refused && !changes) return stillRefused(situation.refused, base, situation);
	// The SDK calls a connection that broke off or was not made a TimeoutError too.
	if (situation.timedOut || (facts.name === 'TimeoutError' && !trouble))
		return {...base, ...unknown, ...late(situation)};
	if (credentialErrors.test(facts.name))
		return {...base, ...credentialsText(facts, situation.signIn), kind: 'credentials', ...settled};
	if (error instanceof NotAReply) return noReply(error, base, situation);
	if (facts.isService) return serviceInfo(facts, base, situation);
	if (isRedirect(facts.status)) return redirected(facts, base, situation);
	if (!trouble && (facts.status !== undefined || /pars(e|ing)|deserializ/i.test(facts.message)))
		return {
			...base,
			...unknown,
			kind: 'protocol',
			message: (/^Unknown/.test(base.message) ? '' : base.message) || httpStatus(facts.status) || 'It cannot be read',
			...notOne(situation.call, tried),
		};
	if (facts.name === 'Error' && /region is missing/i.test(facts.message))
		return {
			...base,
			kind: 'credentials',
			...settled,
			says: 'No region is known',
			mend: 'Set AWS_REGION, or a region in the profile',
		};
	if (trouble || facts.code !== '' || facts.name === 'AbortError') {
		const {
			sent = true,
			mayPass = true,
			says = 'The connection to AWS broke',
			mend = 'Check the network, and try again',
		} = trouble ?? {};
		return {
			...base,
			kind: 'network',
			code: cloudWords(facts.code, 40, situation.secrets),
			message: base.message || facts.code,
			...meaningOf(sent ? 'not known' : 'not sent', {changes, later: mayPass}),
			says,
			mend,
		};
	}

	return {...base, ...unknown, kind: 'protocol', message: base.message || 'The call failed without words'};
}

/** The time was over while the API went on turning the call away: that is the reason, and not silence. */
function stillRefused(
	{code, tries}: NonNullable<CallSituation['refused']>,
	base: Base,
	{changes}: CallSituation,
): CloudErrorInfo {
	const text = errorCodes.find(entry => entry.code === code && entry.message === undefined);
	return {
		...base,
		...meaningOf('refused', {changes, later: true}),
		kind: 'api',
		code: cloudWords(code, 80),
		message: `It was refused every time, tried ${times(tries)}`,
		...(text ? {says: text.says, mend: text.mend} : {}),
	};
}

type Base = Omit<CloudErrorInfo, 'kind' | 'retryable' | 'ambiguous'>;

/** A reply that is none: where it was to bring the keys, the call itself never left. */
function noReply({more, message}: NotAReply, base: Base, situation: CallSituation): CloudErrorInfo {
	const {changes, tried} = situation;
	const end = more.forKeys ? 'not sent' : 'not known';
	if (isRedirect(more.status))
		return redirected({status: more.status, location: more.location ?? ''}, base, situation, end);
	return {
		...base,
		...meaningOf(end, {changes, later: !more.lasting}),
		kind: 'protocol',
		message: cleanMessage(message, situation.secrets),
		...notOne(situation.call, tried),
	};
}

function redirected(
	{status, location}: Pick<ErrorFacts, 'status' | 'location'>,
	base: Base,
	{changes, tried}: CallSituation,
	end: 'not known' | 'not sent' = 'not known',
): CloudErrorInfo {
	return {
		...base,
		...meaningOf(end, {changes, later: false}),
		kind: 'protocol',
		message: httpStatus(status),
		...redirect('aws', location, tried),
	};
}

function notOne(call: string, tried: Tried | undefined) {
	return {
		says: `The answer${tried ? ` of ${printable(tried.host, 120)}` : ''} is not one that AWS gives`,
		mend: `Check AWS_ENDPOINT_URL_${serviceOf(call)} and any proxy on the way`,
	};
}

const httpStatus = (status: number | undefined): string => (status ? `HTTP ${status}` : '');

/** Where no request was made, the wait was for the keys: a program that a profile names can hang. */
function late({tookMs = 0, tried, signIn}: CallSituation) {
	const kind = 'timeout' as const;
	if (tried || !signIn?.source) return {kind, ...silence('aws', tookMs, tried)};
	const says = `AWS credentials did not come from ${signIn.source} in time`;
	return {
		kind,
		message: `Nothing came within ${Math.round(tookMs / 100) / 10} s`,
		says,
		mend: 'Mend that source, or choose another: tunnelwright accounts shows what there is',
	};
}

function isRedirect(status: number | undefined): boolean {
	return status !== undefined && status >= 300 && status < 400;
}

const settled = {retryable: false, ambiguous: false} as const;

function serviceInfo(facts: ErrorFacts, base: Base, situation: CallSituation): CloudErrorInfo {
	const code = cloudWords(facts.name, 80, situation.secrets);
	const text = errorCodes.find(entry => entry.code === code && (entry.message?.test(facts.message) ?? true));
	const field = fieldOf(facts.message) ?? text?.field;
	// A code that the table calls transient says that nothing was done; any other 5xx leaves that open.
	const leavesOpen = facts.status !== undefined && facts.status >= 500 && !text?.transient;
	return {
		...base,
		kind: text?.kind ?? 'api',
		code,
		message: base.message || code,
		...meaningOf(leavesOpen ? 'not known' : 'refused', {
			changes: situation.changes,
			later: leavesOpen || text?.transient === true,
		}),
		...(text ? {says: text.says, mend: text.mend} : leavesOpen ? ofTheirOwn(situation) : {}),
		...(field ? {field} : {}),
	};
}

/** What a 5xx without words of its own means: EC2's "An internal error has occurred" reads as if it were ours. */
function ofTheirOwn({changes}: CallSituation): {readonly says: string; readonly mend: string} {
	return {
		says: 'AWS had an internal error',
		mend: changes ? 'Look whether the change was made before trying it again' : 'Try again in a moment',
	};
}

/** The field whose parameter an EC2 message names: `Value (x) for parameter ipAddress is invalid`. */
function fieldOf(message: string): string | undefined {
	const name = /parameter:?\s+'?"?([A-Za-z0-9.]+)/i.exec(message)?.[1];
	const last = name?.split('.').findLast(part => !/^\d+$/.test(part));
	return last && Object.hasOwn(parameterFields, last.toLowerCase()) ? parameterFields[last.toLowerCase()] : undefined;
}

/** What is wrong with the source of the credentials. The chain's own words are kept only where no program of the user's wrote them. */
function credentialsText(
	facts: ErrorFacts,
	signIn: SignIn | undefined,
): {readonly says: string; readonly mend: string; readonly message?: string} {
	const expired = /\bsso\b|token.*expired|expired.*token|session has expired|aws login|re-?authenticate|session token/i;
	if (expired.test(facts.message))
		return {
			says: `The ${signIn?.renew?.startsWith('aws login') ? 'console' : 'SSO'} session has expired or was never begun`,
			mend: `Run: ${signIn?.renew ?? 'aws sso login'}, then try again`,
		};
	if (signIn?.source !== undefined) {
		const says = `AWS credentials could not be had from ${signIn.source}`;
		// A credential_process that fails is quoted with its whole command line and output, which can hold secrets.
		if (/credential_process/.test(signIn.source))
			return {says, mend: 'Run the credential_process of the profile by hand, and see what it says', message: says};
		if (/instance metadata/.test(signIn.source))
			return {
				says: 'This machine gives no role: its metadata service did not answer with one',
				mend: 'Leave --instance-role out, or give the EC2 instance a role',
			};
		return {says, mend: 'Mend that source, or choose another: tunnelwright accounts shows what there is'};
	}

	return {
		says: 'No usable AWS credentials were found',
		mend: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
	};
}

/** What the SDK tells programmers. */
const sdkHint = /\s*Deserialization error: to see the raw response.*$/s;
const encodedBlob = /(Encoded authorization failure message:)\s*\S+/i;
const longToken = /\S{120,}/g;

/** One line, no control characters, no encoded authorization blob, none of the session's secrets. */
function cleanMessage(message: string, secrets: readonly Secret[] = []): string {
	const text = cloudWords(message, undefined, secrets)
		.replace(sdkHint, '')
		.replace(encodedBlob, '$1 (cut)')
		.replace(longToken, blob => `${blob.slice(0, 24)}…`)
		.trim();
	return cloudWords(text, 600, secrets);
}
