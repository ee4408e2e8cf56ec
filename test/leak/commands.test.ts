import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Fault, Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';
import {filesUnder, type Known, leaksIn} from './known-secrets.ts';

/*
 * Every command and every way that it fails, with known secrets in every place that it reads. What a user would lose: a key in a log,
 * a ticket, a recording, a backup of the home folder. The credentials' own files are swept in accounts.test.ts, the wizard in wizard.test.ts.
 */
let sandbox: Sandbox | undefined;
let home: string;
/** Everything that was printed, with the arguments that led to it. */
const printed: {readonly by: string; readonly text: string}[] = [];

const awsKey = 'Zq8.Leak4711_aws.presharedKey1';
const secondKey = 'Zq8.Leak4712_aws.presharedKey2';
const tencentKey = 'Zq8"Leak4713\\\'tc&<%+/presharedKey';
const typedKey = 'Zq8.Leak4714_typed.presharedKey';
const inDocument = 'Zq8.Leak4715.written/in+the=document';
const proxyPassword = 'Zq8Leak4716proxyPassword';

const secrets: Known[] = [
	{from: 'FIRST_KEY', value: awsKey},
	{from: 'SECOND_KEY', value: secondKey},
	{from: 'SITE_KEY', value: tencentKey},
	{from: 'typed', value: typedKey},
	{from: 'document', value: inDocument},
	{from: 'proxy', value: proxyPassword},
];

const keysOf = () => sandbox?.env ?? {};

async function renew(): Promise<void> {
	await sandbox?.close();
	sandbox = await startSandbox({speed: 500});
}

beforeAll(async () => {
	await renew();
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-leak-'));
	secrets.push(
		{from: 'AWS_SECRET_ACCESS_KEY', value: keysOf().AWS_SECRET_ACCESS_KEY ?? ''},
		{from: 'TENCENTCLOUD_SECRET_KEY', value: keysOf().TENCENTCLOUD_SECRET_KEY ?? ''},
	);
});
// quotas are small
beforeEach(renew);
afterAll(async () => {
	await sandbox?.close();
	rmSync(home, {recursive: true, force: true});
});

interface Given {
	readonly input?: string | undefined;
	readonly env?: Readonly<Record<string, string>>;
	readonly fault?: Fault;
	readonly interactive?: boolean;
}

async function run(args: readonly string[], {input = '', env = {}, fault, interactive = false}: Given = {}) {
	sandbox?.clearFaults();
	if (fault) sandbox?.addFault(fault);
	const io = fakeIo({
		env: {
			...keysOf(),
			TUNNELWRIGHT_HOME: join(home, 'kept'),
			FIRST_KEY: awsKey,
			SECOND_KEY: secondKey,
			SITE_KEY: tencentKey,
			...env,
		},
		input,
		interactive,
		key: typedKey,
		// a call that is made to hang is waited for; others have all the time that a busy machine takes
		limits: {timeoutMs: fault ? 400 : 20_000},
		sleep: async () => {},
	});
	const code = await runArguments(args, undefined, io);
	sandbox?.clearFaults();
	const text = `${io.stdout()}\n${io.stderr()}`;
	printed.push({by: `${args.join(' ')} ${fault?.kind ?? ''}`, text});
	return {code, out: io.stdout(), err: io.stderr(), text};
}

let sites = 0;
/** An example that no other meets, with the keys that a test knows. */
function document(example: string, change: object = {}): string {
	sites += 1;
	const whole = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
	const keys =
		whole.cloud === 'aws'
			? {tunnels: [{presharedKey: {from: 'env', name: 'FIRST_KEY'}}, {presharedKey: {from: 'env', name: 'SECOND_KEY'}}]}
			: {presharedKey: {from: 'env', name: 'SITE_KEY'}};
	const site = {
		kind: 'new',
		name: `leak-${sites}`,
		address: `198.51.100.${sites}`,
		...(whole.routing.mode === 'bgp' ? {asn: 64_800 + sites} : {}),
	};
	return JSON.stringify({...whole, name: `leak-${sites}`, site, ...keys, ...change});
}

