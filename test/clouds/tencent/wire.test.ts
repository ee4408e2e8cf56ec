import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import type {ActionResult, CloudErrorInfo, Plan, RunContext} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {tencentDocument} from './documents.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const closers: (() => Promise<void>)[] = [];
const signal = new AbortController().signal;

afterEach(async () => {
	delete process.env.http_proxy;
	for (const close of closers.splice(0)) await close();
});

/** A server that answers anything with `answer`, and the cloud pointed at it. */
async function against(answer: Answer, env: Record<string, string> = {}) {
	const seen: {action: string; headers: IncomingMessage['headers']}[] = [];
	const server = createServer((request, response) => {
		seen.push({action: String(request.headers['x-tc-action']), headers: request.headers});
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	// A listening TCP server has an address object; only pipes have text.
	const {port} = server.address() as AddressInfo;
	const cloud = createTencentCloud({
		env: {
			TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
			TENCENTCLOUD_PROTOCOL: 'HTTP',
			TENCENTCLOUD_SECRET_ID: 'AKIDtest1234',
			TENCENTCLOUD_SECRET_KEY: 'key-in-clear',
			...env,
		},
		sandbox: true,
		timeoutMs: 400,
	});
	closers.push(async () => {
		cloud.close();
		server.closeAllConnections();
		await new Promise(done => server.close(done));
	});
	return {cloud, seen, port};
}

const json = (response: ServerResponse, value: unknown) => {
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(value));
};

async function failure(promise: Promise<unknown>): Promise<CloudErrorInfo> {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (error instanceof CloudError) return error.info;
	throw new Error(`expected a CloudError, got ${String(error)}`);
}

describe('the wire: whatever comes back, the user waits a bounded time and is told what happened', () => {
	it('names are cleaned of what would draw over the screen', async () => {
		const {cloud} = await against((_request, response) =>
			json(response, {
				Response: {
					RequestId: 'r',
					TotalCount: 1,
					CustomerGatewaySet: [
						{CustomerGatewayId: 'cgw-1', CustomerGatewayName: 'a\u001B[2Jb\u202Ec\n', IpAddress: '1.2.3.4', BgpAsn: 0},
					],
				},
			}),
		);
		expect(await cloud.siteGateways('ap-guangzhou', signal)).toEqual([
			{id: 'cgw-1', name: 'abc ', selectable: true, address: '1.2.3.4', state: 'available'},
		]);
	});

	it('all pages are read', async () => {
		const {cloud, seen} = await against((_request, response, body) => {
			const {Offset, Limit} = JSON.parse(body);
			const CustomerGatewaySet = Array.from({length: 250}, (_, index) => ({CustomerGatewayId: `cgw-${index}`})).slice(
				Offset,
				Offset + Limit,
			);
			json(response, {Response: {RequestId: 'r', TotalCount: 250, CustomerGatewaySet}});
		});
		expect(await cloud.siteGateways('ap-guangzhou', signal)).toHaveLength(250);
		expect(seen).toHaveLength(3);
	});

	it('an item that moved to the next page meanwhile counts once', async () => {
		const {cloud} = await against((_request, response, body) => {
			const from = Math.max(JSON.parse(body).Offset - 1, 0);
			const CustomerGatewaySet = Array.from({length: from === 0 ? 100 : 2}, (_, index) => ({
				CustomerGatewayId: `cgw-${from + index}`,
			}));
			json(response, {Response: {RequestId: 'r', TotalCount: from === 0 ? 101 : 102, CustomerGatewaySet}});
		});
		expect(await cloud.siteGateways('ap-guangzhou', signal)).toHaveLength(101);
	});

	it('a total that never comes true ends, and is no list', async () => {
		const {cloud} = await against((_request, response) =>
			json(response, {Response: {RequestId: 'r', TotalCount: 1e9, CustomerGatewaySet: []}}),
		);
		expect(await failure(cloud.siteGateways('ap-guangzhou', signal))).toMatchObject({
			kind: 'protocol',
			message: 'The list ends after 0 of 1000000000 entries',
		});
	});

	it('a reply without its list is not "nothing there", which would let things be made twice', async () => {
		const {cloud} = await against((_request, response) => json(response, {Response: {RequestId: 'r'}}));
		expect(await failure(cloud.siteGateways('ap-guangzhou', signal))).toMatchObject({kind: 'protocol'});
	});

	it.each([
		['an error page', (r: ServerResponse) => void r.writeHead(502, {'content-type': 'text/html'}).end('<h1>Bad</h1>')],
		['no JSON', (r: ServerResponse) => void r.end('hello')],
		['an empty body', (r: ServerResponse) => void r.end()],
		['JSON of another shape', (r: ServerResponse) => json(r, {hello: 1})],
		['null', (r: ServerResponse) => json(r, null)],
		['a body that stalls', (r: ServerResponse) => void r.writeHead(200, {'content-length': '100'}).write('{"Res')],
	])('%s', async (_name, answer) => {
		const {cloud} = await against((_request, response) => answer(response));
		const info = await failure(cloud.siteGateways('ap-guangzhou', signal));
		expect(['protocol', 'timeout', 'api']).toContain(info.kind);
		expect(info.message).not.toBe('');
	});

	it('a redirect to another host gets neither the request nor the keys', async () => {
		const stolen: string[] = [];
		const thief = await against((request, response) => {
			stolen.push(String(request.headers['x-tc-token']));
			json(response, {Response: {RequestId: 'r', TotalCount: 0, CustomerGatewaySet: []}});
		});
		const {cloud} = await against(
			(_request, response) => void response.writeHead(307, {location: `http://localhost:${thief.port}/`}).end(),
			{TENCENTCLOUD_TOKEN: 'token-in-clear'},
		);
		expect((await failure(cloud.siteGateways('ap-guangzhou', signal))).says).toContain('keys would go along');
		expect(stolen).toEqual([]);
	});

	it('calls to this machine go past a proxy of the environment', async () => {
		process.env.http_proxy = 'http://127.0.0.1:9';
		const {cloud} = await against((_request, response) =>
			json(response, {Response: {RequestId: 'r', TotalCount: 0, CustomerGatewaySet: []}}),
		);
		expect(await cloud.siteGateways('ap-guangzhou', signal)).toEqual([]);
	});

	it('a finance region is called under its own name, at this machine too', async () => {
		const {cloud, seen, port} = await against((_request, response) =>
			json(response, {Response: {RequestId: 'r', TotalCount: 0, CustomerGatewaySet: []}}),
		);
		await cloud.siteGateways('ap-shanghai-fsi', signal);
		expect(seen[0]?.headers.host).toBe(`vpc.ap-shanghai-fsi.localhost:${port}`);
		expect(seen[0]?.headers['x-tc-region']).toBe('ap-shanghai-fsi');
	});

	it('new credentials in their place are used after a refusal', async () => {
		const {cloud, seen} = await against((_request, response) =>
			json(response, {
				Response: {Error: {Code: 'AuthFailure.TokenFailure', Message: 'expired'}, RequestId: 'r'},
			}),
		);
		expect(await failure(cloud.identity(signal))).toMatchObject({kind: 'credentials', retryable: false});
		expect(seen).toHaveLength(1);
	});

	it('an account that may not list regions still gets the known ones', async () => {
		const {cloud} = await against((_request, response) =>
			json(response, {Response: {Error: {Code: 'UnauthorizedOperation', Message: 'no'}, RequestId: 'r'}}),
		);
		const regions = await cloud.regions(signal);
		expect(regions.find(({id}) => id === 'ap-guangzhou')).toMatchObject({selectable: true, note: expect.any(String)});
		expect(regions.find(({id}) => id === 'ap-shanghai-fsi')?.note).toContain('isolated');
	});
});

describe('creating: nothing is made twice and no key comes back in words', () => {
	const document = tencentDocument({site: {kind: 'existing', id: 'cgw-qa9sxpy7'}});
	const key = 'Secret.Key_0123456789';

	function planned(cloud: {plan(d: typeof document, f: object): Plan}): RunContext & {readonly plan: Plan} {
		return {
			plan: cloud.plan(document, {}),
			secrets: new Map([['presharedKey', new Secret(key)]]),
			results: new Map<string, ActionResult>(),
			signal,
			runId: 'run-1',
		};
	}

	const perform = (cloud: ReturnType<typeof createTencentCloud>) => {
		const context = planned(cloud);
		const action = context.plan.actions[0];
		if (!action) throw new Error('no action');
		return cloud.perform(action, context);
	};

	it('a refusal that quotes the key is told without it', async () => {
		const {cloud} = await against((_request, response) =>
			json(response, {
				Response: {
					Error: {Code: 'InvalidParameterValue.Malformed', Message: `bad value ${key} for PreShareKey`},
					RequestId: 'r',
				},
			}),
		);
		const info = await failure(perform(cloud));
		expect(info).toMatchObject({code: 'InvalidParameterValue.Malformed', requestId: 'r', ambiguous: false});
		expect(JSON.stringify(info)).not.toContain(key);
	});

	it('a request over the limit was not carried out, so it is sent again and the user is told', async () => {
		let calls = 0;
		const {cloud, seen} = await against((request, response) => {
			calls += 1;
			if (calls === 1)
				return json(response, {
					Response: {Error: {Code: 'RequestLimitExceeded', Message: 'slow down'}, RequestId: 'r'},
				});
			if (request.headers['x-tc-action'] === 'DescribeVpnConnections')
				return json(response, {Response: {RequestId: 'r', TotalCount: 0, VpnConnectionSet: []}});
			return json(response, {Response: {VpnConnection: {VpnConnectionId: 'vpnx-1'}, RequestId: 'r2'}});
		});
		const context = planned(cloud);
		const told: string[] = [];
		const [action] = context.plan.actions;
		if (!action) throw new Error('no action');
		const result = await cloud.perform(action, {...context, waiting: why => told.push(why)});
		expect(result).toMatchObject({id: 'vpnx-1', existed: false, requestId: 'r2'});
		expect(told.join()).toContain('fewer requests');
		expect(seen.filter(({action: name}) => name === 'CreateVpnConnection')).toHaveLength(2);
	});

	it.each([
		['a reset', (r: ServerResponse) => void r.socket?.destroy()],
		['silence', () => {}],
		['an error page', (r: ServerResponse) => void r.writeHead(502).end('x')],
		['garbage', (r: ServerResponse) => void r.end('}{')],
		[
			'an internal error',
			(r: ServerResponse) => json(r, {Response: {Error: {Code: 'InternalError', Message: 'x'}, RequestId: 'r'}}),
		],
	])('%s after a create leaves it in doubt, and it is sent once', async (_name, answer) => {
		const {cloud, seen} = await against((_request, response) => answer(response));
		expect(await failure(perform(cloud))).toMatchObject({ambiguous: true, retryable: false});
		expect(seen.map(({action}) => action)).toEqual(['CreateVpnConnection']);
	});

	it('a gateway that obeys another algorithm than asked for is told', async () => {
		const tunnel = {
			VpnConnectionId: 'vpnx-1',
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			State: 'PENDING',
			IPSECOptionsSpecification: {IntegrityAlgorith: 'SHA1', IPSECSaLifetimeSeconds: '3600'},
		};
		const {cloud} = await against((request, response) =>
			json(
				response,
				request.headers['x-tc-action'] === 'CreateVpnConnection'
					? {Response: {VpnConnection: {VpnConnectionId: ''}, RequestId: 'r'}}
					: {Response: {RequestId: 'r', TotalCount: 1, VpnConnectionSet: [tunnel]}},
			),
		);
		const result = await perform(cloud);
		expect(result.id).toBe('vpnx-1');
		expect(result.detail).toBe('vpnx-1, PENDING · differs: IPsec integrity is SHA1, asked was SHA-256');
	});
});
