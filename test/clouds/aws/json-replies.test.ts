import {describe, expect, it} from 'vitest';
import {aws} from '../../../src/clouds/aws/module.ts';
import {endpointFor} from '../../../src/clouds/aws/wire/endpoint.ts';
import {believeJson} from '../../../src/clouds/aws/wire/read-json-reply.ts';
import {NotAReply} from '../../../src/clouds/net/call-end.ts';

/* What a user would lose: "no traffic" and "nothing in the log", said by a sign-in page or a cut reply in AWS's place. */

const metrics = 'GraniteServiceVersion20100801.GetMetricData';
const logs = 'Logs_20140328.FilterLogEvents';
const headers = {
	'x-amzn-requestid': 'b7f0a2d8-0000-4000-8000-000000000000',
	'content-type': 'application/x-amz-json-1.1',
};

const believe = (target: string, status: number, body: string, more: Record<string, string | undefined> = headers) =>
	believeJson(target, {status, headers: more, body: Buffer.from(body)});

describe('a reply of CloudWatch or its Logs', () => {
	it.each([
		[metrics, '{"MetricDataResults":[],"Messages":[]}'],
		[logs, '{"events":[],"searchedLogStreams":[],"nextToken":"x"}'],
	])('of %s is believed with its list and a request id', (target, body) => {
		expect(believe(target, 200, body)).toBeUndefined();
	});

	it.each([
		['a sign-in page', 200, '<html>Please log in</html>', headers],
		['nothing', 200, '', headers],
		['half of it', 200, '{"events":[{"message":', headers],
		['another call’s reply', 200, '{"MetricDataResults":[]}', headers],
		['a list of something', 200, '[]', headers],
		['one without a request id', 200, '{"events":[]}', {}],
		['an error under 200', 200, '{"__type":"AccessDeniedException"}', headers],
		['a gateway’s page', 502, '<html>Bad gateway</html>', headers],
		['a redirect', 302, '', {...headers, location: 'https://login.example/'}],
		['an error without a code', 400, '{"message":"no"}', headers],
	])('is not believed where it is %s', (_, status, body, more) => {
		expect(() => believe(logs, status, body, more)).toThrow(NotAReply);
	});

	it.each([
		['{"__type":"com.amazonaws.logs#ResourceNotFoundException","message":"x"}', 'ResourceNotFoundException'],
		['{"__type":"AccessDeniedException"}', 'AccessDeniedException'],
		['{"__type":"aws.protocoltests#FooError:http://internal.example/x"}', 'FooError'],
	])('that is an error in the API’s own form has its code: %s', (body, code) => {
		expect(believe(logs, 400, body)).toBe(code);
	});

	it('to a call that is not known here is left to the SDK', () => {
		expect(believe('SSO.GetRoleCredentials', 200, '<html>')).toBeUndefined();
	});
});

describe('each service', () => {
	it('has an endpoint of its own; in the sandbox it is where EC2 is', () => {
		const env = {
			AWS_ENDPOINT_URL_EC2: 'https://ec2.example',
			AWS_ENDPOINT_URL_CLOUDWATCH: 'https://cw.example',
			AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'https://logs.example',
		};
		expect(endpointFor('CLOUDWATCH', env, false)).toBe('https://cw.example');
		expect(endpointFor('CLOUDWATCH_LOGS', env, false)).toBe('https://logs.example');
		expect(endpointFor('CLOUDWATCH', {AWS_ENDPOINT_URL_EC2: 'https://ec2.example'}, false)).toBeUndefined();
		expect(endpointFor('CLOUDWATCH', {AWS_ENDPOINT_URL_EC2: 'https://ec2.example'}, true)).toBe('https://ec2.example');
		expect(() => endpointFor('CLOUDWATCH', {AWS_ENDPOINT_URL_CLOUDWATCH: 'http://cw.example'}, false)).toThrow(
			/AWS_ENDPOINT_URL_CLOUDWATCH.*not encrypted/,
		);
	});

	it('is asked for its permission under its own name', () => {
		expect(
			['GetMetricData', 'FilterLogEvents', 'GetCallerIdentity', 'AssumeRole', 'DescribeVpcs'].map(
				aws.permissions.actionOf,
			),
		).toEqual([
			'cloudwatch:GetMetricData',
			'logs:FilterLogEvents',
			'sts:GetCallerIdentity',
			'sts:AssumeRole',
			'ec2:DescribeVpcs',
		]);
	});
});
