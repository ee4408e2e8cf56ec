import type {Place} from '../../connection/place.ts';
import {Secret} from '../../connection/secret.ts';
import {asking, type Turn, turn, type WizardState} from './state.ts';

/** A key that was typed is held against what the cloud takes before anything goes on with it: the question stays until one fits. */
export function checkTyped(before: WizardState, {cloud, region}: Place, value: string): Turn {
	const {state, request} = asking(before, 'typed key');
	return turn(state, {type: 'check-key', request, cloud, region, key: new Secret(value)});
}
