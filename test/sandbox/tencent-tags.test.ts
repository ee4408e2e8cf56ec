import {Agent} from 'node:http';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {tencentReadOnlySecretId, tencentReadOnlySecretKey} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';
import {models, strangers} from './tencent-models.ts';
import {rawCall} from './tencent-raw.ts';
import type {TencentServer} from './tencent-server.ts';
import {bgpTunnelId, gatewayId, readTunnel, startNaming} from './tencent-tunnels.ts';

/* What a user would lose: tags that were changed on the sandbox, and cost other people's in the cloud. */

const known = models('tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_models.d.ts');

let server: TencentServer;
beforeEach(async () => {
	server = await startNaming();
});
afterEach(() => server.close());

const resource = (name: string, region = 'ap-guangzhou', uin = '') => `qcs::vpc:${region}:uin/${uin}:${name}`;
const tunnel = resource(`vpnx/${bgpTunnelId}`);
const replace = (tags: Readonly<Record<string, string>>) =>
	Object.entries(tags).map(([TagKey, TagValue]) => ({TagKey, TagValue}));
const drop = (...keys: readonly string[]) => keys.map(TagKey => ({TagKey}));
const modify = (request: object, Resource = tunnel) => server.tag().ModifyResourceTags({Resource, ...request});
const tagsOfTunnel = async () => (await readTunnel(server, bgpTunnelId))?.TagSet;
const many = (count: number, from = 0) =>
	replace(Object.fromEntries(Array.from({length: count}, (_, at) => [`key-${from + at}`, 'x'])));

