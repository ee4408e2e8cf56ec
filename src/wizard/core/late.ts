import {keptDraft} from '../answers/kept-draft.ts';
import {ask} from '../overlays/prompt/ask.ts';
import {accountHere} from '../screens/accounts/accounts.ts';
import {updateDryRun} from '../screens/dry-run/dry-run.ts';
import {writtenSummary} from '../screens/handover/handover-text.ts';
import {updatePanel} from '../screens/panel/panel.ts';
import {type RunModel, reopenedRun} from '../screens/run/run-model.ts';
import {runSummary} from '../screens/run/run-text.ts';
import {updateRun} from '../screens/run/run-view.ts';
import {undoSummary} from '../screens/undo/undo-text.ts';
import {type UndoModel, updateUndo} from '../screens/undo/undo-view.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import type {Effect} from './effect.ts';
import type {WizardEvent} from './event.ts';
import {handoverKey, handoverPaste, hearHandover, panelEnd} from './handover-late.ts';
import type {Key} from './key.ts';
import type {Context} from './key-map.ts';
import {dryRunIntent, panelIntent, runIntent} from './late-intents.ts';
import {withLate} from './late-state.ts';
import {want} from './loads.ts';
import type {WizardState} from './state.ts';
import {andChange, andThen, pushInto, type Turn, turn} from './turn.ts';
import {undoIntent} from './undo-late.ts';

const lateContexts: readonly Context[] = ['dry-run', 'run', 'undo', 'panel', 'handover'];

export function isLate(context: Context): boolean {
	return lateContexts.includes(context);
}

/** A key on a late screen: its own model says what it means, and what is wanted of the wizard. */
export function lateKey(state: WizardState, context: Context, key: Key, effects: Effect[]): WizardState {
	const {dryRun, run, undo, panel} = state.late;
	const event = {type: 'key', key} as const;
	if (context === 'dry-run' && dryRun) {
		const {model, intents} = updateDryRun(dryRun, event);
		return intents.reduce((before, intent) => dryRunIntent(before, intent, effects), withLate(state, {dryRun: model}));
	}

	if (context === 'run' && run) {
		const {model, intents} = updateRun(run, event);
		return intents.reduce((before, intent) => runIntent(before, intent, effects), withLate(state, {run: model}));
	}

	if (context === 'undo' && undo) {
		const {model, intents} = updateUndo(undo, event);
		return intents.reduce((before, intent) => undoIntent(before, intent, effects), withLate(state, {undo: model}));
	}

	if (context === 'panel' && panel) {
		const {model, intents} = updatePanel(panel, event);
		return intents.reduce((before, intent) => panelIntent(before, intent, effects), withLate(state, {panel: model}));
	}

	return context === 'handover' ? handoverKey(state, key, effects) : state;
}

export function latePaste(state: WizardState, text: string, effects: Effect[]): WizardState {
	const {undo} = state.late;
	if (state.screen.name === 'handover') return handoverPaste(state, text, effects);
	if (state.screen.name === 'undo' && undo)
		return withLate(state, {undo: updateUndo(undo, {type: 'paste', text}).model});
	return state;
}

/** What the late screens hear from outside. Answers of older requests are dropped. */
export function hearLate(state: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	const {dryRun, undo, panel, requests} = state.late;
	switch (event.type) {
		case 'planned':
		case 'check-done':
		case 'preflight-done':
		case 'preflight-failed':
			if (!dryRun || event.request !== requests.preflight) return state;
			return withLate(state, {
				dryRun: updateDryRun(dryRun, dryRunEventOf(event)).model,
				...(event.type === 'planned' ? {generated: {cloud: event.plan.cloud, keys: event.generated}} : {}),
			});
		case 'run':
		case 'run-failed':
		case 'run-opened':
		case 'run-key-wanted':
			return event.request === requests.run ? pushInto(effects, hearRun(state, event)) : state;
		case 'undo-previewed':
		case 'delete-read':
		case 'delete-begun':
		case 'undo':
		case 'undo-broke':
			return undo && event.request === requests.undo ? hearUndo(state, undo, event, effects) : state;
		case 'handover':
			return event.request === requests.handover ? hearHandover(state, event.event, effects) : state;
		case 'snapshot':
			if (!panel || event.request !== requests.watch) return state;
			return withLate(state, {panel: updatePanel(panel, {type: 'snapshot', snapshot: event.snapshot}).model});
		default:
			return state;
	}
}

type RunHeard = Extract<WizardEvent, {type: 'run' | 'run-failed' | 'run-opened' | 'run-key-wanted'}>;

function hearRun(state: WizardState, event: RunHeard): Turn {
	const {run} = state.late;
	if (event.type === 'run-opened') {
		const {cloud} = event.opened.plan;
		const opened = {...reopenedRun(event.opened, state.now, state.options.sandbox), account: accountHere(state, cloud)};
		return andChange(want({...state, screen: {name: 'run'}}, {what: 'identity', cloud}), now =>
			withLate(now, {run: opened, runKeys: {}}),
		);
	}

	if (event.type === 'run-failed' && state.screen.name === 'runs') {
		const text = [event.trouble.message, event.trouble.mend].filter(Boolean).join(' · ');
		return turn({...state, notice: {tone: 'bad', text}});
	}

	if (!run) return turn(state);
	if (event.type === 'run-key-wanted')
		return turn(withLate(ask(state, 'run-key', event.field, ''), {run: {...run, phase: 'stopped'}}));
	if (event.type === 'run-failed')
		return turn(withLate(state, {run: updateRun(run, {type: 'failed', trouble: event.trouble}).model}));
	const {event: told} = event;
	const begun = told.type === 'started' ? ownRunBegun(state, run, told.runId) : turn(state);
	const heard = andChange(begun, now => withLate(now, {run: updateRun(run, {type: 'run', event: told}).model}));
	return told.type === 'finished' || told.type === 'stopped'
		? andThen(heard, now => runEnded(now, run, told.type))
		: heard;
}

