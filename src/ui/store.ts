import type {Effect} from '../wizard/core/effect.ts';
import type {WizardEvent} from '../wizard/core/event.ts';
import type {WizardState} from '../wizard/core/state.ts';
import {update} from '../wizard/core/update.ts';
import {noteRecent} from './recent-events.ts';

/** The wizard's state outside of React: events that come together are handled one after the other against the newest state. */
export interface Store {
	getState(): WizardState;
	subscribe(listener: () => void): () => void;
	dispatch(event: WizardEvent): void;
}

/**
 * @param run carries an effect out; what it dispatches meanwhile is handled right after the event that asked for it, before the next key
 */
export function createStore(initial: WizardState, run: (effect: Effect) => void): Store {
	let state = initial;
	let isBusy = false;
	const queue: WizardEvent[] = [];
	const listeners = new Set<() => void>();
	return {
		getState: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch(event) {
			queue.push(event);
			if (isBusy) return;
			isBusy = true;
			const before = state;
			try {
				for (let next = queue.shift(); next; next = queue.shift()) {
					noteRecent(nameOf(next));
					const turn = update(state, next);
					state = turn.state;
					for (const effect of turn.effects) {
						noteRecent(`>${effect.type}`);
						run(effect);
					}
				}
			} finally {
				isBusy = false;
			}

			if (state !== before) for (const listener of listeners) listener();
		},
	};
}

function nameOf(event: WizardEvent): string {
	switch (event.type) {
		case 'loaded':
			return `loaded:${event.loaded.what}`;
		case 'run':
			return `run:${event.event.type}`;
		default:
			return event.type;
	}
}
