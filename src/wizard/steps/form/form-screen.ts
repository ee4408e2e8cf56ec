import {askedOf, placeAsked} from '../../answers/asked.ts';
import {helpKey, helpKeyInText} from '../../core/keys.ts';
import type {KeyBinding, Screen} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {takeBackKey, withWayBack} from '../../core/take-back.ts';
import {type Field, wordsFor} from '../field.ts';
import {aboutStep, findingWords, goBack, stepWaysOut} from '../go-on.ts';
import {readAll} from '../read-for-step.ts';
import type {Step} from '../steps.ts';
import {beside, choose, editForm, forward, moveWithin, pasteIntoForm, reveal, toggle} from './edit-form.ts';
import {focusedField} from './focused-field.ts';

/** The screen of a step that is a form. Which keys work is the focused field's matter. */
export function formScreen(step: Step): Screen {
	return {
		keys(state) {
			const field = focusedField(state);
			const isText = field?.kind === 'text' && field.free !== true;
			const isTyped = field?.kind === 'text' || field?.kind === 'secret';
			return [
				isTyped && !isText ? helpKeyInText : helpKey,
				...(field ? fieldKeys(state, step, field) : []),
				...stepWaysOut(
					step,
					(now, {name}) => backWithin(now, step, name === 'tab'),
					field?.kind === 'boxes' ? [reloadKey] : [],
				),
			];
		},
		typed: (state, key) => turn(editForm(state, key)),
		pasted: (state, text) => turn(withWayBack(state, pasteIntoForm(state, text))),
		place: placeAsked,
		about: state => [...aboutStep(step, state), ...fieldWords(state, step)],
	};
}

const reloadKey: KeyBinding = {
	keys: ['ctrl-r'],
	label: 'read what could not be read',
	shown: '',
	run: state => readAll(state),
};

function fieldKeys(state: WizardState, step: Step, field: Field): readonly KeyBinding[] {
	const on = (change: (now: WizardState) => WizardState) => (now: WizardState) => turn(change(now));
	const enter: KeyBinding = {keys: ['enter'], label: 'next', run: now => forward(now, step.id, field)};
	const next: KeyBinding = {
		keys: ['tab', 'down'],
		label: 'next field',
		shown: '',
		run: on(now => beside(now, step.id, field, 1)),
	};
	const move: KeyBinding = {
		keys: ['up', 'down'],
		label: 'move',
		shown: 'up/down',
		run: (now, {name}) => turn(moveWithin(now, step.id, field, name === 'up' ? -1 : 1)),
	};
	switch (field.kind) {
		case 'choice':
			return [
				{...enter, label: 'choose'},
				{keys: [' '], label: 'choose and stay', shown: '', run: on(now => choose(now, field))},
				move,
				next,
			];
		case 'boxes':
			return [enter, move, {keys: [' ', 'x'], label: 'tick', shown: 'space', run: on(now => toggle(now, field))}, next];
		default:
			return [
				enter,
				takeBackKey(state),
				...(field.kind === 'secret' ? [{keys: ['ctrl-t'], label: 'show', run: on(reveal)}] : []),
				next,
				{keys: ['up'], label: 'field before', shown: '', run: on(now => beside(now, step.id, field, -1))},
			];
	}
}

/** Shift-Tab goes back a field first; Esc always leaves the step. */
function backWithin(state: WizardState, step: Step, byField: boolean): Turn {
	const field = focusedField(state);
	const before = byField && field ? beside(state, step.id, field, -1) : state;
	return before === state ? goBack(state, step.id) : turn(before);
}

/** The focused field with all that is said at it: a small screen has no room for that beside the others. */
function fieldWords(state: WizardState, step: Step): readonly string[] {
	const field = focusedField(state);
	if (!field) return [];
	const {cloud} = askedOf(state);
	return [`${wordsFor(field.label, cloud)}: ${wordsFor(field.help, cloud)}`, ...findingWords(state, step.id, field.id)];
}
