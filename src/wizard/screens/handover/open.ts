import type {ConnectionPlace} from '../../../connection/place.ts';
import {asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import type {HandoverWant} from './event.ts';
import {handingOver} from './model.ts';
import {openingHandover, type Step} from './steps.ts';

const slot = 'handover';

/** The hand-over of a connection; the panel goes on watching behind it. */
export function openHandover(before: WizardState, place: ConnectionPlace, name: string): Turn {
	const {state} = asking({...before, screen: {name: 'handover'}}, slot);
	return stepped(state, openingHandover({place, name, sandbox: state.options.sandbox}));
}

export function stepped(state: WizardState, {model, wants}: Step): Turn {
	return turn(handingOver.put(state, model), ...wants.map(wanted => wantOf(state, wanted)));
}

/** Nobody waits any more; what was read, keys too, is forgotten. */
export const stopped = (state: WizardState) => turn(state, wantOf(state, {want: 'stop'}));

function wantOf({awaited}: WizardState, wanted: HandoverWant) {
	return {type: 'handover', request: awaited[slot] ?? 0, wanted} as const;
}
