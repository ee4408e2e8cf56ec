import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {over, Screen, seen} from './screen.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const launcher = path.join(root, 'bin/tunnelwright.js');

/** Names of a person's environment that a program under test may see; no credentials, no proxies, no sign of a CI. */
const kept = ['PATH', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', 'SHELL', 'SystemRoot'];

/** A folder of its own that stands for a user's machine: nothing is found in it, and nothing is left of it. */
export interface Machine {
	readonly home: string;
	readonly env: Readonly<Record<string, string>>;
	remove(): void;
}

export function freshMachine(more: Readonly<Record<string, string>> = {}): Machine {
	const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-e2e-'));
	const env: Record<string, string> = {
		HOME: home,
		XDG_CONFIG_HOME: path.join(home, 'config'),
		XDG_STATE_HOME: path.join(home, 'state'),
		XDG_DATA_HOME: path.join(home, 'data'),
		XDG_CACHE_HOME: path.join(home, 'cache'),
		AWS_EC2_METADATA_DISABLED: 'true',
	};
	for (const name of kept) {
		const value = process.env[name];
		if (value !== undefined) env[name] = value;
	}

	return {home, env: {...env, ...more}, remove: () => rmSync(home, {recursive: true, force: true, maxRetries: 5})};
}

/**
 * The program runs under a shell, as it does for a person, so that the terminal's settings can be read before and after.
 * The inner shell becomes the program: its process id is the program's. The outer one stays until all is on the screen: the
 * pseudo-terminal's library gives up a line 200 ms after its last process has ended, read or not.
 */
const wrapper = `trap : INT TERM HUP
stty -g >"$STATE/before"
sh -c 'echo $$ >"$STATE/pid"; exec "$@"' sh "$@"
code=$?
echo $code >"$STATE/code"
stty -g >"$STATE/after"
stty -echo
printf '${over}'
while read -r line; do case $line in *${seen}) break ;; esac; done
exit $code`;

export interface Opened {
	readonly screen: Screen;
	readonly machine: Machine;
	/** The program's process id. */
	pid(): number;
	/** Sends a signal to the program itself. */
	signal(name: NodeJS.Signals): void;
	/** Waits until the program's process is gone, for when its terminal is. @returns the exit code as a shell sees it: 128 and its number for a signal */
	gone(): Promise<number>;
	/** Waits for the end: the exit code as a shell sees it, and `stty -g` before and after. */
	ended(): Promise<{readonly code: number; readonly before: string; readonly after: string}>;
	/** Ends everything and removes the machine, unless it was handed in. */
	close(): void;
}

export interface OpenOptions {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** A machine that another start left behind; it is not removed at the end. */
	readonly machine?: Machine;
	/** What to run instead of the launcher. */
	readonly script?: string;
}

/** Opens a Node program on a terminal of its own, on a machine of its own. */
export function open(args: readonly string[], options: OpenOptions = {}): Opened {
	const machine = options.machine ?? freshMachine();
	const state = mkdtempSync(path.join(tmpdir(), 'tunnelwright-tty-'));
	const read = (name: string) => {
		const file = path.join(state, name);
		return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
	};

	const screen = new Screen('sh', ['-c', wrapper, 'sh', process.execPath, options.script ?? launcher, ...args], {
		columns: options.columns ?? 80,
		rows: options.rows ?? 24,
		env: {...machine.env, ...options.env, STATE: state},
		cwd: machine.home,
	});
	const close = () => {
		try {
			process.kill(Number(read('pid') || screen.pid), 'SIGKILL');
		} catch {
			// it has ended by itself
		}

		screen.close();
		rmSync(state, {recursive: true, force: true});
		if (!options.machine) machine.remove();
	};
	return {
		screen,
		machine,
		pid: () => Number(read('pid')),
		signal(name) {
			const pid = Number(read('pid'));
			if (!(pid > 1)) throw new Error('the program has not started yet');
			process.kill(pid, name);
		},
		async gone() {
			for (const deadline = Date.now() + 20_000; ; await new Promise(resolve => setTimeout(resolve, 20))) {
				const code = read('code');
				if (code !== '') return Number(code);

				if (Date.now() > deadline) throw new Error('the program goes on without its terminal');
			}
		},
		async ended() {
			const {exitCode} = await screen.exited;
			return {code: exitCode, before: read('before'), after: read('after')};
		},
		close,
	};
}
