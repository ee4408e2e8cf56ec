import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {tencentRules} from '../../src/clouds/tencent/rules/rules.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {enforcerOf} from '../../src/connection/finding.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {bgp, ccn, destinationRoutes, policy, tencentDocument} from '../clouds/tencent/documents.ts';
import {type Change, changed, disagreement, judgeAll, someOf, verdictOn} from './agreement.ts';

/* What a user would lose: a document that passes every check and is then refused, or one that is refused for no reason. */

// The real API's 20 calls a second are the account's; the sandboxes here are many, and the throttle has its own test.
vi.mock('../../src/clouds/tencent/wire/throttle.ts', () => ({turnOf: async () => {}}));

async function open() {
	const sandbox = await startSandbox({port: 0, speed: 1_000_000});
	return {sandbox, cloud: createTencentCloud({env: sandbox.env, sandbox: true, timeoutMs: 5000})};
}

const on = (field: string, ...values: readonly unknown[]): readonly (readonly Change[])[] =>
	values.map(value => [{field, value}]);
const site = (more: object) => ({kind: 'new', name: 'device', address: '8.8.4.4', ...more});
const pair = (cloudSide: string, ...siteSide: readonly string[]) => ({cloudSide, siteSide});
const nets = (count: number, from = 0) =>
	Array.from(
		{length: count},
		(_, index) => `172.${20 + Math.floor((from + index) / 256)}.${(from + index) % 256}.0/24`,
	);
const inside = (tunnelCidr: string, cloudAddress: string, siteAddress: string) => ({
	mode: 'bgp',
	tunnelCidr,
	cloudAddress,
	siteAddress,
});
const probe = (more: object) => ({enabled: true, ...more});
const manyTags = (count: number) => Object.fromEntries(Array.from({length: count}, (_, index) => [`k${index}`, '']));

