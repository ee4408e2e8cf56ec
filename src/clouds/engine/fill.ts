import {isList} from '../../connection/is-list.ts';
import type {Action, ActionResult, PlanValue, RunContext} from '../contract/cloud.ts';
import {notOurs} from './as-kept.ts';

type Parameters = {readonly [member: string]: PlanValue};

interface Holes {
	readonly result: (actionId: string) => string | undefined;
	readonly secret: (name: string) => string | undefined;
}

/** A request with holes where results and secrets go: what a plan holds. Everything else must be what `T` says. */
export type Planned<T> = T extends string
	? T | {readonly $result: string} | {readonly $secret: string}
	: T extends readonly (infer Member)[]
		? readonly Planned<Member>[]
		: T extends object
			? {readonly [Name in keyof T]: Planned<T[Name]>}
			: T;

/** Puts results and secrets into a planned call's holes. What a hole's filler leaves undefined is left out of the request. */
export function fill(parameters: Parameters, holes: Holes): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(parameters).flatMap(([name, value]) => {
			const filled = fillValue(value, holes);
			return filled === undefined ? [] : [[name, filled]];
		}),
	);
}

function fillValue(value: PlanValue, holes: Holes): unknown {
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(member => fillValue(member, holes)).filter(member => member !== undefined);
	if ('$result' in value && typeof value.$result === 'string') return holes.result(value.$result);
	if ('$secret' in value && typeof value.$secret === 'string') return holes.secret(value.$secret);
	return fill(value, holes);
}

/**
 * The request of a run: every hole must be filled. It holds secrets in clear: it goes to the SDK and nowhere else.
 * @throws UserError naming the action or the secret that is missing: a journal may have been edited
 */
export function fillForRun(
	{id, parameters}: {readonly id: string; readonly parameters: Parameters},
	{results, secrets}: Pick<RunContext, 'results' | 'secrets'>,
): Record<string, unknown> {
	return fill(parameters, {
		result(actionId) {
			const made = results.get(actionId)?.id;
			if (!made) throw notOurs(`${id} needs the result of ${actionId}`);
			return made;
		},
		secret(name) {
			const secret = secrets.get(name);
			if (!secret) throw notOurs(`${id} needs the secret ${name}`);
			return secret.reveal();
		},
	});
}

/** The request without secrets; undefined while a result that it needs is not there: then it cannot have been sent. */
export function fillKnown(
	parameters: Parameters,
	results: ReadonlyMap<string, ActionResult>,
): Record<string, unknown> | undefined {
	let missing = false;
	const request = fill(parameters, {
		result(actionId) {
			const id = results.get(actionId)?.id;
			if (!id) missing = true;
			return id;
		},
		secret: () => undefined,
	});
	return missing ? undefined : request;
}

/** The id that a parameter names, filled where it is a hole; undefined while the action that makes it has no result. */
export function idOf(value: PlanValue | undefined, results: ReadonlyMap<string, ActionResult>): string | undefined {
	if (typeof value === 'string') return value || undefined;
	if (typeof value !== 'object' || !('$result' in value) || typeof value.$result !== 'string') return undefined;
	return results.get(value.$result)?.id || undefined;
}

/**
 * A request as a plan holds it: plain data. Members and items that are undefined are left out, as an SDK would not send them.
 * @throws Error for what is no plain data
 */
export function plainParameters(request: object): Action['parameters'] {
	return Object.fromEntries(
		Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, planValue(value)]])),
	);
}

function planValue(value: unknown): PlanValue {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	if (Array.isArray(value)) return value.filter(item => item !== undefined).map(planValue);
	if (typeof value === 'object' && value !== null) return plainParameters(value);
	throw new Error('A plan holds plain data only');
}
