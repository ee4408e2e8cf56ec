import {
	CreateTagsCommand,
	DeleteTagsCommand,
	DescribeCustomerGatewaysCommand,
	DescribeRegionsCommand,
	DescribeTagsCommand,
	DescribeVpcsCommand,
	DescribeVpnConnectionsCommand,
	DescribeVpnGatewaysCommand,
	GetVpnConnectionDeviceSampleConfigurationCommand,
	GetVpnConnectionDeviceTypesCommand,
	paginateDescribeTags,
} from '@aws-sdk/client-ec2';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, refusal} from './aws.ts';

let aws: AwsSandbox;
beforeAll(async () => {
	aws = await openAws();
});
afterAll(() => aws.close());

describe('what is in the account', () => {
	it('holds the ids of the documented examples', async () => {
		const {CustomerGateways: sites} = await aws.ec2.send(
			new DescribeCustomerGatewaysCommand({CustomerGatewayIds: ['cgw-0e11f167', 'cgw-b4de3fdd']}),
		);
		expect(sites?.map(({State}) => State)).toEqual(['available', 'available']);
		const {VpnGateways: gateways} = await aws.ec2.send(
			new DescribeVpnGatewaysCommand({VpnGatewayIds: ['vgw-9a4cacf3', 'vgw-f211f09b']}),
		);
		expect(gateways?.map(({VpcAttachments}) => VpcAttachments?.[0]?.State)).toEqual(['attached', 'attached']);
		const {VpnConnections: [connection] = []} = await aws.ec2.send(
			new DescribeVpnConnectionsCommand({VpnConnectionIds: ['vpn-40f41529']}),
		);
		expect(connection).toMatchObject({
			VpnGatewayId: 'vgw-f211f09b',
			CustomerGatewayId: 'cgw-b4de3fdd',
			State: 'available',
		});
		expect(connection?.VgwTelemetry?.map(({Status}) => Status)).toEqual(['UP', 'UP']);
	});

	it('holds what a list must cope with: names in other scripts, hostile text, states that cannot be chosen', async () => {
		const {VpnGateways: gateways = []} = await aws.ec2.send(new DescribeVpnGatewaysCommand({}));
		const names = gateways.map(({Tags}) => Tags?.find(({Key}) => Key === 'Name')?.Value ?? '');
		expect(names.some(name => name.includes('\u009B31m') && name.includes('\n'))).toBe(true);
		expect(names.some(name => name.includes('🗼'))).toBe(true);
		expect(new Set(gateways.map(({State}) => State))).toEqual(new Set(['available', 'deleting']));
		expect(gateways.some(({VpcAttachments}) => VpcAttachments?.length === 0)).toBe(true);
	});

	it('has connections with both tunnels up, with one down, and one that is deleted', async () => {
		const {VpnConnections: connections = []} = await aws.ec2.send(new DescribeVpnConnectionsCommand({}));
		const up = connections.map(({VgwTelemetry}) => VgwTelemetry?.filter(({Status}) => Status === 'UP').length);
		expect(new Set(up)).toEqual(new Set([2, 1, undefined]));
	});

	it('has VPCs with further ranges beside the first', async () => {
		const {Vpcs: vpcs = []} = await aws.ec2.send(
			new DescribeVpcsCommand({Filters: [{Name: 'cidr-block-association.cidr-block', Values: ['100.64.*']}]}),
		);
		expect(vpcs.map(({CidrBlockAssociationSet}) => CidrBlockAssociationSet?.map(({CidrBlock}) => CidrBlock))).toEqual([
			['10.20.0.0/16', '100.64.0.0/20'],
		]);
	});

	it('has the regions of an account, with those that are not enabled on request', async () => {
		const {Regions: enabled = []} = await aws.ec2.send(new DescribeRegionsCommand({}));
		const {Regions: all = []} = await aws.ec2.send(new DescribeRegionsCommand({AllRegions: true}));
		expect(enabled.some(({OptInStatus}) => OptInStatus === 'not-opted-in')).toBe(false);
		expect(all.find(({RegionName}) => RegionName === 'me-south-1')?.OptInStatus).toBe('not-opted-in');
		for (const region of ['us-east-1', 'ap-southeast-1', 'eu-west-1']) {
			const {Vpcs: vpcs = []} = await aws.client({region}).send(new DescribeVpcsCommand({}));
			expect(vpcs.length).toBeGreaterThan(1);
		}
	});

	it('can hold thousands of gateways for a benchmark', async () => {
		const many = await openAws({extraGateways: 3000});
		const {VpnGateways: gateways} = await many.ec2.send(new DescribeVpnGatewaysCommand({}));
		expect(gateways).toHaveLength(3005);
		await many.close();
	});
});