/** Changes to any document: values within and beyond each rule, over what the sandbox's account holds. */
const changes: readonly (readonly Change[])[] = [
	...on('name', '', ' ', 'n'.repeat(60), 'n'.repeat(61), '名'.repeat(60), '🗼'.repeat(60), 'core-to-foshan'),
	...on(
		'cloudGateway',
		{kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
		{kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-8ro3x6md'},
		{kind: 'vpc', id: 'vpngw-bgp4gz01', vpcId: 'vpc-p5sf61yj'},
		{kind: 'vpc', id: 'vpngw-6x0wxvtp', vpcId: 'vpc-8ro3x6md'},
		{kind: 'vpc', id: 'vpngw-p4lmqawn', vpcId: 'vpc-0a36uwkr'},
		{kind: 'vpc', id: 'vpngw-cjkgz001', vpcId: 'vpc-k8sgz0u1'},
		{kind: 'vpc', id: 'vpngw-pendgz01', vpcId: 'vpc-8ro3x6md'},
		{kind: 'vpc', id: 'vpngw-sslgz001', vpcId: 'vpc-gapcv96p'},
		{kind: 'vpc', id: 'vpngw-isolgz01', vpcId: 'vpc-dfltgz01'},
		{kind: 'vpc', id: 'vpngw-blckgz01', vpcId: 'vpc-dfltgz01'},
		{kind: 'vpc', id: 'vpngw-nosuch01', vpcId: 'vpc-dfltgz01'},
		{kind: 'ccn', id: 'vpngw-ccngz001'},
		{kind: 'ccn', id: 'vpngw-1w9tue3d'},
	),
	...[
		'cgw-qa9sxpy7',
		'cgw-2wqq41m9',
		'cgw-bgpdc001',
		'cgw-sameasn1',
		'cgw-cjkgz001',
		'cgw-l4rblw63',
		'cgw-nosuch01',
	].flatMap(id => on('site', {kind: 'existing', id})),
	...[
		'1.2.3.4',
		'10.3.3.15',
		'100.64.0.9',
		'127.0.0.1',
		'169.254.9.9',
		'240.0.0.1',
		'0.1.2.3',
		'8.8.4.0',
		'8.255.255.255',
		'139.199.4.255',
		'139.199.0.0',
		'203.1.2.255',
		'203.0.113.9',
		'58.211.2.5',
		'58.211.1.12',
	].flatMap(address => on('site', site({address}), site({address, asn: 65_077}))),
	// 65020 is the ASN that another BGP tunnel of the gateway leads to
	...[1, 65_020, 65_535, 139_341, 45_090, 58_835, 64_551, 4_294_967_295, 4_294_967_296, 0].flatMap(asn =>
		on('site', site({asn})),
	),
	...on('site.name', 'n'.repeat(60), 'n'.repeat(61), ' '),
	...on(
		'routing',
		{mode: 'policy'},
		{mode: 'static', prefixes: []},
		{mode: 'static', prefixes: ['172.20.0.0/16', '172.20.0.9/16']},
		// the quota of a VPC's route table
		{mode: 'static', prefixes: nets(40)},
		{mode: 'static', prefixes: nets(60)},
		...[
			'10.8.4.0/24',
			'10.0.0.0/8',
			'10.9.0.0/20',
			'127.1.0.0/16',
			'169.254.9.0/24',
			'0.0.0.0/0',
			'0.0.0.0/8',
			'240.0.0.0/8',
		].map(prefix => ({mode: 'static', prefixes: [prefix]})),
		inside('169.254.130.0/30', '169.254.130.1', '169.254.130.2'),
		inside('169.254.128.0/30', '169.254.128.1', '169.254.128.2'),
		inside('169.254.130.0/29', '169.254.130.1', '169.254.130.2'),
		inside('169.254.10.0/30', '169.254.10.1', '169.254.10.2'),
		inside('169.254.130.0/30', '169.254.130.1', '169.254.130.9'),
		inside('169.254.130.0/30', '169.254.130.1', '169.254.130.1'),
		inside('169.254.130.0/30', '169.254.130.0', '169.254.130.3'),
		{mode: 'bgp'},
	),
	...on(
		'ranges',
		[],
		[pair('0.0.0.0/0', '0.0.0.0/0')],
		[pair('0.0.0.0/0', '172.20.0.0/24')],
		[pair('10.8.4.0/24', '0.0.0.0/0')],
		[pair('10.8.4.9/24', '172.20.0.9/24')],
		[pair('10.8.4.0/24', '10.8.5.0/24')],
		[pair('10.8.4.0/24', '10.9.1.0/24')],
		[pair('10.8.4.0/24', '10.0.0.0/8')],
		[pair('10.12.0.0/16', '10.12.9.0/24')],
		[pair('192.168.7.0/24', '172.21.0.0/16')],
		[pair('10.8.4.0/24', '172.20.0.0/16', '172.20.9.0/24')],
		[pair('10.8.4.0/24', '172.20.0.0/24'), pair('10.8.0.0/16', '172.20.0.0/24')],
		[pair('10.8.4.0/24', '172.20.0.0/24'), pair('10.8.5.0/24', '172.20.0.0/24')],
		[pair('10.8.4.0/24', '224.1.0.0/16')],
		[pair('127.0.0.0/16', '172.20.0.0/24')],
		[pair('10.8.4.0/24', '169.254.9.0/24')],
		[pair('10.8.4.0/24')],
		[pair('10.8.4.0/24', ...nets(50))],
		[pair('10.8.4.0/24', ...nets(51))],
		Array.from({length: 10}, (_, index) => pair(`10.8.${index}.0/24`, '172.20.0.0/24')),
		Array.from({length: 11}, (_, index) => pair(`10.8.${index}.0/24`, '172.20.0.0/24')),
		Array.from({length: 5}, (_, index) => pair(`10.8.${index}.0/24`, ...nets(40))),
		Array.from({length: 5}, (_, index) => pair(`10.8.${index}.0/24`, ...nets(41))),
	),
	// The other tunnel of this gateway carries 10.64.0.0/16 with 192.168.100.0/24.
	...['192.168.100.0/25', '192.168.102.0/24'].map(remote => [
		{field: 'cloudGateway', value: {kind: 'vpc', id: 'vpngw-cjkgz001', vpcId: 'vpc-k8sgz0u1'}},
		{field: 'ranges', value: [pair('10.64.3.0/24', remote)]},
	]),
	...on('security.preset', 'strong', 'compatible', 'custom'),
	...Object.entries({
		ikeVersion: ['IKEV1', 'IKEV2'],
		exchangeMode: ['MAIN', 'AGGRESSIVE'],
		ikeEncryption: ['3DES-CBC', 'SM4', 'AES256GCM128', 'AES256'],
		ikeIntegrity: ['MD5', 'SHA', 'SHA-512', 'SHA-384'],
		ikeDhGroup: ['GROUP1', 'GROUP24', 'GROUP18'],
		ikeLifetimeSeconds: [59, 60, 604_800, 604_801],
		localIdentity: [
			{type: 'FQDN', name: 'gz.example'},
			{type: 'FQDN', name: ''},
			{type: 'ADDRESS', address: '9.9.9.9'},
		],
		remoteIdentity: [{type: 'FQDN', name: 'site.example'}, {type: 'ADDRESS'}],
		ipsecEncryption: ['NULL', 'AES128GCM128', 'AES-CBC-192'],
		ipsecIntegrity: ['SM3', 'SHA-384', 'SHA'],
		pfsDhGroup: ['NULL', 'DH-GROUP24', 'GROUP14'],
		ipsecLifetimeSeconds: [179, 180, 604_800, 604_801],
		ipsecLifetimeKilobytes: [2559, 2560, 4_294_967_295, 4_294_967_296],
	}).flatMap(([option, values]) => on(`security.options.${option}`, ...values)),
	...on('negotiation', 'passive', 'flowTrigger', 'aggressive'),
	...[29, 30, 60, 61].flatMap(timeoutSeconds => on('dpd', {enabled: true, timeoutSeconds, action: 'clear'})),
	...on('dpd', {enabled: false, timeoutSeconds: 30, action: 'restart'}),
	...[
		{enabled: false},
		probe({}),
		probe({localIp: '169.254.200.1', remoteIp: '169.254.200.2'}),
		probe({localIp: '169.254.200.1', remoteIp: '169.254.200.1'}),
		probe({localIp: '169.254.200.1'}),
		probe({localIp: '10.8.0.9', remoteIp: '169.254.200.2'}),
		probe({localIp: '10.20.0.9', remoteIp: '169.254.200.2'}),
		probe({localIp: '169.254.128.1', remoteIp: '169.254.200.2'}),
		probe({localIp: '9.9.9.9', remoteIp: '9.9.9.10'}),
		probe({localIp: '224.0.0.9', remoteIp: '169.254.200.2'}),
		probe({localIp: '169.254.200.1', remoteIp: '127.0.0.1'}),
		probe({localIp: '169.254.200.1', remoteIp: '169.254.128.1'}),
		...[999, 1000, 5000, 5001].map(intervalMs => probe({intervalMs})),
		...[2, 3, 8, 9].map(threshold => probe({threshold})),
		...[9, 10, 5000, 5001].map(timeoutMs => probe({timeoutMs})),
	].flatMap(value => on('healthCheck', value)),
	...on(
		'tags',
		{},
		{团队: 'x@y:z/1+2=3'},
		{['k'.repeat(127)]: 'v'.repeat(255)},
		{['k'.repeat(128)]: ''},
		{k: 'v'.repeat(256)},
		{['🏭'.repeat(64)]: ''},
		{'a#b': ''},
		{k: '<v>'},
		{'QCS:x': ''},
		{project: ''},
		{'project:x': ''},
		{项目组: ''},
		{k: 'a,b;c'},
		{'': 'x'},
		manyTags(50),
		manyTags(51),
	),
];

/** The gateway before 4.0, and before 3.0 there is none here: what needs a newer one is tried on these. */
const old = {kind: 'vpc', id: 'vpngw-6x0wxvtp', vpcId: 'vpc-8ro3x6md'} as const;
const bases = [
	{title: 'SPD policy', document: policy},
	{title: 'destination routes', document: destinationRoutes},
	{title: 'BGP', document: bgp},
	{title: 'a CCN', document: ccn},
	{
		title: 'an older gateway',
		document: tencentDocument({cloudGateway: old, routing: {mode: 'static', prefixes: ['172.20.10.0/24']}, ranges: []}),
	},
];

/** Rules that no document can meet in this account, each with why; their own tests break them over made-up facts. */
const unreachable: Readonly<Record<string, string>> = {
	'tencent.health-check.version': 'the account has no gateway before 3.0',
	'range.syntax': 'such a document has no plan: nothing is sent',
	'tencent.site.exists': 'such a document has no plan: nothing is sent',
	'tencent.routes.limit': 'tried apart: a thousand routes',
	'tencent.routes.equal-priority':
		'no gateway of the account below 3.1 has destination routes; tried on two tunnels in tencent-run.test.ts',
};

describe('Tencent Cloud: the rules and the sandbox', () => {
	const agreed = new Set<string>();

	it('agree on every single change', async () => {
		const wrong: string[] = [];
		let made = 0;
		const cases = changes.flatMap(change => basesFor(change).map(base => ({...base, change})));
		await judgeAll(cases, async ({title, document, change}) => {
			const verdict = await verdictOn(changed(document, change), open);
			const problem = disagreement(verdict);
			if (problem) wrong.push(`${title} with ${JSON.stringify(change).slice(0, 200)}: ${problem}`);
			if (verdict.refusal !== undefined && !verdict.unsent) for (const rule of verdict.byCloud) agreed.add(rule);
			if (verdict.refusal === undefined && !verdict.unsent) made++;
		});
		expect(wrong).toEqual([]);
		expect(made).toBeGreaterThan(50);
	}, 120_000);

	it('have met on every rule that the cloud enforces', () => {
		const enforced = tencentRules.filter(rule => enforcerOf(rule) === 'cloud').map(({id}) => id);
		expect(enforced.filter(id => !agreed.has(id) && !(id in unreachable))).toEqual([]);
	});

	it('agree on changes that meet each other', async () => {
		const documents = fc
			.tuple(fc.constantFrom(...bases), someOf(changes))
			.map(([{document}, picked]) => changed(document, picked));
		await fc.assert(
			fc.asyncProperty(fc.array(documents, {minLength: 4, maxLength: 8}), async several => {
				await judgeAll(several, async document => {
					expect(disagreement(await verdictOn(document, open)), JSON.stringify(document)).toBeUndefined();
				});
			}),
			{numRuns: 6, endOnFailure: true},
		);
	}, 120_000);
});

/** The ends and the routing meet every kind of document; what is beside them needs one. */
function basesFor([change]: readonly Change[]): typeof bases {
	if (change && ['cloudGateway', 'routing'].includes(change.field)) return bases;
	if (change?.field === 'site') return bases.filter(({title}) => title === 'SPD policy' || title === 'BGP');
	if (change?.field === 'healthCheck') return bases.filter(({title}) => title !== 'BGP' && title !== 'a CCN');
	return bases.filter(
		({title}) => title === 'SPD policy' || (title === 'an older gateway' && /GCM/.test(String(change?.value))),
	);
}
