import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: the documents they have already, and the certainty that no key of them is kept or shown. */

const key = 'Very.Secret_Key.0123456789';
let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

async function run(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
	const io = fakeIo({...given, env: {HOME: home, TUNNELWRIGHT_HOME: home, ...given.env}});
	const code = await runArguments(['profiles', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

async function shown(name: string) {
	return JSON.parse((await run(['show', name])).out);
}

const awsRequest = {
	DryRun: true,
	Type: 'ipsec.1',
	CustomerGatewayId: 'cgw-0e11f167',
	VpnGatewayId: 'vgw-9a4cacf3',
	TagSpecifications: [{ResourceType: 'vpn-connection', Tags: [{Key: 'Name', Value: 'munich'}]}],
	Options: {
		StaticRoutesOnly: true,
		TunnelOptions: [
			{PreSharedKey: key, TunnelInsideCidr: '169.254.60.0/30'},
			{PreSharedKey: key, FutureMember: {deep: 1}},
		],
	},
};
const tencentRequest = {
	VpcId: 'vpc-gapcv96p',
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-qa9sxpy7',
	VpnConnectionName: 'suzhou',
	PreShareKey: key,
	SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['58.211.1.0/24']}],
	IKEOptionsSpecification: {PropoEncryAlgorithm: 'AES-CBC-256', DhGroupName: 'GROUP14', Surprise: 'x'},
};

describe('a request of another tool becomes a profile', () => {
	it.each([
		['aws', awsRequest, 'eu-central-1', {AWS_REGION: 'eu-central-1'}, 'munich'],
		['tencent', tencentRequest, 'ap-guangzhou', {TENCENTCLOUD_REGION: 'ap-guangzhou'}, 'suzhou'],
	] as const)(
		'%s, by its shape, with the region from the option or the environment',
		async (cloud, request, region, env, name) => {
			const input = JSON.stringify(request);
			const byOption = await run(['import', '-', '--region', region], {input});
			expect(byOption.code).toBe(0);
			expect(await shown(name)).toMatchObject({cloud, region, name});
			const byEnvironment = await run(['import', '-', '--name', 'second'], {input, env});
			expect(byEnvironment.code).toBe(0);
			expect(await shown('second')).toMatchObject({cloud, region, name});
			expect(byOption.out + byOption.err + byEnvironment.out).not.toContain(key);
			expect(readFileSync(join(home, 'config', 'profiles.json'), 'utf8')).not.toContain(key);
		},
	);

	it('says line by line what was left out and what was assumed', async () => {
		const {out} = await run(['import', '-', '--region', 'eu-central-1'], {input: JSON.stringify(awsRequest)});
		expect(out.split('\n')).toEqual([
			'imported the profile "munich"',
			expect.stringMatching(
				/^ {2}left out {2}Options\.TunnelOptions\[0\]\.PreSharedKey: a pre-shared key is never kept/,
			),
			expect.stringMatching(/^ {2}left out {2}Options\.TunnelOptions\[1\]\.PreSharedKey: /),
			expect.stringMatching(/^ {2}left out {2}Options\.TunnelOptions\[1\]\.FutureMember: it has no place/),
			expect.stringMatching(/^ {2}assumed {3}The request says static routing/),
			expect.stringMatching(
				/^ {2}assumed {3}The request leaves algorithms of tunnels\[0\] and tunnels\[1\] to AWS.*security\.preset/,
			),
		]);
	});

	it('says the same as JSON', async () => {
		const {out} = await run(['import', '-', '--region', 'ap-guangzhou', '--json'], {
			input: JSON.stringify(tencentRequest),
		});
		expect(JSON.parse(out)).toMatchObject({
			result: 'imported',
			name: 'suzhou',
			from: 'tencent',
			routing: 'policy',
			leftOut: [
				{field: 'PreShareKey', why: expect.any(String)},
				{field: 'IKEOptionsSpecification.Surprise', why: expect.any(String)},
			],
			assumed: [expect.stringContaining('SPD'), expect.stringContaining('set security.preset to strong')],
		});
		expect(out).not.toContain(key);
	});

	it.each([
		['aws', awsRequest, /--region eu-central-1, or set AWS_REGION or AWS_DEFAULT_REGION/],
		['tencent', tencentRequest, /--region ap-guangzhou, or set TENCENTCLOUD_REGION/],
	])('%s: without a region it says how to name one', async (_cloud, request, expected) => {
		const {code, err} = await run(['import', '-'], {input: JSON.stringify(request)});
		expect(code).toBe(2);
		expect(err).toMatch(expected);
	});

	it('takes a skeleton of the aws CLI in which only what was wanted is filled in', async () => {
		// as `aws ec2 create-vpn-connection --generate-cli-skeleton` writes it, two texts and one list filled in
		const input = JSON.stringify({
			CustomerGatewayId: 'cgw-0e11f167',
			Type: 'ipsec.1',
			VpnGatewayId: 'vgw-9a4cacf3',
			TransitGatewayId: '',
			VpnConcentratorId: '',
			TagSpecifications: [{ResourceType: 'vpn-connection', Tags: [{Key: '', Value: ''}]}],
			PreSharedKeyStorage: '',
			DryRun: true,
			Options: {
				TunnelInsideIpVersion: 'ipv4',
				TunnelOptions: [
					{
						TunnelInsideCidr: '',
						PreSharedKey: '',
						Phase1LifetimeSeconds: 0,
						RekeyFuzzPercentage: 0,
						Phase1EncryptionAlgorithms: [{Value: ''}],
						Phase1DHGroupNumbers: [{Value: 0}],
						IKEVersions: [{Value: 'ikev2'}],
						LogOptions: {CloudWatchLogOptions: {LogEnabled: false, LogGroupArn: ''}},
					},
				],
				LocalIpv4NetworkCidr: '',
				StaticRoutesOnly: false,
			},
		});
		const {code, out} = await run(['import', '-', '--region', 'eu-central-1', '--name', 'filled'], {input});
		expect(code).toBe(0);
		expect((await shown('filled')).tunnels[0]).toEqual({
			presharedKey: {from: 'generated'},
			// logs that are off are what a document without them means
			options: {ikeVersions: ['ikev2']},
		});
		expect(out).toMatch(/Blank members count as not given: TransitGatewayId, .*RekeyFuzzPercentage/);
	});

	it('keeps a rekey fuzz of 0 that was meant', async () => {
		const input = JSON.stringify({...awsRequest, Options: {TunnelOptions: [{RekeyFuzzPercentage: 0}, {}]}});
		await run(['import', '-', '--region', 'eu-central-1'], {input});
		expect((await shown('munich')).tunnels[0].options).toEqual({rekeyFuzzPercentage: 0});
	});

	it('says which of two gateways it left out', async () => {
		const input = JSON.stringify({...awsRequest, TransitGatewayId: 'tgw-0c2d11f0'});
		const {out} = await run(['import', '-', '--region', 'eu-central-1'], {input});
		expect(out).toContain('left out  VpnGatewayId: a connection ends at one gateway, which is tgw-0c2d11f0');
	});

	it('names what keeps a request from being a connection, and shows no key', async () => {
		const input = JSON.stringify({...awsRequest, CustomerGatewayId: undefined});
		const {code, err} = await run(['import', '-', '--region', 'eu-central-1'], {input});
		expect(code).toBe(2);
		expect(err).toContain('site.id');
		expect(err).not.toContain(key);
	});

	it.each([['{}'], ['"text"'], ['{"InstanceId": "i-1"}'], ['[]']])(
		'%s is none, and it says what is known',
		async input => {
			const {code, err} = await run(['import', '-', '--region', 'eu-central-1'], {input});
			expect(code).toBe(2);
			expect(err).toMatch(/no connection/);
		},
	);

	it('draws no escape sequence of a file', async () => {
		const input = JSON.stringify({...awsRequest, '\u001B[2Jboo': 1});
		const {out} = await run(['import', '-', '--region', 'eu-central-1'], {input});
		expect(out).toContain('boo');
		expect(out).not.toContain('\u001B');
	});
});

describe('our own documents', () => {
	const document = () => JSON.parse(readFileSync('examples/aws-vgw-bgp.json', 'utf8'));

	it('come back as they were exported, one at a time', async () => {
		const file = join(home, 'out.json');
		await run(['save', 'first', 'examples/tencent-vpc-bgp.json']);
		await run(['export', 'first', file]);
		const {code, out} = await run(['import', file, '--name', 'copy']);
		expect(code).toBe(0);
		expect(out).toBe('imported the profile "copy"');
		expect(await shown('copy')).toEqual(await shown('first'));
	});

	it('come many at once, as a list or as the profiles file of another machine', async () => {
		const list = [document(), {...document(), name: 'other'}];
		const {out} = await run(['import', '-', '--json'], {input: JSON.stringify(list)});
		expect(JSON.parse(out)).toMatchObject({result: 'imported', profiles: [{}, {name: 'other'}]});
		const store = readFileSync(join(home, 'config', 'profiles.json'), 'utf8');
		home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		expect((await run(['import', '-'], {input: store})).code).toBe(0);
		expect(await shown('other')).toMatchObject({name: 'other'});
	});

	it('are saved all or none', async () => {
		const list = [
			{...document(), name: 'fresh'},
			{...document(), name: 'bad', region: 7},
		];
		const {code, err} = await run(['import', '-'], {input: JSON.stringify(list)});
		expect(code).toBe(2);
		expect(err).toMatch(/entry 2[\s\S]*region/);
		await run(['import', '-'], {input: JSON.stringify([{...document(), name: 'taken'}])});
		const again = await run(['import', '-'], {
			input: JSON.stringify([
				{...document(), name: 'fresh'},
				{...document(), name: 'taken'},
			]),
		});
		expect(again.code).toBe(2);
		expect((await run(['show', 'fresh'])).code).toBe(2);
	});

	it('cannot all have one name', async () => {
		const {code, err} = await run(['import', '-', '--name', 'x'], {input: JSON.stringify([document(), document()])});
		expect(code).toBe(2);
		expect(err).toMatch(/there are 2 connections/);
	});

	it('may be a skeleton that was filled in, comments and all', async () => {
		const io = fakeIo({env: {}});
		await runArguments(['skeleton', 'tencent'], undefined, io);
		const file = join(home, 'skeleton.json');
		writeFileSync(file, io.stdout());
		expect((await run(['import', file, '--name', 'from-skeleton'])).code).toBe(2);
		writeFileSync(file, io.stdout().replace(/\/\* as in (.+) \*\/\n(\s*"\w+": ).+,/g, '$2$1,'));
		expect((await run(['import', file, '--name', 'from-skeleton'])).code).toBe(0);
	});
});

describe('a connection that stands is read back into a profile', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({});
	});
	afterAll(() => sandbox.close());
	const back = (...args: readonly string[]) =>
		run(['import', ...args], {env: {...sandbox.env, AWS_REGION: '', AWS_DEFAULT_REGION: '', TENCENTCLOUD_REGION: ''}});

	it.each([
		['aws', 'vpn-40f41529', 'eu-central-1', 'left out  Options.TunnelOptions[0].TunnelInsideCidr'],
		['tencent', 'vpnx-bgpgz001', 'ap-guangzhou', 'left out  BgpConfig: 169.254.128.0/30 belongs to vpnx-bgpgz001'],
	])('%s', async (cloud, id, region, line) => {
		const before = sandbox.requests.length;
		const {code, out, err} = await back('--from', cloud, '--id', id, '--region', region, '--name', 'like-it');
		expect(err).toBe('');
		expect(code).toBe(0);
		expect(out).toContain(line);
		expect(await shown('like-it')).toMatchObject({cloud, region, site: {kind: 'existing'}});
		const calls = sandbox.requests.slice(before).map(({action}) => action);
		expect(calls.length).toBeGreaterThan(0);
		expect(calls.filter(action => !/^(Describe|Search)/.test(action))).toEqual([]);
	});

	it.each([
		[
			['--from', 'aws', '--id', 'vpn-0123456789abcdef0', '--region', 'eu-central-1'],
			4,
			/no connection vpn-0123456789abcdef0/,
		],
		[['--from', 'tencent', '--id', 'vpnx-nowhere1', '--region', 'ap-guangzhou'], 4, /no connection vpnx-nowhere1/],
		[['--from', 'aws', '--id', 'vpnx-5p7vkch8', '--region', 'eu-central-1'], 2, /ids are like vpn-40f41529/],
		[['--from', 'aws', '--id', 'vpn-40f41529'], 2, /--region/],
		[['--from', 'aws'], 2, /--from needs the id/],
		[['--id', 'vpn-40f41529', 'x.json'], 2, /--id belongs to --from/],
		[['x.json', '--from', 'aws', '--id', 'vpn-40f41529'], 2, /name one source/],
		[[], 2, /name one source/],
	])('%j says what is wrong', async (args, wanted, expected) => {
		const {code, err} = await back(...args);
		expect(err).toMatch(expected);
		expect(code).toBe(wanted);
	});
});
