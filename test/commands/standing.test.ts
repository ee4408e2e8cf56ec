import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {beginAndLeave} from '../run/begun-deletion.ts';
import {fakeIo} from './fake-io.ts';
import '../torture/quick-waits.mjs';
import {standingDocument as document} from './standing-document.ts';

/* A connection that stands already: what a user would lose is a route that was never made, under "exists already" and exit code 0. */
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => sandbox.close());

async function run(args: readonly string[], input: object, env: Record<string, string> = {}) {
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home, ...env},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
	});
	const code = await runArguments(args, undefined, own);
	return {
		code,
		out: own.stdout(),
		err: own.stderr(),
		json: args.includes('--json') ? JSON.parse(own.stdout()) : undefined,
	};
}

const examples = [
	'aws-new-vgw',
	'aws-tgw-bgp',
	'aws-tgw-static',
	'aws-vgw-bgp',
	'aws-vgw-new-site',
	'aws-vgw-static',
	'tencent-ccn-bgp',
	'tencent-ccn-static',
	'tencent-vpc-bgp',
	'tencent-vpc-policy',
	'tencent-vpc-static',
];

/** Tencent Cloud does not tell the tags of a customer gateway. */
const tagsSite = (example: string) =>
	example.startsWith('tencent') && Object.keys(document(example).tags ?? {}).length > 0;

const changes = () =>
	sandbox.requests.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action));

describe.each(examples)('%s', example => {
	it('stands as its document says once it is made, and only then is there nothing to do', async () => {
		const made = await run(['apply', '-', '--yes', '--json'], document(example));
		expect(made.json).toMatchObject({result: 'made'});
		const sent = changes().length;
		const plan = await run(['plan', '-', '--json'], document(example));
		// a table that learns the gateway's routes stood before, and is told
		const told = example === 'aws-vgw-new-site' ? 'routeTables' : tagsSite(example) ? 'site.tags' : undefined;
		const notCompared = told === undefined ? [] : [expect.objectContaining({field: told})];
		expect(plan.json).toMatchObject({
			result: 'exists',
			comparison: {differences: [], missing: [], notCompared, unread: []},
		});
		expect(plan.json.comparison.equal).toBeGreaterThan(10);
		expect(plan.code).toBe(0);
		const again = await run(['apply', '-', '--yes', '--wait', 'up', '--timeout', '60'], document(example));
		expect([again.code, again.out]).toEqual([0, expect.stringContaining('every tunnel is UP')]);
		expect(changes()).toHaveLength(sent);
	});

	const later = {
		'aws-new-vgw': ['EnableVgwRoutePropagation'],
		'aws-tgw-static': ['CreateTransitGatewayRoute', 'CreateTags'],
		'aws-vgw-bgp': ['EnableVgwRoutePropagation'],
		'aws-vgw-static': ['CreateVpnConnectionRoute'],
		'tencent-ccn-static': ['CreateVpnGatewayRoutes'],
		'tencent-vpc-policy': ['CreateRoutes'],
		'tencent-vpc-static': ['CreateVpnGatewayRoutes', 'CreateRoutes'],
	}[example];
	it.each(later ?? [])(
		'a run that ended before %s is finished by the same document, from any machine',
		async action => {
			sandbox.addFault({kind: 'error5xx', action});
			expect((await run(['apply', '-', '--yes'], document(example))).code).toBe(4);
			sandbox.clearFaults();
			home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
			const plan = await run(['plan', '-', '--json'], document(example));
			expect(plan.json).toMatchObject({result: 'ready', comparison: {differences: []}});
			expect(plan.json.comparison.missing.length).toBeGreaterThan(0);
			expect(plan.json.actions.map(({call}: {call: string}) => call)).toContain(action);
			const rest = await run(['apply', '-', '--yes', '--json', '--wait', 'up', '--timeout', '60'], document(example));
			expect([rest.code, rest.json]).toEqual([0, expect.objectContaining({result: 'completed', made: []})]);
			const connections = sandbox.requests.filter(
				each => each.action === 'CreateVpnConnection' && each.code === '' && !each.dryRun,
			);
			expect(connections).toHaveLength(1);
			expect((await run(['plan', '-', '--json'], document(example))).json).toMatchObject({result: 'exists'});
		},
	);
});

it.each(examples)('%s is whole as lines for the cloud’s tool where its connection stands', async example => {
	const mine = document(example);
	const format = mine.cloud === 'aws' ? 'aws-cli' : 'tccli';
	const asLines = ['export', '-', '--format', format];
	const before = await run(asLines, mine);
	const applied = await run(['apply', '-', '--yes', '--json'], mine);
	expect([before.code, applied.code]).toEqual([0, 0]);
	const after = await run(asLines, mine);
	expect(after.code).toBe(0);
	expect(after.out).toContain(mine.cloud === 'aws' ? 'create-vpn-connection' : 'CreateVpnConnection');
	expect(after.out).toMatch(/vpnx?-\w+ stands already: these lines would make another like it/);
	expect(before.out).not.toContain('stands already');
	// what the lines say that they need is in them
	if (after.out.includes('needs the key')) expect(after.out).toContain('"$PRESHARED_KEY');
});

