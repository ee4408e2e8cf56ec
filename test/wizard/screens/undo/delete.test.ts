import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, it} from 'vitest';
import type {UndoStep} from '../../../../src/clouds/contract/cloud.ts';
import type {UndoEvent} from '../../../../src/run/take-away.ts';
import {Screen} from '../../../../src/ui/app.tsx';
import type {Effect} from '../../../../src/wizard/core/effect.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import {update} from '../../../../src/wizard/core/update.ts';
import {watching} from '../../../../src/wizard/screens/panel/model.ts';
import {openingRun, running} from '../../../../src/wizard/screens/run/model.ts';
import {undoKeys} from '../../../../src/wizard/screens/undo/keys.ts';
import {undoing} from '../../../../src/wizard/screens/undo/model.ts';
import {connectionOf, planOf, press} from '../../../ui/fixtures.ts';
import {connectionOf as fleetConnection} from '../../../watch/fake-fleet.ts';
import {atPanelOf} from '../../at-panel.ts';
import {Driver} from '../../driver.ts';
import {watching as watchedList} from '../watch/watching.ts';

/* What a user would lose: a connection that nobody meant to delete, or, half way, the way to finish it. */

const step = (id: string): UndoStep => ({id, title: `delete ${id}`, detail: id, call: 'Delete', parameters: {Id: id}});
const steps = [step('route'), step('connection')];
const told = {
	cloud: 'aws' as const,
	region: 'eu-central-1',
	steps,
	connection: {id: 'vpn-0002', name: 'berlin  office', state: 'available'},
	goesWith: [],
	stays: [{title: 'customer gateway', detail: 'cgw-1', why: 'used by vpn-0001'}],
	notes: ['2 of 2 tunnels are UP'],
};

const lastOf = <Type extends Effect['type']>(driver: Driver, type: Type): Extract<Effect, {type: Type}> => {
	const found = driver.effects.findLast((effect): effect is Extract<Effect, {type: Type}> => effect.type === type);
	if (!found) throw new Error(`${type} was not asked for`);
	return found;
};

/** At the panel of the second of two connections that stand. */
function atPanel(): Driver {
	const driver = new Driver();
	const connections = [connectionOf('a', 2, 'vpn-0001'), connectionOf('berlin  office', 2, 'vpn-0002')];
	// in an account of one's own what is left can be finished later
	driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
	return atPanelOf(driver, connections, 'vpn-0002');
}

/** At the question, with everything read. */
function atQuestion(): Driver {
	const driver = atPanel().press('x');
	const {request} = lastOf(driver, 'preview-delete');
	return driver.send({type: 'delete-read', request, runId: '', steps, told});
}

const asked = (driver: Driver) => driver.effects.filter(({type}) => type === 'delete-connection').length;

