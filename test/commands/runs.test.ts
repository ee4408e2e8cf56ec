import {mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {journalPath, listRuns} from '../../src/run/journal.ts';
import type {Fault, Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';
import '../torture/quick-waits.mjs';

/*
 * What is left of a run that did not end well, and what can be done about it, against sandbox clouds that outlive the commands.
 */
let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

afterEach(() => sandbox.close());

const state = () => foldersOf({TUNNELWRIGHT_HOME: home}).state;

async function run(args: readonly string[], input = '') {
	const own = fakeIo({
		input,
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
	});
	const code = await runArguments(args, undefined, own);
	return {code, out: own.stdout(), err: own.stderr()};
}

let sites = 0;
function document(example: string): string {
	sites += 1;
	const whole = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
	const aws = whole.cloud === 'aws';
	const asn = aws || whole.routing.mode === 'bgp' ? {asn: 64_700 + sites} : {};
	const site = {kind: 'new', name: `left-${sites}`, address: `198.51.100.${150 + sites}`, ...asn};
	return JSON.stringify({...whole, name: `left-${sites}`, site});
}

/** Applies a document until a fault ends it, and gives back the run. */
async function broken(example: string, fault: Fault): Promise<{readonly runId: string; readonly input: string}> {
	const input = document(example);
	sandbox.addFault(fault);
	expect((await run(['apply', '-', '--yes'], input)).code).toBe(4);
	sandbox.clearFaults();
	const {runs} = await listRuns(state());
	expect(runs).toHaveLength(1);
	return {runId: runs[0]?.runId ?? '', input};
}

const changes = (from: number) =>
	sandbox.requests
		.slice(from)
		.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action))
		.map(({action}) => action);

describe.each([
	['aws-vgw-bgp', 'EnableVgwRoutePropagation'],
	['aws-tgw-static', 'CreateTransitGatewayRoute'],
	['tencent-vpc-static', 'CreateRoutes'],
])('a run of %s that broke off at %s', (example, call) => {
	it('is listed, shown, and goes on without making anything again', async () => {
		const {runId} = await broken(example, {kind: 'error5xx', action: call});
		expect((await run(['runs'])).out).toContain(runId);
		const shown = await run(['runs', 'show', runId]);
		expect(shown.out).toMatch(/made (vpn-|vpnx-)/);
		expect(shown.out).toContain('in doubt');
		const before = sandbox.requests.length;
		expect((await run(['runs', 'resume', runId])).code).toBe(2);
		expect(changes(before)).toEqual([]);
		const {code, out} = await run(['runs', 'resume', runId, '--yes', '--wait', 'up']);
		expect([code, out]).toEqual([0, expect.stringContaining('every tunnel is UP')]);
		expect(changes(before).filter(action => /^Create(Vpn|Customer)/.test(action) && action !== call)).toEqual([]);
		expect((await run(['runs'])).out).toContain('no run is unfinished');
		expect((await run(['runs', 'resume', runId, '--yes'])).code).toBe(2);
	});

	it('is undone: all that it made is gone, and doing it again deletes nothing more', async () => {
		const {runId} = await broken(example, {kind: 'error5xx', action: call});
		const before = sandbox.requests.length;
		const preview = await run(['runs', 'undo', runId]);
		expect([preview.code, changes(before)]).toEqual([2, []]);
		expect(preview.err).toMatch(/would delete (VPN connection|VPN tunnel): vpnx?-/);
		// which table or route, where several actions are called the same
		const doubted = (await listRuns(state())).runs[0]?.plan.actions.find(each => each.call === call);
		expect(preview.err).toContain(`would look whether ${doubted?.title}: ${doubted?.detail} was carried out`);
		const {code, out} = await run(['runs', 'undo', runId, '--yes']);
		expect([code, out]).toEqual([0, expect.stringContaining('nothing of the run')]);
		expect(changes(before)).toContain('DeleteVpnConnection');
		expect(changes(before)).toContain('DeleteCustomerGateway');
		const after = sandbox.requests.length;
		expect((await run(['runs', 'undo', runId, '--yes'])).code).toBe(0);
		expect(changes(after)).toEqual([]);
		expect((await run(['runs', 'resume', runId, '--yes'])).err).toContain('was undone');
	});
});

