import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {runArguments} from '../../src/commands/run-commands.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {listRuns} from '../../src/run/journal.ts';
import type {DeleteRecord, RunRecord} from '../../src/run/run-record.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';
import {type View, viewOf} from './account-view.ts';
import {type Gate, openGate} from './gate.ts';
import {outageOf} from './outage.ts';
import './quick-waits.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [quickWaits, killWrites] = ['quick-waits.mjs', 'kill-writes.mjs'].map(name =>
	fileURLToPath(new URL(name, import.meta.url)),
);

export interface Ended {
	readonly code: number | null;
	readonly text: string;
}

export interface Process {
	readonly kill: () => void;
	readonly ended: Promise<Ended>;
}

/** A user's machine and an account of its own, with a gate between them. */
export interface World {
	readonly sandbox: Sandbox;
	readonly gate: Gate;
	/** What points the program at this machine and this account. */
	readonly env: Readonly<Record<string, string>>;
	/** Runs a command in this process; waits between tries are cut short. */
	run(...args: readonly string[]): Promise<Ended>;
	/** Ctrl-C, to the command that `run` is at. */
	interrupt(): void;
	/** Starts the built program. `killWrite`: see kill-writes.mjs. */
	start(args: readonly string[], killWrite?: string): Process;
	/** How long a call of this process may take from now on; short where one is to hang. */
	limitCalls(timeoutMs?: number): void;
	view(): Promise<View>;
	runs(): Promise<readonly RunRecord[]>;
	deletes(): Promise<readonly DeleteRecord[]>;
	/** Lines of the journals, as they stand in the files. */
	journalLines(): Promise<number>;
	/** Tunnels that were changed while the other of their connection was DOWN. */
	outages(): readonly string[];
	/** What came before is no part of the case: its journals go, its calls are not counted. */
	forget(): Promise<void>;
	/** Ids of what stood when it was told to forget: each world has its own. */
	stood(): ReadonlySet<string>;
	/** Every file that the program keeps: path and text, sorted by path. */
	files(): readonly (readonly [path: string, text: string])[];
	close(): Promise<void>;
}

/** Long enough for any call of the sandbox on a busy machine. */
const callLimitMs = 10_000;

export async function openWorld(file: string): Promise<World> {
	let timeoutMs = callLimitMs;
	let interrupt = () => {};
	const {cloud, region} = JSON.parse(readFileSync(file, 'utf8'));
	// so fast that nothing is ever waited for
	const sandbox = await startSandbox({speed: 20_000});
	const outages: string[] = [];
	const gate = await openGate(sandbox.port, async call => {
		const outage = await outageOf(call, region, sandbox.env);
		if (outage !== undefined) outages.push(outage);
	});
	const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-torture-'));
	const through = (port: number) =>
		Object.fromEntries(
			Object.entries(sandbox.env).map(([name, value]) => [name, value.replace(String(sandbox.port), String(port))]),
		);
	const keys = keysOf(file);
	const env = {...through(gate.port), ...keys, ...newKeys, TUNNELWRIGHT_HOME: home};
	const known = Object.entries({...keys, ...newKeys});
	let stood: ReadonlySet<string> = new Set();
	const files = () =>
		readdirSync(home, {recursive: true, withFileTypes: true})
			.filter(entry => entry.isFile())
			.map(entry => path.join(entry.parentPath, entry.name))
			.sort()
			.map(file => [path.relative(home, file), readFileSync(file, 'utf8')] as const);
	const view = async () => {
		// a port of its own: Tencent Cloud's calls are counted by endpoint, and a view makes as many as two runs
		const way = cloud === 'tencent' ? await openGate(sandbox.port) : undefined;
		try {
			return await viewOf(
				cloud,
				region,
				through(way?.port ?? sandbox.port),
				new Map([...writtenKeys(files()), ...known.map(([name, key]) => [key, name] as const)]),
			);
		} finally {
			await way?.close();
		}
	};
	return {
		sandbox,
		gate,
		env,
		async run(...args) {
			const io = fakeIo({env, limits: {timeoutMs}, sleep: async (_ms, signal) => signal.throwIfAborted()});
			interrupt = io.interrupt;
			const code = await runArguments(args, undefined, io);
			return {code, text: `${io.stdout()}\n${io.stderr()}`};
		},
		interrupt: () => interrupt(),
		start(args, killWrite) {
			const preloads = [quickWaits, ...(killWrite === undefined ? [] : [killWrites])];
			const imports = preloads.map(preload => `--import=${preload}`);
			const child = spawn(process.execPath, [...imports, path.join(root, 'bin/tunnelwright.js'), ...args], {
				cwd: root,
				env: {PATH: process.env.PATH ?? '', ...env, ...(killWrite === undefined ? {} : {TORTURE_KILL: killWrite})},
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			let text = '';
			for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += String(chunk)));
			return {
				kill: () => child.kill('SIGKILL'),
				ended: once(child, 'close').then(([code]) => ({code, text})),
			};
		},
		limitCalls(limit = callLimitMs) {
			timeoutMs = limit;
		},
		view,
		runs: async () => (await listRuns(foldersOf(env).state)).runs,
		deletes: async () => (await listRuns(foldersOf(env).state)).deletes,
		journalLines: async () =>
			files()
				.filter(([name]) => name.endsWith('.jsonl'))
				.reduce((sum, [, text]) => sum + text.split('\n').length - 1, 0),
		files,
		outages: () => outages,
		async forget() {
			rmSync(foldersOf(env).state, {recursive: true, force: true});
			gate.forget();
			stood = (await view()).ids;
		},
		stood: () => stood,
		async close() {
			await gate.close();
			await sandbox.close();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

/** Keys that a renewal takes from the environment. */
export const newKeys = {TORTURE_NEW_KEY_1: 'torture.New_2026.1abcdef'};

/** The keys that a document takes from the environment. */
function keysOf(file: string): Readonly<Record<string, string>> {
	const names = [...readFileSync(file, 'utf8').matchAll(/"from":\s*"env",\s*"name":\s*"(\w+)"/g)].map(
		match => match[1] ?? '',
	);
	return Object.fromEntries(names.map((name, index) => [name, `torture.Key_2026.${index}abcdef`]));
}

/** A key as the device's files hold it. */
export const writtenKey = /\b0s([A-Za-z0-9+/=]+)/g;

/** The keys that stand in files of the device. */
function writtenKeys(files: ReturnType<World['files']>): readonly (readonly [key: string, name: string])[] {
	return files.flatMap(([, text]) =>
		[...text.matchAll(writtenKey)].map(
			([, written = '']) => [Buffer.from(written, 'base64').toString(), 'a key of the device’s files'] as const,
		),
	);
}

/** How the connection that the run of a world made is deleted. */
export async function deleteArguments(world: World): Promise<readonly string[]> {
	const [run] = await world.runs();
	const {cloud = '', region = '', name = ''} = run?.plan ?? {};
	return ['delete', run?.connectionId ?? '', '--cloud', cloud, '--region', region, '--confirm', name];
}
