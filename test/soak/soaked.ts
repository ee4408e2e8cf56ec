import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {moduleOf} from '../../src/clouds/registry.ts';
import {WatchedList} from '../bench/fleet/list.ts';
import {type FleetSandbox, openFleet} from '../bench/fleet/sandbox.ts';
import {root} from '../e2e/program.ts';
import {readProbe, type Sample, sockets} from './samples.ts';

export const connections = 1000;
/** Five regions of AWS and three of Tencent Cloud, of two accounts each. */
const shape = {regions: 8, accounts: 2};

/** A bad day: what meets which share of the calls. */
const faults = ['throttle:2%', 'error5xx:2%', 'reset:2%', 'garbage:2%', 'slow:0.5%'];

export interface Soaked {
	/** How often every place was asked for. */
	readonly ticks: number;
	readonly samples: readonly Sample[];
	/** How often a connection was opened and left. */
	readonly visits: number;
	/** Calls that reached the clouds. */
	readonly calls: number;
	/** What was wrong with the last screen, compared with what the clouds say; empty when it was right. */
	readonly wrong: readonly string[];
	/** The program's exit code. */
	readonly code: number;
}

interface SoakOptions {
	/** Rounds of a look around and a sample. */
	readonly rounds: number;
	/** Ticks in each round, one a second. */
	readonly ticks: number;
	readonly say?: (news: string) => void;
	/** Left out: it is. That waits until no answer is on its way, up to a minute each time. */
	readonly isMemoryMeasured?: boolean;
}

/**
 * Keeps the real program, on a terminal of its own, at the list of a thousand connections while tunnels change, calls fail and a region dies and
 * comes back; opens connections, filters, sorts and groups, and lets the probe look at memory and handles in between.
 */
export async function soak({rounds, ticks, isMemoryMeasured = true, say = () => {}}: SoakOptions): Promise<Soaked> {
	const fleet = await openFleet(connections, shape);
	try {
		const probe = path.join(fleet.machine.home, 'probe');
		const own = {
			NODE_OPTIONS: `--import ${pathToFileURL(path.join(root, 'test/soak/probe.mjs')).href}`,
			SOAK_PROBE: probe,
		};
		const machine = {...fleet.machine, env: {...fleet.machine.env, ...own}};
		const list = await WatchedList.open({...fleet, machine}, connections, true);
		const {user} = list;
		try {
			const samples: Sample[] = [];
			for (const fault of faults) await fleet.control('fault', {fault});
			for (let round = 0; round < rounds; round += 1) {
				const isDead = round % 3 === 1;
				await fleet.control('set-region', {region: 'eu-west-1', state: isDead ? 'error5xx' : 'well'});
				await list.ticks(ticks, () => fleet.control('change-share', {share: '1%'}));
				await lookAround(list);
				samples.push({
					ticks: (round + 1) * ticks,
					...(await (isMemoryMeasured ? sampleOf(list, probe) : probed(user, probe))),
				});
				say(`round ${round + 1} of ${rounds}`);
			}

			await fleet.control('clear-faults');
			const wrong = await wrongOnScreen(list, fleet);
			const {ec2, tencent} = JSON.parse(await fleet.control('count-calls'));
			user.press('ctrlC');
			const {code} = await user.end();
			return {ticks: rounds * ticks, samples, visits: rounds, calls: ec2 + tencent, wrong, code};
		} finally {
			list.close();
		}
	} finally {
		await fleet.close();
	}
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** An answer that is on its way, ms: a call's own limit and the pauses between its tries. */
const longestCallMs = 60_000;

/**
 * Handles as they are while it watches. Memory while nobody is asked and no answer is on its way: on a busy machine there are more of those, and they would look
 * like growth.
 */
async function sampleOf({user}: WatchedList, probe: string): Promise<Omit<Sample, 'ticks'>> {
	const busy = await probed(user, probe);
	user.screen.send('p');
	await user.at('PAUSED');
	let rest = await probed(user, probe);
	for (const until = Date.now() + longestCallMs; sockets(rest) > 0 && Date.now() < until; await pause(200))
		rest = await probed(user, probe);
	user.screen.send('p');
	await user.at(text => !text.includes('PAUSED'));
	if (sockets(rest) > 0) throw new Error('calls go on although nobody is asked');
	const {heapUsed, rss, external} = rest;
	return {...busy, heapUsed, rss, external};
}

async function probed({opened}: WatchedList['user'], probe: string): Promise<Omit<Sample, 'ticks'>> {
	const before = readProbe(probe).length;
	opened.signal('SIGUSR2');
	for (const until = Date.now() + 30_000; Date.now() < until; await pause(20)) {
		const seen = readProbe(probe).at(before);
		if (seen) return seen;
	}

	throw new Error('the probe did not answer');
}

/** Some of what a person does while watching. */
async function lookAround({user}: WatchedList): Promise<void> {
	const {screen} = user;
	const atList = 'what is watched';
	screen.send('/');
	await user.at('type to filter');
	await screen.type('store');
	await user.at(/store/);
	user.press('enter');
	await user.at(atList);
	user.press('escape');
	// a key that comes too close is read together with Escape
	await user.at(text => !/filter: store/.test(text));
	for (const key of ['s', 'S', 'S', 's']) {
		screen.send(key);
		await pause(50);
	}

	// every grouping there is, and none again
	do {
		screen.send('g');
		await pause(150);
	} while (/ by (?:cloud|account|region|state|\w+) /.test(screen.text().split('\n').slice(2, 9).join('\n')));
	user.press('home', 'down', 'down', 'enter');
	await user.at(text => !text.includes(atList));
	user.press('escape');
	await user.at(atList);
	await pause(100);
}

/** Compares how many tunnels are UP with what the clouds say to another client, until both agree; the list has a minute to. */
async function wrongOnScreen({user}: WatchedList, fleet: FleetSandbox): Promise<readonly string[]> {
	let said = '';
	for (const until = Date.now() + 60_000; Date.now() < until; ) {
		user.screen.send('r');
		said = await upOf(fleet);
		const isRight = (text: string) =>
			text.replaceAll(',', '').includes(said) && !/(?<!gateways )can’t be read/.test(text);
		if (await user.screen.until(isRight, 3000).catch(() => undefined)) return [];
	}

	return [`the clouds say ${said}, the screen shows\n${user.screen.text()}`];
}

/** `1860 of 2000 tunnels UP`, asked of every place. */
async function upOf({machine: {env}}: FleetSandbox): Promise<string> {
	let [up, all] = [0, 0];
	for (const id of ['aws', 'tencent'] as const) {
		for (const profile of ['default', 'staging']) {
			const cloud = await moduleOf(id).open({env, sandbox: false, profile});
			const signal = AbortSignal.timeout(60_000);
			const regions = (await cloud.regions(signal)).filter(({selectable, state}) => selectable && state !== '');
			for (const {id: region} of regions) {
				const tunnels = (await cloud.status(region, undefined, signal)).flatMap(each => each.tunnels);
				all += tunnels.length;
				up += tunnels.filter(({state}) => state === 'UP').length;
			}

			cloud.close();
		}
	}

	return `${up} of ${all} tunnels UP`;
}
