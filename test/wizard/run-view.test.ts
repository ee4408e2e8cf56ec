import {describe, expect, it} from 'vitest';
import type {CloudErrorInfo} from '../../src/clouds/contract/cloud.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import {runKeys} from '../../src/wizard/screens/run/run-keys.ts';
import {openingRun, type RunModel} from '../../src/wizard/screens/run/run-model.ts';
import {endParts, errorParts, nextSteps} from '../../src/wizard/screens/run/run-text.ts';
import {type RunIntent, updateRun} from '../../src/wizard/screens/run/run-view.ts';
import {planOf, press, t0} from '../ui/late-fixtures.ts';

const started: RunEvent = {type: 'started', runId: 'r1', actions: planOf().actions};
const begun = (action: string): RunEvent => ({type: 'action-started', action, at: t0});
const done = (action: string, id: string, existed = false): RunEvent => ({
	type: 'action-done',
	action,
	at: t0 + 1000,
	result: {id, existed, detail: id},
});
const error: CloudErrorInfo = {
	cloud: 'aws',
	kind: 'api',
	code: 'Throttled',
	message: 'slow\u001B[2J down',
	retryable: true,
	ambiguous: true,
	field: 'region',
};
const failed: RunEvent = {type: 'action-failed', action: 'connection', at: t0 + 2000, error};
const stopped: RunEvent = {type: 'stopped', after: 'site-gateway', made: []};

function played(...events: readonly (RunEvent | string)[]) {
	let model: RunModel = openingRun(planOf(), t0);
	const intents: RunIntent[] = [];
	for (const event of events) {
		const result = updateRun(
			model,
			typeof event === 'string' ? {type: 'key', key: press(event)} : {type: 'run', event},
		);
		model = result.model;
		intents.push(...result.intents);
	}

	return {model, intents, texts: endParts(model).map(({text}) => text)};
}

describe('an error', () => {
	it('never takes words of this machine for the cloud’s', () => {
		const said = (kind: CloudErrorInfo['kind']) =>
			errorParts({...error, kind, says: 'in our words', message: 'connect ECONNREFUSED'}).find(
				part => part.kind === 'said',
			);
		expect(said('api')).toMatchObject({text: 'the cloud said: connect ECONNREFUSED'});
		expect(said('network')).toMatchObject({text: 'in full: connect ECONNREFUSED'});
	});
});

describe('Ctrl-C while creating', () => {
	it('says that a connection exists whose end was not waited for, and that what was not sent does not', () => {
		const made = [{action: 'connection', id: 'vpn-1'}];
		const {model, intents} = played(
			started,
			begun('site-gateway'),
			done('site-gateway', 'cgw-1', true),
			begun('connection'),
			{type: 'action-waiting', action: 'connection', why: 'vpn-1 is pending'},
			'ctrl-c',
			{type: 'stopped', after: 'connection', made},
			'q',
		);
		expect(model.rows.map(({state}) => state)).toEqual(['done', 'done', 'later']);
		const summary = (intents.at(-1) as {summary: readonly string[]}).summary.join('\n');
		expect(summary).toContain('VPN connection vpn-1');
		expect(summary).not.toContain('not known');
	});

	it('first stops after the action in flight, then leaves with 130 and says what exists and what is not known', () => {
		const first = played(started, begun('site-gateway'), done('site-gateway', 'cgw-1'), begun('connection'), 'ctrl-c');
		expect(first.intents).toEqual([{type: 'stop'}]);
		const {intents} = played(
			started,
			begun('site-gateway'),
			done('site-gateway', 'cgw-1'),
			begun('connection'),
			'ctrl-c',
			'ctrl-c',
		);
		expect(intents.at(-1)).toMatchObject({type: 'leave', exit: 130});
		const summary = (intents.at(-1) as {summary: readonly string[]}).summary.join('\n');
		expect(summary).toContain('customer gateway cgw-1 in eu-central-1');
		expect(summary).toContain('create VPN connection: was being made; whether it is there is not known yet');
	});

	it('cannot be outrun by other keys: nothing else leaves a run', () => {
		expect(played(started, begun('connection'), 'q', 'enter', 'e', 'r').intents).toEqual([]);
	});

	it('has a gentle half in Esc: it stops after the action in flight, and never leaves, however often it is pressed', () => {
		const {model, intents} = played(started, begun('connection'), 'escape', 'escape', 'escape');
		expect(model.phase).toBe('stopping');
		expect(intents).toEqual([{type: 'stop'}]);
	});
});

