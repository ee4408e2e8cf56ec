import {afterEach, describe, expect, it} from 'vitest';
import type {Cloud, Deed} from '../../../src/clouds/contract/cloud.ts';
import {commandLine} from '../../../src/clouds/tencent/plan/command-line.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {SandboxOptions} from '../../../src/sandbox/sandbox.ts';
import {begin, carryOut, changesIn, contextOf, tunnelIn, type World} from './change-run.ts';

/* What a user would lose: a key that was renewed twice after a lost reply, or stands in a journal; a tunnel that was reset unasked. */

const {signal} = new AbortController();
const [inUse, standby, alone] = ['vpnx-df9oztok', 'vpnx-eal8tpn2', 'vpnx-cjkgz001'];
const fresh = 'A.fresh.key.of.32.characters.yes';

let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

const renewal: Deed = {kind: 'renew-keys', tunnels: [1], drain: false};

async function deedOf(cloud: Cloud, id: string, deed: Deed) {
	const document = (await cloud.readBack?.('ap-guangzhou', id, signal, true))?.document;
	if (!document || !cloud.planDeed) throw new Error('nothing is read back');
	return cloud.planDeed(deed, document, await cloud.facts(document, signal));
}

async function renewing(id: string, options: SandboxOptions = {}) {
	world = await begin(options);
	const plan = await deedOf(world.cloud, id, renewal);
	const context = contextOf(plan, {secrets: new Map([['presharedKey', new Secret(fresh)]])});
	const action = plan.actions.find(each => each.id === 'tunnel');
	if (!action) throw new Error('no key is renewed');
	return {...world, plan, context, action};
}

async function keyOf(cloud: Cloud, id: string): Promise<string> {
	const key = (await cloud.deviceSide?.('ap-guangzhou', id, signal))?.tunnels[0]?.key;
	return key?.from === 'cloud' ? key.key.reveal() : '';
}

describe('a key is renewed', () => {
	it('alone, and what nobody asked for stays as it is, whatever the API does with what is left out', async () => {
		const {cloud, sandbox, plan, context} = await renewing(alone, {tencent: {omitted: 'default'}});
		const was = (await tunnelIn(cloud, alone))?.settings;
		await carryOut(cloud, plan, context);
		expect(changesIn(sandbox)).toEqual(['ModifyVpnConnectionAttribute']);
		expect((await tunnelIn(cloud, alone))?.settings).toEqual(was);
		expect(await keyOf(cloud, alone)).toBe(fresh);
	});

	it('no key and no trace of one is in the plan, in what is kept before it is sent, or on its command line', async () => {
		const {cloud, plan, context, action} = await renewing(alone);
		const old = await keyOf(cloud, alone);
		const kept = await cloud.standing(action, context);
		const line = commandLine(action, plan);
		const all = JSON.stringify([plan, kept, line]);
		expect(all).not.toContain(fresh);
		expect(old).toBeTruthy();
		expect(all).not.toContain(old);
		expect(kept).toEqual([expect.stringMatching(/^key:[\w.-]+:[0-9a-f]{4}$/)]);
		// it goes in on standard input: anybody can list a process with its arguments
		expect(line).toContain('--cli-input-json file:///dev/stdin');
	});

	it('a reply that was lost: by the mark of the key before it is known whether another look or another call is due', async () => {
		const {cloud, sandbox, context, action} = await renewing(alone);
		const kept = (await cloud.standing(action, context)) ?? [];
		const later = {...context, sent: new Set([action.id]), standing: new Map([[action.id, kept]])};
		expect(await cloud.find(action, later)).toBeUndefined();
		sandbox.addFault({kind: 'lost-reply', action: 'ModifyVpnConnectionAttribute', times: 1});
		await expect(cloud.perform(action, context)).rejects.toMatchObject({info: {ambiguous: true}});
		await expect.poll(() => cloud.find(action, later)).toMatchObject({existed: false});
		expect(changesIn(sandbox)).toHaveLength(1);
	});

	it('a run that goes on and has the key no more waits until another one stands than before', async () => {
		const {cloud, plan, context, action} = await renewing(alone);
		const kept = (await cloud.standing(action, context)) ?? [];
		// as a process knows it that was killed once the call was taken
		const later = {...context, secrets: new Map(), standing: new Map([[action.id, kept]])};
		const stop = AbortSignal.timeout(300);
		const taken = {id: '', existed: false, detail: ''};
		await expect(cloud.settle(action, taken, {...later, signal: stop})).rejects.toThrow();
		await carryOut(cloud, plan, context);
		expect(await cloud.settle(action, taken, later)).toContain(alone);
	});

	it('nothing is taken for renewed that was never sent, and nothing where no mark was kept', async () => {
		const {cloud, context, action} = await renewing(alone);
		expect(await cloud.find(action, context)).toBeUndefined();
		expect(await cloud.find(action, {...context, sent: new Set([action.id])})).toBeUndefined();
	});

	it('nothing takes it back: the old key is not kept', async () => {
		const {cloud, plan, context} = await renewing(alone);
		await carryOut(cloud, plan, context);
		expect(cloud.undoSteps({plan, results: context.results, standing: new Map()})).toEqual([]);
		expect(plan.notes).toContain('the old key is not kept: an undo can’t put it back');
	});

	it('of the tunnel in use while the standby carries the traffic', async () => {
		world = await begin();
		const {cloud} = world;
		const plan = await deedOf(cloud, inUse, {...renewal, drain: true});
		expect(plan.actions.map(({id}) => id)).toEqual(['traffic-off', 'tunnel', 'traffic-on']);
		expect(plan.actions[1]?.change).toMatchObject({needsUp: [{connectionId: standby}]});
		// its routes are out of force: the cloud sends nothing by it, whether it is UP or not
		expect(plan.actions[1]?.change).not.toHaveProperty('drained');
		// nothing shows that a standby or a tunnel by itself carries nothing: waited for, it would be for ever
		for (const id of [alone, standby]) {
			const other = await deedOf(cloud, id, {...renewal, drain: true});
			expect(other.actions.map(({change}) => change?.drained)).toEqual([undefined]);
			expect(other.notes.join('\n')).toMatch(/does not tell whether .* carries anything/);
		}
	});

	it('of tunnel 2 is refused: a pair is two connections', async () => {
		world = await begin();
		const {cloud} = world;
		await expect(deedOf(cloud, inUse, {...renewal, tunnels: [1, 2]})).rejects.toThrow(/it has no tunnel 2/);
	});
});

