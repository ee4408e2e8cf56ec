import {isList} from '../../connection/is-list.ts';
import type {PlanValue} from '../contract/cloud.ts';

/** Whether a planned value has a hole for the id that an action makes. */
export function refersTo(value: PlanValue, actionId: string): boolean {
	if (typeof value !== 'object') return false;
	if (isList(value)) return value.some(member => refersTo(member, actionId));
	if ('$result' in value) return value.$result === actionId;
	return Object.values(value).some(member => refersTo(member, actionId));
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
