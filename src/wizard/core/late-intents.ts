import {ask} from '../overlays/prompt/ask.ts';
import {openConfirm} from '../screens/confirm/open.ts';
import type {DryRunIntent} from '../screens/dry-run/dry-run.ts';
import {openDryRun} from '../screens/dry-run/open.ts';
import {openPanel} from '../screens/panel/open.ts';
import type {PanelIntent} from '../screens/panel/panel.ts';
import {askForProfileName} from '../screens/profiles/ask-for-name.ts';
import {resumeRun} from '../screens/run/open.ts';
import {connectionOf, type RunModel} from '../screens/run/run-model.ts';
import type {RunIntent} from '../screens/run/run-view.ts';
import {backToRuns} from '../screens/runs/open.ts';
import {openDelete, openUndo} from '../screens/undo/open.ts';
import {newLike} from '../screens/watch/read-back.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import {jumpTo} from '../steps/jump-to.ts';
import {openHome, openReview} from '../steps/move.ts';
import type {Effect} from './effect.ts';
import {openHandover, panelEnd} from './handover-late.ts';
import {withLate} from './late-state.ts';
import {leave} from './leave.ts';
import type {WizardState} from './state.ts';
import {pushInto} from './turn.ts';

export function dryRunIntent(state: WizardState, intent: DryRunIntent, effects: Effect[]): WizardState {
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'back':
		case 'edit':
			effects.push({type: 'stop-preflight'});
			return pushInto(effects, openReview(state));
		case 'leave':
			return pushInto(effects, leave(state, 130));
		case 'retry':
			return pushInto(effects, openDryRun(state));
		case 'jump':
			effects.push({type: 'stop-preflight'});
			return pushInto(effects, jumpTo(state, intent.field));
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
			return plan
				? pushInto(effects, openPanel(state, {cloud: plan.cloud, region: plan.region, ids: [intent.id]}))
				: state;
		}
	}
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
			return pushInto(
				effects,
				openPanel(state, {
					cloud: run.plan.cloud,
					region: run.plan.region,
					ids: [connectionOf(run)].filter(Boolean),
				}),
			);
		case 'save':
			return askForProfileName(state);
		case 'resume':
			return run ? pushInto(effects, resumeRun(state, run)) : state;
		case 'undo':
			return run ? pushInto(effects, openUndo(state, {runId: run.runId, ...aboutOf(run)})) : state;
		case 'back':
			effects.push({type: 'list-runs'});
			return run?.origin === 'journal' && run.phase !== 'finished' ? backToRuns(state) : openHome(state);
		case 'edit':
			return pushInto(effects, openReview(state));
		case 'jump':
			return pushInto(effects, jumpTo(state, intent.field));
		case 'copy':
			effects.push(intent);
			return state;
		case 'leave':
			return pushInto(effects, leave(state, intent.exit, intent.summary));
	}
}

const aboutOf = ({plan: {name, cloud, region}}: RunModel) => ({name, cloud, region});

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
			return panel
				? pushInto(effects, newLike(state, {cloud: panel.cloud, region: panel.region, id: intent.id}))
				: state;
		case 'hand-over':
			return panel ? openHandover(state, panel, intent.id, effects) : state;
		case 'delete': {
			const connection = panel?.rows.find(row => row.connection.id === intent.id)?.connection;
			if (!panel || !connection) return state;
			const {cloud, region} = panel;
			return pushInto(
				effects,
				openDelete(state, {place: {cloud, region, id: intent.id}, name: connection.name || intent.id}),
			);
		}

		case 'back':
			effects.push({type: 'stop-watch'});
			// back to where it was opened from: what was just made has no list behind it
			if (panel?.origin === 'watch')
				return pushInto(effects, lookAgain({...withLate(state, {panel: undefined}), screen: {name: 'watch'}}));
			return pushInto(effects, lookAgain(openHome(withLate(state, {panel: undefined}))));
		case 'leave':
			return pushInto(effects, leave(state, 0, panelEnd(state)));
	}
}
