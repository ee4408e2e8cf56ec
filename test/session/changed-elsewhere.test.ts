import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {Way} from './way.ts';

/* What a user would lose: a wizard that knows what another terminal has done with a run of it meanwhile. */

const last = <Type extends WizardEvent['type']>(told: readonly WizardEvent[], type: Type) => {
	const found = told.findLast((event): event is Extract<WizardEvent, {type: Type}> => event.type === type);
	if (!found) throw new Error(`no ${type} in ${told.map(event => event.type).join(', ')}`);
	return found;
};

/** A run that broke off half way. */
async function broken(way: Way, example: string, call: string): Promise<string> {
	way.sandbox.addFault({kind: 'error5xx', action: call});
	expect((await way.command(['apply', '-', '--yes'], readFileSync(`examples/${example}.json`, 'utf8'))).code).toBe(4);
	way.sandbox.clearFaults();
	return way.runIds().at(-1) ?? '';
}

it.each([
	['aws-vgw-bgp', 'EnableVgwRoutePropagation'],
	['tencent-vpc-static', 'CreateRoutes'],
])('a run of %s that a command took back is refused as that, and read as that', async (example, call) => {
	const way = await Way.open({});
	try {
		const runId = await broken(way, example, call);
		const resume = () => ({type: 'resume-run', request: 1, runId, keys: {}}) as const;
		const open = () => ({type: 'open-run', request: 2, runId}) as const;
		const before = await way.wizard([open, /^run-opened|^run-failed/]);
		expect(last(before, 'run-opened').opened).toMatchObject({state: 'unfinished'});
		expect(last(before, 'run-opened').opened.results).not.toEqual([]);
		expect((await way.command(['runs', 'undo', runId, '--yes'])).code).toBe(0);
		const told = await way.wizard([resume, /^run-failed|^run:/], [open, /^run-opened/]);
		expect(last(told, 'run-failed').trouble).toMatchObject({changedElsewhere: true});
		const {opened} = last(told, 'run-opened');
		expect(opened.state).toBe('undone');
		// what went is not told as made
		expect(opened.results.filter(({existed}) => !existed)).toEqual([]);
	} finally {
		await way.close();
	}
});

it('a run that a command finished is refused as that, and read with its connection', async () => {
	const way = await Way.open({});
	try {
		const runId = await broken(way, 'aws-vgw-bgp', 'EnableVgwRoutePropagation');
		expect((await way.command(['runs', 'resume', runId, '--yes'])).code).toBe(0);
		const told = await way.wizard(
			[() => ({type: 'resume-run', request: 1, runId, keys: {}}) as const, /^run-failed|^run:/],
			[() => ({type: 'open-run', request: 2, runId}) as const, /^run-opened/],
		);
		expect(last(told, 'run-failed').trouble.changedElsewhere).toBe(true);
		expect(last(told, 'run-opened').opened).toMatchObject({
			state: 'finished',
			connectionId: expect.stringMatching(/^vpn-/),
		});
	} finally {
		await way.close();
	}
});
