import {Secret} from '../../../connection/secret.ts';
import {withCloudAnswers} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import type {Key} from '../../core/keys.ts';
import {stillLoading} from '../../core/loads.ts';
import {inAscii, pasteIntoLine} from '../../core/paste.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {editLine, extended, insertInto, type TextLine} from '../../core/text-edit.ts';
import {type BoxesField, type ChoiceField, chosenIn, type Field, type TextField} from '../field.ts';
import {formProblem, markSeen} from '../flow.ts';
import {goOn} from '../go-on.ts';
import {focusOn} from '../open-step.ts';
import {isReadingTables} from '../route-tables.ts';
import {refusedAt} from '../standing.ts';
import {type StepId, stepOf, visibleFields} from '../steps.ts';
import {focusedField} from './focused-field.ts';

/** A typed key is shown, or hidden again. */
export function reveal(state: WizardState): WizardState {
	return {...state, form: {...state.form, revealed: !state.form.revealed}};
}

/** Space in a choice: what is pointed at is chosen, and the cursor stays. */
export function choose(state: WizardState, field: ChoiceField): WizardState {
	return setChoice(state, field, pointedAt(state, field));
}

/**
 * Enter: what is pointed at in a choice is chosen; then on to the next field, or with all of them sound on to the next step. At an
 * answer that can't stand, or that a rule refuses, it stays and says why.
 */
export function forward(state: WizardState, step: StepId, field: Field): Turn {
	const kept = field.kind === 'choice' ? choose(state, field) : state;
	const asked = askedOf(kept);
	const fields = visibleFields(stepOf(step), asked);
	const here = fields.findIndex(({id}) => id === field.id);
	const problem = formProblem({...stepOf(step), fields: [field]}, asked, kept) ?? refusedAt(kept, step, [field.id]);
	if (problem) return turn({...kept, blocked: problem});
	if (field.kind === 'boxes' && isReadingTables(asked)) return turn({...kept, notice: stillLoading});
	const next = fields[here + 1];
	if (next) return turn({...kept, form: focusOn(kept, next.id)});
	const own = fields.map(({id}) => id);
	const first = formProblem(stepOf(step), asked, kept) ?? refusedAt(kept, step, own);
	if (first) return turn({...kept, form: focusOn(kept, first.field), blocked: first});
	const typed = fields.filter(each => !isFollowing(each)).map(({id}) => id);
	const answers = markSeen(kept.answers, step, typed);
	return goOn(kept, {...kept, answers, form: {...kept.form, revealed: false}}, step);
}

const isList = (field: Field) => field.kind === 'text' && field.list === true;
const isFollowing = (field: Field) => field.kind === 'text' && field.follows === true;

/** To the field after or before one; the state itself comes back where there is none. */
export function beside(state: WizardState, step: StepId, field: Field, by: 1 | -1): WizardState {
	const fields = visibleFields(stepOf(step), askedOf(state));
	const next = fields[fields.findIndex(({id}) => id === field.id) + by];
	return next ? {...state, form: focusOn(state, next.id)} : state;
}

/** Up and down go through a field's options, and past its ends to the next field. They choose nothing. */
export function moveWithin(state: WizardState, step: StepId, field: Field, by: 1 | -1): WizardState {
	if (field.kind !== 'choice' && field.kind !== 'boxes') return beside(state, step, field, by);
	const box = state.form.box + by;
	return field.options(askedOf(state))[box] ? {...state, form: {...state.form, box}} : beside(state, step, field, by);
}

/** The option of a choice that the cursor is on. */
function pointedAt(state: WizardState, field: ChoiceField): string {
	const asked = askedOf(state);
	return field.options(asked)[state.form.box]?.id ?? chosenIn(field, asked);
}

function setChoice(state: WizardState, field: ChoiceField, id: string): WizardState {
	const answers = withCloudAnswers(state.answers, cloud =>
		cloud.choices[field.id] === id ? cloud : {...cloud, choices: {...cloud.choices, [field.id]: id}},
	);
	return {...state, answers};
}

