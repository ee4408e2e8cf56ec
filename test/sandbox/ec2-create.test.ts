import {
	CreateCustomerGatewayCommand,
	type CreateCustomerGatewayCommandInput,
	CreateVpnConnectionCommand,
	type CreateVpnConnectionCommandInput,
	DescribeCustomerGatewaysCommand,
	DescribeTransitGatewayAttachmentsCommand,
	DescribeVpnConcentratorsCommand,
	DescribeVpnConnectionsCommand,
	type VpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

const onVgw = {Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', VpnGatewayId: 'vgw-9a4cacf3'};
const onTgw = {Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', TransitGatewayId: 'tgw-0c2d11f0'};

async function create(input: Partial<CreateVpnConnectionCommandInput>, client = aws.ec2) {
	const {VpnConnection: made} = await client.send(new CreateVpnConnectionCommand({...onVgw, ...input}));
	if (!made?.VpnConnectionId) throw new Error('no connection in the reply');
	return {...made, VpnConnectionId: made.VpnConnectionId};
}

async function read(id: string, client = aws.ec2) {
	const {VpnConnections: [found] = []} = await client.send(new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}));
	if (!found) throw new Error('not found');
	return found;
}

const tunnel = (octet: number): VpnTunnelOptionsSpecification => ({
	TunnelInsideCidr: `169.254.${octet}.0/30`,
	PreSharedKey: `key.of_tunnel.${octet}`,
	Phase1LifetimeSeconds: 14_400,
	Phase2LifetimeSeconds: 1800,
	RekeyMarginTimeSeconds: 300,
	RekeyFuzzPercentage: 50,
	ReplayWindowSize: 512,
	DPDTimeoutSeconds: 45,
	DPDTimeoutAction: 'restart',
	Phase1EncryptionAlgorithms: [{Value: 'AES256'}, {Value: 'AES256-GCM-16'}],
	Phase2EncryptionAlgorithms: [{Value: 'AES256'}],
	Phase1IntegrityAlgorithms: [{Value: 'SHA2-384'}],
	Phase2IntegrityAlgorithms: [{Value: 'SHA2-256'}],
	Phase1DHGroupNumbers: [{Value: 20}, {Value: 14}],
	Phase2DHGroupNumbers: [{Value: 21}],
	IKEVersions: [{Value: 'ikev2'}],
	StartupAction: 'start',
	LogOptions: {
		CloudWatchLogOptions: {
			LogEnabled: true,
			LogGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:/vpn/edge:*',
			LogOutputFormat: 'text',
			BgpLogEnabled: true,
			BgpLogGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:/vpn/bgp',
			BgpLogOutputFormat: 'json',
		},
	},
	EnableTunnelLifecycleControl: true,
});

describe('what a connection is made with is what it is read back with', () => {
	it('every tunnel option, for both tunnels', async () => {
		const {VpnConnectionId: id} = await create({Options: {TunnelOptions: [tunnel(100), tunnel(101)]}});
		aws.advance(5000);
		const {Options: options} = await read(id);
		expect(options?.TunnelOptions).toHaveLength(2);
		for (const octet of [100, 101]) {
			const {IKEVersions: IkeVersions, DPDTimeoutSeconds, DPDTimeoutAction, ...rest} = tunnel(octet);
			const back = options?.TunnelOptions?.find(({TunnelInsideCidr}) => TunnelInsideCidr === rest.TunnelInsideCidr);
			expect(back).toEqual({
				...rest,
				IkeVersions,
				DpdTimeoutSeconds: DPDTimeoutSeconds,
				DpdTimeoutAction: DPDTimeoutAction,
				OutsideIpAddress: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
			});
		}
	});

	it('every option of the connection, its tags and its key storage', async () => {
		const {TransitGatewayAttachments: [dx] = []} = await aws.ec2.send(
			new DescribeTransitGatewayAttachmentsCommand({
				Filters: [{Name: 'resource-type', Values: ['direct-connect-gateway']}],
			}),
		);
		const {CustomerGateway: inner} = await aws.ec2.send(
			new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '10.9.8.7', BgpAsn: 65_088}),
		);
		const Options = {
			StaticRoutesOnly: true,
			EnableAcceleration: false,
			TunnelInsideIpVersion: 'ipv4',
			LocalIpv4NetworkCidr: '192.168.0.0/16',
			RemoteIpv4NetworkCidr: '10.0.0.0/8',
			OutsideIpAddressType: 'PrivateIpv4',
			TransportTransitGatewayAttachmentId: dx?.TransitGatewayAttachmentId,
			TunnelBandwidth: 'large',
		} as const;
		const Tags = [
			{Key: 'Name', Value: 'köln <&> "7"'},
			{Key: 'Empty', Value: ''},
		];
		const {VpnConnectionId: id} = await create({
			...onTgw,
			VpnGatewayId: undefined,
			CustomerGatewayId: inner?.CustomerGatewayId,
			PreSharedKeyStorage: 'SecretsManager',
			TagSpecifications: [{ResourceType: 'vpn-connection', Tags}],
			Options,
		});
		aws.advance(5000);
		const back = await read(id);
		expect(back.Options).toMatchObject(Options);
		expect(back).toMatchObject({Tags, TransitGatewayId: 'tgw-0c2d11f0', GatewayAssociationState: 'associated'});
		expect(back.PreSharedKeyArn).toMatch(/^arn:aws:secretsmanager:/);
		expect(back.Options?.TunnelOptions?.map(({PreSharedKey}) => PreSharedKey)).toEqual([undefined, undefined]);
		expect(back.CustomerGatewayConfiguration).toContain('<vpn_gateway_id></vpn_gateway_id>');
	});

	it('IPv6 inside, which the configuration names beside the IPv4 addresses', async () => {
		const {VpnConnectionId: id} = await create({
			...onTgw,
			VpnGatewayId: undefined,
			Options: {
				TunnelInsideIpVersion: 'ipv6',
				LocalIpv6NetworkCidr: 'fd10::/16',
				TunnelOptions: [{TunnelInsideIpv6Cidr: 'fd00:1:2:3::/126'}, {}],
			},
		});
		aws.advance(5000);
		const {Options: options, CustomerGatewayConfiguration: xml} = await read(id);
		expect(options?.TunnelOptions?.map(({TunnelInsideIpv6Cidr: cidr}) => cidr)).toContain('fd00:1:2:3::/126');
		expect(options?.LocalIpv6NetworkCidr).toBe('fd10::/16');
		expect(xml).toContain('<ip_address>fd00:1:2:3::2</ip_address>');
	});

	it('a connection without a gateway yet, and one on a concentrator', async () => {
		expect(await create({VpnGatewayId: undefined})).toMatchObject({GatewayAssociationState: 'not-associated'});
		const virginia = aws.client({region: 'us-east-1'});
		const {VpnConcentrators: [concentrator] = []} = await virginia.send(new DescribeVpnConcentratorsCommand({}));
		const {CustomerGateway: site} = await virginia.send(
			new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '203.0.113.199', BgpAsn: 65_199}),
		);
		const made = await create(
			{
				VpnGatewayId: undefined,
				CustomerGatewayId: site?.CustomerGatewayId,
				VpnConcentratorId: concentrator?.VpnConcentratorId,
			},
			virginia,
		);
		expect(made.VpnConcentratorId).toBe(concentrator?.VpnConcentratorId);
		const ipv6 = await create(
			{
				VpnGatewayId: undefined,
				CustomerGatewayId: site?.CustomerGatewayId,
				VpnConcentratorId: concentrator?.VpnConcentratorId,
				Options: {TunnelInsideIpVersion: 'ipv6', EnableAcceleration: true},
			},
			virginia,
		);
		expect(ipv6.Options).toMatchObject({TunnelInsideIpVersion: 'ipv6', EnableAcceleration: true});
	});

	it('one inside range for both tunnels, on a transit gateway', async () => {
		const inside = {TunnelInsideCidr: '169.254.9.0/30'};
		const made = await create({
			VpnGatewayId: undefined,
			TransitGatewayId: 'tgw-0c2d11f0',
			Options: {TunnelOptions: [inside, inside]},
		});
		expect(made.Options?.TunnelOptions?.map(({TunnelInsideCidr}) => TunnelInsideCidr)).toEqual([
			'169.254.9.0/30',
			'169.254.9.0/30',
		]);
	});
});

