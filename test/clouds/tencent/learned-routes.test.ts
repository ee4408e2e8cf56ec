import {afterEach, beforeEach, expect, it} from 'vitest';
import {watch} from '../../../src/watch/watch.ts';
import {begin, type World} from './change-run.ts';

/* What a user would lose: calls of the account's rate for each tick of a panel; and, of a run, a tunnel called drained by what was read before. */

let world: World;
beforeEach(async () => {
	world = await begin();
});
afterEach(() => world.close());

const region = 'ap-guangzhou';
const {signal} = new AbortController();
const routesAsked = () => world.sandbox.requests.filter(({action}) => action === 'DescribeVpnGatewayRoutes').length;
const tunnelsAsked = () => world.sandbox.requests.filter(({action}) => action === 'DescribeVpnConnections').length;

it('a watch reads what BGP has learned once in a while, and when somebody asks', async () => {
	const watching = watch(world.cloud, {region, signal, intervals: {workingMs: 1, settledMs: 1}});
	let answers = 0;
	for await (const snapshot of watching) {
		if (snapshot.polling) continue;
		answers += 1;
		const told = snapshot.connections.find(({id}) => id === 'vpnx-bgpgz001')?.tunnels[0]?.acceptedRoutes;
		expect(told).toBeGreaterThan(0);
		expect(routesAsked()).toBe(1);
		if (answers === 3) break;
	}

	await world.cloud.status(region, undefined, signal, 0);
	expect(routesAsked()).toBe(2);
	expect(tunnelsAsked()).toBe(4);
});

it('whoever says nothing of old counts gets those of now', async () => {
	for (const _ of [1, 2, 3]) await world.cloud.status(region, ['vpnx-bgpgz001'], signal);
	expect(routesAsked()).toBe(3);
});
