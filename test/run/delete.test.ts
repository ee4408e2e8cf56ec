import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {UndoStep} from '../../src/clouds/contract/cloud.ts';
import type {Dependent, Dependents} from '../../src/clouds/contract/dependents.ts';
import {UserError} from '../../src/connection/user-error.ts';
import {beginDelete, deleteConnection, deleteStepsLeft, removalNow} from '../../src/run/delete.ts';
import {journalPath, listRuns, readJournal, reopenDelete, reopenRun} from '../../src/run/journal.ts';
import type {Removal} from '../../src/run/removal.ts';
import {MemoryCloud} from './memory-cloud.ts';

const signal = new AbortController().signal;
const sleep = async () => {};
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const ids = ['route', 'connection', 'site-gateway'];
const calls: Readonly<Record<string, Pick<UndoStep, 'call' | 'parameters'>>> = {
	route: {call: 'DeleteTransitGatewayRoute', parameters: {DestinationCidrBlock: '10.0.0.0/8'}},
	connection: {call: 'DeleteVpnConnection', parameters: {VpnConnectionId: 'vpn-1'}},
	'site-gateway': {call: 'DeleteCustomerGateway', parameters: {CustomerGatewayId: 'cgw-1'}},
};
const step = (id: string) => ({
	call: '',
	parameters: {},
	id,
	title: `delete ${id}`,
	detail: id,
	...calls[id],
	...(id === 'site-gateway' ? {unlessUsed: {gateway: 'cgw-1', except: ['vpn-1']}} : {}),
});
const removal: Removal = {
	cloud: 'aws',
	region: 'eu-central-1',
	connection: {id: 'vpn-1', name: 'office', state: 'available', cloudGatewayId: 'vgw-1', siteGatewayId: 'cgw-1'},
	steps: ids.map(step),
	goesWith: [],
	stays: [{title: 'gateway', detail: 'vgw-1', why: 'not ours'}],
	notes: [],
};
const place = () => ({stateFolder: folder, sandbox: false, account: '123456789012'});
const account = () => {
	const cloud = new MemoryCloud();
	for (const id of ids) cloud.made.set(id, [`${id}-1`]);
	return Object.assign(cloud, {
		async dependents(): Promise<Dependents> {
			if (!cloud.made.has('connection')) throw new UserError('there is no connection vpn-1');
			const part = (id: string): Dependent => ({
				id,
				title: id,
				detail: id,
				going: 'alone',
				steps: [step(id)],
				usedBy: [],
			});
			const {region, connection} = removal;
			return {cloud: 'aws', region, connection, parts: ids.filter(id => cloud.made.has(id)).map(part), unread: []};
		},
	});
};

async function whole(cloud: MemoryCloud): Promise<string> {
	const journal = await beginDelete(new MemoryCloud(), removal, place(), signal);
	for await (const _event of deleteConnection(cloud, {removal, undone: new Map()}, {journal, signal, sleep}));
	await journal.close();
	return journal.runId;
}

async function finish(cloud: MemoryCloud, runId: string): Promise<string> {
	const {journal, record} = await reopenDelete(folder, runId);
	let last = '';
	for await (const event of deleteConnection(cloud, {...record, from: place()}, {journal, signal, sleep}))
		last = event.type;
	await journal.close();
	return last;
}

describe('what is to be known of a deletion that was begun', () => {
	const cloud = account();
	const begun = {...removal, notes: ['1 of 1 tunnel is UP: what goes through stops.', 'its routes go too']};
	const notesIn = async (state: string, tunnel: 'UP' | 'DOWN') => {
		const tunnels = [{outsideAddress: '1.2.3.4', state: tunnel, detail: ''}];
		// of a status only these members are looked at
		cloud.statuses = [{id: 'vpn-1', state, tunnels}] as unknown as typeof cloud.statuses;
		return (await removalNow(cloud, begun, signal)).notes;
	};

	it('is told as it is now, not as it was when it began', async () => {
		expect(await notesIn('available', 'UP')).toEqual(begun.notes);
		expect(await notesIn('available', 'DOWN')).toEqual(['its routes go too']);
		const going = ['vpn-1 is being deleted: the cloud goes on with it by itself.', 'its routes go too'];
		expect(await notesIn('deleting', 'UP')).toEqual(going);
		cloud.statuses = [];
		expect((await removalNow(cloud, begun, signal)).notes).toEqual(['its routes go too']);
	});
});