describe('the same request again makes nothing new', () => {
	it('returns the connection that is there, and another one for other options', async () => {
		const first = await create({});
		const again = await create({TagSpecifications: [{ResourceType: 'vpn-connection', Tags: [{Key: 'a', Value: 'b'}]}]});
		const other = await create({Options: {StaticRoutesOnly: true}});
		expect(again.VpnConnectionId).toBe(first.VpnConnectionId);
		expect(other.VpnConnectionId).not.toBe(first.VpnConnectionId);
	});

	it('also when it names inside ranges, which then are taken for all others', async () => {
		const Options = {TunnelOptions: [tunnel(100), tunnel(101)]};
		const first = await create({Options});
		expect((await create({Options})).VpnConnectionId).toBe(first.VpnConnectionId);
		const clash = create({Options: {TunnelOptions: [{TunnelInsideCidr: '169.254.100.0/30'}]}});
		expect(await refusal(clash)).toMatchObject({code: 'InvalidParameterValue'});
	});

	it('returns the customer gateway that is there, unless the device name tells them apart', async () => {
		const site = {Type: 'ipsec.1', IpAddress: '203.0.113.10', BgpAsn: 65_010} as const;
		const same = await aws.ec2.send(new CreateCustomerGatewayCommand(site));
		const other = await aws.ec2.send(new CreateCustomerGatewayCommand({...site, DeviceName: 'second'}));
		expect(same.CustomerGateway?.CustomerGatewayId).toBe('cgw-0e11f167');
		expect(other.CustomerGateway?.CustomerGatewayId).not.toBe('cgw-0e11f167');
	});
});

