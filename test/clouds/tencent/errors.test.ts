import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {NotAReply} from '../../../src/clouds/net/call-end.ts';
import {knownError, knownErrors} from '../../../src/clouds/tencent/wire/error-table.ts';
import {toCloudError} from '../../../src/clouds/tencent/wire/errors.ts';
import {ApiRefusal} from '../../../src/clouds/tencent/wire/read-reply.ts';

const api = (code: string, message = 'text') => new ApiRefusal(code, message, 'r-1');
const info = (thrown: unknown, writes = false, stopped?: 'user' | 'deadline') =>
	toCloudError({
		thrown,
		call: 'X',
		writes,
		tookMs: 1500,
		tried: {host: 'vpc.tencentcloudapi.com'},
		...(stopped && {stopped}),
	}).info;

/** The codes that CreateVpnConnection documents, and those of the calls around it. */
const documented = [
	'InvalidParameter.Coexist',
	'InvalidParameterValue.Malformed',
	'InvalidParameterValue.Empty',
	'InvalidParameterValue.TooLong',
	'InvalidParameterValue.Duplicate',
	'InvalidParameterValue.VpcCidrConflict',
	'InvalidParameterValue.VpnConnCidrConflict',
	'InvalidParameterValue.VpnConnSpdCidrConflict',
	'InvalidParameterValue.VpnConnHealthCheckIpConflict',
	'InvalidParameterValue.VpnConnBgpTunnelCidrConflict',
	'InvalidParameterValue.VpnConnBgpTunnelCidrMask',
	'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported',
	'InvalidParameterValue.VpnGatewayRouteDuplicate',
	'InvalidParameterValue.TagInvalidKey',
	'LimitExceeded',
	'LimitExceeded.TagQuota',
	'LimitExceeded.VpnGatewayRoutesLimitExceeded',
	'VpcLimitExceeded',
	'ResourceInUse',
	'ResourceNotFound',
	'UnsupportedOperation',
	'UnsupportedOperation.InvalidState',
	'UnsupportedOperation.TagNotPermit',
	'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck',
	'UnsupportedOperation.VpnConnRouteTypeMixed',
	'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet',
	'UnsupportedOperation.VpnUnsupportedBgp',
	'UnsupportedOperation.VpnUnsupportedBgpAsnEqual',
	'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn',
	'UnsupportedOperation.VpnConnSPDOverlap',
	'UnsupportedOperation.RecordExists',
	'UnsupportedOperation.RecordNotExists',
	'UnsupportedOperation.MutexOperationTaskRunning',
	'InvalidVpnGatewayId.NotFound',
	'AuthFailure.SecretIdNotFound',
	'AuthFailure.SignatureFailure',
	'AuthFailure.SignatureExpire',
	'AuthFailure.TokenFailure',
	'AuthFailure.UnauthorizedOperation',
	'UnauthorizedOperation',
	'IpNotInWhitelist',
	'UnknownParameter',
	'MissingParameter',
	'UnsupportedRegion',
	'InvalidAction',
	'NoSuchVersion',
	'RequestLimitExceeded',
	'RequestLimitExceeded.UinLimitExceeded',
	'InternalError',
];

describe('errors: a user is told what it means and what to do, and the program never makes a thing twice', () => {
	it.each(documented)('%s has words and a mend', code => {
		expect(info(api(code))).toMatchObject({code, requestId: 'r-1', says: expect.any(String), mend: expect.any(String)});
	});

	it('the table has words, a mend and a source everywhere, and no code twice', () => {
		expect(new Set(knownErrors.map(({code}) => code)).size).toBe(knownErrors.length);
		for (const entry of knownErrors)
			for (const text of [entry.says, entry.mend, entry.source]) expect(text).not.toBe('');
	});

	it('the nearest family speaks for a code without an entry of its own', () => {
		expect(knownError('InvalidParameterValue.TagValNotExists')?.code).toBe('InvalidParameterValue.Tag');
		expect(knownError('LimitExceeded.Something')?.code).toBe('LimitExceeded');
		expect(knownError('NeverHeardOf')).toBeUndefined();
	});

	it('an unknown code is shown as it came', () => {
		expect(info(api('NeverHeardOf.Thing', 'words'))).toMatchObject({
			kind: 'api',
			code: 'NeverHeardOf.Thing',
			message: 'words',
		});
	});

	it('credentials that are wrong are told from permissions that lack', () => {
		expect(info(api('AuthFailure.SecretIdNotFound')).kind).toBe('credentials');
		expect(info(api('AuthFailure.UnauthorizedOperation')).kind).toBe('api');
	});

	it.each([
		['RequestLimitExceeded', true, {retryable: true, ambiguous: false}],
		['InternalError', true, {retryable: false, ambiguous: true}],
		['InternalError.ModuleError', false, {retryable: true, ambiguous: false}],
		['LimitExceeded', true, {retryable: false, ambiguous: false}],
	])('%s on a write (%s)', (code, writes, expected) => {
		expect(info(api(code), writes)).toMatchObject(expected);
	});

	it.each([
		[
			'request to http://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:1',
			{kind: 'network', retryable: true, ambiguous: false},
		],
		['request to http://x/ failed, reason: read ECONNRESET', {kind: 'network', retryable: false, ambiguous: true}],
		['request to http://x/ failed, reason: connect EHOSTUNREACH 10.0.0.1:443', {retryable: true, ambiguous: false}],
		['request to http://x/ failed, reason: read EHOSTUNREACH', {kind: 'network', retryable: false, ambiguous: true}],
		['request to http://x/ failed, reason: socket hang up', {kind: 'network', retryable: false, ambiguous: true}],
		['request to http://x/ failed, reason: self-signed certificate', {kind: 'network', retryable: false}],
		['network timeout at: http://x/', {kind: 'timeout', retryable: false, ambiguous: true}],
	])('a write that ended in "%s"', (message, expected) => {
		expect(info(new Error(message), true)).toMatchObject(expected);
	});

	it('a gateway’s error page is no API error, and a write is in doubt after it', () => {
		expect(info(new NotAReply('Bad Gateway', {status: 502}), true)).toMatchObject({
			code: 'HTTP 502',
			retryable: false,
			ambiguous: true,
		});
	});

	it('a reply that is none of the API’s is a matter of protocol, not our bug', () => {
		expect(info(new NotAReply('It is no JSON')).kind).toBe('protocol');
	});

	it.each(['ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_CHUNK_SIZE', 'Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR_BROTLI_1'])(
		'%s comes of the way, not of the API: a write is in doubt',
		code => {
			const thrown = Object.assign(new Error('a body that broke'), {code, errno: code, type: 'system'});
			expect(info(thrown, true)).toMatchObject({kind: 'network', retryable: false, ambiguous: true});
		},
	);

	it('who stopped the call decides between cancelled and timed out', () => {
		expect(info(new Error('The user aborted a request.'), true, 'user')).toMatchObject({
			kind: 'aborted',
			ambiguous: true,
		});
		expect(info(new Error('The user aborted a request.'), false, 'deadline')).toMatchObject({
			kind: 'timeout',
			message: 'No answer from vpc.tencentcloudapi.com within 1.5 s',
		});
	});

	it('whatever is thrown becomes an error whose text is safe to draw', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string(), fc.boolean(), (thrown, message, writes) => {
				for (const value of [thrown, new Error(`\u001B[2J${message}\u202E`), api(message)]) {
					const found = info(value, writes);
					expect(`${found.message}${found.code}`).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
					if (writes && found.retryable) expect(found.ambiguous).toBe(false);
				}
			}),
		);
	});
});
