import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {exchangeSeen} from '../../../src/clouds/aws/actions/endpoint-exchange.ts';
import type {Action, Cloud, Plan, RunContext} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startAws} from './documents.ts';

/*
 * What a user would lose after a reply that was lost: a tunnel that is replaced, and interrupted, a second time; or one that is said to be replaced and
 * is not.
 */

const id = 'vpn-40f41529';
const region = 'eu-central-1';
const {signal} = new AbortController();
let sandbox: Sandbox;
let cloud: Cloud;
/** The cloud's clock: nothing happens there until it is put on. */
let now: number;
beforeEach(async () => {
	now = Date.now();
	({sandbox, cloud} = await startAws({speed: 1, now: () => now}));
});
afterEach(async () => {
	cloud.close();
	await sandbox.close();
});

async function planned(pendingMaintenance = false): Promise<{readonly plan: Plan; readonly action: Action}> {
	const read = await cloud.readBack?.(region, id, signal, true);
	if (!read || !cloud.planDeed) throw new Error('AWS reads back and plans deeds');
	const facts = await cloud.facts(read.document, signal, id);
	const plan = cloud.planDeed({kind: 'replace-tunnel', tunnel: 1, pendingMaintenance}, read.document, facts);
	const [action] = plan.actions;
	if (!action) throw new Error('one action');
	return {plan, action};
}

const context = (plan: Plan, more: Partial<RunContext> = {}): RunContext => ({
	plan,
	secrets: new Map(),
	results: new Map(),
	signal,
	runId: 'run-1',
	...more,
});

/** What a run that sent the call knows of it, and whether it is found to be carried out by then. */
async function doubt(meanwhile: () => void | Promise<void>, pending = false) {
	const {plan, action} = await planned(pending);
	const standing = (await cloud.standing(action, context(plan))) ?? [];
	await meanwhile();
	const sent = {sent: new Set([action.id]), standing: new Map([[action.id, standing]])};
	return cloud.find(action, context(plan, sent));
}

/** AWS is done with what was asked of it, and the tunnels are UP again. */
function settled(): void {
	now += 600_000;
}

async function replace(pending = false): Promise<void> {
	const {plan, action} = await planned(pending);
	await cloud.perform(action, context(plan));
}

describe('whether a tunnel was replaced', () => {
	it('is asked for by nobody who has not sent it: another replacement is not this one', async () => {
		await replace();
		settled();
		const {plan, action} = await planned();
		expect(await cloud.find(action, context(plan))).toBeUndefined();
	});

	it('is told by its own endpoint while that is exchanged', async () => {
		expect(await doubt(() => replace())).toMatchObject({
			existed: false,
			detail: expect.stringMatching(/endpoint is being exchanged/),
		});
	});

	it('is told by the tunnel that has gone down since', async () => {
		const found = await doubt(async () => {
			await replace();
			settled();
		});
		expect(found).toMatchObject({existed: false, detail: expect.stringMatching(/gone down since it was asked for/)});
	});

	it('is no where it has been UP all the time: it is sent again', async () => {
		expect(await doubt(() => {})).toBeUndefined();
	});

	it('is not known of a tunnel that was DOWN before, and that is said', async () => {
		sandbox.setTunnel(id, 0, 'DOWN');
		await expect(doubt(() => {})).rejects.toMatchObject({info: {ambiguous: true, says: /not known/}});
	});

	it('is told by its maintenance, where that was to be applied', async () => {
		sandbox.announceMaintenance(id, 0, 86_400_000);
		expect(await doubt(() => {}, true)).toBeUndefined();
		sandbox.setTunnel(id, 0, 'DOWN');
		// it is still pending: whatever became of the tunnel, this was not done
		expect(await doubt(() => {}, true)).toBeUndefined();
		const found = await doubt(async () => {
			await replace(true);
			settled();
		}, true);
		expect(found).toMatchObject({existed: false, detail: expect.stringMatching(/maintenance/)});
	});

	it('is not told by a change of the other tunnel, nor by a tunnel that went up and down before as well', async () => {
		const [, other] = await planned().then(({plan}) => plan.exists?.tunnels ?? []);
		await expect(
			doubt(async () => {
				const {plan, action} = await planned();
				const parameters = {...action.parameters, VpnTunnelOutsideIpAddress: other?.key ?? ''};
				await cloud.perform({...action, parameters}, context(plan));
			}),
		).rejects.toMatchObject({info: {ambiguous: true, says: /something else/}});
	});

	it('is looked for until it would have shown, before anything is sent again', async () => {
		const said: string[] = [];
		const {plan, action} = await planned();
		const standing = (await cloud.standing(action, context(plan))) ?? [];
		const sent = {sent: new Set([action.id]), standing: new Map([[action.id, standing]])};
		const waiting = (why: string) => {
			said.push(why);
			if (said.length === 1) void replace();
		};
		const found = await cloud.find(action, context(plan, {...sent, waiting}));
		expect(said.length).toBeGreaterThan(0);
		expect(found).toMatchObject({existed: false, detail: expect.stringMatching(/endpoint is being exchanged/)});
	});
});

describe('what a tunnel shows of an exchange of its endpoint', () => {
	const hour = 3_600_000;
	const before = {state: 'available', status: 'UP', endpoint: 'available', since: 0, asked: 5 * hour};
	const now = {...before, asked: 5 * hour + 60_000};
	const seen = (was: object, is: object) => exchangeSeen({...before, ...was}, {...now, ...is}, false);
	it.each([
		['its own endpoint', {}, {endpoint: 'pending'}, true],
		['it went down while the connection is changed', {}, {state: 'modifying', since: 5 * hour + 1000}, true],
		['it went down, and had been UP for hours', {}, {since: 5 * hour + 1000}, true],
		['it went down, as it had minutes before', {since: 5 * hour - 300_000}, {since: 5 * hour + 1000}, 'unclear'],
		['the connection is changed, and the tunnel is as it was', {}, {state: 'modifying'}, 'unclear'],
		['it was DOWN before, and is', {status: 'DOWN'}, {status: 'DOWN'}, 'unclear'],
		['it has been UP all the time', {}, {}, 'missing'],
		['a journal of before, which kept less', {endpoint: undefined, asked: undefined}, {}, 'missing'],
	])('%s', (_, was, is, told) => {
		const found = seen(was, is);
		expect(typeof found === 'object' || found).toBe(told);
	});
});
