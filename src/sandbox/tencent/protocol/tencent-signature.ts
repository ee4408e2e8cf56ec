import {createHash, createHmac, timingSafeEqual} from 'node:crypto';
import type {WireRequest} from '../../service.ts';
import {TencentError} from './tencent-error.ts';
import {type TencentKey, tencentExpiredToken} from './tencent-keys.ts';

/** How far a client's clock may be off, in seconds (API 3.0, common parameters: X-TC-Timestamp). */
const clockToleranceSeconds = 300;

/** The `Authorization` header of TC3-HMAC-SHA256, taken apart. */
interface Authorization {
	readonly secretId: string;
	readonly date: string;
	readonly service: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

/** The id of the key that a request says it is signed with, unverified. */
export function claimedSecretId(request: WireRequest): string {
	return /Credential=([^/,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function parseAuthorization(header: string): Authorization {
	const match =
		/^TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/([^/,\s]+)\/tc3_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/.exec(
			header.trim(),
		);
	if (!match) throw new TencentError('AuthFailure.InvalidAuthorization', 'The `Authorization` header is malformed.');
	const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] = match;
	return {secretId, date, service, signedHeaders: signedHeaders.split(';'), signature};
}

/**
 * Every form in which a client may have signed the request: the host with and without its port (the Node SDK signs
 * it without, others with), header values as sent and in lower case (the documentation asks for lower case).
 */
function* canonicalRequests(request: WireRequest, signedHeaders: readonly string[]): Generator<string> {
	const host = request.headers.host ?? '';
	const payload =
		request.headers['x-tc-content-sha256'] === 'UNSIGNED-PAYLOAD' ? sha256('UNSIGNED-PAYLOAD') : sha256(request.body);
	for (const hostForm of new Set([host, host.replace(/:\d+$/, '')])) {
		for (const lower of [true, false]) {
			const lines = signedHeaders.map(name => {
				const value = (name === 'host' ? hostForm : (request.headers[name] ?? '')).trim();
				return `${name}:${lower ? value.toLowerCase() : value}\n`;
			});
			yield [request.method, request.path, request.query, lines.join(''), signedHeaders.join(';'), payload].join('\n');
		}
	}
}

/**
 * Verifies TC3-HMAC-SHA256 by computing it again, and says whose key signed.
 * Throws the documented `AuthFailure.*` or `MissingParameter`. `realNowMs` is the unscaled clock, ms since the epoch.
 */
export function authenticate(request: WireRequest, realNowMs: number, keys: readonly TencentKey[]): TencentKey {
	const header = request.headers.authorization;
	if (header === undefined || header === '') {
		throw new TencentError('MissingParameter', 'The request is missing the header `Authorization`.');
	}
	const authorization = parseAuthorization(header);
	for (const name of ['content-type', 'host']) {
		if (!authorization.signedHeaders.includes(name)) {
			throw new TencentError('AuthFailure.InvalidAuthorization', `SignedHeaders must contain \`${name}\`.`);
		}
	}
	const timestamp = request.headers['x-tc-timestamp'] ?? '';
	if (timestamp === '') {
		throw new TencentError('MissingParameter', 'The request is missing a required parameter `Timestamp`.');
	}
	if (!/^\d{1,12}$/.test(timestamp)) {
		throw new TencentError('InvalidParameter', 'The value of parameter `Timestamp` is not valid.');
	}
	const key = keys.find(candidate => candidate.secretId === authorization.secretId);
	if (!key) {
		throw new TencentError(
			authorization.secretId.startsWith('AKID') ? 'AuthFailure.SecretIdNotFound' : 'AuthFailure.InvalidSecretId',
		);
	}
	if (Math.abs(realNowMs / 1000 - Number(timestamp)) > clockToleranceSeconds) {
		throw new TencentError('AuthFailure.SignatureExpire');
	}
	if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== authorization.date) {
		throw new TencentError('AuthFailure.SignatureFailure', 'The date in `Credential` is not that of `X-TC-Timestamp`.');
	}
	verifySignature(request, authorization, timestamp, key);
	if (request.headers['x-tc-token'] === tencentExpiredToken) throw new TencentError('AuthFailure.TokenFailure');
	return key;
}

function verifySignature(request: WireRequest, authorization: Authorization, timestamp: string, key: TencentKey): void {
	const {date, service, signedHeaders, signature} = authorization;
	const signingKey = hmac(hmac(hmac(`TC3${key.secretKey}`, date), service), 'tc3_request');
	for (const canonical of canonicalRequests(request, signedHeaders)) {
		const toSign = ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, sha256(canonical)].join('\n');
		if (timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'))) return;
	}
	throw new TencentError('AuthFailure.SignatureFailure');
}
