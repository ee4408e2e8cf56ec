import {afterEach, describe, expect, it} from 'vitest';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {begin, checksOf, converge, planOf, type World} from './change-run.ts';
import {destinationRoutes, policy, tencentDocument} from './documents.ts';

/* What a user would lose: a change that is refused for a rule about new tunnels, or made though the cloud refuses it. */

const {signal} = new AbortController();
let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

async function checked(stands: TencentConnection, document: TencentConnection) {
	world = await begin();
	const {cloud} = world;
	await converge(cloud, stands);
	return {cloud, checks: await checksOf(cloud, document)};
}

const refused = (checks: Awaited<ReturnType<typeof checksOf>>) =>
	checks.filter(({result}) => result === 'refuse').map(({id}) => id.replace(/:\d+$/, ''));

describe('the checks of a change', () => {
	it('are as many as were told, and none says that a dry run has tried it', async () => {
		const {cloud, checks} = await checked(policy, {...policy, negotiation: 'passive', tags: {team: 'network'}});
		const facts = await cloud.facts(policy, signal);
		const plan = await planOf(cloud, {...policy, negotiation: 'passive', tags: {team: 'network'}});
		expect(checks).toHaveLength(cloud.expectedChecks?.(plan, facts, new Map()) ?? 0);
		expect(checks.filter(({proves}) => proves.includes('dry run') && !proves.includes('has no dry run'))).toEqual([]);
		expect(checks.filter(({id}) => id.startsWith('permission:')).map(({title}) => title)).toEqual([
			'permission for ModifyResourceTags',
			'permission for ModifyVpnConnectionAttribute',
		]);
		expect(checks.find(({id}) => id.startsWith('rule:tencent.change.tags'))?.title).toContain('tag:ModifyResourceTags');
	});

	it('do not refuse what its document leaves out and the tunnel has', async () => {
		const {checks} = await checked(policy, {
			...policy,
			security: {preset: 'custom', options: {ikeVersion: 'IKEV2', ikeDhGroup: 'GROUP20'}},
		});
		expect(refused(checks)).toEqual([]);
	});

	it('refuse a value that the cloud would refuse, where it changes', async () => {
		const ranges = [{cloudSide: '10.8.4.0/24', siteSide: ['10.8.9.0/24']}];
		const {checks} = await checked(policy, {...policy, ranges});
		expect(refused(checks)).toEqual(['rule:tencent.range.vpc-conflict']);
	});

	it('warn of a health check that is turned on', async () => {
		const {healthCheck: _none, ...plain} = destinationRoutes;
		const {checks} = await checked(plain, destinationRoutes);
		expect(checks.find(({id}) => id.startsWith('rule:tencent.change.health-check-on'))).toMatchObject({
			result: 'warn',
			title: 'it is off now: traffic is cut from when it is on until the device answers',
		});
	});

	it('warn of a tunnel of the pair that looks like somebody else’s, whatever changes', async () => {
		const mine = tencentDocument({site: {kind: 'existing', id: 'cgw-qa9sxpy7'}});
		const {checks} = await checked(mine, {
			...mine,
			name: 'another',
			ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['172.29.0.0/24']}],
		});
		expect(checks.find(({id}) => id.startsWith('rule:tencent.pair.unique'))).toMatchObject({result: 'warn'});
	});
});
