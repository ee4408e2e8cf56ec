import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, it} from 'vitest';
import type {Change, UndoEnd, UndoStep} from '../../../../src/clouds/contract/cloud.ts';
import {Screen} from '../../../../src/ui/app.tsx';
import {heard, openingUndo, rowOf, type UndoModel, undoing} from '../../../../src/wizard/screens/undo/model.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: that another value stands, or a gateway, under a green line that says the opposite; that an undo takes tunnels down, before they type it. */

const opening = openingUndo({runId: '20261130-1', name: 'office', cloud: 'aws', region: 'eu-central-1'});
const made: UndoStep = {id: 'site', title: 'delete customer gateway', detail: 'cgw-1', call: 'Delete', parameters: {}};
const change: Change = {
	values: [{field: 'site', what: 'customer gateway', was: 'cgw-2', wanted: 'cgw-1'}],
	interrupts: {kind: 'connection'},
	needsUp: [],
	backUp: [],
};
const changed: UndoStep = {...made, id: 'move', title: 'put VPN connection back', detail: 'vpn-1', change};

const frameOf = (model: UndoModel, size?: {columns: number; rows: number}) => {
	const {state} = new Driver();
	const shown = {...undoing.put(state, model), screen: {name: 'undo'} as const, ...(size ? {size} : {})};
	return stripAnsi(renderToString(createElement(Screen, {state: shown}), size));
};
const oneLine = (frame: string) => frame.replaceAll(/\s+/g, ' ');

function ended(step: UndoStep, how: UndoEnd): UndoModel {
	const events = [
		{type: 'undo-started', steps: [step]},
		{type: 'step-done', step, how},
		{type: 'undo-finished'},
	] as const;
	return events.reduce<UndoModel>(heard, {...opening, phase: 'running'});
}

const codeOf = (model: UndoModel) => {
	const driver = new Driver();
	driver.state = {...undoing.put(driver.state, model), screen: {name: 'undo'}};
	const leave = driver.press('q').effects.find(effect => effect.type === 'leave');
	return leave?.type === 'leave' ? leave.code : undefined;
};

describe('an undo that left something as it stands', () => {
	it.each([
		['a value that somebody has changed since', changed, 'stays: somebody has changed it since', 3],
		['a thing that is not what the run planned', made, 'stays: cgw-1 is not what the run planned', 3],
		['a gateway that another connection uses by then', made, 'stays: another connection uses it now', 0],
	] as const)('says so of %s, and nothing green beside', (_what, step, how, code) => {
		const model = ended(step, how);
		const frame = frameOf(model);
		expect(oneLine(frame)).toContain(`Undone, but for what is not the run’s as it stands: ${step.detail}`);
		expect(frame).toContain(how);
		expect(frame).not.toMatch(/stands again|Nothing of this run is left/);
		expect(codeOf(model)).toBe(code);
	});

	it.each([
		[changed, 'put back', 'What stood before this run stands again.'],
		[made, 'deleted', 'Nothing of this run is left.'],
	] as const)('says that all is done where it is', (step, how, says) => {
		expect(frameOf(ended(step, how))).toContain(says);
	});
});

describe('the question before an undo', () => {
	const asking: UndoModel = {...opening, phase: 'asking', rows: [rowOf(changed)]};

	it.each([
		{columns: 80, rows: 24},
		{columns: 40, rows: 15},
	])('tells at $columns x $rows what it takes down', size => {
		expect(oneLine(frameOf(asking, size))).toContain('both tunnels are interrupted');
	});
});

describe('an undo that the other tunnel keeps from going on', () => {
	const error: UndoModel['error'] = {
		cloud: 'aws',
		kind: 'api',
		code: '',
		message: '',
		retryable: false,
		ambiguous: false,
		says: 'tunnel 2 is DOWN',
		mend: 'Bring tunnel 2 UP and go on',
		mendByOption: 'with --even-if-down',
	};
	const stopped: UndoModel = {...opening, phase: 'stopped', rows: [rowOf(changed)], error};

	it('names a key and no option of a command, and goes on once the word is typed', () => {
		const frame = frameOf(stopped, {columns: 100, rows: 30});
		expect(frame).toContain('Bring tunnel 2 UP and go on');
		expect(frame).not.toContain('--even-if-down');
		expect(frame).toContain('i interrupt all the same');
		const driver = new Driver();
		driver.state = {...undoing.put(driver.state, stopped), screen: {name: 'undo'}};
		driver.press('i', 'enter');
		expect(driver.effects.some(({type}) => type === 'undo-run')).toBe(false);
		driver.press('interrupt', 'enter');
		expect(driver.effects.at(-1)).toMatchObject({type: 'undo-run', runId: opening.runId, evenIfDown: true});
	});
});
