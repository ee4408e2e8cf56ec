import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {type FakeIo, fakeIo} from '../commands/fake-io.ts';

/** What a way has left behind, without what differs from one start to the next: ids by the order in which they appear, no times. */
export interface Trace {
	/** Every call that reached the clouds, sorted: what is read side by side comes in any order. */
	readonly asked: readonly string[];
	/** Those that change something, in order. */
	readonly changed: readonly string[];
	/** The lines of each journal, in order. */
	readonly journals: readonly (readonly unknown[])[];
	/** Every other file below the home, by path. */
	readonly kept: Readonly<Record<string, string>>;
}

/** An effect, made from what was told before, and the events that end it: by their name, or by all that was told. */
export type Step = readonly [
	effect: (told: readonly WizardEvent[], way: Way) => Effect,
	end: RegExp | ((told: readonly WizardEvent[]) => boolean),
];

/** What both ways begin with. */
export interface World {
	readonly env?: Readonly<Record<string, string>>;
	/** Files below the home, by path. */
	readonly files?: Readonly<Record<string, string>>;
	/** Sandbox clouds that both share, for what only reads them: each way has its own otherwise. */
	readonly sandbox?: Sandbox;
	readonly before?: (way: Way) => Promise<void>;
}

/** One of the two ways to a use case: its own sandbox clouds, its own folders, and both doors to them. */
export class Way {
	readonly env: Readonly<Record<string, string>>;
	readonly #isShared: boolean;
	#from = 0;

	private constructor(
		readonly sandbox: Sandbox,
		readonly home: string,
		{env, files = {}, sandbox: shared}: World,
	) {
		this.env = {...sandbox.env, HOME: home, TUNNELWRIGHT_HOME: home, ...env};
		this.#isShared = shared !== undefined;
		for (const [name, content] of Object.entries(files)) {
			mkdirSync(dirname(join(home, name)), {recursive: true});
			writeFileSync(join(home, name), content);
		}
	}

	static async open(world: World): Promise<Way> {
		const sandbox = world.sandbox ?? (await startSandbox({speed: 2000}));
		return new Way(sandbox, mkdtempSync(join(tmpdir(), 'tunnelwright-')), world);
	}

	get runsFolder(): string {
		return join(this.home, 'state', 'runs');
	}

