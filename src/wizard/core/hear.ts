import {layerOnTop} from '../overlays/registry.ts';
import {lookAround} from '../screens/accounts/accounts.ts';
import {openGiven} from '../screens/drafts/drafts.ts';
import {openReadBack} from '../screens/watch/read-back.ts';
import {heldAt, readFurther, suggested} from '../steps/move.ts';
import {seekRefused} from '../steps/pairs/pairs-editor.ts';
import type {Effect} from './effect.ts';
import type {WizardEvent} from './event.ts';
import {hearLate, scrollEnded, tickLate} from './late.ts';
import {stillLoading, withLoaded} from './loads.ts';
import type {WizardState} from './state.ts';

/** What suggestions are made from. A draft is opened before any of it is here. */
const suggestedFrom: readonly string[] = ['gateways', 'sites', 'vpcs', 'routeTables'];

/** What is heard from outside: data, answers of effects, the clock. Answers that are not awaited any more are dropped. */
export function hear(state: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	switch (event.type) {
		case 'resize':
			return {...state, size: {columns: event.columns, rows: event.rows}};
		case 'scroll-ended':
			return layerOnTop(state)?.scrollEnded?.(state, event.top) ?? scrollEnded(state, event.top);
		case 'started':
			return start(state, effects);
		case 'loaded': {
			if (state.loads[event.slot]?.request !== event.request) return state;
			const loads = {...state.loads, [event.slot]: {status: 'ready', request: event.request, at: event.at} as const};
			const data = withLoaded(state.data, event.slot, event.loaded);
			const told = {...state, loads, data, notice: state.notice === stillLoading ? undefined : state.notice};
			return suggestedFrom.includes(event.loaded.what) ? readFurther(suggested(told), effects) : told;
		}
		case 'load-failed': {
			const load = state.loads[event.slot];
			if (load?.request !== event.request) return state;
			return {...state, loads: {...state.loads, [event.slot]: {...load, status: 'error', trouble: event.trouble}}};
		}
		case 'checked':
			return heldAt(seekRefused({...state, findings: event.findings}), effects);
		case 'facts':
			return event.key === state.factsKey
				? {...state, data: {...state.data, facts: {key: event.key, facts: event.facts}}}
				: state;
		case 'profiles':
			return {...state, profiles: event.profiles};
		case 'profile-loaded':
			return openGiven(
				state,
				event.draft,
				{tone: 'good', text: `profile ${event.name} loaded: look it over`},
				effects,
				event.madeUp,
			);
		case 'profile-saved':
			effects.push({type: 'list-profiles'});
			return {...state, prompt: undefined, notice: {tone: 'good', text: `saved as profile ${event.name}`}};
		case 'runs':
			return {...state, runs: event.runs};
		case 'signed-in':
			return signedInAs(state, event, effects);
		case 'read-back':
			return event.request === state.late.requests.readBack ? openReadBack(state, event.found, effects) : state;
		case 'read-back-failed': {
			if (event.request !== state.late.requests.readBack) return state;
			const {message, mend} = event.trouble;
			return {...state, notice: {tone: 'bad', text: [message, mend].filter(Boolean).join(' · ')}};
		}

		case 'notice':
			return {...state, notice: event.notice};
		case 'rested':
			return state;
		case 'clock':
			return tickLate({...state, now: event.now}, event.now);
		default:
			return hearLate(state, event, effects);
	}
}

function start(state: WizardState, effects: Effect[]): WizardState {
	effects.push({type: 'list-profiles'}, {type: 'list-drafts'}, {type: 'list-runs'});
	if (state.options.profile !== undefined) effects.push({type: 'load-profile', name: state.options.profile});
	return state.options.sandbox ? lookAround(state, effects) : state;
}

/** Who would sign in is known now: then the first screen's facts can be read. */
function signedInAs(
	state: WizardState,
	{credentials, regions, signIns = state.signIns}: Extract<WizardEvent, {type: 'signed-in'}>,
	effects: Effect[],
): WizardState {
	const known = {...state, options: {...state.options, credentials, regions}, signIns};
	return lookAround(known, effects);
}
