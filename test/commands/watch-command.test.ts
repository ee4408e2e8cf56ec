import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readExposition} from '../watch/read-exposition.ts';
import {type World, withWatching} from './watching.ts';

/* What a user would lose: a script that waits for a line that never comes, or is told what is not so. */

let world: World;
withWatching(own => {
	world = own;
});

const berlin = 'vpn-40f41529';
const isState = ({type}: {readonly type?: unknown}) => type === 'state';

describe('lines of JSON', () => {
	it('begin with the state of all, in the regions in use', async () => {
		const watching = world.watch(['--json']);
		const state = await watching.until(isState);
		expect(watching.lines()[0]).toEqual(state);
		expect(state).toMatchObject({version: 1, missed: 0});
		// cast: of the form that the documentation describes
		const {places, connections} = state as unknown as {
			places: readonly {readonly region: string; readonly asOf: string}[];
			connections: readonly {readonly connection: string; readonly tunnels: readonly unknown[]}[];
		};
		expect(places.map(({region}) => region).sort()).toEqual(['ap-guangzhou', 'eu-central-1']);
		expect(connections.find(({connection}) => connection === berlin)?.tunnels).toHaveLength(2);
		expect(await watching.end()).toBe(130);
	});

	it('then tell each change once: what fell, what came back', async () => {
		const watching = world.watch([berlin, '--json']);
		await watching.until(isState);
		world.sandbox.setTunnel(berlin, 1, 'DOWN');
		const fell = await watching.until(({type}) => type === 'tunnel');
		expect(fell).toMatchObject({connection: berlin, name: 'berlin-staging', tunnel: 2, from: 'UP', to: 'DOWN'});
		expect(fell).toMatchObject({health: 'degraded', trouble: 'tunnel 2 DOWN: IPSEC IS DOWN', unseen: false});
		world.sandbox.setTunnel(berlin, 1, 'UP');
		await watching.until(({type, to}) => type === 'tunnel' && to === 'UP');
		await watching.end();
		const numbers = watching.lines().flatMap(({number}) => (number === undefined ? [] : [number]));
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(watching.lines().map(({type}) => type)).toEqual(['state', 'tunnel', 'health', 'tunnel', 'health']);
	});

	it('tell of a region that dies and comes back, while the other is told all along', async () => {
		const watching = world.watch(['--json']);
		await watching.until(isState);
		world.sandbox.setRegion('eu-central-1', 'error5xx');
		const failed = await watching.until(({type, event}) => type === 'place' && event === 'failed');
		expect(failed).toMatchObject({region: 'eu-central-1', cloud: 'aws', error: {kind: 'api'}});
		await watching.until(({type, event}) => type === 'place' && event === 'stale');
		const from = watching.lines().length;
		world.sandbox.setTunnel('vpnx-df9oztok', 0, 'DOWN');
		await watching.until(({type, connection}) => type === 'tunnel' && connection === 'vpnx-df9oztok', from);
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		world.sandbox.setRegion('eu-central-1', 'well');
		await watching.until(({type, event}) => type === 'place' && event === 'recovered', from);
		const missed = await watching.until(({type, connection}) => type === 'tunnel' && connection === berlin, from);
		expect(missed).toMatchObject({from: 'UP', to: 'DOWN'});
	});

	it('hold no key, and none of the clouds’ secrets', async () => {
		const watching = world.watch(['--json']);
		await watching.until(isState);
		const text = watching.out.join('\n');
		for (const [name, value] of Object.entries(world.sandbox.env))
			if (/SECRET|KEY/.test(name)) expect(text).not.toContain(value);
		expect(text).not.toMatch(/pre_shared_key|PreSharedKey|PreShareKey/i);
	});

	it('tell a reader who is slow the newest, and every change that is known all the same', async () => {
		let open: () => void = () => {};
		let isOpen = true;
		const drained = () => (isOpen ? Promise.resolve() : new Promise<void>(resolve => (open = resolve)));
		const watching = world.watch([berlin, '--json'], {drained});
		await watching.until(isState);
		isOpen = false;
		const {requests} = world.sandbox;
		for (const state of ['DOWN', 'UP', 'DOWN'] as const) {
			world.sandbox.setTunnel(berlin, 0, state);
			// until it was asked for once more, and once more after that
			const asked = requests.length;
			while (requests.length < asked + 2) await new Promise(resolve => setTimeout(resolve, 20));
		}

		const before = watching.lines().length;
		isOpen = true;
		open();
		await watching.until(({type, to, number}) => type === 'tunnel' && to === 'DOWN' && Number(number) > 2);
		expect(before).toBeLessThanOrEqual(3);
		const tunnels = watching.lines().filter(({type}) => type === 'tunnel');
		expect(tunnels.map(({to}) => to)).toEqual(['DOWN', 'UP', 'DOWN']);
	});
});

