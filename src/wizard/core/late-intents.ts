import type {CloudId} from '../../clouds/contract/cloud.ts';
import {askedOf} from '../answers/asked.ts';
import {draftedRows} from '../answers/draft.ts';
import {typedKeysOf} from '../answers/typed-keys.ts';
import {ask} from '../overlays/prompt/ask.ts';
import {accountHere} from '../screens/accounts/accounts.ts';
import {openConfirm} from '../screens/confirm/open.ts';
import type {DryRunIntent} from '../screens/dry-run/dry-run.ts';
import {openingPanel, type PanelIntent} from '../screens/panel/panel.ts';
import {askForProfileName} from '../screens/profiles/ask-for-name.ts';
import {connectionOf, type RunModel} from '../screens/run/run-model.ts';
import type {RunIntent} from '../screens/run/run-view.ts';
import {toRuns} from '../screens/runs/runs.ts';
import {newLike} from '../screens/watch/read-back.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import {placeOfPath} from '../steps/flow.ts';
import {editStep, openHome, openReview} from '../steps/move.ts';
import type {Confirmed, Effect} from './effect.ts';
import {openHandover, panelEnd} from './handover-late.ts';
import {openDryRun, withLate} from './late.ts';
import {leave} from './leave.ts';
import type {WizardState} from './state.ts';
import {pushInto} from './turn.ts';
import {openDelete, openUndo} from './undo-late.ts';

export function dryRunIntent(state: WizardState, intent: DryRunIntent, effects: Effect[]): WizardState {
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'back':
		case 'edit':
			effects.push({type: 'stop-preflight'});
			return openReview(state, effects);
		case 'leave':
			return leave(state, 130, effects);
		case 'retry':
			return openDryRun(state, effects);
		case 'jump':
			effects.push({type: 'stop-preflight'});
			return jumpTo(state, intent.field, effects);
		case 'copy':
			effects.push(intent);
			return state;
		case 'write-report':
			return ask(state, 'write-report', '', intent.suggested);
		case 'confirm': {
			const {dryRun} = state.late;
			return dryRun?.plan ? pushInto(effects, openConfirm(state, {...dryRun, plan: dryRun.plan})) : state;
		}

		case 'watch': {
			const plan = state.late.dryRun?.plan;
			return plan ? openPanel(state, {cloud: plan.cloud, region: plan.region, ids: [intent.id]}, effects) : state;
		}
	}
}

function confirmed(state: WizardState, {plan, secrets}: RunModel): Confirmed {
	return {plan, secrets, account: state.data.identities[plan.cloud]?.account};
}

export function runIntent(state: WizardState, intent: RunIntent, effects: Effect[]): WizardState {
	const {run} = state.late;
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'stop':
			effects.push({type: 'stop-run'});
			return state;
		case 'panel':
			if (!run) return state;
			return openPanel(
				state,
				{cloud: run.plan.cloud, region: run.plan.region, ids: [connectionOf(run)].filter(Boolean)},
				effects,
			);
		case 'save':
			return askForProfileName(state);
		case 'resume':
			return run ? resumeRun(state, run, effects) : state;
		case 'undo':
			return run ? openUndo(state, {runId: run.runId, ...aboutOf(run)}, effects) : state;
		case 'back':
			effects.push({type: 'list-runs'});
			return run?.origin === 'journal' && run.phase !== 'finished' ? toRuns(state) : openHome(state);
		case 'edit':
			return openReview(state, effects);
		case 'jump':
			return jumpTo(state, intent.field, effects);
		case 'copy':
			effects.push(intent);
			return state;
		case 'leave':
			return leave(state, intent.exit, effects, intent.summary);
	}
}

const aboutOf = ({plan: {name, cloud, region}}: RunModel) => ({name, cloud, region});

/** Goes on with a run that stopped; one that could not even begin its journal is begun again. */
export function resumeRun(state: WizardState, run: RunModel, effects: Effect[]): WizardState {
	const request = state.lastRequest + 1;
	const typed = run.origin === 'confirmed' ? typedKeysOf(askedOf(state), state.typedKeys) : {};
	const keys = {...typed, ...state.late.runKeys};
	if (run.runId === '') effects.push({type: 'run', request, ...confirmed(state, run)});
	else effects.push({type: 'resume-run', request, runId: run.runId, keys});
	return withLate(
		{...state, lastRequest: request},
		{run: {...run, phase: 'running', trouble: undefined}, requests: {...state.late.requests, run: request}},
	);
}

export function panelIntent(state: WizardState, intent: PanelIntent, effects: Effect[]): WizardState {
	const {panel} = state.late;
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'refresh':
			effects.push({type: 'watch-now'});
			return state;
		case 'save':
			if (panel?.origin === 'run') return askForProfileName(state);
			return {...state, notice: {tone: 'look', text: 'n makes a new one like this: save that as a profile'}};
		case 'new-like':
			return panel ? newLike(state, {cloud: panel.cloud, region: panel.region, id: intent.id}, effects) : state;
		case 'hand-over':
			return panel ? openHandover(state, panel, intent.id, effects) : state;
		case 'delete': {
			const connection = panel?.rows.find(row => row.connection.id === intent.id)?.connection;
			if (!panel || !connection) return state;
			const {cloud, region} = panel;
			return openDelete(state, {place: {cloud, region, id: intent.id}, name: connection.name || intent.id}, effects);
		}

		case 'back':
			effects.push({type: 'stop-watch'});
			// back to where it was opened from: what was just made has no list behind it
			if (panel?.origin === 'watch')
				return lookAgain({...withLate(state, {panel: undefined}), screen: {name: 'watch'}}, effects);
			return lookAgain(openHome(withLate(state, {panel: undefined})), effects);
		case 'leave':
			return leave(state, 0, effects, panelEnd(state));
	}
}

/** To the step and field that a document path belongs to, and from there back to the review. */
export function jumpTo(state: WizardState, path: string, effects: Effect[]): WizardState {
	const place = placeOfPath(state, path);
	if (!place) return openReview(state, effects);
	const opened = editStep(state, place.step, effects, place.field);
	const drafted = /^ranges\[(\d+)\](\.siteSide)?/.exec(path);
	if (place.step !== 'pairs' || !drafted) return opened;
	const {answers} = askedOf(opened);
	const row = draftedRows(answers)[Number(drafted[1])] ?? 0;
	const side = drafted[2] ? 'siteSide' : 'cloudSide';
	return {...opened, pairs: {...opened.pairs, row, side, cursor: answers.pairs[row]?.[side].length ?? 0}};
}

/** The live panel on the connections of a region that are named, or on all of them where none is. */
export function openPanel(
	state: WizardState,
	what: {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]},
	effects: Effect[],
	origin: 'run' | 'watch' = 'run',
): WizardState {
	const {cloud, region, ids} = what;
	const request = state.lastRequest + 1;
	effects.push({type: 'watch', request, cloud, region, ids});
	const panel = openingPanel({
		cloud,
		region,
		ids,
		origin,
		identity: state.data.identities[cloud],
		account: accountHere(state, cloud),
		now: state.now,
	});
	return withLate(
		{...state, lastRequest: request, screen: {name: 'panel'}},
		{panel, requests: {...state.late.requests, watch: request}},
	);
}