describe('a connection is taken down from the panel', () => {
	it('by a key that the footer shows, and only after it was read what hangs on it', () => {
		const driver = atPanel().press('x');
		expect(lastOf(driver, 'preview-delete').what).toMatchObject({cloud: 'aws', id: 'vpn-0002'});
		expect(driver.state.screen.name).toBe('undo');
		expect(undoing.of(driver.state)?.phase).toBe('reading');
		driver.press('enter', 'enter', 'berlin office', 'enter');
		expect(asked(driver)).toBe(0);
	});

	it('never by holding Enter, by another word, by "delete" or by nothing', () => {
		const driver = atQuestion();
		for (let count = 0; count < 50; count += 1) driver.press('enter');
		driver.press('delete', 'enter', 'ctrl-u', 'vpn-0002', 'enter', 'ctrl-u', 'berlin', 'enter', 'ctrl-u', 'enter');
		expect(asked(driver)).toBe(0);
		expect(undoing.of(driver.state)?.refused).toContain('berlin office');
	});

	it('by its name, however its spaces are typed, typed or pasted', () => {
		const typed = atQuestion().press('berlin office', 'enter');
		expect(asked(typed)).toBe(1);
		const pasted = atQuestion().send({type: 'paste', text: 'berlin  office\n'}).press('enter', 'enter', 'enter');
		expect(asked(pasted)).toBe(1);
	});

	it('by its id where it has no name', () => {
		const driver = atPanel().press('x');
		const {request} = lastOf(driver, 'preview-delete');
		const connection = {...told.connection, name: ' '};
		driver.send({type: 'delete-read', request, runId: '', steps, told: {...told, connection}});
		driver.press('enter', ' ', 'enter');
		expect(asked(driver)).toBe(0);
		driver.press('ctrl-u', 'vpn-0002', 'enter');
		expect(asked(driver)).toBe(1);
	});

	it('Esc leads back to the tunnels and stops reading; an answer of the read that was left is dropped', () => {
		const driver = atPanel().press('x');
		const {request} = lastOf(driver, 'preview-delete');
		driver.press('escape');
		expect(driver.state.screen.name).toBe('panel');
		expect(lastOf(driver, 'stop-run')).toBeDefined();
		driver.press('x').send({type: 'delete-read', request, runId: '', steps, told});
		expect(undoing.of(driver.state)?.phase).toBe('reading');
	});

	it('leaving in the middle says what is left and how it is finished; there is no undo', () => {
		const driver = atQuestion().press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		driver.send({type: 'delete-begun', request, runId: '20261121T170400-00000001'});
		driver.send({type: 'undo', request, event: {type: 'undo-started', steps}});
		driver.send({type: 'undo', request, event: {type: 'step-done', step: step('route'), how: 'deleted'}});
		driver.press('ctrl-c');
		expect(driver.effects.at(-1)).toEqual({type: 'stop-run'});
		driver.send({type: 'undo', request, event: {type: 'undo-stopped', left: [step('connection')]}}).press('ctrl-c');
		const left = lastOf(driver, 'leave');
		expect(left.code).toBe(130);
		expect(left.summary.join('\n')).toMatch(
			/delete route route: deleted[\s\S]*connection: not done[\s\S]*runs resume 20261121T170400-00000001 --yes.*no undo/,
		);
	});

	it('once it is gone, what stands is read again: the first screen counts it no more', () => {
		const driver = atQuestion().press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		const readings = () => driver.effects.filter(({type}) => type === 'fleet-now' || type === 'watch-fleet').length;
		const before = readings();
		driver.state = {...driver.state, options: {...driver.state.options, sandbox: true}};
		driver.send({type: 'undo', request, event: {type: 'undo-started', steps}});
		expect(readings()).toBe(before);
		driver.send({type: 'undo', request, event: {type: 'undo-finished'}});
		expect(readings()).toBeGreaterThan(before);
	});

	it('what is stopped is called done, and what is deleted deleted', () => {
		const driver = atQuestion().press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		const stop = {...step('propagation'), title: 'stop propagating routes'};
		driver.send({type: 'undo', request, event: {type: 'undo-started', steps: [stop, step('connection')]}});
		for (const each of [stop, step('connection')])
			driver.send({type: 'undo', request, event: {type: 'step-done', step: each, how: 'deleted'}});
		expect(undoing.of(driver.state)?.rows.map(({detail}) => detail)).toEqual(['done', 'deleted']);
	});

	it('when it is gone, what stays is said, Enter leads to the list behind it, and leaving says so too', () => {
		const driver = atQuestion().press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		driver.send({type: 'undo', request, event: {type: 'undo-started', steps}});
		for (const each of steps)
			driver.send({type: 'undo', request, event: {type: 'step-done', step: each, how: 'deleted'}});
		driver.send({type: 'undo', request, event: {type: 'undo-finished'}});
		const undo = undoing.of(driver.state);
		expect(undo && hintsOf(undoKeys(undo)).map(({label}) => label)).toEqual(['help', 'back', 'leave', 'home']);
		const [left] = update(driver.state, {type: 'key', key: press('q')}).effects;
		expect(left).toMatchObject({type: 'leave', code: 0});
		expect(left?.type === 'leave' && left.summary.join('\n')).toMatch(
			/stays: used by vpn-0001[\s\S]*new configuration/,
		);
		driver.press('enter');
		expect([driver.state.screen.name, watching.of(driver.state)]).toEqual(['watch', undefined]);
	});
});

describe('a connection is taken down from the list', () => {
	it('and Enter leads back to the list, once it is gone', () => {
		const driver = watchedList([fleetConnection({id: 'vpn-0001'}), fleetConnection({id: 'vpn-0002'})]);
		driver.press('x');
		expect(driver.state.screen.name).toBe('undo');
		const read = lastOf(driver, 'preview-delete').request;
		driver.send({type: 'delete-read', request: read, runId: '', steps, told}).press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		driver.send({type: 'undo', request, event: {type: 'undo-started', steps}});
		driver.send({type: 'undo', request, event: {type: 'undo-finished'}});
		driver.press('escape');
		expect(driver.state.screen.name).toBe('watch');
	});
});

