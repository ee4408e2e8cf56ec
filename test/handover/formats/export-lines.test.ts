import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {runArguments} from '../../../src/commands/run-commands.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {fakeIo} from '../../commands/fake-io.ts';

/* What a user would lose: routes that are made for no tunnel, since the reply that made it held no id; a key that everybody knows. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
});
afterAll(() => sandbox.close());

const folder = () => mkdtempSync(join(tmpdir(), 'tunnelwright-'));

async function lines(
	source: string,
	format: 'tccli' | 'aws-cli',
): Promise<{readonly script: string; readonly out: string}> {
	const out = join(folder(), 'out');
	const code = await runArguments(
		['export', source, '--format', format, '--out', out],
		undefined,
		fakeIo({env: sandbox.env}),
	);
	expect(code).toBe(0);
	return {script: readFileSync(join(out, format === 'tccli' ? 'tccli.sh' : 'aws.sh'), 'utf8'), out};
}

/** Runs a script with a tool that only answers what it is told, in order of its first matching word. @returns what was called, and how it ended */
function played(script: string, tool: string, answers: string) {
	const place = folder();
	const log = join(place, 'calls');
	writeFileSync(join(place, tool), `#!/bin/sh\necho "$*" >>'${log}'\ncase "$*" in\n${answers}\nesac\n`);
	writeFileSync(join(place, 'sleep'), '#!/bin/sh\n');
	for (const name of [tool, 'sleep']) chmodSync(join(place, name), 0o700);
	const {status, stderr} = spawnSync('sh', ['-c', script], {
		encoding: 'utf8',
		env: {PATH: `${place}:${process.env.PATH}`, PRESHARED_KEY: 'a.key.of.the.user'},
	});
	return {status, stderr, calls: readFileSync(log, 'utf8').trim().split('\n')};
}

describe('tccli’s lines', () => {
	const lookedUp = `*DescribeVpnConnections*customer-gateway-id*) echo '"vpnx-found001"' ;;`;
	const state = `*DescribeVpnConnections*) echo '"AVAILABLE"' ;;`;

	test.each([
		['an empty id', '""'],
		['no id', 'null'],
	])('look a tunnel up by both of its gateways where the reply has %s', async (_what, reply) => {
		const {script} = await lines('examples/tencent-vpc-static.json', 'tccli');
		const {status, calls} = played(
			script,
			'tccli',
			`*CreateVpnConnection*) echo '${reply}' ;;\n*CreateCustomerGateway*) echo '"cgw-made0001"' ;;\n${lookedUp}\n${state}`,
		);
		expect(status).toBe(0);
		const look = calls.find(call => call.includes('DescribeVpnConnections') && call.includes('--Filters')) ?? '';
		expect(look).toContain('"Name":"vpn-gateway-id"');
		const routes = calls.filter(call => call.includes('Routes') && call.includes('Create'));
		expect(routes.length).toBeGreaterThan(0);
		expect(calls.find(call => call.includes('CreateVpnGatewayRoutes'))).toContain('vpnx-found001');
	});

	test('make nothing more where no tunnel is found, or where it does not become AVAILABLE', async () => {
		const {script} = await lines('examples/tencent-vpc-static.json', 'tccli');
		const made = `*CreateCustomerGateway*) echo '"cgw-made0001"' ;;`;
		const gone = played(script, 'tccli', `${made}\n*) echo null ;;`);
		expect(gone.status).toBe(1);
		expect(gone.stderr).toContain('gave no id');
		const pending = played(
			script,
			'tccli',
			`${made}\n*CreateVpnConnection*) echo '"vpnx-made0001"' ;;\n*) echo '"PENDING"' ;;`,
		);
		expect(pending.status).toBe(1);
		expect(pending.stderr).toContain('vpnx-made0001 is not AVAILABLE');
		for (const {calls} of [gone, pending]) expect(calls.join('\n')).not.toMatch(/Create\w*Routes/);
	});

	test('have a JSON without the key: a hole that nobody filled would be the key', async () => {
		const {out} = await lines('examples/tencent-vpc-policy.json', 'tccli');
		for (const name of readdirSync(out).filter(file => file.endsWith('.json')))
			expect(readFileSync(join(out, name), 'utf8')).not.toMatch(/PreShareKey|PRESHARED_KEY/);
	});
});

describe('aws lines', () => {
	test('look a connection up by both of its gateways where the reply has no id', async () => {
		const {script} = await lines('examples/aws-vgw-static.json', 'aws-cli');
		const {status, calls} = played(
			script,
			'aws',
			`*create-vpn-connection\\ *) echo None ;;\n*create-customer-gateway*) echo cgw-1 ;;\n*describe-vpn-connections*) echo vpn-0found ;;`,
		);
		expect(status).toBe(0);
		const look = calls.find(call => call.includes('describe-vpn-connections')) ?? '';
		expect(look).toMatch(/Name=customer-gateway-id,Values=cgw-\w+ Name=vpn-gateway-id,Values=vgw-/);
		expect(calls.find(call => call.includes('create-vpn-connection-route'))).toContain('vpn-0found');
	});

	test('make nothing more where no id comes back', async () => {
		const {script} = await lines('examples/aws-vgw-static.json', 'aws-cli');
		const {status, stderr, calls} = played(script, 'aws', '*) echo None ;;');
		expect(status).toBe(1);
		expect(stderr).toContain('gave no id');
		expect(calls.join('\n')).not.toContain('create-vpn-connection-route');
	});
});
