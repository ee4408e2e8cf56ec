import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import type {Action, Plan} from '../../src/clouds/contract/cloud.ts';
import {executePlan} from '../../src/run/engine.ts';
import {createJournal, readJournal, reopenRun} from '../../src/run/journal.ts';
import type {UndoEvent, UndoOptions} from '../../src/run/take-away.ts';
import {undoPreview, undoRun} from '../../src/run/undo.ts';
import {changeOf, changePlan, seen, TwoTunnels} from './two-tunnels.ts';

/*
 * What a user would lose: the traffic, because an undo put both tunnels back at once; or the belief that all is as before, while a key is another one.
 */
const {up, down} = seen;
const times = {limitMs: 20_000, pollMs: 1000, soakMs: 2000, clockOffMs: 0, firstLookMs: 3000, lateMs: 2000};
const sleep = async (_ms: number, signal: AbortSignal) => signal.throwIfAborted();
const signal = new AbortController().signal;
const back = {call: 'ModifyVpnTunnelOptions', parameters: {DPDTimeoutSeconds: 30}};
const both = () => changePlan(changeOf(1, {back}), changeOf(2, {back}));

let cloud: TwoTunnels;
let state: string;
beforeEach(() => {
	cloud = new TwoTunnels();
	state = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

async function apply(plan: Plan): Promise<string> {
	const journal = await createJournal(state);
	for await (const _event of executePlan(cloud, plan, {secrets: new Map(), signal, sleep, times, journal}));
	await journal.close();
	cloud.log.length = 0;
	return journal.runId;
}

async function undo(runId: string, options: Partial<UndoOptions> = {}): Promise<UndoEvent[]> {
	const {journal, record} = await reopenRun(state, runId);
	const events: UndoEvent[] = [];
	for await (const event of undoRun(cloud, record, {journal, signal, sleep, times, ...options})) events.push(event);
	await journal.close();
	return events;
}

const ends = (events: readonly UndoEvent[]) =>
	events.flatMap(event => (event.type === 'step-done' ? [`${event.step.id}: ${event.how}`] : []));

describe('the undo of changes', () => {
	it('puts one tunnel back after the other, last changed first, each once the other carries the traffic', async () => {
		const runId = await apply(both());
		const events = await undo(runId);
		expect(ends(events)).toEqual(['tunnel-2: put back', 'tunnel-1: put back']);
		expect(events.at(-1)).toEqual({type: 'undo-finished', unsure: undefined});
		expect(cloud.log).toEqual([
			...['UP UP', 'UP UP', 'UP UP', 'back tunnel-2', 'UP DOWN', 'UP DOWN', 'UP UP'],
			...['UP UP', 'UP UP', 'UP UP', 'back tunnel-1', 'DOWN UP', 'DOWN UP', 'UP UP'],
		]);
		expect((await readJournal(state, runId)).undone.get('tunnel-1')).toBe('put back');
	});

	it('touches nothing while the other tunnel is DOWN, unless it is told to', async () => {
		const runId = await apply(changePlan(changeOf(1, {back})));
		cloud.play(2, [down]);
		const events = await undo(runId);
		expect(events.at(-1)).toMatchObject({
			type: 'undo-failed',
			error: {says: 'tunnel 2 (192.0.2.2) is DOWN: changing tunnel 1 (192.0.2.1) now would cut the site off'},
			left: [{id: 'tunnel-1'}],
		});
		expect(cloud.log).not.toContain('back tunnel-1');
		expect((await undo(runId, {evenIfDown: true})).at(-1)).toMatchObject({type: 'undo-finished'});
		expect(cloud.log).toContain('back tunnel-1');
	});

	it('waits on when it is called again, and puts nothing back twice', async () => {
		const runId = await apply(both());
		cloud.afterChange = [down];
		const events = await undo(runId);
		expect(events.at(-1)).toMatchObject({
			type: 'undo-failed',
			error: {says: 'tunnel 2 (192.0.2.2) did not come back within 20 s after its change'},
			left: [{id: 'tunnel-2'}, {id: 'tunnel-1'}],
		});
		cloud.log.length = 0;
		cloud.play(2, [down, down, down, up]);
		cloud.afterChange = [down, up];
		const rest = await undo(runId);
		expect(ends(rest)).toEqual(['tunnel-2: stood as before', 'tunnel-1: put back']);
		// the first was UP throughout, and is touched once the second is back
		const began = cloud.log.indexOf('back tunnel-1');
		expect(cloud.log.slice(began - 3, began)).toEqual(['UP UP', 'UP UP', 'UP UP']);
		expect(cloud.log.slice(0, began)).toContain('UP DOWN');
		expect(cloud.log).not.toContain('back tunnel-2');
	});

	it('waits for nothing where what was there stands again already', async () => {
		const runId = await apply(changePlan(changeOf(1, {back})));
		cloud.made.clear();
		cloud.play(1, [down]);
		// nothing is put back, so nothing has to carry the traffic meanwhile
		cloud.play(2, [down]);
		expect(ends(await undo(runId))).toEqual(['tunnel-1: stood as before']);
		expect(cloud.log).toEqual([]);
	});

	it('holds what comes back against what stood right before its call, also once it goes on', async () => {
		const runId = await apply(changePlan(changeOf(1, {back})));
		const old = {...up, since: 1000};
		cloud.play(1, [old]);
		cloud.afterChange = [old];
		const controller = new AbortController();
		cloud.onLook = () => cloud.log.includes('back tunnel-1') && controller.abort();
		await undo(runId, {signal: controller.signal});
		expect((await readJournal(state, runId)).undoSeen.get('tunnel-1')).toMatchObject([{up: true, since: 1000}]);
		cloud.onLook = () => {};
		cloud.log.length = 0;
		cloud.play(1, [old, {...up, since: 2000}]);
		expect(ends(await undo(runId))).toEqual(['tunnel-1: stood as before']);
		expect(cloud.log).toEqual(['UP UP', 'UP UP']);
	});

	it('says of what it can’t put back that it stays', async () => {
		const key: Action = changeOf(1, {
			values: [{field: 'presharedKey', what: 'tunnel 1: pre-shared key', was: 'not known', wanted: 'a new one'}],
		});
		const runId = await apply(changePlan(key, changeOf(2, {back})));
		const stays = ['tunnel 1: pre-shared key stays a new one: what it was is not known'];
		const shown = undoPreview(cloud, await readJournal(state, runId));
		expect([shown.steps.map(({id}) => id), shown.asChanged]).toEqual([['tunnel-2'], stays]);
		const events = await undo(runId);
		expect(ends(events)).toEqual(['tunnel-2: put back']);
		expect(events.at(-1)).toMatchObject({type: 'undo-finished', asChanged: stays});
	});

	it('does not take values that others have set for the run’s own, where the run had not come to them', async () => {
		cloud.afterChange = [down];
		const runId = await apply(both());
		// somebody sets on tunnel 2 what the run would have set
		cloud.made.set('tunnel-2', ['vpn-1']);
		cloud.afterChange = [down, up];
		cloud.play(1, [up]);
		const events = await undo(runId);
		expect(ends(events)).toEqual(['tunnel-1: put back']);
		expect(events.at(-1)).toEqual({type: 'undo-finished', unsure: undefined});
		expect(cloud.made.has('tunnel-2')).toBe(true);
	});
});
