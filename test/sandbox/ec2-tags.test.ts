import * as sdk from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type AwsSandbox, openAws, rawCall, refusal} from './aws.ts';

/* What a user would lose: tags that a call was to leave alone. */

let aws: AwsSandbox;
beforeEach(async () => {
	aws = await openAws();
});
afterEach(() => aws.close());

async function tagsOf(id: string): Promise<Readonly<Record<string, string>>> {
	const {Tags: found = []} = await aws.ec2.send(
		new sdk.DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: [id]}]}),
	);
	return Object.fromEntries(found.map(({Key = '', Value = ''}) => [Key, Value]));
}

const set = (id: string, Tags: readonly sdk.Tag[]) =>
	aws.ec2.send(new sdk.CreateTagsCommand({Resources: [id], Tags: [...Tags]}));
const remove = (id: string, Tags?: readonly sdk.Tag[]) =>
	aws.ec2.send(new sdk.DeleteTagsCommand({Resources: [id], ...(Tags ? {Tags: [...Tags]} : {})}));

/** One of each kind that has tags. */
async function oneOfEach(): Promise<readonly string[]> {
	const {TransitGatewayAttachments: attachments = []} = await aws.ec2.send(
		new sdk.DescribeTransitGatewayAttachmentsCommand({Filters: [{Name: 'resource-type', Values: ['vpn']}]}),
	);
	const {TransitGatewayRouteTables: tables = []} = await aws.ec2.send(
		new sdk.DescribeTransitGatewayRouteTablesCommand({}),
	);
	const {RouteTables: vpcTables = []} = await aws.ec2.send(new sdk.DescribeRouteTablesCommand({}));
	const {Vpcs: vpcs = []} = await aws.ec2.send(new sdk.DescribeVpcsCommand({}));
	const made = await aws.ec2.send(
		new sdk.CreateVpnConcentratorCommand({Type: 'ipsec.1', TransitGatewayId: 'tgw-0c2d11f0'}),
	);
	return [
		'vpn-40f41529',
		'vgw-9a4cacf3',
		'cgw-0e11f167',
		'tgw-0c2d11f0',
		attachments[0]?.TransitGatewayAttachmentId ?? '',
		tables[0]?.TransitGatewayRouteTableId ?? '',
		vpcTables[0]?.RouteTableId ?? '',
		vpcs[0]?.VpcId ?? '',
		made.VpnConcentrator?.VpnConcentratorId ?? '',
	];
}

describe('tags', () => {
	it('are set, overwritten and taken from every kind of resource', async () => {
		for (const id of await oneOfEach()) {
			const before = await tagsOf(id);
			await set(id, [{Key: 'owner', Value: 'net'}]);
			await set(id, [{Key: 'owner', Value: 'ops'}]);
			expect(await tagsOf(id)).toEqual({...before, owner: 'ops'});
			await remove(id, [{Key: 'owner'}]);
			expect(await tagsOf(id)).toEqual(before);
		}
	});

	it('go by their key alone, by key and value, and with an empty value only where it is empty', async () => {
		const id = 'vpn-40f41529';
		await set(id, [{Key: 'a', Value: '1'}, {Key: 'b', Value: ''}, {Key: 'c', Value: '3'}, {Key: 'd'}]);
		await remove(id, [
			{Key: 'a', Value: ''},
			{Key: 'b', Value: ''},
			{Key: 'c', Value: '4'},
			{Key: 'd', Value: ''},
		]);
		expect(await tagsOf(id)).toEqual({Name: 'berlin-staging', a: '1', c: '3'});
		await remove(id, [{Key: 'a'}, {Key: 'c', Value: '3'}, {Key: 'never-there'}]);
		expect(await tagsOf(id)).toEqual({Name: 'berlin-staging'});
	});

	it('all of the user’s go where no tags are named', async () => {
		const id = 'vgw-9a4cacf3';
		await set(id, [{Key: 'a', Value: '1'}]);
		await remove(id);
		expect(await tagsOf(id)).toEqual({});
		const {VpnConnections: [inStack] = []} = await aws.ec2.send(
			new sdk.DescribeVpnConnectionsCommand({Filters: [{Name: 'tag:Name', Values: ['hamburg-hub']}]}),
		);
		await remove(inStack?.VpnConnectionId ?? '');
		expect(await tagsOf(inStack?.VpnConnectionId ?? '')).toEqual({'aws:cloudformation:stack-name': 'network-hub'});
	});

	it('of AWS’s own can neither be set nor taken', async () => {
		const id = 'vpn-40f41529';
		expect((await refusal(set(id, [{Key: 'aws:x', Value: '1'}]))).code).toBe('InvalidParameterValue');
		expect((await refusal(remove(id, [{Key: 'AWS:x'}]))).code).toBe('InvalidParameterValue');
		expect(await tagsOf(id)).toEqual({Name: 'berlin-staging'});
	});

	it('are fifty at most, and one request is all or nothing', async () => {
		const id = 'vpn-40f41529';
		const many = Array.from({length: 49}, (_, index) => ({Key: `key-${index}`, Value: 'x'}));
		await set(id, many);
		expect((await refusal(set(id, [{Key: 'key-0', Value: 'y'}, {Key: 'one-more'}]))).code).toBe('TagLimitExceeded');
		expect((await tagsOf(id))['key-0']).toBe('x');
		await set(id, [{Key: 'key-0', Value: 'y'}]);
		const both = aws.ec2.send(new sdk.DeleteTagsCommand({Resources: [id, 'vpn-00000000'], Tags: [{Key: 'key-0'}]}));
		expect((await refusal(both)).code).toBe('InvalidVpnConnectionID.NotFound');
		expect((await tagsOf(id))['key-0']).toBe('y');
	});

	it('need a resource that there is', async () => {
		expect((await refusal(set('xyz-1', [{Key: 'a'}]))).code).toBe('InvalidID');
		expect((await refusal(set('tgw-rtb-00000000', [{Key: 'a'}]))).code).toMatch(/NotFound$/);
		const answer = await rawCall(aws.sandbox.port, {Action: 'DeleteTags', 'Tag.1.Key': 'a'});
		expect(answer.code).toBe('MissingParameter');
	});
});
