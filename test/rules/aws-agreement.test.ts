import {DescribeVpcsCommand, EC2Client} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../src/clouds/aws/document.ts';
import {awsRules} from '../../src/clouds/aws/rules/rules.ts';
import {enforcerOf} from '../../src/connection/finding.ts';
import {awsDocument, startAws} from '../clouds/aws/documents.ts';
import {type Change, changed, disagreement, judgeAll, someOf, verdictOn} from './agreement.ts';

/* What a user would lose: a document that passes every check and is then refused, or one that is refused for no reason. */

const open = () => startAws({speed: 1_000_000});
const on = (field: string, ...values: readonly unknown[]): readonly (readonly Change[])[] =>
	values.map(value => [{field, value}]);
const site = (more: object) => ({kind: 'new', name: 'device', address: '20.9.9.9', asn: 65_100, ...more});
const manyTags = (count: number) => Object.fromEntries(Array.from({length: count}, (_, index) => [`k${index}`, '']));
const prefixes = (count: number) => Array.from({length: count}, (_, index) => `192.168.${index}.0/24`);
const logGroup = 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn';
const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/6f1c2d3e-4a5b-4c6d-8e7f-901a2b3c4d5e';

/** Changes to any document: values within and beyond each rule. */
const changes: readonly (readonly Change[])[] = [
	...on('name', '', 'n'.repeat(256), 'n'.repeat(257), '🗼'.repeat(256)),
	...[
		'20.9.9.9',
		'198.51.100.9',
		'10.1.1.1',
		'100.64.0.1',
		'127.0.0.1',
		'169.254.1.1',
		'224.0.0.1',
		'0.0.0.0',
		'240.0.0.1',
	].flatMap(address => on('site', site({address}))),
	...[0, 1, 7224, 9059, 64_512, 64_530, 2_147_483_648, 4_294_967_295, 4_294_967_296].flatMap(asn =>
		on('site', site({asn})),
	),
	...on(
		'site',
		site({deviceName: 'd'.repeat(255)}),
		site({deviceName: 'd'.repeat(256)}),
		site({certificateArn: certificate}),
		site({certificateArn: 'my certificate'}),
		{kind: 'existing', id: 'cgw-0e11f167'},
		{kind: 'existing', id: 'cgw-b4de3fdd'},
	),
	...on('acceleration', true),
	...on('insideIpVersion', 'ipv6'),
	...on('outsideAddressType', 'PrivateIpv4', 'Ipv6'),
	...on('transportAttachmentId', 'tgw-attach-0a1b2c3d', 'attachment 1'),
	...on('tunnelBandwidth', 'large'),
	...on('keyStorage', 'SecretsManager'),
	[
		{field: 'outsideAddressType', value: 'PrivateIpv4'},
		{field: 'site', value: site({address: '10.1.1.1'})},
	],
	[
		{field: 'acceleration', value: true},
		{field: 'tunnelBandwidth', value: 'large'},
	],
	[
		{field: 'acceleration', value: true},
		{field: 'security.options.startupAction', value: 'start'},
	],
	[
		{field: 'acceleration', value: true},
		{field: 'outsideAddressType', value: 'Ipv6'},
	],
	...on('routing', {mode: 'bgp'}, {mode: 'static', prefixes: []}, {mode: 'policy'}),
	...[['10.20.4.0/24'], ['10.0.0.0/8'], ['0.0.0.0/0'], ['127.0.0.0/8'], ['192.168.7.9/24'], prefixes(2)].flatMap(list =>
		on('routing', {mode: 'static', prefixes: list}),
	),
	...on('ranges', [{cloudSide: '10.20.0.0/16', siteSide: ['192.168.0.0/16']}]),
	...on('routeTables', ['rtb-0123456789abcdef0']),
	...[
		'169.254.44.0/30',
		'169.254.0.0/30',
		'169.254.169.252/30',
		'169.254.44.1/30',
		'169.254.44.0/29',
		'10.0.0.0/30',
	].flatMap(cidr => on('tunnels[0].insideCidr', cidr)),
	[
		{field: 'tunnels[0].insideCidr', value: '169.254.44.0/30'},
		{field: 'tunnels[1].insideCidr', value: '169.254.44.0/30'},
	],
	...on('tunnels[1].insideIpv6Cidr', 'fd12::/126'),
	...['fd12::/126', 'fd12::1/126', 'fd12::/64', '2001:db8::/126'].map(value => [
		{field: 'insideIpVersion', value: 'ipv6'},
		{field: 'tunnels[0].insideIpv6Cidr', value},
	]),
	[
		{field: 'insideIpVersion', value: 'ipv6'},
		{field: 'tunnels[0].insideIpv6Cidr', value: 'fd12::/126'},
		{field: 'tunnels[1].insideIpv6Cidr', value: 'fd12::/126'},
	],
	...['fd00::/64', 'fd00::1/64'].map(siteSide => [
		{field: 'insideIpVersion', value: 'ipv6'},
		{field: 'ipv6Ranges', value: {cloudSide: '::/0', siteSide}},
	]),
	...on('tunnels[0].presharedKey', {from: 'prompt'}, {from: 'env', name: 'KEY'}),
	[
		{field: 'site', value: site({certificateArn: certificate})},
		{field: 'tunnels[0].presharedKey', value: {from: 'prompt'}},
	],
	...on('security.preset', 'compatible', 'custom'),
	...Object.entries({
		ikeVersions: [['ikev1'], ['ikev1', 'ikev2'], []],
		phase1Encryption: [['AES128'], ['AES256-GCM-16']],
		phase1DhGroups: [[2], [24]],
		phase2DhGroups: [[5]],
		phase1LifetimeSeconds: [899, 900, 3601, 28_800, 28_801],
		phase2LifetimeSeconds: [899, 900, 3600, 3601],
		rekeyMarginTimeSeconds: [59, 60, 1800, 1801],
		rekeyFuzzPercentage: [-1, 0, 100, 101],
		replayWindowSize: [63, 64, 2048, 2049],
		dpdTimeoutSeconds: [29, 30, 86_400],
		startupAction: ['start'],
		lifecycleControl: [true],
		logs: [
			{logEnabled: true},
			{logEnabled: true, logGroupArn: 'vpn'},
			{logEnabled: true, logGroupArn: logGroup},
			{bgpLogEnabled: true, bgpLogGroupArn: logGroup},
		],
	}).flatMap(([option, values]) => on(`security.options.${option}`, ...values)),
	[
		{field: 'security.options.startupAction', value: 'start'},
		{field: 'security.options.ikeVersions', value: ['ikev1']},
	],
	[
		{field: 'tunnels[1].options.phase2LifetimeSeconds', value: 1000},
		{field: 'tunnels[1].options.rekeyMarginTimeSeconds', value: 501},
	],
	...on(
		'tags',
		{['k'.repeat(127)]: 'v'.repeat(256)},
		{['k'.repeat(128)]: ''},
		{['k'.repeat(129)]: ''},
		{k: 'v'.repeat(257)},
		{['🏭'.repeat(100)]: '🏭'.repeat(200)},
		{'AWS:x': ''},
		{'': 'x'},
		{Name: 'x'},
		manyTags(48),
		manyTags(49),
	),
];

