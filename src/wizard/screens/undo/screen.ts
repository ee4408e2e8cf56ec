import {nameToType} from '../../../connection/take-down.ts';
import {placeAsked} from '../../answers/asked.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {pastedInto, typedInto} from '../../core/text-edit.ts';
import {lookAgain} from '../watch/watch-list.ts';
import {undoKeys} from './keys.ts';
import {heard, rowOf, type UndoModel, undoing} from './model.ts';
import {undoEnd} from './text.ts';

/** What would be deleted, the question, and the deleting. */
export const undoScreen = modelScreen(undoing, {
	keys: undoKeys,
	calm: () => ({refused: undefined}),
	// only at the question is anything typed
	typed: (state, key) => undoing.change(state, model => (model.phase === 'asking' ? typedInto(model, key) : {})),
	pasted: (state, text) => undoing.change(state, model => (model.phase === 'asking' ? pastedInto(model, text) : {})),
	scrollEnded: (_, row) => ({row}),
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
});

/** Once something was taken away, or may have been, what stands is read again. */
function hear(state: WizardState, change: (model: UndoModel) => UndoModel): Turn {
	return undoing.on(state, before => {
		const model = change(before);
		const wasGoing = before.phase === 'running' || before.phase === 'stopping';
		const isOver = model.phase === 'undone' || model.phase === 'stopped';
		const heard = undoing.put(state, model);
		return wasGoing && isOver ? lookAgain(heard) : turn(heard);
	});
}
