import {allLayers, layerOnTop, overlayOf} from '../overlays/registry.ts';
import {screenOf} from '../screens/registry.ts';
import {madeSummary} from '../screens/run/made-summary.ts';
import {isAwaited} from './awaited.ts';
import type {WizardEvent} from './event.ts';
import {follow} from './follow.ts';
import type {Key} from './key.ts';
import {bindingOf} from './keys.ts';
import {leave} from './leave.ts';
import {ownHears} from './own-hears.ts';
import {maskAgain} from './reveal.ts';
import type {Hears} from './screen.ts';
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

/** Everything that hears what is told from outside; what the core does with it comes last. */
const hearing: readonly Hears[] = [...allLayers.flatMap(({hears}) => hears ?? []), ownHears];

/** What is told from outside goes to all that hear it, whichever is on top. Answers that are not awaited any more are dropped. */
function tell(state: WizardState, event: WizardEvent): Turn {
	if (!isAwaited(state, event)) return turn(state);
	return hearing.reduce((before, hears) => {
		// cast: `hears` has under a type what takes events of that type
		const hear = hears[event.type] as ((state: WizardState, event: WizardEvent) => Turn) | undefined;
		return hear ? andThen(before, now => hear(now, event)) : before;
	}, turn(state));
}
