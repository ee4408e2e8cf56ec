import type {SandboxOptions} from '../../sandbox.ts';
import type {World} from '../../service.ts';
import type {TencentBehavior} from '../behavior.ts';
import type {Partition, RegionStore} from '../store/store.ts';
import {checkParameters, type Fields, type InputOf} from './shape.ts';
import type {Language} from './tencent-error.ts';
import type {TencentKey} from './tencent-keys.ts';

/** What an action sees besides its parameters. */
export interface Call {
	/** The region of `X-TC-Region`; for services without regions, a region of the same partition. */
	readonly region: RegionStore;
	readonly partition: Partition;
	readonly key: TencentKey;
	readonly language: Language;
	readonly world: World;
	/** When the sandbox started, ms on the cloud's clock. */
	readonly startMs: number;
	readonly options: SandboxOptions;
	readonly behavior: TencentBehavior;
	readonly requestId: string;
}

/** One action of the API. */
interface Action {
	/** Writes are refused to a read-only key. */
	readonly writes: boolean;
	/** Checks the parameters and does the work; throws TencentError. */
	perform(body: unknown, call: Call): object;
}

export type Actions = Readonly<Record<string, Action>>;

/** An action that changes nothing. */
export function read<F extends Fields>(fields: F, run: (input: InputOf<F>, call: Call) => object): Action {
	return {writes: false, perform: (body, call) => run(checkParameters(fields, body), call)};
}

/** An action that changes the account. */
export function write<F extends Fields>(fields: F, run: (input: InputOf<F>, call: Call) => object): Action {
	return {writes: true, perform: (body, call) => run(checkParameters(fields, body), call)};
}
