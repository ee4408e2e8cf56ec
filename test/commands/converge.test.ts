import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';
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

async function run(args: readonly string[], input: object = {}) {
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
	});
	const code = await runArguments(args, undefined, own);
	const json = args.includes('--json') ? JSON.parse(own.stdout()) : undefined;
	return {code, out: own.stdout(), err: own.stderr(), json};
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
