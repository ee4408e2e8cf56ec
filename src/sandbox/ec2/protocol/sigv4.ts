import {createHash, createHmac, timingSafeEqual} from 'node:crypto';
import type {AwsKeyPair} from '../../aws-keys.ts';
import type {WireRequest} from '../../service.ts';
import {ApiError} from './api-error.ts';

/*
 * AWS Signature Version 4, checked as the service checks it.
 * Source: AWS General Reference, "Create a signed AWS API request" (headers and query string).
 */

const algorithm = 'AWS4-HMAC-SHA256';
const widestSkewMs = 5 * 60 * 1000;

/** Who signed a request, and for which region and service. */
interface Signer {
	readonly key: AwsKeyPair;
	readonly region: string;
	readonly service: string;
}

/** Credentials that are wrong, told in the words of the service that was asked: EC2 and STS differ. */
export interface CredentialErrors {
	readonly absent: () => ApiError;
	readonly unknownKey: () => ApiError;
	readonly wrongSignature: () => ApiError;
	readonly expired: () => ApiError;
}

interface Signature {
	readonly accessKeyId: string;
	readonly scope: string;
	readonly date: string;
	readonly region: string;
	readonly service: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
	readonly signedAt: string;
	readonly expiresSeconds?: number;
	readonly inQuery: boolean;
}

/**
 * Verifies a request's signature against the keys there are. Session tokens are tolerated. `now` is the machine's clock in ms.
 * @throws ApiError as `errors` words it; IncompleteSignature when the authorization cannot be read
 */
export function verifySignature(
	request: WireRequest,
	now: number,
	errors: CredentialErrors,
	keys: readonly AwsKeyPair[],
): Signer {
	const given = readSignature(request, errors);
	const key = keys.find(({accessKeyId}) => accessKeyId === given.accessKeyId);
	if (!key) throw errors.unknownKey();
	checkAge(given, now, errors);
	const expected = hmac(
		signingKey(key.secretAccessKey, given),
		[algorithm, given.signedAt, given.scope, sha256(canonicalRequest(request, given))].join('\n'),
	);
	const actual = Buffer.from(given.signature, 'hex');
	if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw errors.wrongSignature();
	return {key, region: given.region, service: given.service};
}

/** The region a request is signed for, unverified: for the record of requests. '' when there is none. */
export function claimedRegion(request: WireRequest): string {
	return claimedCredential(request)[2] ?? '';
}

/** The id of the key that a request says it is signed with, unverified. */
export function claimedKeyId(request: WireRequest): string {
	return claimedCredential(request)[0] ?? '';
}

function claimedCredential(request: WireRequest): readonly string[] {
	const credential =
		/Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
		new URLSearchParams(request.query).get('X-Amz-Credential') ??
		'';
	return credential.split('/');
}

function readSignature(request: WireRequest, errors: CredentialErrors): Signature {
	const query = new URLSearchParams(request.query);
	const inQuery = query.has('X-Amz-Signature');
	const authorization = request.headers.authorization ?? '';
	if (!inQuery && authorization === '') throw errors.absent();
	if (!inQuery && !authorization.startsWith(`${algorithm} `))
		throw new ApiError('IncompleteSignature', `The authorization is not of the form '${algorithm} Credential=…'`);
	const field = (name: string) => new RegExp(`(?:^|[,\\s])${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
	const credential = inQuery ? (query.get('X-Amz-Credential') ?? '') : field('Credential');
	const [accessKeyId = '', ...scope] = credential.split('/');
	const [date = '', region = '', service = '', terminator = ''] = scope;
	const signedHeaders = (inQuery ? (query.get('X-Amz-SignedHeaders') ?? '') : field('SignedHeaders')).split(';');
	const signature = inQuery ? (query.get('X-Amz-Signature') ?? '') : field('Signature');
	const signedAt = (inQuery ? query.get('X-Amz-Date') : request.headers['x-amz-date']) ?? '';
	const complete =
		accessKeyId !== '' && scope.length === 4 && terminator === 'aws4_request' && service !== '' && region !== '';
	const timed = /^\d{8}T\d{6}Z$/.test(signedAt) && signedAt.startsWith(date) && /^\d{8}$/.test(date);
	// The host must be covered, or the signature could be carried to another endpoint.
	if (!complete || !timed || !signedHeaders.includes('host') || !/^[0-9a-f]{64}$/.test(signature))
		throw new ApiError('IncompleteSignature', 'The request signature does not conform to AWS standards.');
	const expires = query.get('X-Amz-Expires');
	return {
		accessKeyId,
		scope: scope.join('/'),
		date,
		region,
		service,
		signedHeaders,
		signature,
		signedAt,
		inQuery,
		...(inQuery && expires !== null ? {expiresSeconds: Number(expires)} : {}),
	};
}

function checkAge({signedAt, expiresSeconds}: Signature, now: number, errors: CredentialErrors): void {
	const iso = signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
	const at = Date.parse(iso);
	const oldestMs = expiresSeconds === undefined ? widestSkewMs : expiresSeconds * 1000;
	// Written so that a date or a lifetime that is no number is refused too.
	if (!(now - at <= oldestMs && at - now <= widestSkewMs)) throw errors.expired();
}

function canonicalRequest(request: WireRequest, {signedHeaders, inQuery}: Signature): string {
	const headers = signedHeaders.map(name => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`);
	const path = request.path
		.split('/')
		.map(segment => encode(segment))
		.join('/');
	return [
		request.method,
		path,
		canonicalQuery(request.query, inQuery),
		headers.join(''),
		signedHeaders.join(';'),
		sha256(request.bytes ?? request.body),
	].join('\n');
}

function canonicalQuery(query: string, inQuery: boolean): string {
	return [...new URLSearchParams(query)]
		.filter(([name]) => !(inQuery && name === 'X-Amz-Signature'))
		.map(([name, value]): [string, string] => [encode(name), encode(value)])
		.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
}

/** By code unit, as the specification sorts; `localeCompare` would not. */
function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function signingKey(secret: string, {date, region, service}: Signature): Buffer {
	return [date, region, service, 'aws4_request'].reduce<Buffer>(
		(key, part) => hmac(key, part),
		Buffer.from(`AWS4${secret}`, 'utf8'),
	);
}

function hmac(key: Buffer, data: string): Buffer {
	return createHmac('sha256', key).update(data, 'utf8').digest();
}

function sha256(data: string | Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}
