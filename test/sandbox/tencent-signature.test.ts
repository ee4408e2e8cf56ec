import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
	tencentExpiredToken,
	tencentReadOnlySecretId,
	tencentReadOnlySecretKey,
	tencentSecretId,
	tencentSecretKey,
} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';
import {type RawCall, rawCall} from './tencent-raw.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent();
});
afterAll(() => server.close());

const code = async (call: RawCall) => (await rawCall(server.port, call)).response.Error?.Code;

describe('a request that is signed right', () => {
	it('is let in from the SDK, which learns whose account it is', async () => {
		expect(await server.sts().GetCallerIdentity()).toMatchObject({AccountId: '100000000001', Type: 'MainAccount'});
		expect((await server.vpc().DescribeVpnGateways({})).VpnGatewaySet?.[0]?.VpnGatewayId).toBe('vpngw-1w9tue3d');
	});

	it('may sign its host with or without the port, and further headers', async () => {
		expect(await code({})).toBeUndefined();
		expect(await code({signedHost: '127.0.0.1'})).toBeUndefined();
		expect(await code({signAction: true})).toBeUndefined();
	});

	it('may carry a session token, as temporary keys do', async () => {
		const client = server.sts({secretId: tencentSecretId, secretKey: tencentSecretKey, token: 'any-session-token'});
		expect(await client.GetCallerIdentity()).toMatchObject({AccountId: '100000000001'});
	});

	it('may be four minutes off', async () => {
		expect(await code({timestamp: Math.floor(Date.now() / 1000) - 240})).toBeUndefined();
	});
});

describe('a request that is signed wrong gets the code that says why', () => {
	it.each<[string, string, RawCall]>([
		['a wrong secret key', 'AuthFailure.SignatureFailure', {secretKey: 'wrong'}],
		['a body changed on the way', 'AuthFailure.SignatureFailure', {sentBody: '{"Limit":1}'}],
		['another host than the one it was sent to', 'AuthFailure.SignatureFailure', {signedHost: 'vpc.example.com'}],
		['an unknown SecretId', 'AuthFailure.SecretIdNotFound', {secretId: 'AKIDsomebodyelse'}],
		['what is no SecretId at all', 'AuthFailure.InvalidSecretId', {secretId: 'null'}],
		['a clock six minutes slow', 'AuthFailure.SignatureExpire', {timestamp: Math.floor(Date.now() / 1000) - 360}],
		['a clock six minutes fast', 'AuthFailure.SignatureExpire', {timestamp: Math.floor(Date.now() / 1000) + 360}],
		['no Authorization', 'MissingParameter', {without: ['authorization']}],
		['no timestamp', 'MissingParameter', {without: ['x-tc-timestamp']}],
		[
			'an Authorization of another scheme',
			'AuthFailure.InvalidAuthorization',
			{headers: {authorization: 'AWS4-HMAC-SHA256 Credential=x'}},
		],
		['a session token out of date', 'AuthFailure.TokenFailure', {headers: {'x-tc-token': tencentExpiredToken}}],
	])('%s', async (_what, expected, call) => {
		expect(await code(call)).toBe(expected);
	});

	it('reaches the SDK as an API error with a request id', async () => {
		const client = server.sts({secretId: tencentSecretId, secretKey: 'wrong'});
		await expect(client.GetCallerIdentity()).rejects.toMatchObject({
			code: 'AuthFailure.SignatureFailure',
			requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
	});
});

describe('a key that may only read', () => {
	const readOnly = {secretId: tencentReadOnlySecretId, secretKey: tencentReadOnlySecretKey};

	it('reads, and is told that it may not write, before anything is made', async () => {
		const client = server.vpc(readOnly);
		expect(await server.sts(readOnly).GetCallerIdentity()).toMatchObject({Type: 'CAMUser'});
		const before = (await client.DescribeCustomerGateways({})).TotalCount;
		await expect(
			client.CreateCustomerGateway({CustomerGatewayName: 'x', IpAddress: '58.211.9.9'}),
		).rejects.toMatchObject({
			code: 'UnauthorizedOperation',
			message: expect.stringContaining('vpc:CreateCustomerGateway'),
		});
		expect((await client.DescribeCustomerGateways({})).TotalCount).toBe(before);
	});
});