describe('ModifyResourceTags', () => {
	it('adds, changes and takes away tags of a tunnel in one call, and leaves the others', async () => {
		expect(Object.keys(await modify({ReplaceTags: replace({env: 'test', team: '网络'})}))).toEqual(['RequestId']);
		expect(await tagsOfTunnel()).toEqual([
			{Key: 'env', Value: 'test'},
			{Key: 'team', Value: '网络'},
		]);
		await modify({ReplaceTags: replace({team: 'core', owner: 'x'}), DeleteTags: drop('env')});
		expect(await tagsOfTunnel()).toEqual([
			{Key: 'team', Value: 'core'},
			{Key: 'owner', Value: 'x'},
		]);
		// A key that is not there is as wanted.
		await modify({DeleteTags: drop('env', 'owner')});
		expect(await tagsOfTunnel()).toEqual([{Key: 'team', Value: 'core'}]);
		const Filters = [{Name: 'tag:team', Values: ['core']}];
		const {VpnConnectionSet} = await server.vpc().DescribeVpnConnections({Filters});
		expect(VpnConnectionSet?.map(({VpnConnectionId}) => VpnConnectionId)).toEqual([bgpTunnelId]);
	});

	it('reaches gateways on both sides, of the account that is named or none', async () => {
		await modify({ReplaceTags: replace({env: 'test'})}, resource(`vpngw/${gatewayId}`, 'ap-guangzhou', '100000000001'));
		const {VpnGatewaySet} = await server.vpc().DescribeVpnGateways({VpnGatewayIds: [gatewayId]});
		expect(VpnGatewaySet).toMatchObject([{TagSet: [{Key: 'env', Value: 'test'}]}]);
		await modify({ReplaceTags: replace({env: 'test'})}, resource('cgw/cgw-sgoffic1', 'ap-singapore'));
		const {CustomerGatewaySet} = await server
			.vpc(undefined, 'ap-singapore')
			.DescribeCustomerGateways({Filters: [{Name: 'tag:env', Values: ['test']}]});
		expect(CustomerGatewaySet).toMatchObject([{CustomerGatewayId: 'cgw-sgoffic1'}]);
	});

	it.each<[string, object]>([
		['InvalidParameter.Tag', {}],
		['InvalidParameter.Tag', {ReplaceTags: []}],
		['InvalidParameter.Tag', {ReplaceTags: replace({env: 'x'}), DeleteTags: []}],
		['InvalidParameter.Tag', {ReplaceTags: [...replace({env: 'x'}), ...replace({env: 'y'})]}],
		['InvalidParameterValue.DeleteTagsParamError', {ReplaceTags: replace({env: 'x'}), DeleteTags: drop('env')}],
		['LimitExceeded.Quota', {ReplaceTags: many(11)}],
		['LimitExceeded.Quota', {DeleteTags: drop(...Array.from({length: 11}, (_, at) => `key-${at}`))}],
		['InvalidParameterValue.TagKeyEmpty', {ReplaceTags: replace({'': 'x'})}],
		['InvalidParameterValue.TagKeyLengthExceeded', {ReplaceTags: replace({['k'.repeat(128)]: 'x'})}],
		['InvalidParameterValue.TagKeyCharacterIllegal', {ReplaceTags: replace({'a*b': 'x'})}],
		['InvalidParameter.ReservedTagKey', {ReplaceTags: replace({'qcs:x': 'x'})}],
		['InvalidParameter.ReservedTagKey', {DeleteTags: drop('project:x')}],
		['InvalidParameterValue.TagValueLengthExceeded', {ReplaceTags: replace({a: 'x'.repeat(256)})}],
		['InvalidParameterValue.TagValueCharacterIllegal', {ReplaceTags: replace({a: '*'})}],
	])('refuses with %s', async (code, request) => {
		await expect(modify(request)).rejects.toMatchObject({code});
		expect(await tagsOfTunnel()).toEqual([]);
	});

	it.each([
		'vpnx-bgpgz001',
		resource('vpnx/vpnx-nosuch01'),
		resource(`vpnx/${bgpTunnelId}`, 'ap-singapore'),
		resource(`vpnx/${bgpTunnelId}`, 'ap-nowhere'),
		resource(`vpnx/${bgpTunnelId}`, 'ap-guangzhou', '100000000009'),
		resource(`vpn/${bgpTunnelId}`),
		resource(`constructor/${bgpTunnelId}`),
		`qcs::cvm:ap-guangzhou:uin/:vpnx/${bgpTunnelId}`,
	])('knows no %s', async name => {
		await expect(modify({ReplaceTags: replace({env: 'x'})}, name)).rejects.toMatchObject({
			code: 'InvalidParameterValue.ResourceDescriptionError',
		});
	});

	it('gives a resource 50 tags and no more, all or none', async () => {
		for (let from = 0; from < 50; from += 10) await modify({ReplaceTags: many(10, from)});
		await expect(modify({ReplaceTags: many(2, 49)})).rejects.toMatchObject({
			code: 'LimitExceeded.ResourceAttachedTags',
		});
		await modify({ReplaceTags: replace({last: 'x'}), DeleteTags: drop('key-0')});
		expect(await tagsOfTunnel()).toHaveLength(50);
	});
});

describe('TagResources and UnTagResources', () => {
	const both = [tunnel, resource('vpnx/vpnx-cjkgz001')];

	it('change several resources, and tell in the reply what failed', async () => {
		const missing = resource('vpnx/vpnx-nosuch01');
		const Tags = replace({env: 'test', team: 'core'});
		const tagged = await server.tag().TagResources({ResourceList: [...both, missing], Tags});
		expect(tagged.FailedResources).toMatchObject([
			{Resource: missing, Code: 'InvalidParameterValue.ResourceIdInvalid', Message: expect.any(String)},
		]);
		const gone = await server.tag().UnTagResources({ResourceList: both, TagKeys: ['env', 'never']});
		expect(gone.FailedResources).toEqual([]);
		for (const id of [bgpTunnelId, 'vpnx-cjkgz001'])
			expect(await readTunnel(server, id)).toMatchObject({TagSet: [{Key: 'team', Value: 'core'}]});
	});

	it.each<[string, 'TagResources' | 'UnTagResources', object]>([
		['LimitExceeded.ResourceNumPerRequest', 'TagResources', {ResourceList: Array(11).fill(tunnel), Tags: many(1)}],
		['LimitExceeded.TagNumPerRequest', 'TagResources', {ResourceList: [tunnel], Tags: many(11)}],
		['InvalidParameterValue.TagValueEmpty', 'TagResources', {ResourceList: [tunnel], Tags: replace({env: ''})}],
		['InvalidParameterValue.TagKeyDuplicate', 'UnTagResources', {ResourceList: [tunnel], TagKeys: ['a', 'a']}],
		['InvalidParameter', 'UnTagResources', {ResourceList: [tunnel], TagKeys: []}],
		['InvalidParameterValue.ResourceDescriptionError', 'UnTagResources', {ResourceList: [tunnel, 'x'], TagKeys: ['a']}],
	])('refuse with %s: %s', async (code, action, request) => {
		await expect(server.tag().request(action, request)).rejects.toMatchObject({code});
	});
});

