import {suggested} from '../answers/suggest.ts';
import {attentionHears} from '../attention/attention.ts';
import {allLayers, layerOnTop, overlayOf} from '../overlays/registry.ts';
import {screenOf} from '../screens/registry.ts';
import {fleetHears} from '../screens/watch/fleet.ts';
import {heldAt} from '../steps/go-on.ts';
import {seekRefused} from '../steps/pairs/pairs-editor.ts';
import {readFurther} from '../steps/read-for-step.ts';
import type {WizardEvent} from './event.ts';
import {follow} from './follow.ts';
import {bindingOf, type Key} from './keys.ts';
import {stillLoading, withLoaded} from './loads.ts';
import {onlyLooking} from './read-only.ts';
import type {Hears} from './screen.ts';
import {andChange, andThen, isAwaited, type Turn, turn, type WizardState} from './state.ts';
import {toldHere} from './told-here.ts';
import {leave, usualEnd} from './ways-out.ts';

/**
 * The whole wizard: what a state and an event lead to. Pure: no I/O, no clock, no timers; what is to be done is in `effects`.
 * Never throws, whatever the order of events.
 */
export function update(before: WizardState, given: WizardEvent): Turn {
	const event = toldHere(given, before);
	const after = andChange(follow(before, react(before, event), event), now => maskAgain(before, now, event));
	return onlyLooking(before, after);
}

function react(state: WizardState, event: WizardEvent): Turn {
	switch (event.type) {
		case 'key':
			return press({...state, notice: undefined, chosen: undefined}, event.key);
		case 'paste':
			return paste({...state, notice: undefined, blocked: undefined}, event.text);
		case 'asked-to-leave':
			return leave(state, event.code, screenOf(state).summary?.(state) ?? usualEnd(state));
		case 'scroll-ended':
			return turn(layerOnTop(state).scrollEnded?.(state, event.top) ?? state);
		default:
			return tell(state, event);
	}
}

/** A key on what is on top: the binding that has it does what it says, and what none has is typed. */
function press(state: WizardState, key: Key): Turn {
	const layer = layerOnTop(state);
	const before = layer.calm?.(state) ?? state;
	const binding = bindingOf(layer.keys(before), key);
	if (binding?.disabled !== undefined) return turn({...state, notice: {tone: 'look', text: binding.disabled}});
	const stays = binding?.aside === true || overlayOf(state) !== undefined;
	const calm = stays ? before : {...before, blocked: undefined};
	const does = binding ? binding.run : layer.typed;
	return does?.(calm, key) ?? turn(calm);
}

function paste(state: WizardState, text: string): Turn {
	return layerOnTop(state).pasted?.(state, text) ?? turn(state);
}

/** What suggestions are made from. A draft is opened before any of it is here. */
const suggestedFrom: readonly string[] = ['gateways', 'sites', 'vpcs', 'routeTables'];

/** What is told from outside and is no screen's own: the terminal, the clock, what was read of an account, what is to be said of the answers. */
const ownHears: Hears = {
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
	checked: (state, {findings, changes, fixed = []}) => heldAt(seekRefused({...state, findings, changes, fixed})),
	facts(state, {key, facts}) {
		return turn(key === state.factsKey ? {...state, data: {...state.data, facts: {key, facts}}} : state);
	},
};

/** Everything that hears what is told from outside; what the core does with it comes last. */
const hearing: readonly Hears[] = [
	// the list and the panel look at what is known by then
	fleetHears,
	...allLayers.flatMap(({hears}) => hears ?? []),
	attentionHears,
	ownHears,
];

/** What is told from outside goes to all that hear it, whichever is on top. Answers that are not awaited any more are dropped. */
function tell(state: WizardState, event: WizardEvent): Turn {
	if (!isAwaited(state, event)) return turn(state);
	return hearing.reduce((before, hears) => {
		// cast: `hears` has under a type what takes events of that type
		const hear = hears[event.type] as ((state: WizardState, event: WizardEvent) => Turn) | undefined;
		return hear ? andThen(before, now => hear(now, event)) : before;
	}, turn(state));
}

/**
 * A key that is shown is masked again as soon as its field or the screen is left, something lies over it, or somebody else may look:
 * help, a prompt, another size, Ctrl-Z, leaving.
 */
function maskAgain(before: WizardState, after: WizardState, event: WizardEvent): WizardState {
	if (!after.form.revealed) return after;
	const stays =
		(before.form.focus === '' || after.form.focus === before.form.focus) &&
		after.screen === before.screen &&
		overlayOf(after) === undefined &&
		!after.leaving &&
		event.type !== 'resize' &&
		event.type !== 'suspended';
	return stays ? after : {...after, form: {...after.form, revealed: false}};
}