/** What was printed since and all that is kept hold no secret. */
function nothingFound(): void {
	const found = printed.splice(0).flatMap(({by, text}) => leaksIn(text, secrets).map(leak => `${by}: ${leak}`));
	const kept = leaksIn(filesUnder(home, ['asked-for']), secrets);
	expect([...found, ...kept]).toEqual([]);
}

test('the search finds what it is to find', () => {
	const value = tencentKey;
	const known = [{from: 'x', value}];
	for (const text of [
		`a ${value} b`,
		`${value.slice(0, 10)}\r\n${value.slice(10)}`,
		Buffer.from(`ab${value}c`).toString('base64'),
		Buffer.from(`a${value}c`).toString('base64url'),
		Buffer.from(value).toString('hex'),
		encodeURIComponent(value),
		JSON.stringify({a: value}),
		JSON.stringify({a: JSON.stringify({b: value})}),
		value.slice(0, 20),
		// drawn in a box of ten columns, in colour
		(value.match(/.{1,8}/g) ?? []).map(part => `│ \u001B[36m${part}\u001B[39m │`).join('\r\n'),
		value.toUpperCase(),
	])
		expect(leaksIn(text, known), text).not.toEqual([]);
	expect(leaksIn('nothing of it', known)).toEqual([]);
});

/** All of them with `npm run leaks`. */
const isWhole = process.env.LONG_TESTS === '1';

const faults: readonly Fault[] = [
	{kind: 'throttle', action: 'CreateVpnConnection', times: 2},
	{kind: 'error5xx', action: 'CreateVpnConnection', times: 1},
	{kind: 'reset', action: 'CreateVpnConnection', times: 1},
	{kind: 'hang', action: 'CreateVpnConnection', times: 1},
	{kind: 'garbage', action: 'CreateVpnConnection', times: 1},
	{kind: 'lost-reply', action: 'CreateVpnConnection', times: 1},
	{kind: 'garbage', action: 'DescribeVpnConnections', times: 9},
	{kind: 'reset', times: 30},
];

describe.each(['aws-vgw-bgp', 'tencent-ccn-static'])('%s', example => {
	test('planned, made, watched, read back, exported, kept, resumed, undone, deleted', async () => {
		const input = document(example);
		const {name, region, cloud} = JSON.parse(input);
		for (const style of [[], ['--json'], ['--markdown']]) {
			const {code, text} = await run(['plan', '-', ...style, '--debug'], {input});
			expect(code, text).toBe(0);
		}

		const made = await run(['apply', '-', '--yes', '--json', '--wait', 'available', '--debug'], {input});
		expect(made.code, made.text).toBe(0);
		const again = await run(['apply', '-', '--yes', '--debug'], {input});
		expect(again.code, again.text).toBe(0);
		const status = await run(['status', '--region', region, '--json', '--debug']);
		const id = JSON.parse(status.out).connections.find((one: {name: string}) => one.name === name)?.id;
		expect(id).toMatch(/^vpnx?-/);
		for (const format of cloud === 'aws' ? ['terraform', 'cloudformation', 'aws-cli'] : ['terraform', 'tccli']) {
			const fromDocument = await run(['export', '-', '--format', format], {input});
			expect(fromDocument.code, fromDocument.text).toBe(0);
			await run([
				'export',
				id,
				'--region',
				region,
				'--format',
				format,
				'--out',
				join(home, `code-${id}-${format}`),
				'--debug',
			]);
		}

		const file = join(home, `${id}.json`);
		writeFileSync(file, input);
		for (const args of [
			['profiles', 'save', name, file],
			['profiles', 'show', name],
			['profiles', 'show', name, '--json'],
			['profiles', 'list', '--json'],
			['profiles', 'export', name, join(home, `exported-${id}.json`)],
			['profiles', 'import', '--from', cloud, '--id', id, '--region', region, '--name', `read-${name}`, '--debug'],
			['profiles', 'import', file, '--name', `again-${name}`],
			['runs', '--all', '--json'],
			['config', '--list-devices', '--cloud', cloud],
		])
			await run(args);
		const folder = join(home, `asked-for-${id}`);
		const asked = await run([
			'config',
			id,
			'--region',
			region,
			'--device',
			'strongswan',
			'--nat',
			'no',
			'--site-range',
			'192.168.77.0/24',
			'--cloud-range',
			'10.8.0.0/20',
			'--out',
			folder,
			'--debug',
		]);
		expect(asked.code, asked.text).toBe(0);
		expect(leaksIn(filesUnder(folder), secrets)).not.toEqual([]);
		const runs = JSON.parse((await run(['runs', '--all', '--json'])).out).runs;
		const runId = runs.find((one: {name: string}) => one.name === name)?.id ?? runs[0].id;
		for (const args of [
			['runs', 'show', runId],
			['runs', 'resume', runId, '--yes', '--debug'],
			['runs', 'undo', runId],
			['runs', 'undo', runId, '--yes', '--debug'],
			['runs', 'forget', runId],
		])
			await run(args);
		nothingFound();
	}, 60_000);

	test.each<Fault>(isWhole ? faults : faults.filter(({kind}) => kind === 'lost-reply'))(
		'fails by %j',
		async fault => {
			const input = document(example);
			const {text} = await run(['apply', '-', '--yes', '--json', '--debug'], {input, fault});
			expect(text.length).toBeGreaterThan(100);
			if (isWhole) await run(['apply', '-', '--yes', '--debug'], {input: document(example), fault});
			nothingFound();
		},
		60_000,
	);
});

