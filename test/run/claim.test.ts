import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {createJournal, type Journal, reopenRun} from '../../src/run/journal.ts';
import {planOf} from '../ui/fixtures.ts';
import {beginAndLeave} from './begun-deletion.ts';

/*
 * Two at one pair of gateways, whichever names each knows them by. A second one that is not told of the first makes a second connection,
 * or takes away what the first one is making.
 */
let folder: string;
const open: Journal[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(async () => {
	for (const journal of open.splice(0)) await journal.close();
	rmSync(folder, {recursive: true, force: true});
});

const result = (id: string) => ({id, existed: false, detail: id});

/** Somebody at work: a run whose plan makes the customer gateway, as far as it has got. */
async function atWork(...made: readonly (readonly [action: string, id: string])[]): Promise<Journal> {
	const journal = await createJournal(folder);
	open.push(journal);
	await journal.append({type: 'begin', at: 1, runId: journal.runId, sandbox: false, plan: planOf()});
	for (const [action, id] of made) await journal.append({type: 'done', at: 2, action, result: result(id)});
	return journal;
}

async function begin(plan: Plan): Promise<void> {
	const journal = await createJournal(folder);
	open.push(journal);
	await journal.append({type: 'begin', at: 3, runId: journal.runId, sandbox: false, plan});
}

/** The same document's plan once the customer gateway stands. */
function planOnceItStands(): Plan {
	const [, connection, ...more] = planOf().actions;
	if (!connection) throw new Error('the plan makes a connection');
	const parameters = {...connection.parameters, CustomerGatewayId: 'cgw-1'};
	return planOf('berlin-office', {actions: [{...connection, parameters, after: []}, ...more]});
}

const refused = {message: expect.stringContaining('at work on the connection between these'), details: {exit: 3}};

it('a document whose customer gateway is described by one and stands for the other', async () => {
	await atWork();
	await expect(begin(planOnceItStands())).rejects.toMatchObject(refused);
});

it('a document that names the customer gateway which another run has just made', async () => {
	await atWork(['site-gateway', 'cgw-1']);
	const {document, ...plan} = planOnceItStands();
	await expect(
		begin({...plan, document: {...document, site: {kind: 'existing', id: 'cgw-1'}}} as Plan),
	).rejects.toMatchObject(refused);
});

it('the deletion of a connection that a run is making, or that an undo takes away', async () => {
	const making = await atWork(['site-gateway', 'cgw-1'], ['connection', 'vpn-1']);
	const ends = {id: 'vpn-1', cloudGatewayId: 'vgw-9a4cacf3', siteGatewayId: 'cgw-1'};
	await expect(beginAndLeave(folder, planOf(), ends)).rejects.toMatchObject(refused);
	await making.close();
	open.length = 0;
	const {journal} = await reopenRun(folder, making.runId);
	open.push(journal);
	await expect(beginAndLeave(folder, planOf(), ends)).rejects.toMatchObject(refused);
	// one whose gateways could not be told
	await expect(beginAndLeave(folder, planOf(), {id: 'vpn-1'})).rejects.toMatchObject(refused);
	await journal.close();
	open.length = 0;
	await beginAndLeave(folder, planOf(), ends);
});

it('other pairs are free: another gateway of the cloud, another address', async () => {
	await atWork(['site-gateway', 'cgw-1'], ['connection', 'vpn-1']);
	const {document} = planOf();
	const site = {kind: 'new', name: 'bonn', address: '203.0.113.99', asn: 65010};
	await begin(planOf('bonn', {document: {...document, site} as Plan['document']}));
	await beginAndLeave(folder, planOf(), {id: 'vpn-2', cloudGatewayId: 'vgw-9a4cacf3', siteGatewayId: 'cgw-2'});
});
