import type {Effect} from './effect.ts';
import type {WizardState} from './state.ts';

/** What an event leads to: how all stands then, and what is to be done. */
export interface Turn {
	readonly state: WizardState;
	readonly effects: readonly Effect[];
}

export function turn(state: WizardState, ...effects: readonly Effect[]): Turn {
	return {state, effects};
}

/** On from a turn: what it asked to be done comes first. */
export function andThen(before: Turn, next: (state: WizardState) => Turn): Turn {
	const after = next(before.state);
	return before.effects.length === 0 ? after : {state: after.state, effects: [...before.effects, ...after.effects]};
}

/** The same turn with the state changed once more. */
export function andChange({state, effects}: Turn, change: (state: WizardState) => WizardState): Turn {
	return {state: change(state), effects};
}
