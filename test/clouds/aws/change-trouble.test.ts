import {describe, expect, it} from 'vitest';
import {planTunnelKey} from '../../../src/clouds/aws/actions/modify-vpn-tunnel-options.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {carryOut, changingCalls, converge, planOn, undo} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh, startAws} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a change that is made twice, one over somebody else's, one that is lost where AWS does otherwise than expected. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

describe('what no source settles', () => {
	const one = {keyStorage: 'one'} as const;
	const harder = {
		tunnelOptionsReply: 'modifying',
		storedKey: 'redacted',
		logOptions: 'merged',
		movedRoutes: 'refused',
	} as const;
	it.each([{}, one, harder])('as %j, a document is reached, once, and the way back is too', async behaviour => {
		sandbox.behave(behaviour);
		const group = 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn';
		const document = fresh({
			routing: {mode: 'static', prefixes: ['172.20.0.0/16']},
			security: {preset: 'strong', options: {logs: {logEnabled: true, logGroupArn: group}}},
		});
		const {connectionId} = await converge(cloud, document);
		const wanted = changed(document, {
			cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'},
			keyStorage: 'SecretsManager',
			security: {preset: 'strong'},
		});
		const made = await converge(cloud, wanted, {prune: true, connectionId});
		const after = await planOn(cloud, wanted, {prune: true});
		expect([after.comparison?.differences, after.comparison?.missing, after.actions]).toEqual([[], [], []]);
		const ends = await undo(cloud, made);
		expect(ends.filter(({how}) => !['put back', 'deleted'].includes(how))).toEqual([]);
		const back = await planOn(cloud, document, {prune: true});
		expect([back.exists?.id, back.comparison?.differences, back.actions]).toEqual([connectionId, [], []]);
	});

	it('a tunnel that AWS can’t set up ends the wait with AWS’s reason, and can be put back', async () => {
		const document = fresh();
		await converge(cloud, document);
		sandbox.behave({provisioning: 'failed'});
		const wanted = changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}});
		await expect(converge(cloud, wanted)).rejects.toThrow(/failed/);
	});

	it('a region that does not change the bandwidth says so, and nothing waits for it', async () => {
		const document = fresh({cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}});
		await converge(cloud, document);
		sandbox.behave({bandwidth: 'refused'});
		await expect(converge(cloud, changed(document, {tunnelBandwidth: 'large'}))).rejects.toThrow(
			/UnsupportedOperation|Invalid/,
		);
	});
});

describe('when the line or AWS fails', () => {
	it('a change whose reply is lost is found by the next look, and never sent again', async () => {
		const document = fresh();
		await converge(cloud, document);
		const plan = await planOn(
			cloud,
			changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}}),
		);
		const [, first] = plan.actions;
		if (!first) throw new Error('nothing is planned');
		sandbox.addFault({kind: 'lost-reply', action: 'ModifyVpnTunnelOptions', times: 1});
		const context = {
			plan,
			secrets: new Map(),
			results: new Map(),
			signal: new AbortController().signal,
			runId: 'run-2',
		};
		const lost = await cloud.perform(first, context).catch((error: unknown) => error);
		expect(lost).toMatchObject({info: {ambiguous: true}});
		const found = await cloud.find(first, {...context, sent: new Set([first.id])});
		expect(found).toMatchObject({existed: false});
		if (found) await cloud.settle(first, found, context);
		const steps = cloud.undoSteps({
			plan,
			results: new Map([[first.id, found ?? {id: '', existed: true, detail: ''}]]),
			standing: new Map(),
		});
		expect(steps).toMatchObject([{call: 'ModifyVpnTunnelOptions', change: {values: [{was: '45 s', wanted: '30 s'}]}}]);
	});

	it('a way back that a journal was edited to lead to another connection is not taken', async () => {
		const [one, two] = [fresh(), fresh()];
		await converge(cloud, one);
		const {connectionId} = await converge(cloud, two);
		const made = await converge(cloud, changed(one, {tags: {team: 'net'}}));
		const plan = {
			...made.plan,
			actions: made.plan.actions.map(action =>
				action.change?.back
					? {
							...action,
							change: {
								...action.change,
								back: {
									...action.change.back,
									parameters: {...action.change.back.parameters, Resources: [connectionId]},
								},
							},
						}
					: action,
			),
		};
		const since = sandbox.requests.length;
		await expect(undo(cloud, {...made, plan})).rejects.toThrow(/about something else/);
		expect(changingCalls(sandbox, since)).toEqual([]);
	});
});

