import {wayKeys} from '../overlays/go-to/keys.ts';
import {isOnTheWay} from '../overlays/go-to/places.ts';
import {allLayers, layerOnTop, overlayOf} from '../overlays/registry.ts';
import {openAccounts} from '../screens/accounts/accounts.ts';
import {askToDelete} from '../screens/drafts/drafts.ts';
import {askForProfileName} from '../screens/profiles/ask-for-name.ts';
import {profilesCommand} from '../screens/profiles/profiles.ts';
import {reviewCommand} from '../screens/review/review-keys.ts';
import {runsCommand} from '../screens/runs/runs.ts';
import {newLikeRow} from '../screens/watch/read-back.ts';
import {toggleMark} from '../screens/watch/watch-marks.ts';
import {choose} from '../steps/choose.ts';
import {editForm, formCommand, pasteIntoForm} from '../steps/form.ts';
import {backAtList, goBack, openHome, readTablesAgain} from '../steps/move.ts';
import {editOption, optionsCommand, pasteIntoOption} from '../steps/options/option-edit.ts';
import {editPairs, pairsCommand} from '../steps/pairs/pairs-editor.ts';
import {pasteIntoPairs} from '../steps/pairs/paste-into-pairs.ts';
import {isAwaited} from './awaited.ts';
import {contextOf} from './context.ts';
import type {Effect} from './effect.ts';
import type {WizardEvent} from './event.ts';
import {goHome, homeKey} from './go-home.ts';
import {hear} from './hear.ts';
import {type Key, keyName} from './key.ts';
import {type Command, commandOf} from './key-map.ts';
import {bindingOf} from './keys.ts';
import {isLate, lateKey, latePaste, lateSummary} from './late.ts';
import {leave} from './leave.ts';
import {editList, filterList} from './list.ts';
import {viewOf} from './list-view.ts';
import {filteredList, listOnScreen, rowHere} from './lists.ts';
import {want} from './loads.ts';
import {pasteIntoLine} from './paste.ts';
import {maskAgain} from './reveal.ts';
import type {Layer} from './screen.ts';
import {settle} from './settle.ts';
import type {WizardState} from './state.ts';
import {takeBack, withWayBack} from './take-back.ts';
import {toldHere} from './told-here.ts';
import {andThen, pushInto, type Turn, turn} from './turn.ts';

/**
 * The whole wizard: what a state and an event lead to. Pure: no I/O, no clock, no timers; what is to be done is in `effects`.
 * Never throws, whatever the order of events.
 */
export function update(before: WizardState, given: WizardEvent): Turn {
	const event = toldHere(given, before);
	const effects: Effect[] = [];
	const after = maskAgain(before, settle(before, react(before, event, effects), event, effects), event);
	return {state: after, effects};
}

function react(state: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	switch (event.type) {
		case 'key':
			return onKey({...state, notice: undefined, chosen: undefined}, event.key, effects);
		case 'paste':
			return pasted({...state, notice: undefined, blocked: undefined}, event.text, effects);
		case 'asked-to-leave':
			return leave(state, event.code, effects, lateSummary(state));
		default:
			return heard(state, event, effects);
	}
}

function heard(state: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	const told = tell(state, event);
	return hear(told ? pushInto(effects, told) : state, event, effects);
}

/** A key on what is on top: the binding that has it does what it says, and what none has is typed. */
function press(layer: Layer, state: WizardState, key: Key): Turn {
	const binding = bindingOf(layer.keys(state), key);
	if (binding?.disabled !== undefined) return turn({...state, notice: {tone: 'look', text: binding.disabled}});
	const stays = binding?.aside === true || overlayOf(state) !== undefined;
	const calm = stays ? state : {...state, blocked: undefined};
	const does = binding ? binding.run : layer.typed;
	return does?.(calm, key) ?? turn(calm);
}

/** What is told from outside goes to all that hear it, whichever is on top. */
function tell(state: WizardState, event: WizardEvent): Turn | undefined {
	const hearing = allLayers.flatMap(({hears}) => {
		// cast: `hears` has under a type what takes events of that type
		const hear = hears?.[event.type] as ((state: WizardState, event: WizardEvent) => Turn) | undefined;
		return hear ? [hear] : [];
	});
	if (hearing.length === 0) return undefined;
	if (!isAwaited(state, event)) return turn(state);
	return hearing.reduce((before, hear) => andThen(before, now => hear(now, event)), turn(state));
}

function onKey(state: WizardState, key: Key, effects: Effect[]): WizardState {
	const layer = layerOnTop(state);
	if (layer) return pushInto(effects, press(layer, state, key));
	const context = contextOf(state);
	if (isLate(context)) return keyName(key) === homeKey ? goHome(state, effects) : lateKey(state, context, key, effects);
	const command = commandOf(context, key);
	if (command === 'leave') return leave(state, 130, effects, lateSummary(state));
	if (command === 'put-back' && context !== 'pairs') return takeBack({...state, blocked: undefined});
	if (command === 'home') return goHome(state, effects);
	const away = isOnTheWay(state) ? bindingOf(wayKeys, key)?.run?.(state, key) : undefined;
	if (away) return pushInto(effects, away);
	if (command === 'help') return {...state, help: {scroll: 0}};
	const cleared = {...state, blocked: undefined};
	return command ? onCommand(cleared, command, key, effects) : onTyping(cleared, key);
}

