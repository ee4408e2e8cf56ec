import {suggested} from '../answers/suggest.ts';
import {heldAt} from '../steps/go-on.ts';
import {seekRefused} from '../steps/pairs/pairs-editor.ts';
import {readFurther} from '../steps/read-for-step.ts';
import {stillLoading, withLoaded} from './loads.ts';
import type {Hears} from './screen.ts';
import {turn} from './turn.ts';

/** What suggestions are made from. A draft is opened before any of it is here. */
const suggestedFrom: readonly string[] = ['gateways', 'sites', 'vpcs', 'routeTables'];

/** What is told from outside and is no screen's own: the terminal, the clock, what was read of an account, what is to be said of the answers. */
export const ownHears: Hears = {
	resize: (state, {columns, rows}) => turn({...state, size: {columns, rows}}),
	clock: (state, {now}) => turn({...state, now}),
	notice: (state, {notice}) => turn({...state, notice}),
	loaded(state, {slot, loaded, at}) {
		const load = state.loads[slot];
		if (!load) return turn(state);
		const {request, reading} = load;
		const told = {
			...state,
			loads: {...state.loads, [slot]: {status: 'ready', reading, request, at} as const},
			data: withLoaded(state.data, reading, loaded),
			notice: state.notice === stillLoading ? undefined : state.notice,
		};
		return suggestedFrom.includes(loaded.what) ? readFurther(suggested(told)) : turn(told);
	},
	'load-failed'(state, {slot, trouble}) {
		const load = state.loads[slot];
		if (!load) return turn(state);
		return turn({...state, loads: {...state.loads, [slot]: {...load, status: 'error', trouble}}});
	},
	checked: (state, {findings}) => heldAt(seekRefused({...state, findings})),
	facts(state, {key, facts}) {
		return turn(key === state.factsKey ? {...state, data: {...state.data, facts: {key, facts}}} : state);
	},
};