describe('a deletion', () => {
	it('ends the same wherever its journal breaks off', async () => {
		const runId = await whole(account());
		const path = journalPath(folder, runId);
		const lines = readFileSync(path, 'utf8').split('\n');
		expect(lines.length).toBeGreaterThan(2 * ids.length);
		for (let cut = 1; cut < lines.length; cut += 1)
			for (const torn of ['', lines[cut]?.slice(0, 20) ?? '']) {
				writeFileSync(path, `${lines.slice(0, cut).join('\n')}\n${torn}`);
				const {deletes} = await listRuns(folder);
				const [record] = deletes;
				if (record?.state === 'deleted') continue;
				const cloud = account();
				for (const id of record?.undone.keys() ?? []) cloud.made.delete(id);
				expect(await finish(cloud, runId)).toBe('undo-finished');
				expect([...cloud.made.keys()]).toEqual([]);
				expect((await listRuns(folder)).deletes[0]?.state).toBe('deleted');
			}
	});

	it('keeps what stays, the name and the steps in its journal, and can be neither resumed as a run nor undone', async () => {
		const cloud = account();
		cloud.script.set('delete connection', ['refused']);
		const runId = await whole(cloud);
		const [record] = (await listRuns(folder)).deletes;
		expect(record).toMatchObject({
			state: 'deleting',
			account: '123456789012',
			removal: {connection: removal.connection, stays: removal.stays},
		});
		expect(record && deleteStepsLeft(record).map(({id}) => id)).toEqual(['connection', 'site-gateway']);
		expect(record?.lastError?.code).toBe('InvalidParameterValue');
		await expect(readJournal(folder, runId)).rejects.toThrow(/can't be brought back/);
		await expect(reopenRun(folder, runId)).rejects.toThrow(/can't be brought back/);
		expect(cloud.deletes).toEqual(['route', 'connection']);
	});

	it('leaves a gateway that somebody has begun to use, and says so', async () => {
		const cloud = account();
		const other = {
			id: 'vpn-2',
			name: '',
			state: 'pending',
			siteGatewayId: 'cgw-1',
			routing: 'bgp',
			ranges: [],
			insideCidrs: [],
		} as const;
		cloud.connections = async () => [other] as never;
		await whole(cloud);
		expect(cloud.deletes).toEqual(['route', 'connection']);
		const [record] = (await listRuns(folder)).deletes;
		expect(record?.state).toBe('deleted');
		expect(record?.undone.get('site-gateway')).toMatch(/^stays/);
		cloud.connections = async () =>
			[
				{...other, state: 'deleting'},
				{...other, ...removal.connection},
			] as never;
		await whole(cloud);
		expect(cloud.deletes).toContain('site-gateway');
	});

	it('is not begun while another process works between the same two gateways', async () => {
		const journal = await beginDelete(new MemoryCloud(), removal, place(), signal);
		await expect(beginDelete(new MemoryCloud(), removal, place(), signal)).rejects.toThrow(
			/between these gateways right now/,
		);
		await journal.close();
		expect((await listRuns(folder)).deletes).toHaveLength(1);
		await (await beginDelete(new MemoryCloud(), removal, place(), signal)).close();
	});

	it('is told apart from a run by an older tunnelwright: its first line is of a later format', async () => {
		const journal = await beginDelete(new MemoryCloud(), removal, place(), signal);
		await journal.close();
		expect(JSON.parse(readFileSync(journalPath(folder, journal.runId), 'utf8').split('\n')[0] ?? '')).toMatchObject({
			v: 2,
			type: 'begin-delete',
		});
	});
});