describe('a deletion that was begun', () => {
	const line = {
		id: '20261121T170400-00000001',
		about: {name: 'berlin office', cloud: 'aws', region: 'eu-central-1'},
		detail: 'while being deleted, after 1 of 2 steps · 17:04 yesterday',
		deletes: true,
		usable: true,
	} as const;
	const atRuns = () => {
		const driver = new Driver().send({type: 'runs', runs: [line]});
		driver.press('home', 'down', 'down', 'down', 'enter');
		expect(driver.state.screen.name).toBe('runs');
		return driver;
	};

	it('is looked at from its journal and asks for the name again: Enter alone goes on with nothing', () => {
		const driver = atRuns().press('enter');
		const {request, what} = lastOf(driver, 'preview-delete');
		expect(what).toEqual({runId: line.id});
		driver.send({type: 'delete-read', request, runId: line.id, steps: [step('connection')], told});
		driver.press('enter', 'enter', 'enter');
		expect(asked(driver)).toBe(0);
		driver.press('berlin office', 'enter');
		expect(asked(driver)).toBe(1);
	});

	it('has no undo, and Esc leads back to the list', () => {
		const driver = atRuns().press('u');
		expect(driver.state.notice?.text).toContain('no undo');
		expect(driver.effects.some(({type}) => type === 'preview-undo')).toBe(false);
		driver.press('enter', 'escape');
		expect(driver.state.screen.name).toBe('runs');
	});
});

describe('a deletion that is stopped while the cloud is at it', () => {
	const stopped = (why: string) => {
		const driver = atQuestion().press('berlin office', 'enter');
		const {request} = lastOf(driver, 'delete-connection');
		const events: readonly UndoEvent[] = [
			{type: 'undo-started', steps: [step('connection')]},
			{type: 'step-started', step: step('connection')},
			{type: 'step-waiting', step: 'connection', why},
		];
		driver.send({type: 'delete-begun', request, runId: 'r1'});
		for (const event of events) driver.send({type: 'undo', request, event});
		return driver
			.press('escape')
			.send({type: 'undo', request, event: {type: 'undo-stopped', left: [step('connection')]}});
	};
	const draw = ({state}: Driver) =>
		stripAnsi(renderToString(createElement(Screen, {state}), {columns: 80})).replaceAll(/\s+/g, ' ');

	it('says that the cloud goes on with it, on the screen and at the end', () => {
		const driver = stopped('vpn-0002 is being deleted');
		expect(draw(driver)).toContain('the cloud goes on deleting it');
		expect(draw(driver)).toContain('r reads how far it is');
		expect(draw(driver)).not.toContain('What is left stays until it is deleted');
		expect(lastOf(driver.press('ctrl-c'), 'leave').summary.join(' ')).toContain('the cloud goes on deleting it');
	});

	it('does not say so of what the cloud has not taken', () => {
		expect(draw(stopped('vpn-0002: IncorrectState, again in a moment'))).not.toContain('goes on deleting');
	});
});

describe('who leaves at the question is told what stands, as on the screen before', () => {
	const end = (driver: Driver) => lastOf(driver.press('ctrl-c'), 'leave').summary.join('\n');

	it('of a run that is to be taken back', () => {
		const driver = atPanel();
		const run = {...openingRun(planOf(), 0), runId: 'r1', phase: 'stopped' as const};
		const rows = run.rows.map((row, index) => (index === 0 ? {...row, state: 'done' as const, id: 'cgw-1'} : row));
		driver.state = running.put({...driver.state, screen: {name: 'run'}}, {...run, rows});
		driver.press('u');
		expect(driver.state.screen.name).toBe('undo');
		expect(end(driver)).toMatch(/customer gateway cgw-1 in eu-central-1.*runs undo r1/s);
	});

	it('of a connection that is watched', () => {
		const watched = end(atPanel());
		expect(watched).toContain('vpn-0002');
		expect(end(atQuestion())).toBe(watched);
	});
});
