import type {WizardEvent} from './event.ts';
import type {WizardState} from './state.ts';

/**
 * Takes a number for a request. Of one kind only the newest is awaited: answers carry the number, and the update loop drops those of older
 * requests before any screen hears them.
 */
export function asking(state: WizardState, kind: string): {readonly state: WizardState; readonly request: number} {
	const request = state.lastRequest + 1;
	return {state: {...state, lastRequest: request, awaited: {...state.awaited, [kind]: request}}, request};
}

/** Whether an event may be heard: it answers no request, or one that is still awaited; of readings those are kept with what was read. */
export function isAwaited({awaited, loads}: WizardState, event: WizardEvent): boolean {
	if (!('request' in event)) return true;
	const {request} = event;
	if ('slot' in event) return loads[event.slot]?.request === request;
	return Object.values(awaited).some(own => own === request);
}