describe('keys that are wrong', () => {
	test.each([
		['too long', {FIRST_KEY: 'Zq8.Leak4711_aws.'.repeat(9), SITE_KEY: tencentKey.repeat(9)}],
		['with a space', {FIRST_KEY: `${awsKey} x`, SITE_KEY: `${tencentKey} x`}],
		['with a control character', {FIRST_KEY: `${awsKey}\u0007`, SITE_KEY: `${tencentKey}\u001B[31m`}],
		['alike', {SECOND_KEY: awsKey}],
		['not there', {FIRST_KEY: '', SITE_KEY: ''}],
	])(
		'%s',
		async (_, env) => {
			for (const example of ['aws-vgw-bgp', 'tencent-vpc-policy'])
				for (const command of [
					['plan', '-'],
					['plan', '-', '--json'],
					['apply', '-', '--yes', '--debug'],
					['apply', '-', '--yes', '--json'],
				])
					await run(command, {input: document(example), env});
			nothingFound();
		},
		60_000,
	);

	test('typed at the prompt', async () => {
		const prompt = {from: 'prompt'};
		const made = await run(['apply', '-', '--yes', '--debug'], {
			input: document('tencent-ccn-static', {presharedKey: prompt}),
			interactive: true,
		});
		expect(made.code, made.text).toBe(0);
		await run(['apply', '-', '--yes', '--json'], {
			input: document('aws-vgw-bgp', {tunnels: [{presharedKey: prompt}, {presharedKey: prompt}]}),
			interactive: true,
		});
		nothingFound();
	}, 60_000);
});

