import {type ChildProcess, spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import type {LabNews} from '../../src/sandbox/line.ts';
import {launcher, type Machine} from '../e2e/program.ts';

/** `tunnelwright sandbox --lab --json` as a process of its own. */
export class LabProcess {
	readonly news: LabNews[] = [];
	readonly env: Promise<Readonly<Record<string, string>>>;
	readonly ended: Promise<number | null>;
	readonly #child: ChildProcess;
	#heard = () => {};
	#errors = '';

	constructor(machine: Machine, args: readonly string[] = []) {
		this.#child = spawn(process.execPath, [launcher, 'sandbox', '--lab', '--json', ...args], {
			env: machine.env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.ended = new Promise(resolve => {
			this.#child.once('exit', code => resolve(code));
		});
		this.#child.stderr?.on('data', data => {
			this.#errors += data;
		});
		this.env = new Promise((resolve, reject) => {
			this.ended.then(code => reject(new Error(`the sandbox ended with ${code}: ${this.#errors}`)));
			if (!this.#child.stdout) return;
			createInterface({input: this.#child.stdout}).on('line', line => {
				const {env, lab} = JSON.parse(line);
				if (env) resolve(env);
				if (lab) this.news.push(lab);
				this.#heard();
			});
		});
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	/** Waits for news that are as wanted. @throws Error with all news when there are none in a minute and a half */
	async hear<Found extends LabNews>(isWanted: (news: LabNews) => news is Found): Promise<Found> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_resolve, reject) => {
			timer = setTimeout(
				() => reject(new Error(`the lab said only ${JSON.stringify(this.news)} ${this.#errors}`)),
				90_000,
			);
		});
		try {
			for (;;) {
				const found = this.news.find(isWanted);
				if (found) return found;
				await Promise.race([
					late,
					new Promise<void>(resolve => {
						this.#heard = resolve;
					}),
				]);
			}
		} finally {
			clearTimeout(timer);
		}
	}

	signal(name: NodeJS.Signals): void {
		this.#child.kill(name);
	}
}

export type Ready = Extract<LabNews, {kind: 'ready'}>;

export function isReady(news: LabNews): news is Ready {
	return news.kind === 'ready';
}
