import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {Secret} from '../../src/connection/secret.ts';
import {UserError} from '../../src/connection/user-error.ts';
import {executePlan} from '../../src/run/engine.ts';
import {createJournal, journalPath, listRuns, readJournal, reopenRun} from '../../src/run/journal.ts';
import {replay} from '../../src/run/run-record.ts';
import {undoPreview, undoRun} from '../../src/run/undo.ts';
import {cloudError, MemoryCloud, threeSteps} from './memory-cloud.ts';

const secrets = new Map([['key1', new Secret('open-sesame-1234')]]);
const sleep = async () => {};
const signal = new AbortController().signal;
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

async function apply(cloud: MemoryCloud): Promise<string> {
	const journal = await createJournal(folder);
	for await (const _event of executePlan(cloud, threeSteps(), {secrets, signal, sleep, journal}));
	await journal.close();
	return journal.runId;
}

async function undo(cloud: MemoryCloud, runId: string): Promise<string> {
	const {journal, record} = await reopenRun(folder, runId);
	let last = '';
	for await (const event of undoRun(cloud, record, {journal, signal, sleep})) last = event.type;
	await journal.close();
	return last;
}

describe('undo', () => {
	it('takes back what the run made, last made first, and leaves what was there', async () => {
		const cloud = new MemoryCloud();
		cloud.made.set('site-gateway', ['cgw-there']);
		const runId = await apply(cloud);
		expect(await undo(cloud, runId)).toBe('undo-finished');
		expect(cloud.deletes).toEqual(['route', 'connection']);
		expect([...cloud.made.keys()]).toEqual(['site-gateway']);
		expect((await readJournal(folder, runId)).state).toBe('undone');
	});

	it('looks up what is in doubt, so that a thing whose reply was lost does not stay behind', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('connection', ['lost']);
		cloud.onPerform = action => {
			if (action.id === 'connection') cloud.findError = cloudError({kind: 'network'});
		};
		const runId = await apply(cloud);
		cloud.findError = undefined;
		await undo(cloud, runId);
		expect(cloud.made.size).toBe(0);
	});

	it('does not take for gone what was made a moment ago and is not listed yet', async () => {
		const cloud = new MemoryCloud();
		const runId = await apply(cloud);
		cloud.blindUndoLooks = 4;
		expect(await undo(cloud, runId)).toBe('undo-finished');
		expect(cloud.made.size).toBe(0);
	});

	it('takes back the part of a batch that a call in doubt made, and not what stood before it', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('route', ['unclear', 'unclear', 'unclear']);
		cloud.parts.set('route', ['10.0.0.0/8']);
		const runId = await apply(cloud);
		expect((await readJournal(folder, runId)).state).toBe('unfinished');
		expect((await readJournal(folder, runId)).standing.get('route')).toEqual(['10.0.0.0/8']);
		cloud.deletes.length = 0;
		cloud.parts.set('route', ['10.0.0.0/8', '172.16.0.0/12']);
		expect(await undo(cloud, runId)).toBe('undo-finished');
		expect(cloud.deletes).toEqual(['route', 'connection', 'site-gateway']);
	});

	it('leaves a batch alone whose call in doubt made nothing', async () => {
		const cloud = new MemoryCloud();
		cloud.script.set('route', ['unclear', 'unclear', 'unclear']);
		cloud.parts.set('route', ['10.0.0.0/8']);
		const runId = await apply(cloud);
		cloud.deletes.length = 0;
		await undo(cloud, runId);
		expect(cloud.deletes).toEqual(['connection', 'site-gateway']);
	});

	it.each([
		['what a tag says is the run’s', true],
		['never what may have been there before, and says that it stays', false],
	])('takes back of what stood in lines that can’t be read %s', async (_what, isTagged) => {
		const cloud = new MemoryCloud();
		const runId = await apply(cloud);
		const path = journalPath(folder, runId);
		const text = readFileSync(path, 'utf8');
		writeFileSync(path, text.replace(/^.*"action":"connection".*$/gm, '\0\0garbage'));
		Object.assign(cloud, {id: isTagged ? 'aws' : 'tencent'});
		const {journal, record} = await reopenRun(folder, runId);
		expect(undoPreview(cloud, record).inDoubt).toEqual(['connection']);
		const events = [];
		for await (const event of undoRun(cloud, record, {journal, signal, sleep})) events.push(event);
		await journal.close();
		expect(cloud.deletes.includes('connection')).toBe(isTagged);
		expect(events.at(-1)).toEqual({
			type: 'undo-finished',
			...(isTagged ? {} : {unsure: ['VPN connection connection-1']}),
		});
	});

	it('ends the same wherever its journal breaks off', async () => {
		const whole = new MemoryCloud();
		const runId = await apply(whole);
		await undo(whole, runId);
		const path = journalPath(folder, runId);
		const text = readFileSync(path, 'utf8');
		const lines = text.split('\n');
		const begun = lines.findIndex(line => line.includes('"type":"undo"'));
		expect(begun).toBeGreaterThan(3);
		for (let cut = begun; cut <= lines.length; cut += 1) {
			writeFileSync(path, lines.slice(0, cut).join('\n'));
			const cloud = new MemoryCloud();
			for (const id of ['site-gateway', 'connection', 'route']) cloud.made.set(id, [`${id}-1`]);
			for (const id of (await readJournal(folder, runId)).undone.keys()) cloud.made.delete(id);
			expect(await undo(cloud, runId)).toBe('undo-finished');
			expect(cloud.made.size).toBe(0);
		}
	});
});

