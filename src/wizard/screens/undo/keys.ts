import {isLeftForSomebody} from '../../../connection/take-down.ts';
import {type ExitCode, exitCode} from '../../../connection/user-error.ts';
import type {Effect} from '../../core/effect.ts';
import {backKey, helpKey, helpKeyInText, scrolledTo} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {allTheSameKeys} from '../../overlays/prompt/question.ts';
import {openHome} from '../home/open.ts';
import {backToMany} from '../many/open.ts';
import {backToConnection} from '../panel/back.ts';
import {watching} from '../panel/model.ts';
import {closedPanel, panelClosed} from '../panel/summary.ts';
import {connectionOf, running} from '../run/model.ts';
import {backToRuns} from '../runs/open.ts';
import {backToWatch} from '../watch/at-home.ts';
import {fleet} from '../watch/fleet.ts';
import {undoEnd} from './end.ts';
import {isUndoTyped, leftRows, openingUndo, putsBack, type UndoModel, undoing, wordToType} from './model.ts';
import {readUndo} from './open.ts';

export function undoKeys(model: UndoModel): readonly KeyBinding[] {
	const leave = (...keys: readonly string[]) => leaveKey({keys, code: exitOf(model), summary: undoEnd});
	const verb = putsBack(model) ? {to: 'put back', did: 'put back'} : {to: 'delete', did: 'deleted'};
	const goesOn = model.phase === 'running' || model.phase === 'stopping';
	const home = homeKey({
		stays: goesOn ? `it is being ${verb.did}: ctrl-c stops it after the call in flight` : undefined,
		close,
	});
	switch (model.phase) {
		case 'reading':
			return [helpKey, backKey(back), leave('ctrl-c'), home];
		case 'asking':
			return [
				helpKeyInText,
				{keys: ['enter'], label: isUndoTyped(model) ? verb.to : `${verb.to}, once typed`, run: begin},
				{
					keys: ['up', 'down', 'page-up', 'page-down'],
					label: 'scroll',
					shown: 'up/down',
					run: (state, key) => undoing.change(state, {row: scrolledTo(key, model.row, 5)}),
				},
				backKey(back),
				leave('ctrl-c'),
				home,
			];
		case 'running':
			return [
				helpKey,
				{
					keys: ['ctrl-c', 'escape'],
					label: 'stop after this call',
					shown: 'ctrl-c',
					run: state =>
						andThen(undoing.change(state, {phase: 'stopping'}), stopping => turn(stopping, {type: 'stop-run'})),
				},
				home,
			];
		case 'stopping':
			return [helpKey, {...leave('ctrl-c'), label: 'leave at once'}, home];
		case 'stopped':
			return [
				helpKey,
				{keys: ['r', 'ctrl-r'], label: 'look again', run: state => readUndo(state, openingUndo(model))},
				...allTheSameKeys('undo', model.error),
				backKey(back),
				leave('ctrl-c'),
				home,
			];
		case 'undone':
			return [helpKey, {keys: ['enter', 'escape', 'shift-tab'], label: 'back', run: back}, leave('q', 'ctrl-c'), home];
	}
}

/** Only Enter after the word was typed deletes anything. */
function begin(before: WizardState): Turn {
	const model = undoing.of(before);
	if (!model) return turn(before);
	if (!isUndoTyped(model))
		return undoing.change(before, {
			refused: `type ${wordToType(model)} first: enter alone ${putsBack(model) ? 'puts nothing back' : 'deletes nothing'}`,
		});
	const {state, request} = asking(undoing.put(before, {...model, phase: 'running'}), 'undo');
	const run = running.of(state);
	// what is said on leaving must not tell of a connection as if it stood
	const ends = run && model.told?.connection.id === connectionOf(run);
	return turn(ends ? running.put(state, undefined) : state, ...deletionOf(state, model, request));
}

function deletionOf({data}: WizardState, model: UndoModel, request: number): readonly Effect[] {
	const {subject, runId, told} = model;
	if (subject.kind === 'run') return [{type: 'undo-run', request, runId}];
	if (!told) return [];
	const account = data.identities[told.cloud]?.account;
	return [{type: 'delete-connection', request, runId, removal: told, account}];
}

/** To where it was opened from, the list too; from a deletion that is over its panel has nothing to show: to the list behind it, or the first screen. */
function back(before: WizardState): Turn {
	return andThen(turn(before, {type: 'stop-run'}, {type: 'list-runs'}), backFrom);
}

function backFrom(state: WizardState): Turn {
	const undo = undoing.of(state);
	const isUndone = undo?.phase === 'undone';
	if (undo?.subject.kind === 'connection') {
		const isListed = watching.of(state) === undefined && fleet.of(state)?.watching === 'on';
		const isBehind = isListed || watching.of(state)?.origin === 'watch';
		if (isUndone)
			return undo.subject.place && isBehind
				? andThen(closedPanel(state), backToWatch)
				: andThen(panelClosed(state), now => turn(openHome(now)));
		const isWatched = watching.of(state) !== undefined || isListed;
		return undo.subject.place && isWatched ? backToConnection(state) : turn(backToRuns(state));
	}

	const many = undo && backToMany(state, undo.runId, isUndone ? 'back' : undefined);
	if (many) return turn(many);
	if (isUndone) return turn(openHome(state));
	return turn(running.of(state)?.runId === undo?.runId ? {...state, screen: {name: 'run'}} : backToRuns(state));
}

/** What it was opened from goes with it. */
function close(before: WizardState): Turn {
	const stopped = turn(before, {type: 'stop-run'}, {type: 'list-runs'});
	return andThen(stopped, panelClosed);
}

function exitOf(model: UndoModel): ExitCode {
	const {phase, unsure, asChanged} = model;
	if (phase !== 'undone') return exitCode.cancelled;
	if (leftRows(model).some(({detail}) => isLeftForSomebody(detail))) return exitCode.refused;
	if (unsure.length > 0) return exitCode.cloud;
	return asChanged.length > 0 ? exitCode.refused : exitCode.done;
}
