import {describe, expect, it} from 'vitest';
import type {CloudErrorInfo} from '../../../../src/clouds/contract/cloud.ts';
import type {RunEvent} from '../../../../src/run/run-event.ts';
import type {WizardEvent} from '../../../../src/wizard/core/event.ts';
import {andThen, type Trouble, type Turn, turn} from '../../../../src/wizard/core/state.ts';
import {update} from '../../../../src/wizard/core/update.ts';
import {runKeys} from '../../../../src/wizard/screens/run/keys.ts';
import {type RunModel, running} from '../../../../src/wizard/screens/run/model.ts';
import {nextSteps} from '../../../../src/wizard/screens/run/next-steps.ts';
import {openRun} from '../../../../src/wizard/screens/run/open.ts';
import {heard} from '../../../../src/wizard/screens/run/progress.ts';
import {endParts, errorParts} from '../../../../src/wizard/screens/run/text.ts';
import {changeOf, changePlan} from '../../../run/two-tunnels.ts';
import {planOf, press, t0} from '../../../ui/fixtures.ts';
import {wizardAtHome} from '../../played.ts';

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
const offersUndo = (model: RunModel) => runKeys(model).some(({label}) => label === 'take it back');
const stopped: RunEvent = {type: 'stopped', after: 'site-gateway', made: []};

const noChange = {values: [], interrupts: {kind: 'nothing'}, needsUp: [], backUp: []} as const;

/** The wizard at a run that was confirmed, once all that has happened; what was asked for since it began. */
function played(...events: readonly (RunEvent | Failed | string)[]) {
	const opened = openRun(wizardAtHome({now: t0}), {plan: planOf(), secrets: new Map(), account: {}});
	const begun = turn(opened.state);
	const after = events.reduce<Turn>(
		(before, event) => andThen(before, state => update(state, eventOf(event, state.awaited.run ?? 0))),
		begun,
	);
	const model = running.of(after.state);
	if (!model) throw new Error('there is no run');
	const own = after.effects.filter(({type}) => asked.includes(type));
	const left = own.find(effect => effect.type === 'leave');
	return {
		model,
		state: after.state,
		wanted: own,
		left: left?.type === 'leave' ? left : undefined,
		texts: endParts(model).map(({text}) => text),
	};
}

/** What keys ask for: what follows from a run's events by itself is not among it. */
const asked: readonly string[] = ['stop-run', 'run', 'resume-run', 'preview-undo', 'copy', 'watch-fleet', 'leave'];

interface Failed {
	readonly type: 'failed';
	readonly trouble: Trouble;
}

const eventOf = (event: RunEvent | Failed | string, request: number): WizardEvent =>
	typeof event === 'string'
		? {type: 'key', key: press(event)}
		: event.type === 'failed'
			? {type: 'run-failed', request, trouble: event.trouble}
			: {type: 'run', request, event};

describe('traffic that was taken off for a change that then failed', () => {
	const change = changeOf(1);
	const off = {
		...change,
		id: 'traffic-off',
		detail: 'vpngw-1: 172.31.0.0/16',
		change: {...(change.change ?? noChange), relieves: {action: change.id, until: 'traffic-on'}},
	};
	const on = {...change, id: 'traffic-on'};
	const plan = changePlan(off, change, on);

	function modelOf(...events: readonly RunEvent[]) {
		const model = running.of(openRun(wizardAtHome({now: t0}), {plan, secrets: new Map(), account: {}}).state);
		if (!model) throw new Error('there is no run');
		return events.reduce((before, event) => heard(before, event), model);
	}

	it('is told with what is changed, and what gives it back comes first', () => {
		const model = modelOf(begun('traffic-off'), done('traffic-off', ''), begun(change.id), stopped);
		expect(endParts(model).map(({text}) => text)).toContain(
			'traffic is taken off the tunnel, and not given back: vpngw-1: 172.31.0.0/16',
		);
		expect(nextSteps(model)[0]).toBe(
			'The tunnel is without its traffic: u gives it back now, r once the change is made.',
		);
	});

	it('is not told once it is given back', () => {
		const model = modelOf(done('traffic-off', ''), done(change.id, ''), done('traffic-on', ''), stopped);
		expect(
			endParts(model)
				.map(({text}) => text)
				.join(),
		).not.toContain('not given back');
	});
});

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
		const {model, left} = played(
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
		const summary = left?.summary.join('\n');
		expect(summary).toContain('VPN connection vpn-1');
		expect(summary).not.toContain('not known');
	});

	it('leaves no row that says what it waits for: nothing is waited for any more', () => {
		const why = 'it is watched for 2 minutes before tunnel 2 is changed';
		const waiting = [started, begun('connection'), {type: 'action-waiting', action: 'connection', why}] as const;
		const rowAfter = (...events: readonly (RunEvent | Failed)[]) =>
			played(...waiting, ...events).model.rows.find(({action}) => action.id === 'connection');
		expect(rowAfter()?.detail).toBe(why);
		expect(rowAfter(stopped)).toMatchObject({state: 'later', detail: ''});
		const inDoubt = [{action: 'connection', title: 'create VPN connection', call: 'CreateVpnConnection'}];
		expect(rowAfter({...stopped, inDoubt})?.detail).toMatch(/^may have been carried out/);
		expect(rowAfter({type: 'failed', trouble: {message: 'the journal can’t be written'}})?.detail).toBe('');
	});

	it('first stops after the action in flight, then leaves with 130 and says what exists and what is not known', () => {
		const first = played(started, begun('site-gateway'), done('site-gateway', 'cgw-1'), begun('connection'), 'ctrl-c');
		expect(first.wanted).toEqual([{type: 'stop-run'}]);
		const {left} = played(
			started,
			begun('site-gateway'),
			done('site-gateway', 'cgw-1'),
			begun('connection'),
			'ctrl-c',
			'ctrl-c',
		);
		expect(left).toMatchObject({type: 'leave', code: 130});
		const summary = left?.summary.join('\n');
		expect(summary).toContain('customer gateway cgw-1 in eu-central-1');
		expect(summary).toContain('create VPN connection: was being made; whether it is there is not known yet');
	});

	it('cannot be outrun by other keys: nothing else leaves a run', () => {
		expect(played(started, begun('connection'), 'q', 'enter', 'e', 'r').wanted).toEqual([]);
	});

	it('has a gentle half in Esc: it stops after the action in flight, and never leaves, however often it is pressed', () => {
		const {model, wanted} = played(started, begun('connection'), 'escape', 'escape', 'escape');
		expect(model.phase).toBe('stopping');
		expect(wanted).toEqual([{type: 'stop-run'}]);
	});
});

