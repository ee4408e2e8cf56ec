import {CloudWatchClient, GetMetricDataCommand} from '@aws-sdk/client-cloudwatch';
import {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import {decodeCbor, encodeCbor, NotCbor} from '../../src/sandbox/ec2/monitoring/cbor.ts';
import {type AwsSandbox, openAws, refusal} from './aws.ts';

/* What would be lost: a sandbox that a broken request stops, or metrics that say another thing than the tunnels' states. */

const region = 'eu-central-1';
const id = 'vpn-40f41529';
const minute = 60_000;
const step = 5 * minute;

let aws: AwsSandbox;
let cloudwatch: CloudWatchClient;
let logs: CloudWatchLogsClient;
/** A whole five minutes that is over: the clock is turned by hand. */
let begin: number;

beforeAll(async () => {
	aws = await openAws();
	const config = {endpoint: aws.sandbox.endpoints.ec2, region, credentials: awsAdministrator, maxAttempts: 1};
	cloudwatch = new CloudWatchClient(config);
	logs = new CloudWatchLogsClient(config);
	begin = Math.ceil(Date.now() / step) * step;
	aws.advance(begin - Date.now());
});

afterAll(async () => {
	cloudwatch.destroy();
	logs.destroy();
	await aws.close();
});

const asked = (metric: string, stat: string, more: object = {}) =>
	new GetMetricDataCommand({
		StartTime: new Date(begin),
		EndTime: new Date(begin + 10 * step),
		ScanBy: 'TimestampAscending',
		MetricDataQueries: [
			{
				Id: 'a',
				MetricStat: {
					Metric: {
						Namespace: 'AWS/VPN',
						MetricName: metric,
						Dimensions: [
							{Name: 'VpnId', Value: id},
							{Name: 'TunnelIpAddress', Value: '192.0.2.120'},
						],
					},
					Period: 300,
					Stat: stat,
				},
			},
		],
		...more,
	});

const values = async (metric: string, stat: string) =>
	(await cloudwatch.send(asked(metric, stat))).MetricDataResults?.[0]?.Values ?? [];

describe('the metrics of the sandbox', () => {
	it('follow a tunnel that falls and comes back, by the cloud’s clock', async () => {
		aws.advance(step);
		aws.sandbox.setTunnel(id, 0, 'DOWN');
		aws.advance(step);
		aws.sandbox.setTunnel(id, 0, 'UP');
		aws.advance(step);
		const [before, fallen, back] = await values('TunnelState', 'Average');
		expect([before, fallen, back].map(value => Math.round((value ?? -1) * 10) / 10)).toEqual([1, 0, 1]);
		const [bytesBefore, bytesFallen, bytesBack] = await values('TunnelDataIn', 'Sum');
		expect(bytesBefore).toBeGreaterThan(0);
		expect(bytesFallen).toBeLessThan(bytesBefore ?? 0);
		expect(bytesBack).toBeGreaterThan(bytesFallen ?? 0);
	});

	it('of what is not there are none, and of times to come neither', async () => {
		const future = {StartTime: new Date(begin + 100 * step), EndTime: new Date(begin + 110 * step)};
		const {MetricDataResults: [none] = []} = await cloudwatch.send(asked('TunnelState', 'Average', future));
		expect(none?.Values).toEqual([]);
		expect(await values('TunnelOfLove', 'Sum')).toEqual([]);
	});

	it.each([
		['a time that ends before it begins', {EndTime: new Date(0)}, 'Validation'],
		['no question', {MetricDataQueries: []}, 'Validation'],
		['a token that nobody gave', {NextToken: 'x'}, 'InvalidNextToken'],
	])('are refused for %s', async (_, more, code) => {
		const found = await refusal(cloudwatch.send(asked('TunnelState', 'Average', more)));
		expect(found.code).toContain(code);
	});
});

describe('a request to the monitoring services', () => {
	const send = async (headers: Record<string, string>, body: string | Buffer, path = '/') => {
		const response = await fetch(`${aws.sandbox.endpoints.ec2}${path}`, {
			method: 'POST',
			headers,
			body: typeof body === 'string' ? body : new Uint8Array(body),
		});
		return {status: response.status, text: await response.text()};
	};

	it('without a signature is told so, in either protocol', async () => {
		const json = await send({'x-amz-target': 'Logs_20140328.FilterLogEvents'}, '{}');
		const absent = 'com.amazonaws.logs#MissingAuthenticationTokenException';
		expect(json).toMatchObject({status: 400, text: expect.stringContaining(absent)});
		const path = '/service/GraniteServiceVersion20100801/operation/GetMetricData';
		const cbor = await send({'smithy-protocol': 'rpc-v2-cbor', authorization: 'AWS4-x'}, Buffer.from([0xa0]), path);
		expect(cbor.text).toContain('IncompleteSignature');
	});

	it('of a log group that nobody writes to is told so', async () => {
		const found = await refusal(logs.send(new FilterLogEventsCommand({logGroupName: 'none'})));
		expect(found.code).toBe('ResourceNotFoundException');
	});
});

describe('CBOR', () => {
	const item = fc.letrec(tie => ({
		any: fc.oneof(
			{maxDepth: 5},
			fc.boolean(),
			fc.string(),
			fc.double({noNaN: true, noDefaultInfinity: true}).map(value => (Object.is(value, -0) ? 0 : value)),
			fc.nat(),
			fc.array(tie('any'), {maxLength: 30}),
			fc.dictionary(
				fc.string().filter(name => name !== '__proto__'),
				tie('any'),
				{maxKeys: 30, noNullPrototype: true},
			),
		),
	})).any;

	it('comes back as it was written', () => {
		fc.assert(
			fc.property(item, value => {
				expect(decodeCbor(encodeCbor(value))).toEqual(value);
			}),
		);
	});

	it('of any bytes is read, or refused as none', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 200}), bytes => {
				try {
					decodeCbor(bytes);
				} catch (error) {
					expect(error).toBeInstanceOf(NotCbor);
				}
			}),
			{numRuns: 2000},
		);
	});

	it('as the aws CLI writes it: lists without a length, timestamps under their tag', () => {
		const bytes = Buffer.from('bf6161c1fb41dabc8f95000000616283010203616390ff'.replace('616390', '61639f01ff'), 'hex');
		expect(decodeCbor(bytes)).toEqual({a: 1794260564, b: [1, 2, 3], c: [1]});
	});
});
