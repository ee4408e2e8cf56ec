import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {commandWords} from '../../src/session/command-words.ts';
import type {FleetNews} from '../../src/session/fleet-news.ts';
import {type OnChange, runOnChange} from '../../src/session/on-change.ts';
import type {FleetChange} from '../../src/watch/fleet/fleet.ts';
import {connectionOf, fleetNow} from '../watch/fake-fleet.ts';

/* What a user would lose: the call to whoever is on duty; or their keys, to a program that has no business with them; or the watch, to a program that hangs. */

let home: string;
let hook: OnChange | undefined;
let warned: string[];
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	warned = [];
});
afterEach(async () => {
	await hook?.close();
	hook = undefined;
	rmSync(home, {recursive: true, force: true});
});

const berlin = connectionOf({id: 'vpn-1', name: 'berlin'});

function change(number: number, id = 'vpn-1'): FleetNews {
	const what: FleetChange['what'] = {kind: 'health', from: 'up', to: 'down'};
	const {place} = berlin;
	return {
		type: 'change',
		change: {number, at: fleetNow, connection: `${place.key} ${id}`, place, id, name: id, what},
		connection: berlin,
	};
}

/** A script in a shell that a test wrote: `$1` and on are its words. */
function script(text: string): string {
	const file = join(home, 'hook');
	writeFileSync(file, `#!/bin/sh\n${text}\n`);
	chmodSync(file, 0o755);
	return file;
}

function run(command: string, more: {readonly limitMs?: number; readonly env?: Record<string, string>} = {}): OnChange {
	hook = runOnChange({
		command,
		env: {...process.env, ...more.env},
		warn: line => warned.push(line),
		...(more.limitMs === undefined ? {} : {limitMs: more.limitMs}),
	});
	return hook;
}

async function until(holds: () => boolean): Promise<void> {
	for (const deadline = Date.now() + 10_000; !holds(); await new Promise(resolve => setTimeout(resolve, 10)))
		if (Date.now() > deadline) throw new Error(`it never came: ${warned.join(' | ')}`);
}

const read = (name: string) => (existsSync(join(home, name)) ? readFileSync(join(home, name), 'utf8') : '');
const lines = (name: string) => read(name).split('\n').filter(Boolean);

describe('a program that is run for each change', () => {
	it('gets the change as a line of JSON, and its words as they were written', async () => {
		const file = script(`cat >>${home}/in; printf '%s\\n' "$@" >${home}/words`);
		run(`${file} 'two words' "a \\"b\\"" c\\ d '$HOME'`).tell([change(1)]);
		await until(() => lines('words').length === 4);
		expect(lines('words')).toEqual(['two words', 'a "b"', 'c d', '$HOME']);
		expect(JSON.parse(read('in'))).toMatchObject({version: 1, type: 'health', connection: 'vpn-1', to: 'down'});
		expect(warned).toEqual([]);
	});

	it('gets no variable that holds a key, and none of the clouds', async () => {
		const keys = {
			AWS_SECRET_ACCESS_KEY: 'wJalr',
			TENCENTCLOUD_SECRET_KEY: 'abc',
			OFFICE_KEY: 'psk',
			HTTPS_PROXY: 'u:p@h',
		};
		run(script(`env >${home}/part; mv ${home}/part ${home}/env`), {env: keys}).tell([change(1)]);
		await until(() => existsSync(join(home, 'env')));
		expect(read('env')).toMatch(/^PATH=/m);
		expect(Object.keys(keys).filter(name => read('env').includes(name))).toEqual([]);
	});

	it('hears the changes of one connection one after the other, in their order', async () => {
		const file = script(`IN=$(cat); sleep 0.0$((RANDOM % 3)) 2>/dev/null; echo "$IN" >>${home}/in`);
		run(file).tell([1, 2, 3, 4, 5, 6].map(number => change(number)));
		await until(() => lines('in').length === 6);
		expect(lines('in').map(line => JSON.parse(line).number)).toEqual([1, 2, 3, 4, 5, 6]);
	});

	it('runs four times at once at most', async () => {
		const file = script(
			`cat >/dev/null; mkdir ${home}/run.$$; ls -d ${home}/run.* | wc -l >>${home}/counts; sleep 0.1; rmdir ${home}/run.$$`,
		);
		run(file).tell(Array.from({length: 12}, (_, index) => change(index + 1, `vpn-${index}`)));
		await until(() => lines('counts').length === 12);
		const most = Math.max(...lines('counts').map(Number));
		expect(most).toBeLessThanOrEqual(4);
		expect(most).toBeGreaterThan(1);
	});

	it('is ended where it hangs, with what it started, and the next change is told all the same', async () => {
		const file = script(
			`cat >/dev/null; echo x >>${home}/began; (sleep 60; echo late >>${home}/late) & echo $! >>${home}/pids; wait`,
		);
		const of = run(file, {limitMs: 300});
		of.tell([change(1), change(2)]);
		await until(() => lines('began').length === 2);
		await until(() => warned.length > 0);
		expect(warned[0]).toContain('ended, as it took too long');
		await of.close();
		const lives = (pid: number) => {
			try {
				// a zombie that nobody waits for counts as dead
				return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
			} catch {
				return false;
			}
		};
		await until(() => lines('pids').every(pid => !lives(Number(pid))));
	});

	it('is told of by its last words where it fails, without what steers a terminal, and once a minute', async () => {
		const of = run(script(`cat >/dev/null; echo x >>${home}/ran; printf 'no \\033[2Jnetwork\\n' >&2; exit 3`));
		of.tell([change(1), change(2), change(3)]);
		await until(() => lines('ran').length === 3);
		await of.close();
		expect(warned).toEqual([expect.stringMatching(/--exec .*failed with exit code 3: no network$/)]);
	});

	it('need not read what it is given', async () => {
		run(script(`exec 0<&-; echo x >>${home}/ran`)).tell(
			Array.from({length: 8}, (_, index) => change(index + 1, `vpn-${index}`)),
		);
		await until(() => lines('ran').length === 8);
		expect(warned).toEqual([]);
	});

	it('that can’t keep up is told of, and keeps a bounded number waiting', async () => {
		const of = run(script('sleep 60'));
		of.tell(Array.from({length: 1500}, (_, index) => change(index + 1)));
		expect(warned).toEqual([expect.stringContaining("can't keep up: 500 changes were not given")]);
		await of.close();
	});

	it('is looked for before anything is watched', () => {
		expect(() => run('/nowhere/hook')).toThrow(/no program that can be run/);
		expect(() => run('no-such-program-anywhere')).toThrow(/no program that can be run/);
		expect(() => run(home)).toThrow(/no program that can be run/);
	});
});

describe('its words', () => {
	it.each([
		['notify-send "VPN change"', ['notify-send', 'VPN change']],
		["sh -c 'jq . >>log'", ['sh', '-c', 'jq . >>log']],
		['a "" b', ['a', '', 'b']],
		['x\'y\'"z"\\ w', ['xyz w']],
		['  spaced\t out  ', ['spaced', 'out']],
	])('%s', (text, words) => {
		expect(commandWords(text, '--exec')).toEqual(words);
	});

	it.each([
		['jq . > log', />.*only a shell/],
		['a | b', /\|.*only a shell/],
		['mail $USER', /\$.*only a shell/],
		['say "hello', /quote without an end/],
		["say 'hello", /quote without an end/],
		['', /names no program/],
		["''", /names no program/],
	])('refuses %j', (text, says) => {
		expect(() => commandWords(text, '--exec')).toThrow(says);
	});
});
