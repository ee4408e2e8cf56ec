import {describe, expect, test} from 'vitest';
import type {Cloud} from '../../src/clouds/contract/cloud.ts';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import type {Session} from '../../src/session/open-session.ts';
import {documentOfDraft, planConnection} from '../../src/session/plan.ts';
import {planAlike} from '../../src/session/plan-alike.ts';
import {readBack} from '../../src/session/read.ts';
import {runPlans} from '../../src/session/run-many.ts';
import {alike, type OneChange} from '../../src/wizard/screens/many/one-change.ts';
import {placeOf, standing, withOwnSession} from './own-session.ts';

/*
 * What a user would lose: a tag or an option that somebody else set while several connections were changed alike, and that the change took away again.
 */

let session: Session;
withOwnSession(world => {
	({session} = world);
});

const {signal} = new AbortController();

const asked = (...changes: readonly OneChange[]) => alike(changes);

const teamTag: OneChange = {kind: 'tag', key: 'team', value: 'net'};

/** Somebody else gives a connection a tag. */
async function tagged(id: string, key: string, value: string): Promise<void> {
	const {document: was} = await readBack(session, placeOf(id), signal, true);
	const {document} = documentOfDraft({...was, tags: {...was.tags, [key]: value}});
	if (!document) throw new Error('no document');
	const {plan} = await planConnection(session, document, signal, {connectionId: id, prune: true});
	for await (const _ of runPlans(session, [{plan, secrets: new Map(), account: undefined}], {signal}));
}

/** The session, with something done between the first reading of a connection and the plan made of it. */
function meanwhile(does: () => Promise<void>): Session {
	let done = false;
	return {
		...session,
		cloud: async (...at) =>
			Object.create(await session.cloud(...at), {
				facts: {
					async value(this: Cloud, ...given: Parameters<Cloud['facts']>) {
						if (!done) {
							done = true;
							await does();
						}

						return Object.getPrototypeOf(this).facts(...given);
					},
				},
			}),
	};
}

describe('a change that several connections are given', () => {
	test.each(standing)('%s: is all that is changed of it', async id => {
		const {planned, problems} = await planAlike(session, placeOf(id), asked(teamTag), signal);
		expect(problems).toEqual([]);
		expect(planned?.refused).toBeUndefined();
		expect(planned?.plan.comparison?.differences.map(({field}) => field)).toEqual(['tags.team']);
		expect(planned?.plan.comparison?.missing).toEqual([]);
	});

	test('is made to what stands by then, also where somebody else is at work between reading and planning', async () => {
		const id = 'vpn-40f41529';
		const busy = meanwhile(() => tagged(id, 'owner', 'finance'));
		const {planned} = await planAlike(busy, placeOf(id), asked(teamTag), signal);
		expect(planned?.plan.comparison?.differences.map(({field}) => field)).toEqual(['tags.team']);
		expect(planned?.plan.document.tags).toMatchObject({owner: 'finance', team: 'net'});
	});

	test('is not made where something else would be changed with it, and that is named', async () => {
		const id = 'vpn-40f41529';
		const asks = asked(teamTag);
		const change = {
			...asks,
			change: (draft: ConnectionDraft) => ({...asks.change(draft), name: 'other'}),
			same: (draft: ConnectionDraft) => ({...draft, name: 'other'}),
		};
		await expect(planAlike(session, placeOf(id), change, signal)).rejects.toMatchObject({
			message: expect.stringMatching(/nobody asked for/),
			details: {items: [expect.stringMatching(/other/)]},
		});
	});

	test('is not made to one that somebody else has changed since it was looked at, nor to those after it', async () => {
		const ids = ['vpn-40f41529', 'vpn-094aac9679b8ce92e'] as const;
		const plans = [];
		for (const id of ids) {
			const {planned} = await planAlike(session, placeOf(id), asked(teamTag), signal);
			if (!planned) throw new Error('no plan');
			plans.push({plan: planned.plan, secrets: new Map(), account: undefined});
		}

		await tagged(ids[0], 'owner', 'finance');
		const told = [];
		for await (const one of runPlans(session, plans, {signal})) told.push(one);
		expect(told).toMatchObject([{index: 0, error: {message: expect.stringMatching(/somebody else has changed it/)}}]);
		for (const id of ids)
			expect((await readBack(session, placeOf(id), signal, true)).document.tags).not.toHaveProperty('team');
		expect((await readBack(session, placeOf(ids[0]), signal, true)).document.tags).toMatchObject({owner: 'finance'});
	});
});
