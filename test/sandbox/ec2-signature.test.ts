import {DescribeRegionsCommand, DescribeVpcsCommand} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeAll(async () => {
	aws = await openAws();
});
afterAll(() => aws.close());

const regions = {Action: 'DescribeRegions'};
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

describe('a signature is verified, so a client with wrong credentials learns it here and not at AWS', () => {
	it('takes a signed form and a signed query string', async () => {
		expect((await rawCall(aws.sandbox.port, regions)).status).toBe(200);
		expect((await rawCall(aws.sandbox.port, regions, {form: false})).status).toBe(200);
	});

	it('takes a session token beside the keys', async () => {
		const ec2 = aws.client({credentials: {...awsAdministrator, sessionToken: 'any/token+of=STS'}});
		expect((await ec2.send(new DescribeRegionsCommand({}))).Regions?.length).toBeGreaterThan(10);
	});

	it('takes whatever characters a parameter holds', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'grapheme', minLength: 1, maxLength: 40}), async value => {
				const call = new DescribeVpcsCommand({Filters: [{Name: 'tag:Name', Values: [value]}]});
				expect((await aws.ec2.send(call)).$metadata.httpStatusCode).toBe(200);
			}),
			{numRuns: 40},
		);
	});

	it.each([
		['an unknown key', {...awsAdministrator, accessKeyId: 'AKIAIOSFODNN7EXAMPLE'}],
		['a wrong secret', {...awsAdministrator, secretAccessKey: 'wrong'}],
	])('refuses %s as EC2 does', async (_what, credentials) => {
		const {code, status} = await refusal(aws.client({credentials}).send(new DescribeRegionsCommand({})));
		expect([code, status]).toEqual(['AuthFailure', 401]);
	});

	it.each([
		['a form', true],
		['a query string', false],
	])('refuses %s that was changed after signing', async (_what, form) => {
		expect(await rawCall(aws.sandbox.port, regions, {form, tamper: true})).toMatchObject({
			status: 401,
			code: 'AuthFailure',
		});
	});

	it('refuses a request that is signed for another service', async () => {
		expect(await rawCall(aws.sandbox.port, regions, {service: 's3'})).toMatchObject({status: 401, code: 'AuthFailure'});
	});

	it.each([
		['six minutes slow', -6, 'RequestExpired'],
		['six minutes fast', 6, 'RequestExpired'],
		['four minutes slow', -4, ''],
		['four minutes fast', 4, ''],
	])('a clock that is %s', async (_what, offset, code) => {
		expect((await rawCall(aws.sandbox.port, regions, {signingDate: minutes(offset)})).code).toBe(code);
	});

	it('refuses a signed query string when its time is over', async () => {
		expect((await rawCall(aws.sandbox.port, regions, {form: false, signingDate: minutes(-2)})).code).toBe(
			'RequestExpired',
		);
	});

	it('tells a client without credentials', async () => {
		const response = await fetch(aws.sandbox.endpoints.ec2, {
			method: 'POST',
			body: new URLSearchParams({...regions, Version: '2016-11-15'}),
		});
		expect(response.status).toBe(400);
		expect(await response.text()).toContain('The request must contain the parameter AWSAccessKeyId');
	});

	it.each(['AWS4-HMAC-SHA256 garbage', 'Basic dXNlcjpwYXNz'])('refuses the authorization "%s"', async authorization => {
		const response = await fetch(aws.sandbox.endpoints.ec2, {
			method: 'POST',
			headers: {authorization},
			body: new URLSearchParams(regions),
		});
		expect(await response.text()).toContain('<Code>IncompleteSignature</Code>');
	});

	it('answers a region that is not enabled, or is none, like EC2: the credentials are not valid there', async () => {
		for (const region of ['me-south-1', 'mars-north-1'])
			expect(await refusal(aws.client({region}).send(new DescribeRegionsCommand({})))).toMatchObject({
				code: 'AuthFailure',
			});
	});
});

describe('GetCallerIdentity on the same port', () => {
	const identity = {Action: 'GetCallerIdentity', Version: '2011-06-15'};

	it('says whose account it is', async () => {
		const {status, body} = await rawCall(aws.sandbox.port, identity, {service: 'sts'});
		expect(status).toBe(200);
		expect(body).toContain('<Account>111122223333</Account>');
	});

	it("refuses in STS's words", async () => {
		expect(await rawCall(aws.sandbox.port, identity, {service: 'ec2'})).toMatchObject({
			status: 403,
			code: 'SignatureDoesNotMatch',
		});
		expect(await rawCall(aws.sandbox.port, {...identity, Action: 'AssumeRole'}, {service: 'sts'})).toMatchObject({
			status: 400,
			code: 'InvalidAction',
		});
	});
});
