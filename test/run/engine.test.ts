import {mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {Secret} from '../../src/connection/secret.ts';
import {executePlan, type RunOptions} from '../../src/run/engine.ts';
import {createJournal, type Journal, journalPath, listRuns, readJournal, reopenRun} from '../../src/run/journal.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import {newRunId} from '../../src/run/run-id.ts';
import {type CallEnd, cloudError, MemoryCloud, threeSteps} from './memory-cloud.ts';

const secrets = new Map([['key1', new Secret('open-sesame-1234')]]);
const noWait = async () => {};

async function run(cloud: MemoryCloud, plan: Plan, options: Partial<RunOptions> = {}): Promise<RunEvent[]> {
	const events: RunEvent[] = [];
	for await (const event of executePlan(cloud, plan, {
		secrets,
		signal: new AbortController().signal,
		sleep: noWait,
		...options,
	}))
		events.push(event);
	return events;
}

const last = (events: readonly RunEvent[]) => events.at(-1);

describe('a run makes each thing once', () => {
	it('makes all in order and says what it made', async () => {
		const cloud = new MemoryCloud();
		const events = await run(cloud, threeSteps());
		expect(cloud.sent).toEqual(['site-gateway', 'connection', 'route']);
		expect(last(events)).toMatchObject({type: 'finished', connectionId: 'connection-1'});
		expect(cloud.settled).toEqual(['site-gateway', 'connection', 'route']);
	});

	it('does not make what is there already', async () => {
		const cloud = new MemoryCloud();
		cloud.made.set('site-gateway', ['cgw-there']);
		await run(cloud, threeSteps());
		expect(cloud.sent).toEqual(['connection', 'route']);
	});

	it('finds what a lost reply made, even if it is listed only after a while', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['lost']);
		cloud.blindLooks = 2;
		const events = await run(cloud, threeSteps());
		expect(cloud.sent.filter(id => id === 'connection')).toHaveLength(1);
		expect(last(events)).toMatchObject({type: 'finished'});
	});

	it('sends again only after looking found nothing', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['unclear']);
		await run(cloud, threeSteps());
		expect(cloud.sent.filter(id => id === 'connection')).toHaveLength(2);
		expect(cloud.made.get('connection')).toHaveLength(1);
	});

	it('sends nothing again while nobody can say whether it was made', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['lost']);
		cloud.onPerform = action => {
			if (action.id === 'connection') cloud.findError = cloudError({kind: 'network', message: 'no route'});
		};
		const events = await run(cloud, threeSteps());
		expect(cloud.sent.filter(id => id === 'connection')).toHaveLength(1);
		expect(last(events)).toMatchObject({
			type: 'stopped',
			after: 'site-gateway',
			made: [{action: 'site-gateway'}],
			inDoubt: [{action: 'connection', title: 'make connection', call: 'Create-connection'}],
		});
	});

	it('stops at what somebody else made meanwhile in another way, and says whose it is and how it differs', async () => {
		const cloud = new MemoryCloud();
		cloud.made.set('connection', ['vpn-theirs']);
		cloud.found.set('connection', {differs: ['IKE version is ikev1, asked was ikev2'], whose: 'named "theirs"'});
		const events = await run(cloud, threeSteps());
		expect(events.at(-2)).toMatchObject({
			type: 'action-failed',
			action: 'connection',
			error: {
				says: 'VPN connection vpn-theirs was made meanwhile, and not by this run: it is named "theirs"',
				message: 'It differs from what was asked for: IKE version is ikev1, asked was ikev2',
			},
		});
		expect(last(events)).toMatchObject({type: 'stopped', made: [{action: 'site-gateway'}]});
		expect(cloud.sent).toEqual(['site-gateway']);
	});

	it('does not call its own what somebody else made meanwhile just as it was asked for', async () => {
		const cloud = new MemoryCloud();
		cloud.made.set('connection', ['vpn-theirs']);
		expect(last(await run(cloud, threeSteps()))).toMatchObject({type: 'finished', existed: true});
	});

	it('takes a refusal after a lost reply for what it is: the first call made it', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['lost']);
		cloud.refusesSecond = true;
		// longer unlisted than all looks after the first call
		cloud.blindLooks = 5;
		const events = await run(cloud, threeSteps());
		expect(cloud.sent.filter(id => id === 'connection')).toHaveLength(2);
		expect(last(events)).toMatchObject({
			type: 'finished',
			made: [{action: 'site-gateway'}, {action: 'connection'}],
		});
	});

	it('waits out a throttle and says so', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['throttled', 'throttled']);
		const events = await run(cloud, threeSteps());
		expect(events.filter(event => event.type === 'action-waiting')).toHaveLength(2);
		expect(last(events)).toMatchObject({type: 'finished'});
	});

	it('stops at a refusal and says what exists', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['refused']);
		const events = await run(cloud, threeSteps());
		expect(events.at(-2)).toMatchObject({type: 'action-failed', error: {code: 'InvalidParameterValue'}});
		expect(last(events)).toEqual({
			type: 'stopped',
			after: 'site-gateway',
			made: [{action: 'site-gateway', id: 'site-gateway-1'}],
		});
		expect(cloud.sent).not.toContain('route');
	});

	it('whatever way each call ends, nothing exists twice', async () => {
		const end = fc.constantFrom<CallEnd>('ok', 'refused', 'throttled', 'lost', 'unclear');
		await fc.assert(
			fc.asyncProperty(fc.array(end, {maxLength: 6}), fc.array(end, {maxLength: 6}), fc.nat(4), async (a, b, blind) => {
				const cloud = new MemoryCloud();
				cloud.script.set('site-gateway', [...a]);
				cloud.script.set('connection', [...b]);
				cloud.blindLooks = blind;
				const events = await run(cloud, threeSteps());
				for (const ids of cloud.made.values()) expect(ids).toHaveLength(1);
				const end = last(events);
				const told = end?.type === 'finished' || end?.type === 'stopped' ? end.made.map(item => item.action) : [];
				// what is told as made exists, and what exists is told unless its end was never clear
				for (const action of told) expect(cloud.made.has(action)).toBe(true);
			}),
			{numRuns: 200},
		);
	});
});

