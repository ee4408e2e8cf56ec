import {isList} from '../../../connection/is-list.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {Action, ActionResult, PlanValue} from '../../contract/cloud.ts';

/** Puts results and secrets into a planned call's holes. What a hole's filler leaves undefined is left out of the request. */
export function fill(
	parameters: Action['parameters'],
	holes: {
		readonly result: (actionId: string) => string | undefined;
		readonly secret: (name: string) => string | undefined;
	},
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(parameters).flatMap(([name, value]) => {
			const filled = fillValue(value, holes);
			return filled === undefined ? [] : [[name, filled]];
		}),
	);
}

function fillValue(value: PlanValue, holes: Parameters<typeof fill>[1]): unknown {
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(member => fillValue(member, holes)).filter(member => member !== undefined);
	if ('$result' in value && typeof value.$result === 'string') return holes.result(value.$result);
	if ('$secret' in value && typeof value.$secret === 'string') return holes.secret(value.$secret);
	return fill(value, holes);
}

/** The request of a run: every hole must be filled. @throws Error naming the action or the secret that is missing */
export function fillForRun(
	action: Action,
	results: ReadonlyMap<string, ActionResult>,
	secrets: SecretStore,
): Record<string, unknown> {
	return fill(action.parameters, {
		result(actionId) {
			const id = results.get(actionId)?.id;
			if (!id) throw new Error(`${action.id} needs the result of ${actionId}`);
			return id;
		},
		secret(name) {
			const secret = secrets.get(name);
			if (!secret) throw new Error(`${action.id} needs the secret ${name}`);
			return secret.reveal();
		},
	});
}
