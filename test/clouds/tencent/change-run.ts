import type {
	ActionResult,
	Check,
	Cloud,
	ConvergeOptions,
	Plan,
	RunContext,
	UndoEnd,
} from '../../../src/clouds/contract/cloud.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox, SandboxOptions} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

/* Plans of tunnels that stand, carried out over the real SDK and the sandbox, action by action as the engine does. */

const {signal} = new AbortController();
export const key = 'A1b2C3d4E5f6';

export interface World {
	readonly cloud: Cloud;
	readonly sandbox: Sandbox;
	close(): Promise<void>;
}

export async function begin(options: SandboxOptions = {}): Promise<World> {
	const sandbox = await startSandbox({speed: 1000, ...options});
	const cloud = createTencentCloud({env: sandbox.env, sandbox: true});
	return {
		cloud,
		sandbox,
		async close() {
			cloud.close();
			await sandbox.close();
		},
	};
}

/** The same, where a document's tunnel stands. */
export async function beginWith(
	document: TencentConnection,
	options?: SandboxOptions,
): Promise<World & {readonly id: string}> {
	const world = await begin(options);
	const made = await converge(world.cloud, document);
	return {...world, id: made.results.get('connection')?.id ?? ''};
}

/** A tunnel that stands, as a document of itself. */
export async function documentOf(cloud: Cloud, id: string): Promise<TencentConnection> {
	const document = (await cloud.readBack?.('ap-guangzhou', id, signal, true))?.document;
	if (!document || !isTencent(document)) throw new Error(`${id} is not read back`);
	return document;
}

export async function planOf(cloud: Cloud, document: TencentConnection, converge?: ConvergeOptions): Promise<Plan> {
	return cloud.plan(document, await cloud.facts(document, signal, converge?.connectionId), converge);
}

let runs = 0;

export function contextOf(
	plan: Plan,
	more: Partial<RunContext> = {},
): RunContext & {readonly results: Map<string, ActionResult>} {
	const secrets = new Map([['presharedKey', new Secret(key)]]);
	runs += 1;
	return {plan, secrets, signal, runId: `run-${runs}`, ...more, results: new Map(more.results)};
}

/** Carries a plan out. @returns what each action came to, in the plan's order */
export async function carryOut(cloud: Cloud, plan: Plan, context = contextOf(plan)) {
	for (const action of plan.actions) {
		const found = await cloud.find(action, context);
		const result = found ?? (await cloud.perform(action, context));
		context.results.set(action.id, result);
		const detail = await cloud.settle(action, result, context);
		if (detail) context.results.set(action.id, {...result, detail});
	}

	return context;
}

export async function converge(cloud: Cloud, document: TencentConnection, options?: ConvergeOptions) {
	const plan = await planOf(cloud, document, options);
	return carryOut(cloud, plan);
}

/** Takes a run back. @returns how each step ended, by its id */
export async function takeBack(cloud: Cloud, {plan, results, runId}: Pick<RunContext, 'plan' | 'results' | 'runId'>) {
	const ends: [string, UndoEnd][] = [];
	for (const step of cloud.undoSteps({plan, results, standing: new Map()}))
		ends.push([step.id, await cloud.undo(step, {region: plan.region, signal, run: {plan, results, runId}})]);
	return Object.fromEntries(ends);
}

export async function checksOf(
	cloud: Cloud,
	document: TencentConnection,
	options?: ConvergeOptions,
): Promise<readonly Check[]> {
	const facts = await cloud.facts(document, signal, options?.connectionId);
	const checks: Check[] = [];
	for await (const check of cloud.preflight(cloud.plan(document, facts, options), facts, new Map(), signal))
		checks.push(check);
	return checks;
}

/** The calls that changed something since a point of the log. */
export function changesIn({requests}: Pick<Sandbox, 'requests'>, since = 0): readonly string[] {
	return requests.slice(since).flatMap(({action}) => (/^(Describe|Get)/.test(action) ? [] : [action]));
}

export const tunnelIn = async (cloud: Cloud, id: string) =>
	(await cloud.connections('ap-guangzhou', signal)).find(tunnel => tunnel.id === id);
