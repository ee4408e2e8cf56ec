import {Agent} from 'node:http';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type RawCall, rawCall} from './tencent-raw.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent();
});
afterAll(() => server.close());

describe('what the API gateway refuses before an action runs', () => {
	it.each<[string, string, RawCall, string]>([
		['an unknown action', 'InvalidAction', {action: 'DescribeTeapots'}, 'DescribeTeapots'],
		['an unknown version', 'NoSuchVersion', {version: '2030-01-01'}, '2030-01-01'],
		['no action', 'MissingParameter', {without: ['x-tc-action']}, '`Action`'],
		['no version', 'MissingParameter', {without: ['x-tc-version']}, '`Version`'],
		['no region', 'MissingParameter', {without: ['x-tc-region']}, '`Region`'],
		['a region that is none', 'UnsupportedRegion', {region: 'mars-north'}, 'mars-north'],
		['a field no one knows', 'UnknownParameter', {body: '{"Offsett":1}'}, '`Offsett`'],
		[
			'a field no one knows, deep inside',
			'UnknownParameter',
			{body: '{"Filters":[{"Name":"type","Values":["CCN"],"Op":"eq"}]}'},
			'`Filters.0.Op`',
		],
		['a text where a number is due', 'InvalidParameter', {body: '{"Limit":"5"}'}, '`Limit`'],
		['a number where a text is due', 'InvalidParameter', {action: 'DescribeVpcs', body: '{"Limit":5}'}, '`Limit`'],
		['a text where a list is due', 'InvalidParameter', {body: '{"VpnGatewayIds":"vpngw-1w9tue3d"}'}, '`VpnGatewayIds`'],
		[
			'the first field that is missing',
			'MissingParameter',
			{action: 'CreateVpnConnection', body: '{"VpnGatewayId":"vpngw-1w9tue3d"}'},
			'`CustomerGatewayId`',
		],
		['a body that is no JSON', 'InvalidParameter', {body: '{'}, 'JSON'],
	])('%s', async (_what, code, call, text) => {
		const {status, response} = await rawCall(server.port, call);
		expect(status).toBe(200);
		expect(response.Error?.Code).toBe(code);
		expect(response.Error?.Message).toContain(text);
		expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('answers in Chinese when asked to', async () => {
		const {response} = await rawCall(server.port, {
			body: '{"VpnGatewayIds":["vpngw-unknown1"]}',
			headers: {'x-tc-language': 'zh-CN'},
		});
		expect(response.Error?.Message).toContain('VPN实例不存在');
	});
});

describe('regions', () => {
	it('lists the public ones and no finance region', async () => {
		const {RegionSet = [], TotalCount} = await server.region().DescribeRegions({Product: 'vpc'});
		const ids = RegionSet.map(region => region.Region);
		expect(ids).toContain('ap-guangzhou');
		expect(ids).toContain('ap-singapore');
		expect(ids.filter(id => id.endsWith('-fsi'))).toEqual([]);
		expect(TotalCount).toBe(ids.length);
	});

	it('keeps what each region holds apart', async () => {
		const singapore = server.vpc(undefined, 'ap-singapore');
		await expect(singapore.DescribeVpnGateways({VpnGatewayIds: ['vpngw-1w9tue3d']})).rejects.toMatchObject({
			code: 'InvalidVpnGatewayId.NotFound',
		});
		const empty = await server.vpc(undefined, 'eu-frankfurt').DescribeVpnGateways({});
		expect(empty).toMatchObject({TotalCount: 0, VpnGatewaySet: []});
	});
});

describe('the finance region', () => {
	const host = 'vpc.ap-shanghai-fsi.localhost';
	const raw = (call: RawCall) => rawCall(server.port, {...call, host: `${call.host ?? host}:${server.port}`});

	it('answers on its own domain with an inventory of its own', async () => {
		const {response} = await raw({region: 'ap-shanghai-fsi'});
		expect(response).toMatchObject({TotalCount: 1, VpnGatewaySet: [{VpnGatewayId: 'vpngw-fsimain1'}]});
	});

	it('is refused on any other domain, and the refusal names the one to use', async () => {
		const {response} = await rawCall(server.port, {region: 'ap-shanghai-fsi'});
		expect(response.Error?.Code).toBe('UnsupportedRegion');
		expect(response.Error?.Message).toContain('vpc.ap-shanghai-fsi.tencentcloudapi.com');
	});

	it('does not let its domain reach another region', async () => {
		const {response} = await raw({region: 'ap-guangzhou'});
		expect(response.Error?.Code).toBe('UnsupportedRegion');
		expect(response.Error?.Message).toContain('vpc.tencentcloudapi.com');
	});

	it.each([host, 'sts.ap-shanghai-fsi.localhost'])('tells whose account it is on %s', async name => {
		const {response} = await raw({
			host: name,
			action: 'GetCallerIdentity',
			version: '2018-08-13',
			region: 'ap-shanghai-fsi',
		});
		expect(response.AccountId).toBe('100000000001');
	});

	it('is reached by the SDK under a name that ends in localhost', async () => {
		// Not every resolver knows that names under localhost are this machine (RFC 6761, section 6.3).
		const agent = new Agent({
			lookup: (_name, options, done) => {
				if (options.all) done(null, [{address: '127.0.0.1', family: 4}]);
				else done(null, '127.0.0.1', 4);
			},
		});
		const client = server.vpc(undefined, 'ap-shanghai-fsi', host, agent);
		const {VpnConnectionSet} = await client.DescribeVpnConnections({});
		expect(VpnConnectionSet?.map(connection => connection.VpnConnectionId)).toEqual(['vpnx-fsidesk1']);
		agent.destroy();
	});

	it('is the only region its region service knows', async () => {
		const {response} = await raw({
			action: 'DescribeRegions',
			version: '2022-06-27',
			without: ['x-tc-region'],
			body: '{"Product":"vpc"}',
		});
		expect(response).toMatchObject({TotalCount: 1, RegionSet: [{Region: 'ap-shanghai-fsi'}]});
	});
});

describe('faults the cloud answers', () => {
	const request = {
		method: 'POST',
		path: '/',
		query: '',
		headers: {'x-tc-action': 'DescribeVpcs', 'x-tc-region': 'ap-guangzhou'},
		body: '{}',
	};

	it('throttles and refuses a permission with an API error, and fails with a page that is no JSON', () => {
		const throttled = server.service.answerFault('throttle', request);
		expect(JSON.parse(throttled.response.body).Response.Error.Code).toBe('RequestLimitExceeded');
		expect(throttled).toMatchObject({
			response: {status: 200},
			record: {code: 'RequestLimitExceeded', action: 'DescribeVpcs'},
		});
		const denied = server.service.answerFault('denied', request);
		expect(JSON.parse(denied.response.body).Response.Error).toMatchObject({
			Code: 'UnauthorizedOperation',
			Message: expect.stringContaining('vpc:DescribeVpcs'),
		});
		const failed = server.service.answerFault('error5xx', request);
		expect(failed.response.status).toBe(502);
		expect(failed.response.body).toContain('<html>');
	});
});
