import {wayKeys} from '../overlays/go-to/keys.ts';
import {isOnTheWay} from '../overlays/go-to/places.ts';
import {allLayers, layerOnTop, overlayOf} from '../overlays/registry.ts';
import {screenOf} from '../screens/registry.ts';
import {madeSummary} from '../screens/run/made-summary.ts';
import {editForm, formCommand, pasteIntoForm} from '../steps/form.ts';
import {goBack, readTablesAgain} from '../steps/move.ts';
import {editOption, optionsCommand, pasteIntoOption} from '../steps/options/option-edit.ts';
import {editPairs, pairsCommand} from '../steps/pairs/pairs-editor.ts';
import {pasteIntoPairs} from '../steps/pairs/paste-into-pairs.ts';
import type {StepId} from '../steps/step.ts';
import {isAwaited} from './awaited.ts';
import {contextOf} from './context.ts';
import type {WizardEvent} from './event.ts';
import {goHome} from './go-home.ts';
import {hear} from './hear.ts';
import type {Key} from './key.ts';
import {type Command, commandOf} from './key-map.ts';
import {bindingOf} from './keys.ts';
import {leave} from './leave.ts';
import {maskAgain} from './reveal.ts';
import type {Layer} from './screen.ts';
import {follow} from './settle.ts';
import type {WizardState} from './state.ts';
import {takeBack, withWayBack} from './take-back.ts';
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
			return onKey({...state, notice: undefined, chosen: undefined}, event.key);
		case 'paste':
			return pasted({...state, notice: undefined, blocked: undefined}, event.text);
		case 'asked-to-leave':
			return leave(state, event.code, screenOf(state)?.summary?.(state) ?? madeSummary(state));
		default:
			return andThen(tell(state, event), now => hear(now, event));
	}
}

/** A key on what is on top: the binding that has it does what it says, and what none has is typed. */
function press(layer: Layer, state: WizardState, key: Key): Turn {
	const before = layer.calm?.(state) ?? state;
	const binding = bindingOf(layer.keys(before), key);
	if (binding?.disabled !== undefined) return turn({...state, notice: {tone: 'look', text: binding.disabled}});
	const stays = binding?.aside === true || overlayOf(state) !== undefined;
	const calm = stays ? before : {...before, blocked: undefined};
	const does = binding ? binding.run : layer.typed;
	return does?.(calm, key) ?? turn(calm);
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

function onKey(state: WizardState, key: Key): Turn {
	const layer = layerOnTop(state);
	if (layer) return press(layer, state, key);
	const context = contextOf(state);
	const command = commandOf(context, key);
	if (command === 'leave') return leave(state, 130, madeSummary(state));
	if (command === 'put-back' && context !== 'pairs') return turn(takeBack({...state, blocked: undefined}));
	if (command === 'home') return goHome(state);
	const away = isOnTheWay(state) ? bindingOf(wayKeys, key)?.run?.(state, key) : undefined;
	if (away) return away;
	if (command === 'help') return turn({...state, help: {scroll: 0}});
	const cleared = {...state, blocked: undefined};
	return command ? onCommand(cleared, command, key) : turn(onTyping(cleared, key));
}

function onCommand(state: WizardState, command: Command, key: Key): Turn {
	const {screen} = state;
	if (command === 'back') return screen.name === 'step' ? backFromStep(state, screen.step, key) : turn(state);
	if (command === 'reload') return readTablesAgain(state);
	if (screen.name !== 'step') return turn(state);
	if (screen.step === 'options') return optionsCommand(state, command, key);
	return screen.step === 'pairs' ? pairsCommand(state, command, key) : formCommand(state, screen.step, command, key);
}

/** Shift-Tab goes back a field or cell first; Esc always leaves the step. */
function backFromStep(state: WizardState, step: StepId, key: Key): Turn {
	if (step === 'options') return goBack(state, step);
	const before =
		step === 'pairs' ? pairsCommand(state, 'previous-field', key) : formCommand(state, step, 'previous-field', key);
	return key.name === 'tab' && before.state !== state ? before : goBack(state, step);
}

function onTyping(state: WizardState, key: Key): WizardState {
	if (state.screen.name !== 'step') return state;
	if (state.screen.step === 'options') return editOption(state, key);
	return state.screen.step === 'pairs' ? editPairs(state, key) : editForm(state, key);
}

function pasted(state: WizardState, text: string): Turn {
	const after = onPaste(state, text);
	return contextOf(state) === 'pairs' ? after : andChange(after, now => withWayBack(state, now));
}

function onPaste(state: WizardState, text: string): Turn {
	const layer = layerOnTop(state);
	if (layer) return layer.pasted?.(state, text) ?? turn(state);
	if (state.screen.name !== 'step') return turn(state);
	if (state.screen.step === 'options') return turn(pasteIntoOption(state, text));
	return turn(state.screen.step === 'pairs' ? pasteIntoPairs(state, text) : pasteIntoForm(state, text));
}
