import {connect} from 'node:net';
import fc from 'fast-check';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {rawCall as awsCall} from '../../sandbox/aws.ts';
import {rawCall as tencentCall} from '../../sandbox/tencent-raw.ts';
import {hostileText} from '../hostile-text.ts';
import {anyBytes, changedJson, jsonChanges} from '../mutations.ts';
import {target} from '../target.ts';

const awsRequests: readonly Readonly<Record<string, string>>[] = [
	{Action: 'DescribeVpnConnections', 'Filter.1.Name': 'state', 'Filter.1.Value.1': 'available', MaxResults: '5'},
	{
		Action: 'CreateCustomerGateway',
		Type: 'ipsec.1',
		IpAddress: '203.0.113.9',
		BgpAsn: '65010',
		'TagSpecification.1.ResourceType': 'customer-gateway',
		'TagSpecification.1.Tag.1.Key': 'Name',
		'TagSpecification.1.Tag.1.Value': 'x',
	},
	{
		Action: 'CreateVpnConnection',
		Type: 'ipsec.1',
		CustomerGatewayId: 'cgw-0e11f167',
		VpnGatewayId: 'vgw-9a4cacf3',
		'Options.TunnelOptions.1.TunnelInsideCidr': '169.254.60.0/30',
		'Options.TunnelOptions.1.Phase1DHGroupNumber.1.Value': '14',
		'Options.StaticRoutesOnly': 'true',
		DryRun: 'true',
	},
	{Action: 'CreateVpnConnectionRoute', VpnConnectionId: 'vpn-40f41529', DestinationCidrBlock: '10.0.0.0/8'},
	{Action: 'CreateTags', 'ResourceId.1': 'vpn-40f41529', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b'},
	{
		Action: 'GetVpnConnectionDeviceSampleConfiguration',
		VpnConnectionId: 'vpn-40f41529',
		VpnConnectionDeviceTypeId: '9005b6c1',
	},
];
const tencentRequests: readonly (readonly [action: string, body: object])[] = [
	['DescribeVpnConnections', {Filters: [{Name: 'vpn-connection-id', Values: ['vpnx-df9oztok']}], Offset: 0, Limit: 10}],
	[
		'CreateCustomerGateway',
		{CustomerGatewayName: 'x', IpAddress: '203.0.113.9', BgpAsn: 65_010, Tags: [{Key: 'a', Value: 'b'}]},
	],
	[
		'CreateVpnConnection',
		{
			VpcId: 'vpc-gapcv96p',
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			VpnConnectionName: 'x',
			PreShareKey: 'Only.for_this.test',
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['172.20.1.0/24']}],
			IKEOptionsSpecification: {LocalIdentity: 'ADDRESS'},
		},
	],
	[
		'DownloadCustomerGatewayConfiguration',
		{
			VpnGatewayId: 'vpngw-1w9tue3d',
			VpnConnectionId: 'vpnx-df9oztok',
			CustomerGatewayVendor: {Platform: 'comware', SoftwareVersion: 'V1.0', VendorName: 'h3c'},
			InterfaceName: 'eth0',
		},
	],
];

const awsParameters = fc
	.tuple(fc.constantFrom(...awsRequests), fc.array(fc.tuple(fc.nat(20), hostileText, fc.boolean()), {maxLength: 3}))
	.map(([request, changes]) => {
		const members = Object.entries(request);
		for (const [at, text, isName] of changes) {
			const place = at % members.length;
			const [name = '', value = ''] = members[place] ?? [];
			// half a surrogate pair has no place in a URL
			const whole = Buffer.from(text).toString();
			members[place] = isName ? [whole || 'x', value] : [name, whole];
		}

		return Object.fromEntries(members);
	});

const raw = fc.oneof(
	anyBytes.map(bytes => Buffer.from(bytes)),
	hostileText.map(text =>
		Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`),
	),
	hostileText.map(text => Buffer.from(`GET /?${text} HTTP/1.1\r\n${text}: ${text}\r\n\r\n`)),
	fc
		.constantFrom(
			'POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n',
			'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
		)
		.map(text => Buffer.from(text)),
);

/** Whatever a client sends, the sandbox answers as the cloud would, and goes on. */
export async function sandboxTarget() {
	const sandbox = await startSandbox({port: 0, speed: 1000});
	return target({
		name: 'sandbox',
		what: 'requests to the embedded clouds: signed ones with strange values, and bytes that are no request',
		input: fc.oneof(
			{weight: 4, arbitrary: fc.record({aws: awsParameters, form: fc.boolean()})},
			{weight: 4, arbitrary: fc.record({tencent: fc.constantFrom(...tencentRequests), changes: jsonChanges})},
			{weight: 2, arbitrary: fc.record({raw})},
		),
		async check(input) {
			if ('aws' in input) {
				const {status, body} = await awsCall(sandbox.port, input.aws, {form: input.form});
				if (status >= 500) throw new Error(`${status}: ${body}`);
			} else if ('tencent' in input) {
				const [action, good] = input.tencent;
				const body = JSON.stringify(changedJson(good, input.changes)) ?? 'null';
				// the server takes a megabyte
				if (body.length > 900_000) return;
				const {status, response} = await tencentCall(sandbox.port, {action, body});
				if (status !== 200 || response.Error?.Code === 'InternalError')
					throw new Error(`${status}: ${JSON.stringify(response)}`);
			} else await sendRaw(sandbox.port, input.raw);
		},
		close: () => sandbox.close(),
	});
}

/** Sends bytes and ends; then the server must still answer. */
async function sendRaw(port: number, bytes: Buffer): Promise<void> {
	const socket = connect(port, '127.0.0.1');
	let text = '';
	await new Promise<void>(resolve => {
		socket.on('data', chunk => {
			text += String(chunk);
		});
		socket.on('error', () => resolve());
		socket.on('close', () => resolve());
		socket.end(bytes);
	});
	if (text.includes('itself failed')) throw new Error(text);
	const {status} = await fetch(`http://127.0.0.1:${port}/`);
	if (status !== 404 && status !== 400) throw new Error(`the sandbox answers ${status} afterwards`);
}