describe('whose a thing is', () => {
	const at = 1;
	const error = (ambiguous: boolean) => cloudError({ambiguous}).info;

	it('is not the run’s after a refusal: another made what is found then', () => {
		const {sent, openAction} = replay([
			{type: 'intent', at, action: 'connection', attempt: 1},
			{type: 'failed', at, action: 'connection', error: error(false)},
		]);
		expect([[...sent], openAction]).toEqual([[], undefined]);
	});

	it.each([
		['an end in doubt', {type: 'ambiguous', at, action: 'connection', error: error(true)} as const],
		['a crash', {type: 'resume', at} as const],
	])('may be the run’s after %s, whatever a later attempt is told', (_what, entry) => {
		const {sent} = replay([
			{type: 'intent', at, action: 'connection', attempt: 1},
			entry,
			{type: 'intent', at, action: 'connection', attempt: 2},
			{type: 'failed', at, action: 'connection', error: error(false)},
		]);
		expect([...sent]).toEqual(['connection']);
	});

	it('may be the run’s when the line that told of its end can’t be read', () => {
		const {sent} = replay([
			{type: 'intent', at, action: 'connection', attempt: 1},
			{type: 'intent', at, action: 'route', attempt: 1},
			{type: 'done', at, action: 'route', result: {id: '', existed: false, detail: ''}},
		]);
		expect([...sent]).toEqual(['connection']);
	});

	it('is never made again once an undo has begun, even if the line of its beginning can’t be read', () => {
		const undone = {type: 'undone', at, action: 'connection', how: 'deleted'} as const;
		const intent = {type: 'undo-intent', at, action: 'connection', call: 'DeleteVpnConnection'} as const;
		for (const entries of [[intent], [undone], [intent, undone]])
			expect(replay([{type: 'finished', at, connectionId: 'x'}, ...entries]).state).toBe('undoing');
	});

	it('counts what stands after a refusal as another’s', () => {
		const {standing} = replay([
			{type: 'intent', at, action: 'routes', attempt: 1, standing: []},
			{type: 'failed', at, action: 'routes', error: error(false)},
			{type: 'intent', at, action: 'routes', attempt: 2, standing: ['10.0.0.0/8']},
		]);
		expect(standing.get('routes')).toEqual(['10.0.0.0/8']);
	});

	it('keeps what stood before the first attempt apart, not what stood before a later one', () => {
		const {standing} = replay([
			{type: 'intent', at, action: 'routes', attempt: 1, standing: ['10.0.0.0/8']},
			{type: 'resume', at},
			{type: 'intent', at, action: 'routes', attempt: 1, standing: ['10.0.0.0/8', '172.16.0.0/12']},
		]);
		expect(standing.get('routes')).toEqual(['10.0.0.0/8']);
	});
});

it('a journal that can’t be written any more ends the run, and what exists by then is told', async () => {
	const cloud = new MemoryCloud();
	let lines = 0;
	const journal = {
		runId: 'x',
		async append() {
			lines += 1;
			if (lines > 3) throw new UserError('the journal can’t be written (ENOSPC)', {});
		},
		close: async () => {},
	};
	const run = (async () => {
		for await (const _event of executePlan(cloud, threeSteps(), {secrets, signal, sleep, journal}));
	})();
	await expect(run).rejects.toMatchObject({details: {items: ['exists now: site-gateway-1 (site-gateway)']}});
	expect(cloud.sent).toEqual(['site-gateway']);
});

it('a second process is told when it begins on the same pair of gateways, and leaves no journal behind', async () => {
	const first = await createJournal(folder);
	const begin = {type: 'begin', at: 1, runId: first.runId, sandbox: false, plan: threeSteps()} as const;
	await first.append(begin);
	const second = await createJournal(folder);
	await expect(second.append({...begin, runId: second.runId})).rejects.toThrow(/between these gateways right now/);
	await second.close();
	expect((await listRuns(folder)).runs.map(({runId}) => runId)).toEqual([first.runId]);
	await first.close();
	const third = await createJournal(folder);
	await third.append({...begin, runId: third.runId});
	await third.close();
});
