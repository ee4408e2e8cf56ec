import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import type {Effect} from '../../core/effect.ts';
import {want} from '../../core/loads.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere} from '../accounts/accounts.ts';
import {openingUndo, type UndoModel, type UndoSubject, undoing} from './model.ts';

/** What would be deleted of a run is read before anything is asked. */
export function openUndo(
	state: WizardState,
	run: Pick<UndoModel, 'runId' | 'name' | 'region'> & Partial<Pick<UndoModel, 'cloud'>>,
): Turn {
	const subject = {kind: 'run', sandbox: state.options.sandbox} as const;
	return readUndo(state, openingUndo({...run, subject}));
}

/** What hangs on a connection that stands, or what is left of a deletion that was begun, is read before anything is asked. */
export function openDelete(
	state: WizardState,
	what: {
		readonly place?: ConnectionPlace;
		readonly runId?: string;
		readonly name: string;
		readonly cloud?: CloudId;
		readonly region?: string;
	},
): Turn {
	const {place, runId = '', name} = what;
	const {cloud = place?.cloud, region = place?.region ?? ''} = what;
	const subject: UndoSubject = {kind: 'connection', sandbox: state.options.sandbox, ...(place ? {place} : {})};
	return readUndo(state, openingUndo({subject, runId, name, cloud, region}));
}

/** Reads what would be taken away, and asks whose account it is, which stands above. */
export function readUndo(before: WizardState, undo: UndoModel): Turn {
	const known = undo.cloud ? want(before, {what: 'identity', cloud: undo.cloud}) : turn(before);
	return andThen(known, state => {
		const asked = asking(state, 'undo');
		const model = {...undo, account: accountHere(state, undo.cloud)};
		return turn({...undoing.put(asked.state, model), screen: {name: 'undo'}}, previewOf(undo, asked.request));
	});
}

function previewOf({subject, runId}: UndoModel, request: number): Effect {
	if (subject.kind === 'run') return {type: 'preview-undo', request, runId};
	const what = runId !== '' || !subject.place ? {runId} : subject.place;
	return {type: 'preview-delete', request, what};
}

/** Goes on with an undo that stopped for the other tunnel is not UP, once that was typed. */
export function undoAllTheSame(before: WizardState): Turn {
	return undoing.on(before, model => {
		const {state, request} = asking(before, 'undo');
		const going = undoing.put(state, {...model, phase: 'running', error: undefined, trouble: undefined});
		return turn(going, {type: 'undo-run', request, runId: model.runId, evenIfDown: true});
	});
}