describe('looking things up', () => {
	it('in pages that together hold everything once', async () => {
		const {Tags: all = []} = await aws.ec2.send(new DescribeTagsCommand({}));
		const paged: (string | undefined)[] = [];
		for await (const {Tags: tags = []} of paginateDescribeTags({client: aws.ec2, pageSize: 5}, {})) {
			expect(tags.length).toBeLessThanOrEqual(5);
			paged.push(...tags.map(({ResourceId, Key}) => `${ResourceId} ${Key}`));
		}

		expect(paged.length).toBeGreaterThan(10);
		expect(paged).toEqual(all.map(({ResourceId, Key}) => `${ResourceId} ${Key}`));
	});

	it('filters: all filters must match, one of the values of each, with wildcards', async () => {
		const find = async (Filters: {Name: string; Values: string[]}[]) => {
			const {VpnConnections: found = []} = await aws.ec2.send(new DescribeVpnConnectionsCommand({Filters}));
			return found.map(({VpnConnectionId}) => VpnConnectionId);
		};
		expect(
			await find([
				{Name: 'vpn-gateway-id', Values: ['vgw-none', 'vgw-f211f09b']},
				{Name: 'state', Values: ['avail*']},
			]),
		).toEqual(['vpn-40f41529']);
		expect(
			await find([
				{Name: 'bgp-asn', Values: ['65020']},
				{Name: 'state', Values: ['deleting']},
			]),
		).toEqual([]);
		expect(await find([{Name: 'option.static-routes-only', Values: ['true']}])).toHaveLength(1);
		expect(await find([{Name: 'route.destination-cidr-block', Values: ['192.168.30.0/24']}])).toHaveLength(1);
		expect(
			await find([
				{Name: 'tag-key', Values: ['Name']},
				{Name: 'transit-gateway-id', Values: ['tgw-0c2d11f0']},
			]),
		).toHaveLength(1);
	});

	it('samples for a device', async () => {
		const {VpnConnectionDeviceTypes: types = []} = await aws.ec2.send(new GetVpnConnectionDeviceTypesCommand({}));
		const strongswan = types.find(({Vendor}) => Vendor === 'Strongswan')?.VpnConnectionDeviceTypeId;
		const sample = (InternetKeyExchangeVersion: string, SampleType: string) =>
			aws.ec2.send(
				new GetVpnConnectionDeviceSampleConfigurationCommand({
					VpnConnectionId: 'vpn-40f41529',
					VpnConnectionDeviceTypeId: strongswan,
					InternetKeyExchangeVersion,
					SampleType,
				}),
			);
		const {VpnConnectionDeviceSampleConfiguration: text} = await sample('ikev2', 'recommended');
		expect(text).toContain('203.0.113.20');
		expect((await refusal(sample('ikev1', 'recommended'))).code).toBe('UnsupportedOperationException');
	});
});

describe('tags', () => {
	it('are set, changed, listed and taken away', async () => {
		const Resources = ['vpn-40f41529'];
		await aws.ec2.send(new CreateTagsCommand({Resources, Tags: [{Key: 'Site', Value: 'Berlin'}]}));
		await aws.ec2.send(new CreateTagsCommand({Resources, Tags: [{Key: 'Site', Value: 'Potsdam'}]}));
		const read = async () => {
			const {Tags: tags = []} = await aws.ec2.send(
				new DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: Resources}]}),
			);
			return tags.map(({Key, Value}) => `${Key}=${Value}`);
		};
		expect(await read()).toContain('Site=Potsdam');
		await aws.ec2.send(new DeleteTagsCommand({Resources, Tags: [{Key: 'Site', Value: 'Berlin'}]}));
		expect(await read()).toContain('Site=Potsdam');
		await aws.ec2.send(new DeleteTagsCommand({Resources, Tags: [{Key: 'Site'}]}));
		expect(await read()).not.toContain('Site=Potsdam');
	});

	it('one wrong resource or one too many leaves every resource as it was', async () => {
		const tag = (Resources: string[], count: number) =>
			aws.ec2.send(
				new CreateTagsCommand({
					Resources,
					Tags: Array.from({length: count}, (_, index) => ({Key: `k${index}`, Value: ''})),
				}),
			);
		expect((await refusal(tag(['vgw-f211f09b', 'vgw-00000000'], 1))).code).toBe('InvalidVpnGatewayID.NotFound');
		expect((await refusal(tag(['vgw-f211f09b', 'teapot-1'], 1))).code).toBe('InvalidID');
		expect((await refusal(tag(['vgw-f211f09b'], 50))).code).toBe('TagLimitExceeded');
		const {VpnGateways: [gateway] = []} = await aws.ec2.send(
			new DescribeVpnGatewaysCommand({VpnGatewayIds: ['vgw-f211f09b']}),
		);
		expect(gateway?.Tags).toEqual([{Key: 'Name', Value: 'staging-edge'}]);
	});
});