describe('plain lines', () => {
	it('are a summary with what is not well, then a line a change', async () => {
		const watching = world.watch([]);
		await watching.untilText(out => out.includes('tunnels UP'));
		expect(watching.out[0]).toMatch(/^20\S+Z {2}8 connections in 2 regions: .*; \d+ of 11 tunnels UP$/);
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		await watching.untilText(out => out.includes(`${berlin}  berlin-staging`));
		const [line, ...others] = watching.out.filter(each => each.includes(`${berlin}  `));
		expect(line).toContain('tunnel 1  192.0.2.120  UP → DOWN  IPSEC IS DOWN');
		expect(others).toEqual([]);
		expect(await watching.end()).toBe(130);
	});

	it('count no connections in a region that never answered', async () => {
		world.sandbox.setRegion('eu-central-1', 'error5xx');
		const some = world.watch([]);
		await some.untilText(out => out.includes('tunnels UP'));
		expect(some.out[0]).toMatch(/ {2}\d connections in 1 of 2 regions that answered: /);
		const none = world.watch(['--cloud', 'aws']);
		await none.untilText(out => out.includes('no answer'));
		expect(none.out[0]).toMatch(/^20\S+Z {2}nothing is known yet of 1 region$/);
	});

	it('say of a screen’s options that there is no screen', async () => {
		const watching = world.watch([berlin, '--bell', '--notify', '99']);
		await watching.untilText((_, err) => err.includes('--notify, --bell: only on the screen'));
	});
});

describe('a program', () => {
	it('is run for each change, with the line that --json writes', async () => {
		const file = world.script(`cat >>${world.home}/in`);
		const watching = world.watch([berlin, '--json', '--exec', file]);
		await watching.until(isState);
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		const told = await watching.until(({type}) => type === 'health');
		const heard = () =>
			existsSync(join(world.home, 'in'))
				? readFileSync(join(world.home, 'in'), 'utf8').split('\n').filter(Boolean)
				: [];
		for (const deadline = Date.now() + 10_000; heard().length < 2 && Date.now() < deadline; )
			await new Promise(resolve => setTimeout(resolve, 20));
		expect(heard().map(line => JSON.parse(line))).toEqual(watching.lines().filter(({type}) => type !== 'state'));
		expect(heard().map(line => JSON.parse(line))).toContainEqual(told);
	});

	it('that is not there ends it before anything is asked', async () => {
		const watching = world.watch(['--exec', 'no-such-program-anywhere']);
		expect(await watching.ended).toBe(2);
		expect(watching.err.join('\n')).toContain('no program that can be run');
		expect(world.sandbox.requests).toEqual([]);
	});
});

describe('metrics', () => {
	it('are served while it goes on, and say what the sandbox knows', async () => {
		const watching = world.watch(['--metrics', '0', '--metrics-only']);
		await watching.untilText((_, err) => /metrics: http/.test(err));
		const url = /metrics: (\S+)/.exec(watching.err.join('\n'))?.[1] ?? '';
		const read = async () => readExposition(await (await fetch(url)).text());
		const state = async (tunnel: string) =>
			(await read()).find(({name, labels}) => name === 'tunnelwright_tunnel_up' && labels.tunnel === tunnel)?.value;
		const until = async (isSo: () => Promise<boolean>) => {
			for (const deadline = Date.now() + 10_000; !(await isSo()); await new Promise(done => setTimeout(done, 50)))
				if (Date.now() > deadline) throw new Error(await (await fetch(url)).text());
		};
		await until(async () => (await state('192.0.2.120')) === 1);
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		await until(async () => (await state('192.0.2.120')) === 0);
		const calls = (await read()).filter(({name}) => name === 'tunnelwright_api_requests_total');
		const ok = calls.filter(({labels}) => labels.result === 'ok').reduce((sum, {value}) => sum + value, 0);
		expect(ok).toBeGreaterThan(2);
		expect(ok).toBeLessThanOrEqual(world.sandbox.requests.length);
		world.sandbox.setRegion('eu-central-1', 'error5xx');
		await until(async () => (await state('192.0.2.120')) === undefined);
		expect(
			(await read()).find(
				({name, labels}) => name === 'tunnelwright_scrape_success' && labels.region === 'eu-central-1',
			)?.value,
		).toBe(0);
		expect(watching.out).toEqual([]);
		expect(await watching.end()).toBe(130);
		await expect(fetch(url)).rejects.toThrow();
	});

	it.each([
		[['--metrics', 'here'], 2, 'no place to serve metrics at'],
		[['--metrics-only'], 2, '--metrics is missing'],
		[['--tag', '=x'], 2, 'KEY=VALUE'],
		[['--notify', 'loud'], 2, 'auto, 9, 777'],
		[['--cloud', 'moon'], 2, 'there are aws'],
		[['vpn-?'], 2, 'vpn-?'],
	])('%j is wrong', async (args, code, says) => {
		const watching = world.watch(args);
		expect([await watching.ended, watching.err.join('\n')]).toEqual([code, expect.stringContaining(says)]);
	});
});
