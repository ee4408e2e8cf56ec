import type {Option} from '../../../clouds/contract/option.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {type Key, movedTo} from '../../core/keys.ts';
import {pageOf} from '../../core/list-screen.ts';
import type {WizardState} from '../../core/state.ts';
import {editLine} from '../../core/text-edit.ts';
import {visibleOptions} from './option-table.ts';

/** Where the cursor is in the options: on which of them ('' for going on), and inside of it while it is being changed. */
export interface OptionsCursor {
	readonly row: string;
	/** `box`: the choice that is pointed at. `cursor`: the place in the text. */
	readonly editing: {readonly box: number; readonly cursor: number} | undefined;
	/** What is being looked for, and the option that the search began at. */
	readonly find?: {readonly text: string; readonly before: string};
}

/** The options on the screen: all that there are, or those that are being looked for. */
export function shownOptions({option}: WizardState, asked: Asked): readonly Option[] {
	const options = visibleOptions(asked);
	const words = option.find?.text.toLowerCase().split(' ').filter(Boolean) ?? [];
	if (words.length === 0) return options;
	return options.filter(({section, label, path, help}) => {
		const text = `${section} ${label} ${path} ${help}`.toLowerCase();
		return words.every(word => text.includes(word));
	});
}

/** Begins to look for an option by its name, its section, its place in the document or what it does. */
export function beginFind(state: WizardState): WizardState {
	return {...state, option: {...state.option, editing: undefined, find: {text: '', before: state.option.row}}};
}

/** Typing while an option is looked for: the cursor goes to the first that is found. */
export function findOption(state: WizardState, key: Key): WizardState {
	const {find} = state.option;
	const line = find && editLine({value: find.text, cursor: find.text.length}, key);
	return line ? withText(state, line.value) : state;
}

export function withText(state: WizardState, text: string): WizardState {
	const {find} = state.option;
	if (!find) return state;
	const option = {...state.option, find: {...find, text}};
	const found = shownOptions({...state, option}, askedOf(state));
	const isNamed = ({label, path}: Option) => `${label} ${path}`.toLowerCase().includes(text.toLowerCase().trim());
	const row = text.trim() === '' ? find.before : ((found.find(isNamed) ?? found[0])?.path ?? find.before);
	return {...state, option: {...option, row}};
}

/** Stays on what was found; all options are shown again. */
export function stayAtFound(state: WizardState): WizardState {
	return {...state, option: {row: state.option.row, editing: undefined}};
}

/** Back to where the search began; all options are shown again. */
export function endFind(state: WizardState): WizardState {
	return {...state, option: {row: state.option.find?.before ?? state.option.row, editing: undefined}};
}

export function moveInFound(state: WizardState, key: Key): WizardState {
	const {row} = state.option;
	const paths = shownOptions(state, askedOf(state)).map(({path}) => path);
	const from = Math.max(0, paths.indexOf(row));
	return {
		...state,
		option: {...state.option, row: paths[movedTo(key, from, paths.length, pageOf(state)) ?? from] ?? row},
	};
}