/** What stands is read again; a run that is finished takes with it the drafts of what it has made. */
function runEnded(state: WizardState, run: RunModel, how: 'finished' | 'stopped'): Turn {
	const {cloud, region} = run.plan;
	const listed = andThen(turn(state, {type: 'list-runs'}), now => want(now, {what: 'status', cloud, region}, true));
	if (how === 'stopped') return listed;
	const dropped = andThen(listed, now => turn(now, {type: 'drop-draft-of', runId: run.runId}));
	const {own} = state.late;
	if (run.runId !== own?.runId || (run.origin === 'journal' && own.answers !== state.answers)) return dropped;
	return andThen(dropped, now => turn({...now, place: undefined}, {type: 'clear-draft'}));
}

/** A run of the answers has begun: their draft says so, for whoever comes back after a break. */
function ownRunBegun(state: WizardState, {origin}: RunModel, runId: string): Turn {
	if (origin !== 'confirmed') return turn(state);
	const begun = withLate(state, {own: {runId, answers: state.answers}});
	const kept = keptDraft(begun);
	return kept ? turn(begun, {type: 'save-draft', kept}) : turn(begun);
}

type UndoHeard = Extract<
	WizardEvent,
	{type: 'undo-previewed' | 'delete-read' | 'delete-begun' | 'undo' | 'undo-broke'}
>;

/** Once something was taken away, or may have been, what stands is read again. */
function hearUndo(state: WizardState, undo: UndoModel, event: UndoHeard, effects: Effect[]): WizardState {
	const {model} = updateUndo(undo, undoEventOf(event));
	const heard = withLate(state, {undo: model});
	const wasGoing = undo.phase === 'running' || undo.phase === 'stopping';
	const isOver = model.phase === 'undone' || model.phase === 'stopped';
	return wasGoing && isOver ? pushInto(effects, lookAgain(heard)) : heard;
}

function undoEventOf(event: UndoHeard): Parameters<typeof updateUndo>[1] {
	switch (event.type) {
		case 'undo-previewed':
			return {type: 'previewed', steps: event.steps, inDoubt: event.inDoubt};
		case 'delete-read':
			return {type: 'read', runId: event.runId, steps: event.steps, told: event.told};
		case 'delete-begun':
			return {type: 'begun', runId: event.runId};
		case 'undo':
			return {type: 'undo', event: event.event};
		case 'undo-broke':
			return {type: 'failed', trouble: event.trouble};
	}
}

/** A scrolled text of a late screen was asked to begin below its last page: it stands at the last one. */
export function scrollEnded(state: WizardState, top: number): WizardState {
	const {dryRun, panel, handover, undo} = state.late;
	if (state.screen.name === 'undo' && undo) return withLate(state, {undo: {...undo, row: top}});
	if (state.screen.name === 'dry-run' && dryRun?.open)
		return withLate(state, {dryRun: {...dryRun, open: {...dryRun.open, top}}});
	if (state.screen.name === 'panel' && panel?.open) return withLate(state, {panel: {...panel, open: {top}}});
	if (state.screen.name === 'handover' && handover) return withLate(state, {handover: {...handover, top}});
	return state;
}

/** The clock moves what shows ages and durations. */
export function tickLate(state: WizardState, now: number): WizardState {
	const {run, panel} = state.late;
	if (state.screen.name === 'run' && run) return withLate(state, {run: updateRun(run, {type: 'clock', now}).model});
	if (state.screen.name === 'panel' && panel)
		return withLate(state, {panel: updatePanel(panel, {type: 'clock', now}).model});
	return state;
}

type DryRunEvent = Parameters<typeof updateDryRun>[1];

function dryRunEventOf(
	event: Extract<WizardEvent, {type: 'planned' | 'check-done' | 'preflight-done' | 'preflight-failed'}>,
): DryRunEvent {
	switch (event.type) {
		case 'planned':
			return event;
		case 'check-done':
			return {type: 'check', check: event.check};
		case 'preflight-done':
			return {type: 'done'};
		case 'preflight-failed':
			return {type: 'failed', trouble: event.trouble, problems: event.problems};
	}
}

/** What is to be said on leaving: of the run, undo or panel on the screen, or of what was made before. */
export function lateSummary(state: WizardState): readonly string[] {
	const {screen, late} = state;
	if (screen.name === 'panel' || screen.name === 'handover') return panelEnd(state);
	if (screen.name === 'undo' && late.undo) return undoEnd(state, late.undo);
	if (!late.run) return writtenSummary(late.handedOver);
	const isUndone = late.undo?.phase === 'undone' && late.undo.runId === late.run.runId;
	const isOld = late.run.origin === 'journal' && late.run.phase === 'stopped' && screen.name !== 'run';
	const ran = isUndone || isOld ? [] : runSummary(late.run);
	return [...ran, ...writtenSummary(late.handedOver)];
}

/** Left at the question, nothing was taken away: what is told is that which was to go, as on the screen before. */
function undoEnd(state: WizardState, undo: UndoModel): readonly string[] {
	const {run} = state.late;
	if (undo.phase !== 'reading' && undo.phase !== 'asking') return undoSummary(undo);
	if (undo.subject.kind === 'connection') return panelEnd(state);
	return run?.runId === undo.runId ? [...runSummary(run), ...writtenSummary(state.late.handedOver)] : [];
}
