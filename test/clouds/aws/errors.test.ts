import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../../src/clouds/aws/aws-cloud.ts';
import {errorCodes} from '../../../src/clouds/aws/wire/error-codes.ts';
import {toCloudError} from '../../../src/clouds/aws/wire/errors.ts';
import type {Cloud, CloudErrorInfo} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {Secret} from '../../../src/connection/secret.ts';

/* What a user would lose: being told what is wrong and what to do, and never making a thing twice. */

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

/** A server that gives one answer to everything, and a cloud that talks to it through the real SDK. */
async function cloudThatHears(status: number, body: string): Promise<Cloud> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(status, {'content-type': 'text/xml', 'x-amzn-requestid': 'req-1'}).end(body);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo; // an address and a port, since it listens on TCP
	const cloud = createAwsCloud({
		env: {...keys, AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${port}`},
		sandbox: false,
		timeoutMs: 20_000,
	});
	closers.push(() => {
		cloud.close();
		server.closeAllConnections();
		server.close();
	});
	return cloud;
}

const keys = {AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1'};

function errorBody(code: string, message: string): string {
	return `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>req-1</RequestID></Response>`;
}

async function failureOf(promise: Promise<unknown>): Promise<CloudErrorInfo> {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof CloudError)) throw new Error(`not a CloudError: ${String(error)}`);
	return error.info;
}

describe('AWS errors', () => {
	it.each(errorCodes.filter(({transient}) => !transient))(
		'tells $code in the user’s words, with AWS’s own beside',
		async ({code, says, mend, message}) => {
			const cloud = await cloudThatHears(400, errorBody(code, message ? 'mutating objects' : 'AWS says so.'));
			const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
			expect(info).toMatchObject({
				cloud: 'aws',
				code,
				says,
				mend,
				requestId: 'req-1',
				call: 'DescribeCustomerGateways',
				ambiguous: false,
			});
			expect(info.retryable).toBe(false);
		},
	);

	it('says that an internal error is AWS’s, not ours', async () => {
		const cloud = await cloudThatHears(500, errorBody('InternalError', 'An internal error has occurred'));
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info).toMatchObject({says: 'AWS had an internal error', mend: 'Try again in a moment', retryable: true});
	});

	it('shows a code that it does not know as it came', async () => {
		const cloud = await cloudThatHears(400, errorBody('SomethingNew', 'Never seen.'));
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info).toMatchObject({kind: 'api', code: 'SomethingNew', message: 'Never seen.', retryable: false});
		expect(info.says).toBeUndefined();
	});

	it('leads to the field that AWS names', async () => {
		const cloud = await cloudThatHears(
			400,
			errorBody('InvalidParameterValue', 'Value (10.0.0.1) for parameter ipAddress is invalid.'),
		);
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info.field).toBe('site.address');
	});

	it.each([
		['two codes', 'Throttled</Code><Code>InternalError'],
		['a code that holds more', '<Inner>InternalError</Inner>'],
	])('takes an answer with %s for one that it can’t read', async (_, code) => {
		const cloud = await cloudThatHears(400, errorBody(code, 'one</Message><Message>two'));
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info).toMatchObject({kind: 'protocol', call: 'DescribeCustomerGateways'});
		expect(info.says).toMatch(/is not one that AWS gives/);
	});

	it('cuts the encoded authorization blob, and takes control characters out', async () => {
		const cloud = await cloudThatHears(
			403,
			errorBody(
				'UnauthorizedOperation',
				`Not authorized. Encoded authorization failure message: ${'Ab1_-'.repeat(200)} &#x9b;31mred`,
			),
		);
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info.message).toBe('Not authorized. Encoded authorization failure message: (cut) red');
	});

	it('takes an HTML page for what it is', async () => {
		const cloud = await cloudThatHears(502, '<html><body>Bad gateway</body></html>');
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info.kind === 'protocol' || info.kind === 'api').toBe(true);
		expect(info).toMatchObject({retryable: true, ambiguous: false});
	});

	it('says that nobody listens', async () => {
		const cloud = createAwsCloud({env: {...keys, AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1'}, sandbox: false});
		const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
		expect(info).toMatchObject({kind: 'network', code: 'ECONNREFUSED', retryable: true, ambiguous: false});
	});

	it.each(['http://ec2.eu-central-1.amazonaws.com', 'http://10.0.0.5:4566', 'http://localhost.example.com'])(
		'refuses plain http to %s: replies carry keys',
		async endpoint => {
			const cloud = createAwsCloud({env: {...keys, AWS_ENDPOINT_URL_EC2: endpoint}, sandbox: false});
			const info = await failureOf(cloud.siteGateways('eu-central-1', new AbortController().signal));
			expect(info.message).toContain('not encrypted');
			expect(info.retryable).toBe(false);
		},
	);

	it('leaves a write open whose answer was lost, and a read not', () => {
		const reset = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});
		const refused = Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'});
		const write = {call: 'CreateVpnConnection', changes: true, aborted: false};
		const read = {call: 'DescribeVpcs', changes: false, aborted: false};
		expect(toCloudError(reset, write).info).toMatchObject({ambiguous: true, retryable: false, kind: 'network'});
		expect(toCloudError(reset, read).info).toMatchObject({ambiguous: false, retryable: true});
		expect(toCloudError(refused, write).info).toMatchObject({ambiguous: false, retryable: true});
		for (const [syscall, ambiguous] of [
			['connect', false],
			['read', true],
			['write', true],
		] as const) {
			const lost = Object.assign(new Error(`${syscall} EHOSTUNREACH`), {code: 'EHOSTUNREACH', syscall});
			expect(toCloudError(lost, write).info).toMatchObject({ambiguous, retryable: !ambiguous});
		}

		expect(toCloudError(new Error('x'), {...write, timedOut: true}).info).toMatchObject({
			ambiguous: true,
			kind: 'timeout',
		});
		expect(toCloudError(new Error('x'), {...write, aborted: true}).info).toMatchObject({
			ambiguous: true,
			kind: 'aborted',
		});
	});

	it('never repeats a secret that AWS puts into its message', () => {
		const error = Object.assign(new Error('Value (hunter2hunter2) for parameter PreSharedKey is invalid'), {
			name: 'InvalidParameterValue',
			$fault: 'client',
			$metadata: {httpStatusCode: 400},
		});
		const {info} = toCloudError(error, {
			call: 'CreateVpnConnection',
			changes: true,
			aborted: false,
			secrets: [new Secret('hunter2hunter2')],
		});
		expect(info.message).not.toContain('hunter2');
		expect(info.field).toBe('tunnels[0].presharedKey');
	});

	it('waits out what AWS calls transient, and not a full quota', () => {
		const service = (name: string, message: string, httpStatusCode: number) =>
			toCloudError(Object.assign(new Error(message), {name, $fault: 'client', $metadata: {httpStatusCode}}), {
				call: 'CreateVpnConnection',
				changes: true,
				aborted: false,
			}).info;
		expect(service('RequestLimitExceeded', 'Slow down', 503)).toMatchObject({retryable: true, ambiguous: false});
		expect(
			service('VpnConnectionLimitExceeded', 'The maximum number of mutating objects has been reached', 400).retryable,
		).toBe(true);
		expect(service('VpnConnectionLimitExceeded', 'The maximum number has been reached', 400).retryable).toBe(false);
		expect(service('InternalError', 'An internal error', 500)).toMatchObject({retryable: false, ambiguous: true});
	});
});
