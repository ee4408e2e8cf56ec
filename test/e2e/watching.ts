import {type ChildProcess, spawn} from 'node:child_process';
import {onTestFinished} from 'vitest';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, launcher, type Machine, type Opened, open} from './program.ts';

/* `watch` as a process of its own, on a sandbox that the test holds in its hands. */

export interface Held {
	readonly sandbox: Sandbox;
	readonly machine: Machine;
}

/** A sandbox, and a machine whose environment leads to it; both end with the test. */
export async function held(options: SandboxOptions = {}): Promise<Held> {
	const sandbox = await startSandbox({speed: 20, ...options});
	const machine = freshMachine({...sandbox.env});
	onTestFinished(async () => {
		await sandbox.close();
		machine.remove();
	});
	return {sandbox, machine};
}

/** On a terminal. */
export function watchScreen({machine}: Held, args: readonly string[] = [], size = {columns: 120, rows: 40}): Opened {
	const program = open(['watch', ...args], {...size, machine});
	onTestFinished(program.close);
	return program;
}

export type Line = Readonly<Record<string, unknown>>;

export interface Lines {
	readonly child: ChildProcess;
	readonly lines: readonly Line[];
	readonly err: () => string;
	/** Waits for a line of which this is so, from the one with this number on. */
	until(isSo: (line: Line) => boolean, from?: number, timeoutMs?: number): Promise<Line>;
	readonly ended: Promise<{readonly code: number | null; readonly signal: NodeJS.Signals | null}>;
}

/** Without one: the lines of `--json`. @param env beyond that of the machine */
export function watchLines(
	{machine}: Held,
	args: readonly string[] = [],
	env: Readonly<Record<string, string>> = {},
): Lines {
	const child = spawn(process.execPath, [launcher, 'watch', '--json', ...args], {
		env: {...machine.env, ...env},
		cwd: machine.home,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const lines: Line[] = [];
	const readers = new Set<() => void>();
	let rest = '';
	let err = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		const parts = (rest + text).split('\n');
		rest = parts.pop() ?? '';
		lines.push(...parts.map((line): Line => JSON.parse(line)));
		for (const reader of [...readers]) reader();
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		err += text;
	});
	const ended = new Promise<{code: number | null; signal: NodeJS.Signals | null}>(resolve => {
		child.once('close', (code, signal) => resolve({code, signal}));
	});
	onTestFinished(async () => {
		child.kill('SIGKILL');
		await ended;
	});
	return {
		child,
		lines,
		err: () => err,
		until: (isSo, from = 0, timeoutMs = 40_000) =>
			new Promise((resolve, reject) => {
				const stop = () => {
					clearTimeout(timer);
					readers.delete(reader);
				};
				const timer = setTimeout(() => {
					stop();
					reject(new Error(`it never came:\n${lines.map(line => JSON.stringify(line)).join('\n')}\n${err}`));
				}, timeoutMs);
				const reader = () => {
					const found = lines.slice(from).find(isSo);
					if (!found) return;
					stop();
					resolve(found);
				};
				readers.add(reader);
				reader();
			}),
		ended,
	};
}
