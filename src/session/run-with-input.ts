import {type ChildProcess, spawn} from 'node:child_process';
import {printable} from '../connection/printable.ts';

/** How a program ended. */
export interface RunEnd {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	/** Why it could not be run at all. */
	readonly error?: string;
	/** It was ended, as it took too long. */
	readonly isLate: boolean;
	/** The last line that it wrote on standard error: one line, safe to show. */
	readonly said: string;
}

interface RunOptions {
	/** All that it gets. */
	readonly env: Readonly<Record<string, string>>;
	readonly input: string;
	readonly limitMs: number;
}

/** How much of what it says is kept, bytes. */
const mostSaid = 4096;

/** Runs a program with something on its standard input. What it writes on standard output is nobody's. Never rejects. */
export function runWithInput(
	file: string,
	args: readonly string[],
	{env, input, limitMs}: RunOptions,
): {readonly ended: Promise<RunEnd>; stop(): void} {
	// a group of its own: what it starts ends with it, and the terminal's Ctrl-C and Ctrl-Z are not for it
	const ownGroup = process.platform !== 'win32';
	let child: ChildProcess | undefined;
	const stop = () => {
		if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
		try {
			if (ownGroup) process.kill(-child.pid, 'SIGKILL');
			else child.kill('SIGKILL');
		} catch {
			// it has just ended by itself
		}
	};
	const ended = new Promise<RunEnd>(resolve => {
		let isLate = false;
		let said = Buffer.alloc(0);
		const timer = setTimeout(() => {
			isLate = true;
			stop();
		}, limitMs);
		const end = (how: Pick<RunEnd, 'code' | 'signal' | 'error'>) => {
			clearTimeout(timer);
			child?.stderr?.destroy();
			resolve({...how, isLate, said: lastLine(said)});
		};
		try {
			child = spawn(file, args, {
				env,
				stdio: ['pipe', 'ignore', 'pipe'],
				detached: ownGroup,
				windowsHide: true,
				shell: false,
			});
		} catch (error) {
			end({code: null, signal: null, error: wordsOf(error)});
			return;
		}

		child.once('error', error => end({code: null, signal: null, error: wordsOf(error)}));
		// not 'close': what it left behind may hold its standard error open
		child.once('exit', (code, signal) => setImmediate(() => end({code, signal})));
		child.stderr?.on('data', (chunk: Buffer) => {
			said = Buffer.concat([said, chunk]).subarray(-mostSaid);
		});
		child.stderr?.on('error', () => {});
		// a program that does not read what it is given has its reasons
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
	return {ended, stop};
}

function lastLine(said: Buffer): string {
	const lines = said.toString('utf8').split('\n');
	return printable(lines.findLast(line => line.trim() !== '') ?? '', 200);
}

function wordsOf(error: unknown): string {
	return printable(error instanceof Error && 'code' in error ? String(error.code) : String(error), 100);
}
