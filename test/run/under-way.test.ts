import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import {executePlan} from '../../src/run/engine.ts';
import {createJournal, listRuns, reopenRun} from '../../src/run/journal.ts';
import type {JournalEntry} from '../../src/run/journal-format.ts';
import {refuseUnfinishedRenewal} from '../../src/run/under-way.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {planOf} from '../ui/fixtures.ts';
import {beginAndLeave} from './begun-deletion.ts';
import {MemoryCloud} from './memory-cloud.ts';

/*
 * A deletion that was begun, and stopped in the middle, while somebody looked at a dry run. What a user would lose: a run that makes one half
 * of a connection while the other half is deleted, and says that it is whole.
 */
const {signal} = new AbortController();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe('a deletion that has begun meanwhile', () => {
	const exists = {id: 'vpn-1', name: 'office', state: 'available', ranges: [], insideCidrs: []} as const;
	const plan: Plan = {
		...planOf(),
		exists: {...exists, routing: 'bgp', cloudGatewayId: 'vgw-1', siteGatewayId: 'cgw-1'},
	};

	it.each([
		['of its connection', {}],
		['between its gateways', {id: 'vpn-2', cloudGatewayId: 'vgw-1', siteGatewayId: 'cgw-1'}],
	])('%s: a run does not begin, whoever begins it, and leaves no journal', async (_what, connection) => {
		const runId = await beginAndLeave(folder, plan, connection);
		const journal = await createJournal(folder);
		const cloud = new MemoryCloud();
		const work = async () => {
			for await (const _event of executePlan(cloud, plan, {secrets: new Map(), signal, journal}));
		};
		await expect(work()).rejects.toMatchObject({
			message: expect.stringContaining(`is being deleted, in run ${runId}`),
			details: {exit: 3},
		});
		await journal.close();
		expect(cloud.sent).toEqual([]);
		expect((await listRuns(folder)).runs).toEqual([]);
	});

	it.each([
		['of the connection that it made', 'connection', 'vpn-1', {}],
		// its own result may be lost
		[
			'at the customer gateway that it made',
			'site-gateway',
			'cgw-1',
			{cloudGatewayId: 'vgw-9a4cacf3', siteGatewayId: 'cgw-1'},
		],
	])('%s: lets a run that was begun before it go on only once it has ended', async (_what, action, id, connection) => {
		const journal = await createJournal(folder);
		await journal.append({type: 'begin', at: 1, runId: journal.runId, sandbox: false, plan: planOf()});
		await journal.append({type: 'done', at: 2, action, result: {id, existed: false, detail: id}});
		await journal.close();
		await beginAndLeave(folder, planOf(), connection);
		const again = await reopenRun(folder, journal.runId);
		await expect(again.journal.append({type: 'resume', at: 3})).rejects.toThrow('vpn-1 is being deleted');
		await again.journal.close();
		expect((await listRuns(folder)).runs.map(({state}) => state)).toEqual(['unfinished']);
	});
});

it('the wizard makes nothing while a deletion is under way, though it began after the dry run; and the dry run tells of it', async () => {
	const sandbox = await startSandbox({speed: 500});
	const {document} = parseDocument(JSON.parse(readFileSync('examples/tencent-vpc-policy.json', 'utf8')));
	if (!document) throw new Error('the example is broken');
	const events: WizardEvent[] = [];
	let heard = () => {};
	const env = {...sandbox.env, HOME: folder, TUNNELWRIGHT_HOME: folder};
	const runtime = new Runtime({sandbox: false, env}, {write: () => {}, leave: () => {}}, event => {
		events.push(event);
		heard();
	});
	const ended = (effect: Effect, types: readonly string[]) =>
		new Promise<WizardEvent>(resolve => {
			heard = () => {
				const last = events.at(-1);
				if (last && types.includes(last.type)) resolve(last);
			};
			runtime.run(effect);
		});
	try {
		const preflight = {type: 'preflight', request: 1, draft: document, keys: {}, generated: {}} as const;
		const ends = ['preflight-done', 'preflight-failed'];
		expect(await ended(preflight, ends)).toMatchObject({type: 'preflight-done'});
		const planned = events.find(event => event.type === 'planned');
		if (planned?.type !== 'planned') throw new Error('nothing was planned');
		const {cloudGateway, site} = document;
		const ids = [cloudGateway, site].map(each => ('id' in each ? each.id : ''));
		const connection = {id: 'vpnx-1', cloudGatewayId: ids[0] ?? '', siteGatewayId: ids[1] ?? ''};
		await beginAndLeave(join(folder, 'state'), planned.plan, connection);
		const told = expect.stringContaining('vpnx-1 is being deleted, in run');
		const {plan, secrets} = planned;
		const confirmed = {type: 'run', request: 2, plan, secrets, account: undefined} as const;
		expect(await ended(confirmed, ['run-failed'])).toMatchObject({trouble: {message: told}});
		expect(sandbox.requests.filter(({action}) => action.startsWith('Create'))).toEqual([]);
		expect(await ended(preflight, ends)).toMatchObject({type: 'preflight-failed', trouble: {message: told}});
	} finally {
		await runtime.close();
		await sandbox.close();
	}
});

describe('new keys that were begun and not finished', () => {
	const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-1'} as const;
	const renewing: Plan = {
		...planOf(),
		deed: {kind: 'renew-keys', tunnels: [1, 2], drain: true},
		exists: {id: 'vpn-1', name: 'office', state: 'available', routing: 'bgp', ranges: [], insideCidrs: []},
	};
	const anywhere = () => true;
	const sent: JournalEntry = {type: 'intent', at: 2, action: renewing.actions[0]?.id ?? '', attempt: 1};

	async function begun(plan: Plan, ...more: readonly JournalEntry[]): Promise<string> {
		const journal = await createJournal(folder);
		await journal.append({type: 'begin', at: 1, runId: journal.runId, sandbox: false, plan});
		for (const entry of more) await journal.append(entry);
		await journal.close();
		return journal.runId;
	}

	it('refuse others of the same connection, and say how to go on with them', async () => {
		const runId = await begun(renewing, sent);
		await expect(refuseUnfinishedRenewal(folder, place, anywhere)).rejects.toMatchObject({
			message: expect.stringContaining(runId),
			details: {
				exit: 3,
				mend: expect.stringMatching(new RegExp(`runs resume ${runId} --yes goes on.*runs forget ${runId}`)),
			},
		});
	});

	it('are in nobody’s way where no key of them was sent: a folder that can’t be written ends nothing', async () => {
		await begun(renewing, {type: 'stopped', at: 2, after: undefined});
		await expect(refuseUnfinishedRenewal(folder, place, anywhere)).resolves.toBeUndefined();
	});

	it('are in nobody’s way elsewhere, once they are finished, or once nothing of them can be there', async () => {
		await begun(renewing, sent);
		await expect(refuseUnfinishedRenewal(folder, {...place, id: 'vpn-2'}, anywhere)).resolves.toBeUndefined();
		await expect(refuseUnfinishedRenewal(folder, place, () => false)).resolves.toBeUndefined();
		rmSync(join(folder, 'runs'), {recursive: true});
		await begun(renewing, {type: 'finished', at: 2, connectionId: 'vpn-1'});
		const {deed: _, ...making} = renewing;
		await begun(making);
		await expect(refuseUnfinishedRenewal(folder, place, anywhere)).resolves.toBeUndefined();
	});
});
