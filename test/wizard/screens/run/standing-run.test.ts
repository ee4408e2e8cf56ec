import {describe, expect, test} from 'vitest';
import type {Deed, Plan} from '../../../../src/clouds/contract/cloud.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import {runKeys} from '../../../../src/wizard/screens/run/keys.ts';
import {openingRun, type RunModel, running} from '../../../../src/wizard/screens/run/model.ts';
import {nextSteps} from '../../../../src/wizard/screens/run/next-steps.ts';
import {endParts, runSummary} from '../../../../src/wizard/screens/run/text.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: the end of a change said of calls and not of what stands, a key that only refuses, and which file holds the key. */

const tunnel = {connectionId: 'vpn-1', key: '198.51.100.1', number: 1};

/** A plan that changes tunnel 1 of a connection that stands; with a deed, what is done to it. */
function standing(deed?: Deed): Plan {
	const {actions, ...plan} = planOf();
	return {
		...plan,
		...(deed ? {deed} : {}),
		actions: actions.slice(0, 1).map(action => ({
			...action,
			id: 'tunnel:1',
			makes: '',
			change: {
				values: [{field: 'x', what: 'DPD timeout', was: '30', wanted: '45'}],
				interrupts: {kind: 'tunnel', tunnel} as const,
				needsUp: [],
				backUp: [tunnel],
			},
		})),
		exists: {id: 'vpn-1', name: 'berlin-office', state: 'available', routing: 'bgp', ranges: [], insideCidrs: []},
	};
}

const finished = (plan: Plan): RunModel => ({
	...openingRun(plan, 0),
	phase: 'finished',
	runId: 'run-1',
	connectionId: 'vpn-1',
});
const saidBy = (model: RunModel) => [...endParts(model).map(({text}) => text), ...runSummary(model)].join('\n');

describe('a connection that a run has changed', () => {
	test('that stands otherwise is told with what does, and does not end well', () => {
		expect(saidBy(finished(standing()))).toMatch(/vpn-1 stands as it was asked for/);
		const model = {...finished(standing()), unlike: ['DPD timeout: 30 → 45']};
		expect(saidBy(model)).toMatch(/not all of it stands as it was asked for[\s\S]*DPD timeout: 30 → 45/);
		expect(saidBy(model)).not.toMatch(/vpn-1 stands as|and stands as/);
		const driver = new Driver();
		driver.state = {...running.put(driver.state, model), screen: {name: 'run'}};
		driver.press('q');
		expect(driver.effects.findLast(({type}) => type === 'leave')).toMatchObject({code: 3});
	});
});

describe('new keys, another endpoint and a reset that stopped', () => {
	test.each<Deed>([
		{kind: 'renew-keys', tunnels: [1], drain: true},
		{kind: 'replace-tunnel', tunnel: 1, pendingMaintenance: false},
		{kind: 'reset'},
	])('$kind: nobody is sent to an undo that there is not', deed => {
		const [row] = openingRun(standing(deed), 0).rows;
		if (!row) throw new Error('no row');
		const model: RunModel = {...finished(standing(deed)), phase: 'stopped', rows: [{...row, state: 'done'}]};
		const keys = hintsOf(runKeys(model)).map(({key}) => key);
		expect(keys).toContain('r');
		expect(keys).not.toContain('u');
		expect(nextSteps(model).join('\n')).toMatch(/can’t be taken back/);
		expect(runSummary(model).join('\n')).not.toContain('runs undo');
		const change: RunModel = {...model, plan: standing()};
		expect(hintsOf(runKeys(change)).map(({key}) => key)).toContain('u');
	});

	test('the list of what was begun offers no undo of them either', () => {
		const about = {name: 'office', cloud: 'aws', region: 'eu-central-1'} as const;
		const noWayBack = 'it renewed keys, and the old ones are not known';
		const run = {id: 'run-1', detail: '', usable: true, about, noWayBack} as const;
		const driver = new Driver(undefined, true, {sandbox: false}).send({type: 'runs', runs: [run]});
		driver.state = {...driver.state, screen: {name: 'runs'}};
		driver.send({type: 'clock', now: 1}).press('u');
		expect(driver.at).toBe('runs');
		expect(driver.state.notice?.text).toContain(noWayBack);
	});
});

test('a renewal that goes on tells which file holds the key that the cloud has', () => {
	const driver = new Driver();
	const model: RunModel = {...openingRun(standing({kind: 'renew-keys', tunnels: [1], drain: true}), 0), runId: 'run-1'};
	driver.state = {...running.put(driver.state, model), screen: {name: 'run'}, awaited: {run: 7}};
	const ready = {type: 'key-ready', action: 'tunnel:1', tunnel, from: 'generated'} as const;
	driver.send({type: 'run-key-ready', request: 7, told: {...ready, earlier: 'not carried out'}});
	const said = () => {
		const now = running.of(driver.state);
		return now
			? endParts(now)
					.map(({text}) => text)
					.join('\n')
			: '';
	};
	expect(said()).toMatch(/another key than in the files of before/);
	driver.send({
		type: 'run-key-ready',
		request: 7,
		told: {...ready, earlier: 'carried out, with a key that is not shown'},
	});
	expect(said()).toMatch(/does not show its key: the files that were written before hold it/);
});