describe('undo', () => {
	it('leaves alone what was there before the run', async () => {
		const input = document('aws-vgw-static');
		const {cloudGateway, site} = JSON.parse(input);
		expect((await run(['apply', '-', '--yes'], input)).code).toBe(0);
		const first = (await listRuns(state())).runs[0];
		// the same site on the transit gateway: its customer gateway is there already
		const other = {...JSON.parse(document('aws-tgw-bgp')), site};
		expect(cloudGateway.kind).toBe('vgw');
		expect((await run(['apply', '-', '--yes'], JSON.stringify(other))).code).toBe(0);
		const second = (await listRuns(state())).runs.find(({runId}) => runId !== first?.runId);
		const before = sandbox.requests.length;
		expect((await run(['runs', 'undo', second?.runId ?? '', '--yes'])).code).toBe(0);
		expect(changes(before)).toEqual(['DeleteVpnConnection']);
		expect((await run(['runs', 'undo', first?.runId ?? '', '--yes'])).code).toBe(0);
	});

	it.each(['aws-vgw-bgp', 'tencent-ccn-bgp'])(
		'of %s never says that all is gone when the journal has a gap',
		async example => {
			const made = JSON.parse((await run(['apply', '-', '--yes', '--json'], document(example))).out);
			const run0 = (await listRuns(state())).runs[0];
			const path = journalPath(state(), run0?.runId ?? '');
			writeFileSync(
				path,
				readFileSync(path, 'utf8').replace(/^.*"action":"(connection|site-gateway)".*$/gm, '{damaged'),
			);
			expect((await run(['runs', 'show', run0?.runId ?? ''])).out).toContain('not told by the journal');
			const {code, out, err} = await run(['runs', 'undo', run0?.runId ?? '', '--yes']);
			expect(code).toBe(example.startsWith('aws') ? 0 : 4);
			// AWS's tags say whose a thing is; where there are none it may have been there before
			if (example.startsWith('aws')) expect(out).toContain(`delete VPN connection: ${made.connectionId}`);
			else {
				expect(out).not.toContain('nothing of the run');
				expect(err).toContain(`still there: VPN tunnel ${made.connectionId}`);
			}
		},
	);

	it('goes on after a fault in its middle', async () => {
		const {runId} = await broken('aws-vgw-bgp', {kind: 'error5xx', action: 'EnableVgwRoutePropagation'});
		sandbox.addFault({kind: 'error5xx', action: 'DescribeCustomerGateways'});
		const failed = await run(['runs', 'undo', runId, '--yes']);
		expect([failed.code, failed.err]).toEqual([4, expect.stringContaining('not yet done: delete customer gateway')]);
		sandbox.clearFaults();
		expect((await run(['runs'])).out).toContain('its undo has not ended');
		expect((await run(['runs', 'undo', runId, '--yes', '--json'])).code).toBe(0);
	});
});

describe('forget', () => {
	it('takes a run off the list, says what stays, and keeps its journal', async () => {
		const {runId} = await broken('aws-vgw-bgp', {kind: 'error5xx', action: 'EnableVgwRoutePropagation'});
		const {code, out} = await run(['runs', 'forget', runId]);
		expect([code, out]).toEqual([0, expect.stringMatching(/still in the account: cgw-\w+, vpn-\w+/)]);
		expect((await run(['runs', '--all'])).out).toContain('no run is journalled');
		const kept = join(state(), 'runs', 'forgotten', `${runId}.jsonl`);
		expect(readFileSync(kept, 'utf8')).toContain('"begin"');
		expect(statSync(kept).mode & 0o777).toBe(0o600);
		expect((await run(['runs', 'forget', runId])).err).toContain('no run of this id');
	});

	it('takes what is not a journal any more off the list too', async () => {
		const {runId} = await broken('aws-vgw-bgp', {kind: 'error5xx', action: 'EnableVgwRoutePropagation'});
		truncateSync(journalPath(state(), runId), 40);
		expect((await run(['runs'])).err).toContain('was cut off');
		expect((await run(['runs', 'forget', runId])).code).toBe(0);
		expect((await run(['runs'])).err).toBe('');
	});
});

describe('two terminals', () => {
	it('that apply one document at once make one connection, and both say so', async () => {
		const input = document('aws-vgw-bgp');
		const before = sandbox.requests.length;
		const ends = await Promise.all([run(['apply', '-', '--yes'], input), run(['apply', '-', '--yes'], input)]);
		const codes = ends.map(({code}) => code).sort();
		expect([
			[0, 0],
			[0, 3],
		]).toContainEqual(codes);
		const told = ends.map(({out, err}) => out + err).join('\n');
		expect(told).toMatch(/exists already|there already|at work on the connection between these gateways right now/);
		expect(changes(before).filter(action => action === 'CreateVpnConnection')).toHaveLength(1);
		expect(readdirSync(join(state(), 'locks'))).toEqual([]);
	});
});

it('a run that another process works on is neither resumed, undone nor forgotten', async () => {
	const {runId} = await broken('aws-vgw-bgp', {kind: 'error5xx', action: 'EnableVgwRoutePropagation'});
	const path = journalPath(state(), runId).replace('.jsonl', '.lock');
	const {hostname} = await import('node:os');
	writeFileSync(path, JSON.stringify({pid: process.ppid, host: hostname(), purpose: runId}));
	const before = sandbox.requests.length;
	for (const command of [
		['resume', runId, '--yes'],
		['undo', runId, '--yes'],
		['forget', runId],
	]) {
		const {code, err} = await run(['runs', ...command]);
		expect([code, err]).toEqual([3, expect.stringContaining(`process ${process.ppid}`)]);
	}

	expect(changes(before)).toEqual([]);
	// the same process id given to a process that started later: its holder is dead
	writeFileSync(path, JSON.stringify({pid: process.ppid, host: hostname(), purpose: runId, started: '1'}));
	expect((await run(['runs', 'undo', runId, '--yes'])).code).toBe(0);
});