function onCommand(state: WizardState, command: Command, key: Key, effects: Effect[]): WizardState {
	const {screen} = state;
	const filtered = filteredList(state);
	switch (command) {
		case 'back':
			if (key.name === 'escape' && filtered) return withView(state, filtered.key, filterList(filtered.view, ''));
			return screen.name === 'step' ? backFromStep(state, screen.step, key, effects) : backFromScreen(state, effects);
		case 'quit':
			return leave(state, 0, effects, lateSummary(state));
		case 'save-profile':
			return askForProfileName(state);
		case 'reload':
			return reload(state, effects);
		case 'rename':
		case 'delete':
		case 'export':
		case 'import':
			return profilesCommand(state, command);
		case 'delete-draft':
			return askToDelete(state);
		case 'account':
			return openAccountsHere(state);
		case 'new-like':
			return newLikeRow(state, effects);
		case 'mark':
			return toggleMark(state);
		case 'undo':
		case 'forget':
			return runsCommand(state, command, effects);
		default:
			break;
	}

	if (screen.name === 'review') return reviewCommand(state, command, key, effects);
	const list = listOnScreen(state);
	if (list) {
		if (command === 'forward') return withoutFilter(state, choose(state, list, effects), list.key);
		if (command === 'clear-filter')
			return filtered ? withView(state, filtered.key, filterList(filtered.view, '')) : state;
		return onTyping(state, key);
	}

	if (screen.name !== 'step') return state;
	if (screen.step === 'options') return optionsCommand(state, command, key, effects);
	return screen.step === 'pairs'
		? pairsCommand(state, command, key, effects)
		: formCommand(state, screen.step, command, key, effects);
}

/** The accounts of the cloud under the cursor; once one is chosen, of that. */
function openAccountsHere(state: WizardState): WizardState {
	const isAsked = state.screen.name === 'step' && state.screen.step !== 'cloud';
	const id = isAsked ? state.answers.cloud : rowHere(state)?.id;
	return id === 'aws' || id === 'tencent' ? openAccounts(state, id) : state;
}

/** Shift-Tab goes back a field or cell first; Esc always leaves the step. */
function backFromStep(
	state: WizardState,
	step: Extract<WizardState['screen'], {name: 'step'}>['step'],
	key: Key,
	effects: Effect[],
): WizardState {
	if (step === 'options') return goBack(state, step, effects);
	const before =
		step === 'pairs'
			? pairsCommand(state, 'previous-field', key, effects)
			: formCommand(state, step, 'previous-field', key, effects);
	const within = key.name === 'tab' ? before : state;
	return within === state ? goBack(state, step, effects) : within;
}

function backFromScreen(state: WizardState, effects: Effect[]): WizardState {
	switch (state.screen.name) {
		case 'review':
			return goBack({...state, editing: false}, 'review', effects);
		case 'watch-region':
			return {...state, screen: {name: 'watch'}};
		case 'accounts':
			return state.screen.from === 'home' ? openHome(state) : backAtList(state, state.screen.from, effects);
		default:
			return openHome(state);
	}
}

function onTyping(state: WizardState, key: Key): WizardState {
	const list = listOnScreen(state);
	if (list) {
		const hasFilter = list.kind !== 'home' && list.kind !== 'runs';
		if (!hasFilter && (key.name === 'char' || key.name === 'backspace')) return state;
		const edited = editList(viewOf(state, list), key, pageOf(state));
		return edited ? withView(state, list.key, edited) : state;
	}

	if (state.screen.name !== 'step') return state;
	if (state.screen.step === 'options') return editOption(state, key);
	return state.screen.step === 'pairs' ? editPairs(state, key) : editForm(state, key);
}

function pasted(state: WizardState, text: string, effects: Effect[]): WizardState {
	const after = onPaste(state, text, effects);
	return contextOf(state) === 'pairs' ? after : withWayBack(state, after);
}

function onPaste(state: WizardState, text: string, effects: Effect[]): WizardState {
	const layer = layerOnTop(state);
	if (layer) return layer.pasted ? pushInto(effects, layer.pasted(state, text)) : state;
	if (isLate(contextOf(state))) return latePaste(state, text, effects);
	const list = listOnScreen(state);
	if (list && list.kind !== 'home' && list.kind !== 'runs') {
		const view = viewOf(state, list);
		return withView(state, list.key, filterList(view, view.filter + pasteIntoLine(text, ' ').text.slice(0, 100)));
	}

	if (state.screen.name !== 'step') return state;
	if (state.screen.step === 'options') return pasteIntoOption(state, text);
	return state.screen.step === 'pairs' ? pasteIntoPairs(state, text) : pasteIntoForm(state, text);
}

/** A filter has done its work once something was chosen by it. */
function withoutFilter(before: WizardState, after: WizardState, key: string): WizardState {
	const view = after.lists[key];
	return view && view.filter !== '' && after.screen !== before.screen
		? withView(after, key, filterList(view, ''))
		: after;
}

function withView(state: WizardState, key: string, view: WizardState['lists'][string]): WizardState {
	return {...state, lists: {...state.lists, [key]: view}};
}

/** How far page-down goes: about what the screen shows. */
function pageOf(state: WizardState): number {
	return Math.max(3, state.size.rows - 12);
}

function reload(state: WizardState, effects: Effect[]): WizardState {
	const list = listOnScreen(state);
	if (!list) return readTablesAgain(state, effects);
	return list.readings.reduce((asked, reading) => want(asked, reading, effects, true), state);
}
