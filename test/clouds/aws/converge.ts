import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import type {ActionResult, Cloud, ConvergeOptions, Plan, UndoStep} from '../../../src/clouds/contract/cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {RequestRecord, Sandbox} from '../../../src/sandbox/sandbox.ts';

const {signal} = new AbortController();

/** What a plan came to, and what a later undo needs. */
export interface Converged {
	readonly plan: Plan;
	readonly results: ReadonlyMap<string, ActionResult>;
	readonly connectionId: string;
	readonly runId: string;
}

/** The plan of a document on what stands. */
export async function planOn(cloud: Cloud, document: AwsConnection, converge: ConvergeOptions = {}): Promise<Plan> {
	return cloud.plan(document, await cloud.facts(document, signal, converge.connectionId), converge);
}

/** Makes a document real, or makes what stands like it: each action is looked for, made and waited for, as a run does it. */
export async function converge(
	cloud: Cloud,
	document: AwsConnection,
	options: ConvergeOptions = {},
	runId = 'run-1',
): Promise<Converged> {
	return carryOut(cloud, await planOn(cloud, document, options), runId);
}

export async function carryOut(cloud: Cloud, plan: Plan, runId = 'run-1'): Promise<Converged> {
	const results = new Map<string, ActionResult>();
	const secrets = new Map([
		['presharedKey1', new Secret('First.key_of_32')],
		['presharedKey2', new Secret('Second.key_of_32')],
	]);
	for (const action of plan.actions) {
		const context = {plan, secrets, results, signal, runId};
		const result = (await cloud.find(action, context)) ?? (await cloud.perform(action, context));
		results.set(action.id, result);
		await cloud.settle(action, result, context);
	}

	return {plan, results, runId, connectionId: results.get('connection')?.id ?? plan.exists?.id ?? ''};
}

/** Takes a run back, and tells how each step ended. */
export async function undo(
	cloud: Cloud,
	{plan, results, runId}: Converged,
): Promise<readonly {readonly step: UndoStep; readonly how: string}[]> {
	const ends: {step: UndoStep; how: string}[] = [];
	for (const step of cloud.undoSteps({plan, results, standing: new Map()})) {
		const context = {region: plan.region, signal, run: {plan, results, runId}};
		ends.push({step, how: await cloud.undo(step, context)});
	}

	return ends;
}

/** The calls that changed something, since a number of requests. */
export function changingCalls({requests}: Sandbox, since = 0): readonly string[] {
	return requests
		.slice(since)
		.filter(changes)
		.map(({action}) => action);
}

const changes = ({action, code, dryRun}: RequestRecord) =>
	!dryRun && code === '' && !/^(Describe|Get|Search)/.test(action);
