import fc from 'fast-check';
import {expect, it} from 'vitest';
import {readExposition} from '../watch/read-exposition.ts';
import {Truth} from '../watch/truth.ts';
import {type Line, type Watching, type World, withWatching} from './watching.ts';

/*
 * What a user would lose: the truth. Whatever happens to tunnels and regions, what is told of a tunnel is what the sandbox knew at the age that is told with it;
 * what is too old is marked; and once all is calm it is the whole truth.
 */

let world: World;
withWatching(own => {
	world = own;
});

const tunnels = [
	{connection: 'vpn-40f41529', index: 0, region: 'eu-central-1'},
	{connection: 'vpn-40f41529', index: 1, region: 'eu-central-1'},
	{connection: 'vpn-04e4a1aa3591c77a8', index: 0, region: 'eu-central-1'},
	{connection: 'vpnx-df9oztok', index: 0, region: 'ap-guangzhou'},
	{connection: 'vpnx-cjkgz001', index: 0, region: 'ap-guangzhou'},
] as const;
const regions = ['eu-central-1', 'ap-guangzhou'] as const;

/** How long an answer may be under way before it is told, ms. */
const underWayMs = 2500;
/** How long an answer that has come may take to be taken in, on a machine that is busy, ms. */
const answeredMs = 1500;
/** By then what is too old must be marked: three ticks and a beat, on a machine that is busy. */
const markedMs = 6000;

type Deed =
	| {readonly does: 'turn'; readonly tunnel: number; readonly state: 'UP' | 'DOWN'}
	| {readonly does: 'region'; readonly region: number; readonly is: 'well' | 'error5xx' | 'reset' | 'hang'}
	| {readonly does: 'wait'; readonly ms: number}
	| {readonly does: 'look'};

const deeds = fc.array(
	fc.oneof(
		{
			weight: 5,
			arbitrary: fc.record({
				does: fc.constant('turn' as const),
				tunnel: fc.nat(tunnels.length - 1),
				state: fc.constantFrom('UP' as const, 'DOWN' as const),
			}),
		},
		{
			weight: 2,
			arbitrary: fc.record({
				does: fc.constant('region' as const),
				region: fc.nat(regions.length - 1),
				is: fc.constantFrom('well' as const, 'well' as const, 'error5xx' as const, 'reset' as const, 'hang' as const),
			}),
		},
		{weight: 3, arbitrary: fc.record({does: fc.constant('wait' as const), ms: fc.integer({min: 50, max: 1200})})},
		{weight: 3, arbitrary: fc.record({does: fc.constant('look' as const)})},
	),
	{minLength: 10, maxLength: 25},
);

const nameOf = (connection: string, index: number) => `${connection} ${index + 1}`;

interface StateLine {
	readonly connections: readonly {
		readonly connection: string;
		readonly tunnels: readonly {readonly tunnel: number; readonly address: string; readonly state: string}[];
	}[];
}

/** What the lines say by now, by tunnel; each line of a change is held against the truth as it comes. */
function told(lines: readonly Line[], receivedAt: readonly number[], truth: Truth): ReadonlyMap<string, string> {
	const says = new Map<string, string>();
	for (const [index, line] of lines.entries()) {
		if (line.type === 'state') {
			const {connections} = line as unknown as StateLine; // cast: of the form that the documentation describes
			for (const {connection, tunnels: all} of connections)
				for (const {tunnel, state} of all) says.set(nameOf(connection, tunnel - 1), state);
		}

		if (line.type !== 'tunnel') continue;
		const name = nameOf(String(line.connection), Number(line.tunnel) - 1);
		const at = receivedAt[index] ?? Date.now();
		if (!truth.wasBetween(name, String(line.to), at - underWayMs, at))
			throw new Error(`told at ${new Date(at).toISOString()}, and never so: ${JSON.stringify(line)}`);
		expect(line.from).not.toBe(line.to);
		says.set(name, String(line.to));
	}

	return says;
}

