import {backKey, helpKey, type Key, moveKeys} from './keys.ts';
import {editList, filterList, listLoad, type Row, rowIn, viewOf, whyNotRow, withView} from './list.ts';
import {stillLoading, wantAll} from './loads.ts';
import {pasteIntoLine} from './paste.ts';
import type {KeyBinding, List, Screen} from './screen.ts';
import {type Turn, turn, type WizardState} from './state.ts';
import {homeKey, leaveKey} from './ways-out.ts';

/** A screen that is a list with a filter, and nothing else. */
interface ListScreen extends Omit<Screen, 'keys' | 'typed' | 'pasted' | 'list'> {
	list(state: WizardState): List;
	back(state: WizardState): Turn;
	/** What Enter does, in the footer; left out: `choose`. */
	readonly enter?: string;
	/** Keys of its own, with the row under the cursor. */
	keys?(state: WizardState, here: Row | undefined): readonly KeyBinding[];
	/** More of them, behind those of every list. */
	moreKeys?(state: WizardState, here: Row | undefined): readonly KeyBinding[];
}

export function listScreen({list, back, enter, keys, moreKeys, ...rest}: ListScreen): Screen {
	return {
		...rest,
		list,
		keys(state) {
			const own = list(state);
			const here = rowIn(state, own);
			return [
				...listKeys(state, own, {back, enter}, keys?.(state, here)),
				...(moreKeys?.(state, here) ?? []),
				homeKey(),
				leaveKey(rest.summary ? {summary: rest.summary} : {}),
			];
		},
		typed: (state, key) => typedInList(state, list(state), key),
		pasted: (state, text) => pastedIntoList(state, list(state), text),
	};
}

/** The keys of every list with a filter. */
function listKeys(
	state: WizardState,
	list: List,
	{back, enter = 'choose'}: {back(state: WizardState): Turn; readonly enter: string | undefined},
	own: readonly KeyBinding[] = [],
): readonly KeyBinding[] {
	const filtered = viewOf(state, list).filter !== '';
	const hasFailed = isEmpty(state, list) && listLoad(state, list)?.status === 'error';
	const clear = (now: WizardState) => turn(withView(now, list, filterList(viewOf(now, list), '')));
	return [
		helpKey,
		{...moveKey(list), shown: ''},
		// in a list that could not be read nothing can be found
		{keys: [], label: 'to filter', shown: 'type', ...(hasFailed ? {shown: '', help: 'to filter'} : {})},
		enterKey(state, list, enter),
		{
			...backKey((now, key) => (key.name === 'escape' && filtered ? clear(now) : back(now))),
			...(filtered ? {label: 'clear filter', help: 'back'} : {}),
		},
		...own,
		{keys: ['ctrl-u'], label: 'clear filter', shown: '', run: now => (filtered ? clear(now) : turn(now))},
	];
}

/** Enter on a list; of one without a row nothing can be chosen, but it may be read again. */
export function enterKey(state: WizardState, list: List, label: string): KeyBinding {
	const empty = isEmpty(state, list);
	const hasFailed = listLoad(state, list)?.status === 'error';
	return {
		keys: ['enter'],
		label: empty && hasFailed ? 'try again' : label,
		help: label,
		...(empty && !hasFailed ? {shown: ''} : {}),
		run: now => chooseIn(now, list),
	};
}

/** Moves the cursor of a list without a filter. */
export function moveKey(list: List, keys: readonly string[] = moveKeys): KeyBinding {
	return {keys, label: 'move', shown: 'up/down', run: (state, key) => typedInList(state, list, key)};
}

/** Reads again what the list needs. */
export function reloadKey(list: List): KeyBinding {
	return {keys: ['ctrl-r'], label: 'reload', run: state => readAgain(state, list)};
}

function readAgain(state: WizardState, list: List): Turn {
	return wantAll(state, list.readings, true);
}

function chooseIn(state: WizardState, list: List): Turn {
	const row = rowIn(state, list);
	const load = listLoad(state, list);
	if (!row) {
		if (load?.status === 'error') return readAgain(state, list);
		const isReading = load?.status === 'loading';
		return turn({...state, notice: isReading ? stillLoading : {tone: 'look', text: 'nothing to choose here'}});
	}

	if (!row.selectable) {
		const message = whyNotRow(row);
		return turn({...state, notice: {tone: 'look', text: message}, blocked: {field: '', message}});
	}

	const chosen = list.choose(state, row);
	return {...chosen, state: withoutFilter(state, chosen.state, list)};
}

/** A filter has done its work once something was chosen by it. */
function withoutFilter(before: WizardState, after: WizardState, list: List): WizardState {
	const view = viewOf(after, list);
	return view.filter !== '' && after.screen !== before.screen ? withView(after, list, filterList(view, '')) : after;
}

/** What is typed in a list moves the cursor or narrows it. */
export function typedInList(state: WizardState, list: List, key: Key): Turn {
	const edited = editList(viewOf(state, list), key, pageOf(state));
	return turn(edited ? withView(state, list, edited) : state);
}

function pastedIntoList(state: WizardState, list: List, text: string): Turn {
	const view = viewOf(state, list);
	return turn(withView(state, list, filterList(view, view.filter + pasteIntoLine(text, ' ').text.slice(0, 100))));
}

/** How far page-down goes: about what the screen shows. */
export function pageOf({size}: Pick<WizardState, 'size'>): number {
	return Math.max(3, size.rows - 12);
}

const isEmpty = (state: WizardState, list: List) => rowIn(state, list) === undefined;
