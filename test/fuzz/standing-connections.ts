import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {CreateTagsCommand, EC2Client} from '@aws-sdk/client-ec2';
import {runArguments} from '../../src/commands/run-commands.ts';
import {foldersOf} from '../../src/run/folders.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';
import '../torture/quick-waits.mjs';
import {standingDocument} from '../commands/standing-document.ts';
import {hostilePieces} from './hostile-text.ts';
import {Scratch} from './scratch.ts';

interface Ended {
	readonly code: number;
	/** All that was said. */
	readonly said: string;
	readonly out: string;
}

/** A connection that the program made, and another document of it. */
interface Standing {
	readonly id: string;
	/** As it stands. */
	readonly document: object;
	/** Options, tags and routes differ. */
	readonly other: object;
	/** A plan of the other one, saved while it could be carried out. */
	readonly saved: string;
}

const key = {from: 'env', name: 'FUZZ_KEY'} as const;
const keys = {
	FUZZ_KEY: 'Only.for_this.test1',
	FUZZ_NEW_KEY_1: 'Only.for_this.test2',
	FUZZ_NEW_KEY_2: 'Only.for_this.test3',
};
/** What no request can hold. */
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]|\p{Surrogate}/u;
const asks = /^(Describe|Get|Search)/;

/**
 * Connections of both clouds that stand at a sandbox, the journals of how they were made, changed, given new keys and put back, and a plan of each:
 * all of the program's own making. From then on the clouds let nothing be changed, so that each case meets the same accounts.
 */
export class StandingConnections {
	readonly scratch = new Scratch();
	/** What stands in the folder of the runs, by file name. */
	readonly journals = new Map<string, string>();

	private constructor(
		readonly sandbox: Sandbox,
		readonly all: readonly Standing[],
	) {}

	static async make(): Promise<StandingConnections> {
		const sandbox = await startSandbox({speed: 20_000});
		const all: Standing[] = [];
		const own = new StandingConnections(sandbox, all);
		for (const example of ['aws-vgw-static', 'tencent-vpc-static']) all.push(await own.#stand(example));
		const runs = join(foldersOf(own.#env()).state, 'runs');
		for (const name of readdirSync(runs).filter(each => each.endsWith('.jsonl')))
			own.journals.set(name, readFileSync(join(runs, name), 'utf8'));
		for (const action of new Set(sandbox.requests.map(request => request.action)))
			if (!asks.test(action)) sandbox.addFault({kind: 'denied', action});
		return own;
	}

	/** Runs a command in this process. @param longestMs Ctrl-C comes then: what a spoiled journal waits for may never come */
	async run(args: readonly string[], input = '', longestMs?: number): Promise<Ended> {
		const io = fakeIo({
			env: this.#env(),
			input,
			async sleep(_ms, signal) {
				// a breath for the sandbox's clock
				await new Promise(resolve => setImmediate(resolve));
				signal.throwIfAborted();
			},
		});
		const timer = longestMs === undefined ? undefined : setTimeout(() => io.interrupt(), longestMs);
		const code = await runArguments(args, undefined, io);
		clearTimeout(timer);
		return {code, said: `${io.stdout()}\n${io.stderr()}`, out: io.stdout()};
	}

	/** Whether anything was changed, or tried, since so many requests. */
	triedSince(count: number): boolean {
		return this.sandbox.requests.slice(count).some(({action, dryRun}) => dryRun || !asks.test(action));
	}

	async close(): Promise<void> {
		await this.sandbox.close();
		this.scratch.close();
	}

	/** Makes it, plans another, changes it, gives it new keys, and puts the values back. */
	async #stand(example: string): Promise<Standing> {
		const isAws = example.startsWith('aws');
		const document = standingDocument(example, isAws ? {} : {presharedKey: key});
		const other = {
			...document,
			tags: {...document.tags, team: 'network'},
			routing: isAws ? {mode: 'static', prefixes: ['172.29.0.0/16', '172.30.0.0/16']} : document.routing,
			...(isAws
				? {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}}
				: {dpd: {enabled: true, action: 'restart', timeoutSeconds: 45}}),
		};
		const must = async (args: readonly string[], input?: object) => {
			const {code, said, out} = await this.run(args, JSON.stringify(input));
			if (code !== 0) throw new Error(`${args.join(' ')}: ${said}`);
			return out;
		};
		const made = await must(['apply', '-', '--yes', '--wait', 'up', '--json'], document);
		const {connectionId: id} = JSON.parse(made);
		const changed = JSON.parse(await must(['apply', '-', '--yes', '--json'], other));
		const newKeys = ['FUZZ_NEW_KEY_1', ...(isAws ? ['FUZZ_NEW_KEY_2'] : [])].flatMap(name => ['--key', `env:${name}`]);
		const place = ['--cloud', document.cloud, '--region', document.region];
		await must(['rotate-keys', id, ...place, ...newKeys, '--no-drain', '--yes']);
		await must(['runs', 'undo', changed.runId, '--yes']);
		await this.#tag(id, isAws);
		const file = join(this.scratch.home, 'plan.json');
		await must(['plan', '-', '--out', file], other);
		return {id, document, other, saved: readFileSync(file, 'utf8')};
	}

	/** Somebody else's tags, each with a text that steers. */
	async #tag(id: string, isAws: boolean): Promise<void> {
		const {AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = ''} = this.sandbox.env;
		if (!isAws) return;
		const ec2 = new EC2Client({
			endpoint: this.sandbox.endpoints.ec2,
			region: 'eu-central-1',
			credentials: {accessKeyId, secretAccessKey},
		});
		try {
			const Tags = hostilePieces
				.filter(piece => !notXml.test(piece))
				.slice(0, 30)
				.map((piece, index) => ({Key: `${index}${piece}`, Value: piece}));
			await ec2.send(new CreateTagsCommand({Resources: [id], Tags}));
		} finally {
			ec2.destroy();
		}
	}

	#env(): Readonly<Record<string, string>> {
		return {...this.sandbox.env, ...keys, TUNNELWRIGHT_HOME: this.scratch.home};
	}
}
