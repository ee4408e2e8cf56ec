import {describe, expect, it} from 'vitest';
import type {Check, Cloud, ConvergeOptions} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {converge, planOn, undo} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a tunnel that goes down for a switch that could be made without it, or a plan that promises that where AWS does not allow it. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

const {signal} = new AbortController();
const with_ = (options: object) => ({security: {preset: 'strong', options}});
const keepEndpoints = true;

async function standing(lifecycleControl: boolean) {
	const document = fresh(with_({lifecycleControl}));
	const {connectionId} = await converge(cloud, document);
	const upSince = async () =>
		(await cloud.status('eu-central-1', [connectionId], signal))[0]?.tunnels.map(({state, since}) => [state, since]);
	return {document, connectionId, upSince};
}

async function preflight(document: ReturnType<typeof fresh>, options: ConvergeOptions) {
	const plan = await planOn(cloud, document, options);
	const facts = await cloud.facts(document, signal);
	const checks: Check[] = [];
	for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
	expect(cloud.expectedChecks?.(plan, facts, new Map())).toBe(checks.length);
	return checks.filter(({id}) => id.startsWith('maintenance:'));
}

describe('lifecycle control with the endpoints kept', () => {
	it('is turned on, and off by the way back, and no tunnel goes down; what else changes goes by calls of its own', async () => {
		const {document, upSince} = await standing(false);
		const before = await upSince();
		const wanted = changed(document, with_({lifecycleControl: true}));
		const usual = (await planOn(cloud, wanted)).actions.slice(1);
		expect(usual.map(({parameters, change}) => [parameters.SkipTunnelReplacement, change?.interrupts.kind])).toEqual([
			[undefined, 'tunnel'],
			[undefined, 'tunnel'],
		]);
		const made = await converge(cloud, wanted, {keepEndpoints});
		const quiet = made.plan.actions.slice(1);
		expect(quiet.map(({parameters, change}) => ({...parameters, ...change}))).toEqual(
			[0, 1].map(() =>
				expect.objectContaining({
					TunnelOptions: {EnableTunnelLifecycleControl: true},
					SkipTunnelReplacement: true,
					interrupts: {kind: 'nothing'},
					needsUp: [],
					backUp: [],
				}),
			),
		);
		expect(made.plan.comparison?.differences.map(({interrupts}) => interrupts?.kind)).toEqual(['nothing', 'nothing']);
		expect((await planOn(cloud, wanted)).actions).toEqual([]);
		expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['put back', 'put back']);
		expect((await planOn(cloud, document)).actions).toEqual([]);
		expect(await upSince()).toEqual(before);

		const both = changed(document, with_({lifecycleControl: true, dpdTimeoutSeconds: 45}));
		const [, ...actions] = (await planOn(cloud, both, {keepEndpoints})).actions;
		expect(actions.map(({parameters, change}) => [parameters.SkipTunnelReplacement, change?.interrupts.kind])).toEqual([
			[true, 'nothing'],
			[true, 'nothing'],
			[undefined, 'tunnel'],
			[undefined, 'tunnel'],
		]);
	});

	it('is said to be possible where it was not asked for', async () => {
		const {document} = await standing(false);
		const wanted = changed(document, with_({lifecycleControl: true}));
		const facts = await cloud.facts(wanted, signal);
		const ways = async (options: ConvergeOptions) => {
			const said: string[] = [];
			for await (const {mendByOption} of cloud.preflight(
				await planOn(cloud, wanted, options),
				facts,
				new Map(),
				signal,
			))
				said.push(mendByOption ?? '');
			return said.filter(each => each.includes('--keep-endpoints'));
		};
		expect([await ways({}), await ways({keepEndpoints})]).toEqual([[expect.stringContaining('leaves it')], []]);
	});

	it('is not warned of as if the tunnels went down', async () => {
		const {document} = await standing(true);
		const off = changed(document, with_({lifecycleControl: false, dpdTimeoutSeconds: 45}));
		const facts = await cloud.facts(off, signal);
		const warns = async (options: ConvergeOptions) => {
			const ids: string[] = [];
			for await (const {id} of cloud.preflight(await planOn(cloud, off, options), facts, new Map(), signal))
				ids.push(id);
			return ids.filter(id => id.includes('aws.change.lifecycle-'));
		};
		expect(await warns({})).toHaveLength(2);
		expect(await warns({keepEndpoints})).toEqual([]);
	});

	it('is not turned off while maintenance is pending: AWS would refuse it, so the plan does', async () => {
		const {document, connectionId} = await standing(true);
		const off = changed(document, with_({lifecycleControl: false}));
		expect((await preflight(off, {keepEndpoints})).map(({result}) => result)).toEqual(['pass', 'pass']);
		sandbox.announceMaintenance(connectionId, 1, 10 * 365 * 86_400_000);
		const checks = await preflight(off, {keepEndpoints});
		expect(checks.map(({result}) => result).toSorted()).toEqual(['pass', 'refuse']);
		expect(checks.find(({result}) => result === 'refuse')).toMatchObject({
			detail: expect.stringContaining('maintenance is pending'),
			mendByOption: expect.stringContaining('Leave --keep-endpoints out'),
		});
		expect(await preflight(off, {})).toEqual([]);
		await expect(converge(cloud, off, {keepEndpoints})).rejects.toThrow(/IncorrectState/);
	});

	it('is not held up where nobody may read what is pending: that is not known, and said', async () => {
		const {document} = await standing(true);
		sandbox.addFault({kind: 'denied', action: 'GetVpnTunnelReplacementStatus'});
		const checks = await preflight(changed(document, with_({lifecycleControl: false})), {keepEndpoints});
		expect(checks.map(({result, permissions}) => [result, permissions])).toEqual([
			['unknown', ['ec2:GetVpnTunnelReplacementStatus']],
			['unknown', ['ec2:GetVpnTunnelReplacementStatus']],
		]);
	});
});
