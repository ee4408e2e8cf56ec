import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: a dry run that looks as good as ever, while what a check needs could not be read. */

const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 1000});
});
afterAll(async () => {
	rmSync(home, {recursive: true, force: true});
	await sandbox.close();
});

const examples = readdirSync('examples').filter(name => /^(aws|tencent)-.*\.json$/.test(name));

/** Lists of gateways of other kinds than the example's: no check of it needs them. */
const otherKinds: readonly (readonly [example: RegExp, reads: RegExp])[] = [
	[/vgw/, /^DescribeTransitGateway|^DescribeVpnConcentrators$/],
	[/tgw/, /^DescribeVpnConcentrators$/],
];

/** What the comparison of one that stands does not need: room for another, networks behind the gateway, what BGP fills by itself. */
const settled: readonly (readonly [example: RegExp, reads: RegExp])[] = [
	...otherKinds,
	[/aws-tgw-bgp/, /^DescribeTransitGateways$/],
	[/tencent/, /^DescribeVpcLimits$/],
	[/tencent-ccn/, /^DescribeCcnAttachedInstances$/],
	[/tencent-vpc-bgp/, /^DescribeRouteTables$/],
	[/tencent-(vpc|ccn)-bgp/, /^DescribeVpnGatewayRoutes$/],
];

async function run(...args: readonly string[]) {
	const before = sandbox.requests.length;
	const io = fakeIo({env: {...sandbox.env, HOME: home, TUNNELWRIGHT_HOME: home}});
	const code = await runArguments(args, undefined, io);
	const actions = sandbox.requests.slice(before).map(({action}) => action);
	const lines = `${io.stdout()}\n${io.stderr()}`.split('\n');
	return {code, lines, reads: new Set(actions.filter(action => /^(Describe|Get|List|Search)/.test(action)))};
}

/** The reads that a plan of the example makes and whose refusal it does not tell. */
async function silentReads(name: string, unneeded: typeof otherKinds): Promise<readonly string[]> {
	const whole = await run('plan', `examples/${name}`);
	expect(whole.code).toBe(0);
	const needed = [...whole.reads].filter(
		action => !unneeded.some(([example, reads]) => example.test(name) && reads.test(action)),
	);
	expect(needed.length).toBeGreaterThan(3);
	const silent: string[] = [];
	for (const action of needed) {
		sandbox.addFault({kind: 'denied', action});
		const {lines} = await run('plan', `examples/${name}`);
		sandbox.clearFaults();
		const told = lines.filter(line => !whole.lines.includes(line)).join('\n');
		const tells = new RegExp(
			`${action}|not known: .* could not be read${action === 'GetCallerIdentity' ? '|account not known' : ''}`,
		);
		if (!tells.test(told)) silent.push(`${action}: ${told}`);
	}

	return silent;
}

describe('every read that a check needs is told where the cloud refuses it', () => {
	it.each(examples)('%s', async name => {
		expect(await silentReads(name, otherKinds)).toEqual([]);
	});

	// the two of the CCN join the same gateways: only one of them can stand
	it.each(examples.filter(name => name !== 'tencent-ccn-static.json'))('%s, once it stands', async name => {
		await run('apply', `examples/${name}`, '--yes');
		expect(await silentReads(name, settled)).toEqual([]);
	});
});
