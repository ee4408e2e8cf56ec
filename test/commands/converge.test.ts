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

/*
 * A connection that stands, and a document that says otherwise: what a user would lose is a change that was never made and is told to have been, one that
 * nobody asked for, or the way back.
 */
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => sandbox.close());

/** @param interruptAt Ctrl-C is pressed when such a line is told */
async function run(args: readonly string[], input: object = {}, interruptAt?: RegExp) {
	const lines: string[] = [];
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
		out(text) {
			lines.push(text);
			if (interruptAt?.test(text)) own.interrupt();
		},
	});
	const code = await runArguments(args, undefined, own);
	const out = lines.join('\n');
	return {code, out, err: own.stderr(), json: args.includes('--json') ? JSON.parse(out) : undefined};
}

const changes = () =>
	sandbox.requests
		.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action))
		.map(({action}) => action);

async function standsUp(example: string, change: object = {}) {
	const made = await run(
		['apply', '-', '--yes', '--json', '--wait', 'up', '--timeout', '60'],
		document(example, change),
	);
	expect(made.code, made.err).toBe(0);
	return made.json.connectionId as string;
}

const callsOf = (actions: readonly {readonly call: string}[]) =>
	actions.map(({call}) => call).filter(call => !/^(Describe|Get|Search)/.test(call));

