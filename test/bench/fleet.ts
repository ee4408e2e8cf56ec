import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {keys} from '../e2e/wizard-user.ts';
import {WatchedList} from './fleet/list.ts';
import {type FleetSandbox, type FleetShape, openFleet} from './fleet/sandbox.ts';
import {atMost, forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median, percentile} from './statistics.ts';

const run = promisify(execFile);

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const bytes = (count: number) => `${Math.round(count).toLocaleString('en')} bytes`;
const megabytes = (count: number) => `${(count / 1e6).toFixed(0)} MB`;

/** In seconds, until what was just seen for the first time is told in minutes: a list that has just been opened counts seconds in its rows. */
const settledAfterMs = 65_000;
const ticks = 20;
const keyRounds = 60;
/** Long enough for every place to be asked as often as it usually is. */
const ownPaceSeconds = 30;
/** Longer than the screen waits between two frames. */
const betweenMs = 40;

/** Two thousand tunnels of one region; as many connections over every region of one account of each cloud, and of five. */
const oneRegion: FleetShape = {regions: 1, oneCloud: true};
const oneAccount: FleetShape = {regions: 40, accounts: 1};
const everywhere: FleetShape = {regions: 40, accounts: 5};

interface Watched {
	readonly fleet: FleetSandbox;
	readonly list: WatchedList;
}

async function watched<T>(connections: number, shape: FleetShape, work: (on: Watched) => Promise<T>): Promise<T> {
	const fleet = await openFleet(connections, shape);
	try {
		const list = await WatchedList.open(fleet, connections, shape !== oneRegion);
		try {
			await pause(settledAfterMs);
			return await work({fleet, list});
		} finally {
			list.close();
		}
	} finally {
		await fleet.close();
	}
}

/** What ticks cost, once a second, in which a hundredth of the tunnels changes. */
async function costOf({fleet, list}: Watched) {
	const counted = async () => JSON.parse(await fleet.control('count-calls'));
	await list.ticks(5, async () => {});
	const before = await counted();
	const seen = await list.ticks(ticks, () => fleet.control('change-share', {share: '1%'}));
	const after = await counted();
	const written = seen.map(tick => tick.bytes);
	return {
		written: median(written),
		writtenMean: mean(written),
		cpu: mean(seen.map(tick => tick.cpu)),
		calls: (after.ec2 + after.tencent - before.ec2 - before.tencent) / ticks,
		resident: list.residentBytes(),
	};
}

/** From a key to the first byte that it changes. */
async function keysOf({list: {user}}: Watched) {
	const {screen} = user;
	const answered = async (key: string) => {
		await pause(betweenMs);
		return screen.answerTime(key);
	};
	let step = 0;
	const move = () => {
		step += 1;
		return answered(Math.floor((step - 1) / 60) % 2 === 0 ? keys.down : keys.up);
	};
	const sort = () => answered('s');
	const times = await interleaved({move, sort}, keyRounds);
	const filter: number[] = [];
	screen.send('/');
	await user.at('type to filter');
	for (let round = 0; filter.length < keyRounds; round += 1) {
		for (const letter of ['store', 'lyon', 'retail'][round % 3] ?? '') filter.push(await answered(letter));
		filter.push(await answered(keys.ctrlU));
	}

	screen.send(keys.escape);
	await user.at('what is watched');
	return {move: times.move, sort: times.sort, filter};
}

async function keyRows(connections: number, on: Watched): Promise<Row[]> {
	const times = await keysOf(on);
	return Object.entries(times).flatMap(([what, all]) => {
		const name = `${connections.toLocaleString('en')} connections: key to changed screen, ${{move: 'moving', sort: 'sorting', filter: 'filtering'}[what]}`;
		return [
			{
				what: `${name}, median`,
				measured: milliseconds(median(all)),
				bound: 'under 16 ms',
				held: median(all) < 16,
			},
			forComparison(`${name}, 95 of 100`, milliseconds(percentile(all, 0.95))),
		];
	});
}

