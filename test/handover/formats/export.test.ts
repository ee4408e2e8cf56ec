import {type ExecFileSyncOptionsWithStringEncoding, execFile, execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {runArguments} from '../../../src/commands/run-commands.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {awsEverything as everything, tencentEverything} from '../every-option.ts';
import {validate} from '../terraform-stub/validate.ts';
import {codeSteps} from './written-code.ts';

/* What a user would lose: code that the tools they use refuse, options that got lost on the way, a key in a repository. */

const run = promisify(execFile);
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
});
afterAll(() => sandbox.close());

async function exported(args: readonly string[]) {
	const io = fakeIo({env: {...sandbox.env, FIRST_KEY: 'first.key.of_32'}});
	const code = await runArguments(['export', ...args], undefined, io);
	return {code, out: `${io.stdout()}\n`, err: io.stderr()};
}

const folder = () => mkdtempSync(join(tmpdir(), 'tunnelwright-'));
const quiet: ExecFileSyncOptionsWithStringEncoding = {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']};

function has(program: string, args: readonly string[]): boolean {
	try {
		execFileSync(program, args, quiet);
		return true;
	} catch {
		process.stderr.write(`skipped: ${program} is not on this machine, what it would check is not checked\n`);
		return false;
	}
}

const examples = readdirSync('examples').filter(name => /^(aws|tencent)-.*\.json$/.test(name));
const ofAws = examples.filter(name => name.startsWith('aws'));

function written(document: object): string {
	const file = join(folder(), 'document.json');
	writeFileSync(file, JSON.stringify(document));
	return file;
}

test('a dash is standard output, and no folder of that name', async () => {
	const args = [join('examples', ofAws[0] ?? ''), '--format', 'terraform'];
	const printed = await exported(args);
	expect(await exported([...args, '--out', '-'])).toEqual(printed);
	expect(existsSync('-')).toBe(false);
});

describe('every option', () => {
	const values = [
		...['4200000000', 'fw-77', 'certificate/1', '169.254.77.0/30', 'fd00:77::/126', '7201', '3301', '541', '51', '777'],
		...['47', 'none', 'start', 'log-group:a', 'log-group:b', 'text', 'SecretsManager', 'ipv6', '2001:db8:1::/48'],
		...[
			'2001:db8:2::/48',
			'PrivateIpv4',
			'tgw-attach-0123',
			'large',
			'4711',
			'tgw-0c2d11f0',
			'AES256-GCM-16',
			'SHA2-512',
		],
	];

	test.each(['terraform', 'cloudformation'])(
		'of a document of AWS stands in %s; its keys only as references',
		async format => {
			const {code, out, err} = await exported([written(everything), '--format', format]);
			expect({code, err}).toEqual({code: 0, err: ''});
			for (const value of values) expect(out).toContain(value);
			expect(out).toMatch(format === 'terraform' ? /= var\.preshared_key_1/ : /"Ref": "PresharedKey1"/);
			expect(out).not.toContain('first.key');
		},
	);

	test('of a tunnel of Tencent Cloud stands in terraform', async () => {
		const {out} = await exported([written(tencentEverything), '--format', 'terraform']);
		for (const value of [
			...[
				'169.254.128.0/30',
				'169.254.128.1',
				'169.254.128.2',
				'cloud.example',
				'site.example',
				'7201',
				'99999',
				'passive',
			],
			...['47', 'clear', '169.254.200.1', '169.254.200.2', '1001', '77', '4711', 'Bgp', 'AES-CBC-192', 'GROUP19'],
		])
			expect(out).toContain(value);
	});
});

test('the page fills the holes of the JSON alone: a dollar sign in a name is the name’s', () => {
	const file = {
		name: '01-CreateVpnConnection.json',
		content: `{"Name":"all of $HOME","CustomerGatewayId":"\${SITE_ID}"}`,
	};
	const page = codeSteps('tencent', 'tccli', {id: 'vpnx-1', region: 'ap-guangzhou', files: [file]});
	expect(page).toContain(`envsubst '\${SITE_ID}' <FILE.json >filled.json`);
});

test('a template that takes over what stands holds nothing but that, as an import change set wants it', async () => {
	const {out} = await exported(['vpn-094aac9679b8ce92e', '--format', 'cloudformation']);
	const template = JSON.parse(out);
	expect(Object.keys(template.Resources)).toEqual(['Connection']);
	expect(template.Resources.Connection.DeletionPolicy).toBe('Retain');
	expect(template).not.toHaveProperty('Outputs');
	expect(template).not.toHaveProperty('Parameters');
	expect(template.Metadata.Tunnelwright.Notes.join()).toMatch(/static routes stand and are not part of the stack: \d/);
});

test('what stands is taken over, not made again', async () => {
	const aws = await exported(['vpn-40f41529', '--format', 'terraform']);
	expect(aws.out).toMatch(/import \{\n {2}to = aws_vpn_connection\.this\n {2}id = "vpn-40f41529"/);
	expect(aws.out).toContain('ip_address = "203.0.113.20"');
	expect(aws.out).toContain('ignore_changes = [tags["tunnelwright:run"]]');
	const tencent = await exported(['vpnx-bgpgz001', '--format', 'terraform']);
	expect(tencent.out).toContain('to = tencentcloud_vpn_connection.this');
	expect(tencent.out).toMatch(/tunnel_cidr += "169\.254\./);
	expect(tencent.out).not.toContain('Sandbox.psk');
	// a route that reads back with the second priority would be made anew with another one; so would a health check
	const routed = await exported(['vpnx-eal8tpn2', '--format', 'terraform']);
	expect(routed.out).toMatch(/to = tencentcloud_vpn_gateway_route\.route_1\n {2}id = "vpngw-6x0wxvtp#vpnr-\w+"/);
	expect(routed.out).toMatch(/priority += 100/);
	expect(routed.out).toMatch(/health_check_local_ip += "169\.254\.168\.2"/);
	expect(routed.out).not.toContain('not carried over: HealthCheck');
});

test('a format of the other cloud is refused', async () => {
	const {code, err} = await exported(['examples/tencent-vpc-policy.json', '--format', 'cloudformation']);
	expect(code).toBe(2);
	expect(err).toContain('tccli');
});

describe.runIf(has('terraform', ['version']))('terraform fmt', () => {
	const fmt = (text: string) => {
		const file = join(folder(), 'main.tf');
		writeFileSync(file, text);
		return spawnSync('terraform', ['fmt', '-check', '-diff', file], {encoding: 'utf8'});
	};

	test.each([...examples.map(name => join('examples', name)), 'vpn-40f41529', 'vpnx-df9oztok', 'everything'])(
		'has nothing to change in %s',
		async source => {
			const {out} = await exported([source === 'everything' ? written(everything) : source, '--format', 'terraform']);
			const {status, stdout} = fmt(out);
			expect({status, stdout}).toEqual({status: 0, stdout: ''});
		},
		20_000,
	);

	test('would refuse a file that is broken, and one that is not as it writes it', async () => {
		const {out} = await exported(['examples/aws-vgw-bgp.json', '--format', 'terraform']);
		expect(fmt(out.replace('resource "aws_vpn_connection"', 'resource "aws_vpn_connection')).status).not.toBe(0);
		expect(fmt(out.replace('  customer_gateway_id', ' customer_gateway_id')).status).toBe(3);
	});
});

describe.runIf(has('terraform', ['version']) && has('openssl', ['version']))('terraform validate', () => {
	// those that differ in their resources
	test.each([
		...['aws-new-vgw', 'aws-tgw-static', 'tencent-vpc-policy', 'tencent-vpc-static'].map(
			name => `examples/${name}.json`,
		),
		...['vpn-40f41529', 'vpnx-bgpgz001', 'everything'],
	])(
		'finds every attribute of %s in the providers’ documentation, with its type',
		async source => {
			const {out} = await exported([source === 'everything' ? written(everything) : source, '--format', 'terraform']);
			expect(validate(out)).toMatchObject({valid: true});
		},
		40_000,
	);

	test('would refuse a name, a type, a reference and a variable that there is not', async () => {
		const {out} = await exported(['examples/aws-vgw-new-site.json', '--format', 'terraform']);
		for (const broken of [
			out.replace('customer_gateway_id', 'customer_gateway_ids'),
			out.replace('static_routes_only  = true', 'static_routes_only  = [1]'),
			out.replace('aws_customer_gateway.site.id', 'aws_customer_gateway.sites.id'),
			out.replace('"169.254.60.0/30"', 'var.nowhere'),
		]) {
			expect(broken).not.toBe(out);
			expect(validate(broken)).toMatchObject({valid: false, says: expect.stringContaining('main.tf')});
		}
	}, 60_000);
});

describe.runIf(has('cfn-lint', ['--version']))('cfn-lint', () => {
	const lint = (text: string) => {
		const file = join(folder(), 'template.json');
		writeFileSync(file, text);
		return spawnSync('cfn-lint', ['--format', 'parseable', '--regions', 'eu-central-1', '--', file], {
			encoding: 'utf8',
		});
	};

	test('finds nothing in any of AWS’s examples, nor in one with everything', async () => {
		const sources = [...ofAws.map(name => join('examples', name)), written(everything)];
		const file = folder();
		for (const [index, source] of sources.entries()) {
			const {out} = await exported([source, '--format', 'cloudformation']);
			writeFileSync(join(file, `${index}.json`), out);
		}

		const {status, stdout} = spawnSync('cfn-lint', ['--regions', 'eu-central-1', '--', join(file, '*.json')], {
			encoding: 'utf8',
		});
		expect({status, stdout}).toEqual({status: 0, stdout: ''});
	}, 60_000);

	test('would refuse a value that CloudFormation does not know', async () => {
		const {out} = await exported(['examples/aws-vgw-bgp.json', '--format', 'cloudformation']);
		expect(lint(out.replace('"ikev2"', '"ikev9"')).status).not.toBe(0);
	}, 60_000);
});

describe.runIf(has('aws', ['--version']))('the aws CLI', () => {
	const env = {
		PATH: process.env.PATH,
		HOME: '/nonexistent',
		AWS_ACCESS_KEY_ID: 'x',
		AWS_SECRET_ACCESS_KEY: 'x',
		AWS_DEFAULT_REGION: 'eu-central-1',
	};
	const skeleton = (call: string, file: string) =>
		spawnSync('aws', ['ec2', call, '--cli-input-json', `file://${file}`, '--generate-cli-skeleton', 'output'], {
			encoding: 'utf8',
			env,
		});
	const kebab = (call: string) => call.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

	test('takes each call’s JSON, and would refuse a member that there is not', async () => {
		const out = join(folder(), 'out');
		const {code, err} = await exported(['examples/aws-vgw-new-site.json', '--format', 'aws-cli', '--out', out]);
		expect({code, err}).toEqual({code: 0, err: ''});
		const inputs = readdirSync(out).filter(name => name.endsWith('.json'));
		expect(inputs.length).toBeGreaterThan(1);
		for (const name of inputs) {
			const call = kebab(/-(\w+)\.json$/.exec(name)?.[1] ?? '');
			const {status, stderr} = skeleton(call, join(out, name));
			expect([name, status, stderr]).toEqual([name, 0, '']);
		}

		const connection = inputs.find(name => name.includes('CreateVpnConnection.')) ?? '';
		const broken = join(folder(), 'broken.json');
		writeFileSync(broken, readFileSync(join(out, connection), 'utf8').replace('"TunnelOptions"', '"TunnelOption"'));
		expect(skeleton('create-vpn-connection', broken).status).not.toBe(0);
	}, 90_000);

	test('makes the connection with the exported lines', async () => {
		const {out} = await exported(['examples/aws-vgw-static.json', '--format', 'aws-cli']);
		const made = () =>
			sandbox.requests.filter(({action, code}) => action === 'CreateVpnConnection' && code === '').length;
		const before = made();
		// The route after it needs the connection to be there: the sandbox is fast, and a person reads.
		const lines = out.replace(/^(aws ec2 create-vpn-connection-route)/m, 'sleep 1\n$1');
		// not the synchronous kind: the sandbox that is called lives in this process
		const {stderr} = await run('sh', ['-c', lines], {
			env: {PATH: process.env.PATH, HOME: '/nonexistent', ...sandbox.env},
			timeout: 80_000,
		});
		expect(stderr).toBe('');
		expect(made()).toBe(before + 1);
	}, 90_000);
});

test('tccli’s JSON is what the SDK’s types ask for, and the types would refuse another name', async () => {
	const out = join(folder(), 'out');
	const {code, err} = await exported(['examples/tencent-vpc-policy.json', '--format', 'tccli', '--out', out]);
	expect({code, err}).toEqual({code: 0, err: ''});
	const name = readdirSync(out).find(file => file.includes('CreateVpnConnection')) ?? '';
	const request = readFileSync(join(out, name), 'utf8').trim();
	const withKey = request.replace('{', '{"PreShareKey": "a key",');
	const types = (text: string) => {
		const file = join(process.cwd(), 'test/handover', `.request-${process.pid}.ts`);
		writeFileSync(
			file,
			`import type {CreateVpnConnectionRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';\nexport const request = ${text} satisfies CreateVpnConnectionRequest;\n`,
		);
		const args = [
			'--noEmit',
			'--strict',
			'--skipLibCheck',
			'--module',
			'nodenext',
			'--target',
			'es2022',
			'--ignoreConfig',
			file,
		];
		const result = spawnSync(join(process.cwd(), 'node_modules/.bin/tsc'), args, {encoding: 'utf8'});
		execFileSync('rm', [file]);
		return result;
	};
	expect(types(withKey)).toMatchObject({status: 0, stdout: ''});
	// as it is, it makes nothing: the key is required
	expect(types(request).status).not.toBe(0);
	expect(types(withKey.replace('"PreShareKey"', '"PreSharedKey"')).status).not.toBe(0);
}, 60_000);
