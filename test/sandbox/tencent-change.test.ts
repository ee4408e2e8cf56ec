import {createHash, createHmac} from 'node:crypto';
import {Agent} from 'node:http';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {tencentSecretId, tencentSecretKey} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

/* What a user would lose: a change that was tried on the sandbox, and does something else in the cloud. */

let server: TencentServer;
beforeEach(async () => {
	server = await startTencent({tencentCreateReply: 'id'});
});
afterEach(() => server.close());

describe('a customer gateway', () => {
	it('takes another name and ASN, and keeps its address; its ASN is stuck while a BGP tunnel uses it', async () => {
		const client = server.vpc();
		const change = {CustomerGatewayId: 'cgw-qa9sxpy7', CustomerGatewayName: 'renamed', BgpAsn: 65_123};
		await client.ModifyCustomerGatewayAttribute(change);
		const read = async (id: string) =>
			(await client.DescribeCustomerGateways({CustomerGatewayIds: [id]})).CustomerGatewaySet?.[0];
		expect(await read('cgw-qa9sxpy7')).toMatchObject({CustomerGatewayName: 'renamed', BgpAsn: 65_123});
		const {VpnConnectionSet = []} = await client.DescribeVpnConnections({});
		const speaker = VpnConnectionSet.find(({RouteType}) => RouteType === 'Bgp')?.CustomerGatewayId ?? '';
		await expect(
			client.ModifyCustomerGatewayAttribute({...change, CustomerGatewayId: speaker, BgpAsn: 65_124}),
		).rejects.toMatchObject({code: 'UnsupportedOperation.VpnUnsupportedModifyBgpAsn'});
	});
});

describe('routes', () => {
	it('of a gateway are switched off and on and described; where they lead stays', async () => {
		const client = server.vpc();
		const VpnGatewayId = 'vpngw-6x0wxvtp';
		const {Routes: [before] = []} = await client.DescribeVpnGatewayRoutes({VpnGatewayId});
		const RouteId = before?.RouteId ?? '';
		await client.ModifyVpnGatewayRoutes({VpnGatewayId, Routes: [{RouteId, Status: 'DISABLE', Description: 'drained'}]});
		const {Routes = []} = await client.DescribeVpnGatewayRoutes({VpnGatewayId});
		expect(Routes.find(route => route.RouteId === RouteId)).toMatchObject({
			Status: 'DISABLE',
			Description: 'drained',
			DestinationCidrBlock: before?.DestinationCidrBlock,
		});
		await expect(
			client.ModifyVpnGatewayRoutes({VpnGatewayId, Routes: [{RouteId: 'vpnr-nosuch01', Status: 'ENABLE'}]}),
		).rejects.toMatchObject({code: 'ResourceNotFound'});
	});

	it('that a gateway learned from its CCN are switched off and on', async () => {
		const client = server.vpc();
		const VpnGatewayId = 'vpngw-ccngz001';
		const status = async () => (await client.DescribeVpnGatewayCcnRoutes({VpnGatewayId})).RouteSet?.[0];
		const RouteId = (await status())?.RouteId ?? '';
		for (const Status of ['DISABLE', 'ENABLE']) {
			await client.ModifyVpnGatewayCcnRoutes({VpnGatewayId, Routes: [{RouteId, Status}]});
			expect(await status()).toMatchObject({RouteId, Status});
		}
	});
});

it('two BGP tunnels of a gateway may lead to one ASN: the two tunnels to one site do', async () => {
	const client = server.vpc();
	const {VpnConnectionSet = []} = await client.DescribeVpnConnections({});
	const standing = VpnConnectionSet.find(({RouteType}) => RouteType === 'Bgp');
	const {CustomerGateway: twin} = await client.CreateCustomerGateway({
		CustomerGatewayName: 'twin',
		IpAddress: '203.0.113.201',
		BgpAsn: Number(standing?.BgpConfig?.RemoteBgpAsn),
	});
	const {VpnConnection: second} = await client.CreateVpnConnection({
		VpcId: standing?.VpcId ?? '',
		VpnGatewayId: standing?.VpnGatewayId ?? '',
		CustomerGatewayId: twin?.CustomerGatewayId ?? '',
		VpnConnectionName: 'twin',
		PreShareKey: 'key',
		RouteType: 'Bgp',
		BgpConfig: {TunnelCidr: '169.254.201.0/30', LocalBgpIp: '169.254.201.1', RemoteBgpIp: '169.254.201.2'},
	});
	expect(second?.CustomerGatewayId).toBe(twin?.CustomerGatewayId);
});

it('the health check is told apart from the connection: a connected device that does not answer it', async () => {
	// not every machine resolves names under .localhost
	const agent = new Agent({lookup: (_name, _options, done) => done(null, [{address: '127.0.0.1', family: 4}])});
	const {VpnConnectionSet: [tunnel] = []} = await server
		.vpc(undefined, 'ap-shanghai-fsi', 'vpc.ap-shanghai-fsi.localhost', agent)
		.DescribeVpnConnections({VpnConnectionIds: ['vpnx-fsidesk1']});
	expect(tunnel).toMatchObject({NetStatus: 'AVAILABLE', HealthCheckStatus: 'UNAVAILABLE'});
});

it('throttling is told in the words of the API', () => {
	const request = {method: 'POST', path: '/', query: '', headers: {'x-tc-action': 'DescribeVpcs'}, body: '{}'};
	const {Response} = JSON.parse(server.service.answerFault('throttle', request).response.body);
	expect(Response.Error).toMatchObject({
		Code: 'RequestLimitExceeded',
		Message: expect.stringMatching(
			/^Your current request times equals to `\d+` in a second, which exceeds the frequency limit `20`/,
		),
	});
});

it('GET with its parameters in the query is answered like POST, numbers as numbers', async () => {
	const query = 'Filters.0.Name=vpn-gateway-id&Filters.0.Values.0=vpngw-6x0wxvtp&Limit=1&Offset=0';
	const answer = await get(server, 'DescribeVpnGateways', query);
	expect(answer.Response.VpnGatewaySet).toHaveLength(1);
	expect(answer.Response.VpnGatewaySet[0].VpnGatewayId).toBe('vpngw-6x0wxvtp');
	expect((await get(server, 'DescribeVpnGateways', 'Limit=many')).Response.Error.Code).toBe('InvalidParameter');
});

/** Signs as "Signature v3" says for GET. */
async function get({port}: TencentServer, action: string, query: string) {
	const host = `127.0.0.1:${port}`;
	const timestamp = String(Math.floor(Date.now() / 1000));
	const date = new Date().toISOString().slice(0, 10);
	const type = 'application/x-www-form-urlencoded';
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
	const canonical = ['GET', '/', query, `content-type:${type}\nhost:${host}\n`, 'content-type;host', sha256('')].join(
		'\n',
	);
	const scope = `${date}/vpc/tc3_request`;
	const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
	const signature = hmac(hmac(hmac(hmac(`TC3${tencentSecretKey}`, date), 'vpc'), 'tc3_request'), toSign).toString(
		'hex',
	);
	const response = await fetch(`http://${host}/?${query}`, {
		headers: {
			'content-type': type,
			'x-tc-action': action,
			'x-tc-version': '2017-03-12',
			'x-tc-region': 'ap-guangzhou',
			'x-tc-timestamp': timestamp,
			authorization: `TC3-HMAC-SHA256 Credential=${tencentSecretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
		},
	});
	return response.json();
}