describe('a tunnel is reset', () => {
	it('only by itself, with what is known of it said before', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		const plan = await deedOf(cloud, alone, {kind: 'reset'});
		expect(plan.notes.join('\n')).toContain('clears custom configuration');
		await carryOut(cloud, plan);
		expect(changesIn(sandbox)).toEqual(['ResetVpnConnection']);
		expect(cloud.undoSteps({plan, results: new Map(), standing: new Map()})).toEqual([]);
	});

	it('once, also where its reply is lost', async () => {
		world = await begin({speed: 1});
		const {cloud, sandbox} = world;
		const plan = await deedOf(cloud, alone, {kind: 'reset'});
		const [action] = plan.actions;
		if (!action) throw new Error('nothing is reset');
		sandbox.setTunnel(alone, 0, 'UP');
		const standing = (await cloud.standing(action, contextOf(plan))) ?? [];
		const context = contextOf(plan, {sent: new Set([action.id]), standing: new Map([[action.id, standing]])});
		sandbox.addFault({kind: 'lost-reply', action: 'ResetVpnConnection', times: 1});
		await expect(cloud.perform(action, context)).rejects.toMatchObject({info: {ambiguous: true}});
		expect(await cloud.find(action, context)).toMatchObject({existed: false});
		expect(changesIn(sandbox)).toEqual(['ResetVpnConnection']);
	});

	it('never twice where nobody knows: it may be connected again within seconds', async () => {
		world = await begin();
		const {cloud, sandbox} = world;
		const plan = await deedOf(cloud, inUse, {kind: 'reset'});
		const [action] = plan.actions;
		if (!action) throw new Error('nothing is reset');
		const context = contextOf(plan);
		const standing = (await cloud.standing(action, context)) ?? [];
		expect(standing).toEqual(['connected:UP']);
		const later = {...context, sent: new Set([action.id]), standing: new Map([[action.id, standing]])};
		await expect(cloud.find(action, later)).rejects.toMatchObject({info: {ambiguous: true, says: /not known/}});
		// one that was DOWN and has come up needs no other reset
		const down = {...later, standing: new Map([[action.id, ['connected:DOWN']]])};
		expect(await cloud.find(action, down)).toMatchObject({existed: false});
		expect(changesIn(sandbox)).toEqual([]);
	});

	it('another endpoint, as AWS gives one, is not to be had', async () => {
		world = await begin();
		const {cloud} = world;
		await expect(deedOf(cloud, alone, {kind: 'replace-tunnel', tunnel: 1, pendingMaintenance: false})).rejects.toThrow(
			/replaces the ends of its tunnels by itself/,
		);
	});
});
