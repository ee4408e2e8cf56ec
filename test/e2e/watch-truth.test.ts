import {expect, test} from 'vitest';
import {Truth} from '../watch/truth.ts';
import {held, watchScreen} from './watching.ts';

/* What a user would lose: a screen that can be believed. Each state on it is held against what the sandbox knew at the age that stands beside it. */

const tunnels = [
	{connection: 'vpn-40f41529', index: 0, name: 'berlin-staging', of: 2},
	{connection: 'vpn-40f41529', index: 1, name: 'berlin-staging', of: 2},
	{connection: 'vpn-04e4a1aa3591c77a8', index: 0, name: 'hamburg-hub', of: 2},
	{connection: 'vpn-04e4a1aa3591c77a8', index: 1, name: 'hamburg-hub', of: 2},
	{connection: 'vpnx-df9oztok', index: 0, name: 'staging-line-a', of: 1},
] as const;

/** From the cloud's answer to the screen, and from a second to the one that is shown, ms. */
const shownMs = 3000;
const secondsOf: Readonly<Record<string, number>> = {s: 1, min: 60, h: 3600};

/** The largest age that the header tells, ms: of a span that is cut to minutes, as long as it may be. */
function ageOf(text: string): number {
	const spans = [...text.matchAll(/(?:as of|the oldest) (?:under )?(\d+) (s|min|h)\b/g)];
	if (spans.length === 0) throw new Error(`no age stands there:\n${text}`);
	return Math.max(...spans.map(([, count = '', unit = '']) => (Number(count) + 1) * (secondsOf[unit] ?? 0) * 1000));
}

/** A time of today, as the program shows it. */
function today(clock: string, now: number): number {
	const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
	return new Date(now).setHours(hours, minutes, seconds, 0);
}

function hold(text: string, now: number, truth: Truth): number {
	const age = ageOf(text);
	let held = 0;
	for (const {name, index, of} of tunnels) {
		const row = text.split('\n').find(line => line.includes(name));
		const states = [...(row ?? '').matchAll(/[●○] (UP|DOWN)\b/g)].map(([, state = '']) => state);
		if (row === undefined || states.length !== of) continue;
		const state = states[index] ?? '';
		const [, own] = /as of (\d\d:\d\d:\d\d)/.exec(row) ?? [];
		const asOf = own === undefined ? now - age : today(own, now);
		const until = own === undefined ? now : asOf + 1000;
		if (!truth.wasBetween(`${name} ${index}`, state, asOf - shownMs, until))
			throw new Error(`${name} ${index + 1} was not ${state} at the age that is told:\n${text}`);
		held += 1;
	}

	return held;
}

test('what the screen shows was so at the age that it tells', {timeout: 180_000}, async () => {
	const world = await held();
	const {screen} = watchScreen(world);
	await screen.ready(text => tunnels.every(({name}) => text.includes(name)), 40_000);
	const truth = new Truth();
	for (const {name, index} of tunnels) truth.set(`${name} ${index}`, 'UP', 0);

	const turn = (number: number) => {
		const {connection, name, index} = tunnels[number] ?? tunnels[0];
		const state = truth.now(`${name} ${index}`) === 'UP' ? 'DOWN' : 'UP';
		world.sandbox.setTunnel(connection, index, state);
		truth.set(`${name} ${index}`, state);
	};
	let compared = 0;
	let seed = Number(process.env.WATCH_SEED ?? 20_261_121);
	const random = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((seed / 2_147_483_648) * below);
	};
	for (let round = 0; round < 40; round += 1) {
		// from the twelfth on one region is cut off, for half of the time
		if (round === 12) world.sandbox.setRegion('eu-central-1', 'reset');
		if (round === 30) world.sandbox.setRegion('eu-central-1', 'well');
		if (random(3) > 0) turn(random(tunnels.length));
		if (random(6) === 0) screen.send('r');
		await new Promise(resolve => setTimeout(resolve, 500 + random(1500)));
		const text = await screen.until(now => now.includes('as of'));
		compared += hold(text, Date.now(), truth);
	}

	expect(compared).toBeGreaterThan(100);
	screen.send('r');
	await screen.until(text => {
		const rows = text.split('\n');
		return tunnels.every(({name, index}) => {
			const row = rows.find(line => line.includes(name)) ?? '';
			return [...row.matchAll(/[●○] (UP|DOWN)\b/g)][index]?.[1] === truth.now(`${name} ${index}`);
		});
	}, 60_000);
});