describe('a run that failed', () => {
	const {model, texts, intents} = played(
		started,
		done('site-gateway', 'cgw-1'),
		begun('connection'),
		failed,
		stopped,
		'q',
	);

	it('says what exists, that nothing is made twice, and that an unclear end is looked up', () => {
		expect(texts).toContain('customer gateway cgw-1 in eu-central-1');
		expect(texts.join(' ')).toMatch(/looked for before it is ever sent again.*nothing is made twice/);
	});

	it('leaves with the cloud’s exit code and a summary that cannot steer the terminal', () => {
		expect(intents.at(-1)).toMatchObject({type: 'leave', exit: 4});
		expect((intents.at(-1) as {summary: readonly string[]}).summary.join('\n')).toMatch(/Throttled: slow down/);
	});

	it('goes on from where it stopped, keeping what was done', () => {
		const resumed = played(
			started,
			done('site-gateway', 'cgw-1'),
			failed,
			stopped,
			'r',
			started,
			done('site-gateway', 'cgw-1', true),
		);
		expect(resumed.intents).toEqual([{type: 'resume'}]);
		expect(resumed.model.phase).toBe('running');
		expect(resumed.model.rows.map(({state}) => state)).toEqual(['done', 'later', 'later']);
		expect(model.rows.map(({state}) => state)).toEqual(['done', 'failed', 'later']);
	});

	it('offers to take back where something may stand, and only there', () => {
		const offers = (...events: readonly RunEvent[]) => {
			const {model: end, texts: says, intents: asked} = played(started, ...events, 'u');
			const isShown = runKeys(end).some(({command}) => command === 'undo');
			expect(asked).toEqual(isShown ? [{type: 'undo'}] : []);
			expect(says.some(text => text.startsWith('u takes back'))).toBe(isShown);
			return isShown;
		};
		const refused = {...failed, error: {...error, ambiguous: false}} as const;
		expect(offers(begun('connection'), refused, stopped)).toBe(false);
		expect(offers(done('site-gateway', 'cgw-1', true), begun('connection'), refused, stopped)).toBe(false);
		expect(offers(done('site-gateway', 'cgw-1'), begun('connection'), refused, stopped)).toBe(true);
		expect(offers(begun('connection'), failed, stopped)).toBe(true);
		const connection = {action: 'connection', title: 'create VPN connection', call: 'CreateVpnConnection'};
		expect(offers(begun('connection'), refused, {...stopped, inDoubt: [connection]})).toBe(true);
		// it broke while a call was out
		const {model: before} = played(started, begun('connection'));
		const {model: broken} = updateRun(before, {type: 'failed', trouble: {message: 'the disk is full'}});
		expect(runKeys(broken).some(({command}) => command === 'undo')).toBe(true);
	});

	it('leads to the field at fault', () => {
		expect(played(started, failed, stopped, 'enter').intents).toEqual([{type: 'jump', field: 'region'}]);
	});
});

it('a wait is said while it lasts, and gone with the next answer', () => {
	const waiting = played(started, begun('connection'), {
		type: 'action-waiting',
		action: 'connection',
		why: 'throttled, again in 2 s',
	});
	expect(waiting.model.rows[1]).toMatchObject({state: 'waiting', detail: 'throttled, again in 2 s'});
	expect(updateRun(waiting.model, {type: 'run', event: done('connection', 'vpn-1')}).model.rows[1]).toMatchObject({
		state: 'done',
		id: 'vpn-1',
		detail: 'vpn-1',
	});
});

it('a finished run leads to the panel, and leaves with 0', () => {
	const finished: RunEvent = {type: 'finished', connectionId: 'vpn-1', made: []};
	expect(played(started, done('connection', 'vpn-1'), finished, 'enter').intents).toEqual([{type: 'panel'}]);
	expect(played(started, done('connection', 'vpn-1'), finished, 'ctrl-c').intents).toMatchObject([
		{type: 'leave', exit: 0},
	]);
});

describe('a call that these credentials may not make', () => {
	it.each([
		['aws', 'UnauthorizedOperation', 'You are not authorized to perform this operation.', 'ec2:CreateVpnConnection'],
		[
			'tencent',
			'UnauthorizedOperation',
			'you are not authorized to perform operation (vpc:CreateVpnConnection) resource (*) has no permission',
			'name/vpc:CreateVpnConnection',
		],
	] as const)(
		'of %s: the policy that it lacks stands on the screen whole, and p copies it',
		(cloud, code, message, action) => {
			const denied = {...error, cloud, code, message, call: 'CreateVpnConnection'};
			const ended = [started, begun('connection'), {...failed, error: denied}, stopped] as const;
			const {model, texts} = played(...ended);
			expect(runKeys(model)).toContainEqual({keys: ['p'], command: 'policy', label: 'copy the policy'});
			expect(texts).toContain(action);
			const [copied] = played(...ended, 'p').intents;
			if (copied?.type !== 'copy') throw new Error('nothing is copied');
			expect(texts.join('\n')).toContain(copied.text.trim());
			expect(JSON.stringify(JSON.parse(copied.text))).toContain(`"${action}"`);
		},
	);

	it('has no such key where it failed for another reason', () => {
		const {model, intents} = played(started, begun('connection'), failed, stopped, 'p');
		expect(runKeys(model).map(({command}) => command)).not.toContain('policy');
		expect(intents).toEqual([]);
	});
});

it('the pause before a run goes on is no part of what was done before it', () => {
	const again: RunEvent = {...done('site-gateway', 'cgw-1'), at: t0 + 90_000} as RunEvent;
	const {model} = played(started, begun('site-gateway'), done('site-gateway', 'cgw-1'), stopped, 'r', started, again);
	expect(model.rows[0]).toMatchObject({state: 'done', startedAt: t0, endedAt: t0 + 1000});
});

it('what costs nothing is not said to cost money', () => {
	const said = (cloud: 'aws' | 'tencent') => {
		const {model} = played(started, begun('site-gateway'), done('site-gateway', 'cgw-1'), stopped);
		return nextSteps({...model, plan: {...model.plan, cloud}}).join(' ');
	};
	expect(said('aws')).toContain('Until then it stays, and may cost money.');
	expect(said('tencent')).toMatch(/Until then it stays\.$/);
});
