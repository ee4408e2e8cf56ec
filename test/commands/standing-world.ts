import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import '../torture/quick-waits.mjs';
import {type FakeIo, fakeIo} from './fake-io.ts';

/** A connection of AWS that stands at the sandbox from its start: two tunnels, both UP, with BGP. */
export const standing = {id: 'vpn-40f41529', region: 'eu-central-1'} as const;

export type RunGiven = Partial<FakeIo> & {
	/** What is typed where a key is asked for. */
	readonly key?: string;
	/** What comes on stdin. */
	readonly input?: string;
	/** What the device does, by what is said at the moment: the command is not told. */
	readonly at?: (line: string) => void;
};

/** A sandbox with a connection that stands, and a home of its own: what commands do to it. */
export class StandingWorld {
	private constructor(
		readonly sandbox: Sandbox,
		readonly home: string,
	) {}

	static async open(options: SandboxOptions = {}): Promise<StandingWorld> {
		return new StandingWorld(
			await startSandbox({speed: 2000, ...options}),
			mkdtempSync(join(tmpdir(), 'tunnelwright-')),
		);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
		rmSync(this.home, {recursive: true, force: true});
	}

	async run(args: readonly string[], {env = {}, at, ...given}: RunGiven = {}) {
		const io: FakeIo = fakeIo({
			env: {...this.sandbox.env, TUNNELWRIGHT_HOME: this.home, ...env},
			// a breath for the sandbox's clock
			sleep: async (_ms, signal) => {
				await new Promise(resolve => setTimeout(resolve, 5));
				signal.throwIfAborted();
			},
			...given,
		});
		const heard: FakeIo = {
			...io,
			out(text) {
				io.out(text);
				at?.(text);
			},
		};
		const code = await runArguments(args, undefined, heard);
		return {code, out: io.stdout(), err: io.stderr()};
	}

	rotate(args: readonly string[], given: RunGiven = {}) {
		return this.run(['rotate-keys', standing.id, '--region', standing.region, ...args], given);
	}

	/** The tunnels in the order of `status`, with the keys that AWS shows. */
	async tunnels(): Promise<readonly {readonly address: string; readonly key: string}[]> {
		const cloud = createAwsCloud({env: {...this.sandbox.env}, sandbox: true});
		const {signal} = new AbortController();
		const [side, [status]] = await Promise.all([
			cloud.deviceSide?.(standing.region, standing.id, signal),
			cloud.status(standing.region, [standing.id], signal),
		]);
		cloud.close();
		return (status?.tunnels ?? []).map(({key: address}) => {
			const key = side?.tunnels.find(({cloudAddress}) => cloudAddress === address)?.key;
			return {address, key: key?.from === 'cloud' ? key.key.reveal() : ''};
		});
	}

	/** Calls that were carried out. */
	done(call: string) {
		return this.sandbox.requests.filter(({action, dryRun, code}) => action === call && !dryRun && code === '');
	}

	/** The journals, by path. */
	journals(): readonly (readonly [path: string, text: string])[] {
		const folder = join(this.home, 'state', 'runs');
		return readdirSync(folder)
			.filter(name => name.endsWith('.jsonl'))
			.map(name => [join(folder, name), readFileSync(join(folder, name), 'utf8')]);
	}
}