describe('a key written into a document', () => {
	const places: readonly (readonly [string, object])[] = [
		['as the key', {presharedKey: inDocument}],
		['as where it comes from', {presharedKey: {from: inDocument}}],
		['beside it', {presharedKey: {from: 'env', name: 'SITE_KEY', value: inDocument}}],
		['as a variable’s name', {presharedKey: {from: 'env', name: inDocument}}],
		['in a tunnel', {tunnels: [{presharedKey: inDocument}, {presharedKey: {from: 'generated', key: inDocument}}]}],
		['under another name', {preSharedKey: inDocument, psk: inDocument, secret: {key: inDocument}}],
		['in the security', {security: {preset: 'strong', presharedKey: inDocument, options: {psk: inDocument}}}],
	];
	test.each(places)(
		'%s',
		async (_, change) => {
			for (const example of ['aws-vgw-bgp', 'tencent-vpc-policy']) {
				const input = document(example, change);
				const file = join(home, 'asked-for.json');
				writeFileSync(file, input);
				for (const args of [
					['plan', '-'],
					['plan', '-', '--json'],
					['apply', '-', '--yes', '--debug'],
					['export', '-', '--format', 'terraform'],
					['profiles', 'save', 'with-key', file],
					['profiles', 'import', file, '--name', 'with-key'],
				])
					await run(args, {input});
			}

			nothingFound();
		},
		60_000,
	);

	test('that is no JSON, or cut off', async () => {
		const whole = document('aws-vgw-bgp', {psk: inDocument});
		for (const input of [
			inDocument,
			`{"presharedKey": ${inDocument}}`,
			whole.slice(0, whole.indexOf(inDocument) + 30),
			`[${JSON.stringify(inDocument)}]`,
			JSON.stringify(inDocument),
		]) {
			writeFileSync(join(home, 'asked-for.json'), input);
			await run(['plan', '-'], {input});
			await run(['plan', '-', '--json', '--debug'], {input});
			await run(['profiles', 'import', join(home, 'asked-for.json')]);
		}

		nothingFound();
	});

	test('of the clouds’ own tools, imported as a profile', async () => {
		const requests = {
			aws: {
				Type: 'ipsec.1',
				CustomerGatewayId: 'cgw-0e11f167',
				VpnGatewayId: 'vgw-9a4cacf3',
				Options: {
					TunnelOptions: [{PreSharedKey: inDocument}, {PreSharedKey: inDocument, Phase1LifetimeSeconds: inDocument}],
				},
			},
			tencent: {
				VpcId: 'vpc-gapcv96p',
				VpnGatewayId: 'vpngw-1w9tue3d',
				CustomerGatewayId: 'cgw-qa9sxpy7',
				VpnConnectionName: 'x',
				PreShareKey: inDocument,
			},
		};
		for (const [cloud, request] of Object.entries(requests)) {
			writeFileSync(join(home, 'asked-for.json'), JSON.stringify(request));
			const {text} = await run([
				'profiles',
				'import',
				join(home, 'asked-for.json'),
				'--region',
				cloud === 'aws' ? 'eu-central-1' : 'ap-guangzhou',
				'--name',
				`tool-${cloud}`,
			]);
			expect(text).toMatch(/key/i);
		}

		nothingFound();
	});
});

describe('the account', () => {
	test('with a wrong signature, a wrong key, a token that is none, an endpoint with a password', async () => {
		const environments: readonly Readonly<Record<string, string>>[] = [
			{AWS_SECRET_ACCESS_KEY: inDocument, TENCENTCLOUD_SECRET_KEY: inDocument},
			{
				AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN',
				TENCENTCLOUD_SECRET_ID: 'AKIDUNKNOWN',
				AWS_SECRET_ACCESS_KEY: inDocument,
				TENCENTCLOUD_SECRET_KEY: inDocument,
			},
			{AWS_SESSION_TOKEN: inDocument, TENCENTCLOUD_TOKEN: inDocument},
			{
				AWS_SESSION_TOKEN: `${inDocument}\n`,
				TENCENTCLOUD_SECRET_KEY: `${inDocument}\u0000`,
				AWS_SECRET_ACCESS_KEY: `${inDocument}\u0007`,
			},
			{TENCENTCLOUD_SESSION_TOKEN: inDocument},
			{TENCENTCLOUD_SECURITY_TOKEN: inDocument},
			{
				AWS_ENDPOINT_URL_EC2: `http://me:${proxyPassword}@127.0.0.1:1`,
				TENCENTCLOUD_DOMAIN: `me:${proxyPassword}@127.0.0.1:1`,
			},
			{
				AWS_ENDPOINT_URL_EC2: 'https://ec2.eu-central-1.amazonaws.com',
				HTTPS_PROXY: `http://me:${proxyPassword}@127.0.0.1:1`,
				TENCENTCLOUD_DOMAIN: 'tencentcloudapi.com',
			},
			{
				AWS_ENDPOINT_URL_EC2: 'https://ec2.eu-central-1.amazonaws.com',
				HTTPS_PROXY: `me:${proxyPassword}@::not a url`,
				TENCENTCLOUD_DOMAIN: 'tencentcloudapi.com',
			},
		];
		for (const env of environments)
			for (const args of [
				['accounts', '--debug'],
				['accounts', '--json'],
				['status', '--json', '--debug'],
				['plan', '-', '--json', '--debug'],
			])
				await run(args, {env, input: document('aws-vgw-bgp')});
		nothingFound();
	}, 60_000);
});

