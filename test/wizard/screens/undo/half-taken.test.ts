import {describe, expect, it} from 'vitest';
import type {UndoStep} from '../../../../src/clouds/contract/cloud.ts';
import type {UndoEvent} from '../../../../src/run/take-away.ts';
import type {Effect} from '../../../../src/wizard/core/effect.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import {runKeys} from '../../../../src/wizard/screens/run/keys.ts';
import {openingRun, type RunModel, running} from '../../../../src/wizard/screens/run/model.ts';
import {endParts} from '../../../../src/wizard/screens/run/text.ts';
import type {RunLine} from '../../../../src/wizard/screens/runs/open.ts';
import {connectionOf, planOf} from '../../../ui/fixtures.ts';
import {atPanelOf} from '../../at-panel.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: the word, on leaving, that something is half deleted, and the command that finishes it. */

const step = (id: string): UndoStep => ({id, title: 'delete', detail: id, call: 'Delete', parameters: {Id: id}});
const runId = '20261121T170400-00000001';

const lastOf = <Type extends Effect['type']>(driver: Driver, type: Type): Extract<Effect, {type: Type}> => {
	const found = driver.effects.findLast((effect): effect is Extract<Effect, {type: Type}> => effect.type === type);
	if (!found) throw new Error(`${type} was not asked for`);
	return found;
};

const left = (driver: Driver, key = 'ctrl-c') => {
	const {code, summary} = lastOf(driver.press(key), 'leave');
	return {code, says: summary.join('\n')};
};

/** At the panel of two connections of a place, the second highlighted. */
function atPanel(cloud: 'aws' | 'tencent'): Driver {
	const region = cloud === 'aws' ? 'eu-central-1' : 'ap-guangzhou';
	const driver = new Driver(undefined, true, {sandbox: false}).send({
		type: 'signed-in',
		credentials: {aws: 'from profile a', tencent: 'from profile b'},
		regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
		signIns: {aws: {source: 'a', profiles: [], tried: []}, tencent: {source: 'b', profiles: [], tried: []}},
	});
	const connections = [connectionOf('paris', 2, 'vpn-0001'), connectionOf('berlin', 2, 'vpn-0002')].map(each => ({
		...each,
		cloud,
		region,
	}));
	return atPanelOf(driver, connections, 'vpn-0002');
}

/** Back at the panel, its deletion begun and stopped. */
function halfDeleted(cloud: 'aws' | 'tencent' = 'aws'): Driver {
	const driver = atPanel(cloud).press('x');
	const {what} = lastOf(driver, 'preview-delete');
	if (!('id' in what)) throw new Error('no connection is read');
	const steps = [step('vpn-0002'), step('cgw-1')];
	const connection = {id: 'vpn-0002', name: 'berlin', state: 'available'};
	const told = {cloud, region: what.region, steps, connection, goesWith: [], stays: [], notes: []};
	driver.send({type: 'delete-read', request: driver.state.awaited.undo!, runId: '', steps, told});
	driver.press('berlin', 'enter');
	const {request} = lastOf(driver, 'delete-connection');
	driver.send({type: 'delete-begun', request, runId});
	driver.send({type: 'undo', request, event: {type: 'undo-started', steps}}).press('escape');
	return driver.send({type: 'undo', request, event: {type: 'undo-stopped', left: steps}}).press('escape');
}

describe('a deletion that was begun and stopped is told on leaving from elsewhere', () => {
	it.each(['aws', 'tencent'] as const)('from the panel of %s, in place of the connection', cloud => {
		const driver = halfDeleted(cloud);
		expect(driver.at).toBe('panel');
		const {code, says} = left(driver);
		expect(code).toBe(130);
		expect(says).toMatch(new RegExp(`berlin was not deleted whole[\\s\\S]*runs resume ${runId} --yes.*no undo`));
		expect(says).not.toMatch(/berlin {2}vpn-0002 {2}available/);
	});

	it.each(['q', 'ctrl-c'])('from the first screen, and never as a success: %s', key => {
		const driver = halfDeleted().press('ctrl-l');
		expect(driver.at).toBe('home');
		const {code, says} = left(driver, key);
		expect(code).toBe(130);
		expect(says).toContain(`runs resume ${runId} --yes`);
	});

	it('when another deletion is looked at meanwhile', () => {
		const {says} = left(halfDeleted().press('home', 'x'));
		expect(says).toContain(`runs resume ${runId} --yes`);
	});

	it('until it has ended, or the list has it no more', () => {
		const {says, code} = left(halfDeleted().send({type: 'runs', runs: []}), 'q');
		expect([says.includes('not deleted whole'), code]).toEqual([false, 0]);
		const line: RunLine = {id: runId, detail: '', deletes: true, usable: false, reason: ''};
		expect(left(halfDeleted().send({type: 'runs', runs: [line]})).says).toContain('not deleted whole');
		// those that are worked on are not listed
		expect(left(halfDeleted().send({type: 'runs', runs: [], hidesOwn: true})).says).toContain('not deleted whole');
	});
});

