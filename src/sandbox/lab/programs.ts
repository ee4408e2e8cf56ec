import {execFile, execFileSync} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';

/** Ours all answer within a second; on a machine that has much to do it may be many. */
const longestMs = 60_000;

interface Outcome {
	readonly code: number;
	/** Standard output, then standard error. */
	readonly text: string;
}

type Environment = Readonly<Record<string, string>>;

/** Runs a program to its end, however it ends. */
export function tryRun(program: string, args: readonly string[], env: Environment = {}): Promise<Outcome> {
	return new Promise(resolve => {
		execFile(
			program,
			args,
			{encoding: 'utf8', env: {...process.env, ...env}, timeout: longestMs},
			(error, stdout, stderr) => {
				const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
				resolve({code, text: `${stdout}${stderr}${error && code === 1 && stderr === '' ? error.message : ''}`});
			},
		);
	});
}

/** Runs a program and gives its output. @throws Error with the command and what it said */
export async function run(program: string, args: readonly string[], env: Environment = {}): Promise<string> {
	const {code, text} = await tryRun(program, args, env);
	if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${text.trim() || `ended with ${code}`}`);
	return text;
}

/** As `run`, for the last moment of a process, which cannot wait for promises. Says nothing of failures. */
export function runLast(program: string, args: readonly string[]): void {
	try {
		execFileSync(program, args, {stdio: 'ignore', timeout: 10_000});
	} catch {
		// there is nobody left to tell
	}
}

/** Waits until something is so, looking often. @throws Error that says what did not happen */
export async function until(
	isSo: () => boolean | Promise<boolean>,
	what: string,
	timeoutMs = longestMs,
): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`${what} did not happen within ${timeoutMs / 1000} s`);
		await delay(60);
	}
}
