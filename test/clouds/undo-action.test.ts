import {beforeEach, describe, expect, it} from 'vitest';
import type {UndoContext, UndoStep} from '../../src/clouds/contract/cloud.ts';
import {CloudError, cloudError} from '../../src/clouds/contract/cloud-error.ts';
import type {ActionKind, CloudActions} from '../../src/clouds/engine/action-kind.ts';
import {type Presence, undoAction} from '../../src/clouds/engine/undo-action.ts';

/* What a user would lose: a tunnel that goes down twice for one undo, or an undo that goes on for twenty minutes without an answer. */

const tunnel = {connectionId: 'vpn-1', key: '192.0.2.1', number: 1};
const step: UndoStep = {
	id: 'tunnel-1',
	title: 'put tunnel options back',
	detail: 'tunnel 1',
	call: 'Modify',
	parameters: {},
	change: {
		values: [],
		interrupts: {kind: 'tunnel', tunnel},
		needsUp: [],
		backUp: [],
		back: {call: 'Modify', parameters: {}},
	},
};
const deletion: UndoStep = {id: 'gateway', title: 'delete gateway', detail: 'gw-1', call: 'Delete', parameters: {}};

/** What each look finds; the last stays. */
let looks: (Presence | CloudError)[];
/** How the calls end; taken where the list is used up. */
let ends: (CloudError | undefined)[];
let log: string[];
beforeEach(() => {
	looks = ['there'];
	ends = [];
	log = [];
});

function undone(of: UndoStep, context: Partial<UndoContext> = {}) {
	const undo = {
		title: of.title,
		logged: {},
		of: () => undefined,
		async look() {
			const now = (looks.length > 1 ? looks.shift() : looks[0]) ?? 'gone';
			log.push(now instanceof CloudError ? 'unanswered' : typeof now === 'object' ? 'other' : now);
			if (now instanceof CloudError) throw now;
			return now;
		},
		async send() {
			log.push('send');
			const end = ends.shift();
			if (end) throw end;
		},
	};
	const actions: CloudActions<undefined> = {
		kinds: [{call: 'Modify', undo: {...undo, call: of.call}} as unknown as ActionKind<undefined>],
		ready: {limitMs: 0, waitMs: () => 0, tooLong: () => cloudError('aws', {says: 'late'})},
		gone: {
			limitMs: 500,
			waitMs: () => 1,
			inUseMs: () => 500,
			isGone: () => false,
			isInUse: () => false,
			tooLong: () => cloudError('aws', {says: 'not as it was before'}),
		},
		pause: async () => new Promise(resolve => setTimeout(resolve, 1)),
		whyForeign: async () => undefined,
	};
	return undoAction(actions, of, {region: 'eu-central-1', signal: new AbortController().signal, ...context}, undefined);
}

const lost = () => cloudError('aws', {kind: 'network', message: 'socket hang up', ambiguous: true});
const unanswered = () => cloudError('aws', {kind: 'network', message: 'no answer', retryable: true});
const sends = () => log.filter(what => what === 'send').length;

describe('a change that is put back', () => {
	it('is sent once, however late it comes into force', async () => {
		looks = ['there', 'there', 'there', 'there', 'there', 'there', 'there', 'going', 'gone'];
		expect(await undone(step)).toBe('put back');
		expect(sends()).toBe(1);
	});

	it('is not sent again though it never comes into force: that is told', async () => {
		await expect(undone(step)).rejects.toMatchObject({info: {says: 'not as it was before', ambiguous: true}});
		expect(sends()).toBe(1);
	});

	it('is believed once two looks in a row say so: a cloud may tell of it before it has begun', async () => {
		looks = ['there', 'gone', 'going', 'gone', 'gone'];
		expect(await undone(step)).toBe('put back');
		expect(log).toEqual(['there', 'send', 'gone', 'going', 'gone', 'gone']);
	});

	it('is looked for a while after a reply that was lost, and sent three times at most', async () => {
		ends = [lost(), lost(), lost()];
		await expect(undone(step)).rejects.toMatchObject({info: {ambiguous: true}});
		expect(log.join(' ')).toBe(
			Array(3)
				.fill(['there', 'send'].join(' '))
				.join(` ${Array(5).fill('there').join(' ')} `),
		);
	});

	it('is looked for a while where an undo before may have sent it', async () => {
		looks = ['there', 'there', 'going', 'gone'];
		expect(await undone(step, {wasSent: true})).toBe('stood as before');
		expect(sends()).toBe(0);
	});

	it('is asked for what has to hold before each call, and looked at once more after the first', async () => {
		ends = [lost()];
		looks = [...Array(9).fill('there'), 'gone'];
		expect(
			await undone(step, {
				async beforeSend() {
					log.push('wait');
				},
			}),
		).toBe('put back');
		expect(log.slice(0, 4)).toEqual(['there', 'wait', 'there', 'wait']);
		looks = ['there', 'gone'];
		log = [];
		expect(await undone(step, {beforeSend: async () => {}})).toBe('stood as before');
		expect(sends()).toBe(0);
	});
});

describe('looks that all stay unanswered', () => {
	it.each([step, deletion])('once the call has gone out end $title as not known', async of => {
		looks = ['there', unanswered()];
		await expect(undone(of)).rejects.toMatchObject({info: {ambiguous: true, message: 'no answer, looked 30 times'}});
		expect(log.filter(what => what === 'unanswered')).toHaveLength(30);
	});

	it('count from the last answer on', async () => {
		looks = ['there', ...Array(20).fill(unanswered()), 'going', ...Array(20).fill(unanswered()), 'gone', 'gone'];
		expect(await undone(step)).toBe('put back');
	});
});
