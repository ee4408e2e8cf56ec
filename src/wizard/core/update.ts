import {allLayers, layerOnTop, overlayOf} from '../overlays/registry.ts';
import {screenOf} from '../screens/registry.ts';
import {madeSummary} from '../screens/run/made-summary.ts';
import {isAwaited} from './awaited.ts';
import type {WizardEvent} from './event.ts';
import {hear} from './hear.ts';
import type {Key} from './key.ts';
import {bindingOf} from './keys.ts';
import {leave} from './leave.ts';
import {maskAgain} from './reveal.ts';
import {follow} from './settle.ts';
import type {WizardState} from './state.ts';
import {toldHere} from './told-here.ts';
import {andChange, andThen, type Turn, turn} from './turn.ts';

/**
 * The whole wizard: what a state and an event lead to. Pure: no I/O, no clock, no timers; what is to be done is in `effects`.
 * Never throws, whatever the order of events.
 */
export function update(before: WizardState, given: WizardEvent): Turn {
	const event = toldHere(given, before);
	return andChange(follow(before, react(before, event), event), after => maskAgain(before, after, event));
}

function react(state: WizardState, event: WizardEvent): Turn {
	switch (event.type) {
		case 'key':
			return press({...state, notice: undefined, chosen: undefined}, event.key);
		case 'paste':
			return paste({...state, notice: undefined, blocked: undefined}, event.text);
		case 'asked-to-leave':
			return leave(state, event.code, screenOf(state).summary?.(state) ?? madeSummary(state));
		default:
			return andThen(tell(state, event), now => hear(now, event));
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

/** What is told from outside goes to all that hear it, whichever is on top. */
function tell(state: WizardState, event: WizardEvent): Turn {
	const hearing = allLayers.flatMap(({hears}) => {
		// cast: `hears` has under a type what takes events of that type
		const hear = hears?.[event.type] as ((state: WizardState, event: WizardEvent) => Turn) | undefined;
		return hear ? [hear] : [];
	});
	if (!isAwaited(state, event)) return turn(state);
	return hearing.reduce((before, hear) => andThen(before, now => hear(now, event)), turn(state));
}
