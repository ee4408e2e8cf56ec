import {nameToType} from '../../../connection/take-down.ts';
import {placeAsked} from '../../answers/asked.ts';
import type {Screen} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {editLine, insertInto} from '../../core/text-edit.ts';
import {lookAgain} from '../watch/watch-list.ts';
import {undoKeys} from './keys.ts';
import {heard, rowOf, type UndoModel, undoing} from './model.ts';
import {undoEnd} from './text.ts';

/** What would be deleted, the question, and the deleting. */
export const undoScreen: Screen = {
	keys(state) {
		const model = undoing.of(state);
		return model ? undoKeys(model) : [];
	},
	calm(state) {
		const model = undoing.of(state);
		return model?.refused === undefined ? state : undoing.put(state, {...model, refused: undefined});
	},
	typed: (state, key) =>
		asked(state, model => {
			const line = editLine(model.line, key);
			return line ? {...model, line} : model;
		}),
	pasted: (state, text) =>
		asked(state, model => {
			const line = insertInto(model.line, text.replace(/\s+/g, ' ').trim());
			return {...model, line, refused: undefined};
		}),
	scrollEnded(state, top) {
		const model = undoing.of(state);
		return model ? undoing.put(state, {...model, row: top}) : state;
	},
	hears: {
		'undo-previewed': (state, {steps, inDoubt}) =>
			hear(state, model =>
				model.phase === 'reading' ? {...model, phase: 'asking', rows: steps.map(rowOf), inDoubt} : model,
			),
		'delete-read': (state, {runId, steps, told}) =>
			hear(state, model =>
				model.phase === 'reading'
					? {...model, phase: 'asking', rows: steps.map(rowOf), runId, told, name: nameToType(told.connection)}
					: model,
			),
		'delete-begun': (state, {runId}) => hear(state, model => ({...model, runId})),
		undo: (state, {event}) => hear(state, model => heard(model, event)),
		'undo-broke': (state, {trouble}) => hear(state, model => ({...model, phase: 'stopped', trouble})),
	},
	place(state) {
		const undo = undoing.of(state);
		return undo?.cloud ? {cloud: undo.cloud, region: undo.region} : placeAsked(state);
	},
	summary: undoEnd,
	about: state => [
		undoing.of(state)?.subject.kind === 'connection'
			? 'A connection that stands is taken down: its routes, itself, and the gateways that only it used and that runs of tunnelwright made. Nothing that another connection uses goes. It can be stopped and finished later; there is no undo.'
			: 'What a run made is deleted, last made first, and nothing that was there before it. It can be stopped and begun again at any point.',
	],
};

/** Only at the question is anything typed. */
function asked(state: WizardState, change: (model: UndoModel) => UndoModel): Turn {
	const model = undoing.of(state);
	return turn(model?.phase === 'asking' ? undoing.put(state, change(model)) : state);
}

/** Once something was taken away, or may have been, what stands is read again. */
function hear(state: WizardState, change: (model: UndoModel) => UndoModel): Turn {
	const before = undoing.of(state);
	if (!before) return turn(state);
	const model = change(before);
	const wasGoing = before.phase === 'running' || before.phase === 'stopping';
	const isOver = model.phase === 'undone' || model.phase === 'stopped';
	return andThen(turn(undoing.put(state, model)), now => (wasGoing && isOver ? lookAgain(now) : turn(now)));
}
