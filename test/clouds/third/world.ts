import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import type {Environment} from '../../../src/connection/environment.ts';
import type {Secret} from '../../../src/connection/secret.ts';
import type {Fault} from '../../../src/sandbox/sandbox.ts';

/** What was made, and by which run. */
export interface Thing {
	readonly id: string;
	readonly kind: 'site' | 'tunnel' | 'route';
	readonly name: string;
	readonly run: string;
	readonly members: Readonly<Record<string, string>>;
	readonly key?: Secret;
}

interface Call {
	readonly action: string;
	readonly region: string;
	readonly signal: AbortSignal;
	readonly changes?: boolean;
	readonly timeoutMs?: number;
}

/** The account of the third cloud, in memory: it counts what reached it, and can be told to fail as the sandbox can. */
export class World {
	readonly env = {};
	readonly requests: {readonly action: string; readonly dryRun: boolean; readonly code: string}[] = [];
	readonly things = new Map<string, Thing>([
		['cgw-third1', {id: 'cgw-third1', kind: 'site', name: 'office', run: '', members: {address: '203.0.113.70'}}],
	]);
	#faults: Fault[] = [];
	#next = 1;

	addFault(fault: Fault): void {
		this.#faults.push(fault);
	}

	clearFaults(): void {
		this.#faults = [];
	}

	async close(): Promise<void> {}

	of(kind: Thing['kind']): readonly Thing[] {
		return [...this.things.values()].filter(thing => thing.kind === kind);
	}

	make(thing: Omit<Thing, 'id'>): Thing {
		const prefix = {site: 'cgw-third1', tunnel: 'tun-', route: 'route-'}[thing.kind];
		const made = {...thing, id: `${prefix}${this.#next++}`};
		this.things.set(made.id, made);
		return made;
	}

	/** One call of the API. @throws CloudError */
	async call<Reply>(
		{action, region, signal, changes = false, timeoutMs = 30_000}: Call,
		work: () => Reply,
	): Promise<Reply> {
		const error = (info: Partial<CloudError['info']>) => {
			this.requests.push({action, dryRun: false, code: info.code ?? ''});
			return new CloudError({
				cloud: 'third',
				kind: 'api',
				code: '',
				message: 'the third cloud says no',
				call: action,
				retryable: true,
				ambiguous: false,
				...info,
			});
		};
		if (signal.aborted) throw error({kind: 'aborted', retryable: false});
		const fault = this.#faults.find(each => each.action === undefined || each.action === action);
		if (fault?.times === 1) this.#faults.splice(this.#faults.indexOf(fault), 1);
		switch (fault?.kind) {
			case 'throttle':
			case 'error5xx':
				throw error({code: 'Busy'});
			case 'reset':
				throw error({kind: 'network', ambiguous: changes, retryable: !changes});
			case 'garbage':
				throw error({kind: 'protocol'});
			case 'hang':
				throw error({kind: await ended(signal, timeoutMs)});
		}

		if (!/^third-[a-z]+$/.test(region))
			throw error({code: 'NoRegion', message: `there is no region ${region}`, retryable: false});
		const reply = work();
		if (fault?.kind === 'lost-reply') throw error({kind: 'network', code: '', ambiguous: true, retryable: false});
		this.requests.push({action, dryRun: false, code: ''});
		return reply;
	}
}

/** How a call that gets no answer ends: the user cancels it, or time is up. */
function ended(signal: AbortSignal, timeoutMs: number): Promise<'aborted' | 'timeout'> {
	const late = AbortSignal.timeout(timeoutMs);
	return new Promise(resolve => {
		signal.addEventListener('abort', () => resolve('aborted'), {once: true});
		late.addEventListener('abort', () => resolve('timeout'), {once: true});
	});
}

const worlds = new Map<string, World>();

/** The account that an environment names: commands of one test work on the same. */
export function worldOf({THIRD_WORLD = ''}: Environment): World {
	const world = worlds.get(THIRD_WORLD) ?? new World();
	worlds.set(THIRD_WORLD, world);
	return world;
}