interface Base {
	readonly title: string;
	readonly document: AwsConnection;
}

/** Documents over what the sandbox's account holds, and some that meet one thing in it. */
async function basesOfAccount(): Promise<{readonly bases: readonly Base[]; readonly meetings: readonly Base[]}> {
	const {cloud, sandbox} = await open();
	const {signal} = new AbortController();
	const {AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = ''} = sandbox.env;
	const region = 'eu-central-1';
	const client = new EC2Client({region, endpoint: sandbox.endpoints.ec2, credentials: {accessKeyId, secretAccessKey}});
	try {
		const {Vpcs = []} = await client.send(new DescribeVpcsCommand({}));
		const vpcs = Vpcs.map(({VpcId: id = ''}) => id);
		const gateways = await cloud.cloudGateways(region, signal);
		const sites = await cloud.siteGateways(region, signal);
		const connections = await cloud.connections(region, signal);
		const virginia = await cloud.cloudGateways('us-east-1', signal);
		const concentrator = virginia.find(({kind}) => kind === 'concentrator');
		const withoutBlocks = virginia.find(({kind, ownBlocks}) => kind === 'tgw' && ownBlocks?.length === 0)?.id;
		const freeVpc = vpcs.find(id => gateways.every(({vpcId}) => vpcId !== id)) ?? '';
		const stagingInside = connections.find(({id}) => id === 'vpn-40f41529')?.insideCidrs[0];
		const nowhere = sites.find(({address}) => address === '')?.id ?? '';
		const tgw = {cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}};
		const staticRouting = {routing: {mode: 'static', prefixes: ['192.168.77.0/24']}};
		const document = (title: string, more: object): Base => ({title, document: awsDocument(more)});
		const oneOff = (title: string, more: object, ...picked: readonly Change[]): Base => ({
			title,
			document: changed(awsDocument(more), picked),
		});
		const existing = gateways.map(({id, kind}) =>
			oneOff(`${kind} ${id}`, {}, {field: 'cloudGateway', value: {kind, id}}),
		);
		const newGateway = (vpcId: string, more: object = {}) => ({
			field: 'cloudGateway',
			value: {kind: 'new-vgw', vpcId, ...more},
		});
		return {
			bases: [
				document('a virtual private gateway', {}),
				document('static routes', staticRouting),
				document('a transit gateway', tgw),
				document('a VPN concentrator', {
					region: 'us-east-1',
					cloudGateway: {kind: 'concentrator', id: concentrator?.id},
				}),
				document('no gateway yet', {cloudGateway: {kind: 'none'}}),
			],
			meetings: [
				...existing,
				...sites.map(({id}) => oneOff(`site ${id}`, {}, {field: 'site', value: {kind: 'existing', id}})),
				oneOff('a new gateway', {}, newGateway(freeVpc)),
				oneOff('a new gateway with a public ASN', {}, newGateway(freeVpc, {asn: 3320})),
				oneOff('a new gateway where one is', {}, newGateway(vpcs.find(id => id !== freeVpc) ?? '')),
				oneOff('a new gateway in no VPC', {}, newGateway('vpc-0123456789abcdef0')),
				oneOff('the gateway’s own ASN', {}, {field: 'site', value: site({asn: 64_512})}),
				oneOff(
					'a public site for private addresses',
					tgw,
					{field: 'outsideAddressType', value: 'PrivateIpv4'},
					{field: 'site', value: {kind: 'existing', id: 'cgw-0e11f167'}},
				),
				oneOff(
					'private addresses of a transit gateway without a block',
					{region: 'us-east-1', cloudGateway: {kind: 'tgw', id: withoutBlocks}},
					{field: 'outsideAddressType', value: 'PrivateIpv4'},
					{field: 'transportAttachmentId', value: 'tgw-attach-0a1b2c3d'},
					{field: 'site', value: site({address: '10.1.1.1'})},
				),
				oneOff('a gateway that is not there', {}, {field: 'cloudGateway.id', value: 'vgw-01234567'}),
				oneOff(
					'large tunnels to a site without an address',
					tgw,
					{field: 'tunnelBandwidth', value: 'large'},
					{field: 'site', value: {kind: 'existing', id: nowhere}},
				),
				oneOff(
					'a start to a site without an address',
					tgw,
					{field: 'security.options.startupAction', value: 'start'},
					{field: 'site', value: {kind: 'existing', id: nowhere}},
				),
				oneOff(
					'an inside range that is used',
					{cloudGateway: {kind: 'vgw', id: 'vgw-f211f09b'}},
					{field: 'tunnels[1].insideCidr', value: stagingInside},
				),
				oneOff(
					'one inside range for both tunnels of a transit gateway',
					tgw,
					{field: 'tunnels[0].insideCidr', value: '169.254.44.0/30'},
					{field: 'tunnels[1].insideCidr', value: '169.254.44.0/30'},
				),
				oneOff(
					'sides of the pair that overlap',
					{...tgw, ...staticRouting},
					{field: 'ranges', value: [{cloudSide: '192.168.0.0/16', siteSide: ['192.168.77.0/24']}]},
				),
				oneOff('101 static routes', staticRouting, {field: 'routing.prefixes', value: prefixes(101)}),
				oneOff(
					'101 routes of a transit gateway',
					{...tgw, ...staticRouting},
					{field: 'routing.prefixes', value: prefixes(101)},
				),
				oneOff(
					'a route table of another VPC',
					{},
					{field: 'routeTables', value: [(await cloud.routeTables(region, freeVpc, signal))[0]?.id]},
				),
				oneOff('static routes and a BGP log', staticRouting, {
					field: 'security.options.logs',
					value: {bgpLogEnabled: true, bgpLogGroupArn: logGroup},
				}),
				oneOff(
					'a concentrator and static routes',
					{region: 'us-east-1', ...staticRouting},
					{field: 'cloudGateway', value: {kind: 'concentrator', id: concentrator?.id}},
				),
				...[9059, 10_124, 17_943].map((asn, index) =>
					oneOff(
						`ASN ${asn}`,
						{region: ['eu-west-1', 'ap-northeast-1', 'ap-southeast-1'][index], cloudGateway: {kind: 'none'}},
						{field: 'site', value: site({asn})},
					),
				),
			],
		};
	} finally {
		client.destroy();
		cloud.close();
		await sandbox.close();
	}
}

