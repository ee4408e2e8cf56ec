import {layerOnTop} from '../overlays/registry.ts';
import {heldAt, readFurther, suggested} from '../steps/move.ts';
import {seekRefused} from '../steps/pairs/pairs-editor.ts';
import type {WizardEvent} from './event.ts';
import {stillLoading, withLoaded} from './loads.ts';
import type {WizardState} from './state.ts';
import {type Turn, turn} from './turn.ts';

/** What suggestions are made from. A draft is opened before any of it is here. */
const suggestedFrom: readonly string[] = ['gateways', 'sites', 'vpcs', 'routeTables'];

/** What is heard from outside: data, answers of effects, the clock. Answers that are not awaited any more are dropped. */
export function hear(state: WizardState, event: WizardEvent): Turn {
	switch (event.type) {
		case 'resize':
			return turn({...state, size: {columns: event.columns, rows: event.rows}});
		case 'scroll-ended':
			return turn(layerOnTop(state).scrollEnded?.(state, event.top) ?? state);
		case 'loaded': {
			const load = state.loads[event.slot];
			if (load?.request !== event.request) return turn(state);
			const {request, reading} = load;
			const loads = {...state.loads, [event.slot]: {status: 'ready', reading, request, at: event.at} as const};
			const data = withLoaded(state.data, reading, event.loaded);
			const told = {...state, loads, data, notice: state.notice === stillLoading ? undefined : state.notice};
			return suggestedFrom.includes(event.loaded.what) ? readFurther(suggested(told)) : turn(told);
		}
		case 'load-failed': {
			const load = state.loads[event.slot];
			if (load?.request !== event.request) return turn(state);
			const failed = {...load, status: 'error', trouble: event.trouble} as const;
			return turn({...state, loads: {...state.loads, [event.slot]: failed}});
		}
		case 'checked':
			return heldAt(seekRefused({...state, findings: event.findings}));
		case 'facts': {
			const facts = {key: event.key, facts: event.facts};
			return turn(event.key === state.factsKey ? {...state, data: {...state.data, facts}} : state);
		}
		case 'notice':
			return turn({...state, notice: event.notice});
		case 'clock':
			return turn({...state, now: event.now});
		default:
			return turn(state);
	}
}
