import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {launcher} from './program.ts';
import {asItWas, Screen} from './screen.ts';
import {held, type Line, watchLines, watchScreen} from './watching.ts';

/* What a user would lose: a screen, or a script, that goes on saying what is not so any more. */

const berlin = 'vpn-40f41529';
const isState = ({type}: Line) => type === 'state';
const isTunnel = (connection: string, to: string) => (line: Line) =>
	line.type === 'tunnel' && line.connection === connection && line.to === to;
const isEvent = (event: string) => (line: Line) => line.event === event;

/** The row of a connection. */
const rowOf = (text: string, name: string) => text.split('\n').find(line => line.includes(name)) ?? '';

describe('the screen', () => {
	test('tells tunnels that fall and come back, and what is wrong', {timeout: 90_000}, async () => {
		const world = await held();
		const {screen, ended} = watchScreen(world);
		await screen.ready(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
		world.sandbox.setTunnel(berlin, 1, 'DOWN');
		const fell = await screen.until(text => /● UP\s+○ DOWN/.test(rowOf(text, 'berlin-staging')), 30_000);
		expect(rowOf(fell, 'berlin-staging')).toContain('degraded');
		expect(rowOf(fell, 'berlin-staging')).toContain('IPSEC IS DOWN');
		world.sandbox.setTunnel(berlin, 1, 'UP');
		await screen.until(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 30_000);
		screen.send('q');
		expect((await ended()).code).toBe(0);
		expect(await screen.state()).toEqual(asItWas);
	});

	test('on the first screen the program is told; without one the last answers are there once it is opened again', {
		timeout: 90_000,
	}, async () => {
		const world = await held();
		const log = join(world.machine.home, 'told.log');
		const program = join(world.machine.home, 'tell.sh');
		writeFileSync(program, `#!/bin/sh\ncat >>'${log}'\necho >>'${log}'\n`, {mode: 0o755});
		const {screen, ended} = watchScreen(world, ['--exec', program]);
		await screen.ready(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
		screen.send('\u001B');
		await screen.until('New connection', 30_000);
		world.sandbox.setTunnel(berlin, 1, 'DOWN');
		const told = () => (existsSync(log) ? readFileSync(log, 'utf8') : '').split('\n').filter(Boolean);
		await vi.waitUntil(() => told().some(line => isTunnel(berlin, 'DOWN')(JSON.parse(line))), {
			timeout: 30_000,
			interval: 50,
		});
		screen.send('\u0003');
		expect((await ended()).code).toBe(130);

		const alone = watchScreen(world);
		await alone.screen.ready(text => /● UP\s+○ DOWN/.test(rowOf(text, 'berlin-staging')), 40_000);
		alone.screen.send('\u001B');
		await alone.screen.until(/read at \d/, 30_000);
		// the last good answers are there at once
		alone.screen.send('\u001B[B\u001B[B\r');
		await alone.screen.until(text => /● UP\s+○ DOWN/.test(rowOf(text, 'berlin-staging')), 10_000);
	});

	test('a region that dies hides nothing of the other, and is marked until it answers', {
		timeout: 120_000,
	}, async () => {
		const world = await held();
		const {screen} = watchScreen(world);
		await screen.ready(text => rowOf(text, 'berlin-staging') !== '' && rowOf(text, 'staging-line-a') !== '', 40_000);
		world.sandbox.setRegion('eu-central-1', 'error5xx');
		await screen.until(/eu-central-1.*(?:no answer|not answer|can’t be read|fail|error)/i, 60_000);
		world.sandbox.setTunnel('vpnx-df9oztok', 0, 'DOWN');
		const half = await screen.until(text => /○ DOWN/.test(rowOf(text, 'staging-line-a')), 30_000);
		// what was known of it stays
		expect(rowOf(half, 'berlin-staging')).not.toBe('');
		world.sandbox.setRegion('eu-central-1', 'well');
		screen.send('r');
		await screen.until(text => !/eu-central-1.*(?:no answer|not answer|can’t be read|fail|error)/i.test(text), 60_000);
	});

	test('has its program and its metrics beside it', {timeout: 90_000}, async () => {
		const world = await held();
		const heard = join(world.machine.home, 'heard');
		const {screen, ended} = watchScreen(world, ['--metrics', '0', '--exec', `sh -c 'cat >>${heard}'`]);
		const text = await screen.ready(/metrics: http:\S+/, 40_000);
		await screen.until(now => rowOf(now, 'berlin-staging') !== '', 40_000);
		const url = /metrics: (http:\S+)/.exec(text)?.[1] ?? '';
		world.sandbox.setTunnel(berlin, 1, 'DOWN');
		await screen.until(now => /○ DOWN/.test(rowOf(now, 'berlin-staging')), 30_000);
		// the file is there before the line in it
		const said = () => (existsSync(heard) ? readFileSync(heard, 'utf8') : '');
		for (const deadline = Date.now() + 20_000; !said().includes('\n') && Date.now() < deadline; )
			await new Promise(resolve => setTimeout(resolve, 50));
		expect(JSON.parse(said().split('\n')[0] ?? '')).toMatchObject({type: 'tunnel', to: 'DOWN'});
		expect(await (await fetch(url)).text()).toMatch(/tunnelwright_tunnel_up\{.*vpn-40f41529.*\} 0/);
		screen.send('q');
		expect((await ended()).code).toBe(0);
		await expect(fetch(url)).rejects.toThrow();
	});

	test('stays whole in a storm of sizes', {timeout: 90_000}, async () => {
		const world = await held();
		const {screen, ended} = watchScreen(world);
		await screen.ready(text => rowOf(text, 'berlin-staging') !== '', 40_000);
		for (let index = 0; index < 80; index += 1) {
			screen.resize(40 + ((index * 37) % 160), 15 + ((index * 13) % 45));
			if (index % 7 === 0) world.sandbox.setTunnel(berlin, 0, index % 2 === 0 ? 'DOWN' : 'UP');
			await new Promise(resolve => setTimeout(resolve, 15));
		}

		screen.resize(100, 30);
		const text = await screen.until(
			now => now.startsWith(' tunnelwright') && rowOf(now, 'berlin-staging') !== '' && now.includes('? help'),
			20_000,
		);
		const lines = text.split('\n');
		expect(lines[1]).toBe('─'.repeat(100));
		expect(lines.filter(line => line.includes('berlin-staging'))).toHaveLength(1);
		expect(lines.filter(line => line.includes('? help'))).toHaveLength(1);
		screen.send('q');
		expect((await ended()).code).toBe(0);
	});

	test('tells a clock that is set on, and back: no age comes of it, and what changes is told all the same', {
		timeout: 120_000,
	}, async () => {
		const world = await held();
		const set = join(world.machine.home, 'set');
		const own = {SET_CLOCK: set, NODE_OPTIONS: `--import ${new URL('set-clock.mjs', import.meta.url).href}`};
		const machine = {...world.machine, env: {...world.machine.env, ...own}};
		// the other cloud refuses calls of a clock that is five minutes off, and is told so
		const program = watchScreen({...world, machine}, ['--cloud', 'aws']);
		const {screen} = program;
		await screen.ready(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
		const hour = 3_600_000;
		for (const [ahead, words, state] of [
			[hour, 'clock set forward by 1 h', 'DOWN'],
			[0, 'clock set back by 1 h', 'UP'],
		] as const) {
			writeFileSync(set, String(ahead));
			program.signal('SIGUSR2');
			await screen.until(words, 30_000);
			world.sandbox.setTunnel(berlin, 1, state);
			const now = await screen.until(
				text => new RegExp(`[●○] UP\\s+[●○] ${state}`).test(rowOf(text, 'berlin-staging')) && !text.includes(words),
				60_000,
			);
			// neither an hour old, nor of a time to come
			expect(now).toMatch(/as of (?:under )?\d+ s ago/);
			expect(now).not.toMatch(/as of [^·]*\b(?:min|h)\b|-\d+ s/);
		}
	});

	test('says that the cloud turns calls away, keeps what was known, and is right again after it', {
		timeout: 120_000,
	}, async () => {
		const world = await held();
		const {screen} = watchScreen(world, ['--cloud', 'aws']);
		await screen.ready(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
		const asked = () => world.sandbox.requests.filter(({action}) => action === 'DescribeVpnConnections').length;
		world.sandbox.addFault({kind: 'throttle', action: 'DescribeVpnConnections'});
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		const away = await screen.until(/can’t be read, what it said last stays/, 40_000);
		expect(rowOf(away, 'berlin-staging')).toMatch(/as of \d\d:\d\d:\d\d|● UP/);
		// a key does not help against a cloud that turns calls away
		const before = asked();
		for (let press = 0; press < 5; press += 1) {
			screen.send('r');
			await new Promise(resolve => setTimeout(resolve, 300));
		}

		expect(asked()).toBe(before);
		world.sandbox.clearFaults();
		await screen.until(
			text => /○ DOWN\s+● UP/.test(rowOf(text, 'berlin-staging')) && !text.includes('can’t be read'),
			60_000,
		);
	});

	test('that was suspended for a while is right soon after it goes on', {timeout: 120_000}, async () => {
		const world = await held();
		// a shell that can continue it: without one the system suspends nothing
		const screen = new Screen('bash', ['--norc', '--noprofile', '-i'], {
			columns: 120,
			rows: 40,
			env: {...world.machine.env, PS1: 'prompt> ', HISTFILE: '', NODE: process.execPath, PROGRAM: launcher},
			cwd: world.machine.home,
		});
		onTestFinished(() => screen.close());
		await screen.until('prompt>', 20_000);
		screen.send('"$NODE" "$PROGRAM" watch\n');
		await screen.ready(text => /● UP\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
		screen.send('\u001A');
		await screen.until('Stopped', 20_000);
		expect(await screen.state()).toEqual({...asItWas, bracketedPaste: true});
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		await new Promise(resolve => setTimeout(resolve, 7000));
		screen.send('fg\n');
		await screen.until(/slept|stood still/, 20_000);
		await screen.until(text => /○ DOWN\s+● UP/.test(rowOf(text, 'berlin-staging')), 40_000);
	});
});

describe('the lines', () => {
	test('end with the reader, by a signal, and with nothing on standard error', {timeout: 90_000}, async () => {
		const world = await held();
		const watching = watchLines(world);
		await watching.until(isState);
		watching.child.kill('SIGTERM');
		expect(await watching.ended).toEqual({code: 130, signal: null});
		expect(watching.err()).toBe('');
		const {stdout} = spawnSync(
			'sh',
			[
				'-c',
				'"$NODE" "$PROGRAM" watch --json --sandbox --speed 20 --fault flap | head -n 1 | cut -c 1-27; echo "rest: $?"',
			],
			{
				env: {...world.machine.env, NODE: process.execPath, PROGRAM: launcher},
				encoding: 'utf8',
				timeout: 60_000,
			},
		);
		expect(stdout).toBe('{"version":1,"type":"state"\nrest: 0\n');
	});

	test('tell a process that stood still, and what changed meanwhile', {timeout: 120_000}, async () => {
		const world = await held();
		const watching = watchLines(world);
		await watching.until(isState);
		watching.child.kill('SIGSTOP');
		world.sandbox.setTunnel(berlin, 0, 'DOWN');
		await new Promise(resolve => setTimeout(resolve, 7000));
		const from = watching.lines.length;
		watching.child.kill('SIGCONT');
		const slept = await watching.until(isEvent('slept'), from);
		expect(slept.type).toBe('clock');
		expect(Number(slept.seconds)).toBeGreaterThan(4);
		await watching.until(isTunnel(berlin, 'DOWN'), from);
	});

	const faketime = [
		'/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
		'/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
	].find(existsSync);
	test.skipIf(faketime === undefined)(
		'tell a clock that was set, and go on (skipped without libfaketime, of Debian’s package of that name)',
		{timeout: 120_000},
		async () => {
			const world = await held();
			const file = join(world.machine.home, 'clock');
			writeFileSync(file, '+0');
			const watching = watchLines(world, [], {
				LD_PRELOAD: faketime ?? '',
				FAKETIME_TIMESTAMP_FILE: file,
				FAKETIME_NO_CACHE: '1',
				DONT_FAKE_MONOTONIC: '1',
			});
			await watching.until(isState);
			writeFileSync(file, '+2h');
			const forward = await watching.until(isEvent('clock set forward'));
			expect(Number(forward.seconds)).toBeGreaterThan(7190);
			expect(Number(forward.seconds)).toBeLessThan(7210);
			const from = watching.lines.length;
			writeFileSync(file, '+0');
			await watching.until(isEvent('clock set back'), from);
			world.sandbox.setTunnel(berlin, 0, 'DOWN');
			const fell = await watching.until(isTunnel(berlin, 'DOWN'), from);
			expect(Math.abs(Date.parse(String(fell.at)) - Date.now())).toBeLessThan(60_000);
		},
	);

	test('slow down where the cloud turns calls away, and say so', {timeout: 120_000}, async () => {
		const world = await held();
		const watching = watchLines(world, ['--cloud', 'aws']);
		await watching.until(isState);
		world.sandbox.addFault({kind: 'throttle', action: 'DescribeVpnConnections'});
		const failed = await watching.until(isEvent('failed'), 0, 60_000);
		expect(failed).toMatchObject({throttled: true, region: 'eu-central-1'});
		world.sandbox.clearFaults();
		await watching.until(isEvent('recovered'), 0, 60_000);
	});
});