/** Rules that no document can meet in this account, each with why; their own tests break them over made-up facts. */
const unreachable: Readonly<Record<string, string>> = {
	'range.syntax': 'such a document has no plan: nothing is sent',
	'aws.site.state': 'the account lists no customer gateway that is not available',
	'aws.inside-ipv6.unused': 'no connection of the account has IPv6 inside',
	...Object.fromEntries(
		awsRules
			.filter(({id}) => id.startsWith('aws.quota.'))
			.map(({id}) => [id, 'EC2 does not tell an account’s own quotas']),
	),
};

/** Refusals of values that can be looked up in AWS only, which no read is made for. */
const lookedUpByAws = /InvalidTransitGatewayAttachmentID|TransportTransitGatewayAttachmentId/;

describe('AWS: the rules and the sandbox', () => {
	const agreed = new Set<string>();
	let account: Awaited<ReturnType<typeof basesOfAccount>>;
	beforeAll(async () => {
		account = await basesOfAccount();
	});

	async function judged(
		document: AwsConnection,
	): Promise<{readonly problem: string | undefined; readonly made: boolean}> {
		const verdict = await verdictOn(document, open);
		const problem = disagreement(verdict);
		if (verdict.refusal !== undefined && !verdict.unsent) for (const rule of verdict.byCloud) agreed.add(rule);
		return {
			problem: problem && lookedUpByAws.test(problem) ? undefined : problem,
			made: verdict.refusal === undefined && !verdict.unsent,
		};
	}

	it('agree on every single change', async () => {
		const wrong: string[] = [];
		let made = 0;
		const cases = [
			...account.meetings,
			...changes.flatMap((change, index) =>
				// The options go with any gateway; what belongs to the connection as a whole is tried on each kind.
				basesFor(change, account.bases, index).map(base => ({
					title: `${base.title} with ${JSON.stringify(change).slice(0, 200)}`,
					document: changed(base.document, change),
				})),
			),
		];
		await judgeAll(cases, async ({title, document}) => {
			const result = await judged(document);
			if (result.problem) wrong.push(`${title}: ${result.problem}`);
			if (result.made) made++;
		});
		expect(wrong).toEqual([]);
		expect(made).toBeGreaterThan(50);
	}, 120_000);

	it('have met on every rule that the cloud enforces', () => {
		const enforced = awsRules.filter(rule => enforcerOf(rule) === 'cloud').map(({id}) => id);
		expect(enforced.filter(id => !agreed.has(id) && !(id in unreachable))).toEqual([]);
	});

	it('agree on changes that meet each other', async () => {
		const documents = fc
			.tuple(fc.constantFrom(...account.bases), someOf(changes))
			.map(([{document}, picked]) => changed(document, picked));
		await fc.assert(
			fc.asyncProperty(fc.array(documents, {minLength: 4, maxLength: 8}), async several => {
				await judgeAll(several, async document => {
					expect((await judged(document)).problem, JSON.stringify(document)).toBeUndefined();
				});
			}),
			{numRuns: 5, endOnFailure: true},
		);
	}, 120_000);
});

function basesFor([change]: readonly Change[], bases: readonly Base[], index: number): readonly Base[] {
	const everywhere = [
		'acceleration',
		'insideIpVersion',
		'outsideAddressType',
		'transportAttachmentId',
		'tunnelBandwidth',
		'routing',
	];
	if (change && everywhere.includes(change.field)) return bases;
	return bases.filter((_, place) => place === index % 3);
}