async function lookAtMetrics(url: string, addresses: ReadonlyMap<string, string>, truth: Truth): Promise<void> {
	const series = readExposition(await (await fetch(url)).text());
	const now = Date.now();
	const of = (name: string, region: string) =>
		series.find(each => each.name === name && each.labels.region === region)?.value;
	for (const {name, labels, value} of series) {
		if (name !== 'tunnelwright_tunnel_up') continue;
		const {region = '', connection = '', tunnel = ''} = labels;
		const asOf = (of('tunnelwright_last_success_timestamp_seconds', region) ?? 0) * 1000;
		const known = addresses.get(`${connection} ${tunnel}`);
		if (known === undefined) continue;
		const state = value === 1 ? 'UP' : 'DOWN';
		if (!truth.wasBetween(known, state, asOf - underWayMs, asOf + 5))
			throw new Error(`${known} is told ${state} as of ${new Date(asOf).toISOString()}, and was not so`);
		// what is told is not older than it may be without a mark
		expect(now - asOf).toBeLessThan(markedMs);
	}

	for (const [region, since] of truth.dead) {
		// nothing has come from there since: what is known is that old at least
		const asOf = (of('tunnelwright_last_success_timestamp_seconds', region) ?? 0) * 1000;
		expect(asOf).toBeLessThan(since + answeredMs);
	}

	for (const region of regions) {
		const isStale = of('tunnelwright_data_stale', region) === 1;
		const shown = series.filter(each => each.name === 'tunnelwright_tunnel_up' && each.labels.region === region);
		if (isStale) expect(shown).toEqual([]);
	}
}

async function begin(): Promise<{watching: Watching; url: string; receivedAt: readonly number[]}> {
	const watching = world.watch(['--json', '--metrics', '0'], {limits: {timeoutMs: 1500}});
	const receivedAt: number[] = [];
	// every line gets the time at which it was first seen
	const note = () => {
		while (receivedAt.length < watching.out.length) receivedAt.push(Date.now());
	};
	const timer = setInterval(note, 5);
	void watching.ended.then(() => clearInterval(timer));
	await watching.until(({type, complete}) => type === 'state' && complete === true);
	note();
	const url = /metrics: (\S+)/.exec(watching.err.join('\n'))?.[1] ?? '';
	return {watching, url, receivedAt};
}

it('what lines and metrics tell is what was so at the age that they tell, and in the end the whole truth', {
	timeout: 240_000,
}, async () => {
	const {watching, url, receivedAt} = await begin();
	const truth = new Truth();
	const addresses = new Map<string, string>();
	const [first] = watching.lines() as unknown as readonly StateLine[]; // cast: as documented
	for (const {connection, tunnels: all} of first?.connections ?? [])
		for (const {tunnel, address, state} of all) {
			truth.set(nameOf(connection, tunnel - 1), state, 0);
			addresses.set(`${connection} ${address}`, nameOf(connection, tunnel - 1));
		}

	const setRegion = (region: string, is: 'well' | 'error5xx' | 'reset' | 'hang') => {
		world.sandbox.setRegion(region, is);
		if (is === 'well') truth.dead.delete(region);
		else if (!truth.dead.has(region)) truth.dead.set(region, Date.now());
	};
	const act = async (deed: Deed) => {
		switch (deed.does) {
			case 'turn': {
				const {connection, index} = tunnels[deed.tunnel] ?? tunnels[0];
				if (truth.now(nameOf(connection, index)) === deed.state) return;
				world.sandbox.setTunnel(connection, index, deed.state);
				truth.set(nameOf(connection, index), deed.state);
				return;
			}

			case 'region':
				return setRegion(regions[deed.region] ?? 'eu-central-1', deed.is);
			case 'wait':
				await new Promise(resolve => setTimeout(resolve, deed.ms));
				return;
			case 'look':
				await lookAtMetrics(url, addresses, truth);
				told(watching.lines(), receivedAt, truth);
		}
	};
	await fc.assert(
		fc.asyncProperty(deeds, async list => {
			for (const deed of list) await act(deed);
			// whatever came before: a region that is dead for long
			setRegion('eu-central-1', 'reset');
			await act({does: 'wait', ms: 2 * answeredMs});
			await act({does: 'look'});
			for (const region of regions) setRegion(region, 'well');
			const isWhole = () =>
				[...told(watching.lines(), receivedAt, truth)].every(([name, state]) => truth.now(name) === state);
			for (const deadline = Date.now() + 20_000; !isWhole(); await new Promise(resolve => setTimeout(resolve, 50)))
				if (Date.now() > deadline) throw new Error(`never the whole truth:\n${watching.out.slice(-20).join('\n')}`);
			await lookAtMetrics(url, addresses, truth);
		}),
		{numRuns: 6, endOnFailure: true, interruptAfterTimeLimit: 150_000},
	);
});
