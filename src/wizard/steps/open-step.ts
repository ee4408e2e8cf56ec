import {textOf} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {suggested} from '../answers/suggest.ts';
import {cursorRow, viewOf, withFreshRows, withRows, withView} from '../core/list.ts';
import type {List} from '../core/screen.ts';
import {andChange, type Turn, type WizardState} from '../core/state.ts';
import {chosenBox} from './field.ts';
import {problemAt, seenAs} from './flow.ts';
import {readForStep} from './read-for-step.ts';
import {refusedAt} from './standing.ts';
import {type Step, type StepId, type StepList, stepOf, steps, visibleFields} from './steps.ts';

/**
 * Opens a step: what it needs is asked for, untouched answers are suggested. The cursor stands at the given field, else at the one that
 * nobody can go on with, else at the first.
 */
export function openStep(state: WizardState, id: StepId, field?: string): Turn {
	return andChange(readForStep(suggested({...state, screen: {name: 'step', step: id}}), id), now =>
		atStep(now, id, field),
	);
}

function atStep(loaded: WizardState, id: StepId, field: string | undefined): WizardState {
	const asked = askedOf(loaded);
	const step = stepOf(id);
	const fields = visibleFields(step, asked);
	const stuck = field === undefined ? stuckAt(step, asked, loaded) : undefined;
	const wanted = field ?? stuck;
	const focused = fields.find(candidate => candidate.id === wanted) ?? fields[0];
	const opened: WizardState = {
		...loaded,
		form: focusOn(loaded, focused?.id ?? ''),
		...step.cursorAt?.(asked, field, stuck),
		blocked: undefined,
	};
	return step.list ? openList(opened, step.list) : opened;
}

/** The field of a form, or the option, that can't stand as it is. Of what was not gone through yet there is none: it begins at the first. */
function stuckAt(step: Step, asked: Asked, state: WizardState): string | undefined {
	if (!asked.answers.seen.includes(seenAs(step, asked.answers))) return undefined;
	return (problemAt(step, asked, state) ?? refusedAt(state, step.id))?.field || undefined;
}

/** Back at a list that was left to look at something else: it is as it was, and what has been forgotten of the account is read. */
export function backAtList(state: WizardState, id: StepId): Turn {
	return readForStep({...state, screen: {name: 'step', step: id}}, id);
}

/** The form's cursor at the end of a field; in a choice on what was chosen. */
export function focusOn(state: WizardState, field: string): WizardState['form'] {
	const asked = askedOf(state);
	const {answers, cloud} = asked;
	const known = steps.flatMap(({fields = []}) => fields).find(({id}) => id === field);
	const box = known?.kind === 'choice' ? chosenBox(known, asked) : 0;
	const text = textOf(answers, field);
	const key = state.typedKeys[`${cloud}.${field}`];
	return {focus: field, cursor: key ? key.reveal().length : text.length, box, revealed: false};
}

/** From the review to a step and, when it is answered, back. */
export function editStep(state: WizardState, id: StepId, field?: string): Turn {
	return openStep({...state, editing: true}, id, field);
}

/** Under which name a list's filter and cursor are kept, what it holds, and whose things these are. */
export function keptList(
	{key, content, ofAllClouds}: StepList,
	asked: Asked,
): Pick<List, 'key' | 'content' | 'cloud' | 'asks'> {
	return {key: key(asked), content, asks: true, cloud: ofAllClouds ? undefined : asked.cloud};
}

/** A list as it is opened: a cursor that stands on what can't be chosen goes to what can. Opened, it goes where the keys say. */
function openList(state: WizardState, own: StepList): WizardState {
	const list = keptList(own, askedOf(state));
	const fresh = withFreshRows(state, list);
	const view = viewOf(fresh, list);
	if (cursorRow(view)?.selectable !== false) return fresh;
	const {rows, preferred} = list.content(fresh);
	return withView(fresh, list, withRows({...view, touched: false}, rows, preferred));
}