describe('what EC2 refuses is refused with its code', () => {
	const one = (options: VpnTunnelOptionsSpecification) => ({Options: {TunnelOptions: [options]}});

	it.each<[string, string, Partial<CreateVpnConnectionCommandInput>]>([
		['a customer gateway that is not there', 'InvalidCustomerGatewayID.NotFound', {CustomerGatewayId: 'cgw-00000000'}],
		['an id that is none', 'InvalidCustomerGatewayId.Malformed', {CustomerGatewayId: 'gateway'}],
		['a gateway that is not there', 'InvalidVpnGatewayID.NotFound', {VpnGatewayId: 'vgw-00000000'}],
		[
			'a transit gateway that is not there',
			'InvalidTransitGatewayID.NotFound',
			{VpnGatewayId: undefined, TransitGatewayId: 'tgw-00000000'},
		],
		['two targets', 'InvalidParameterCombination', {TransitGatewayId: 'tgw-0c2d11f0'}],
		['another type', 'InvalidParameterValue', {Type: 'ipsec.2'}],
		['another key storage', 'InvalidParameterValue', {PreSharedKeyStorage: 'standard'}],
		[
			'three tunnels',
			'InvalidParameterValue',
			{Options: {TunnelOptions: Array.from({length: 3}, () => ({DPDTimeoutSeconds: 30}))}},
		],
		['acceleration without a transit gateway', 'InvalidParameterCombination', {Options: {EnableAcceleration: true}}],
		[
			'IPv6 inside without a transit gateway',
			'InvalidParameterCombination',
			{Options: {TunnelInsideIpVersion: 'ipv6'}},
		],
		['large tunnels without a transit gateway', 'InvalidParameterCombination', {Options: {TunnelBandwidth: 'large'}}],
		[
			'acceleration with large tunnels',
			'InvalidParameterCombination',
			{
				VpnGatewayId: undefined,
				TransitGatewayId: 'tgw-0c2d11f0',
				Options: {EnableAcceleration: true, TunnelBandwidth: 'large'},
			},
		],
		[
			'acceleration with tunnels that AWS starts',
			'InvalidParameterCombination',
			{
				VpnGatewayId: undefined,
				TransitGatewayId: 'tgw-0c2d11f0',
				Options: {EnableAcceleration: true, TunnelOptions: [{StartupAction: 'start'}]},
			},
		],
		[
			'private addresses without their transport',
			'MissingParameter',
			{VpnGatewayId: undefined, TransitGatewayId: 'tgw-0c2d11f0', Options: {OutsideIpAddressType: 'PrivateIpv4'}},
		],
		['a network range with host bits', 'InvalidParameterValue', {Options: {LocalIpv4NetworkCidr: '10.0.0.1/8'}}],
		['IPv6 ranges with IPv4 inside', 'InvalidParameterCombination', {Options: {RemoteIpv6NetworkCidr: 'fd00::/8'}}],
		['a reserved inside range', 'InvalidParameterValue', one({TunnelInsideCidr: '169.254.169.252/30'})],
		['an inside range of another size', 'InvalidParameterValue', one({TunnelInsideCidr: '169.254.9.0/29'})],
		['an inside range off its boundary', 'InvalidParameterValue', one({TunnelInsideCidr: '169.254.9.2/30'})],
		[
			'one inside range for both tunnels',
			'InvalidParameterValue',
			{Options: {TunnelOptions: [{TunnelInsideCidr: '169.254.9.0/30'}, {TunnelInsideCidr: '169.254.9.0/30'}]}},
		],
		['a key that is too short', 'InvalidParameterValue', one({PreSharedKey: 'short'})],
		['a key that starts with 0', 'InvalidParameterValue', one({PreSharedKey: '0abcdefghijk'})],
		['a key with a plus sign', 'InvalidParameterValue', one({PreSharedKey: 'abcdefgh+ijk'})],
		['a phase 1 lifetime out of range', 'InvalidParameterValue', one({Phase1LifetimeSeconds: 899})],
		[
			'a phase 2 lifetime not below phase 1',
			'InvalidParameterValue',
			one({Phase1LifetimeSeconds: 1800, Phase2LifetimeSeconds: 1800}),
		],
		[
			'a rekey margin above half of phase 2',
			'InvalidParameterValue',
			one({Phase2LifetimeSeconds: 1000, RekeyMarginTimeSeconds: 501}),
		],
		['an unknown algorithm', 'InvalidParameterValue', one({Phase1EncryptionAlgorithms: [{Value: '3DES'}]})],
		['group 5 in phase 1', 'InvalidParameterValue', one({Phase1DHGroupNumbers: [{Value: 5}]})],
		[
			'tunnels that AWS starts, with IKEv1',
			'InvalidParameterCombination',
			one({StartupAction: 'start', IKEVersions: [{Value: 'ikev1'}]}),
		],
		['logs without their group', 'MissingParameter', one({LogOptions: {CloudWatchLogOptions: {LogEnabled: true}}})],
		[
			'the tag prefix of AWS',
			'InvalidParameterValue',
			{TagSpecifications: [{ResourceType: 'vpn-connection', Tags: [{Key: 'aws:x', Value: 'y'}]}]},
		],
		[
			'a tag key of 129 characters',
			'InvalidParameterValue',
			{TagSpecifications: [{ResourceType: 'vpn-connection', Tags: [{Key: 'k'.repeat(129), Value: ''}]}]},
		],
		[
			'tags for something else',
			'InvalidParameterValue',
			{TagSpecifications: [{ResourceType: 'vpc', Tags: [{Key: 'a', Value: 'b'}]}]},
		],
	])('%s', async (_what, code, input) => {
		const {code: answered, status, message} = await refusal(create(input));
		expect([answered, status]).toEqual([code, 400]);
		expect(message).not.toContain('abcdefghijk');
		const {VpnConnections: made} = await aws.ec2.send(
			new DescribeVpnConnectionsCommand({Filters: [{Name: 'customer-gateway-id', Values: ['cgw-0e11f167']}]}),
		);
		expect(made).toEqual([]);
	});

	it.each<[string, string, Partial<CreateCustomerGatewayCommandInput>]>([
		['no address', 'MissingParameter', {IpAddress: undefined}],
		['an address that is none', 'InvalidParameterValue', {IpAddress: '203.0.113.256'}],
		['a multicast address', 'InvalidParameterValue', {IpAddress: '224.0.0.5'}],
		["Amazon's own ASN", 'InvalidParameterValue', {BgpAsn: 7224}],
		['ASN 0', 'InvalidParameterValue', {BgpAsn: 0}],
		['a large ASN in the small field', 'InvalidParameterValue', {BgpAsn: 2_147_483_648}],
		['both ASN fields', 'InvalidParameterCombination', {BgpAsnExtended: 4_200_000_000}],
		['a long device name', 'InvalidParameterValue', {DeviceName: 'd'.repeat(256)}],
	])('a customer gateway with %s', async (_what, code, input) => {
		const command = new CreateCustomerGatewayCommand({
			Type: 'ipsec.1',
			IpAddress: '203.0.113.90',
			BgpAsn: 65_090,
			...input,
		});
		expect((await refusal(aws.ec2.send(command))).code).toBe(code);
	});

	it.each([
		['an action that is none', {Action: 'CreateVpnTeapot'}, 'InvalidAction'],
		['another version', {Action: 'DescribeVpcs', Version: '2008-05-05'}, 'InvalidAction'],
		['no action', {}, 'MissingAction'],
		['a parameter that is none', {Action: 'DescribeVpcs', Teapot: '1'}, 'UnknownParameter'],
		['a missing parameter', {Action: 'DeleteVpnConnection'}, 'MissingParameter'],
		['a list without numbers', {Action: 'DescribeVpcs', VpcId: 'vpc-1'}, 'InvalidParameterValue'],
		['text for a number', {Action: 'DescribeVpcs', MaxResults: 'many'}, 'InvalidParameterValue'],
		['text for a truth', {Action: 'DescribeRegions', AllRegions: 'perhaps'}, 'InvalidParameterValue'],
		[
			'a filter that is none',
			{Action: 'DescribeVpcs', 'Filter.1.Name': 'x', 'Filter.1.Value.1': 'y'},
			'InvalidParameterValue',
		],
		['a name that inherits', {Action: 'DescribeVpcs', constructor: 'x'}, 'UnknownParameter'],
		['a character that XML cannot carry', {Action: 'DescribeVpcs', 'VpcId.1': 'a\u001Bb'}, 'InvalidCharacter'],
		['an empty step', {Action: 'DescribeVpcs', 'Filter..Name': 'x'}, 'MalformedQueryString'],
		['too small a page', {Action: 'DescribeVpcs', MaxResults: '4'}, 'InvalidParameterValue'],
		['a page mark that is none', {Action: 'DescribeVpcs', NextToken: 'x'}, 'InvalidPaginationToken'],
		['an unknown region', {Action: 'DescribeRegions', 'RegionName.1': 'mars'}, 'InvalidParameterValue'],
	])('a request with %s', async (_what, parameters, code) => {
		expect(await rawCall(aws.sandbox.port, parameters)).toMatchObject({status: 400, code});
	});

	it('takes every /30 of 169.254.0.0/16 that is not reserved, and no other range', async () => {
		const reserved = ['0.0', '1.0', '2.0', '3.0', '4.0', '5.0', '169.252'];
		const octet = fc.integer({min: 0, max: 255});
		let asn = 1000;
		await fc.assert(
			fc.asyncProperty(octet, octet, fc.integer({min: 28, max: 32}), async (third, fourth, length) => {
				asn += 1;
				const {CustomerGateway: site} = await aws.ec2.send(
					new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '203.0.113.91', BgpAsn: asn, DryRun: false}),
				);
				const TunnelInsideCidr = `169.254.${third}.${fourth}/${length}`;
				const sound = length === 30 && fourth % 4 === 0 && !reserved.includes(`${third}.${fourth}`);
				const call = create({
					CustomerGatewayId: site?.CustomerGatewayId,
					VpnGatewayId: undefined,
					Options: {TunnelOptions: [{TunnelInsideCidr}]},
				});
				const code = await call.then(
					() => '',
					(error: Error) => error.name,
				);
				expect(code === '' || code === 'VpnConnectionLimitExceeded').toBe(sound);
			}),
			{numRuns: 30},
		);
	});
});

