import {isList} from '../../../connection/is-list.ts';
import type {ActionResult, PlanValue, RunContext} from '../../contract/cloud.ts';

/**
 * A planned call's parameters with their holes filled: ids that earlier actions made, secrets of the session.
 * The result holds secrets in clear: it goes to the SDK and nowhere else.
 * @throws Error when a hole cannot be filled: the caller ran the actions out of order, or did not ask for a secret
 */
export function filled(
	parameters: {readonly [member: string]: PlanValue},
	context: Pick<RunContext, 'results' | 'secrets'>,
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, fill(value, context)]));
}

/** The id that a parameter names, filled where it is a hole; undefined while the action that makes it has no result. */
export function idOf(value: PlanValue | undefined, results: ReadonlyMap<string, ActionResult>): string | undefined {
	if (typeof value === 'string') return value || undefined;
	if (typeof value !== 'object' || !('$result' in value) || typeof value.$result !== 'string') return undefined;
	return results.get(value.$result)?.id || undefined;
}

function fill(value: PlanValue, context: Pick<RunContext, 'results' | 'secrets'>): unknown {
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(item => fill(item, context));
	if ('$result' in value && typeof value.$result === 'string') {
		const id = context.results.get(value.$result)?.id;
		if (!id) throw new Error(`action ${value.$result} has no result yet`);
		return id;
	}

	if ('$secret' in value && typeof value.$secret === 'string') {
		const secret = context.secrets.get(value.$secret);
		if (!secret) throw new Error(`the secret ${value.$secret} is not in the session`);
		return secret.reveal();
	}

	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, context)]));
}