/** A fleet on the screen: what keys, ticks and memory cost, and that they do not grow faster than the fleet. */
export async function fleetRows(): Promise<Row[]> {
	const ten = await watched(10, oneRegion, costOf);
	const one = await watched(1000, oneRegion, async on => {
		const keyed = await keyRows(1000, on);
		const cost = await costOf(on);
		return {
			keyed,
			cost,
			whole: median([await on.list.fullRedraw(), await on.list.fullRedraw(), await on.list.fullRedraw()]),
		};
	});
	const regions = await watched(1000, oneAccount, costOf);
	const spread = await watched(1000, everywhere, async on => ({
		cost: await costOf(on),
		own: await on.list.left(ownPaceSeconds),
	}));
	const large = await watched(10_000, everywhere, async on => ({
		keyed: await keyRows(10_000, on),
		cost: await costOf(on),
	}));
	return [
		...one.keyed,
		...large.keyed,
		forComparison('1,000 connections: a redraw of the whole list', bytes(one.whole)),
		forComparison('a tick that changes 1 % of the tunnels writes, median', bytes(one.cost.written)),
		atMost('its share of a whole redraw, median', one.cost.written / one.whole, 0.05, percent),
		forComparison('its share of a whole redraw, mean', percent(one.cost.writtenMean / one.whole)),
		forComparison('a tick of 1,000 in one region makes', `${one.cost.calls.toFixed(1)} calls`),
		atMost('one tick a second, 1,000 in one region: share of a core', one.cost.cpu, 0.2, percent),
		forComparison('a tick of 1,000 in 40 regions makes', `${regions.calls.toFixed(1)} calls`),
		atMost('one tick a second, 1,000 in 40 regions: share of a core', regions.cpu, 0.2, percent),
		forComparison(
			'a tick of 1,000 in 200 places (40 regions, 5 accounts) makes',
			`${spread.cost.calls.toFixed(1)} calls`,
		),
		atMost('one tick a second, 1,000 in 200 places: share of a core', spread.cost.cpu, 0.2, percent),
		forComparison('1,000 in 200 places at their own pace: share of a core', percent(spread.own)),
		forComparison('10 connections: memory', megabytes(ten.resident)),
		atMost('1,000 connections: memory, of that of 10', one.cost.resident / ten.resident, 1.5),
		atMost('10,000 in 200 places : 1,000 in 200 places, share of a core', large.cost.cpu / spread.cost.cpu, 10),
		atMost('10,000 in 200 places : 1,000 in 200 places, memory', large.cost.resident / spread.cost.resident, 10),
		forComparison('10,000 connections in 200 places: share of a core', percent(large.cost.cpu)),
		forComparison('10,000 connections in 200 places: memory', megabytes(large.cost.resident)),
	];
}

const polled = 100;

/** The same hundred connections asked for one by one with the aws CLI, as scripts do, and by a tick of ours. */
export async function fleetPeerRows(): Promise<Row[]> {
	const counted = async (fleet: FleetSandbox) => JSON.parse(await fleet.control('count-calls'));
	return watched(polled, oneRegion, async ({fleet, list}) => {
		const {env} = fleet.machine;
		const here = await run('aws', ['--version'], {env}).then(
			() => true,
			() => false,
		);
		const before = await counted(fleet);
		const cost = await list.ticks(ticks, async () => {});
		const after = await counted(fleet);
		const ours = {
			calls: (after.ec2 - before.ec2) / ticks,
			bytes: (after.bytes - before.bytes) / ticks,
			cpu: mean(cost.map(tick => tick.cpu)),
		};
		const rows = [
			forComparison('a tick of 100 connections: calls', ours.calls.toFixed(2)),
			forComparison('a tick of 100 connections: bytes of replies', bytes(ours.bytes)),
			forComparison('a tick of 100 connections: the whole program’s CPU', milliseconds(ours.cpu * 1000)),
		];
		if (!here) return [...rows, forComparison('the aws CLI, one by one', 'no aws here')];
		list.user.screen.send('p');
		await list.user.at('PAUSED');
		const line = ['ec2', 'describe-vpn-connections', '--output', 'json'];
		const {stdout} = await run('aws', [...line, '--query', 'VpnConnections[].VpnConnectionId'], {env, maxBuffer: 1e9});
		const ids: readonly string[] = JSON.parse(stdout);
		const first = await counted(fleet);
		const each = `for id in ${ids.join(' ')}; do aws ${line.join(' ')} --vpn-connection-ids $id >/dev/null || exit 1; done; times`;
		const {stdout: times} = await run('sh', ['-c', each], {env});
		const last = await counted(fleet);
		const cpu = childSeconds(times);
		return [
			...rows,
			forComparison(`the aws CLI for ${ids.length}, one by one: calls`, String(last.ec2 - first.ec2)),
			forComparison(`the aws CLI for ${ids.length}, one by one: bytes of replies`, bytes(last.bytes - first.bytes)),
			forComparison(`the aws CLI for ${ids.length}, one by one: CPU`, `${cpu.toFixed(1)} s`),
			forComparison('CPU, the aws CLI one by one : our tick', `${(cpu / ours.cpu).toFixed(0)} times`),
		];
	});
}

/** What a shell's `times` says of what it ran: user and system on its second line, as `1m2.34s 0m5.67s`. */
function childSeconds(times: string): number {
	const [, children = ''] = times.trim().split('\n');
	return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
		(sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
		0,
	);
}
