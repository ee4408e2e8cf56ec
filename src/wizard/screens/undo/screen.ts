import {nameToType} from '../../../connection/take-down.ts';
import type {UndoEvent} from '../../../run/take-away.ts';
import {placeAsked} from '../../answers/asked.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {andChange, andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {pastedInto, typedInto} from '../../core/text-edit.ts';
import {running} from '../run/model.ts';
import {beingTakenBack} from '../run/progress.ts';
import {lookAgain} from '../watch/at-home.ts';
import {undoEnd} from './end.ts';
import {undoKeys} from './keys.ts';
import {halfTaken, heard, rowOf, type UndoModel, undoing} from './model.ts';

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
		'delete-begun': (state, {runId}) =>
			andChange(
				hear(state, model => ({...model, runId})),
				remembered,
			),
		undo: (state, {event}) =>
			andChange(
				hear(state, model => heard(model, event)),
				now => runAfter(remembered(now), event),
			),
		// a look alone says nothing of what was begun before it
		'undo-broke': (state, {trouble}) => {
			const stopped = hear(state, model => ({...model, phase: 'stopped', trouble}));
			const before = undoing.of(state);
			if (before && trouble.changedElsewhere)
				return andThen(stopped, now => turn(forgotten(now, before), {type: 'list-runs'}));
			return before && isGoing(before) && halfTaken.of(state)?.[before.runId]
				? andChange(stopped, remembered)
				: stopped;
		},
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
		const isOver = model.phase === 'undone' || model.phase === 'stopped';
		const heard = undoing.put(state, model);
		return isGoing(before) && isOver ? lookAgain(heard) : turn(heard);
	});
}

const isGoing = ({phase}: UndoModel) => phase === 'running' || phase === 'stopping';

/** What has begun is told of on leaving until it ends, whatever is looked at meanwhile. */
function remembered(state: WizardState): WizardState {
	const model = undoing.of(state);
	if (!model) return state;
	if (model.phase === 'undone') return forgotten(state, model);
	return halfTaken.put(state, {...halfTaken.of(state), [model.runId]: model});
}

/** It has ended. */
function forgotten(state: WizardState, {runId}: UndoModel): WizardState {
	const {[runId]: _, ...others} = halfTaken.of(state) ?? {};
	return halfTaken.put(state, others);
}

/** The run that is taken back: once that has begun it can't go on, what went is no more there, and at the end nothing is told of it. */
function runAfter(state: WizardState, event: UndoEvent): WizardState {
	const run = running.of(state);
	if (!run || run.runId !== undoing.of(state)?.runId) return state;
	return running.put(state, event.type === 'undo-finished' ? undefined : beingTakenBack(run, event));
}