describe('a document whose site is another, while its name and gateway stay', () => {
	const site = {kind: 'new', name: 'mine', address: '198.51.100.101', asn: 64_901};
	it.each([
		['aws-vgw-bgp', {...site, asn: 64_902}, 'ASN 64901, not 64902'],
		['aws-vgw-bgp', {...site, deviceName: 'second'}, 'device name none, not second'],
		['aws-tgw-bgp', {...site, address: '198.51.100.102'}, 'address 198.51.100.101, not 198.51.100.102'],
		[
			'aws-tgw-static',
			{...site, deviceName: 'x', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1-a'},
			'certificate none, not arn:aws:acm',
		],
	])('%s: %j: what stands is told, and no second connection is made and billed', async (example, changed, differs) => {
		expect((await run(['apply', '-', '--yes', '--json'], document(example))).code).toBe(0);
		const sent = changes().length;
		for (const args of [
			['plan', '-', '--json'],
			['apply', '-', '--yes', '--json'],
		]) {
			const {code, json} = await run(args, document(example, {site: changed}));
			expect(code).toBe(3);
			expect(json).toMatchObject({result: 'refused', error: {code: 'rule:aws.connection.same-name', field: 'name'}});
			expect(json.error.message).toMatch(/vpn-[0-9a-f]+ "mine" \(available\) stands already/);
			expect(json.error.message).toContain(differs);
		}

		expect(changes()).toHaveLength(sent);
	});

	it.each([
		['tencent-vpc-policy', {address: '198.51.100.102'}, 'not 198.51.100.102'],
		['tencent-vpc-bgp', {address: '198.51.100.102', asn: 64_902}, 'and ASN 64901, not 198.51.100.102 and ASN 64902'],
	])('%s: %j: nor is there a second tunnel', async (example, changed, differs) => {
		expect((await run(['apply', '-', '--yes', '--json'], document(example))).code).toBe(0);
		const sent = changes().length;
		const other = document(example, {site: {kind: 'new', name: 'mine', ...changed}});
		const {code, json} = await run(['apply', '-', '--yes', '--json'], other);
		expect(code).toBe(3);
		const named = expect.objectContaining({id: 'rule:tencent.tunnel.same-name:0', result: 'refuse'});
		expect(json).toMatchObject({result: 'refused', checks: expect.arrayContaining([named])});
		expect(JSON.stringify(json.checks)).toContain(differs);
		expect(changes()).toHaveLength(sent);
	});

	it('is warned of, and made under another name', async () => {
		expect((await run(['apply', '-', '--yes', '--json'], document('aws-vgw-bgp'))).code).toBe(0);
		const other = document('aws-vgw-bgp', {name: 'second', site: {...site, asn: 64_902}});
		const {code, out} = await run(['apply', '-', '--yes'], other);
		expect(code).toBe(0);
		expect(out).toMatch(/! vpn-[0-9a-f]+ "mine" \(available\) stands already: ASN 64901, not 64902.*billed/);
	});

	it('has the certificate of its customer gateway compared', async () => {
		expect((await run(['apply', '-', '--yes', '--json'], document('aws-vgw-bgp'))).code).toBe(0);
		const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/1-a';
		const {code, json} = await run(['plan', '-', '--json'], document('aws-vgw-bgp', {site: {...site, certificateArn}}));
		expect(code).toBe(3);
		expect(json.comparison.differences).toEqual([
			expect.objectContaining({
				field: 'site.certificateArn',
				what: 'certificate of the customer gateway',
				was: '',
				wanted: certificateArn,
				interrupts: expect.objectContaining({kind: 'new'}),
			}),
		]);
	});
});

it.each(['aws-vgw-static', 'tencent-vpc-static'])(
	'%s: while a deletion of it has begun and not ended, plan says what apply would',
	async example => {
		const made = await run(['apply', '-', '--yes', '--json'], document(example));
		expect(made.code).toBe(0);
		await beginAndLeave(join(home, 'state'), document(example), {id: made.json.connectionId});
		for (const args of [
			['plan', '-', '--json'],
			['apply', '-', '--yes', '--json'],
		]) {
			const {code, json} = await run(args, document(example));
			expect(code).toBe(3);
			expect(json.error.message).toMatch(new RegExp(`^${made.json.connectionId} is being deleted, in run \\d`));
		}
	},
);

describe('what cannot be compared', () => {
	it('is named: a key is never read back', async () => {
		const env = {OFFICE_KEY: 'Abcdefghijkl_mnopq1234'};
		const own = document('tencent-vpc-policy', {presharedKey: {from: 'env', name: 'OFFICE_KEY'}});
		expect((await run(['apply', '-', '--yes', '--json'], own, env)).code).toBe(0);
		const {code, out} = await run(['plan', '-'], own, env);
		expect(code).toBe(0);
		expect(out).toContain('Not compared: presharedKey');
		expect(out).not.toContain('It is as the document says');
	});

	it.each([
		['aws-tgw-static', 'SearchTransitGatewayRoutes', 'routing.prefixes', 'ec2:SearchTransitGatewayRoutes'],
		['tencent-vpc-static', 'DescribeVpnGatewayRoutes', 'routing.prefixes', 'name/vpc:DescribeVpnGatewayRoutes'],
		['tencent-vpc-static', 'DescribeRouteTables', 'route-tables', 'name/vpc:DescribeRouteTables'],
	])(
		'%s: a part that may not be read (%s) is not known, and no success',
		async (example, action, field, permission) => {
			expect((await run(['apply', '-', '--yes', '--json'], document(example))).code).toBe(0);
			sandbox.addFault({kind: 'denied', action});
			const plan = await run(['plan', '-', '--json'], document(example));
			expect(plan.json).toMatchObject({result: 'not-known', comparison: {unread: [{field}]}});
			expect(plan.json.comparison.unread[0].why).toContain('UnauthorizedOperation');
			expect(plan.code).toBe(4);
			expect(permission).toContain(action);
			const applied = await run(['apply', '-', '--yes', '--wait', 'up', '--timeout', '60'], document(example));
			expect(applied.code).toBe(4);
			expect(applied.err).toContain('whether it is whole is not known');
			expect(applied.out).not.toContain('every tunnel is UP');
		},
	);
});
