import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {expect, test} from 'vitest';
import {fromTencentRequest} from '../../../src/clouds/tencent/import/from-request.ts';
import {compareSettings, differences} from '../../../src/clouds/tencent/plan/compare.ts';
import {unspokenOptions, unspokenTags} from '../../../src/clouds/tencent/plan/unspoken.ts';
import {settingsOf} from '../../../src/clouds/tencent/read/settings.ts';

/* What a user would lose: a tunnel that is not the one they asked for, and nobody says so. */

const asked = {
	NegotiationType: 'active',
	DpdEnable: 1,
	DpdTimeout: '45',
	DpdAction: 'restart',
	EnableHealthCheck: true,
	HealthCheckLocalIp: '169.254.200.1',
	PreShareKey: {$secret: 'presharedKey'},
	SecurityPolicyDatabases: [
		{LocalCidrBlock: '10.0.0.0/24', RemoteCidrBlock: ['172.16.0.0/24', '172.16.1.0/24']},
		{LocalCidrBlock: '10.0.1.0/24', RemoteCidrBlock: ['172.16.0.0/24']},
	],
	IKEOptionsSpecification: {RemoteIdentity: 'FQDN', RemoteFqdnName: 'site.example'},
};

const readBack = (more: object): VpnConnection => ({
	State: 'AVAILABLE',
	NegotiationType: 'active',
	DpdEnable: 1,
	DpdTimeout: '45',
	DpdAction: 'restart',
	EnableHealthCheck: true,
	HealthCheckLocalIp: '169.254.200.1',
	PreShareKey: 'not.what.was.asked',
	SecurityPolicyDatabaseSet: [
		{LocalCidrBlock: '10.0.1.0/24', RemoteCidrBlock: ['172.16.0.0/24']},
		{LocalCidrBlock: '10.0.0.0/24', RemoteCidrBlock: ['172.16.1.0/24', '172.16.0.0/24']},
	],
	IKEOptionsSpecification: {RemoteIdentity: 'FQDN', RemoteFqdnName: 'site.example'},
	...more,
});

test('a tunnel that is what was asked for differs in nothing, in whatever order its ranges read back', () => {
	expect(differences(asked, readBack({}))).toEqual([]);
});

test.each([
	[{NegotiationType: 'passive'}, 'negotiation is passive, asked was active'],
	[{DpdEnable: 0}, 'DPD is off, asked was on'],
	[{DpdTimeout: '30'}, 'DPD timeout is 30 s, asked was 45 s'],
	[{DpdAction: 'clear'}, 'DPD action is clear, asked was restart'],
	[{EnableHealthCheck: false}, 'health check is off, asked was on'],
	[
		{IKEOptionsSpecification: {RemoteIdentity: 'FQDN', RemoteFqdnName: 'x'}},
		'site’s identity is x, asked was site.example',
	],
])('%j is said', (more, says) => {
	expect(differences(asked, readBack(more))).toEqual([says]);
});

test('a range that is missing, and one that nobody asked for, are said by themselves', () => {
	const SecurityPolicyDatabaseSet = [
		{LocalCidrBlock: '10.0.0.0/24', RemoteCidrBlock: ['172.16.0.0/24', '172.16.1.0/24']},
		{LocalCidrBlock: '10.0.1.0/24', RemoteCidrBlock: ['172.16.9.0/24']},
	];
	expect(differences(asked, readBack({SecurityPolicyDatabaseSet}))).toEqual([
		'the range cloud 10.0.1.0/24 ⇄ site 172.16.0.0/24 is missing',
		'the range cloud 10.0.1.0/24 ⇄ site 172.16.9.0/24 was not asked for',
	]);
});

const oneRange = [{LocalCidrBlock: '10.0.0.0/24', RemoteCidrBlock: ['172.16.0.0/24']}];
const anyToAny = [{LocalCidrBlock: '0.0.0.0/0', RemoteCidrBlock: ['0.0.0.0/0']}];
test.each([
	['StaticRoute', anyToAny, []],
	['StaticRoute', oneRange, ['routing is STATIC, asked was StaticRoute']],
	['Bgp', anyToAny, ['routing is STATIC, asked was Bgp']],
	['Policy', [], []],
])(
	'the older name of the routing is not taken for %s with the ranges %j',
	(RouteType, SecurityPolicyDatabaseSet, says) => {
		expect(differences({RouteType}, readBack({RouteType: 'STATIC', SecurityPolicyDatabaseSet}))).toEqual(says);
	},
);

test('what is still being made is not held against it, and the key is never named', () => {
	const young = readBack({State: 'PENDING', DpdEnable: 0, NegotiationType: '', SecurityPolicyDatabaseSet: []});
	expect(differences(asked, young)).toEqual([]);
	expect(JSON.stringify(differences(asked, readBack({DpdEnable: 0})))).not.toContain('not.what');
});

test('a tag that no screen can show is the same tag, however a document came to it; a long one is compared whole', () => {
	const odd = {Key: 'team', Value: 'Team\u200b Network'};
	const long = {Key: 'note', Value: '网'.repeat(200)};
	const standing = settingsOf({TagSet: [odd, long]});
	const asked = settingsOf({Tags: [odd, long]});
	expect(compareSettings(asked, standing, 'AVAILABLE').differences).toEqual([]);
	const other = settingsOf({
		Tags: [
			{Key: 'team', Value: 'net'},
			{...long, Value: `${'网'.repeat(199)}络`},
		],
	});
	expect(compareSettings(other, standing, 'AVAILABLE').differences).toMatchObject([
		{field: 'tags.team', was: 'Team\\u200b Network', wanted: 'net'},
		{field: 'tags.note'},
	]);
	// it is nobody's to take away by the way
	expect(unspokenTags({tags: {}}, standing).map(({field}) => field)).toEqual(['tags.note']);
	const {document, leftOut} = fromTencentRequest(
		{
			VpnConnectionName: 'a',
			VpcId: 'vpc-gapcv96p',
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			RouteType: 'StaticRoute',
			Tags: [odd],
		},
		'ap-guangzhou',
	);
	expect(document.tags).toEqual({});
	expect(leftOut).toContainEqual(expect.objectContaining({why: expect.stringContaining('the tag team ')}));
});

test('a number that the document does not speak of is told with what it is counted in', () => {
	const health = {'healthCheck.enabled': 'on'};
	const settings = {...health, 'healthCheck.intervalMs': '4000'};
	const standing = {
		id: 'vpnx-1',
		name: 'mine',
		state: 'AVAILABLE',
		routing: 'static',
		ranges: [],
		insideCidrs: [],
	} as const;
	expect(unspokenOptions(health, {...standing, settings})).toMatchObject([{was: '4000', wanted: '5000', unit: 'ms'}]);
});
