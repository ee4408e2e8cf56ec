import {spawn} from 'node:child_process';
import {closeSync, existsSync, openSync, readFileSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {disownProgram, ownProgram} from './belongings.ts';

/** How long a daemon may take to end by itself: one charon in a hundred spins for ever in its own end. */
const patienceMs = 3000;

/** How long a daemon may take to be ready. It is a fraction of a second where the machine has nothing else to do. */
const readyMs = 60_000;

/** A program that runs in a namespace until it is stopped. Ctrl-C at the terminal does not reach it. */
export class Daemon {
	readonly #name: string;
	readonly #output: string;
	readonly #pid: number;
	readonly #ended: Promise<void>;
	#over = false;

	/** @param output the file for what it prints */
	constructor(
		namespace: string,
		command: readonly string[],
		output: string,
		env: Readonly<Record<string, string>> = {},
	) {
		this.#name = command[0]?.replace(/.*\//, '') ?? '';
		this.#output = output;
		const file = openSync(output, 'w', 0o600);
		// `ip netns exec` becomes the program, so that its number is the program's.
		const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
			// What else is in our environment, keys of clouds perhaps, is nothing to a daemon under another user.
			env: {PATH: process.env.PATH, ...env},
			stdio: ['ignore', file, file],
			detached: true,
		});
		closeSync(file);
		if (child.pid === undefined) throw new Error(`${this.#name} did not start`);
		this.#pid = child.pid;
		ownProgram(child.pid);
		this.#ended = new Promise(resolve => {
			child.once('exit', () => {
				this.#over = true;
				disownProgram(this.#pid);
				resolve();
			});
		});
	}

	/** Waits for a file that the daemon makes when it is ready. @throws Error with what it printed when it ends instead */
	async ready(file: string): Promise<void> {
		const deadline = Date.now() + readyMs;
		while (!existsSync(file)) {
			if (this.#over) throw new Error(`${this.#name} ended at once: ${this.#printed()}`);
			if (Date.now() > deadline)
				throw new Error(`${this.#name} was not ready within ${readyMs / 1000} s: ${this.#printed()}`);
			await delay(20);
		}
	}

	get over(): boolean {
		return this.#over;
	}

	/** Asks it to end, and ends it where it does not. */
	async stop(): Promise<void> {
		if (this.#over) return;
		process.kill(this.#pid, 'SIGTERM');
		const patience = new AbortController();
		const tired = delay(patienceMs, undefined, {signal: patience.signal}).then(
			() => this.kill(),
			() => {},
		);
		await Promise.race([this.#ended, tired]);
		patience.abort();
		await this.#ended;
	}

	/** Ends it as a power cut would. */
	kill(): Promise<void> {
		if (!this.#over) process.kill(this.#pid, 'SIGKILL');
		return this.#ended;
	}

	#printed(): string {
		return readFileSync(this.#output, 'utf8').trim().split('\n').slice(-8).join('\n') || 'it printed nothing';
	}
}
