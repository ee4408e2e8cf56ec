import type {Removal} from '../../run/removal.ts';
import {connectionOf} from '../screens/run/run-model.ts';
import {backToRuns} from '../screens/runs/open.ts';
import {readUndo} from '../screens/undo/open.ts';
import type {UndoIntent, UndoModel} from '../screens/undo/undo-view.ts';
import {openHome} from '../steps/move.ts';
import type {Effect} from './effect.ts';
import {lateSummary} from './late.ts';
import {withLate} from './late-state.ts';
import {leave} from './leave.ts';
import type {WizardState} from './state.ts';
import {pushInto} from './turn.ts';

export function undoIntent(state: WizardState, intent: UndoIntent, effects: Effect[]): WizardState {
	const {undo} = state.late;
	if (!undo) return state;
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'read':
			return pushInto(effects, readUndo(state, undo));
		case 'undo':
			return begun(state, undo, effects);
		case 'stop':
			effects.push({type: 'stop-run'});
			return state;
		case 'back':
			effects.push({type: 'stop-run'}, {type: 'list-runs'});
			return back(state, undo, effects);
		case 'leave':
			return pushInto(effects, leave(state, intent.exit, lateSummary(state)));
	}
}

function begun(state: WizardState, undo: UndoModel, effects: Effect[]): WizardState {
	const request = state.lastRequest + 1;
	if (undo.subject.kind === 'run') effects.push({type: 'undo-run', request, runId: undo.runId});
	else if (undo.told) effects.push(deletionOf(state, request, undo, undo.told));
	const asked = withLate({...state, lastRequest: request}, {requests: {...state.late.requests, undo: request}});
	const {run} = state.late;
	// what is said on leaving must not tell of a connection as if it stood
	const ends = run && undo.told?.connection.id === connectionOf(run);
	return ends ? withLate(asked, {run: undefined}) : asked;
}

function deletionOf({data}: WizardState, request: number, {runId}: UndoModel, removal: Removal): Effect {
	return {type: 'delete-connection', request, runId, removal, account: data.identities[removal.cloud]?.account};
}

/** To where it was opened from; from a deletion that is over to the first screen, for its panel has nothing to show. */
function back(state: WizardState, undo: UndoModel, effects: Effect[]): WizardState {
	const {run, panel} = state.late;
	if (undo.subject.kind === 'connection') {
		if (undo.phase === 'undone') {
			effects.push({type: 'stop-watch'});
			return openHome(withLate(state, {panel: undefined}));
		}

		return undo.subject.place && panel ? {...state, screen: {name: 'panel'}} : backToRuns(state);
	}

	if (undo.phase === 'undone') return openHome(withLate(state, {run: undefined}));
	return run?.runId === undo.runId ? {...state, screen: {name: 'run'}} : backToRuns(state);
}