describe('a run that failed', () => {
	const {model, texts, left} = played(
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
		expect(left).toMatchObject({type: 'leave', code: 4});
		expect(left?.summary.join('\n')).toMatch(/Throttled: slow down/);
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
		expect(resumed.wanted).toMatchObject([{type: 'resume-run', runId: 'r1'}]);
		expect(resumed.model.phase).toBe('running');
		expect(resumed.model.rows.map(({state}) => state)).toEqual(['done', 'later', 'later']);
		expect(model.rows.map(({state}) => state)).toEqual(['done', 'failed', 'later']);
	});

	it('offers to take back where something may stand, and only there', () => {
		const offers = (...events: readonly RunEvent[]) => {
			const {model: end, texts: says, wanted} = played(started, ...events, 'u');
			const isShown = offersUndo(end);
			expect(wanted).toMatchObject(isShown ? [{type: 'preview-undo'}] : []);
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
		const broken = played(started, begun('connection'), {type: 'failed', trouble: {message: 'the disk is full'}});
		expect(offersUndo(broken.model)).toBe(true);
	});

	it('leads to the field at fault', () => {
		expect(played(started, failed, stopped, 'enter').state.screen).toEqual({name: 'step', step: 'region'});
	});
});

it('a wait is said while it lasts, and gone with the next answer', () => {
	const waiting = played(started, begun('connection'), {
		type: 'action-waiting',
		action: 'connection',
		why: 'throttled, again in 2 s',
	});
	expect(waiting.model.rows[1]).toMatchObject({state: 'waiting', detail: 'throttled, again in 2 s'});
	expect(heard(waiting.model, done('connection', 'vpn-1')).rows[1]).toMatchObject({
		state: 'done',
		id: 'vpn-1',
		detail: 'vpn-1',
	});
});

it('a finished run leads to the panel, and leaves with 0', () => {
	const finished: RunEvent = {type: 'finished', connectionId: 'vpn-1', made: []};
	expect(played(started, done('connection', 'vpn-1'), finished, 'enter').wanted).toMatchObject([
		{type: 'watch-fleet', choice: {ids: ['vpn-1']}},
	]);
	expect(played(started, done('connection', 'vpn-1'), finished, 'ctrl-c').wanted).toMatchObject([
		{type: 'leave', code: 0},
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
			expect(runKeys(model)).toContainEqual(expect.objectContaining({keys: ['p'], label: 'copy the policy'}));
			expect(texts).toContain(action);
			const [copied] = played(...ended, 'p').wanted;
			if (copied?.type !== 'copy') throw new Error('nothing is copied');
			expect(texts.join('\n')).toContain(copied.text.trim());
			expect(JSON.stringify(JSON.parse(copied.text))).toContain(`"${action}"`);
		},
	);

	it('has no such key where it failed for another reason', () => {
		const {model, wanted} = played(started, begun('connection'), failed, stopped, 'p');
		expect(runKeys(model).map(({keys}) => keys)).not.toContainEqual(['p']);
		expect(wanted).toEqual([]);
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

describe('a change that took something along', () => {
	it('is told in the end, and not as all is well', () => {
		const finished = {type: 'finished', connectionId: 'vpn-1', made: [], changed: ['tunnel-1']} as const;
		const plan = {...changePlan(changeOf(1)), cloud: 'aws' as const};
		const opened = openRun(wizardAtHome({now: t0}), {plan, secrets: new Map(), account: {}});
		const model = running.of(opened.state);
		if (!model) throw new Error('there is no run');
		const textsOf = (event: RunEvent) => endParts(heard(model, event)).map(({text}) => text);
		expect(textsOf(finished)).toContain('vpn-1 stands as it was asked for.');
		const told = textsOf({...finished, unlike: ['health check: off → on (in place)']});
		expect(told).toContain('vpn-1 is changed, and not all of it stands as it was asked for:');
		expect(told).toContain('health check: off → on (in place)');
		expect(told.join()).not.toContain('vpn-1 stands');
	});
});