/** Ticks what is pointed at, or takes the tick off. */
export function toggle(state: WizardState, field: BoxesField): WizardState {
	const asked = askedOf(state);
	const option = field.options(asked)[state.form.box];
	const gateway = asked.gateway?.id;
	if (!option || gateway === undefined) return state;
	const ticked = asked.answers.routeTables[gateway] ?? [];
	const next = ticked.includes(option.id) ? ticked.filter(id => id !== option.id) : [...ticked, option.id];
	return {
		...state,
		answers: withCloudAnswers(state.answers, cloud => ({
			...cloud,
			routeTables: {...cloud.routeTables, [gateway]: next},
		})),
	};
}

/** Typing in the focused field. */
export function editForm(state: WizardState, key: Key): WizardState {
	const field = focusedField(state);
	if (!field) return state;
	const line = lineOf(state, field);
	// what an input method types in full width is an address all the same
	const meant = field.kind === 'text' && !field.free ? {...key, text: inAscii(key.text)} : key;
	const edited = line && editLine(extended(line, isList(field), meant.text), meant);
	return edited ? withLine(state, field, edited) : state;
}

export function pasteIntoForm(state: WizardState, pasted: string): WizardState {
	const field = focusedField(state);
	const line = field && lineOf(state, field);
	if (!field || !line) return state;
	const {text, notice} = pasteIntoLine(
		field.kind === 'text' && !field.free ? inAscii(pasted) : pasted,
		isList(field) ? ', ' : field.kind === 'secret' ? '' : ' ',
	);
	if (text.trim() === '') return notice === '' ? state : {...state, notice: {tone: 'look', text: notice}};
	const into = extended(line, isList(field), text);
	const added = isList(field) ? joined(into, text) : text.trim();
	const changed = withLine(state, field, insertInto(into, added));
	return notice === '' ? changed : {...changed, notice: {tone: 'look', text: notice}};
}

/** A comma between what stands there and what is pasted after it, where there is none. */
function joined(line: TextLine, text: string): string {
	if (line.offered) return text;
	const before = line.value.slice(0, line.cursor).trimEnd();
	return before === '' || before.endsWith(',') || !/[,\s]/.test(text) || text.startsWith(',') ? text : `, ${text}`;
}

/** What is typed in a field so far, and where the cursor is; undefined for a field that is not typed. A suggestion has its cursor at its end. */
export function lineOf(state: WizardState, field: Field): TextLine | undefined {
	const {answers, cloud} = askedOf(state);
	const {cursor} = state.form;
	if (field.kind === 'text') {
		const value = answers.texts[field.id] ?? '';
		return value === '' || answers.touched.includes(field.id)
			? {value, cursor}
			: {value, cursor: value.length, offered: true};
	}

	if (field.kind === 'secret') return {value: state.typedKeys[`${cloud}.${field.id}`]?.reveal() ?? '', cursor};
	return undefined;
}

function withLine(state: WizardState, field: Field, {value, cursor}: TextLine): WizardState {
	const moved = {...state, form: {...state.form, focus: field.id, cursor}};
	if (field.kind === 'text') return setText(moved, field, value);
	if (field.kind !== 'secret' || !state.answers.cloud) return moved;
	const place = `${state.answers.cloud}.${field.id}`;
	if ((moved.typedKeys[place]?.reveal() ?? '') === value) return moved;
	return {...moved, typedKeys: {...moved.typedKeys, [place]: new Secret(value)}};
}

function setText(state: WizardState, {id, withTyped}: TextField, value: string): WizardState {
	const answers = withCloudAnswers(state.answers, cloud => {
		const isTouched = cloud.touched.includes(id);
		// moving in a suggestion makes it the user's own; moving in an empty field says nothing
		if ((cloud.texts[id] ?? '') === value && (isTouched || value === '')) return cloud;
		const touched = isTouched ? cloud.touched : [...cloud.touched, id];
		const typed = {...cloud, texts: {...cloud.texts, [id]: value}, touched};
		return withTyped?.(typed) ?? typed;
	});
	return answers === state.answers ? state : {...state, answers};
}