describe('Ctrl-C', () => {
	it('lets the call in flight end, then makes nothing more', async () => {
		const cloud = new MemoryCloud();
		const controller = new AbortController();
		cloud.onPerform = () => controller.abort();
		const events = await run(cloud, threeSteps(), {signal: controller.signal});
		expect(cloud.sent).toEqual(['site-gateway']);
		expect(last(events)).toEqual({
			type: 'stopped',
			after: 'site-gateway',
			made: [{action: 'site-gateway', id: 'site-gateway-1'}],
		});
	});

	it('ends a wait for the cloud without calling it a failure', async () => {
		const cloud = new MemoryCloud();
		const controller = new AbortController();
		cloud.onSettle = async (_action, signal) => {
			controller.abort();
			signal.throwIfAborted();
		};
		const events = await run(cloud, threeSteps(), {signal: controller.signal});
		expect(events.some(event => event.type === 'action-failed')).toBe(false);
		expect(last(events)).toMatchObject({type: 'stopped', after: 'site-gateway'});
	});
});

describe('the journal', () => {
	let state: string;
	beforeEach(() => {
		state = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'state');
	});

	async function journalled(
		cloud: MemoryCloud,
		journal: Journal,
		options: Partial<RunOptions> = {},
	): Promise<RunEvent[]> {
		const events = await run(cloud, threeSteps(), {journal, ...options});
		await journal.close();
		return events;
	}

	it('tells a finished run back, readable by nobody else and without the secret', async () => {
		const journal = await createJournal(state);
		await journalled(new MemoryCloud(), journal, {account: '123456789012'});
		const record = await readJournal(state, journal.runId);
		expect(record).toMatchObject({
			state: 'finished',
			connectionId: 'connection-1',
			damagedLines: 0,
			hasGap: false,
			refused: new Set(),
			account: '123456789012',
		});
		expect([...record.results.keys()]).toEqual(['site-gateway', 'connection', 'route']);
		expect(record.plan).toEqual(threeSteps());
		const path = journalPath(state, journal.runId);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(join(state, 'runs')).mode & 0o777).toBe(0o700);
		expect(readFileSync(path, 'utf8')).not.toContain('open-sesame');
	});

	it('has the intent on the disk before the call goes out', async () => {
		const journal = await createJournal(state);
		const cloud = new MemoryCloud();
		const onDisk: string[] = [];
		cloud.onPerform = action => {
			const lines = readFileSync(journalPath(state, journal.runId), 'utf8').trim().split('\n');
			onDisk.push(`${action.id}: ${lines.at(-1)}`);
		};
		await journalled(cloud, journal);
		expect(onDisk).toHaveLength(3);
		for (const line of onDisk) expect(line).toMatch(/^(.+): .*"type":"intent".*"action":"\1"/);
	});

	it('lets a run go on wherever its journal breaks off, and makes nothing twice', async () => {
		const cloud = new MemoryCloud();
		const journal = await createJournal(state);
		await journalled(cloud, journal);
		const path = journalPath(state, journal.runId);
		const whole = readFileSync(path, 'utf8');
		const firstLine = whole.indexOf('\n') + 1;
		for (let cut = firstLine; cut < whole.length; cut += 37) {
			writeFileSync(path, whole);
			truncateSync(path, cut);
			const earlier = await readJournal(state, journal.runId);
			const {journal: again} = await reopenRun(state, journal.runId);
			const events = await journalled(cloud, again, {earlier});
			expect(last(events)).toMatchObject({type: 'finished', connectionId: 'connection-1'});
			expect((await readJournal(state, journal.runId)).state).toBe('finished');
		}

		expect(cloud.sent).toEqual(['site-gateway', 'connection', 'route']);
	});

	it('says which call may have been carried out when the end is unknown', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['lost']);
		cloud.onPerform = action => {
			if (action.id === 'connection') cloud.findError = cloudError({kind: 'network'});
		};
		const journal = await createJournal(state);
		await journalled(cloud, journal);
		expect(await readJournal(state, journal.runId)).toMatchObject({state: 'unfinished', openAction: 'connection'});
	});

	it('makes nothing when it cannot be written', async () => {
		const cloud = new MemoryCloud();
		const broken: Journal = {
			runId: newRunId(),
			append: async () => {
				throw new Error('ENOSPC');
			},
			close: async () => {},
		};
		await expect(run(cloud, threeSteps(), {journal: broken})).rejects.toThrow('ENOSPC');
		expect(cloud.sent).toEqual([]);
	});

	it('lists runs newest first and tells damaged and newer ones apart without touching them', async () => {
		const first = await createJournal(state, '20260101T000000-00000001');
		await journalled(new MemoryCloud(), first);
		const second = await createJournal(state, '20260102T000000-00000002');
		await journalled(new MemoryCloud(), second);
		writeFileSync(journalPath(state, '20260103T000000-00000003'), 'garbage\n\u0000');
		writeFileSync(journalPath(state, '20260104T000000-00000004'), '{"v":99,"type":"begin"}\n');
		const {runs, unreadable} = await listRuns(state);
		expect(runs.map(run => run.runId)).toEqual([second.runId, first.runId]);
		expect(unreadable.map(run => run.reason).join()).toMatch(/newer tunnelwright/);
		expect(unreadable).toHaveLength(2);
		expect(readdirSync(join(state, 'runs'))).toHaveLength(4);
	});

	it('looks as long for what was in doubt, whatever the clock says of how long ago that was', async () => {
		const cloud = new MemoryCloud();
		const sent = new Set(['connection']);
		cloud.made.set('connection', ['connection-1']);
		cloud.blindLooks = 4;
		const events = await run(cloud, threeSteps(), {
			earlier: {
				results: new Map([['site-gateway', {id: 's', existed: false, detail: ''}]]),
				settled: new Set(),
				sent,
				standing: new Map(),
			},
			now: () => Date.now() + 3_600_000,
		});
		expect(cloud.sent).toEqual(['route']);
		expect(last(events)).toMatchObject({made: [{id: 's'}, {id: 'connection-1'}]});
	});

	it('writes down with each attempt what stood before it, so that another’s part of a batch is not undone', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('route', ['throttled']);
		cloud.parts.set('route', []);
		cloud.onPerform = ({id}) => {
			// somebody else is faster than the second attempt
			if (id === 'route') cloud.parts.set('route', ['10.0.0.0/8']);
		};
		const journal = await createJournal(state);
		await journalled(cloud, journal);
		expect((await readJournal(state, journal.runId)).standing.get('route')).toEqual(['10.0.0.0/8']);
	});

	it('counts as its own what it sent before it was cut off, and as others’ what was there before', async () => {
		const cloud = new MemoryCloud();
		cloud.made.set('site-gateway', ['cgw-there']);
		cloud.script.set('connection', ['lost']);
		cloud.onPerform = action => {
			if (action.id === 'connection') cloud.findError = cloudError({kind: 'network'});
		};
		const journal = await createJournal(state);
		await journalled(cloud, journal);
		cloud.findError = undefined;
		const earlier = await readJournal(state, journal.runId);
		const events = await journalled(cloud, (await reopenRun(state, journal.runId)).journal, {earlier});
		expect(last(events)).toMatchObject({type: 'finished', made: [{action: 'connection'}]});
		expect(cloud.sent.filter(id => id === 'connection')).toHaveLength(1);
	});

	it('takes no run id that is a path', () => {
		expect(() => journalPath(state, '../../etc/passwd')).toThrow(/not the id of a run/);
	});

	it('keeps no folder: an empty state has no runs', async () => {
		expect(await listRuns(state)).toEqual({runs: [], deletes: [], unreadable: []});
	});
});
