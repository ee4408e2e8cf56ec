import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import type {Deed, Plan} from '../../../../src/clouds/contract/cloud.ts';
import {howFar} from '../../../../src/session/list-runs.ts';
import {Screen} from '../../../../src/ui/app.tsx';
import {openingRun, type RunModel, reopenedRun, running} from '../../../../src/wizard/screens/run/model.ts';
import {heard} from '../../../../src/wizard/screens/run/progress.ts';
import {endParts, runSummary} from '../../../../src/wizard/screens/run/text.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: that a tunnel which was taken down may not be back, under a tick that says it is; that something was changed at all. */

const tunnel = (number: number) => ({connectionId: 'vpn-1', key: `198.51.100.${number}`, number});

function changing(deed?: Deed): Plan {
	const {actions, ...plan} = planOf();
	const [action] = actions;
	if (!action) throw new Error('no action');
	return {
		...plan,
		...(deed ? {deed} : {}),
		actions: [1, 2].map(number => ({
			...action,
			id: `tunnel:${number}`,
			title: `change tunnel ${number}`,
			makes: '',
			change: {
				values: [{field: 'x', what: `tunnel ${number}: DPD timeout`, was: '30 s', wanted: '45 s'}],
				interrupts: {kind: 'tunnel', tunnel: tunnel(number)} as const,
				needsUp: [],
				backUp: [tunnel(number)],
				back: {call: 'ModifyVpnTunnelOptions', parameters: {}},
			},
		})),
		exists: {id: 'vpn-1', name: 'office', state: 'available', routing: 'bgp', ranges: [], insideCidrs: []},
	};
}

const plan = changing();
const result = {id: 'vpn-1', existed: false, detail: ''};
const runId = '20261121T170400-00000001';
const isolated = (id: string) => ({type: 'action-started', action: id, at: 1}) as const;
const begun = [
	{type: 'started', runId, actions: plan.actions},
	isolated('tunnel:1'),
	{type: 'action-done', action: 'tunnel:1', result, at: 2},
	isolated('tunnel:2'),
] as const;
const changed = ['tunnel:1', 'tunnel:2'];
const stop = {type: 'stopped', after: 'tunnel:2', made: [], changed} as const;
const play = (...events: readonly Parameters<typeof heard>[1][]) => events.reduce<RunModel>(heard, openingRun(plan, 0));

const frameOf = (model: RunModel) => {
	const driver = new Driver();
	driver.state = {...running.put(driver.state, model), screen: {name: 'run'}};
	return stripAnsi(renderToString(createElement(Screen, {state: driver.state}), {columns: 80}));
};
const saidBy = (model: RunModel) => [...endParts(model).map(({text}) => text), ...runSummary(model)].join('\n');

const reopened = reopenedRun(
	{
		runId,
		plan,
		results: changed.map(action => ({...result, action})),
		open: ['tunnel:2'],
		inDoubt: [],
		state: 'unfinished',
	},
	0,
);

describe('a change that was carried out and not waited for', () => {
	test.each([
		['stopped here', play(...begun, {type: 'action-waiting', action: 'tunnel:2', why: 'is DOWN'}, stop)],
		['opened from its journal', reopened],
	])('%s: is not done, and is told as changed', (_how, model) => {
		const frame = frameOf(model);
		expect(frame).toContain('1 of 2 done');
		expect(frame).toMatch(/1 {2}✔ change tunnel 1/);
		expect(frame).toMatch(/2 {2}! change tunnel 2/);
		expect(frame).toContain('changed; not waited for to the end');
		expect(saidBy(model)).toContain('tunnel 2: DPD timeout: 30 s → 45 s (not waited for to the end)');
		expect(runSummary(model)[0]).toContain('1 of 2 actions done');
	});

	test('that failed while it was waited for is among what is changed', () => {
		const error = {cloud: 'aws', kind: 'timeout', code: '', message: 'tunnel 2 did not come back'} as never;
		const model = play(...begun, {type: 'action-failed', action: 'tunnel:2', error, at: 3}, stop);
		expect(saidBy(model)).toContain('tunnel 2: DPD timeout: 30 s → 45 s (not waited for to the end)');
		const goesOn = heard(heard(model, begun[0]), isolated('tunnel:2'));
		expect(goesOn.rows[1]).toMatchObject({state: 'running', open: false});
	});

	test('is counted apart in the lists', () => {
		const results = new Map(changed.map(id => [id, result]));
		expect(howFar({plan, results, settled: new Set(['tunnel:1'])})).toBe(
			'after 1 of 2 actions, 1 more not waited for to its end',
		);
		expect(howFar({plan, results, settled: new Set(changed)})).toBe('after 2 of 2 actions');
	});
});

test('a renewal that has changed nothing is not said to have renewed keys', () => {
	const deed: Deed = {kind: 'renew-keys', tunnels: [1], drain: true};
	const model = reopenedRun({runId, plan: changing(deed), results: [], inDoubt: [], state: 'unfinished'}, 0);
	expect(saidBy(model)).toContain('nothing was changed');
	expect(saidBy(model)).not.toContain('it renewed keys');
});

describe('a change that has reached its end', () => {
	const done: RunModel = play(
		...begun,
		{type: 'action-done', action: 'tunnel:2', result, at: 4},
		{type: 'finished', connectionId: 'vpn-1', made: [], changed},
	);

	test('tells its run, and how it is put back: here, and later', () => {
		expect(saidBy(done)).toContain(`Its run is ${runId}. u puts back`);
		expect(runSummary(done)).toContain(`To put it back: tunnelwright runs undo ${runId} --yes`);
		expect(frameOf(done)).toContain('u put it back');
		const driver = new Driver();
		driver.state = {...running.put(driver.state, done), screen: {name: 'run'}};
		expect(driver.press('u').effects.at(-1)).toMatchObject({type: 'preview-undo', runId});
	});

	test('is not offered to be put back where nothing has a way back', () => {
		const rows = done.rows.map(row => ({...row, existed: true}));
		expect(saidBy({...done, rows})).not.toContain('u puts back');
		expect(frameOf({...done, rows})).not.toContain('put it back');
	});
});