describe('limits of the account', () => {
	it('ten connections on a virtual private gateway', async () => {
		const cidr = (index: number) => `10.${index}.0.0/16`;
		for (let index = 0; index < 10; index += 1) await create({Options: {LocalIpv4NetworkCidr: cidr(index)}});
		expect(await refusal(create({Options: {LocalIpv4NetworkCidr: cidr(11)}}))).toMatchObject({
			code: 'VpnConnectionLimitExceeded',
			status: 400,
		});
		expect((await create({Options: {LocalIpv4NetworkCidr: cidr(0)}})).State).toBe('pending');
	});

	it('fifty connections and fifty customer gateways in a region', async () => {
		const {CustomerGateways: before = []} = await aws.ec2.send(
			new DescribeCustomerGatewaysCommand({Filters: [{Name: 'state', Values: ['available']}]}),
		);
		const site = (index: number) =>
			aws.ec2.send(
				new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '203.0.113.99', BgpAsn: 1000 + index}),
			);
		for (let index = before.length; index < 50; index += 1) await site(index);
		expect((await refusal(site(51))).code).toBe('CustomerGatewayLimitExceeded');

		const onHub = (index: number) =>
			create({...onTgw, VpnGatewayId: undefined, Options: {LocalIpv4NetworkCidr: `10.${index}.0.0/16`}});
		const {VpnConnections: existing = []} = await aws.ec2.send(
			new DescribeVpnConnectionsCommand({Filters: [{Name: 'state', Values: ['available']}]}),
		);
		for (let index = existing.length; index < 50; index += 1) await onHub(index);
		expect((await refusal(onHub(51))).code).toBe('VpnConnectionLimitExceeded');
	});
});

it('a new customer gateway answers NotFound for a moment when that is asked for', async () => {
	const slow = await openAws({eventualConsistencyMs: 2000});
	const {CustomerGateway: site} = await slow.ec2.send(
		new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '203.0.113.92', BgpAsn: 65_092}),
	);
	const call = () => create({CustomerGatewayId: site?.CustomerGatewayId}, slow.ec2);
	expect((await refusal(call())).code).toBe('InvalidCustomerGatewayID.NotFound');
	slow.advance(2000);
	expect((await call()).State).toBe('pending');
	await slow.close();
});