const weak = {security: {preset: 'compatible'}};
const dpd = {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}};
describe.each([
	['aws-vgw-static', weak, 'security.options.phase1Encryption', 'tunnel'],
	['aws-vgw-static', dpd, 'security.options.dpdTimeoutSeconds', 'tunnel'],
	[
		'aws-vgw-static',
		{ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.29.0.0/16']}]},
		'ranges[0].siteSide[0]',
		'connection',
	],
	['aws-vgw-bgp', {tags: {team: 'network'}}, 'tags.team', 'nothing'],
	['aws-vgw-bgp', {name: 'renamed'}, 'name', 'nothing'],
	['aws-tgw-bgp', dpd, 'security.options.dpdTimeoutSeconds', 'tunnel'],
	['tencent-vpc-policy', weak, 'security.options.ikeVersion', 'tunnel'],
	['tencent-vpc-policy', {dpd: {enabled: false}}, 'dpd.enabled', 'tunnel'],
	['tencent-vpc-policy', {negotiation: 'passive'}, 'negotiation', 'tunnel'],
	['tencent-vpc-policy', {tags: {team: 'network'}}, 'tags.team', 'nothing'],
	['tencent-vpc-policy', {ranges: [{cloudSide: '10.8.0.0/20', siteSide: ['172.30.0.0/16']}]}, 'ranges', 'tunnel'],
])('%s whose document is changed to %j', (example, change, field, interrupts) => {
	it('is told field by field, changed in place by the calls of the plan, stands so then, and goes back', async () => {
		const id = await standsUp(example);
		const before = changes().length;
		const changed = document(example, change);
		const plan = await run(['plan', '-', '--json'], changed);
		expect([plan.code, plan.json.result, plan.json.error]).toEqual([0, 'ready', undefined]);
		const differences: {field: string; interrupts: {kind: string}}[] = plan.json.comparison.differences;
		expect(differences.find(each => each.field === field)?.interrupts.kind).toBe(interrupts);
		expect((await run(['plan', '-', '--exit-code'], changed)).code).toBe(5);
		expect((await run(['plan', '-', '--exit-code'], document(example))).code).toBe(0);
		expect(changes()).toHaveLength(before);

		const applied = await run(['apply', '-', '--yes', '--json'], changed);
		expect([applied.code, applied.json.result, applied.err]).toEqual([0, 'changed', expect.anything()]);
		expect(applied.json.comparison.differences).toEqual([]);
		const sent = changes().slice(before);
		expect(sent).toEqual(callsOf(plan.json.actions));
		expect((await run(['plan', '-', '--json'], changed)).json).toMatchObject({
			result: 'exists',
			exists: {id},
			comparison: {differences: [], missing: []},
		});
		expect((await run(['apply', '-', '--yes'], changed)).out).toContain('Nothing is made or changed');
		expect(changes().slice(before)).toEqual(sent);

		const undone = await run(['runs', 'undo', applied.json.runId, '--yes', '--json']);
		expect([undone.code, undone.json.result], undone.err).toEqual([0, 'undone']);
		expect((await run(['plan', '-', '--json'], document(example))).json).toMatchObject({
			result: 'exists',
			exists: {id},
			comparison: {differences: [], missing: []},
		});
	});
});

describe('what the document does not speak of', () => {
	it('is told and left alone, and goes with --prune', async () => {
		await standsUp('aws-vgw-static', {
			tags: {team: 'network', cost: '4711'},
			routing: {mode: 'static', prefixes: ['172.29.0.0/16', '172.30.0.0/16']},
		});
		// the last one would be refused: without a prefix nothing is sent to the site
		const routing = {mode: 'static', prefixes: ['172.30.0.0/16']};
		const other = document('aws-vgw-static', {tags: {team: 'network'}, routing});
		const before = changes().length;
		const plan = await run(['plan', '-', '--exit-code'], other);
		expect(plan.code).toBe(0);
		expect(plan.out).toContain('STANDS BESIDE IT');
		expect(plan.out).toMatch(/tag cost: 4711 stands, left alone \(--prune takes it away\)/);
		expect(plan.out).toMatch(/172\.29\.0\.0\/16 stands, left alone/);
		expect((await run(['apply', '-', '--yes'], other)).code).toBe(0);
		expect(changes()).toHaveLength(before);

		const pruned = await run(['apply', '-', '--yes', '--prune', '--json'], other);
		expect(pruned.json).toMatchObject({result: 'changed', comparison: {differences: []}});
		expect(pruned.json.comparison.unspoken ?? []).toEqual([]);
		// of the connection and of the customer gateway that was made with it
		expect(changes().slice(before).sort()).toEqual(['DeleteTags', 'DeleteTags', 'DeleteVpnConnectionRoute']);
	});
});

describe('what only a new connection has', () => {
	it('is told with what it costs, and nothing is changed, not even what could be', async () => {
		await standsUp('aws-vgw-bgp');
		const before = changes().length;
		const other = document('aws-vgw-bgp', {...dpd, routing: {mode: 'static', prefixes: ['172.29.0.0/16']}});
		for (const words of [
			['plan', '-'],
			['apply', '-', '--yes'],
		]) {
			const {code, out} = await run(words, other);
			expect(code).toBe(3);
			expect(out).toContain('only by a new connection');
			expect(out).toMatch(/can’t be made what the document says: .*routing.* can’t be changed in place/);
			expect(out).toContain('new addresses and new keys');
			expect(out).toMatch(/DPD timeout: 30 s → 45 s {3}in place, tunnel 1 \([\d.]+\) is interrupted/);
		}

		const {json} = await run(['plan', '-', '--json'], other);
		expect(json).toMatchObject({result: 'differs', actions: [], error: {kind: 'refused', field: 'routing.mode'}});
		expect(changes()).toHaveLength(before);
	});
});

describe('tunnel by tunnel', () => {
	it('says in plan what is interrupted, waited for and to be done at the device, and in apply what goes on', async () => {
		await standsUp('aws-vgw-bgp');
		const plan = await run(['plan', '-'], document('aws-vgw-bgp', dpd));
		expect(plan.out).toMatch(
			/stands, and can be changed in place in .*\. Interrupted, one after the other: tunnel 1 \([\d.]+\), then tunnel 2 /,
		);
		expect(plan.out).toMatch(/before: tunnel 2 \([\d.]+\) has to be UP, and is watched for a while/);
		expect(plan.out).toMatch(/after: tunnel 1 \([\d.]+\) is waited for until it is UP again, with its \d+ routes?/);
		const markdown = await run(['plan', '-', '--markdown'], document('aws-vgw-bgp', dpd));
		expect(markdown.out).toMatch(/## What differs: was → will be\n\n- .*DPD timeout: 30 s → 45 s/);

		const {code, out} = await run(['apply', '-', '--yes'], document('aws-vgw-bgp', dpd));
		expect(code).toBe(0);
		expect(out).toMatch(/waiting: tunnel 2 \([\d.]+\) is UP: it is watched for 2 minutes before tunnel 1 /);
		expect(out).toMatch(/changed: vpn-[0-9a-f]+ stands as the document says/);
		expect(out).not.toContain('Nothing of that is changed');
	});

	it('begins with the tunnel that is DOWN, and touches the other once it is UP', async () => {
		const id = await standsUp('aws-vgw-bgp');
		sandbox.setTunnel(id, 1, 'DOWN');
		const plan = await run(['plan', '-', '--json'], document('aws-vgw-bgp', dpd));
		expect([plan.code, plan.json.result]).toEqual([0, 'ready']);
		expect(plan.json.checks).toContainEqual(
			expect.objectContaining({
				result: 'warn',
				detail: 'it is DOWN: it is changed first, and the run then waits until it is UP',
			}),
		);
		const {code, out} = await run(['apply', '-', '--yes'], document('aws-vgw-bgp', dpd));
		expect(code).toBe(0);
		expect(out.indexOf('\n  tunnel 2: DPD timeout')).toBeLessThan(out.indexOf('\n  tunnel 1: DPD timeout'));
	});

	it('is left between two tunnels by Ctrl-C, listed as it stands, and resumed; each change is sent once', async () => {
		await standsUp('aws-vgw-bgp');
		const changed = document('aws-vgw-bgp', dpd);
		const before = changes().length;
		const left = await run(['apply', '-', '--yes'], changed, /waiting: tunnel 1 .* before tunnel 2 .* is changed/);
		expect([left.code, left.err]).toEqual([
			130,
			expect.stringMatching(/Changed so far: change tunnel options, tunnel 1 of/),
		]);
		expect(changes().slice(before)).toEqual(['ModifyVpnTunnelOptions']);
		const [runId = ''] = /\d{8}T\d{6}-[0-9a-f]{8}/.exec(left.err) ?? [];
		expect((await run(['runs', 'show', runId])).out).toMatch(
			/changed.* {2}change tunnel options\n.*not begun {2}change tunnel options/,
		);
		// who applies once more instead would leave a run behind with each attempt
		const begun = {result: 'warn', title: 'begun before, and not finished', detail: expect.stringContaining(runId)};
		const planned = await run(['plan', '-', '--json'], changed);
		expect([planned.code, planned.json.checks]).toEqual([0, expect.arrayContaining([expect.objectContaining(begun)])]);
		const asItIs = {tunnels: [{options: {dpdTimeoutSeconds: 45}}, {}]};
		const stands = await run(['apply', '-', '--yes'], document('aws-vgw-bgp', asItIs));
		expect(stands.code, stands.out).toBe(0);
		expect(stands.out).toContain(`begun before, and not finished   the run ${runId}`);
		const asked = await run(['runs', 'resume', runId]);
		expect(asked.err).toMatch(/would go on with: change tunnel options, tunnel 2 of/);
		const undo = await run(['runs', 'undo', runId]);
		expect(undo.err).toMatch(/would put .*tunnel 1 of .*\n.*tunnel 1: DPD timeout: 45 s → 30 s/);
		const rest = await run(['runs', 'resume', runId, '--yes', '--json']);
		expect([rest.code, rest.json.result], rest.err).toEqual([0, 'changed']);
		expect(changes().slice(before)).toEqual(['ModifyVpnTunnelOptions', 'ModifyVpnTunnelOptions']);
		expect((await run(['plan', '-', '--json'], changed)).json).toMatchObject({result: 'exists'});
	});

	it('begins nothing while none is UP, and does with --even-if-down', async () => {
		const id = await standsUp('aws-vgw-bgp');
		for (const tunnel of [0, 1]) sandbox.setTunnel(id, tunnel, 'DOWN');
		const before = changes().length;
		const plan = await run(['plan', '-', '--json'], document('aws-vgw-bgp', dpd));
		expect([plan.code, plan.json.result]).toEqual([3, 'refused']);
		const {code, out} = await run(['apply', '-', '--yes'], document('aws-vgw-bgp', dpd));
		expect(code).toBe(3);
		expect(out).toMatch(/it is DOWN: changing tunnel \d \([\d.]+\) now would cut the site off/);
		expect(out).toContain('--even-if-down');
		expect(changes()).toHaveLength(before);
		const all = await run(['apply', '-', '--yes', '--even-if-down', '--json'], document('aws-vgw-bgp', dpd));
		expect([all.code, all.json.result], all.err).toEqual([0, 'changed']);
	});
});

describe('a connection that is moved', () => {
	const moved = document('aws-vgw-bgp', {site: {kind: 'new', name: 'mine', address: '198.51.100.102', asn: 64_901}});

	it('is told without --connection, and moved in place with it, with its addresses', async () => {
		const id = await standsUp('aws-vgw-bgp');
		const before = changes().length;
		const told = await run(['plan', '-', '--json'], moved);
		expect([told.code, told.json.result]).toEqual([3, 'refused']);
		expect(JSON.stringify(told.json)).toContain(`--connection ${id}`);
		expect((await run(['plan', '-', '--connection', 'vpnx-5p7vkch8'], moved)).code).toBe(2);

		const plan = await run(['plan', '-', '--json', '--connection', id], moved);
		expect([plan.code, plan.json.result, plan.json.converge]).toEqual([0, 'ready', {connectionId: id}]);
		expect(
			plan.json.comparison.differences.map((each: {interrupts: {kind: string}}) => each.interrupts.kind),
		).toContain('connection');
		const applied = await run(['apply', '-', '--yes', '--json', '--connection', id], moved);
		expect([applied.code, applied.json.result], applied.err).toEqual([0, 'changed']);
		expect(changes().slice(before)).toEqual(callsOf(plan.json.actions));
		// by its gateways it is found from now on
		expect((await run(['plan', '-', '--json'], moved)).json).toMatchObject({result: 'exists', exists: {id}});
	});
});
