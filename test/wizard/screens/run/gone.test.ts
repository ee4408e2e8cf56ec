import {expect, test} from 'vitest';
import type {CloudErrorInfo} from '../../../../src/clouds/contract/cloud-error.ts';
import {runKeys} from '../../../../src/wizard/screens/run/keys.ts';
import {openingRun, type RunModel} from '../../../../src/wizard/screens/run/model.ts';
import {nextSteps} from '../../../../src/wizard/screens/run/next-steps.ts';
import {heard} from '../../../../src/wizard/screens/run/progress.ts';
import {endParts} from '../../../../src/wizard/screens/run/text.ts';
import {verbOf} from '../../../../src/wizard/screens/run/verb.ts';
import {planOf} from '../../../ui/fixtures.ts';

/* What a user would lose: being sent to go on with what can't be gone on with, and a connection that stands being called created. */

const plan = planOf();
const [first] = plan.actions;
const exists = {
	id: 'vpn-1',
	name: 'office',
	state: 'available',
	routing: 'bgp',
	ranges: [],
	insideCidrs: [],
} as const;
const runId = '20261121T170400-00000001';

function stoppedBy(error: CloudErrorInfo): RunModel {
	if (!first) throw new Error('no action');
	const events = [
		{type: 'started', runId, actions: plan.actions},
		{type: 'action-started', action: first.id, at: 1},
		{type: 'action-failed', action: first.id, error, at: 2},
		{type: 'stopped', after: undefined, made: []},
	] as const;
	return events.reduce<RunModel>(heard, openingRun(plan, 0));
}

const gone: CloudErrorInfo = {
	cloud: 'aws',
	kind: 'api',
	code: 'GoneMeanwhile',
	message: 'vpn-1 is not there any more: deleted',
	retryable: false,
	ambiguous: false,
	gone: true,
};

test.each([
	['there', undefined],
	['gone', true],
] as const)('a run whose connection is %s', (_, isGone) => {
	const {gone: _gone, ...still} = gone;
	const model = stoppedBy(isGone ? gone : still);
	const steps = nextSteps(model).join('\n');
	const goOn = runKeys(model).find(({keys}) => keys.includes('r'));
	expect(goOn).toBeDefined();
	expect(/^r goes on/m.test(steps)).toBe(!isGone);
	expect(/f forgets it/.test(steps)).toBe(isGone === true);
	expect(goOn?.disabled === undefined).toBe(!isGone);
});

test('what is only added to a connection that stands changes it, and is made', () => {
	expect(verbOf(plan)).toMatchObject({done: 'Created', did: 'made'});
	expect(verbOf({...plan, exists})).toMatchObject({to: 'change', done: 'Changed', did: 'made'});
	expect(verbOf({...plan, exists, actions: []})).toMatchObject({to: 'create'});
});

test('what was only added is told as that, and can be put back', () => {
	if (!first) throw new Error('no action');
	const result = {id: '', existed: false, detail: ''};
	const events = [
		{type: 'started', runId, actions: [first]},
		{type: 'action-started', action: first.id, at: 1},
		{type: 'action-done', action: first.id, result, at: 2},
		{type: 'finished', connectionId: 'vpn-1', made: []},
	] as const;
	const adding = {...plan, exists, actions: [first]};
	const model = events.reduce<RunModel>(heard, openingRun(adding, 0));
	const said = endParts(model).map(({text}) => text);
	expect(said.join('\n')).toMatch(/What was missing of vpn-1 is made\.[\s\S]*u puts back/);
	expect(said.join('\n')).not.toMatch(/stands as it was asked for|comes up once/);
	expect(runKeys(model).some(({keys}) => keys.includes('u'))).toBe(true);
	const anew = events.reduce<RunModel>(heard, openingRun({...plan, actions: [first]}, 0));
	expect(runKeys(anew).some(({keys}) => keys.includes('u'))).toBe(false);
});
