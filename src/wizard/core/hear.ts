import {layerOnTop} from '../overlays/registry.ts';
import {lookAround} from '../screens/accounts/accounts.ts';
import {openGiven} from '../screens/drafts/drafts.ts';
import {openReadBack} from '../screens/watch/read-back.ts';
import {heldAt, readFurther, suggested} from '../steps/move.ts';
import {seekRefused} from '../steps/pairs/pairs-editor.ts';
import {isAwaited} from './awaited.ts';
import type {WizardEvent} from './event.ts';
import {hearLate, scrollEnded, tickLate} from './late.ts';
import {stillLoading, withLoaded} from './loads.ts';
import type {WizardState} from './state.ts';
import {andThen, pushedBy, type Turn, turn} from './turn.ts';

/** What suggestions are made from. A draft is opened before any of it is here. */
const suggestedFrom: readonly string[] = ['gateways', 'sites', 'vpcs', 'routeTables'];

/** What is heard from outside: data, answers of effects, the clock. Answers that are not awaited any more are dropped. */
export function hear(state: WizardState, event: WizardEvent): Turn {
	switch (event.type) {
		case 'resize':
			return turn({...state, size: {columns: event.columns, rows: event.rows}});
		case 'scroll-ended':
			return turn(layerOnTop(state)?.scrollEnded?.(state, event.top) ?? scrollEnded(state, event.top));
		case 'started':
			return start(state);
		case 'loaded': {
			if (state.loads[event.slot]?.request !== event.request) return turn(state);
			const loads = {...state.loads, [event.slot]: {status: 'ready', request: event.request, at: event.at} as const};
			const data = withLoaded(state.data, event.slot, event.loaded);
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
		case 'profiles':
			return turn({...state, profiles: event.profiles});
		case 'profile-loaded':
			return openGiven(
				state,
				event.draft,
				{tone: 'good', text: `profile ${event.name} loaded: look it over`},
				event.madeUp,
			);
		case 'profile-saved':
			return turn(
				{...state, prompt: undefined, notice: {tone: 'good', text: `saved as profile ${event.name}`}},
				{type: 'list-profiles'},
			);
		case 'runs':
			return turn({...state, runs: event.runs});
		case 'signed-in':
			return signedInAs(state, event);
		case 'read-back':
			return isAwaited(state, event) ? openReadBack(state, event.found) : turn(state);
		case 'read-back-failed': {
			const {message, mend} = event.trouble;
			const notice = {tone: 'bad', text: [message, mend].filter(Boolean).join(' · ')} as const;
			return turn(isAwaited(state, event) ? {...state, notice} : state);
		}

		case 'notice':
			return turn({...state, notice: event.notice});
		case 'clock':
			return turn(tickLate({...state, now: event.now}, event.now));
		default:
			return pushedBy(effects => hearLate(state, event, effects));
	}
}

function start(state: WizardState): Turn {
	const {sandbox, profile} = state.options;
	const listed = turn(
		state,
		{type: 'list-profiles'},
		{type: 'list-drafts'},
		{type: 'list-runs'},
		...(profile === undefined ? [] : [{type: 'load-profile', name: profile} as const]),
	);
	return sandbox ? andThen(listed, lookAround) : listed;
}

/** Who would sign in is known now: then the first screen's facts can be read. */
function signedInAs(
	state: WizardState,
	{credentials, regions, signIns = state.signIns}: Extract<WizardEvent, {type: 'signed-in'}>,
): Turn {
	return lookAround({...state, options: {...state.options, credentials, regions}, signIns});
}
