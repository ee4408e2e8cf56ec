import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {begin, type World} from './change-run.ts';

/* What a user would lose: an outage of the gateway behind tunnels that are called UP; or a call of the account's rate for each tick. */

let world: World;
let passed = 0;
beforeEach(async () => {
	world = await begin();
	passed = 0;
	const now = performance.now.bind(performance);
	vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
});
afterEach(async () => {
	vi.restoreAllMocks();
	await world.close();
});

const region = 'ap-guangzhou';
const {signal} = new AbortController();
const gatewaysAsked = () => world.sandbox.requests.filter(({action}) => action === 'DescribeVpnGateways').length;

async function troubles(id: string, oldRoutesMs: number | undefined = 30_000) {
	const [status] = await world.cloud.status(region, [id], signal, oldRoutesMs);
	return (status?.gatewayTroubles ?? []).map(({kind}) => kind);
}

it('a gateway is looked at each five minutes while all is well, and each half minute while it is not', async () => {
	const id = 'vpnx-df9oztok';
	for (const _ of [1, 2, 3]) expect(await troubles(id)).toEqual([]);
	expect(gatewaysAsked()).toBe(1);
	world.sandbox.setGateway('vpngw-6x0wxvtp', 'blocked');
	passed = 299_000;
	expect(await troubles(id)).toEqual([]);
	expect(gatewaysAsked()).toBe(1);
	passed = 301_000;
	expect(await troubles(id)).toEqual(['blocked']);
	world.sandbox.setGateway('vpngw-6x0wxvtp', 'well');
	expect(await troubles(id)).toEqual(['blocked']);
	expect(gatewaysAsked()).toBe(2);
	passed = 332_000;
	expect(await troubles(id)).toEqual([]);
	expect(gatewaysAsked()).toBe(3);
});

it('whoever asks now is told how the gateway is now', async () => {
	const id = 'vpnx-df9oztok';
	expect(await troubles(id)).toEqual([]);
	world.sandbox.setGateway('vpngw-6x0wxvtp', 'unpaid');
	expect(await troubles(id)).toEqual([]);
	// a key that is held down makes no more calls
	expect(await troubles(id, 0)).toEqual([]);
	expect(gatewaysAsked()).toBe(1);
	passed = 11_000;
	expect(await troubles(id, 0)).toEqual(['unpaid']);
	expect(gatewaysAsked()).toBe(2);
});
