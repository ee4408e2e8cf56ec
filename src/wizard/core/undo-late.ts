import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {Removal} from '../../run/removal.ts';
import {accountHere} from '../screens/accounts/accounts.ts';
import {connectionOf} from '../screens/run/run-model.ts';
import {toRuns} from '../screens/runs/runs.ts';
import {openingUndo, type UndoIntent, type UndoModel, type UndoSubject} from '../screens/undo/undo-view.ts';
import {openHome} from '../steps/move.ts';
import type {Effect} from './effect.ts';
import {lateSummary, withLate} from './late.ts';
import {leave} from './leave.ts';
import {want} from './loads.ts';
import type {WizardState} from './state.ts';

/** What would be deleted of a run is read before anything is asked. */
export function openUndo(
	state: WizardState,
	run: Pick<UndoModel, 'runId' | 'name' | 'region'> & Partial<Pick<UndoModel, 'cloud'>>,
	effects: Effect[],
): WizardState {
	return opened(state, openingUndo(run), effects);
}

/** What hangs on a connection that stands, or what is left of a deletion that was begun, is read before anything is asked. */
export function openDelete(
	state: WizardState,
	what: {
		readonly place?: Extract<UndoSubject, {kind: 'connection'}>['place'];
		readonly runId?: string;
		readonly name: string;
		readonly cloud?: CloudId;
		readonly region?: string;
	},
	effects: Effect[],
): WizardState {
	const {place, runId = '', name} = what;
	const {cloud = place?.cloud, region = place?.region ?? ''} = what;
	const subject: UndoSubject = {kind: 'connection', sandbox: state.options.sandbox, ...(place ? {place} : {})};
	return opened(state, openingUndo({subject, runId, name, cloud, region}), effects);
}

function opened(before: WizardState, undo: UndoModel, effects: Effect[]): WizardState {
	// whose account it is stands above
	const state = undo.cloud ? want(before, {what: 'identity', cloud: undo.cloud}, effects) : before;
	const request = state.lastRequest + 1;
	const {subject, runId, cloud} = undo;
	if (subject.kind === 'run') effects.push({type: 'preview-undo', request, runId});
	else if (runId !== '' || !subject.place) effects.push({type: 'preview-delete', request, what: {runId}});
	else effects.push({type: 'preview-delete', request, what: subject.place});
	return withLate(
		{...state, lastRequest: request, screen: {name: 'undo'}},
		{undo: {...undo, account: accountHere(state, cloud)}, requests: {...state.late.requests, undo: request}},
	);
}

export function undoIntent(state: WizardState, intent: UndoIntent, effects: Effect[]): WizardState {
	const {undo} = state.late;
	if (!undo) return state;
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'read':
			return opened(state, undo, effects);
		case 'undo':
			return begun(state, undo, effects);
		case 'stop':
			effects.push({type: 'stop-run'});
			return state;
		case 'back':
			effects.push({type: 'stop-run'}, {type: 'list-runs'});
			return back(state, undo, effects);
		case 'leave':
			return leave(state, intent.exit, effects, lateSummary(state));
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

		return undo.subject.place && panel ? {...state, screen: {name: 'panel'}} : toRuns(state);
	}

	if (undo.phase === 'undone') return openHome(withLate(state, {run: undefined}));
	return run?.runId === undo.runId ? {...state, screen: {name: 'run'}} : toRuns(state);
}