test('a key on the command line is not said back', async () => {
	for (const args of [
		['apply', `--psk=${inDocument}`],
		['apply', '-', inDocument, inDocument],
		[`--psk=${inDocument}`],
		['plan', `--presharedKey=${inDocument}`, '--json'],
	])
		await run(args);
	nothingFound();
});

test('watch: its lines, its metrics, what its program gets, and what it keeps', async () => {
	for (const [input, id] of [
		[document('aws-vgw-bgp'), 'aws'],
		[document('tencent-ccn-static'), 'tencent'],
	])
		expect((await run(['apply', '-', '--yes', '--wait', 'available'], {input})).code, id).toBe(0);
	const heard = join(home, 'heard');
	const io = fakeIo({
		env: {
			...keysOf(),
			PATH: process.env.PATH,
			HTTPS_PROXY: '',
			TUNNELWRIGHT_HOME: join(home, 'kept'),
			FIRST_KEY: awsKey,
			SITE_KEY: tencentKey,
		},
		clockFactor: 40,
	});
	const hook = `sh -c 'cat >>${heard}; env >>${heard}; echo done >>${heard}'`;
	const watching = runArguments(['watch', '--json', '--debug', '--metrics', '0', '--exec', hook], undefined, io);
	await vi.waitUntil(() => io.stdout().includes('"type":"state"'), {timeout: 20_000});
	sandbox?.setTunnel('vpn-40f41529', 0, 'DOWN');
	await vi.waitUntil(() => existsSync(heard) && readFileSync(heard, 'utf8').includes('done'), {timeout: 20_000});
	const metrics = await (await fetch(/metrics: (\S+)/.exec(io.stderr())?.[1] ?? '')).text();
	io.interrupt();
	expect(await watching).toBe(130);
	expect(metrics).toContain('tunnelwright_tunnel_up');
	expect(readFileSync(heard, 'utf8')).toContain('"type":"tunnel"');
	printed.push({by: 'watch', text: `${io.stdout()}\n${io.stderr()}\n${metrics}`});
	// the files of the home are swept with it: what the program heard, and the history of tunnels
	nothingFound();
}, 60_000);

test('the keys that the clouds made are nowhere either', async () => {
	mkdirSync(join(home, 'asked-for'), {recursive: true});
	const generated: Known[] = [];
	const signal = AbortSignal.timeout(30_000);
	for (const [example, region, id] of [
		['aws-vgw-bgp', 'eu-central-1', 'aws'],
		['tencent-ccn-static', 'ap-guangzhou', 'tencent'],
	] as const) {
		const own = document(example, id === 'aws' ? {tunnels: undefined} : {presharedKey: {from: 'generated'}});
		const {name, region: where = region} = JSON.parse(own);
		const made = await run(['apply', '-', '--yes', '--json', '--debug', '--wait', 'available'], {input: own});
		expect(made.code, made.text).toBe(0);
		const options = {env: keysOf(), sandbox: true};
		const cloud = id === 'aws' ? createAwsCloud(options) : createTencentCloud(options);
		const all = await cloud.status(where, undefined, signal);
		const found = all.find(one => one.name === name)?.id ?? '';
		const side = await cloud.deviceSide?.(where, found, signal);
		for (const {key} of side?.tunnels ?? [])
			if (key.from === 'cloud') generated.push({from: `generated by ${id}`, value: key.key.reveal()});
		await run(['status', found, '--json', '--debug']);
		// what the cloud tells of one connection alone, its traffic and its log, with the list that holds the keys
		await run(['why', found, '--json', '--debug']);
		await run(['runs', '--all', '--json']);
		cloud.close();
	}

	expect(generated.length).toBe(3);
	for (const {value} of generated) expect(value.length).toBeGreaterThan(15);
	secrets.push(...generated);
	nothingFound();
	const debug = join(home, 'kept/state/debug');
	const written = readdirSync(debug).map(file => readFileSync(join(debug, file), 'utf8'));
	expect(written.length).toBeGreaterThan(20);
	for (const call of ['GetActiveVpnTunnelStatus', 'GetMetricData', 'GetMonitorData'])
		expect(written.some(text => text.includes(call))).toBe(true);
}, 60_000);
