import {expect, it} from 'vitest';
import type {Cloud, Plan} from '../../src/clouds/contract/cloud.ts';
import type {Difference} from '../../src/clouds/contract/comparison.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import {withUnlike} from '../../src/session/unlike.ts';
import {cloudError, MemoryCloud} from '../run/memory-cloud.ts';
import {changeOf, changePlan} from '../run/two-tunnels.ts';

/* What a user would lose: that a change has taken another setting along, because what stands was never looked at again. */

const {signal} = new AbortController();
const taken: Difference = {
	field: 'healthCheck',
	what: 'health check',
	was: 'off',
	wanted: 'on',
	interrupts: {kind: 'connection'},
};

async function endOf(plan: () => Plan, changed: readonly string[] = ['tunnel-1'], of = changePlan(changeOf(1))) {
	const cloud: Cloud = Object.assign(new MemoryCloud(), {plan});
	async function* events(): AsyncGenerator<RunEvent> {
		yield {type: 'finished', connectionId: 'vpn-1', made: [], changed};
	}

	const told: RunEvent[] = [];
	for await (const event of withUnlike(events(), cloud, of, signal)) told.push(event);
	return told.map(event => (event.type === 'finished' ? event.unlike : undefined));
}

const comparing = (differences: readonly Difference[]): Plan => ({
	...changePlan(),
	comparison: {equal: 1, differences, missing: [], notCompared: [], unread: []},
});

it('what a change took along is told in its end', async () => {
	expect(await endOf(() => comparing([taken]))).toEqual([
		['health check: off → on (in place, both tunnels are interrupted)'],
	]);
});

it('nothing is told where all stands as it was asked for, and of a run that changed nothing', async () => {
	expect(await endOf(() => comparing([]))).toEqual([undefined]);
	expect(await endOf(() => comparing([taken]), [])).toEqual([undefined]);
});

it('that it could not be looked at is told too', async () => {
	const throttled = () => {
		throw cloudError({code: 'RequestLimitExceeded', message: 'too many'});
	};
	expect((await endOf(throttled))[0]?.join()).toMatch(/could not be compared afterwards/);
});

it('a stop before that look is no proof that all stands as it was asked for', async () => {
	const stopped = () => {
		throw cloudError({kind: 'aborted', message: 'cancelled'});
	};
	expect((await endOf(stopped))[0]?.join()).toMatch(/could not be compared afterwards: it was stopped/);
});

it('keys that went into the cloud’s own store are where they were asked to be', async () => {
	const deed = {kind: 'renew-keys', tunnels: [1], drain: false, keptByCloud: true} as const;
	const moved = {...taken, field: 'keyStorage'};
	expect(await endOf(() => comparing([moved]), ['tunnel-1'], {...changePlan(changeOf(1)), deed})).toEqual([undefined]);
	expect(await endOf(() => comparing([moved]))).toHaveLength(1);
	expect((await endOf(() => comparing([moved])))[0]).toBeDefined();
});