	/** The runs with a journal, oldest first. */
	runIds(): readonly string[] {
		if (!existsSync(this.runsFolder)) return [];
		return readdirSync(this.runsFolder)
			.filter(name => name.endsWith('.jsonl'))
			.map(name => ({id: name.slice(0, -'.jsonl'.length), at: this.#lines(name)[0]?.at ?? 0}))
			.sort((a, b) => a.at - b.at)
			.map(({id}) => id);
	}

	#lines(name: string): readonly {readonly at: number}[] {
		return readFileSync(join(this.runsFolder, name), 'utf8')
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
	}

	/**
	 * Runs a command. `answer` is its standard output, read as JSON where `--json` was asked for.
	 * @param meanwhile ends one that goes on: its standard output is lines of JSON then
	 */
	async command(args: readonly string[], input = '', meanwhile?: (io: FakeIo) => Promise<void>) {
		const io = fakeIo({env: this.env, input, sleep: async (_ms, signal) => signal.throwIfAborted()});
		const done = runArguments(args, undefined, io);
		await meanwhile?.(io);
		const code = await done;
		const out = io.stdout();
		const isJson = args.includes('--json') && !meanwhile;
		return {code, out, err: io.stderr(), answer: isJson ? JSON.parse(out) : undefined};
	}

	/** Has the wizard carry effects out, one after the other, each until an event of these types; gives back all events. */
	async wizard(...steps: readonly Step[]) {
		const told: WizardEvent[] = [];
		let heard: (event: WizardEvent) => void = () => {};
		const hands = {write: () => {}, leave: () => {}};
		const runtime = new Runtime({sandbox: false, env: this.env}, hands, event => {
			told.push(event);
			heard(event);
		});
		try {
			for (const [effect, end] of steps)
				await new Promise<void>(resolve => {
					heard = event => {
						if (end instanceof RegExp ? end.test(nameOf(event)) : end(told)) resolve();
					};
					runtime.run(effect(told, this));
				});
		} finally {
			await runtime.close();
		}

		return told;
	}

	/** Only what happens from here on is traced. */
	begin(): void {
		this.#from = this.sandbox.requests.length;
	}

	trace(): Trace {
		const calls = this.sandbox.requests.slice(this.#from);
		const texts = calls.map(({action, region, dryRun, code}) =>
			[action, region, dryRun ? 'dry run' : '', code].filter(Boolean).join(' '),
		);
		const changes = calls.map(({action, dryRun}) => !dryRun && !/^(Describe|Get|Search|Check|Query)/.test(action));
		const plain = byAppearance();
		return {
			asked: texts.toSorted(),
			changed: texts.filter((_, index) => changes[index]),
			journals: this.runIds().map(id => this.#lines(`${id}.jsonl`).map(plain)),
			kept: this.#kept(),
		};
	}

	#kept(): Readonly<Record<string, string>> {
		const names = readdirSync(this.home, {recursive: true, encoding: 'utf8'}).filter(
			name => !join(this.home, name).startsWith(this.runsFolder) && statSync(join(this.home, name)).isFile(),
		);
		const content = (name: string) => readFileSync(join(this.home, name), 'utf8').replaceAll(this.home, '~');
		return Object.fromEntries(names.map(name => [timeless(name), timeless(content(name))]));
	}

	async close(): Promise<void> {
		if (!this.#isShared) await this.sandbox.close();
		rmSync(this.home, {recursive: true, force: true});
	}
}

/** `planned`, `run:finished`, `undo:undo-stopped`. */
function nameOf(event: WizardEvent): string {
	return event.type === 'run' || event.type === 'undo' ? `${event.type}:${event.event.type}` : event.type;
}

/** Plays a use case through a command and through the wizard, each in a world of its own. */
export async function bothWays<Outcome>(
	world: World,
	byCommand: (way: Way) => Promise<Outcome>,
	byWizard: (way: Way) => Promise<Outcome>,
) {
	const played = [];
	for (const play of [byCommand, byWizard]) {
		const way = await Way.open(world);
		try {
			await world.before?.(way);
			way.begin();
			const outcome = await play(way);
			played.push({outcome: byAppearance()(outcome), ...way.trace()});
		} finally {
			await way.close();
		}
	}

	const [command, wizard] = played;
	if (!command || !wizard) throw new Error('two ways were played');
	return {command, wizard};
}

const ids =
	/\b\d{8}T\d{6}-[0-9a-f]{8}\b|\b(?:vpn|vpnx|vpnr|vpngw|cgw|vgw|vpc|rtb|tgw(?:-attach|-rtb)?)-[0-9a-z]{8,17}\b|\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const times = new Set(['at', 'startedAt', 'updatedAt', 'requestId', 'attempt', 'since']);

/** What a look finds depends on when it comes. */
const states = /\b(?:PENDING|AVAILABLE|pending|available)\b/g;

/** Names and contents of files without the times in them. */
function timeless(text: string): string {
	return text.replaceAll(/"savedAt":\s*\d+/g, '"savedAt": 0').replaceAll(/\d{4}-?\d\d-?\d\dT\d\d[\d:.-]*Z?/g, 'TIME');
}

/** Names ids and addresses that a cloud gave by the order in which they appear, and leaves out what time does. */
function byAppearance(): (value: unknown) => unknown {
	const known = new Map<string, string>();
	const named = (id: string) => {
		const name = known.get(id) ?? `#${known.size + 1}`;
		known.set(id, name);
		return name;
	};
	return value => {
		const text = JSON.stringify(value ?? null, (key, member: unknown) => (times.has(key) ? undefined : member));
		return JSON.parse(text.replace(states, 'there').replace(ids, named));
	};
}
