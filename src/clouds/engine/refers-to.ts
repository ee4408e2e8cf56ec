import {isList} from '../../connection/is-list.ts';
import type {PlanValue} from '../contract/cloud.ts';

/** The actions whose ids a planned value has holes for. */
export function resultsIn(value: PlanValue): readonly string[] {
	if (typeof value !== 'object') return [];
	if (isList(value)) return value.flatMap(resultsIn);
	return '$result' in value && typeof value.$result === 'string'
		? [value.$result]
		: Object.values(value).flatMap(resultsIn);
}

/** Whether a planned value has a hole for the id that an action makes. */
export function refersTo(value: PlanValue, actionId: string): boolean {
	return resultsIn(value).includes(actionId);
}

/** Whether a planned value has a hole for a key. */
export function holdsSecretHole(value: PlanValue): boolean {
	if (typeof value !== 'object') return false;
	if (isList(value)) return value.some(holdsSecretHole);
	return '$secret' in value || Object.values(value).some(holdsSecretHole);
}

/**
 * Whether a command line tool would take a parameter's text for an option of its own where it stands as an argument: both parse with Python's
 * argparse. Such a call goes in as JSON, as a whole.
 */
export function readsAsOption(value: PlanValue): boolean {
	return typeof value === 'string' && value.startsWith('-');
}
