import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* `watch` on a sandbox that a test holds in its hands. */

export type Line = Readonly<Record<string, unknown>>;

export interface Watching {
	/** What it wrote so far, line by line. */
	readonly out: readonly string[];
	readonly err: readonly string[];
	/** The lines as JSON. */
	lines(): readonly Line[];
	/** Waits for a line of JSON of which this is so, from the one with this number on. */
	until(isSo: (line: Line) => boolean, from?: number): Promise<Line>;
	/** Waits until this is so of everything that was written. */
	untilText(isSo: (out: string, err: string) => boolean): Promise<void>;
	/** Ctrl-C, and the exit code. */
	end(): Promise<number>;
	readonly ended: Promise<number>;
}

export interface World {
	readonly sandbox: Sandbox;
	readonly home: string;
	watch(args: readonly string[], given?: Parameters<typeof fakeIo>[0]): Watching;
	/** A script of the test's own, to be run. */
	script(text: string): string;
}

/** A sandbox and a home for each test of a file. */
export function withWatching(take: (world: World) => void, options: Omit<SandboxOptions, 'speed'> = {}): void {
	// of the sandbox, and of what is waited for
	const speed = 40;
	let world: World & {readonly running: Watching[]};
	beforeEach(async () => {
		const sandbox = await startSandbox({...options, speed});
		const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		const running: Watching[] = [];
		const env = {...sandbox.env, PATH: process.env.PATH, TUNNELWRIGHT_HOME: home};
		world = {
			sandbox,
			home,
			running,
			watch(args, given = {}) {
				const watching = watchOn(args, {clockFactor: speed, ...given, env: {...env, ...given.env}});
				running.push(watching);
				return watching;
			},
			script(text) {
				const file = join(home, 'hook');
				writeFileSync(file, `#!/bin/sh\n${text}\n`);
				chmodSync(file, 0o755);
				return file;
			},
		};
		take(world);
	});
	afterEach(async () => {
		await Promise.all(world.running.map(watching => watching.end()));
		await world.sandbox.close();
		rmSync(world.home, {recursive: true, force: true});
	});
}

function watchOn(args: readonly string[], given: Parameters<typeof fakeIo>[0]): Watching {
	const out: string[] = [];
	const err: string[] = [];
	const readers = new Set<() => void>();
	const write = (to: string[]) => (text: string) => {
		to.push(...text.split('\n'));
		for (const reader of [...readers]) reader();
	};
	const io = fakeIo({...given, out: write(out), err: write(err)});
	let isOver = false;
	const ended = runArguments(['watch', ...args], undefined, io).finally(() => {
		isOver = true;
		for (const reader of [...readers]) reader();
	});
	const wait = <Found>(look: () => Found | undefined): Promise<Found> =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(() => done('it never came'), 20_000);
			const done = (why?: string, found?: Found) => {
				clearTimeout(timer);
				readers.delete(reader);
				if (found === undefined) reject(new Error(`${why}:\n${out.join('\n')}\n${err.join('\n')}`));
				else resolve(found);
			};
			const reader = () => {
				const found = look();
				if (found !== undefined) done(undefined, found);
				else if (isOver) done('it ended before');
			};
			readers.add(reader);
			reader();
		});
	const lines = () => out.filter(line => line.startsWith('{"')).map((line): Line => JSON.parse(line));
	return {
		out,
		err,
		lines,
		until: (isSo, from = 0) => wait(() => lines().slice(from).find(isSo)),
		untilText: async isSo => {
			await wait(() => (isSo(out.join('\n'), err.join('\n')) ? true : undefined));
		},
		async end() {
			io.interrupt('SIGINT');
			return ended;
		},
		ended,
	};
}
