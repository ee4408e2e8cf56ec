import type {OptionValue} from '../../../clouds/contract/form-asked.ts';
import type {Option} from '../../../clouds/contract/option.ts';
import {withCloudAnswers} from '../../answers/answers.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {type Key, movedTo} from '../../core/keys.ts';
import {pageOf} from '../../core/list-screen.ts';
import {pasteIntoLine} from '../../core/paste.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {editLine, insertInto, type TextLine} from '../../core/text-edit.ts';
import {markSeen} from '../flow.ts';
import {goOn} from '../go-on.ts';
import {refusedAt} from '../standing.ts';
import {type OptionsCursor, withText} from './option-find.ts';
import {optionProblem, visibleOptions} from './option-table.ts';
import {inOrder, isSame, setValue, valueInForce} from './option-values.ts';

/** The option under the cursor; undefined on the line that goes on. */
export function optionHere(state: WizardState): Option | undefined {
	const {row} = state.option;
	return row === '' ? undefined : visibleOptions(askedOf(state)).find(({path}) => path === row);
}

/** Whether the option under the cursor is being changed. One that is switched over never is. */
export function isOpen({option: {editing}}: WizardState, {kind}: Option): boolean {
	return editing !== undefined && kind !== 'boolean';
}

/** The option under the cursor is left as it is now. */
export function close(state: WizardState): WizardState {
	return withCursor(state, {editing: undefined});
}

/** An option as it is usual. */
export function reset(state: WizardState, option: Option): WizardState {
	return close(withValue(state, option, undefined));
}

/** On to the next step, unless something that was typed can't be read, or a rule refuses what is set. */
export function proceed(before: WizardState): Turn {
	const state = {...before, answers: markSeen(before.answers, 'options')};
	const problem = optionProblem(askedOf(state)) ?? refusedAt(state, 'options');
	if (problem) return turn({...state, option: {row: problem.field, editing: undefined}, blocked: problem});
	return goOn(before, {...state, option: {row: '', editing: undefined}}, 'options');
}

/** The paths of the rows in order; the line that goes on comes first. */
function rowsOf(asked: Asked): readonly string[] {
	return ['', ...visibleOptions(asked).map(({path}) => path)];
}

export function moveRow(state: WizardState, key: Key): WizardState {
	const rows = rowsOf(askedOf(state));
	const from = Math.max(0, rows.indexOf(state.option.row));
	return withCursor(state, {
		row: rows[movedTo(key, from, rows.length, pageOf(state)) ?? from] ?? '',
		editing: undefined,
	});
}

/** To the first option of the section after this one; from the last back to the line that goes on. */
export function nextSection(state: WizardState): WizardState {
	const options = visibleOptions(askedOf(state));
	const here = options.findIndex(({path}) => path === state.option.row);
	const section = options[here]?.section;
	const next = options.slice(here + 1).find(option => option.section !== section);
	return withCursor(state, {row: next?.path ?? '', editing: undefined});
}

/** Enter on an option: switches it over, or opens it to be changed. */
export function begin(state: WizardState, option: Option): WizardState {
	const value = valueInForce(option, askedOf(state).answers);
	if (option.kind === 'boolean') return withValue(state, option, value !== true);
	const box =
		option.kind === 'choice'
			? Math.max(
					0,
					option.choices.findIndex(({id}) => id === value),
				)
			: 0;
	return withCursor(state, {editing: {box, cursor: textOf(state, option).length}});
}

/** Enter in an option that is open: a choice is taken, everything else has been already. */
export function take(state: WizardState, option: Option): WizardState {
	const closed = close(state);
	const choice = option.kind === 'choice' ? option.choices[boxOf(state)] : undefined;
	return choice ? withValue(closed, option, choice.id) : closed;
}

const boxOf = ({option: {editing}}: WizardState) => editing?.box ?? 0;

/** Through the choices of an option that is open. */
export function moveWithin(state: WizardState, option: Option, key: Key): WizardState {
	if (option.kind !== 'choice' && option.kind !== 'choices') return state;
	const box = boxOf(state);
	const to = movedTo(key, box, option.choices.length) ?? box;
	return withCursor(state, {editing: {box: to, cursor: 0}});
}

/** Ticks the choice that is pointed at, or takes the tick off. */
export function toggle(state: WizardState, option: Option): WizardState {
	const choice = option.kind === 'choices' ? option.choices[boxOf(state)] : undefined;
	if (option.kind !== 'choices' || !choice) return state;
	const value = valueInForce(option, askedOf(state).answers);
	const ticked = typeof value === 'object' ? value : [];
	const next = ticked.includes(choice.id) ? ticked.filter(id => id !== choice.id) : [...ticked, choice.id];
	return withValue(state, option, inOrder(option.choices, next));
}

/** Typing in an option that is open. */
export function editOption(state: WizardState, key: Key): WizardState {
	const option = optionHere(state);
	const line = option && lineOf(state, option);
	const edited = line && editLine(line, key);
	return option && edited ? withLine(state, option, edited) : state;
}

export function pasteIntoOption(state: WizardState, pasted: string): WizardState {
	const {find} = state.option;
	if (find) return withText(state, find.text + pasteIntoLine(pasted, ' ').text.slice(0, 100));
	const option = optionHere(state);
	const line = option && lineOf(state, option);
	if (!option || !line) return state;
	const {text, notice} = pasteIntoLine(pasted, option.kind === 'list' ? ', ' : ' ');
	const changed = withLine(state, option, insertInto(line, text));
	return notice === '' ? changed : {...changed, notice: {tone: 'look', text: notice}};
}

/** The text of an option that is typed: what is set; one that is not begins empty. */
function textOf(state: WizardState, option: Option): string {
	const value = setValue(option, askedOf(state).answers);
	return typeof value === 'string' ? value : '';
}

function lineOf(state: WizardState, option: Option): TextLine | undefined {
	const {editing} = state.option;
	if (!editing || (option.kind !== 'text' && option.kind !== 'number' && option.kind !== 'list')) return undefined;
	return {value: textOf(state, option), cursor: editing.cursor};
}

/** An emptied line puts the standard back. */
function withLine(state: WizardState, option: Option, {value, cursor}: TextLine): WizardState {
	return withCursor(withValue(state, option, value === '' ? undefined : value), {editing: {box: 0, cursor}});
}

/** Sets an option; its standard is not set but left, so that it follows the preset. */
function withValue(state: WizardState, option: Option, value: OptionValue | undefined): WizardState {
	const isTyped = option.kind === 'text' || option.kind === 'number' || option.kind === 'list';
	const answers = withCloudAnswers(state.answers, cloud => {
		const {[option.path]: before, ...others} = cloud.options;
		const standard = option.standard(cloud).value;
		if (value === undefined || (!isTyped && isSame(value, standard)))
			return before === undefined ? cloud : {...cloud, options: others};
		return isSame(before, value) ? cloud : {...cloud, options: {...cloud.options, [option.path]: value}};
	});
	return answers === state.answers ? state : {...state, answers};
}

function withCursor(state: WizardState, cursor: Partial<OptionsCursor>): WizardState {
	return {...state, option: {...state.option, ...cursor}};
}
