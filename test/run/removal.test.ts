import {describe, expect, it} from 'vitest';
import type {UndoStep} from '../../src/clouds/contract/cloud.ts';
import type {Dependent, Dependents} from '../../src/clouds/contract/dependents.ts';
import {makerFrom, planRemoval} from '../../src/run/removal.ts';
import type {DeleteRecord, RunRecord} from '../../src/run/run-record.ts';
import {MemoryCloud, threeSteps} from './memory-cloud.ts';

/* What a user would lose: a gateway that somebody else made or uses. */

const step = (id: string, call = `Delete ${id}`, parameters: UndoStep['parameters'] = {Id: id}): UndoStep => ({
	id,
	title: `delete ${id}`,
	detail: id,
	call,
	parameters,
});
const part = (id: string, more: Partial<Dependent> = {}): Dependent => ({
	id,
	title: id,
	detail: id,
	going: 'ours',
	steps: [step(id)],
	usedBy: [],
	...more,
});
const of = (...parts: readonly Dependent[]): Dependents => ({
	cloud: 'aws',
	region: 'eu-central-1',
	connection: {id: 'vpn-1', name: 'office', state: 'available'},
	parts,
	unread: [],
});
const nobody = () => undefined;
const us = () => '20261121T223100-9f86d081';
const goes = (dependents: Dependents, maker: (step: UndoStep) => string | undefined) =>
	planRemoval(dependents, maker).steps.map(({id}) => id);

describe('what goes with a connection', () => {
	it('is what leads into it alone, whoever made it', () => {
		expect(goes(of(part('route', {going: 'alone'}), part('connection', {going: 'alone'})), nobody)).toEqual([
			'route',
			'connection',
		]);
	});

	it.each([
		['made by nobody that is known', part('gateway'), nobody, /no run of tunnelwright made it/],
		['used by another', part('gateway', {usedBy: ['vpn-2']}), us, /used by vpn-2/],
		['used by another, though its tag is ours', part('gateway', {usedBy: ['vpn-2'], madeBy: us()}), nobody, /vpn-2/],
		['of a kind that is never made', part('gateway', {going: 'never', steps: []}), us, /makes none/],
		['with a tag that is no run', part('gateway', {madeBy: 'by hand'}), nobody, /no run of tunnelwright/],
	] as const)('is not a gateway %s', (_what, gateway, maker, why) => {
		const {steps, stays} = planRemoval(of(part('connection', {going: 'alone'}), gateway), maker);
		expect(steps.map(({id}) => id)).toEqual(['connection']);
		expect(stays).toMatchObject([{title: 'gateway', why: expect.stringMatching(why)}]);
	});

	it.each([
		['a journal', part('gateway'), us],
		['its tag', part('gateway', {madeBy: us()}), nobody],
	] as const)('is a gateway that %s says is ours', (_what, gateway, maker) => {
		expect(goes(of(part('connection', {going: 'alone'}), gateway), maker)).toEqual(['connection', 'gateway']);
	});

	it('is what can’t outlive a gateway that goes, and not where that stays', () => {
		const propagation = part('propagation', {partOf: 'gateway'});
		const connection = part('connection', {going: 'alone'});
		expect(goes(of(propagation, connection, part('gateway', {madeBy: us()})), nobody)).toEqual([
			'propagation',
			'connection',
			'gateway',
		]);
		expect(goes(of(propagation, connection, part('gateway')), nobody)).toEqual(['connection']);
		const shared = {...propagation, usedBy: ['vpn-2']};
		expect(goes(of(shared, connection, part('gateway', {madeBy: us()})), nobody)).not.toContain('propagation');
	});

	it('is only said where it goes by itself', () => {
		const {steps, goesWith} = planRemoval(of(part('routes', {going: 'with', steps: []})), nobody);
		expect([steps, goesWith.map(({title}) => title)]).toEqual([[], ['routes']]);
	});

	it('goes with few calls: routes of one table and gateway together, others apart', () => {
		const route = (destination: string, table: string) =>
			part(`${table}:${destination}`, {
				going: 'alone',
				steps: [step(`${table}:${destination}`, 'DeleteRoutes', {RouteTableId: table, Destinations: [destination]})],
			});
		const many = Array.from({length: 60}, (_, index) => route(`10.${index}.0.0/16`, 'a'));
		const {steps} = planRemoval({...of(...many, route('10.0.0.0/16', 'b')), cloud: 'tencent'}, nobody);
		expect(steps.map(({parameters}) => parameters.Destinations?.length)).toEqual([50, 10, 1]);
		expect(new Set(steps.map(({id}) => id)).size).toBe(3);
	});
});

describe('what the journals say is ours', () => {
	const cloud = new MemoryCloud();
	const run = (more: Partial<RunRecord> = {}): RunRecord => ({
		runId: us(),
		startedAt: 1,
		updatedAt: 2,
		sandbox: false,
		account: '123456789012',
		plan: threeSteps(),
		results: new Map([
			['site-gateway', {id: 'cgw-1', existed: false, detail: ''}],
			['connection', {id: 'vpn-1', existed: true, detail: ''}],
		]),
		settled: new Set(),
		sent: new Set(),
		filesWritten: new Map(),
		seen: new Map(),
		undoSeen: new Map(),
		undoSent: new Set(),
		openAction: undefined,
		standing: new Map(),
		undone: new Map(),
		lastError: undefined,
		state: 'finished',
		connectionId: 'vpn-1',
		damagedLines: 0,
		hasGap: false,
		refused: new Set(),
		...more,
	});
	const where = {cloud: 'aws', region: 'eu-central-1', sandbox: false, account: '123456789012'} as const;
	const gateway = step('any', 'Delete-site-gateway', {Id: 'cgw-1'});
	const maker = (runs: readonly RunRecord[], deletes: readonly DeleteRecord[] = [], place = {}) =>
		makerFrom(cloud, {runs, deletes}, {...where, ...place})(gateway);

	it('is what a run made, not what it found', () => {
		expect(maker([run()])).toBe(us());
		expect(makerFrom(cloud, {runs: [run()], deletes: []}, where)(step('c', 'Delete-connection', {Id: 'vpn-1'}))).toBe(
			undefined,
		);
	});

	it.each([
		['of another account', {account: '999999999999'}],
		['of another region', {region: 'eu-west-1'}],
		['of the sandbox', {sandbox: true}],
		['of the other cloud', {cloud: 'tencent' as const}],
	])('is nothing %s', (_what, place) => {
		expect(maker([run()], [], place)).toBe(undefined);
	});

	it('is not what was undone, nor what a deletion took away since: another may have made it anew', () => {
		expect(maker([run({undone: new Map([['site-gateway', 'deleted']])})])).toBe(undefined);
		const removal = planRemoval(of(part('site', {steps: [gateway], madeBy: us()})), nobody);
		const deleted: DeleteRecord = {
			...run(),
			removal,
			undone: new Map([['any', 'deleted']]),
			startedAt: 5,
			state: 'deleted',
		};
		expect(maker([run()], [deleted])).toBe(undefined);
		expect(maker([run({startedAt: 9})], [deleted])).toBe(us());
	});
});
