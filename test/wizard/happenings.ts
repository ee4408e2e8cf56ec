import type {Check, Plan, UndoStep} from '../../src/clouds/contract/cloud.ts';
import type {Finding} from '../../src/connection/finding.ts';
import type {SecretStore} from '../../src/connection/secret.ts';
import type {Removal} from '../../src/run/removal.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import type {UndoEvent} from '../../src/run/take-away.ts';
import type {FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import type {Key} from '../../src/wizard/core/keys.ts';
import type {ModelSlot} from '../../src/wizard/core/model-slot.ts';
import type {Trouble, WizardState} from '../../src/wizard/core/state.ts';
import {update} from '../../src/wizard/core/update.ts';
import {type DryRunModel, dryRunning} from '../../src/wizard/screens/dry-run/model.ts';
import type {HandoverHeard} from '../../src/wizard/screens/handover/event.ts';
import {type HandoverModel, handingOver} from '../../src/wizard/screens/handover/model.ts';
import {type PanelModel, watching} from '../../src/wizard/screens/panel/model.ts';
import type {AnyFound, ViewName} from '../../src/wizard/screens/panel/views.ts';
import {type RunModel, running} from '../../src/wizard/screens/run/model.ts';
import {type UndoModel, undoing} from '../../src/wizard/screens/undo/model.ts';
import {wizardAtHome} from './played.ts';

/* What happens to a screen whose model is given: by the wizard's own update, with answers as they are awaited. */

const request = 1;

type KeyEvent = {readonly type: 'key'; readonly key: Key};
type PasteEvent = {readonly type: 'paste'; readonly text: string};
type ClockEvent = {readonly type: 'clock'; readonly now: number};
type FailedEvent = {readonly type: 'failed'; readonly trouble: Trouble};

export type DryRunEvent =
	| KeyEvent
	| {
			readonly type: 'planned';
			readonly plan: Plan;
			readonly commandLines: readonly string[];
			readonly secrets: SecretStore;
			readonly expected?: number;
	  }
	| {readonly type: 'check'; readonly check: Check}
	| {readonly type: 'done'}
	| (FailedEvent & {readonly problems?: readonly Finding[]});
export type RunViewEvent = KeyEvent | ClockEvent | FailedEvent | {readonly type: 'run'; readonly event: RunEvent};
export type PanelEvent =
	| KeyEvent
	| ClockEvent
	| {readonly type: 'fleet'; readonly snapshot: FleetSnapshot}
	| ({readonly type: 'view-read'; readonly at: number} & AnyFound)
	| {readonly type: 'view-failed'; readonly view: ViewName; readonly trouble: Trouble};
export type UndoViewEvent =
	| KeyEvent
	| PasteEvent
	| FailedEvent
	| {readonly type: 'previewed'; readonly steps: readonly UndoStep[]; readonly inDoubt: readonly string[]}
	| {readonly type: 'read'; readonly runId: string; readonly steps: readonly UndoStep[]; readonly told: Removal}
	| {readonly type: 'begun'; readonly runId: string}
	| {readonly type: 'undo'; readonly event: UndoEvent};
export type HandoverEvent = KeyEvent | PasteEvent | {readonly type: 'heard'; readonly event: HandoverHeard};

export interface Happened<Model> {
	readonly model: Model;
	readonly state: WizardState;
	readonly effects: readonly Effect[];
}

/** The wizard at a screen that shows this. */
export function showing<Model>(
	name: 'dry-run' | 'run' | 'panel' | 'undo' | 'handover' | 'why',
	slot: ModelSlot<Model>,
	model: Model,
	over: Partial<WizardState> = {},
): WizardState {
	return slot.put(wizardAtHome({...over, screen: {name}, awaited: {[name]: request}}), model);
}

function happened<Model>(slot: ModelSlot<Model>, before: WizardState, event: WizardEvent): Happened<Model> {
	const {state, effects} = update(before, event);
	const model = slot.of(state) ?? slot.of(before);
	if (!model) throw new Error('the screen shows nothing');
	return {model, state, effects};
}

export function updateDryRun(model: DryRunModel, event: DryRunEvent, over: Partial<WizardState> = {}) {
	return happened(dryRunning, showing('dry-run', dryRunning, model, over), ofDryRun(event));
}

function ofDryRun(event: DryRunEvent): WizardEvent {
	switch (event.type) {
		case 'key':
			return event;
		case 'planned':
			return {...event, request, generated: {}};
		case 'check':
			return {type: 'check-done', request, check: event.check, at: 0};
		case 'done':
			return {type: 'preflight-done', request};
		case 'failed':
			return {type: 'preflight-failed', request, trouble: event.trouble, problems: event.problems ?? []};
	}
}

export function updateRun(model: RunModel, event: RunViewEvent) {
	const told: WizardEvent =
		event.type === 'run'
			? {...event, request}
			: event.type === 'failed'
				? {type: 'run-failed', request, trouble: event.trouble}
				: event;
	return happened(running, showing('run', running, model), told);
}

export function updatePanel(model: PanelModel, event: PanelEvent) {
	const told = event.type === 'key' || event.type === 'clock' ? event : {...event, request};
	return happened(watching, showing('panel', watching, model), told);
}

export function updateUndo(model: UndoModel, event: UndoViewEvent) {
	return happened(undoing, showing('undo', undoing, model), ofUndo(event));
}

function ofUndo(event: UndoViewEvent): WizardEvent {
	switch (event.type) {
		case 'previewed':
			return {...event, type: 'undo-previewed', request};
		case 'read':
			return {...event, type: 'delete-read', request};
		case 'begun':
			return {...event, type: 'delete-begun', request};
		case 'failed':
			return {...event, type: 'undo-broke', request};
		case 'undo':
			return {...event, request};
		default:
			return event;
	}
}

export function updateHandover(model: HandoverModel, event: HandoverEvent) {
	const told: WizardEvent = event.type === 'heard' ? {type: 'handover', request, event: event.event} : event;
	return happened(handingOver, showing('handover', handingOver, model), told);
}