it('tags that a reply of vpc does not have are asked for at the tag service', async () => {
	const ids = ['cgw-qa9sxpy7', 'cgw-2wqq41m9', 'cgw-nosuch01'];
	await modify({ReplaceTags: replace({env: 'test', team: 'core'})}, resource('cgw/cgw-qa9sxpy7'));
	const request = {ServiceType: 'vpc', ResourcePrefix: 'cgw', ResourceIds: ids, ResourceRegion: 'ap-guangzhou'};
	const all = await server.tag().DescribeResourceTagsByResourceIds(request);
	expect(all).toMatchObject({
		TotalCount: 2,
		Tags: [
			{TagKey: 'env', TagValue: 'test', ResourceId: 'cgw-qa9sxpy7'},
			{TagKey: 'team', TagValue: 'core', ResourceId: 'cgw-qa9sxpy7'},
		],
	});
	const page = await server.tag().DescribeResourceTagsByResourceIds({...request, Offset: 1, Limit: 1});
	expect(page).toMatchObject({TotalCount: 2, Tags: [{TagKey: 'team'}]});
	await expect(server.tag().DescribeResourceTagsByResourceIds({...request, Offset: 1})).rejects.toMatchObject({
		code: 'InvalidParameterValue.OffsetInvalid',
	});
	expect(strangers(all, 'DescribeResourceTagsByResourceIdsResponse', known, 'tags')).toEqual([]);
});

describe('who may call the tag service', () => {
	it('is whoever signs right: by its version, its action and, where it has one, its host', async () => {
		const call = {action: 'ModifyResourceTags', version: '2018-08-13'};
		const body = JSON.stringify({Resource: tunnel, ReplaceTags: replace({env: 'x'})});
		const code = async (more: object) => (await rawCall(server.port, {...call, body, ...more})).response.Error?.Code;
		expect(await code({})).toBeUndefined();
		expect(await code({host: 'tag.localhost'})).toBeUndefined();
		expect(await code({region: ''})).toBeUndefined();
		expect(await code({secretKey: 'wrong'})).toBe('AuthFailure.SignatureFailure');
		expect(await code({sentBody: '{}'})).toBe('AuthFailure.SignatureFailure');
		expect(await code({host: 'sts.localhost'})).toBe('InvalidAction');
		expect(await code({version: '2017-03-12'})).toBe('InvalidAction');
		expect(await code({host: 'tag.localhost', version: '2017-03-12'})).toBe('NoSuchVersion');
		expect(await server.sts().GetCallerIdentity()).toMatchObject({AccountId: '100000000001'});
	});

	it('is not a key that may only read, and a finance region is apart', async () => {
		const readOnly = {secretId: tencentReadOnlySecretId, secretKey: tencentReadOnlySecretKey};
		const request = {Resource: tunnel, ReplaceTags: replace({env: 'x'})};
		await expect(server.tag(readOnly).ModifyResourceTags(request)).rejects.toMatchObject({
			code: 'UnauthorizedOperation',
			message: expect.stringContaining('tag:ModifyResourceTags'),
		});
		// not every machine resolves names under .localhost
		const agent = new Agent({lookup: (_name, _options, done) => done(null, [{address: '127.0.0.1', family: 4}])});
		const region = 'ap-shanghai-fsi';
		const finance = server.tag(undefined, region, `tag.${region}.localhost`, agent);
		await expect(finance.ModifyResourceTags(request)).rejects.toMatchObject({
			code: 'InvalidParameterValue.ResourceDescriptionError',
		});
		await finance.ModifyResourceTags({...request, Resource: resource('vpnx/vpnx-fsidesk1', region)});
	});
});
