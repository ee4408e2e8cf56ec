import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {type FakeIo, fakeIo} from '../commands/fake-io.ts';

/*
 * Plays a use case as a command and as the wizard's effects, each for somebody with the same files: what is asked of the clouds, what stays on the
 * disk and what comes of it must be the same.
 */

/** What somebody has before: the files of their home, by path, and variables. */
export interface Before {
	readonly files?: Readonly<Record<string, string>>;
	readonly env?: Readonly<Record<string, string>>;
}

/** What one way of doing it came to. */
export interface Played<Outcome> {
	/** `ec2 DescribeVpnConnections eu-central-1`, in an order that does not hang on which answer comes first. */
	readonly requests: readonly string[];
	/** Every file of the home, by path; times and what hangs on them are left out. */
	readonly kept: Readonly<Record<string, string>>;
	/** What came of it, in the words of the test. */
	readonly outcome: Outcome;
}

/** A command as it runs: what it said, and the way to end one that goes on. */
export interface CommandRun {
	readonly io: FakeIo;
	readonly done: Promise<number>;
}

/** The wizard's side: effects are carried out, and what they are answered with is waited for. */
export interface WizardHands {
	readonly home: string;
	/** Every event so far. */
	readonly events: readonly WizardEvent[];
	/** Carries an effect out, and waits for an event that ends it. */
	run(effect: Effect, isEnd: (event: WizardEvent) => boolean): Promise<WizardEvent>;
}

export class BothWays {
	readonly #sandbox: Sandbox;
	readonly #before: Before;

	constructor(sandbox: Sandbox, before: Before = {}) {
		this.#sandbox = sandbox;
		this.#before = before;
	}

	/** @param args given the home, for the paths in them */
	async command<Outcome>(
		args: (home: string) => readonly string[],
		outcomeOf: (said: {readonly code: number; readonly out: string; readonly err: string}) => Outcome,
		meanwhile: (run: CommandRun) => Promise<void> = async () => {},
	): Promise<Played<Outcome>> {
		return this.#play(async ({home, env}) => {
			const io = fakeIo({env});
			const done = runArguments(args(home), undefined, io);
			await meanwhile({io, done});
			const code = await done;
			return outcomeOf({code, out: io.stdout(), err: io.stderr()});
		});
	}

	async wizard<Outcome>(play: (hands: WizardHands) => Promise<Outcome>): Promise<Played<Outcome>> {
		return this.#play(async ({home, env}) => {
			const events: WizardEvent[] = [];
			const waiting = new Set<(event: WizardEvent) => void>();
			const runtime = new Runtime({sandbox: false, env}, {write: () => {}, leave: () => {}}, event => {
				events.push(event);
				for (const hear of waiting) hear(event);
			});
			const run: WizardHands['run'] = (effect, isEnd) =>
				new Promise(resolve => {
					const hear = (event: WizardEvent) => {
						if (!isEnd(event)) return;
						waiting.delete(hear);
						resolve(event);
					};
					waiting.add(hear);
					runtime.run(effect);
				});
			try {
				return await play({home, events, run});
			} finally {
				await runtime.close();
			}
		});
	}

	async #play<Outcome>(
		work: (at: {readonly home: string; readonly env: Readonly<Record<string, string>>}) => Promise<Outcome>,
	): Promise<Played<Outcome>> {
		const home = mkdtempSync(join(tmpdir(), 'tunnelwright-both-'));
		const {files = {}, env = {}} = this.#before;
		for (const [name, content] of Object.entries(files)) {
			mkdirSync(dirname(join(home, name)), {recursive: true});
			writeFileSync(join(home, name), content);
		}

		const from = this.#sandbox.requests.length;
		try {
			const own = {...this.#sandbox.env, HOME: home, TUNNELWRIGHT_HOME: join(home, 'own'), ...env};
			const outcome = await work({home, env: own});
			const requests = this.#sandbox.requests.slice(from);
			return {
				requests: requests.map(({service, action, region}) => `${service} ${action} ${region}`).sort(),
				kept: filesOf(home),
				outcome,
			};
		} finally {
			rmSync(home, {recursive: true, force: true});
		}
	}
}

/** Both came to the same; what is compared is there at all. */
export function expectSame(command: Played<unknown>, wizard: Played<unknown>): void {
	expect(wizard.outcome).toEqual(command.outcome);
	expect(wizard.requests).toEqual(command.requests);
	expect(wizard.kept).toEqual(command.kept);
}

function filesOf(home: string): Readonly<Record<string, string>> {
	const names = readdirSync(home, {recursive: true, encoding: 'utf8'}).filter(name =>
		statSync(join(home, name)).isFile(),
	);
	return Object.fromEntries(names.map(name => [timeless(name), timeless(contentOf(join(home, name), home))]));
}

function contentOf(file: string, home: string): string {
	return readFileSync(file, 'utf8').replaceAll(home, '~');
}

/** Without the times in names and contents: no two runs have the same. */
function timeless(text: string): string {
	return text.replaceAll(/"savedAt":\s*\d+/g, '"savedAt": 0').replaceAll(/\d{4}-?\d\d-?\d\dT\d\d[\d:.-]*Z?/g, 'TIME');
}