describe('a connection that is gone already', () => {
	it.each([[[]], [['ctrl-l']]])('by another terminal that finished its deletion is told so, after %j', keys => {
		const driver = halfDeleted().press('ctrl-l');
		const line = {id: runId, detail: '', deletes: true, usable: true} as const;
		driver.send({type: 'runs', runs: [{...line, about: {name: 'berlin', cloud: 'aws', region: 'eu-central-1'}}]});
		driver.press('home', 'down', 'down', 'down', 'enter', 'enter');
		expect(driver.at).toBe('undo');
		const trouble = {message: `the deletion ${runId} of vpn-0002 has ended`, changedElsewhere: true} as const;
		driver.send({type: 'undo-broke', request: driver.state.awaited.undo!, trouble});
		expect(driver.effects.at(-1)).toEqual({type: 'list-runs'});
		const {says} = left(driver.press(...keys));
		expect(says).not.toMatch(/not deleted whole|runs resume/);
		expect(says.includes('has ended')).toBe(keys.length === 0);
	});

	it('is said to be gone on leaving, and not to be deleted in part', () => {
		const driver = atPanel('aws').press('x');
		const message = 'there is no connection vpn-0002 in eu-central-1 any more: it was deleted';
		driver.send({type: 'undo-broke', request: driver.state.awaited.undo!, trouble: {message}});
		const {says} = left(driver);
		expect(says).toContain(message);
		expect(says).not.toMatch(/not deleted whole|begun/);
	});
});

/** At a run that stopped, its undo begun. */
function halfTakenBack(...events: readonly UndoEvent[]): Driver {
	const driver = new Driver(undefined, true, {sandbox: false});
	const run: RunModel = {...openingRun(planOf(), 0), runId, phase: 'stopped'};
	const rows = run.rows.map((row, index) => (index < 2 ? {...row, state: 'done' as const, id: `made-${index}`} : row));
	driver.state = running.put({...driver.state, screen: {name: 'run'}}, {...run, rows});
	driver.press('u');
	const steps = [step('connection'), step('site-gateway')];
	driver.send({type: 'undo-previewed', request: driver.state.awaited.undo!, steps, inDoubt: []});
	driver.press('d', 'elete', 'enter');
	const {request} = lastOf(driver, 'undo-run');
	driver.send({type: 'undo', request, event: {type: 'undo-started', steps}});
	for (const event of events) driver.send({type: 'undo', request, event});
	return driver;
}

describe('a run whose undo has begun here', () => {
	const gone: UndoEvent = {type: 'step-done', step: step('connection'), how: 'deleted'};
	const stopped: UndoEvent = {type: 'undo-stopped', left: [step('site-gateway')]};

	it('can be taken back further, and not go on: its screen says so', () => {
		const driver = halfTakenBack(gone, stopped).press('escape');
		expect(driver.at).toBe('run');
		const model = running.of(driver.state)!;
		expect(hintsOf(runKeys(model)).map(({label}) => label)).toContain('take it back');
		expect(hintsOf(runKeys(model)).map(({label}) => label)).not.toContain('go on from here');
		const texts = endParts(model).map(({text}) => text);
		expect(texts.join('\n')).not.toContain('r goes on');
		// what went is not there any more
		expect(texts.filter(text => text.includes('made-'))).toEqual([expect.stringContaining('made-0')]);
		driver.press('r');
		expect(driver.effects.some(({type}) => type === 'resume-run')).toBe(false);
		expect(driver.state.notice?.text).toContain('u goes on with that');
	});

	it.each([[[]], [['ctrl-l']], [['u']]])('and leaving advises the undo alone, after %j', keys => {
		const driver = halfTakenBack(gone, stopped).press('escape', ...keys);
		const {says, code} = left(driver);
		expect(says).toContain(`runs undo ${runId} --yes`);
		expect(says).not.toContain('runs resume');
		expect(code).toBe(130);
	});

	it('and is told of no more once it is taken back, whatever is looked at then', () => {
		const driver = halfTakenBack(gone, {type: 'undo-finished'}).press('ctrl-l');
		expect(left(driver, 'q')).toEqual({code: 0, says: ''});
	});
});

describe('a run that stopped here', () => {
	it.each([
		['at its tunnels', ['right']],
		['at the first screen', ['ctrl-l']],
	])('is told on leaving %s, and never as a success', (_, keys) => {
		const driver = new Driver(undefined, true, {sandbox: false});
		const run: RunModel = {...openingRun(planOf(), 0), runId, phase: 'stopped', connectionId: 'vpn-1'};
		driver.state = running.put({...driver.state, screen: {name: 'run'}}, run);
		const {says, code} = left(driver.press(...keys), 'q');
		expect(says).toContain(`runs resume ${runId} --yes`);
		expect(code).toBe(130);
	});
});