describe('somebody else at the same connection', () => {
	it('a value that is neither as it was nor as it is wanted stops the run before its call, and is named', async () => {
		const document = fresh();
		await converge(cloud, document);
		const dpd = (seconds: number) =>
			changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: seconds}}});
		const stale = await planOn(cloud, dpd(45));
		await converge(cloud, dpd(60));
		const since = sandbox.requests.length;
		await expect(carryOut(cloud, stale)).rejects.toThrow(/options\.dpdTimeoutSeconds is 60 by now, neither 30 nor 45/);
		expect(changingCalls(sandbox, since)).toEqual([]);
	});

	it('what stands as wanted by then is never sent again, and no undo touches it', async () => {
		const document = fresh();
		await converge(cloud, document);
		const wanted = changed(document, {
			security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}},
			tags: {team: 'net'},
		});
		const plan = await planOn(cloud, wanted);
		await converge(cloud, wanted);
		const since = sandbox.requests.length;
		const again = await carryOut(cloud, plan);
		expect(changingCalls(sandbox, since)).toEqual([]);
		expect(await undo(cloud, again)).toEqual([]);
	});

	it('an undo leaves what somebody changed since, and says so', async () => {
		const document = fresh({tags: {team: 'net'}});
		await converge(cloud, document);
		const wanted = changed(document, {tags: {team: 'other'}});
		const made = await converge(cloud, wanted);
		await converge(cloud, changed(document, {tags: {team: 'third'}}));
		const stays = expect.stringMatching(/^stays: .*third/);
		// of the connection, and of the customer gateway that was made with it
		expect((await undo(cloud, made)).map(({how}) => how)).toEqual([stays, stays]);
	});

	it('a call that was turned away is sent again only once the other tunnel was looked at again', async () => {
		const document = fresh();
		await converge(cloud, document);
		const plan = await planOn(
			cloud,
			changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}}),
		);
		const [, first] = plan.actions;
		if (!first) throw new Error('nothing is planned');
		const {signal} = new AbortController();
		const context = {plan, secrets: new Map(), results: new Map(), signal, runId: 'run-2'};
		const since = sandbox.requests.length;
		sandbox.addFault({kind: 'throttle', action: 'ModifyVpnTunnelOptions', times: 1});
		const beforeResend = async () => {
			throw new Error('the other tunnel is DOWN');
		};
		await expect(cloud.perform(first, {...context, beforeResend})).rejects.toThrow('the other tunnel is DOWN');
		expect(changingCalls(sandbox, since)).toEqual([]);
	});

	it('a connection that is being changed is waited for, and then nothing is sent before all is looked at anew', async () => {
		const slow = await startAws({speed: 20});
		try {
			const document = fresh();
			const {connectionId} = await converge(slow.cloud, document);
			const wanted = changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}});
			const {plan} = {plan: await planOn(slow.cloud, wanted)};
			const [, first] = plan.actions;
			if (!first) throw new Error('nothing is planned');
			const context = {
				plan,
				secrets: new Map(),
				results: new Map(),
				signal: new AbortController().signal,
				runId: 'run-2',
			};
			const waits: string[] = [];
			const other = {...first, parameters: {...first.parameters, TunnelOptions: {ReplayWindowSize: 512}}};
			const {change: _, ...unchecked} = other;
			await slow.cloud.perform(unchecked, context);
			const sent = slow.sandbox.requests.length;
			const waiting = (why: string) => waits.push(why);
			await expect(slow.cloud.perform(first, {...context, waiting})).rejects.toMatchObject({
				info: {code: 'BusyMeanwhile', retryable: true, ambiguous: false},
			});
			expect(waits.join()).toContain('modifying');
			expect(changingCalls(slow.sandbox, sent)).toEqual([]);
			await slow.cloud.perform(first, context);
			expect(changingCalls(slow.sandbox, sent)).toEqual(['ModifyVpnTunnelOptions']);
			expect(connectionId).not.toBe('');
		} finally {
			slow.cloud.close();
			await slow.sandbox.close();
		}
	});
});

describe('a key whose change is in doubt', () => {
	it('is told by a mark of the key that stood before, and the mark tells nothing of the key', async () => {
		const document = fresh();
		const {connectionId} = await converge(cloud, document);
		const plan = await planOn(cloud, document);
		const [standing] = plan.exists?.tunnels ?? [];
		if (!standing) throw new Error('no tunnel stands');
		const tunnel = {connectionId, key: standing.key, number: 1};
		const change = {values: [], needsUp: [], backUp: []};
		const action = planTunnelKey({tunnel, after: [], change}, 'presharedKey1');
		const context = {
			plan,
			secrets: new Map([['presharedKey1', new Secret('Another.key_of_32')]]),
			results: new Map(),
			signal: new AbortController().signal,
			runId: 'run-9',
		};
		const marks = (await cloud.standing(action, context)) ?? [];
		const [mark, ...tunnelSeen] = marks;
		expect(mark).toMatch(/^key:[\w.-]+:[0-9a-f]{4}$/);
		// how the tunnel was, for a key that is not shown by then
		expect(tunnelSeen.every(part => /^(state|status|since|endpoint|asked):[\w-]+$/.test(part))).toBe(true);
		// another run marks the same key alike: however many break off, 16 bits are all that is known of it
		expect((await cloud.standing(action, {...context, runId: 'run-10'}))?.[0]).toBe(mark);
		const sent = {...context, sent: new Set([action.id]), standing: new Map([[action.id, marks]])};
		expect(await cloud.find(action, context)).toBeUndefined();
		expect(await cloud.find(action, sent)).toBeUndefined();
		sandbox.addFault({kind: 'lost-reply', action: 'ModifyVpnTunnelOptions', times: 1});
		await expect(cloud.perform(action, context)).rejects.toMatchObject({info: {ambiguous: true}});
		expect(await cloud.find(action, sent)).toMatchObject({existed: false});
		// its old key is kept nowhere: there is no way back
		const results = new Map([[action.id, {id: '', existed: false, detail: ''}]]);
		expect(cloud.undoSteps({plan: {...plan, actions: [action]}, results, standing: new Map()})).toEqual([]);
	});
});
