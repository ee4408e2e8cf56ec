import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';
import '../torture/quick-waits.mjs';
import {standingDocument as document} from './standing-document.ts';

/* Which connection a document is of: what a user would lose is the price of a second one that nobody meant, or the right reason why nothing is done. */
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => sandbox.close());

async function run(args: readonly string[], input: object) {
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
	});
	const code = await runArguments(args, undefined, own);
	return {code, out: own.stdout(), err: own.stderr()};
}

async function standsUp(example: string): Promise<string> {
	const {code, out, err} = await run(['apply', '-', '--yes', '--json'], document(example));
	expect(code, err).toBe(0);
	return JSON.parse(out).connectionId;
}

const changes = () =>
	sandbox.requests.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action));

const toTransit = {cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}, routeTables: []};

describe('a document of the same name that joins other gateways', () => {
	it('makes no second connection on another gateway of AWS, and names both ways out', async () => {
		const id = await standsUp('aws-vgw-static');
		const moved = document('aws-vgw-static', toTransit);
		const before = changes().length;
		for (const command of [['plan'], ['apply', '--yes']]) {
			const {code, out} = await run([...command, '-'], moved);
			expect(code).toBe(3);
			expect(out).toMatch(
				new RegExp(`${id} "mine" \\(available\\) stands already: gateway vgw-\\w+, not tgw-0c2d11f0`),
			);
			expect(out).toContain(`--connection ${id} moves it to these gateways`);
			expect(out).toContain('give this one another name');
		}

		expect(changes()).toHaveLength(before);
		const plan = await run(['plan', '-', '--json', '--connection', id], moved);
		expect([plan.code, JSON.parse(plan.out).result]).toEqual([0, 'ready']);
		// without BGP the device knows no AS of the cloud's
		expect(plan.out).not.toMatch(/remote AS|BGP neighbour/);
		expect((await run(['plan', '-'], {...moved, name: 'another'})).code).toBe(0);
	});

	it('names no move where no call makes one', async () => {
		const id = await standsUp('aws-vgw-bgp');
		const {code, out} = await run(
			['plan', '-'],
			document('aws-vgw-bgp', {cloudGateway: {kind: 'none'}, routeTables: []}),
		);
		expect(code).toBe(3);
		expect(out).toContain(`To replace ${id}, which no call makes like this, delete it first`);
		expect(out).not.toContain('--connection');
	});

	it('makes no second tunnel on another VPN gateway of Tencent Cloud, which no call moves it to', async () => {
		const id = await standsUp('tencent-vpc-policy');
		const other = document('tencent-ccn-static', {region: document('tencent-vpc-policy').region});
		const before = changes().length;
		const {code, out} = await run(['apply', '-', '--yes'], other);
		expect(code).toBe(3);
		expect(out).toContain(`${id} "mine" (AVAILABLE) stands already, on the VPN gateway`);
		expect(out).toMatch(/A tunnel stays on the VPN gateway that it was made on\. To have both, give this one another/);
		expect(changes()).toHaveLength(before);
	});
});

it.each([
	['aws-vgw-bgp', 'vpn-0123456789abcdef0', {}],
	['aws-vgw-bgp', 'vpn-0123456789abcdef0', toTransit],
	['aws-vgw-bgp', 'vpn-0123456789abcdef0', {name: 'another'}],
	['tencent-vpc-policy', 'vpnx-00000000', {}],
	['tencent-vpc-policy', 'vpnx-00000000', {name: 'another'}],
])('%s with --connection %s, which is not there, and %j: just that is told', async (example, id, change) => {
	await standsUp(example);
	for (const command of [['plan'], ['apply', '--yes']]) {
		const {code, out, err} = await run([...command, '-', '--connection', id], document(example, change));
		expect([code, out]).toEqual([4, '']);
		expect(err).toMatch(new RegExp(`there is no connection ${id} in (AWS|Tencent Cloud) `));
		expect(err).toMatch(/tunnelwright status --region \S+ lists what is there/);
		expect(err).not.toMatch(/same-name|billed/);
	}
});

it('a connection of another name that differs in more than that names the option that means it', async () => {
	const id = await standsUp('aws-vgw-bgp');
	const {code, out} = await run(['plan', '-'], document('aws-vgw-bgp', {name: 'another', tags: {team: 'network'}}));
	expect(code).toBe(3);
	expect(out).toContain(`--connection ${id} renames and changes it`);
	const plan = await run(['plan', '-', '--connection', id], document('aws-vgw-bgp', {name: 'another'}));
	expect(plan.code).toBe(0);
});
